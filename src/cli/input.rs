//! The options of the commands that read articles, and the one way to run the articles through extraction.

use std::cell::RefCell;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::bail;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::report::Report;
use super::{Ending, interrupt, output, storing};
use crate::ingest::{self, Articles, Counts, Fields, Item};
use crate::lang::supplement::Supplement;
use crate::model::extraction::Extraction;
use crate::pipeline::{self, Outcome};
use crate::store::{Added, Store};

/// Where articles come from.
#[derive(Debug, Default, Args)]
pub struct Input {
    /// Files, folders, patterns, or - for the standard input; what is read stands in README.md.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Take a field (id, title, text, date, crawled, publisher, author, url, language) from the field or column NAME.
    #[arg(long = "map", value_name = "FIELD=NAME,…", value_delimiter = ',', value_parser = mapping)]
    pub maps: Vec<String>,
    /// Write what became of each piece of the input to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Exit with 3 when a piece of the input was left out.
    #[arg(long)]
    pub strict: bool,
}

/// A mapping as it was given, if it can be followed.
fn mapping(text: &str) -> Result<String, ingest::Unknown> {
    Fields::default().map(text).map(|()| text.to_owned())
}

impl Input {
    /// The articles of the inputs.
    pub fn read(&self) -> anyhow::Result<Articles> {
        let mut fields = Fields::default();
        for mapping in &self.maps {
            fields.map(mapping)?;
        }
        Ok(ingest::read_with(&self.inputs, fields))
    }

    /// How a command ends that read so much.
    pub fn ending(&self, counts: Counts) -> Ending {
        if interrupt::asked() {
            Ending::Stopped
        } else if self.strict && !counts.is_clean() {
            Ending::Incomplete
        } else {
            Ending::Done
        }
    }
}

/// Extracts all articles of an input that are wanted and hands the extractions over in their order; reports problems as
/// they come and the counts at the end. Ends early when somebody asks to stop.
pub fn extract(
    input: &Input,
    supplement: &Supplement,
    wanted: impl Fn(&str) -> bool,
    mut each: impl FnMut(Extraction) -> anyhow::Result<()>,
) -> anyhow::Result<Counts> {
    let mut articles = input.read()?;
    let progress = Progress::new(&articles);
    let mut report = Report::default();
    let items = until_stopped(&mut articles)
        .inspect(|item| {
            if input.report.is_some() {
                report.take(item);
            }
        })
        .filter(|item| item.as_ref().map_or(true, |article| wanted(&article.id)));
    let result = pipeline::extract_all(items, supplement, |outcome| {
        match outcome {
            Outcome::Remark(diagnostic) => progress.remark(&diagnostic.to_string()),
            Outcome::Extracted { extraction, bytes } => {
                progress.article(bytes);
                each(extraction)?;
            }
        }
        anyhow::Ok(())
    });
    progress.bar.finish_and_clear();
    result?;
    close(input, report, articles.counts())
}

/// The extractions of all articles of an input; reports as [`extract`] does, and ends early likewise.
pub fn collect(input: &Input, supplement: &Supplement) -> anyhow::Result<(Vec<Extraction>, Counts)> {
    let mut extractions = Vec::new();
    let each = |extraction| {
        extractions.push(extraction);
        Ok(())
    };
    let counts = extract(input, supplement, |_| true, each)?;
    Ok((extractions, counts))
}

/// Adds all articles of an input to a store and draws its graph; reports as [`extract`] does, and ends early likewise.
pub fn add(input: &Input, store: &mut Store) -> anyhow::Result<Counts> {
    let mut articles = input.read()?;
    let progress = Progress::new(&articles);
    let mut report = Report::default();
    let items = until_stopped(&mut articles).inspect(|item| {
        if input.report.is_some() {
            report.take(item);
        }
    });
    let added = pipeline::add(store, items, |outcome| match outcome {
        Outcome::Remark(diagnostic) => progress.remark(&diagnostic.to_string()),
        Outcome::Extracted { bytes, .. } => progress.article(bytes),
    });
    progress.bar.finish_and_clear();
    let Added { added, replaced, unchanged } = added?;
    let counts = close(input, report, articles.counts())?;
    output::say(&format!("{added} added, {replaced} replaced, {unchanged} there already"));
    storing::draw(store)?;
    Ok(counts)
}

/// Tells what became of an input.
fn close(input: &Input, mut report: Report, counts: Counts) -> anyhow::Result<Counts> {
    if let Some(file) = &input.report {
        report.close(counts, interrupt::asked());
        report.write(Some(file))?;
    }
    output::say(&summary(counts));
    if counts.read == 0 && !interrupt::asked() {
        bail!("nothing could be read");
    }
    Ok(counts)
}

/// The items of a stream until somebody asks to stop.
pub fn until_stopped(articles: &mut Articles) -> impl Iterator<Item = Item> {
    std::iter::from_fn(|| if interrupt::asked() { None } else { articles.next() })
}

/// `14 articles read, 1 duplicate, 2 skipped, 1 failed`
pub fn summary(counts: Counts) -> String {
    let Counts { read, duplicate, skipped, failed, .. } = counts;
    let articles = if read == 1 { "article" } else { "articles" };
    format!("{read} {articles} read, {duplicate} duplicate, {skipped} skipped, {failed} failed")
}

/// A line that tells how far it is, where a person is looking.
pub struct Progress {
    pub bar: ProgressBar,
    input: ingest::Progress,
    /// Articles, bytes of their text, and remarks.
    done: RefCell<(u64, u64, u64)>,
}

impl Progress {
    pub fn new(articles: &Articles) -> Self {
        let (bar, input) = (bar(), articles.progress());
        Self { bar, input, done: RefCell::default() }
    }

    /// One more article of so many bytes.
    pub fn article(&self, bytes: usize) {
        let mut done = self.done.borrow_mut();
        (done.0, done.1) = (done.0 + 1, done.1 + bytes as u64);
        self.show(*done);
    }

    /// Something to be said about the input.
    pub fn remark(&self, text: &str) {
        self.bar.suspend(|| output::say(text));
        let mut done = self.done.borrow_mut();
        done.2 += 1;
        self.show(*done);
    }

    fn show(&self, (articles, bytes, remarks): (u64, u64, u64)) {
        if self.bar.is_hidden() {
            return;
        }
        let total = self.input.total();
        if total > 0 && self.bar.length() != Some(total) {
            self.bar.set_length(total);
            self.bar.set_style(style("{bar:24} {percent}% {msg}, {eta} left"));
        }
        self.bar.set_position(self.input.read());
        let seconds = self.bar.elapsed().as_secs_f64().max(0.1);
        let (rate, size) = (articles as f64 / seconds, bytes as f64 / 1e6);
        let remarks = if remarks > 0 { format!(", {remarks} remarks") } else { String::new() };
        self.bar.set_message(format!("{articles} articles, {size:.1} MB, {rate:.0}/s{remarks}"));
    }
}

fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_style(style("{spinner} {msg}, {elapsed}"));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}
