//! GEXF 1.3 (<https://gexf.net/1.3/>, schema `gexf.rng`): Gephi, Gephi Lite, NetworkX.
//!
//! Keeps kind, colour, position, size and time together, which no other format brings into Gephi.
//! Cannot hold: evidence, lists (joined by `|`), several facts of one kind between two nodes (merged).
//! Gephi reads the letters `INF` in a cell as `Infinity` and drops a cell `null`; labels stay whole.

use std::io::{self, Write};

use crate::graph::attributes::{EDGE_COLUMNS, EdgeColumn, NODE_COLUMNS, Type};
use crate::graph::style::{Colour, Family};
use crate::graph::times::Spell;
use crate::graph::value::Value;
use crate::graph::view::View;

use super::Format;
use super::xml::{Slot, Xml};

/// GEXF 1.3.
pub struct Gexf;

impl Format for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn title(&self) -> &'static str {
        "GEXF 1.3 with colours, positions, sizes and time, for Gephi, Gephi Lite and NetworkX"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.gexf"]
    }

    fn specification(&self) -> &'static str {
        "https://gexf.net/1.3/"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; lists (joined by |); facts of one kind between two nodes are one edge"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Xml::new(out);
        xml.tag("gexf")
            .with("xmlns", "http://gexf.net/1.3")
            .with("xmlns:viz", "http://gexf.net/1.3/viz")
            .with("version", "1.3")
            .open();
        xml.tag("meta").open();
        xml.tag("creator").text("khabar");
        xml.tag("description").text(&description(view));
        xml.close("meta")?;
        let graph = xml.tag("graph").with("defaultedgetype", "directed");
        if view.has_times() {
            // Not `dateTime`, which NetworkX refuses; without a zone Gephi takes that of the machine.
            graph
                .with("mode", "dynamic")
                .with("timeformat", "date")
                .with("timerepresentation", "interval")
                .with("timezone", "UTC")
                .open();
        } else {
            graph.with("mode", "static").open();
        }
        declarations(&mut xml, view)?;
        nodes(&mut xml, view)?;
        edges(&mut xml, view)?;
        xml.close("graph")?;
        xml.close("gexf")?;
        xml.end()
    }
}

/// What the file is; without `&`, after which Gephi forgets what came before.
fn description(view: &View<'_>) -> String {
    let measured = view.graph.overview.map_or_else(String::new, |overview| format!(": {overview}"));
    format!("Knowledge graph drawn from news articles{measured}")
}

/// The columns, one block a class: a second one makes graphology forget the first.
fn declarations(xml: &mut Xml<'_>, view: &View<'_>) -> io::Result<()> {
    xml.tag("attributes").with("class", "node").with("mode", "static").open();
    for column in NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)) {
        declare(xml, column.name, column.kind);
    }
    xml.close("attributes")?;
    xml.tag("attributes").with("class", "edge").with("mode", "static").open();
    for column in EDGE_COLUMNS.iter().filter(|column| !column.is_gephis_own()) {
        declare(xml, column.name, column.kind);
    }
    xml.close("attributes")
}

/// One column: id and title alike, as Gephi shows the title and Gephi Lite the id.
fn declare(xml: &mut Xml<'_>, name: &str, kind: Type) {
    let kind = match kind {
        Type::Text | Type::List | Type::Day => "string",
        Type::Integer => "integer",
        Type::Long => "long",
        Type::Double => "double",
        Type::Boolean => "boolean",
    };
    xml.tag("attribute").with("id", name).with("title", name).with("type", kind).empty();
}

/// The nodes.
fn nodes(xml: &mut Xml<'_>, view: &View<'_>) -> io::Result<()> {
    xml.tag("nodes").with("count", &view.nodes.len().to_string()).open();
    let slots: Vec<Slot> = NODE_COLUMNS.iter().map(|column| Xml::attvalue(column.name)).collect();
    for node in &view.nodes {
        xml.tag("node").with_token("id", &node.id).with("label", &node.label).row();
        xml.tag("attvalues").open();
        for (column, slot) in NODE_COLUMNS.iter().zip(&slots) {
            xml.cell(slot, &(column.get)(view, node));
        }
        xml.close("attvalues")?;
        times(xml, &node.spells(view));
        colour(xml, node.colour());
        if let Some((x, y)) = node.position {
            xml.tag("viz:position")
                .with_value("x", &Value::double(x))
                .with_value("y", &Value::double(y))
                .with("z", "0.0")
                .empty();
        }
        xml.tag("viz:size").with_value("value", &Value::double(node.size)).empty();
        xml.close("node")?;
    }
    xml.close("nodes")
}

/// The edges, each directed: files that mix directions lose edges in Gephi.
fn edges(xml: &mut Xml<'_>, view: &View<'_>) -> io::Result<()> {
    xml.tag("edges").with("count", &view.edges.len().to_string()).open();
    let columns = EDGE_COLUMNS.iter().filter(|column| !column.is_gephis_own());
    let slots: Vec<(&EdgeColumn, Slot)> = columns.map(|column| (column, Xml::attvalue(column.name))).collect();
    let [id, source, target, kind, label, weight] =
        xml.attributes("edge", ["id", "source", "target", "kind", "label", "weight"]);
    let ends = Family::ALL.iter().map(|family| {
        let [r, g, b] = family.colour();
        format!("<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/></edge>")
    });
    let ends: Vec<String> = ends.collect();
    for edge in view.edges_at_hand() {
        xml.token(&id, &edge.id);
        xml.token(&source, view.node_id(edge.source));
        xml.token(&target, view.node_id(edge.target));
        xml.token(&kind, &edge.kind);
        xml.token(&label, &edge.kind);
        xml.cell(&weight, &Value::double(edge.weight(view)));
        xml.push("<attvalues>");
        for (column, slot) in &slots {
            xml.cell(slot, &(column.get)(view, edge));
        }
        xml.push("</attvalues>");
        times(xml, &edge.spells(view));
        xml.push(&ends[edge.family() as usize]);
        xml.pass_on()?;
    }
    xml.close("edges")
}

/// When an element is there; nothing where it always is.
fn times(xml: &mut Xml<'_>, spells: &[Spell]) {
    if spells.is_empty() {
        return;
    }
    xml.push("<spells>");
    for spell in spells {
        xml.push("<spell");
        for (before, day) in [(" start=\"", spell.start), (" end=\"", spell.end)] {
            if let Some(day) = day {
                xml.push(before);
                xml.value(&Value::Day(day));
                xml.push("\"");
            }
        }
        xml.push("/>");
    }
    xml.push("</spells>");
}

/// Red, green and blue: `hex` breaks NetworkX.
fn colour(xml: &mut Xml<'_>, colour: Colour) {
    let [r, g, b] = colour.map(|part| Value::Integer(part.into()));
    xml.tag("viz:color").with_value("r", &r).with_value("g", &g).with_value("b", &b).empty();
}
