//! `khabar ingest`: what would be read.

use clap::Args;
use rayon::prelude::*;

use super::input::{self, Input, Progress};
use super::report::{Piece, Report};
use super::{Ending, interrupt, output, table};
use crate::ingest::Item;
use crate::{pipeline, resolve};

/// Show what would be read, before a long build: articles, copies, problems
///
/// Every piece of the input ends as read, duplicate, skipped or failed. Near copies of a story are grouped as they are
/// when a graph is built. Nothing is extracted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar ingest news.tar.gz
  khabar ingest 'dumps/*.csv' --map text=article_body --map date=day
  khabar ingest pages.warc.gz --json | jq '.problems[].message'")]
pub struct Ingest {
    #[command(flatten)]
    input: Input,
    /// Show so many articles; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 40)]
    count: usize,
    /// Write all of it as JSON instead.
    #[arg(long)]
    json: bool,
}

/// Articles that are looked at at once.
const CHUNK: usize = 256;

impl Ingest {
    pub fn run(&self) -> anyhow::Result<Ending> {
        interrupt::watch();
        let mut articles = self.input.read()?;
        let progress = Progress::new(&articles);
        let (mut report, mut sketches) = (Report::default(), Vec::new());
        let mut items = input::until_stopped(&mut articles);
        loop {
            let chunk: Vec<Item> = items.by_ref().take(CHUNK).collect();
            if chunk.is_empty() {
                break;
            }
            sketches.par_extend(chunk.par_iter().filter_map(|item| item.as_ref().ok()).map(pipeline::sketch));
            for item in &chunk {
                report.take(item);
                match item {
                    Ok(article) => progress.article(article.body.len()),
                    Err(_) if self.json => {}
                    Err(diagnostic) => progress.remark(&diagnostic.to_string()),
                }
            }
        }
        drop(items);
        progress.bar.finish_and_clear();
        name_copies(&mut report.articles, &sketches);
        let counts = articles.counts();
        report.close(counts, interrupt::asked());
        if let Some(file) = &self.input.report {
            report.write(Some(file))?;
        }
        if self.json {
            report.write(None)?;
        } else {
            self.show(&report)?;
        }
        output::say(&input::summary(counts));
        Ok(if counts.read == 0 { Ending::Nothing } else { self.input.ending(counts) })
    }

    fn show(&self, report: &Report) -> anyhow::Result<()> {
        let shown = if self.count == 0 { report.articles.len() } else { self.count };
        let rows: Vec<Vec<String>> = report.articles.iter().take(shown).map(row).collect();
        let mut out = output::writer(None)?;
        if !rows.is_empty() {
            let header = ["date", "language", "words", "title", "publisher", "copy of", "from"];
            let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
            out.write_all(table::table(&header, &rows, &[], output::width()).as_bytes())?;
        }
        if report.articles.len() > shown {
            writeln!(out, "… and {} more; --count 0 shows all", report.articles.len() - shown)?;
        }
        let copies = report.articles.iter().filter(|piece| piece.copy_of.is_some()).count();
        let dateless = report.articles.iter().filter(|piece| piece.published.is_none()).count();
        let words: usize = report.articles.iter().map(|piece| piece.words).sum();
        writeln!(out, "{words} words, {copies} near copies of earlier articles, {dateless} articles without a date")?;
        Ok(out.flush()?)
    }
}

fn row(piece: &Piece) -> Vec<String> {
    let date = piece.published.map(|date| date.to_string());
    vec![
        date.unwrap_or_default(),
        piece.language.to_owned(),
        piece.words.to_string(),
        piece.title.clone(),
        piece.publisher.clone().unwrap_or_default(),
        piece.copy_of.clone().unwrap_or_default(),
        piece.origin.clone(),
    ]
}

/// Names for each near copy the first article of its story.
fn name_copies(pieces: &mut [Piece], sketches: &[Vec<u32>]) {
    let stories = resolve::copies::stories(sketches.iter().map(Vec::as_slice));
    let mut first: Vec<Option<String>> = Vec::new();
    for (piece, &story) in pieces.iter_mut().zip(&stories) {
        let story = story as usize;
        if first.len() <= story {
            first.resize(story + 1, None);
        }
        match &first[story] {
            Some(id) => piece.copy_of = Some(id.clone()),
            None => first[story] = Some(piece.id.clone()),
        }
    }
}
