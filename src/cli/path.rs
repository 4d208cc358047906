//! `khabar path`: how two nodes are connected.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, write_evidence};
use super::{Ending, output};
use crate::query::node_ref;
use crate::query::path::{Path, paths};

/// Tell how two nodes are connected, each step with the sentence that says so
///
/// The strongest chain of facts goes first. Events and acts are cheap; countries, places and others with many edges
/// are dear, and sharing a sentence connects nothing unless asked for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar path Stengel Allen
  khabar path ستينغل 'الكويت' --count 3 --labels en
  khabar path Stengel Allen --json | jq '.paths[0].nodes[].label'")]
pub struct PathCommand {
    /// A name, part of one, or an id.
    from: String,
    /// Another.
    to: String,
    /// At most so many paths.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    count: usize,
    #[command(flatten)]
    asking: Asking,
}

impl PathCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.graph()?;
        let (from, to) = (asking::pick(&graph, &self.from, None)?, asking::pick(&graph, &self.to, None)?);
        let found = paths(&graph, from, to, self.asking.scope(), self.count);
        let mut out = output::writer(None)?;
        if self.asking.json {
            let (from, to) = (node_ref(&graph, from), node_ref(&graph, to));
            asking::write_json(&mut out, &serde_json::json!({"from": from, "to": to, "paths": found}))?;
        } else {
            for (path, number) in found.iter().zip(1..) {
                self.path(&mut out, path, number)?;
            }
        }
        out.flush()?;
        if from == to {
            output::say(&format!("both names are of the same node: {}", graph.graph[from].id));
            return Ok(Ending::Nothing);
        }
        if found.is_empty() {
            output::say("no path connects the two (--co-mentions looks further)");
            return Ok(Ending::Nothing);
        }
        Ok(Ending::Done)
    }

    fn path(&self, out: &mut dyn Write, path: &Path, number: usize) -> std::io::Result<()> {
        let names: Vec<String> = path.nodes.iter().map(|node| self.asking.named(node)).collect();
        if number > 1 {
            writeln!(out)?;
        }
        writeln!(out, "{number}. {} (cost {:.2})", names.join(" – "), path.cost)?;
        for step in &path.steps {
            let shown = if self.asking.evidence { step.facts.len() } else { 1 };
            for fact in step.facts.iter().take(shown) {
                writeln!(out, "   {}", self.asking.fact(fact))?;
                write_evidence(out, fact, if self.asking.evidence { usize::MAX } else { 1 })?;
            }
            if step.facts.len() > shown {
                writeln!(out, "      and {} more between the two (--evidence)", step.facts.len() - shown)?;
            }
        }
        Ok(())
    }
}
