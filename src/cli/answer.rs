//! An answer in sections of rows, and its three forms: tables for people, CSV for spreadsheets, JSON for programs.
//!
//! Law: all questions answer through here, so that `--json`, `--csv`, `--evidence` and `--limit` mean the same to each.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use super::Ending;
use super::asking::Asking;
use super::names;
use super::output::{self, harmless};
use super::table::{self, isolated};
use crate::graph::value::clean;
use crate::model::date::Date;
use crate::model::extraction::Source;
use crate::model::kinds::EventType;
use crate::query::events::EventRow;
use crate::query::quotes::Quote;
use crate::query::timeline::{Entry, What};
use crate::query::{Fact, Facts, Proof};

/// Rows under one header.
pub struct Section<'g> {
    title: String,
    header: Vec<String>,
    rows: Vec<Row<'g>>,
    /// Sentences shown with each row when no evidence is asked for.
    sentences: usize,
}

/// One line of an answer, and the sentences that say it.
pub struct Row<'g> {
    cells: Vec<String>,
    proofs: Vec<Proof<'g>>,
}

impl<'g> Row<'g> {
    pub fn new(cells: Vec<String>, proofs: Vec<Proof<'g>>) -> Self {
        Self { cells, proofs }
    }

    /// The same row with another word in a cell.
    pub fn with(mut self, cell: usize, word: &str) -> Self {
        if let Some(cell) = self.cells.get_mut(cell) {
            word.clone_into(cell);
        }
        self
    }
}

impl<'g> Section<'g> {
    pub fn new(title: &str, header: &[&str], rows: Vec<Row<'g>>) -> Self {
        let header = header.iter().map(|&word| word.to_owned()).collect();
        Self { title: title.to_owned(), header, rows, sentences: 0 }
    }

    /// With so many sentences a row even when no evidence is asked for.
    pub fn with_sentences(mut self, sentences: usize) -> Self {
        self.sentences = sentences;
        self
    }
}

/// Columns of facts and of statements; what a section does not use is left out.
pub const FACT: &[&str] = &["when", "who", "what", "whom", "role", "times", "sure"];
pub const QUOTE: &[&str] = &["when", "who", "what", "words", "whom"];
pub const EVENT: &[&str] = &["when", "type", "event", "where", "hosted by", "took part"];
pub const ENTRY: &[&str] = &["when", "what", "who", "whom or where", "words"];
pub const ARTICLE: &[&str] = &["when", "article", "outlet", "headline"];

