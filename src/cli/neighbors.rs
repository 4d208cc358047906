//! `khabar neighbors`: who is near a node.

use clap::Args;

use super::asking::Asking;
use super::{Ending, names, show};
use crate::model::kinds::NodeKind;
use crate::query::neighbors::neighbors;
use crate::query::node_ref;

/// List who and what is connected with a node, the strongest first
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar neighbors Kuwait
  khabar neighbors 'John Allen' --kind person --evidence
  khabar neighbors Zarif --depth 2 --kind person --csv
  khabar neighbors داعش --co-mentions --json")]
pub struct Neighbors {
    /// A name, part of one, or an id.
    name: String,
    /// Only neighbours of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    /// So many steps away at most; theirs with 2.
    #[arg(long, value_parser = names::positive(), value_name = "STEPS", default_value_t = 1)]
    depth: usize,
    #[command(flatten)]
    asking: Asking,
}

impl Neighbors {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let (graph, nodes) =
            self.asking.about(&[(&self.name, None)], |store, ids| store.around(ids, self.depth, self.asking.told()))?;
        let node = nodes[0];
        let mut near = neighbors(&graph, node, self.depth, self.asking.scope());
        near.retain(|n| self.kind.is_none() || n.node.kind == self.kind);
        let value = serde_json::json!({"node": node_ref(&graph, node), "neighbors": near});
        let section = show::neighbors(&self.asking, "", &near);
        self.asking.write(&value, &[], &[section], "nothing is connected with it (--co-mentions looks further)")
    }
}
