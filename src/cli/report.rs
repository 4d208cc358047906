//! What became of the input, piece by piece: what `khabar ingest` shows and `--report` writes.

use std::path::Path;

use serde::Serialize;

use super::output;
use crate::ingest::{Counts, Item};
use crate::model::article::Article;
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::pipeline;

/// Everything that was read, and everything that was not.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// All pieces of the input: the sum of the next four.
    pub inputs: usize,
    pub read: usize,
    pub duplicate: usize,
    pub skipped: usize,
    pub failed: usize,
    pub notes: usize,
    /// Whether it was stopped before the end of the input.
    pub stopped: bool,
    pub articles: Vec<Piece>,
    pub problems: Vec<Diagnostic>,
}

/// One article that was read.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    pub id: String,
    pub title: String,
    pub published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crawled: Option<Date>,
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The language that it is read in.
    pub language: &'static str,
    pub words: usize,
    pub url: Option<String>,
    /// The file, and the line in it.
    pub origin: String,
    /// The first article of the same story, where this is a near copy of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
}

impl Piece {
    /// What is to be said about an article before it is extracted.
    pub fn of(article: &Article) -> Self {
        Self {
            id: article.id.clone(),
            title: article.title.clone(),
            published: article.published,
            crawled: article.crawled,
            publisher: article.publisher.clone(),
            author: article.author.clone(),
            language: pipeline::language(article).code(),
            words: article.body.split_whitespace().count(),
            url: article.url.clone(),
            origin: article.origin.clone(),
            copy_of: None,
        }
    }
}

impl Report {
    /// Takes what came out of the input.
    pub fn take(&mut self, item: &Item) {
        match item {
            Ok(article) => self.articles.push(Piece::of(article)),
            Err(diagnostic) => self.problems.push(diagnostic.clone()),
        }
    }

    /// Fills in what became of the input as a whole.
    pub fn close(&mut self, counts: Counts, stopped: bool) {
        let Counts { read, duplicate, skipped, failed, notes } = counts;
        let inputs = counts.inputs();
        *self = Self { inputs, read, duplicate, skipped, failed, notes, stopped, ..std::mem::take(self) };
    }

    /// Writes the report as JSON to a file, or to the standard output.
    pub fn write(&self, file: Option<&Path>) -> anyhow::Result<()> {
        let mut out = output::writer(file)?;
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")?;
        Ok(out.flush()?)
    }
}
