//! `khabar export`: another choice of a built graph, in one format.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::selecting::{Selecting, format, formats_help};
use super::{Ending, output, storing};
use crate::export::{self, Format};

/// Write a built graph, or a part of it, in another format
#[derive(Args)]
#[command(after_help = format!("\
{}
Examples:
  khabar export --in exports/sample --format graphml --out kuwait --ego Kuwait --depth 2
  khabar export --format gexf --out people --kinds person,organization --labels en
  khabar export --format gexf --out recent --from 2015-01 --co-mentions", formats_help()))]
pub struct Export {
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = "exports/sample")]
    graph: PathBuf,
    /// The formats to write.
    #[arg(long = "format", alias = "formats", required = true, value_delimiter = ',', value_parser = format, value_name = "FORMAT,…")]
    formats: Vec<&'static dyn Format>,
    /// The folder for the files; it is made where there is none.
    #[arg(long, value_name = "DIR", default_value = "graph")]
    out: PathBuf,
    #[command(flatten)]
    selecting: Selecting,
}

impl Export {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = storing::measured(&self.graph, self.selecting.options())
            .context("a graph is made by 'khabar build INPUT --out DIR'")?;
        let selection = self.selecting.selection(&graph)?;
        for path in export::write(&graph, &selection, &self.formats, &self.out)? {
            output::say(&format!("wrote {}", path.display()));
        }
        Ok(Ending::Done)
    }
}
