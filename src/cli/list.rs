//! `khabar list`: the articles of a store.

use std::path::PathBuf;

use clap::Args;

use super::answer::{write_json, write_table};
use super::{Ending, output};
use crate::store::{Listed, Store};

/// List the articles of a store, by id
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar list news.khabar
  khabar list news.khabar --json | jq length")]
pub struct List {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Write the list as JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl List {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let articles = Store::open(&self.store)?.list()?;
        let mut out = output::writer(None)?;
        if self.json {
            write_json(&mut out, &articles)?;
        } else {
            let row = |article: &Listed| {
                let day = article.published.map(|day| day.to_string()).unwrap_or_default();
                let publisher = article.publisher.clone().unwrap_or_default();
                vec![article.id.clone(), day, article.language.clone(), publisher, article.title.clone()]
            };
            let header = ["article", "day", "language", "publisher", "title"];
            write_table(&mut out, &header, &articles.iter().map(row).collect::<Vec<_>>())?;
        }
        out.flush()?;
        Ok(if articles.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}
