//! GraphML 1.1 (<http://graphml.graphdrawing.org/specification.html>): NetworkX, igraph, Cytoscape, graph-tool.
//!
//! Cannot hold: evidence, time (as text columns only), lists (joined by `|`), several facts of one kind
//! between two nodes (merged). Gephi merges parallel edges of it whatever they say: give Gephi the GEXF.

use std::io::{self, Write};

use crate::graph::Overview;
use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS, Type};
use crate::graph::style::Family;
use crate::graph::value::Value;
use crate::graph::view::View;

use super::Format;
use super::xml::{Slot, Xml};

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
        key(&mut xml, "node", "label", "label", "string");
        for (name, kind) in PLACE {
            key(&mut xml, "node", name, name, kind);
        }
        key(&mut xml, "edge", "edge_label", "label", "string");
        key(&mut xml, "edge", "interaction", "interaction", "string");
        for name in ["r", "g", "b"] {
            key(&mut xml, "edge", &edge_key(name), name, "int");
        }
        columns(&mut xml, view);
        graph(&mut xml, view);
        let slots: Vec<Slot> = NODE_COLUMNS.iter().map(|column| Xml::data(column.name)).collect();
        let label = Xml::data("label");
        let place = PLACE.map(|(key, _)| Xml::data(key));
        for node in &view.nodes {
            xml.tag("node").with_token("id", &node.id).row();
            xml.cell(&label, &Value::Text(node.label.as_str().into()));
            for (column, slot) in NODE_COLUMNS.iter().zip(&slots) {
                xml.cell(slot, &(column.get)(view, node));
            }
            let at =
                |part: fn((f64, f64)) -> f64| node.position.map_or(Value::Missing, |place| Value::double(part(place)));
            let [red, green, blue] = node.colour().map(|part| Value::Integer(part.into()));
            let values = [at(|place| place.0), at(|place| place.1), Value::double(node.size), red, green, blue];
            for (slot, value) in place.iter().zip(&values) {
                xml.cell(slot, value);
            }
            xml.close("node")?;
        }
        let slots: Vec<Slot> = EDGE_COLUMNS.iter().map(|column| Xml::data(&edge_key(column.name))).collect();
        let [label, interaction] = ["edge_label", "interaction"].map(Xml::data);
        let [id, source, target] = xml.attributes("edge", ["id", "source", "target"]);
        let ends = Family::ALL.iter().map(|family| {
            let colour = ["r", "g", "b"].iter().zip(family.colour());
            let cells = colour.map(|(key, part)| format!("<data key=\"{}\">{part}</data>", edge_key(key)));
            cells.collect::<String>() + "</edge>"
        });
        let ends: Vec<String> = ends.collect();
        for edge in view.edges_at_hand() {
            xml.token(&id, &edge.id);
            xml.token(&source, view.node_id(edge.source));
            xml.token(&target, view.node_id(edge.target));
            xml.token(&label, &edge.kind);
            xml.token(&interaction, &edge.kind);
            for (column, slot) in EDGE_COLUMNS.iter().zip(&slots) {
                xml.cell(slot, &(column.get)(view, edge));
            }
            xml.push(&ends[edge.family() as usize]);
            xml.pass_on()?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.end()
    }
}

/// The columns of nodes by which Gephi and Cytoscape know places, sizes and colours.
const PLACE: [(&str, &str); 6] =
    [("x", "double"), ("y", "double"), ("size", "double"), ("r", "int"), ("g", "int"), ("b", "int")];

/// The columns of the list, and those of the graph itself.
pub(super) fn columns(xml: &mut Xml<'_>, view: &View<'_>) {
    for column in NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)) {
        key(xml, "node", column.name, column.name, kind(column.kind));
    }
    for column in EDGE_COLUMNS {
        key(xml, "edge", &edge_key(column.name), column.name, kind(column.kind));
    }
    for (name, value) in view.graph.overview.iter().flat_map(Overview::figures) {
        let kind = if matches!(value, Value::Double(_)) { "double" } else { "int" };
        key(xml, "graph", name, name, kind);
    }
}

/// Begins the graph, with what is to be said of its measures.
pub(super) fn graph(xml: &mut Xml<'_>, view: &View<'_>) {
    xml.tag("graph").with("id", "khabar").with("edgedefault", "directed").open();
    for (name, value) in view.graph.overview.iter().flat_map(Overview::figures) {
        let slot = Xml::data(name);
        xml.cell(&slot, &value);
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
const fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Text | Type::List | Type::Day => "string",
        Type::Integer => "int",
        Type::Long => "long",
        Type::Double => "double",
        Type::Boolean => "boolean",
    }
}
