//! `khabar neighbors`: who is near a node.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, write_evidence, write_table};
use super::{Ending, names, output};
use crate::model::kinds::NodeKind;
use crate::query::neighbors::neighbors;
use crate::query::node_ref;

/// List who and what is connected with a node, the strongest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar neighbors Kuwait
  khabar neighbors 'John Allen' --kind person --evidence
  khabar neighbors داعش --co-mentions --json")]
pub struct Neighbors {
    /// A name, part of one, or an id.
    name: String,
    /// Only neighbours of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    /// At most so many.
    #[arg(long, value_name = "NUMBER", default_value_t = 25)]
    limit: usize,
    #[command(flatten)]
    asking: Asking,
}

impl Neighbors {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.around(&self.name, None)?;
        let node = asking::pick(&graph, &self.name, None)?;
        let mut near = neighbors(&graph, node, self.asking.scope());
        near.retain(|n| self.kind.is_none() || n.node.kind == self.kind);
        near.truncate(self.limit);
        let mut out = output::writer(None)?;
        if self.asking.json {
            let answer = serde_json::json!({"node": node_ref(&graph, node), "neighbors": near});
            asking::write_json(&mut out, &answer)?;
        } else if self.asking.evidence {
            for neighbor in &near {
                writeln!(out, "{} ({})", self.asking.named(&neighbor.node), neighbor.strength)?;
                for fact in &neighbor.facts {
                    writeln!(out, "  {}", self.asking.fact(fact))?;
                    write_evidence(&mut out, fact, usize::MAX)?;
                }
            }
        } else {
            let row = |n: &crate::query::neighbors::Neighbor| {
                let mut facts: Vec<&str> = n.facts.iter().map(|fact| fact.predicate.name()).collect();
                facts.sort_unstable();
                facts.dedup();
                let kind = n.node.kind.map_or("", NodeKind::name);
                vec![self.asking.label(&n.node), kind.to_owned(), facts.join(", "), n.strength.to_string()]
            };
            write_table(&mut out, &["name", "kind", "how", "strength"], &near.iter().map(row).collect::<Vec<_>>())?;
        }
        out.flush()?;
        if near.is_empty() {
            output::say("nothing is connected with it (--co-mentions looks further)");
        }
        Ok(if near.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}
