//! `khabar add`: articles into a store.

use std::path::PathBuf;

use clap::Args;

use super::Ending;
use super::input::{self, Input};
use crate::store::Store;

/// Add articles to a store, and draw its graph anew
///
/// Articles that are there already are not read again; one with the id of another takes its place. The order and the
/// batches in which articles come do not matter. The store is made where there is none.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar add news.khabar data/articles
  khabar add news.khabar today.jsonl.zst --strict
  cat article.txt | khabar add news.khabar -")]
pub struct Add {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[command(flatten)]
    input: Input,
}

impl Add {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let mut store = Store::create(&self.store)?;
        Ok(self.input.ending(input::add(&self.input.inputs, &mut store)?))
    }
}
