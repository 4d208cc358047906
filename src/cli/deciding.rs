//! The file of decisions about who is who: reading it, and adding a line.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use clap::Args;

use super::output;
use crate::lang::table::Table;
use crate::model::date::Date;
use crate::model::decision::{Decisions, Reference, Verb};
use crate::resolve::decisions::{COLUMNS, read};

/// Decisions that a build obeys.
#[derive(Debug, Default, Args)]
pub struct Obeying {
    /// A table of decisions about who is who (same, different, alias, split), obeyed by this build.
    #[arg(long, value_name = "FILE", conflicts_with = "store")]
    decisions: Option<PathBuf>,
}

impl Obeying {
    /// Reads the decisions, says what is wrong with them, and tells whether all could be read.
    pub fn read(&self) -> anyhow::Result<(Decisions, bool)> {
        let Some(path) = &self.decisions else { return Ok((Decisions::default(), true)) };
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(understand(&text, path))
    }
}

/// Reads a table's text and says what is wrong with it; tells also whether nothing is.
fn understand(text: &str, path: &Path) -> (Decisions, bool) {
    let (decisions, wrong) = read(text, &path.display().to_string());
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
    /// The file.
    pub fn path(&self) -> &Path {
        &self.decisions
    }

    /// How the decision comes to bear.
    pub fn advice(&self) -> String {
        let path = self.decisions.display();
        format!("written to {path}; build again with --decisions {path}")
    }

    /// The file's text; empty where there is none yet.
    fn text(&self) -> anyhow::Result<String> {
        match fs::read_to_string(&self.decisions) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            text => text.with_context(|| format!("cannot read {}", self.decisions.display())),
        }
    }

    /// The decisions that are in the file already.
    pub fn read(&self) -> anyhow::Result<Decisions> {
        Ok(understand(&self.text()?, &self.decisions).0)
    }

    /// Adds a line to the file.
    pub fn write(&self, verb: Verb, left: &Reference, right: &Reference) -> anyhow::Result<()> {
        let (path, text) = (&self.decisions, self.text()?);
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
