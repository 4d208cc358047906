//! `khabar path`: how two nodes are connected.

use clap::{Args, ValueEnum};

use super::answer::Section;
use super::asking::Asking;
use super::{Ending, names, output};
use crate::query::node_ref;
use crate::query::path::{By, Path, path_edges, paths};

/// Tell how two nodes are connected, each step with the sentence that says so
///
/// The strongest chain of facts goes first. Events and acts are cheap; countries, places and others with many edges
/// are dear, and sharing a sentence connects nothing unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar path Stengel Allen
  khabar path ستينغل 'الكويت' -k 3 --labels en
  khabar path Kerry Iran --by time
  khabar path Stengel Allen --json | jq '.paths[0].nodes[].label'")]
pub struct PathCommand {
    /// A name, part of one, or an id.
    #[arg(value_name = "FROM")]
    start: String,
    /// Another.
    #[arg(value_name = "TO")]
    end: String,
    /// At most so many paths.
    #[arg(short = 'k', long, value_parser = names::positive(), value_name = "NUMBER", default_value_t = 1)]
    count: usize,
    /// What the best path is: of the least cost (strength), with the fewest steps, or in the order of time, where no
    /// fact is over before the one before it began.
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    by: Best,
    #[command(flatten)]
    asking: Asking,
}

/// What the best path is.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Best {
    #[default]
    Strength,
    Steps,
    Time,
}

impl PathCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let by = match self.by {
            Best::Strength => By::Strength,
            Best::Steps => By::Steps,
            Best::Time => By::Time,
        };
        let names = [(self.start.as_str(), None), (self.end.as_str(), None)];
        let (graph, nodes) = self.asking.about(&names, |store, ids| {
            let mut graph = store.outline()?;
            let node = |id: &str| graph.graph.node_indices().find(|&node| graph.graph[node].id == id);
            if let (Some(from), Some(to)) = (node(ids[0]), node(ids[1])) {
                let edges = path_edges(&graph, from, to, self.asking.scope(), by, self.count);
                store.prove(&mut graph, &edges)?;
            }
            Ok(graph)
        })?;
        let (from, to) = (nodes[0], nodes[1]);
        if from == to {
            output::say(&format!("both names are of the same node: {}", graph.graph[from].id));
            return Ok(Ending::Nothing);
        }
        let found = paths(&graph, from, to, self.asking.scope(), by, self.count);
        let value = serde_json::json!({
            "from": node_ref(&graph, from), "to": node_ref(&graph, to), "paths": found,
        });
        let sections: Vec<Section<'_>> =
            found.iter().zip(1..).map(|(path, number)| self.section(path, number)).collect();
        let nothing = match self.by {
            Best::Time => "no path in the order of time connects the two (--by strength, --co-mentions look further)",
            _ => "no path connects the two (--co-mentions, --unasserted look further)",
        };
        self.asking.write(&value, &[], &sections, nothing)
    }

    fn section<'g>(&self, path: &Path<'g>, number: usize) -> Section<'g> {
        let names: Vec<String> = path.nodes.iter().map(|node| self.asking.named(node)).collect();
        let title = format!("{number}. {} (cost {:.2})", names.join(" – "), path.cost);
        let facts: Vec<_> = if self.asking.evidence {
            path.steps.iter().flat_map(|step| step.facts.clone()).collect()
        } else {
            path.steps.iter().filter_map(|step| step.facts.first().cloned()).collect()
        };
        self.asking.facts(&title, &facts).with_sentences(1)
    }
}
