//! GraphML 1.1 (<http://graphml.graphdrawing.org/specification.html>): NetworkX, igraph, Cytoscape, graph-tool.
//!
//! Cannot hold: evidence, time (as text columns only), lists (joined by `|`), several facts of one kind
//! between two nodes (merged). Gephi merges parallel edges of it whatever they say: give Gephi the GEXF.

use std::io::{self, Write};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS, Type};
use crate::graph::style::Colour;
use crate::graph::value::Value;
use crate::graph::view::View;

use super::Format;
use super::xml::Xml;

/// GraphML 1.1.
pub struct GraphMl;

impl Format for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn title(&self) -> &'static str {
        "GraphML 1.1, for NetworkX, igraph, Cytoscape and graph-tool"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.graphml"]
    }

    fn specification(&self) -> &'static str {
        "http://graphml.graphdrawing.org/specification.html"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; time but as text; lists (joined by |); facts of one kind between two nodes are one edge"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.tag("graphml")
            .with("xmlns", "http://graphml.graphdrawing.org/xmlns")
            .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
            .with(
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd",
            )
            .open();
        keys(&mut xml, view);
        xml.tag("graph").with("id", "khabar").with("edgedefault", "directed").open();
        let position = view.nodes.iter().any(|node| node.position.is_some());
        for node in &view.nodes {
            xml.tag("node").with("id", &node.id).open();
            xml.data("label", &Value::Text(node.label.as_str().into()));
            for column in NODE_COLUMNS {
                xml.data(column.name, &(column.get)(view, node));
            }
            if let (true, Some((x, y))) = (position, node.position) {
                xml.data("x", &Value::double(x));
                xml.data("y", &Value::double(y));
            }
            xml.data("size", &Value::double(node.size));
            colour(&mut xml, ["r", "g", "b"], node.colour());
            xml.close("node")?;
        }
        let keys: Vec<String> = EDGE_COLUMNS.iter().map(|column| edge_key(column.name)).collect();
        for edge in &view.edges {
            xml.tag("edge")
                .with("id", &edge.id)
                .with("source", &view.nodes[edge.source as usize].id)
                .with("target", &view.nodes[edge.target as usize].id)
                .open();
            xml.data("edge_label", &Value::Text((&*edge.kind).into()));
            xml.data("interaction", &Value::Text((&*edge.kind).into()));
            for (column, key) in EDGE_COLUMNS.iter().zip(&keys) {
                xml.data(key, &(column.get)(view, edge));
            }
            colour(&mut xml, ["edge_r", "edge_g", "edge_b"], edge.family().colour());
            xml.close("edge")?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.end()
    }
}

/// The columns: those of the list, and those by which Gephi and Cytoscape know labels, places and colours.
fn keys(xml: &mut Xml<'_>, view: &View<'_>) {
    key(xml, "node", "label", "label", "string");
    for column in NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)) {
        key(xml, "node", column.name, column.name, kind(column.kind));
    }
    for (name, kind) in [("x", "double"), ("y", "double"), ("size", "double"), ("r", "int"), ("g", "int"), ("b", "int")]
    {
        key(xml, "node", name, name, kind);
    }
    key(xml, "edge", "edge_label", "label", "string");
    key(xml, "edge", "interaction", "interaction", "string");
    for column in EDGE_COLUMNS {
        key(xml, "edge", &edge_key(column.name), column.name, kind(column.kind));
    }
    for name in ["r", "g", "b"] {
        key(xml, "edge", &edge_key(name), name, "int");
    }
}

/// One declaration.
fn key(xml: &mut Xml<'_>, class: &str, id: &str, name: &str, kind: &str) {
    xml.tag("key").with("id", id).with("for", class).with("attr.name", name).with("attr.type", kind).empty();
}

/// The id of an edge's key: its name, unless a key of the nodes has it, as ids are unique in a document.
pub(super) fn edge_key(name: &str) -> String {
    let taken = matches!(name, "label" | "r" | "g" | "b") || NODE_COLUMNS.iter().any(|column| column.name == name);
    if taken { format!("edge_{name}") } else { name.to_owned() }
}

/// The word of GraphML for a type; readers refuse `integer`.
pub(super) const fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::List | Type::Day => "string",
        Type::Integer => "int",
        Type::Long => "long",
        Type::Double => "double",
        Type::Boolean => "boolean",
    }
}

/// Red, green and blue.
fn colour(xml: &mut Xml<'_>, keys: [&str; 3], colour: Colour) {
    for (key, part) in keys.into_iter().zip(colour) {
        xml.data(key, &Value::Integer(part.into()));
    }
}
