//! What was wrong with the input, where, and what to do about it.

use std::fmt;

use serde::Serialize;

/// One finding about the input; a run goes on after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, or `-` for standard input.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What the user can do.
    pub remedy: String,
}

/// Whether something of the input was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// All was read; something is odd.
    Note,
    /// A piece was left out that came before.
    Duplicate,
    /// A piece was left out.
    Skipped,
    /// A whole input could not be read.
    Failed,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let word = match self.severity {
            Severity::Note => "note",
            Severity::Duplicate => "duplicate",
            Severity::Skipped => "skipped",
            Severity::Failed => "failed",
        };
        write!(f, ": {word}: {}", visible(&self.message))?;
        if !self.remedy.is_empty() {
            write!(f, " ({})", visible(&self.remedy))?;
        }
        Ok(())
    }
}

/// A text on one line, in which nothing acts: line ends, escapes and marks that turn the direction of writing are
/// written out, since file names and articles may hold any of them.
#[must_use]
pub fn visible(text: &str) -> String {
    let acts = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) { seen.extend(c.escape_default()) } else { seen.push(c) }
    }
    seen
}
