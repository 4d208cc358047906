//! How do articles come in? Files, folders and standard input → a stream of articles and diagnostics.
//!
//! Law: one article is held at a time, and every piece of the input ends as read, duplicate, skipped or failed.

mod date;
mod json;
mod jsonl;
mod record;
mod source;
mod txt;

use std::io::BufRead;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Severity};
use source::{Input, Opened};

/// The formats that articles are read from, in the order that they are recognised by content; the last takes anything.
pub static READERS: &[&dyn Reader] = &[&jsonl::Jsonl, &json::Json, &txt::Txt];

/// The longest article, in bytes: more than any newspaper prints, less than what would fill the memory.
pub const LONGEST_ARTICLE: u64 = 64 << 20;

/// What a reader gives: articles with the line that each begins on, and what is to be said about the input.
pub type Stream = Box<dyn Iterator<Item = Result<(Article, usize), Diagnostic>> + Send>;

/// One input format.
pub trait Reader: Sync {
    /// The name in messages.
    fn name(&self) -> &'static str;

    /// The endings of its files, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a text that begins like this is of the format.
    fn recognises(&self, start: &[u8]) -> bool;

    /// The articles of one file.
    fn read(&self, input: Box<dyn BufRead + Send>, origin: Origin) -> Stream;
}

/// Where a reader's input comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file as it is named in diagnostics; `-` for standard input.
    pub file: String,
    /// The id of an article that states none: the path below the named folder, without extensions.
    pub id: String,
}

impl Origin {
    /// A diagnostic about this input.
    #[must_use]
    pub fn diagnostic(&self, severity: Severity, line: Option<usize>, message: &str, remedy: &str) -> Diagnostic {
        Diagnostic { severity, file: self.file.clone(), line, message: message.to_owned(), remedy: remedy.to_owned() }
    }
}

/// Reads files, folders (recursively, in the order of names) and `-`, the standard input.
#[must_use]
pub fn read<P: AsRef<Path>>(paths: &[P]) -> Articles {
    let paths: Vec<PathBuf> = paths.iter().map(|p| p.as_ref().to_path_buf()).collect();
    let mut inputs = source::list(&paths);
    inputs.reverse();
    Articles { inputs, current: None, seen: FxHashSet::default(), counts: Counts::default() }
}

/// What became of the input so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles that were read.
    pub read: usize,
    /// Articles left out because an earlier one has their id.
    pub duplicate: usize,
    /// Articles and files that were left out for another reason.
    pub skipped: usize,
    /// Inputs that could not be read at all.
    pub failed: usize,
    /// Remarks about articles that were read.
    pub notes: usize,
}

impl Counts {
    /// Whether nothing was lost.
    #[must_use]
    pub const fn is_clean(self) -> bool {
        self.duplicate == 0 && self.skipped == 0 && self.failed == 0
    }
}

/// The stream that [`read`] gives.
pub struct Articles {
    /// Last first.
    inputs: Vec<Input>,
    current: Option<(Origin, Stream)>,
    seen: FxHashSet<Box<str>>,
    counts: Counts,
}

impl Articles {
    /// What became of the input so far.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Note => self.counts.notes += 1,
            Severity::Skipped => self.counts.skipped += 1,
            Severity::Failed => self.counts.failed += 1,
        }
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some((origin, stream)) = &mut self.current else {
                match source::open(self.inputs.pop()?) {
                    Ok(Opened { reader, input, origin }) => {
                        self.current = Some((origin.clone(), reader.read(input, origin)));
                        continue;
                    }
                    Err(diagnostic) => {
                        self.count(diagnostic.severity);
                        return Some(Err(diagnostic));
                    }
                }
            };
            match stream.next() {
                None => self.current = None,
                Some(Err(diagnostic)) => {
                    self.count(diagnostic.severity);
                    return Some(Err(diagnostic));
                }
                Some(Ok((article, line))) if !self.seen.insert(article.id.as_str().into()) => {
                    self.counts.duplicate += 1;
                    let message = format!("an earlier article has the id '{}'", article.id);
                    let remedy = "give it another id, or leave it out";
                    return Some(Err(origin.diagnostic(Severity::Skipped, Some(line), &message, remedy)));
                }
                Some(Ok((article, _))) => {
                    self.counts.read += 1;
                    return Some(Ok(article));
                }
            }
        }
    }
}
