//! `khabar info`: what a store holds.

use std::path::PathBuf;

use clap::Args;

use super::answer::write_json;
use super::{Ending, output};
use crate::store::Store;

/// Tell what a store holds
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar info news.khabar
  khabar info news.khabar --json | jq .stale")]
pub struct Info {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// Write it as JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Info {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let info = Store::open(&self.store)?.info()?;
        let mut out = output::writer(None)?;
        if self.json {
            write_json(&mut out, &info)?;
            return Ok(Ending::Done);
        }
        let days = info.first_day.zip(info.last_day);
        let days = days.map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
        writeln!(out, "{} articles{days}, read by khabar {}", info.articles, info.read_by.join(", "))?;
        writeln!(out, "{} nodes, {} edges with {} evidences", info.nodes, info.edges, info.evidence)?;
        writeln!(out, "{} statements, {} judgements", info.statements, info.judgements)?;
        writeln!(out, "schema {}, {:.1} MB", info.schema, info.bytes as f64 / 1e6)?;
        if info.stale {
            writeln!(out, "articles came or went since the graph was drawn; the next question draws it")?;
        }
        out.flush()?;
        Ok(Ending::Done)
    }
}
