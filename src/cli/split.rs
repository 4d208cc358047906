//! `khabar split`: one node that is two.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::asking::{self, count};
use super::deciding::Deciding;
use super::{Ending, output};
use crate::model::decision::{Reference, Verb};
use crate::query::find::Names;

/// Decide that one node is two things
///
/// With --from: the two names are two things, wherever they stand. With articles: what the name means in these
/// articles is something of its own. The decision is a line of a table that build obeys (--decisions); delete the line
/// to undo it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar split 'Ali Hassan' --articles a7,a9 --in news --why 'the footballer'
  khabar split 'علي حسن' --from 'علي حسين'
  khabar build news.jsonl --out news --decisions decisions.tsv")]
pub struct Split {
    /// The name as the articles write it.
    name: String,
    /// The articles where it is somebody else, by id.
    #[arg(long, value_delimiter = ',', value_name = "ID,…", required_unless_present = "from")]
    articles: Vec<String>,
    /// The other name of the node, which is somebody else everywhere.
    #[arg(long, value_name = "NAME", conflicts_with = "articles")]
    from: Option<String>,
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = asking::DEFAULT)]
    graph: PathBuf,
    #[command(flatten)]
    deciding: Deciding,
}

impl Split {
    pub fn run(&self) -> anyhow::Result<Ending> {
        self.deciding.begin(&self.graph)?;
        let graph = asking::read(&self.graph)?;
        let node = asking::pick(&Names::new(&graph), &self.name, None)?;
        let kind = graph.graph[node].kind;
        let label = &graph.graph[node].label;
        if let Some(other) = &self.from {
            let reference = |name: &str| Reference { kind, ..Reference::read(name) };
            self.deciding.write(Verb::Different, &reference(&self.name), &reference(other))?;
            output::say(&format!("{} and {other} become two nodes", self.name));
        } else {
            let mut articles = self.articles.clone();
            articles.sort();
            articles.dedup();
            let of = |article: u32| graph.articles.get(article as usize).map(|source| source.id.as_str());
            let here: Vec<&str> = graph.graph[node].mentions.iter().filter_map(|mention| of(mention.article)).collect();
            if let Some(missing) = articles.iter().find(|article| !here.contains(&article.as_str())) {
                bail!("{label} is not mentioned in an article '{missing}' (khabar show NAME --evidence names them)");
            }
            let moved = here.iter().filter(|article| articles.iter().any(|id| id == *article)).count();
            let name = Reference::read(&self.name).name;
            let left = Reference { kind, name, articles };
            self.deciding.write(Verb::Split, &left, &Reference::default())?;
            output::say(&format!("{} leave {label} for a node of their own", count(moved as u32, "mention")));
        }
        self.deciding.end(Some(&self.graph))?;
        Ok(Ending::Done)
    }
}
