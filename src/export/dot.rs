//! DOT (<https://graphviz.org/doc/info/lang.html>): Graphviz, and the many tools that read its language.
//!
//! `neato -n -Tsvg graph.dot` draws it with the positions it has. Cannot hold: evidence, time but as text,
//! types (all is text), lists (joined by `|`).

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use crate::graph::style::hex;
use crate::graph::value::Value;
use crate::graph::view::View;

use super::Format;

/// DOT.
pub struct Dot;

impl Format for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn title(&self) -> &'static str {
        "DOT, for Graphviz"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.dot"]
    }

    fn specification(&self) -> &'static str {
        "https://graphviz.org/doc/info/lang.html"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; time but as text; types; lists (joined by |); facts of one kind between two nodes are one edge"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"digraph khabar {\n charset=\"UTF-8\"; outputorder=edgesfirst; splines=true;\n \
              node [shape=circle, style=filled, fixedsize=true, fontname=\"Noto Sans Arabic, Noto Sans, sans-serif\", penwidth=0];\n \
              edge [fontname=\"Noto Sans, sans-serif\", fontsize=8, arrowsize=0.5];\n",
        )?;
        let mut line = String::new();
        for node in &view.nodes {
            line.clear();
            line.push(' ');
            string(&node.id, &mut line);
            line.push_str(" [label=");
            string(&node.label, &mut line);
            // Inches and points; a position may be moved by programs that lay out anew.
            // Writing to a String cannot fail.
            _ = write!(line, ", fillcolor=\"{}\", width=\"{}\"", hex(node.colour()), node.size * 2.0 / 72.0);
            if let Some((x, y)) = node.position {
                _ = write!(line, ", pos=\"{x},{y}\"");
            }
            for column in NODE_COLUMNS {
                attribute(column.name, &(column.get)(view, node), &mut line);
            }
            line.push_str("];\n");
            out.write_all(line.as_bytes())?;
        }
        for edge in &view.edges {
            line.clear();
            line.push(' ');
            string(&view.nodes[edge.source as usize].id, &mut line);
            line.push_str(" -> ");
            string(&view.nodes[edge.target as usize].id, &mut line);
            line.push_str(" [label=");
            string(&edge.kind, &mut line);
            _ = write!(line, ", color=\"{}\"", hex(edge.family().colour()));
            if edge.is_symmetric() {
                line.push_str(", dir=\"none\"");
            }
            for column in EDGE_COLUMNS {
                attribute(column.name, &(column.get)(view, edge), &mut line);
            }
            line.push_str("];\n");
            out.write_all(line.as_bytes())?;
        }
        out.write_all(b"}\n")
    }
}

/// `, name="value"`, or nothing.
fn attribute(name: &str, value: &Value<'_>, out: &mut String) {
    let cell = value.cell();
    if !cell.is_empty() {
        out.push_str(", ");
        out.push_str(name);
        out.push('=');
        string(&cell, out);
    }
}

/// A clean text in quotes. A backslash is doubled, as `\N` and `\n` mean something in a label.
fn string(text: &str, out: &mut String) {
    out.push('"');
    out.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
    out.push('"');
}
