//! `khabar build`: articles in, graph files out.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::deciding::{self, Obeying};
use super::input::{self, Input};
use super::listing::{self, COLUMNS_HELP, Listing};
use super::selecting::{Selecting, formats_help};
use super::{Ending, interrupt, names, output, storing};
use crate::export::{self, FORMATS, Format};
use crate::graph::KnowledgeGraph;
use crate::pipeline::Gathering;
use crate::store::Store;

/// Make a graph of articles and write it in the formats of Gephi and others
///
/// The output folder then holds one graph in several formats; ask it with show, path, events and the other commands.
#[derive(Args)]
#[command(after_help = format!("\
{}
{COLUMNS_HELP}
Examples:
  khabar build data/articles --out exports/sample
  khabar build data/articles --store news.khabar
  khabar build news.jsonl.zst --out news --formats gexf,json --min-sources 2
  khabar build news.jsonl --out news --decisions decisions.tsv --lexicon watch.tsv
  cat article.txt | khabar build - --out article", formats_help()))]
pub struct Build {
    #[command(flatten)]
    input: Input,
    /// The folder for the files; it is made where there is none. 'graph' when neither it nor a store is given.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep articles and graph in this file, a store; what it holds already is kept, and in the graph.
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Write these formats only.
    #[arg(long, value_delimiter = ',', value_parser = names::format(), hide_possible_values = true, value_name = "FORMAT,…")]
    formats: Vec<&'static dyn Format>,
    #[command(flatten)]
    obeying: Obeying,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    selecting: Selecting,
}

impl Build {
    pub fn run(&self) -> anyhow::Result<Ending> {
        interrupt::watch();
        let options = self.selecting.options()?;
        let (counts, graph, understood) = match &self.store {
            None => {
                let given = self.obeying.read()?.unwrap_or_default();
                let listed = self.listing.read()?.unwrap_or_default();
                let (decisions, all) = deciding::understand(&given);
                let (supplement, whole) = listing::understand(&listed);
                let folder = standing(self.out());
                let aside = || format!("cannot set aside in {} what articles say", folder.display());
                let mut gathering = Gathering::new(&decisions, folder).with_context(aside)?;
                let each = |extraction| gathering.add(&extraction).with_context(aside);
                let counts = input::extract(&self.input, &supplement, |_| true, each)?;
                if interrupt::asked() {
                    output::say("stopped; no graph was made. With --store what was read is kept");
                    return Ok(Ending::Stopped);
                }
                let (graph, remarks) = gathering.build(options).with_context(aside)?;
                output::say_all(&remarks);
                (counts, graph, all && whole)
            }
            Some(path) => {
                let mut store = Store::create(path)?;
                let understood = storing::give(&mut store, &self.obeying, &self.listing)?;
                let counts = input::add(&self.input, &mut store)?;
                drop(store);
                output::say(&format!("wrote {}", path.display()));
                if self.out.is_none() || interrupt::asked() {
                    return Ok(self.input.ending(counts).unless(self.input.strict && !understood));
                }
                (counts, storing::measured(path, options)?, understood)
            }
        };
        output::say(&summary(&graph));
        if graph.graph.node_count() == 0 {
            output::say("no person, organization, place or event was found in the articles: the graph is empty");
        }
        if let (Some(overview), true) = (graph.overview, graph.graph.edge_count() > 0) {
            output::say(&overview.to_string());
        }
        if graph.folded > 0 {
            let (relations, have) = if graph.folded == 1 { ("relation", "has") } else { ("relations", "have") };
            output::say(&format!("{} {relations} left out that {have} one node at both ends", graph.folded));
        }
        let selection = self.selecting.selection(&graph)?;
        let formats = if self.formats.is_empty() { FORMATS } else { &self.formats };
        for path in export::write(&graph, &selection, formats, self.out())? {
            output::say(&format!("wrote {}", path.display()));
        }
        Ok(self.input.ending(counts).unless(self.input.strict && !understood))
    }

    /// The folder for the files.
    fn out(&self) -> &Path {
        self.out.as_deref().unwrap_or(Path::new("graph"))
    }
}

/// The nearest folder on the way to this one that is there already.
fn standing(folder: &Path) -> &Path {
    let found = folder.ancestors().find(|above| above.is_dir());
    found.unwrap_or(Path::new("."))
}

/// `52 nodes (12 person, 9 event, …), 140 edges, 33 statements`
pub fn summary(graph: &KnowledgeGraph) -> String {
    use crate::model::kinds::{NodeKind, Predicate};
    let count = |kind: NodeKind| graph.graph.node_weights().filter(|node| node.kind == Some(kind)).count();
    let kinds = NodeKind::ALL.iter().map(|&kind| (count(kind), kind)).filter(|(count, _)| *count > 0);
    let kinds: Vec<String> = kinds.map(|(count, kind)| format!("{count} {kind}")).collect();
    let facts = graph.graph.edge_weights().filter(|edge| edge.predicate != Predicate::CoMentioned).count();
    let (nodes, statements) = (graph.graph.node_count(), graph.statements.len());
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    format!("{nodes} nodes{kinds}, {facts} edges, {statements} statements")
}