impl Asking {
    /// Writes an answer: `value` as JSON, or the sections as tables, below a few lines that say what it is about, or as
    /// CSV. Says `nothing` where there are no rows.
    pub fn write(
        &self,
        value: &impl Serialize,
        head: &[String],
        sections: &[Section<'_>],
        nothing: &str,
    ) -> anyhow::Result<Ending> {
        let mut out = output::writer(None)?;
        if self.json {
            let mut value = serde_json::to_value(value)?;
            if let Some(limit) = self.limit {
                shorten(&mut value, limit);
            }
            write_json(&mut out, &value)?;
        } else if self.csv {
            self.write_csv(&mut out, sections)?;
        } else {
            for line in head {
                writeln!(out, "{line}")?;
            }
            let full = sections.iter().filter(|section| !section.rows.is_empty());
            for (section, number) in full.zip(0..) {
                if number > 0 || !head.is_empty() {
                    writeln!(out)?;
                }
                self.write_section(&mut out, section)?;
            }
        }
        out.flush()?;
        let empty = head.is_empty() && sections.iter().all(|section| section.rows.is_empty());
        if empty {
            output::say(nothing);
        }
        Ok(if empty { Ending::Nothing } else { Ending::Done })
    }

    fn write_section(&self, out: &mut dyn Write, section: &Section<'_>) -> std::io::Result<()> {
        if !section.title.is_empty() {
            writeln!(out, "{}", section.title)?;
        }
        let shown = self.limit.unwrap_or(ROWS).min(section.rows.len());
        let sentences = if self.evidence { usize::MAX } else { section.sentences };
        let header: Vec<&str> = section.header.iter().map(String::as_str).collect();
        let rows: Vec<&[String]> = section.rows[..shown].iter().map(|row| row.cells.as_slice()).collect();
        let notes: Vec<Vec<String>> = section.rows[..shown].iter().map(|row| notes(&row.proofs, sentences)).collect();
        out.write_all(table::table(&header, &rows, &notes, output::width()).as_bytes())?;
        match section.rows.len() - shown {
            0 => Ok(()),
            left => writeln!(out, " … and {left} more (--limit {})", section.rows.len()),
        }
    }

    /// All sections as one table: a column for each header, and with evidence a line for each sentence.
    fn write_csv(&self, out: &mut dyn Write, sections: &[Section<'_>]) -> anyhow::Result<()> {
        let mut columns: Vec<&str> = Vec::new();
        for column in sections.iter().flat_map(|section| &section.header) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        let titled = sections.len() > 1;
        let proof_columns: &[&str] = if self.evidence { PROOF } else { &[] };
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(titled.then_some("section").iter().chain(&columns).chain(proof_columns))?;
        for section in sections {
            for row in section.rows.iter().take(self.limit.unwrap_or(usize::MAX)) {
                let cell = |column: &&str| {
                    let at = section.header.iter().position(|known| known == column);
                    at.and_then(|at| row.cells.get(at)).map(|cell| harmless(&clean(cell))).unwrap_or_default()
                };
                let cells: Vec<String> =
                    titled.then(|| section.title.clone()).into_iter().chain(columns.iter().map(cell)).collect();
                if self.evidence && !row.proofs.is_empty() {
                    for proof in &row.proofs {
                        writer.write_record(cells.iter().cloned().chain(proof_cells(proof)))?;
                    }
                } else {
                    writer.write_record(cells.iter().cloned().chain(proof_columns.iter().map(|_| String::new())))?;
                }
            }
        }
        Ok(writer.flush()?)
    }

    /// A row of [`FACT`].
    pub fn fact_row<'g>(&self, fact: &Fact<'g>) -> Row<'g> {
        let cells = vec![
            days(fact),
            self.label(&fact.subject),
            format!("{}{}", fact.predicate, names::modality(fact.modality)),
            self.label(&fact.object),
            fact.role.unwrap_or_default().to_owned(),
            fact.weight.to_string(),
            format!("{:.2}", fact.confidence),
        ];
        Row::new(cells, fact.evidence.clone())
    }

    /// A section of facts.
    pub fn facts<'g>(&self, title: &str, facts: &[Fact<'g>]) -> Section<'g> {
        Section::new(title, FACT, facts.iter().map(|fact| self.fact_row(fact)).collect())
    }

    /// A section of statements.
    pub fn quotes<'g>(&self, title: &str, quotes: &[Quote<'g>]) -> Section<'g> {
        let row = |quote: &Quote<'g>| {
            let day = quote.proof.published.map(|day| day.to_string()).unwrap_or_default();
            let (speaker, text) = (self.label(&quote.speaker), quote.text.trim().to_owned());
            Row::new(vec![day, speaker, quote.cue.to_owned(), text, self.list(&quote.about)], vec![quote.proof])
        };
        Section::new(title, QUOTE, quotes.iter().map(row).collect())
    }

    /// A section of events.
    pub fn events<'g>(&self, title: &str, rows: &[EventRow<'g>]) -> Section<'g> {
        let row = |row: &EventRow<'g>| {
            let (hosts, who) = (self.list(&row.hosts), self.list(&row.participants));
            let kind = row.event_type.map_or("", EventType::name).to_owned();
            let when = match (row.event_start, row.event_end) {
                (Some(start), Some(end)) if end != start => format!("{start} to {end}"),
                (Some(start), _) => start.to_string(),
                _ => reported(row.first_seen),
            };
            let cells = vec![when, kind, self.label(&row.node), self.list(&row.places), hosts, who];
            Row::new(cells, row.facts.iter().flat_map(|fact| fact.evidence.clone()).collect())
        };
        Section::new(title, EVENT, rows.iter().map(row).collect())
    }

    /// A section of dated entries of several sorts.
    pub fn entries<'g>(&self, entries: &[Entry<'g>]) -> Section<'g> {
        let row = |entry: &Entry<'g>| {
            let when = match (entry.when, entry.until) {
                (when, _) if entry.reported => reported(when),
                (Some(start), Some(end)) => format!("{start} to {end}"),
                (when, _) => when.map(|day| day.to_string()).unwrap_or_default(),
            };
            let (cells, proofs) = match &entry.what {
                What::Event(row) => {
                    let who: Vec<_> = row.hosts.iter().chain(&row.participants).copied().collect();
                    let kind = row.event_type.map_or("event", EventType::name).to_owned();
                    let cells = [kind, self.list(&who), self.list(&row.places), self.label(&row.node)];
                    (cells, row.facts.iter().flat_map(|fact| fact.evidence.clone()).collect())
                }
                What::Fact(fact) => {
                    let what = format!("{}{}", fact.predicate, names::modality(fact.modality));
                    let role = fact.role.unwrap_or_default().to_owned();
                    ([what, self.label(&fact.subject), self.label(&fact.object), role], fact.evidence.clone())
                }
                What::Statement(quote) => {
                    let (speaker, about) = (self.label(&quote.speaker), self.list(&quote.about));
                    let cells = [quote.cue.to_owned(), speaker, about, quote.text.trim().to_owned()];
                    (cells, vec![quote.proof])
                }
            };
            Row::new(std::iter::once(when).chain(cells).collect(), proofs)
        };
        Section::new("", ENTRY, entries.iter().map(row).collect())
    }

    /// A section of articles.
    pub fn articles(title: &str, articles: &[&Source]) -> Section<'static> {
        let row = |source: &&Source| {
            let day = source.published.map(|day| day.to_string()).unwrap_or_default();
            let outlet = source.publisher.clone().unwrap_or_default();
            Row::new(vec![day, source.id.clone(), outlet, source.title.clone()], Vec::new())
        };
        Section::new(title, ARTICLE, articles.iter().map(row).collect())
    }
}

