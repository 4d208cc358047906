//! Two tables for Gephi's Data Laboratory (<https://docs.gephi.org/desktop/User_Manual/Import/CSV_Format/>).
//!
//! Import `nodes.csv` first, then `edges.csv` into the same workspace. Cannot hold: evidence, colours,
//! positions; dates are numbers (`20141027`), as a column of ISO dates would turn the whole graph's time
//! into timestamps. Backslashes are doubled: Gephi reads them as escapes, spreadsheets do not. Where a column of texts
//! looks like one of numbers throughout (ids of articles such as `007`), one cell of it ends with `|`.

use std::io::{self, Write};

use csv::Writer;

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS, NodeColumn, Type};
use crate::graph::times::Spell;
use crate::graph::value::{Value, clean};
use crate::graph::view::View;
use crate::model::date::Date;

use super::Format;

/// The pair of tables.
pub struct GephiCsv;

/// Gephi guesses a column's type from so many rows, and drops what does not fit later.
const GUESSED_ROWS: usize = 25;

impl Format for GephiCsv {
    fn name(&self) -> &'static str {
        "gephi-csv"
    }

    fn title(&self) -> &'static str {
        "tables of nodes and edges, for Gephi's Data Laboratory and for reading by eye"
    }

    fn files(&self) -> &'static [&'static str] {
        &["gephi/nodes.csv", "gephi/edges.csv"]
    }

    fn specification(&self) -> &'static str {
        "https://docs.gephi.org/desktop/User_Manual/Import/CSV_Format/"
    }

    fn cannot_express(&self) -> &'static str {
        "evidence; colours, positions, sizes; the precision of dates (as numbers); lists (joined by |)"
    }

    fn write(&self, view: &View<'_>, file: usize, out: &mut dyn Write) -> io::Result<()> {
        let table = if file == 0 { nodes(view) } else { edges(view) };
        let mut writer = Writer::from_writer(out);
        writer.write_record(&table.header)?;
        let (first, marked) = table.telling_rows();
        for row in first.iter().copied().chain((0..table.rows).filter(|row| !first.contains(row))) {
            for column in 0..table.header.len() {
                let mark = if marked.contains(&(row, column)) { "|" } else { "" };
                writer.write_field((table.cell)(row, column).replace('\\', "\\\\") + mark)?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()
    }
}

/// A table whose cells are made when they are asked for.
struct Table<'v> {
    header: Vec<&'static str>,
    /// For each column whether its cells are texts, whatever they look like.
    texts: Vec<bool>,
    rows: usize,
    cell: Box<dyn Fn(usize, usize) -> String + 'v>,
}

impl Table<'_> {
    /// The rows to write first, so that Gephi guesses each column's type aright: at least one that shows a value of
    /// it, and of a column of texts one that is like nothing else. Where there is none such, the cell to mark.
    fn telling_rows(&self) -> (Vec<usize>, Vec<(usize, usize)>) {
        let (mut first, mut marked) = (Vec::new(), Vec::new());
        for column in 2..self.header.len() {
            let tells = |row: &usize| {
                let cell = (self.cell)(*row, column);
                if self.texts[column] { is_surely_text(&cell) } else { !cell.is_empty() }
            };
            if (0..self.rows.min(GUESSED_ROWS)).any(|row| tells(&row)) || first.iter().any(tells) {
                continue;
            }
            let row = (0..self.rows).find(tells).or_else(|| {
                let row = (0..self.rows).find(|row| !(self.cell)(*row, column).is_empty())?;
                marked.push((row, column));
                Some(row)
            });
            first.extend(row.filter(|row| first.len() < GUESSED_ROWS && !first.contains(row)));
        }
        (first, marked)
    }
}

