//! `khabar compact`: a store as small as it can be.

use std::path::PathBuf;

use clap::Args;

use super::{Ending, output, storing};
use crate::store::Store;

/// Draw a store's graph anew, and make the file small
///
/// The space of what was removed goes back to the disk.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar compact news.khabar")]
pub struct Compact {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
}

impl Compact {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let mut store = Store::open(&self.store)?;
        let before = store.info()?.bytes;
        store.set_stale()?;
        storing::draw(&mut store)?;
        store.compact()?;
        let after = store.info()?.bytes;
        output::say(&format!("{:.1} MB, {:.1} MB before", after as f64 / 1e6, before as f64 / 1e6));
        Ok(Ending::Done)
    }
}
