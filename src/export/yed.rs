//! GraphML for yEd (<https://yed.yworks.com/support/manual/yed_graphml.html>): labels, colours and places as
//! yEd draws them, in a file of its own, as its extensions break other readers.
//!
//! Cannot hold: what GraphML cannot; a label that begins with `<html>` would be rendered, so it is written `‹html>`.

use std::io::{self, Write};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use crate::graph::style::hex;
use crate::graph::value::Value;
use crate::graph::view::View;

use super::Format;
use super::graphml::{columns, edge_key, graph};
use super::xml::{Slot, Xml};

/// GraphML for yEd.
pub struct YEd;

impl Format for YEd {
    fn name(&self) -> &'static str {
        "yed"
    }

    fn title(&self) -> &'static str {
        "GraphML with yEd's shapes, colours and labels"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.yed.graphml"]
    }

    fn specification(&self) -> &'static str {
        "https://yed.yworks.com/support/manual/yed_graphml.html"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; time but as text; lists (joined by |); facts of one kind between two nodes are one edge"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.tag("graphml")
            .with("xmlns", "http://graphml.graphdrawing.org/xmlns")
            .with("xmlns:y", "http://www.yworks.com/xml/graphml")
            .open();
        xml.tag("key").with("id", "shape").with("for", "node").with("yfiles.type", "nodegraphics").empty();
        xml.tag("key").with("id", "line").with("for", "edge").with("yfiles.type", "edgegraphics").empty();
        columns(&mut xml, view);
        graph(&mut xml, view);
        let slots: Vec<Slot> = NODE_COLUMNS.iter().map(|column| Xml::data(column.name)).collect();
        for node in &view.nodes {
            xml.tag("node").with_token("id", &node.id).row();
            for (column, slot) in NODE_COLUMNS.iter().zip(&slots) {
                xml.cell(slot, &(column.get)(view, node));
            }
            shape(&mut xml, &node.label, &hex(node.colour()), node.position, node.size)?;
            xml.close("node")?;
        }
        let slots: Vec<Slot> = EDGE_COLUMNS.iter().map(|column| Xml::data(&edge_key(column.name))).collect();
        for edge in &view.edges {
            xml.tag("edge")
                .with("id", &edge.id)
                .with("source", &view.nodes[edge.source as usize].id)
                .with("target", &view.nodes[edge.target as usize].id)
                .row();
            for (column, slot) in EDGE_COLUMNS.iter().zip(&slots) {
                xml.cell(slot, &(column.get)(view, edge));
            }
            line(&mut xml, &edge.kind, &hex(edge.family().colour()), edge.is_symmetric())?;
            xml.close("edge")?;
        }
        xml.close("graph")?;
        xml.close("graphml")?;
        xml.end()
    }
}

/// A circle with its label below; y grows downwards here.
fn shape(xml: &mut Xml<'_>, label: &str, fill: &str, at: Option<(f64, f64)>, radius: f64) -> io::Result<()> {
    let (x, y) = at.unwrap_or_default();
    let [width, left, top] = [radius * 2.0, x - radius, -y - radius].map(Value::double);
    xml.tag("data").with("key", "shape").open();
    xml.tag("y:ShapeNode").open();
    xml.tag("y:Geometry")
        .with_value("width", &width)
        .with_value("height", &width)
        .with_value("x", &left)
        .with_value("y", &top)
        .empty();
    xml.tag("y:Fill").with("color", fill).with("transparent", "false").empty();
    xml.tag("y:BorderStyle").with("color", "#ffffff").with("type", "line").with("width", "1.0").empty();
    let label = label.strip_prefix("<html").map_or_else(|| label.to_owned(), |rest| format!("‹html{rest}"));
    xml.tag("y:NodeLabel").with("modelName", "sides").with("modelPosition", "s").text(&label);
    xml.tag("y:Shape").with("type", "ellipse").empty();
    xml.close("y:ShapeNode")?;
    xml.close("data")
}

/// A straight line with its kind.
fn line(xml: &mut Xml<'_>, kind: &str, colour: &str, symmetric: bool) -> io::Result<()> {
    xml.tag("data").with("key", "line").open();
    xml.tag("y:PolyLineEdge").open();
    xml.tag("y:LineStyle").with("color", colour).with("type", "line").with("width", "1.0").empty();
    let target = if symmetric { "none" } else { "standard" };
    xml.tag("y:Arrows").with("source", "none").with("target", target).empty();
    xml.tag("y:EdgeLabel").text(kind);
    xml.close("y:PolyLineEdge")?;
    xml.close("data")
}