/// Whether Gephi can take a cell for nothing but a text: no number, no date, no times, no yes or no.
fn is_surely_text(cell: &str) -> bool {
    let may_be_number = |c: char| c.is_ascii_digit() || "+-.,:;eEdDfFxXTZ<>[]()| ".contains(c);
    let word =
        matches!(&*cell.to_ascii_lowercase(), "true" | "false" | "null" | "nan" | "inf" | "infinity" | "-infinity");
    !word && !cell.chars().all(may_be_number)
}

/// The nodes.
fn nodes<'v>(view: &'v View<'_>) -> Table<'v> {
    let columns: Vec<&NodeColumn> = NODE_COLUMNS.iter().filter(|column| column.of.is_shown(view)).collect();
    let mut header = vec!["Id", "Label", "timeset"];
    header.extend(columns.iter().map(|column| column.name));
    let mut texts = vec![false; 3];
    texts.extend(columns.iter().map(|column| is_text(column.kind)));
    let cell = move |row: usize, column: usize| {
        let node = &view.nodes[row];
        match column {
            0 => node.id.to_string(),
            1 => node.label.clone(),
            2 => timeset(&node.spells(view)),
            _ => cell(&(columns[column - 3].get)(view, node)),
        }
    };
    let table = Table { header, texts, rows: view.nodes.len(), cell: Box::new(cell) };
    if view.has_times() { table } else { table.without(2) }
}

/// The edges.
fn edges<'v>(view: &'v View<'_>) -> Table<'v> {
    let columns: Vec<_> = EDGE_COLUMNS.iter().filter(|column| !column.is_gephis_own()).collect();
    let mut header = vec!["Source", "Target", "Type", "Kind", "Id", "Label", "Weight", "timeset"];
    header.extend(columns.iter().map(|column| column.name));
    let mut texts = vec![false; 8];
    texts.extend(columns.iter().map(|column| is_text(column.kind)));
    let cell = move |row: usize, column: usize| {
        let edge = &view.edges[row];
        match column {
            0 => view.nodes[edge.source as usize].id.to_string(),
            1 => view.nodes[edge.target as usize].id.to_string(),
            2 => "Directed".to_owned(),
            3 | 5 => edge.kind.to_string(),
            4 => edge.id.to_string(),
            6 => cell(&Value::double(edge.weight(view))),
            7 => timeset(&edge.spells(view)),
            _ => cell(&(columns[column - 8].get)(view, edge)),
        }
    };
    let table = Table { header, texts, rows: view.edges.len(), cell: Box::new(cell) };
    if view.has_times() { table } else { table.without(7) }
}

impl Table<'_> {
    /// The table without one column.
    fn without(mut self, column: usize) -> Self {
        self.header.remove(column);
        self.texts.remove(column);
        let cell = self.cell;
        Self { cell: Box::new(move |row, number| cell(row, number + usize::from(number >= column))), ..self }
    }
}

/// Whether a column's cells are texts.
const fn is_text(kind: Type) -> bool {
    matches!(kind, Type::Text | Type::List)
}

/// A cell; dates as numbers.
fn cell(value: &Value<'_>) -> String {
    match value {
        Value::Day(date) => number(*date).to_string(),
        value => value.cell(),
    }
}

/// `20141027`: the first day of the date.
fn number(date: Date) -> i64 {
    let day = date.first_day();
    i64::from(day.year()) * 10_000 + i64::from(day.month().unwrap_or(1)) * 100 + i64::from(day.day().unwrap_or(1))
}

/// `<[2014-10-27T00:00:00Z, 2014-10-28T00:00:00Z]>`, as Gephi reads intervals.
fn timeset(spells: &[Spell]) -> String {
    if spells.is_empty() {
        return String::new();
    }
    let day = |date: Option<Date>, open: &str| date.map_or_else(|| open.to_owned(), |d| format!("{d}T00:00:00Z"));
    let spells: Vec<String> =
        spells.iter().map(|s| format!("[{}, {}]", day(s.start, "-Infinity"), day(s.end, "Infinity"))).collect();
    clean(&format!("<{}>", spells.join("; "))).into_owned()
}
