//! The options of the commands that ask a graph, and the way from a name to its node.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::names::{self, LabelChoice};
use super::table::{self, has_right_to_left, isolated};
use super::{output, storing};
use crate::graph::{KnowledgeGraph, Options};
use crate::model::kinds::NodeKind;
use crate::query::find::{self, Found};
use crate::query::{Fact, NodeRef, Scope};

/// Which graph is asked, and how the answer is written.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Asking {
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = DEFAULT)]
    graph: PathBuf,
    /// Write the answer as JSON, for programs.
    #[arg(long)]
    pub json: bool,
    /// Also write the sentences that say it.
    #[arg(long)]
    pub evidence: bool,
    /// The language of the names: own (of most mentions), ar, en, both.
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    labels: LabelChoice,
    /// Also count entities as connected that only share a sentence.
    #[arg(long)]
    co_mentions: bool,
    /// Also tell what is negated, to come, or only possible.
    #[arg(long)]
    unasserted: bool,
}

/// The graph of the sample articles.
pub const DEFAULT: &str = "exports/sample";

impl Asking {
    /// Reads the graph.
    pub fn graph(&self) -> anyhow::Result<KnowledgeGraph> {
        storing::graph(self.path()?, self.options())
    }

    /// Reads what a question about one name needs of the graph.
    pub fn around(&self, name: &str, kind: Option<NodeKind>) -> anyhow::Result<KnowledgeGraph> {
        storing::around(self.path()?, name, kind, self.options())
    }

    /// Reads the graph with its measures.
    pub fn measured(&self) -> anyhow::Result<KnowledgeGraph> {
        storing::measured(self.path()?, self.options())
    }

    fn path(&self) -> anyhow::Result<&Path> {
        existing(&self.graph)
    }

    fn options(&self) -> Options {
        Options { co_mentions: self.co_mentions }
    }

    /// Which edges are asked about.
    pub fn scope(&self) -> Scope {
        Scope { co_mentions: self.co_mentions, unasserted: self.unasserted }
    }

    /// A node's name in the chosen language, for a cell of a table.
    pub fn label(&self, node: &NodeRef) -> String {
        self.labels.of(node)
    }

    /// A node's name in the chosen language, for a line of text.
    pub fn named(&self, node: &NodeRef) -> String {
        isolated(&self.label(node))
    }

    /// Several names in a row, for a cell of a table.
    pub fn list(&self, nodes: &[NodeRef]) -> String {
        let labels: Vec<String> = nodes.iter().map(|node| self.label(node)).collect();
        let arabic = labels.iter().all(|label| has_right_to_left(label));
        labels.join(if arabic { "، " } else { ", " })
    }

    /// `Richard Stengel —holds_role→ Department of State: under secretary`
    pub fn fact(&self, fact: &Fact) -> String {
        let (subject, object) = (self.named(&fact.subject), self.named(&fact.object));
        let arrow = if fact.predicate.is_symmetric() { "—" } else { "→" };
        let role = fact.role.as_ref().map(|role| format!(": {}", isolated(role))).unwrap_or_default();
        format!("{subject} —{}{}{arrow} {object}{role}", fact.predicate, names::modality(fact.modality))
    }

    /// A fact of a node that need not be named again: `holds_role → Department of State: under secretary`, and seen
    /// from the other end `Richard Stengel: holds_role, under secretary`.
    pub fn fact_of(&self, fact: &Fact, node: &NodeRef) -> String {
        let what = format!("{}{}", fact.predicate, names::modality(fact.modality));
        let role =
            |before: &str| fact.role.as_ref().map(|role| format!("{before}{}", isolated(role))).unwrap_or_default();
        if fact.subject.id == node.id {
            let arrow = if fact.predicate.is_symmetric() { "—" } else { "→" };
            format!("{what} {arrow} {}{}", self.named(&fact.object), role(": "))
        } else {
            format!("{}: {what}{}", self.named(&fact.subject), role(", "))
        }
    }
}

/// Reads the graph that `--in` names.
pub fn read(path: &Path) -> anyhow::Result<KnowledgeGraph> {
    storing::graph(existing(path)?, Options::default())
}

/// A path where something is.
fn existing(path: &Path) -> anyhow::Result<&Path> {
    if !path.exists() {
        bail!("no graph at {} (build one with 'khabar build INPUT --out DIR', name it with --in)", path.display());
    }
    Ok(path)
}

/// Writes the answer as JSON.
pub fn write_json(out: &mut dyn Write, answer: &impl Serialize) -> anyhow::Result<()> {
    // Control characters that JSON lets stand (DEL and those above ASCII) are escaped too; they occur within strings only.
    for c in serde_json::to_string_pretty(answer)?.chars() {
        if c.is_control() && c != '\n' {
            write!(out, "\\u{:04x}", u32::from(c))?;
        } else {
            out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
        }
    }
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// Writes the sentences that say a fact.
pub fn write_evidence(out: &mut dyn Write, fact: &Fact, most: usize) -> std::io::Result<()> {
    for proof in fact.evidence.iter().take(most) {
        let day = proof.published.map(|day| format!(", {day}")).unwrap_or_default();
        writeln!(out, "      {}", quoted(&proof.sentence))?;
        writeln!(out, "      {}{day} · {} · {:.2}", isolated(&proof.article), proof.rule, proof.confidence)?;
    }
    Ok(())
}

/// A passage in quotation marks, on one line.
pub fn quoted(passage: &str) -> String {
    let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    // What stands in marks of its own needs no others.
    let marked = line.starts_with(['«', '“', '"']) && line.ends_with(['»', '”', '"']);
    isolated(&if marked { line } else { format!("“{line}”") })
}

/// `1 article`, `2 articles`.
pub fn count(number: u32, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// The node that a name means.
///
/// # Errors
/// When there is none, or a choice; the message lists the names and ids to choose from.
pub fn pick(graph: &KnowledgeGraph, name: &str, kind: Option<NodeKind>) -> anyhow::Result<NodeIndex> {
    let (nodes, message) = match find::find(graph, name, kind) {
        Found::One(node) => return Ok(node),
        Found::Several(nodes) => (nodes, format!("'{name}' may be one of several; ask again with an id:")),
        Found::None(nodes) if nodes.is_empty() => bail!("nothing is called '{name}', and nothing similar"),
        Found::None(nodes) => (nodes, format!("nothing is called '{name}'. Similar names are:")),
    };
    let shown = find::choices(graph, &nodes[..nodes.len().min(15)]);
    let lines = shown.iter().map(|choice| {
        let kind = choice.node.kind.map_or("", NodeKind::name);
        let mentions = count(choice.mention_count, "mention");
        format!("\n  {}  {} ({kind}, {mentions})", isolated(&choice.node.id), names::both(&choice.node))
    });
    bail!("{message}{}", lines.collect::<String>())
}

/// A table as it goes to the standard output.
pub fn write_table(out: &mut dyn Write, header: &[&str], rows: &[Vec<String>]) -> std::io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    out.write_all(table::table(header, rows, output::width()).as_bytes())
}
