//! A Cypher script (<https://neo4j.com/docs/cypher-manual/current/>) for databases that run: Neo4j, Memgraph.
//!
//! `cypher-shell < graph.cypher`; run again, it adds nothing twice.
//! Cannot hold: evidence; dates are texts, as there is no year without a month.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use crate::graph::value::{Value, clean};
use crate::graph::view::View;

use super::Format;
use super::neo4j::{labels, relationship_type};

/// The script.
pub struct Cypher;

/// Rows of one statement: large enough to be fast, small enough for a shell's line.
const BATCH: usize = 200;

impl Format for Cypher {
    fn name(&self) -> &'static str {
        "cypher"
    }

    fn title(&self) -> &'static str {
        "Cypher script for a database that runs"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.cypher"]
    }

    fn specification(&self) -> &'static str {
        "https://neo4j.com/docs/cypher-manual/current/"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; colours and sizes; dates (as texts); facts of one kind between two nodes are one relationship"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"CREATE CONSTRAINT khabar_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n")?;
        let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for node in &view.nodes {
            let mut row = String::from("{id: ");
            string(&node.id, &mut row);
            row.push_str(", p: {label: ");
            string(&node.label, &mut row);
            for column in NODE_COLUMNS {
                property(column.name, &(column.get)(view, node), &mut row);
            }
            row.push_str("}}");
            let name = labels(node.kind());
            let rows = kinds.entry(name).or_default();
            rows.push(row);
            if rows.len() == BATCH {
                nodes(out, name, rows)?;
            }
        }
        for (name, rows) in &mut kinds {
            nodes(out, name, rows)?;
        }
        let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for edge in &view.edges {
            let mut row = String::from("{s: ");
            string(&view.nodes[edge.source as usize].id, &mut row);
            row.push_str(", t: ");
            string(&view.nodes[edge.target as usize].id, &mut row);
            row.push_str(", id: ");
            string(&edge.id, &mut row);
            row.push_str(", p: {kind: ");
            string(&edge.kind, &mut row);
            for column in EDGE_COLUMNS {
                property(column.name, &(column.get)(view, edge), &mut row);
            }
            row.push_str("}}");
            let name = relationship_type(&edge.kind);
            let rows = kinds.entry(name.clone()).or_default();
            rows.push(row);
            if rows.len() == BATCH {
                edges(out, &name, rows)?;
            }
        }
        for (name, rows) in &mut kinds {
            edges(out, name, rows)?;
        }
        Ok(())
    }
}

/// The statement for nodes of one kind; empties the rows.
fn nodes(out: &mut dyn Write, labels: &str, rows: &mut Vec<String>) -> io::Result<()> {
    let label = labels.rsplit(';').next().unwrap_or_default();
    batch(out, rows, &format!("MERGE (n:Entity {{id: row.id}}) SET n += row.p, n:{label}"))
}

/// The statement for edges of one kind; empties the rows.
fn edges(out: &mut dyn Write, kind: &str, rows: &mut Vec<String>) -> io::Result<()> {
    let merge = format!(
        "MATCH (a:Entity {{id: row.s}}), (b:Entity {{id: row.t}}) MERGE (a)-[r:{kind} {{edge_id: row.id}}]->(b) SET r += row.p"
    );
    batch(out, rows, &merge)
}

/// One statement, if there are rows for it.
fn batch(out: &mut dyn Write, rows: &mut Vec<String>, action: &str) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    out.write_all(b"UNWIND [\n")?;
    out.write_all(rows.join(",\n").as_bytes())?;
    writeln!(out, "\n] AS row {action};")?;
    rows.clear();
    Ok(())
}

/// `, name: value`, or nothing.
fn property(name: &str, value: &Value<'_>, out: &mut String) {
    let before = out.len();
    // Writing to a String cannot fail.
    _ = write!(out, ", {name}: ");
    match value {
        Value::Missing => out.truncate(before),
        Value::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                out.push_str(if number > 0 { ", " } else { "" });
                string(item, out);
            }
            out.push(']');
        }
        Value::Name(name) => string(name, out),
        Value::Text(text) => string(text, out),
        Value::Day(date) => string(&date.to_string(), out),
        value => out.push_str(&value.cell()),
    }
}

/// A text in quotes; a semicolon would end the statement in some shells, so it is written by its code.
fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in clean(text).chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            ';' => out.push_str("\\u003B"),
            c => out.push(c),
        }
    }
    out.push('"');
}
