//! The options of the commands that read articles, and the one way to run the articles through extraction.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::bail;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Ending, output, storing};
use crate::ingest::{self, Counts};
use crate::model::extraction::Extraction;
use crate::pipeline::{self, Outcome};
use crate::store::{Added, Store};

/// Where articles come from.
#[derive(Debug, Args)]
pub struct Input {
    /// Files (.txt, .json, .jsonl, also packed as .zst), folders, or - for the standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Exit with 3 when a piece of the input was left out.
    #[arg(long)]
    pub strict: bool,
}

impl Input {
    /// How a command ends that read so much.
    pub fn ending(&self, counts: Counts) -> Ending {
        if self.strict && !counts.is_clean() { Ending::Incomplete } else { Ending::Done }
    }
}

/// Extracts all articles of some inputs and hands the extractions over in their order; reports problems as they come
/// and the counts at the end.
pub fn extract(inputs: &[PathBuf], mut each: impl FnMut(Extraction) -> anyhow::Result<()>) -> anyhow::Result<Counts> {
    let mut articles = ingest::read(inputs);
    let progress = progress();
    let mut text = 0;
    let result = pipeline::extract_all(&mut articles, |outcome| {
        match outcome {
            Outcome::Remark(diagnostic) => progress.suspend(|| output::say(&diagnostic.to_string())),
            Outcome::Extracted { extraction, bytes } => {
                text += bytes;
                progress.inc(1);
                progress.set_message(format!("{:.1} MB", text as f64 / 1e6));
                each(extraction)?;
            }
        }
        anyhow::Ok(())
    });
    progress.finish_and_clear();
    result?;
    let counts = articles.counts();
    output::say(&summary(counts));
    if counts.read == 0 {
        bail!("nothing could be read");
    }
    Ok(counts)
}

/// Adds all articles of some inputs to a store and draws its graph; reports as [`extract`] does.
pub fn add(inputs: &[PathBuf], store: &mut Store) -> anyhow::Result<Counts> {
    let mut articles = ingest::read(inputs);
    let progress = progress();
    let mut text = 0;
    let added = pipeline::add(store, &mut articles, |outcome| match outcome {
        Outcome::Remark(diagnostic) => progress.suspend(|| output::say(&diagnostic.to_string())),
        Outcome::Extracted { bytes, .. } => {
            text += bytes;
            progress.inc(1);
            progress.set_message(format!("{:.1} MB", text as f64 / 1e6));
        }
    });
    progress.finish_and_clear();
    let Added { added, replaced, unchanged } = added?;
    let counts = articles.counts();
    output::say(&summary(counts));
    if counts.read == 0 {
        bail!("nothing could be read");
    }
    output::say(&format!("{added} added, {replaced} replaced, {unchanged} there already"));
    storing::draw(store)?;
    Ok(counts)
}

/// `14 articles read, 1 duplicate, 2 skipped, 1 failed`
fn summary(counts: Counts) -> String {
    let Counts { read, duplicate, skipped, failed, .. } = counts;
    let articles = if read == 1 { "article" } else { "articles" };
    format!("{read} {articles} read, {duplicate} duplicate, {skipped} skipped, {failed} failed")
}

/// A line that counts articles, where a person is looking.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {pos} articles, {msg}, {per_sec}, {elapsed}");
    let bar = ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
