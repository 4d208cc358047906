//! Tables for people: no empty columns, figures to the right, long cells broken to fit, both writing directions in one line.
//!
//! A text that runs from right to left is isolated line by line (Unicode Standard Annex 9), or else a terminal would
//! swap it with its neighbours.

use comfy_table::{CellAlignment, ContentLineStyle, LineStyle, Table, TableStyle};
use unicode_normalization::char::is_combining_mark;

use super::output::harmless;

/// First strong isolate, and its end.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Characters that a column keeps, however narrow the terminal.
const LEAST: usize = 10;

/// Lines of the header: its words, which are short, and the rule below.
const HEADER: usize = 2;

/// Between two columns.
const GAP: usize = 2;

/// A text of an article as people may see it: without control characters, its direction kept to itself.
///
/// Law: every text of articles goes through here on its way to a terminal.
pub fn isolated(text: &str) -> String {
    let text = harmless(text);
    if has_right_to_left(&text) { format!("{}{text}{}", ISOLATE.0, ISOLATE.1) } else { text }
}

/// Whether a text runs from right to left, in part at least.
pub fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A table with a header, not wider than so many characters where a width is given, and below each row its notes, if
/// it has some. Cells come as plain text, notes as lines.
pub fn table(header: &[&str], rows: &[&[String]], notes: &[Vec<String>], width: Option<usize>) -> String {
    let full = |column: &usize| rows.is_empty() || rows.iter().any(|row| !row[*column].is_empty());
    let columns: Vec<usize> = (0..header.len()).filter(full).collect();
    let widths = widths(header, rows, &columns, width);
    let mut table = Table::new();
    table.load_style(STYLE).set_header(columns.iter().map(|&column| header[column]));
    let mut heights = Vec::new();
    for row in rows {
        let cells: Vec<String> =
            columns.iter().zip(&widths).map(|(&column, &width)| broken(&row[column], width)).collect();
        heights.push(cells.iter().map(|cell| cell.lines().count()).max().unwrap_or_default());
        table.add_row(cells);
    }
    for (place, &column) in columns.iter().enumerate() {
        let figures = rows.iter().all(|row| row[column].parse::<f64>().is_ok());
        if let Some(column) = table.column_mut(place).filter(|_| figures && !rows.is_empty()) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    // Lines end with their text: what pads the last column would only be broken by narrow terminals.
    let mut lines = table.lines().map(|line| line.trim_end().to_owned());
    let mut text: Vec<String> = lines.by_ref().take(HEADER).collect();
    for (row, height) in heights.into_iter().enumerate() {
        text.extend(lines.by_ref().take(height));
        text.extend(notes.get(row).into_iter().flatten().cloned());
    }
    text.join("\n") + "\n"
}

/// The widths of the columns: the widest give way until all fit.
fn widths(header: &[&str], rows: &[&[String]], columns: &[usize], width: Option<usize>) -> Vec<usize> {
    let cells = |column: usize| rows.iter().map(move |row| shown(&row[column]));
    let mut widths: Vec<usize> =
        columns.iter().map(|&column| cells(column).chain([shown(header[column])]).max().unwrap_or_default()).collect();
    let room = width.unwrap_or(usize::MAX).saturating_sub(GAP * columns.len());
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > LEAST) else { break };
        *widest -= 1;
    }
    widths
}

/// Characters that take room.
fn shown(text: &str) -> usize {
    text.chars().filter(|&c| !is_combining_mark(c)).count()
}

/// A cell in lines of at most so many characters, broken between words, each line isolated.
fn broken(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && shown(&line) + 1 + shown(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if shown(&line) >= width && !is_combining_mark(c) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    lines.push(line);
    lines.iter().map(|line| isolated(line)).collect::<Vec<_>>().join("\n")
}

/// A line under the header and no other.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_broken_and_isolated_and_empty_columns_left_out() {
        let rows = [["1", "الكويت تستضيف المؤتمر", "", "short"], ["12", "Kuwait", "", "a text of many words"]];
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        let notes = [vec!["a note".to_owned()], Vec::new()];
        let table = table(&["n", "name", "empty", "text"], &rows, &notes, Some(34));
        let of = |text: &str| table.lines().position(|line| line.contains(text));
        assert!(of("short") < of("a note") && of("a note") < of("Kuwait") && of("words").is_some(), "{table}");
        assert!(!table.contains("empty"), "{table}");
        assert!(table.contains(" 12 "), "{table}");
        assert!(table.lines().all(|line| shown(line) <= 36), "{table}");
        let open = |line: &str| line.matches(ISOLATE.0).count() == line.matches(ISOLATE.1).count();
        assert!(table.contains(ISOLATE.0) && table.lines().all(open), "{table}");
        assert_eq!(isolated("Kuwait"), "Kuwait");
    }

    #[test]
    fn rows_without_notes_are_shown() {
        let rows = [["a".to_owned()], ["b".to_owned()]];
        let rows: Vec<&[String]> = rows.iter().map(<[String; 1]>::as_slice).collect();
        assert_eq!(table(&["x"], &rows, &[], None).lines().skip(HEADER).collect::<Vec<_>>(), [" a", " b"]);
    }
}
