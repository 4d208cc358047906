//! `khabar sql`: a store asked in SQL.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value};

use super::answer::{write_json, write_table};
use super::{Ending, output};
use crate::store::Store;

/// Ask a store in SQL
///
/// Views: nodes, edges, evidence, mentions, statements, articles, judgements. Nothing can be changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar sql news.khabar 'SELECT label, mention_count FROM nodes ORDER BY mention_count DESC LIMIT 10'
  khabar sql news.khabar \"SELECT source_label, target_label, sentence FROM evidence WHERE predicate = 'accuse'\"
  khabar sql news.khabar 'SELECT publisher, count(*) FROM articles GROUP BY publisher' --csv")]
pub struct Sql {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// One question, as SQLite understands it.
    #[arg(value_name = "QUERY")]
    query: String,
    /// Write the rows as JSON objects, for programs.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write the rows as CSV, for spreadsheets.
    #[arg(long)]
    csv: bool,
}

impl Sql {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let found = Store::open(&self.store)?.sql(&self.query)?;
        let mut out = output::writer(None)?;
        if self.json {
            let object =
                |row: &Vec<Value>| found.columns.iter().cloned().zip(row.iter().cloned()).collect::<Map<_, _>>();
            write_json(&mut out, &found.rows.iter().map(object).collect::<Vec<_>>())?;
        } else {
            let rows: Vec<Vec<String>> = found.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            if self.csv {
                let mut table = csv::Writer::from_writer(&mut out);
                table.write_record(&found.columns)?;
                rows.iter().try_for_each(|row| table.write_record(row))?;
                table.flush()?;
            } else {
                write_table(&mut out, &found.columns.iter().map(String::as_str).collect::<Vec<_>>(), &rows)?;
            }
        }
        out.flush()?;
        Ok(if found.rows.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}

/// A value as a cell shows it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
