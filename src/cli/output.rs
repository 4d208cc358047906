//! What people see: messages, tables, files.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

use crate::model::diagnostic::Diagnostic;

/// A text without control characters, so that none of an article or a file name can command the terminal.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Writes a line to the standard error.
pub fn say(message: &str) {
    // A closed standard error leaves nobody to tell.
    _ = writeln!(io::stderr().lock(), "{}", harmless(message));
}

/// Writes remarks about the input, a line each.
pub fn say_all(remarks: &[Diagnostic]) {
    for remark in remarks {
        say(&remark.to_string());
    }
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

/// The columns of the terminal that the standard output is; `None` where it is a file or a pipe, which have no end.
pub fn width() -> Option<usize> {
    let stated = || std::env::var("COLUMNS").ok()?.parse().ok();
    io::stdout().is_terminal().then(|| stated().unwrap_or(WIDTH))
}

/// Characters a line, on a terminal that does not tell.
const WIDTH: usize = 120;
