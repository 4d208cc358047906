//! `khabar train weights`: the small learned decisions, from articles with gold graphs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::train::{lines, tell_missing};
use super::{Ending, output};
use crate::eval::annotation::{self, Annotation};
use crate::lang::weights::Weights;
use crate::lang::{self, Language};
use crate::learn::weights::{Example, SPARING, STAGES, Task, UNTAUGHT, VERBS, fit};
use crate::learn::{alignment, syntax};
use crate::model::article::Article;
use crate::{extract, ingest, text};

/// The small decisions: which events are told, who took part, where they were
///
/// Each folder holds articles.jsonl and gold.jsonl. The articles are read by the program itself, and what it met is
/// told right from wrong by the gold.
#[derive(Debug, Args)]
pub struct WeightsOptions {
    /// Folders of annotated articles.
    #[arg(long, value_name = "DIR", required = true, num_args = 1..)]
    graphs: Vec<PathBuf>,
    /// Folder of the annotated graphs of raw articles; the articles are looked up in `--news`.
    #[arg(long, value_name = "DIR", default_value = "data/annotations")]
    annotations: PathBuf,
    /// Raw articles, one JSON object a line with `title` and `text`; `.zst` is unpacked.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    news: Vec<PathBuf>,
    /// Treebanks in CoNLL-U, to learn from which words are verbs.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    syntax: Vec<PathBuf>,
    /// The table to write.
    #[arg(long, value_name = "FILE", default_value = "data/models/weights.tsv")]
    out: PathBuf,
    /// Instead write what is read in every article by weights from the others, in five parts.
    #[arg(long, value_name = "FILE")]
    held_out: Option<PathBuf>,
}

/// An article with its language and gold graph.
struct Lesson {
    article: Article,
    language: &'static dyn Language,
    gold: Annotation,
    /// Whether its reader was sparing.
    sparing: bool,
}

/// Parts of a cross-validation.
const PARTS: usize = 5;

type Rows = Vec<[String; 4]>;

impl WeightsOptions {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let lessons = self.lessons()?;
        let verbs = verbs(&self.syntax)?;
        if let Some(file) = &self.held_out {
            return held_out(&lessons, &verbs, file);
        }
        let rows = teach(&lessons.iter().collect::<Vec<_>>(), &verbs);
        let mut out = output::writer(Some(&self.out))?;
        writeln!(
            out,
            "# Learned weights of small decisions, in thousandths of a log-odd. Taught by `khabar train weights`."
        )?;
        writeln!(out, "task\tlabel\tfeature\tweight")?;
        for row in &rows {
            writeln!(out, "{}", row.join("\t"))?;
        }
        out.flush()?;
        Ok(Ending::Done)
    }

    fn lessons(&self) -> anyhow::Result<Vec<Lesson>> {
        let mut lessons = Vec::new();
        for folder in &self.graphs {
            add(&mut lessons, &[folder.join("articles.jsonl")], gold(&folder.join("gold.jsonl"))?, false);
        }
        for (name, sparing) in [("graphs", false), ("sparing", true)] {
            let mut annotated = Gold::default();
            for language in lang::LANGUAGES {
                let file = self.annotations.join(format!("{}.{name}.jsonl.zst", language.code()));
                if file.exists() {
                    annotated.extend(gold(&file)?);
                }
            }
            tell_missing(add(&mut lessons, &self.news, annotated, sparing).len());
        }
        Ok(lessons)
    }
}

/// Gold graphs by their article.
type Gold = FxHashMap<String, Annotation>;

fn gold(file: &Path) -> anyhow::Result<Gold> {
    let text = lines(file)?.collect::<Vec<_>>().join("\n");
    let gold = annotation::read(text.as_bytes()).with_context(|| file.display().to_string())?;
    Ok(gold.into_iter().map(|gold| (gold.id().to_owned(), gold)).collect())
}

/// Adds the articles of some files that have a gold graph, and gives the graphs that no article came for.
fn add(lessons: &mut Vec<Lesson>, files: &[PathBuf], mut gold: Gold, sparing: bool) -> Gold {
    for article in ingest::read(files).flatten() {
        if let Some(mut gold) = gold.remove(&article.id) {
            let stated = article.language.as_deref().and_then(lang::by_code);
            let language = stated.unwrap_or_else(|| lang::detect::detect(&article.body));
            gold.cite(&article.title, &article.body);
            lessons.push(Lesson { article, language, gold, sparing });
        }
    }
    gold
}

