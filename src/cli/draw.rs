//! `khabar draw`: the graph of a store anew.

use std::path::PathBuf;

use clap::Args;

use super::deciding::Obeying;
use super::listing::{COLUMNS_HELP, Listing};
use super::{Ending, interrupt, output, storing};
use crate::store::Store;

/// Draw the graph of a store anew, by other decisions or with another lexicon
///
/// The store keeps both, as the files were when they were read, and they hold for what is added later. With another
/// lexicon its articles are read again. An empty file undoes what was given before.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{COLUMNS_HELP}
Examples:
  khabar draw news.khabar --decisions decisions.tsv
  khabar draw news.khabar --lexicon watch.tsv
  khabar draw news.khabar --decisions /dev/null"))]
pub struct Draw {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    #[command(flatten)]
    obeying: Obeying,
    #[command(flatten)]
    listing: Listing,
    /// Exit with 3 when a line of either file was left out.
    #[arg(long)]
    strict: bool,
}

impl Draw {
    pub fn run(&self) -> anyhow::Result<Ending> {
        interrupt::watch();
        let mut store = Store::open(&self.store)?;
        let understood = storing::give(&mut store, &self.obeying, &self.listing)?;
        store.set_stale()?;
        storing::draw(&mut store)?;
        if interrupt::asked() {
            return Ok(Ending::Stopped);
        }
        output::say(&format!("{} is drawn", self.store.display()));
        Ok(Ending::Done.unless(self.strict && !understood))
    }
}
