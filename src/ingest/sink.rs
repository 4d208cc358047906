//! Where readers put what they find: articles and remarks, each with the place it was found at.

use std::io;
use std::ops::ControlFlow;

use super::{Flow, date};
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Severity};

/// What comes out of the input, one after the other.
pub type Item = Result<Article, Diagnostic>;

/// The way out of a reader, for one file or member of an archive.
pub struct Sink<'s> {
    /// The file as diagnostics name it, its archives before it; `-` for the standard input.
    pub file: &'s str,
    /// The id of an article that states none: the path below the named folder, without extensions.
    pub id: &'s str,
    out: &'s mut dyn FnMut(Item) -> Flow,
    /// Whether anything came of the file.
    empty: bool,
}

impl<'s> Sink<'s> {
    /// A sink for one file.
    pub fn new(file: &'s str, id: &'s str, out: &'s mut dyn FnMut(Item) -> Flow) -> Self {
        Self { file, id, out, empty: true }
    }

    /// The same way out, for what lies within this file.
    pub fn within<'t>(&'t mut self, file: &'t str, id: &'t str) -> Sink<'t> {
        self.empty = false;
        Sink { file, id, out: self.out, empty: true }
    }

    /// Whether nothing has come of the file yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.empty
    }

    /// An article that begins on a line; without a date it has that of its dateline.
    pub fn article(&mut self, mut article: Article, line: usize) -> Flow {
        self.empty = false;
        article.published = article.published.or_else(|| date::dateline(&article.body));
        article.origin = if line > 1 { format!("{}:{line}", self.file) } else { self.file.to_owned() };
        (self.out)(Ok(article))
    }

    /// Something odd about what is read all the same.
    pub fn note(&mut self, line: Option<usize>, message: &str, remedy: &str) -> Flow {
        let empty = self.empty;
        self.say(Severity::Note, line, message, remedy)?;
        self.empty = empty;
        Flow::Continue(())
    }

    /// A piece that is left out.
    pub fn skipped(&mut self, line: Option<usize>, message: &str, remedy: &str) -> Flow {
        self.say(Severity::Skipped, line, message, remedy)
    }

    /// An input that cannot be read, from here on at least.
    pub fn failed(&mut self, line: Option<usize>, message: &str, remedy: &str) -> Flow {
        self.say(Severity::Failed, line, message, remedy)
    }

    /// The input broke off.
    pub fn stopped(&mut self, line: Option<usize>, error: &io::Error) -> Flow {
        self.failed(line, &format!("reading stopped: {error}"), "")
    }

    fn say(&mut self, severity: Severity, line: Option<usize>, message: &str, remedy: &str) -> Flow {
        self.empty = false;
        let (message, remedy) = (message.to_owned(), remedy.to_owned());
        (self.out)(Err(Diagnostic { severity, file: self.file.to_owned(), line, message, remedy }))
    }

    /// Ends a file: one of which nothing came is empty.
    pub fn finish(&mut self) -> Flow {
        if self.empty {
            return self.failed(None, "an empty file", "remove it, or look why it is empty");
        }
        ControlFlow::Continue(())
    }
}
