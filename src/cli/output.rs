//! What people see: messages, tables, files.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;
use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};

/// Writes a line to the standard error; a file name in it cannot move the cursor of the terminal.
pub fn say(message: &str) {
    let safe: String = message.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
    // A closed standard error leaves nobody to tell.
    _ = writeln!(io::stderr().lock(), "{safe}");
}

/// Writes an error and its causes to the standard error.
pub fn error(error: &anyhow::Error) {
    say(&format!("khabar: {error:#}"));
}

/// The standard output, or a file when one is named.
pub fn writer(file: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    Ok(match file {
        None => Box::new(BufWriter::new(io::stdout().lock())),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
    })
}

/// A table with a header; on a terminal its cells are broken to fit.
pub fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).set_header(header);
    if io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    }
    table
}

/// Characters a line, on a terminal.
const WIDTH: u16 = 120;

/// A line under the header and no other.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));
