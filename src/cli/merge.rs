//! `khabar merge`: two nodes that are one.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use petgraph::graph::NodeIndex;

use super::asking::{self, count};
use super::deciding::Deciding;
use super::{Ending, names, output};
use crate::graph::KnowledgeGraph;
use crate::model::decision::Verb;
use crate::query::find::Names;
use crate::query::reference::reference;
use crate::query::{self, Scope, node_ref};

/// Decide that nodes are one thing
///
/// The decision is a line of a table that build obeys (--decisions), and the store that was asked; delete the line to
/// undo it. The node keeps the id of the first name.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar merge 'Richard Stengel' 'Rick Stengel' --in news --why 'one office, one day'
  khabar merge person:john-kerry كيري
  khabar build news.jsonl --out news --decisions decisions.tsv")]
pub struct Merge {
    /// The node that stays: a name, part of one, or an id.
    name: String,
    /// The nodes that are the same.
    #[arg(required = true)]
    others: Vec<String>,
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = asking::DEFAULT)]
    graph: PathBuf,
    #[command(flatten)]
    deciding: Deciding,
}

impl Merge {
    pub fn run(&self) -> anyhow::Result<Ending> {
        self.deciding.begin(&self.graph)?;
        let graph = asking::read(&self.graph)?;
        let names = Names::new(&graph);
        let node = asking::pick(&names, &self.name, None)?;
        for other in &self.others {
            let other = asking::pick(&names, other, None)?;
            if other == node {
                bail!("'{}' is that node already", graph.graph[other].label);
            }
            let reference = |index| reference(&graph, &names, index);
            self.deciding.write(Verb::Same, &reference(node), &reference(other))?;
            output::say(&change(&graph, node, other));
        }
        self.deciding.end(Some(&self.graph))?;
        Ok(Ending::Done)
    }
}

/// What becomes of the second node.
fn change(graph: &KnowledgeGraph, node: NodeIndex, other: NodeIndex) -> String {
    let scope = Scope { unasserted: true, ..Scope::default() };
    let ends = query::edges(graph, other, scope);
    let between = ends.iter().filter(|(_, end)| *end == node).count();
    let mentions = count(graph.graph[other].mention_count, "mention");
    let edges = count((ends.len() - between) as u32, "edge");
    let vanish =
        if between == 0 { String::new() } else { format!("; {} between them go", count(between as u32, "edge")) };
    let (other, node) = (names::both(&node_ref(graph, other)), names::both(&node_ref(graph, node)));
    format!("{other} ({mentions}, {edges}) becomes part of {node}{vanish}")
}