/// What treebanks teach.
fn verbs(treebanks: &[PathBuf]) -> anyhow::Result<Rows> {
    let mut examples = Vec::new();
    for file in treebanks {
        let treebank = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for parsed in syntax::read(&treebank) {
            let language = lang::detect::detect(&parsed.text);
            let article = Article { body: parsed.text.clone(), ..Article::default() };
            let decisions = extract::verbs(&text::analyze(&article, language), language);
            examples.extend(syntax::examples(&parsed, &decisions));
        }
    }
    let name = VERBS.name;
    let rows = fit(&examples.iter().collect::<Vec<_>>(), VERBS.settings);
    Ok(rows.into_iter().map(|(label, feature, weight)| [name.to_owned(), label, feature, weight.to_string()]).collect())
}

/// Folds in which a lesson is read for a later stage by weights that it did not teach.
const FOLDS: usize = 4;

/// Stage by stage: what a later one meets depends on what an earlier one kept. It meets what weights of the other folds
/// keep, as it will in articles that taught nothing.
fn teach(lessons: &[&Lesson], verbs: &Rows) -> Rows {
    let mut rows = verbs.clone();
    let mut apart: Vec<Rows> = vec![verbs.clone(); FOLDS];
    for stage in STAGES {
        let weights: Vec<Weights> = apart.iter().map(weights_of).collect();
        let read = |(i, lesson): (usize, &&Lesson)| {
            let document = text::analyze(&lesson.article, lesson.language);
            let (_, decisions) = extract::rehearse(&document, lesson.language, &weights[i % FOLDS]);
            alignment::examples(&lesson.gold, &decisions)
                .into_iter()
                .filter(|(task, _)| stage.iter().any(|t| t.name == *task))
                .collect::<Vec<_>>()
        };
        let mut examples: FxHashMap<&str, Vec<(usize, Example)>> = FxHashMap::default();
        for (i, met) in lessons.par_iter().enumerate().map(read).collect::<Vec<_>>().into_iter().enumerate() {
            for (task, mut example) in met {
                if lessons[i].sparing {
                    if task == UNTAUGHT {
                        continue;
                    }
                    example.features.push(SPARING.to_owned());
                }
                examples.entry(task).or_default().push((i % FOLDS, example));
            }
        }
        for Task { name, settings } in *stage {
            let met = examples.get(name).map_or(&[][..], Vec::as_slice);
            let fitted = |without: Option<usize>| -> Rows {
                let met: Vec<&Example> = met.iter().filter(|(f, _)| Some(*f) != without).map(|(_, e)| e).collect();
                fit(&met, *settings)
                    .into_iter()
                    .map(|(label, feature, weight)| [(*name).to_owned(), label, feature, weight.to_string()])
                    .collect()
            };
            let (all, parts) = rayon::join(
                || fitted(None),
                || (0..FOLDS).into_par_iter().map(|f| fitted(Some(f))).collect::<Vec<_>>(),
            );
            rows.extend(all);
            for (rows, fitted) in apart.iter_mut().zip(parts) {
                rows.extend(fitted);
            }
        }
    }
    rows
}

fn weights_of(rows: &Rows) -> Weights {
    Weights::of_rows(rows.iter().map(|row| row.each_ref().map(String::as_str)))
}

fn held_out(lessons: &[Lesson], verbs: &Rows, file: &Path) -> anyhow::Result<Ending> {
    let mut out = output::writer(Some(file))?;
    for part in 0..PARTS {
        let taught: Vec<&Lesson> =
            lessons.iter().enumerate().filter(|(i, _)| i % PARTS != part).map(|(_, lesson)| lesson).collect();
        let weights = weights_of(&teach(&taught, verbs));
        for lesson in lessons.iter().skip(part).step_by(PARTS) {
            let document = text::analyze(&lesson.article, lesson.language);
            let (extraction, _) = extract::rehearse(&document, lesson.language, &weights);
            serde_json::to_writer(&mut out, &extraction)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(Ending::Done)
}
