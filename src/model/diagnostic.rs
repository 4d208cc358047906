//! What was wrong with the input, where, and what to do about it.

use std::fmt;

/// One finding about the input; a run goes on after it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// All was read; something is odd.
    Note,
    /// A piece was left out.
    Skipped,
    /// A whole input could not be read.
    Failed,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        let word = match self.severity {
            Severity::Note => "note",
            Severity::Skipped => "skipped",
            Severity::Failed => "failed",
        };
        write!(f, ": {word}: {}", self.message)?;
        if !self.remedy.is_empty() {
            write!(f, " ({})", self.remedy)?;
        }
        Ok(())
    }
}
