//! An article as it came.

use super::date::Date;
use super::span::Field;

/// One article as it was read, before any analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Unique within one run.
    pub id: String,
    /// The headline; empty where there is none.
    pub title: String,
    /// When it was published; never guessed.
    pub published: Option<Date>,
    /// When it was fetched, where the source tells that apart.
    pub crawled: Option<Date>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Who wrote it, as the byline has it.
    pub author: Option<String>,
    /// ISO 639-1 code, as stated or detected.
    pub language: Option<String>,
    /// Where it stood.
    pub url: Option<String>,
    /// The file that it was read from, and the line, as diagnostics name them.
    pub origin: String,
    /// The text below the headline.
    pub body: String,
}

impl Article {
    /// The text of one field.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => &self.title,
            Field::Body => &self.body,
        }
    }
}
