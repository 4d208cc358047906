//! Tables: CSV and TSV, RFC 4180 and what spreadsheets make of it: <https://www.rfc-editor.org/rfc/rfc4180>.
//!
//! Columns are known by the names in the first row, or by the numbers that the caller maps.

use csv::{ByteRecord, ReaderBuilder};

use super::decode::repaired;
use super::fields::{Field, Fields};
use super::lookahead::Lookahead;
use super::record::Record;
use super::sink::Sink;
use super::{Flow, Input, LONGEST_ARTICLE, Reader};

/// Reads `.csv` and `.tsv`.
pub struct Table;

/// Bytes that show how a table is parted.
const ENOUGH: usize = 1 << 14;

impl Reader for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    /// A table is known by a first line of known names, one of which is that of the text.
    fn recognises(&self, start: &[u8]) -> bool {
        let header = first_row(start, delimiter(start));
        let known = names(&header, &Fields::default());
        known.len() > 1 && known.iter().any(|(_, (field, _))| *field == Field::Text)
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let mut bytes = Lookahead::new(input.bytes);
        let start = match bytes.peek(ENOUGH) {
            Ok(start) => start,
            Err(error) => return sink.stopped(None, &error),
        };
        let delimiter = delimiter(start);
        let header = first_row(start, delimiter);
        let mut columns = names(&header, input.fields);
        let headed = columns.iter().any(|(_, (field, _))| *field == Field::Text);
        if !headed {
            columns = (0..header.len()).filter_map(|at| Some((at, input.fields.of_number(at + 1)?))).collect();
        }
        if !columns.iter().any(|(_, (field, _))| *field == Field::Text) {
            let seen: Vec<_> = header.iter().map(|name| String::from_utf8_lossy(name)).take(20).collect();
            let message = format!("a table without a column of texts; it has {}", seen.join(", "));
            return sink.failed(Some(1), &message, "--map text=NAME names the column, --map text=3 its number");
        }
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(headed)
            .flexible(true)
            .from_reader(Limited { bytes, left: LONGEST_ARTICLE });
        let mut row = ByteRecord::new();
        loop {
            let line = rows.position().line() as usize;
            match rows.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return Flow::Continue(()),
                Err(error) => {
                    return sink.failed(
                        Some(line),
                        &format!("a broken table: {error}"),
                        "look at the quotes before it",
                    );
                }
            }
            rows.get_mut().left = LONGEST_ARTICLE;
            let line = row.position().map_or(line, |position| position.line() as usize);
            let mut record = Record::default();
            for &(column, place) in &columns {
                record.offer(place, repaired(row.get(column).unwrap_or_default().to_vec()).0);
            }
            record.finish(line, sink)?;
        }
    }
}

/// The columns whose names are known.
fn names(header: &ByteRecord, fields: &Fields) -> Vec<(usize, (Field, usize))> {
    header.iter().enumerate().filter_map(|(at, name)| Some((at, fields.of(&String::from_utf8_lossy(name))?))).collect()
}

/// The mark that parts the first line most often.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |mark: u8| line.split(|byte| *byte == mark).count();
    *b"\t,;|".iter().rev().max_by_key(|&&mark| count(mark)).unwrap_or(&b',')
}

fn first_row(start: &[u8], delimiter: u8) -> ByteRecord {
    let mut row = ByteRecord::new();
    let mut rows = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(start);
    _ = rows.read_byte_record(&mut row);
    row
}

/// An input that ends a row that has no end.
struct Limited<'a> {
    bytes: Lookahead<'a>,
    left: u64,
}

impl std::io::Read for Limited<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.bytes.read(buffer)?;
        self.left =
            self.left.checked_sub(length as u64).ok_or_else(|| std::io::Error::other("a row of more than 64 MB"))?;
        Ok(length)
    }
}
