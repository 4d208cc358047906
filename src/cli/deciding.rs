//! The file of decisions about who is who: reading it, and adding a line.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use clap::Args;

use super::listing::read_file;
use super::output;
use crate::lang::table::Table;
use crate::model::date::Date;
use crate::model::decision::{Decisions, Reference, Verb};
use crate::resolve::decisions::{COLUMNS, read};
use crate::store::{Given, GivenFile, Store};

/// Decisions that a build obeys.
#[derive(Debug, Default, Args)]
pub struct Obeying {
    /// A table of decisions about who is who (same, different, alias, split) to be obeyed.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
}

impl Obeying {
    /// Reads the file, where one is named.
    pub fn read(&self) -> anyhow::Result<Option<GivenFile>> {
        self.decisions.as_deref().map(read_file).transpose()
    }
}

/// Understands a table and says what is wrong with it; tells also whether nothing is.
pub fn understand(given: &GivenFile) -> (Decisions, bool) {
    let (decisions, wrong) = read(&given.text, &given.file);
    output::say_all(&wrong);
    (decisions, wrong.is_empty())
}

/// Where a new decision is written, and what people should know of it.
#[derive(Debug, Args)]
pub struct Deciding {
    /// The table that the decision is added to; it is made where there is none.
    #[arg(long, value_name = "FILE", default_value = "decisions.tsv")]
    decisions: PathBuf,
    /// Who decided.
    #[arg(long, value_name = "NAME", default_value = "")]
    who: String,
    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
}

impl Deciding {
    /// Begins the file with what a store was given, where there is no file yet.
    pub fn begin(&self, graph: &Path) -> anyhow::Result<()> {
        if Store::is_at(graph) && !self.decisions.exists() {
            let given = Store::open(graph)?.given(Given::Decisions)?;
            if !given.text.is_empty() {
                fs::write(&self.decisions, given.text)
                    .with_context(|| format!("cannot write {}", self.decisions.display()))?;
            }
        }
        Ok(())
    }

    /// Gives the file to the store that was asked, or says how it comes to bear.
    pub fn end(&self, graph: Option<&Path>) -> anyhow::Result<()> {
        let path = self.decisions.display();
        match graph.filter(|graph| Store::is_at(graph)) {
            Some(store) => {
                Store::open(store)?.give(Given::Decisions, &self.given()?)?;
                output::say(&format!("written to {path}; {} obeys it from now on", store.display()));
            }
            None => output::say(&format!("written to {path}; build again with --decisions {path}")),
        }
        Ok(())
    }

    /// The file; empty where there is none yet.
    fn given(&self) -> anyhow::Result<GivenFile> {
        if self.decisions.exists() { read_file(&self.decisions) } else { Ok(GivenFile::default()) }
    }

    /// The decisions that are in the file already.
    pub fn read(&self) -> anyhow::Result<Decisions> {
        Ok(understand(&self.given()?).0)
    }

    /// Adds a line to the file.
    pub fn write(&self, verb: Verb, left: &Reference, right: &Reference) -> anyhow::Result<()> {
        let (path, text) = (&self.decisions, self.given()?.text);
        let header = if text.trim().is_empty() { COLUMNS.join("\t") } else { Table::new(&text).header().to_owned() };
        let cells: Vec<String> = header
            .split('\t')
            .map(|column| match column.trim() {
                "decision" => verb.name().to_owned(),
                "left" => left.to_string(),
                "right" => right.to_string(),
                "who" => self.who.clone(),
                "when" => today(),
                "why" => self.why.clone(),
                _ => String::new(),
            })
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let mut lines = String::new();
        if text.trim().is_empty() {
            lines.push_str(&header);
            lines.push('\n');
        } else if !text.ends_with('\n') {
            lines.push('\n');
        }
        lines.push_str(cells.join("\t").trim_end());
        lines.push('\n');
        let file = fs::OpenOptions::new().create(true).append(true).open(path);
        file.and_then(|mut file| file.write_all(lines.as_bytes()))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The day by the system's clock, in UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_day_number(Date::of_year(1970).first_day().day_number() + (seconds / 86400).cast_signed()).to_string()
}
