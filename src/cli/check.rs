//! `khabar check`: whether a store is sound.

use std::path::PathBuf;

use clap::Args;

use super::{Ending, output};
use crate::pipeline;
use crate::store::Store;

/// Check that a store is sound
///
/// Every article is whole, every fact has its evidence, every evidence reads back from its article.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar check news.khabar
  khabar check news.khabar --graph")]
pub struct Check {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Also draw the graph anew, and compare.
    #[arg(long)]
    graph: bool,
}

impl Check {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let store = Store::open(&self.store)?;
        let mut problems = store.check()?;
        if self.graph && !store.is_stale()? && !pipeline::is_drawn_right(&store)? {
            problems.push("the graph is not what its articles give ('khabar compact' draws it anew)".to_owned());
        }
        for problem in &problems {
            output::say(&format!("{}: {problem}", self.store.display()));
        }
        if problems.is_empty() {
            output::say(&format!("{} is sound", self.store.display()));
        }
        Ok(if problems.is_empty() { Ending::Done } else { Ending::Nothing })
    }
}
