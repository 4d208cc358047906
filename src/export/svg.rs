//! SVG 1.1 (<https://www.w3.org/TR/SVG11/>): the picture, with a legend, for reports and web pages.
//!
//! Labels are drawn for the important nodes as long as they find room; Arabic is shaped by the program that
//! shows the file. Every node tells its name when pointed at. Cannot hold: columns, evidence, time.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::graph::style::{Family, hex, node_colour};
use crate::graph::value::Value;
use crate::graph::view::{View, ViewEdge, ViewNode};
use crate::model::kinds::NodeKind;

use super::Format;
use super::picture::{Label, Picture};
use super::xml::Xml;

/// SVG.
pub struct Svg;

/// Letters that both scripts have; the first that is there is taken.
const FONTS: &str = "'Noto Sans Arabic', 'Noto Sans', 'Segoe UI', 'Geeza Pro', Tahoma, system-ui, sans-serif";

/// Dark letters on light ground, and the reverse where the reader's screen is dark.
const CSS: &str = ".e{fill:none;stroke-opacity:.45}.n{stroke:#fff;stroke-width:1}\
.l{fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round;text-anchor:middle;unicode-bidi:plaintext}\
.k{fill:#444;font-size:13px}.g{fill:#fff}\
@media(prefers-color-scheme:dark){.g{fill:#16181d}.n{stroke:#16181d}.l{fill:#eee;stroke:#16181d}.k{fill:#ccc}}";

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn title(&self) -> &'static str {
        "picture with a legend"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.svg"]
    }

    fn specification(&self) -> &'static str {
        "https://www.w3.org/TR/SVG11/"
    }

    fn cannot_express(&self) -> &'static str {
        "columns, evidence, time"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let picture = Picture::new(view);
        let mut xml = Xml::new(out);
        let number = |value: f64| Value::Integer(value.round() as i64);
        let (width, height) = (number(picture.width), number(picture.height));
        let size = format!("0 0 {} {}", width.cell(), height.cell());
        xml.tag("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("viewBox", &size)
            .with_value("width", &width)
            .with_value("height", &height)
            .with("font-family", FONTS)
            .with("role", "img")
            .open();
        xml.tag("title").text("Knowledge graph drawn from news articles");
        xml.tag("style").text(CSS);
        xml.tag("rect").with("class", "g").with("width", "100%").with("height", "100%").empty();
        xml.tag("g").with("class", "e").open();
        for edge in &view.edges {
            line(&mut xml, view, &picture, edge);
        }
        xml.close("g")?;
        xml.tag("g").with("class", "n").open();
        for (node, spot) in view.nodes.iter().zip(&picture.spots) {
            xml.tag("circle")
                .with_value("cx", &Value::double(spot.x))
                .with_value("cy", &Value::double(spot.y))
                .with_value("r", &Value::double(spot.radius))
                .with("fill", &hex(node.colour()))
                .open();
            xml.tag("title").text(&node.label);
            xml.close("circle")?;
        }
        xml.close("g")?;
        for label in &picture.labels {
            text(&mut xml, label);
        }
        legend(&mut xml, view, picture.height);
        xml.close("svg")?;
        xml.end()
    }
}

/// An edge: a slight curve, so that edges there and back are seen apart; a loop at its own node.
fn line(xml: &mut Xml<'_>, view: &View<'_>, picture: &Picture, edge: &ViewEdge<'_>) {
    let (a, b) = (&picture.spots[edge.source as usize], &picture.spots[edge.target as usize]);
    let path = if edge.source == edge.target {
        let (top, side) = (a.y - a.radius * 3.0, a.radius * 2.0);
        format!("M{} {}C{} {top} {} {top} {} {}", a.x, a.y, a.x - side, a.x + side, a.x, a.y)
    } else {
        let middle = (f64::midpoint(a.x, b.x) - (b.y - a.y) * 0.12, f64::midpoint(a.y, b.y) + (b.x - a.x) * 0.12);
        let round = |value: f64| (value * 10.0).round() / 10.0;
        format!("M{} {}Q{} {} {} {}", a.x, a.y, round(middle.0), round(middle.1), b.x, b.y)
    };
    // Ten evidences are not ten times as thick: the square root, up to a bound.
    let width = (edge.weight(view).sqrt() * 10.0).round() / 10.0;
    xml.tag("path")
        .with("d", &path)
        .with("stroke", &hex(edge.family().colour()))
        .with_value("stroke-width", &Value::double(width.min(6.0)))
        .empty();
}

/// A label.
fn text(xml: &mut Xml<'_>, label: &Label) {
    xml.tag("text")
        .with("class", "l")
        .with_value("x", &Value::double(label.x))
        .with_value("y", &Value::double(label.y))
        .with_value("font-size", &Value::double(label.size))
        .text(&label.text);
}

/// The kinds and families that the picture shows, at the bottom left.
fn legend(xml: &mut Xml<'_>, view: &View<'_>, height: f64) {
    let kinds: BTreeSet<NodeKind> = view.nodes.iter().map(ViewNode::kind).collect();
    let families: BTreeSet<Family> = view.edges.iter().map(ViewEdge::family).collect();
    let mut y = height - 20.0 * (kinds.len() + families.len()) as f64;
    for kind in kinds {
        xml.tag("circle")
            .with("cx", "22")
            .with_value("cy", &Value::double(y))
            .with("r", "6")
            .with("fill", &hex(node_colour(kind)))
            .empty();
        xml.tag("text").with("class", "k").with("x", "38").with_value("y", &Value::double(y + 4.5)).text(kind.name());
        y += 20.0;
    }
    for family in families {
        xml.tag("path")
            .with("d", &format!("M14 {y}H30"))
            .with("stroke", &hex(family.colour()))
            .with("stroke-width", "3")
            .empty();
        xml.tag("text").with("class", "k").with("x", "38").with_value("y", &Value::double(y + 4.5)).text(family.name());
        y += 20.0;
    }
}
