//! Two tables for `neo4j-admin database import`
//! (<https://neo4j.com/docs/operations-manual/current/import/>), and the command that reads them.
//!
//! Cannot hold: evidence; dates are texts, as Neo4j knows no year without a month. Lists are split by `;`.
//! Backslashes stand as they are: Neo4j reads none as an escape, unlike Gephi.

use std::io::{self, Write};

use csv::Writer;

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS, Type};
use crate::graph::value::{Value, clean};
use crate::graph::view::View;
use crate::model::kinds::NodeKind;

use super::Format;

/// The tables and the command.
pub struct Neo4j;

/// The third file.
const README: &str = "# Into Neo4j

In this folder, with the database stopped (Neo4j 5 or later):

    neo4j-admin database import full neo4j --overwrite-destination --id-type=string --array-delimiter=';' \\
      --nodes=nodes.csv --relationships=relationships.csv

Then, in the browser or `cypher-shell`:

    MATCH path = shortestPath((a:Person)-[*..4]-(b:Person))
    WHERE a.label_en CONTAINS 'Stengel' AND b.label_en CONTAINS 'Allen' RETURN path;

Into a database that runs, without an import: `graph.cypher`, beside this folder where it was asked for.
";

impl Format for Neo4j {
    fn name(&self) -> &'static str {
        "neo4j"
    }

    fn title(&self) -> &'static str {
        "tables for neo4j-admin's import, with the command"
    }

    fn files(&self) -> &'static [&'static str] {
        &["neo4j/nodes.csv", "neo4j/relationships.csv", "neo4j/README.md"]
    }

    fn specification(&self) -> &'static str {
        "https://neo4j.com/docs/operations-manual/current/import/"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; colours and sizes; dates (as texts); facts of one kind between two nodes are one relationship"
    }

    fn write(&self, view: &View<'_>, file: usize, out: &mut dyn Write) -> io::Result<()> {
        match file {
            0 => nodes(view, out),
            1 => relationships(view, out),
            _ => out.write_all(README.as_bytes()),
        }
    }
}

/// One row a node.
fn nodes(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::from_writer(out);
    for name in ["id:ID(Entity)", ":LABEL", "label:string", "x:double", "y:double"] {
        writer.write_field(name)?;
    }
    for column in NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)) {
        writer.write_field(format!("{}:{}", column.name, kind(column.kind)))?;
    }
    writer.write_record(None::<&[u8]>)?;
    for node in &view.nodes {
        writer.write_field(&*node.id)?;
        writer.write_field(labels(node.kind()))?;
        writer.write_field(&node.label)?;
        for part in [node.position.map(|p| p.0), node.position.map(|p| p.1)] {
            writer.write_field(cell(&part.map_or(Value::Missing, Value::double)))?;
        }
        for column in NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)) {
            writer.write_field(cell(&(column.get)(view, node)))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// One row an edge.
fn relationships(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::from_writer(out);
    for name in [":START_ID(Entity)", ":END_ID(Entity)", ":TYPE"] {
        writer.write_field(name)?;
    }
    for column in EDGE_COLUMNS {
        writer.write_field(format!("{}:{}", column.name, kind(column.kind)))?;
    }
    writer.write_record(None::<&[u8]>)?;
    for edge in &view.edges {
        writer.write_field(&*view.nodes[edge.source as usize].id)?;
        writer.write_field(&*view.nodes[edge.target as usize].id)?;
        writer.write_field(relationship_type(&edge.kind))?;
        for column in EDGE_COLUMNS {
            writer.write_field(cell(&(column.get)(view, edge)))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// The labels of a kind of node; `Entity` is on all, so that one index finds any.
pub(super) const fn labels(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Person => "Entity;Person",
        NodeKind::Organization => "Entity;Organization",
        NodeKind::Country => "Entity;Country",
        NodeKind::Place => "Entity;Place",
        NodeKind::Event => "Entity;Event",
        NodeKind::Statement => "Entity;Statement",
        NodeKind::Article => "Entity;Article",
    }
}

/// `SUPPORT_NEGATED`: the form that needs no quotes in a query.
pub(super) fn relationship_type(kind: &str) -> String {
    kind.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

/// The word of Neo4j for a type.
const fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::Day => "string",
        Type::List => "string[]",
        Type::Integer | Type::Long => "long",
        Type::Double => "double",
        Type::Boolean => "boolean",
    }
}

/// A cell; lists by `;`.
fn cell(value: &Value<'_>) -> String {
    if let Value::List(items) = value {
        let items: Vec<String> = items.iter().map(|i| clean(i).replace(';', ",")).filter(|i| !i.is_empty()).collect();
        return items.join(";");
    }
    value.cell()
}
