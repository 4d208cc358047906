//! `khabar add`: articles into a store.

use std::path::PathBuf;

use clap::Args;

use super::deciding::Obeying;
use super::input::{self, Input};
use super::listing::{COLUMNS_HELP, Listing};
use super::{Ending, interrupt, storing};
use crate::store::Store;

/// Add articles to a store, and draw its graph anew
///
/// Articles that are there already are not read again; one with the id of another takes its place. The order and the
/// batches in which articles come do not matter. The store is made where there is none. After Ctrl-C the same command
/// goes on. A store keeps the decisions and the lexicon that it was given last; 'khabar draw' gives it others.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{COLUMNS_HELP}
Examples:
  khabar add news.khabar data/articles
  khabar add news.khabar today.jsonl.zst --strict
  khabar add news.khabar today.jsonl --lexicon watch.tsv --decisions decisions.tsv
  cat article.txt | khabar add news.khabar -"))]
pub struct Add {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    obeying: Obeying,
    #[command(flatten)]
    listing: Listing,
}

impl Add {
    pub fn run(&self) -> anyhow::Result<Ending> {
        interrupt::watch();
        let mut store = Store::create(&self.store)?;
        let understood = storing::give(&mut store, &self.obeying, &self.listing)?;
        let counts = input::add(&self.input, &mut store)?;
        Ok(self.input.ending(counts).unless(self.input.strict && !understood))
    }
}