/// Rows of a section on a terminal, unless `--limit` says otherwise.
const ROWS: usize = 20;

/// Columns of evidence.
const PROOF: &[&str] = &["article", "published", "outlet", "headline", "surface", "sentence", "rule", "confidence"];

fn proof_cells(proof: &Proof<'_>) -> [String; 8] {
    [
        proof.article,
        &proof.published.map(|day| day.to_string()).unwrap_or_default(),
        proof.publisher.unwrap_or_default(),
        proof.title,
        proof.surface,
        proof.sentence,
        proof.rule,
        &proof.confidence.to_string(),
    ]
    .map(|cell| harmless(&clean(cell)))
}

/// What facts say, each predicate once.
pub fn predicates(facts: &Facts<'_>) -> String {
    let mut names: Vec<&str> = facts.iter().map(|fact| fact.predicate.name()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// When a fact began and ended; in brackets when only the day of the report is known.
pub fn days(fact: &Fact<'_>) -> String {
    match (fact.valid_from, fact.valid_to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => reported(fact.first_seen),
    }
}

/// A day of publication, which is not the day of what it tells.
fn reported(day: Option<Date>) -> String {
    day.map(|day| format!("({day})")).unwrap_or_default()
}

/// Sentences that say something, each with where it stands.
fn notes(proofs: &[Proof<'_>], most: usize) -> Vec<String> {
    let mut notes = Vec::new();
    for proof in proofs.iter().take(most) {
        let day = proof.published.map(|day| format!(", {day}")).unwrap_or_default();
        notes.push(format!("      {}", quoted(proof.sentence)));
        notes.push(format!("      {}{day} · {} · {:.2}", isolated(proof.article), proof.rule, proof.confidence));
    }
    notes
}

/// A passage in quotation marks, on one line.
pub fn quoted(passage: &str) -> String {
    let line = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    // What stands in marks of its own needs no others.
    let marked = line.starts_with(['«', '“', '"']) && line.ends_with(['»', '”', '"']);
    isolated(&if marked { line } else { format!("“{line}”") })
}

/// Leaves at most so many items in a list, or in each list of an object.
fn shorten(value: &mut Value, most: usize) {
    match value {
        Value::Array(items) => items.truncate(most),
        Value::Object(fields) => {
            for items in fields.values_mut().filter_map(Value::as_array_mut) {
                items.truncate(most);
            }
        }
        _ => {}
    }
}

/// Writes a table as it goes to the standard output.
pub fn write_table(out: &mut dyn Write, header: &[&str], rows: &[Vec<String>]) -> std::io::Result<()> {
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let notes = vec![Vec::new(); rows.len()];
    if rows.is_empty() {
        return Ok(());
    }
    out.write_all(table::table(header, &rows, &notes, output::width()).as_bytes())
}

/// Writes a value as JSON.
pub fn write_json(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    // Control characters that JSON lets stand (DEL and those above ASCII) are escaped too; they occur within strings only.
    for c in serde_json::to_string_pretty(value)?.chars() {
        if c.is_control() && c != '\n' {
            write!(out, "\\u{:04x}", u32::from(c))?;
        } else {
            out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?;
        }
    }
    out.write_all(b"\n")?;
    Ok(())
}
