//! `khabar timeline`: what became of a node.

use clap::Args;

use super::asking::Asking;
use super::{Ending, names};
use crate::model::kinds::NodeKind;
use crate::query::timeline::timeline;

/// List the events, facts and statements of a node in the order of time
#[derive(Debug, Args)]
#[command(after_help = "\
A day in brackets is that of the first report, where the text gives none of its own.

Examples:
  khabar timeline Zarif
  khabar timeline 'جون كيري' --from 2014-10 --to 2014-12 --labels ar
  khabar timeline Kuwait --csv > kuwait.csv")]
pub struct TimelineCommand {
    /// A name, part of one, or an id.
    name: String,
    /// Only a node of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    #[command(flatten)]
    asking: Asking,
}

impl TimelineCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let (graph, node) = self.asking.dossier(&self.name, self.kind)?;
        let entries = timeline(&graph, node, self.asking.scope());
        self.asking.write(&entries, &[], &[self.asking.entries(&entries)], "nothing is known of it in that time")
    }
}
