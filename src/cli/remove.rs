//! `khabar remove`: articles out of a store.

use std::path::PathBuf;

use clap::Args;

use super::asking::count;
use super::{Ending, output, storing};
use crate::store::Store;

/// Remove articles from a store, and what they alone supported
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar remove news.khabar sample-en-02
  khabar list news.khabar --json | jq -r '.[] | select(.publisher == \"X\").id' | xargs khabar remove news.khabar")]
pub struct Remove {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Ids of articles, as 'khabar list' shows them.
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
}

impl Remove {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let mut store = Store::open(&self.store)?;
        let mut ids: Vec<&str> = self.articles.iter().map(String::as_str).collect();
        ids.sort_unstable();
        ids.dedup();
        let unknown = store.remove(&ids)?;
        for id in &unknown {
            output::say(&format!("no article has the id '{id}'"));
        }
        let removed = ids.len() - unknown.len();
        output::say(&format!("{} removed", count(removed as u32, "article")));
        storing::draw(&mut store)?;
        Ok(if removed == 0 { Ending::Nothing } else { Ending::Done })
    }
}
