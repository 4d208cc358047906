//! `khabar eval`: precision, recall and F1 against gold graphs.

use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use rustc_hash::FxHashSet;

use super::input::{self, Input};
use super::{Ending, output};
use crate::eval::annotation::{self, Annotation};
use crate::eval::score::{self, Score};
use crate::eval::{pairs, report};
use crate::lang::supplement::Supplement;
use crate::resolve::resolve;

/// Compare with gold graphs: precision, recall, F1 by type and relation
///
/// The measures are those of the annotation guidelines; the graph score is the mean F1 of entities, events, relations
/// and statements. With `--pairs` it is who is one: precision and recall over judged pairs of names, and each false merge.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar eval --gold tests/gold/sample.jsonl --articles data/articles
  khabar eval --gold gold.jsonl --predicted annotations.jsonl --per-article
  khabar eval --gold gold.jsonl --articles articles.jsonl --errors | grep 'spurious person'
  khabar eval --pairs tests/gold/neighbours.tsv --where half=tuned")]
pub struct Eval {
    /// Gold graphs, one JSON object a line.
    #[arg(long, value_name = "GOLD", required_unless_present = "pairs", num_args = 1..)]
    gold: Vec<PathBuf>,
    /// Articles to extract and compare; those without a gold graph are left out.
    #[arg(long, value_name = "INPUT", num_args = 1.., required_unless_present_any = ["predicted", "pairs"])]
    articles: Vec<PathBuf>,
    /// Annotations to compare, as `khabar extract` writes them.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "articles")]
    predicted: Vec<PathBuf>,
    /// List what was missed and what is too much, and how often each rule was right.
    #[arg(long)]
    errors: bool,
    /// One line an article.
    #[arg(long)]
    per_article: bool,
    /// Judged pairs of names: a table with the columns kind, left, right, expected (same or different), and
    /// `left_context`, `right_context` if one likes; all are resolved together.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "articles", "predicted", "json", "errors", "per_article"])]
    pairs: Option<PathBuf>,
    /// Only the pairs whose column has this value.
    #[arg(long = "where", value_name = "COLUMN=VALUE", requires = "pairs", value_parser = condition)]
    conditions: Vec<(String, String)>,
    /// Write the figures as JSON.
    #[arg(long, conflicts_with_all = ["errors", "per_article"])]
    json: bool,
}

impl Eval {
    pub fn run(&self) -> anyhow::Result<Ending> {
        if let Some(path) = &self.pairs {
            return self.judge(path);
        }
        let gold = read(&self.gold)?;
        let found = if self.predicted.is_empty() { self.extract(&gold)? } else { read(&self.predicted)? };
        let scores = score::score(&gold, &found);
        let mut total = Score::default();
        for (_, score) in &scores {
            total.merge(score.clone());
        }
        let mut out = output::writer(None)?;
        if self.json {
            serde_json::to_writer_pretty(&mut out, &figures(&total))?;
            out.write_all(b"\n")?;
        } else {
            if self.per_article {
                out.write_all(report::per_article(&scores).as_bytes())?;
            }
            out.write_all(report::table(&total).as_bytes())?;
            if self.errors {
                out.write_all(report::errors(&total).as_bytes())?;
            }
        }
        out.flush()?;
        Ok(if scores.is_empty() { Ending::Nothing } else { Ending::Done })
    }

    /// Resolves judged pairs.
    fn judge(&self, path: &Path) -> anyhow::Result<Ending> {
        let context = || format!("cannot read {}", path.display());
        let mut list = pairs::read(&fs::read_to_string(path).with_context(context)?).with_context(context)?;
        let columns: Vec<&str> = list.first().iter().flat_map(|pair| pair.sorts.keys()).map(String::as_str).collect();
        for (column, _) in self.conditions.iter().filter(|_| !list.is_empty()) {
            let known = columns.contains(&column.as_str());
            ensure!(known, "{} has no column '{column}' to choose by, but {}", path.display(), columns.join(", "));
        }
        list.retain(|pair| self.conditions.iter().all(|(column, value)| pair.sorts.get(column) == Some(value)));
        let resolution = resolve(&pairs::articles(&list));
        let mut out = output::writer(None)?;
        out.write_all(pairs::report(&pairs::tally(&list, &resolution), &list).as_bytes())?;
        out.flush()?;
        Ok(if list.is_empty() { Ending::Nothing } else { Ending::Done })
    }

    /// Extracts the articles that have a gold graph.
    fn extract(&self, gold: &[Annotation]) -> anyhow::Result<Vec<Annotation>> {
        let wanted: FxHashSet<&str> = gold.iter().map(Annotation::id).collect();
        let mut found = Vec::new();
        let input = Input { inputs: self.articles.clone(), ..Input::default() };
        input::extract(
            &input,
            Supplement::NONE,
            |id| wanted.contains(id),
            |extraction| {
                found.push(Annotation::of(&extraction)?);
                Ok(())
            },
        )?;
        Ok(found)
    }
}

fn condition(text: &str) -> Result<(String, String), String> {
    let (column, value) = text.split_once('=').ok_or("write a column and its value, as in half=tuned")?;
    Ok((column.to_owned(), value.to_owned()))
}

fn read(paths: &[PathBuf]) -> anyhow::Result<Vec<Annotation>> {
    let mut annotations = Vec::new();
    for path in paths {
        let context = || format!("cannot read {}", path.display());
        let file = File::open(path).with_context(context)?;
        annotations.extend(annotation::read(BufReader::new(file)).with_context(context)?);
    }
    Ok(annotations)
}

fn figures(score: &Score) -> serde_json::Value {
    let mut figures = serde_json::Map::new();
    for (measure, tally) in &score.measures {
        let value = serde_json::json!({
            "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
            "right": tally.right, "gold": tally.gold, "found": tally.found,
        });
        figures.insert(measure.clone(), value);
    }
    serde_json::json!({"graph_score": score.graph(), "articles": score.articles, "measures": figures})
}
