//! `khabar export`: another choice of a built graph, in one format.

use std::path::PathBuf;

use clap::Args;

use super::selecting::{Selecting, formats_help};
use super::{Ending, names, output, storing};
use crate::export::{self, Format};

/// Write a built graph, or a part of it, in another format
#[derive(Args)]
#[command(after_help = format!("\
{}
Examples:
  khabar export --in exports/sample --format graphml --out kuwait --ego Kuwait --depth 2
  khabar export --format gexf --out mine --watch watch.tsv --depth 2
  khabar export --format gexf --out people --kinds person,organization --labels en
  khabar export --format gexf --out guests --project events --labels both
  khabar export --format svg,png --out best --top 40 --by degree_total --from 2014-06 --to 2014
  khabar export --in news.khabar --format gexf,graphml --out sure --min-confidence 0.8 --min-sources 2", formats_help()))]
pub struct Export {
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = "exports/sample")]
    graph: PathBuf,
    /// The formats to write.
    #[arg(long = "format", alias = "formats", required = true, value_delimiter = ',', value_parser = names::format(), hide_possible_values = true, value_name = "FORMAT,…")]
    formats: Vec<&'static dyn Format>,
    /// The folder for the files; it is made where there is none.
    #[arg(long, value_name = "DIR", default_value = "graph")]
    out: PathBuf,
    #[command(flatten)]
    selecting: Selecting,
}

impl Export {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = storing::measured(&self.graph, self.selecting.options()?)
            .map_err(|error| anyhow::anyhow!("{error:#}; a graph is made by 'khabar build INPUT --out DIR'"))?;
        self.selecting.check(&graph)?;
        let selection = self.selecting.selection(&graph)?;
        for path in export::write(&graph, &selection, &self.formats, &self.out)? {
            output::say(&format!("wrote {}", path.display()));
        }
        Ok(Ending::Done)
    }
}
