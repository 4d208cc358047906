//! `khabar add`: articles into a store.

use std::path::PathBuf;

use clap::Args;

use super::input::{self, Input};
use super::{Ending, interrupt};
use crate::store::Store;

/// Add articles to a store, and draw its graph anew
///
/// Articles that are there already are not read again; one with the id of another takes its place. The order and the
/// batches in which articles come do not matter. The store is made where there is none. After Ctrl-C the same command goes on.
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
        interrupt::watch();
        let mut store = Store::create(&self.store)?;
        Ok(self.input.ending(input::add(&self.input, &mut store)?))
    }
}
