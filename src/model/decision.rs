//! What a user decided about who is who: names that are one thing, names that are not.

use std::fmt;

use super::diagnostic::{Diagnostic, Severity};
use super::kinds::NodeKind;

/// Decisions in the order of their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The file that they were read from; messages name it.
    pub file: String,
    /// One a line.
    pub list: Vec<Decision>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its line, from 1.
    pub line: usize,
    /// What was decided.
    pub verb: Verb,
    /// Of whom.
    pub left: Reference,
    /// And of whom else; empty for [`Verb::Split`].
    pub right: Reference,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// The two are one thing; it keeps the id of the left one.
    Same,
    /// The two are two things.
    Different,
    /// The left name is another name of what the right one names, wherever it stands.
    Alias,
    /// What the name means in these articles is something of its own.
    Split,
}

impl Verb {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Same, Self::Different, Self::Alias, Self::Split];

    /// The word in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Alias => "alias",
            Self::Split => "split",
        }
    }
}

/// A thing by its name, in all articles or in some: `person:Richard Stengel`, `محمد علي @ a7|a9`.
///
/// Names stay true through rebuilds; an id (`person:richard-stengel`) reads as the name it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// What it is, where stated.
    pub kind: Option<NodeKind>,
    /// Its name as an article writes it.
    pub name: String,
    /// The ids of the articles that are meant, sorted; all where empty.
    pub articles: Vec<String>,
}

impl Reference {
    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (name, articles) = text.rsplit_once(" @ ").unwrap_or((text, ""));
        let (kind, name) = match name.split_once(':') {
            Some((kind, rest)) if NodeKind::named(kind.trim()).is_some() => (NodeKind::named(kind.trim()), rest),
            _ => (None, name),
        };
        let mut articles: Vec<String> =
            articles.split('|').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
        articles.sort();
        articles.dedup();
        Self { kind, name: name.trim().to_owned(), articles }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = self.kind {
            write!(f, "{kind}:")?;
        }
        f.write_str(&self.name)?;
        if !self.articles.is_empty() {
            write!(f, " @ {}", self.articles.join("|"))?;
        }
        Ok(())
    }
}

impl Decisions {
    /// A remark about one of its lines.
    #[must_use]
    pub fn remark(&self, line: usize, message: String) -> Diagnostic {
        let remedy = "correct the line, or delete it".to_owned();
        Diagnostic { severity: Severity::Note, file: self.file.clone(), line: Some(line), message, remedy }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_back() {
        for text in ["person:محمد علي", "organization:U.S. State Department", "Ali @ a7|a9", "event:talks @ a1", "x: y"]
        {
            assert_eq!(Reference::read(text).to_string(), text);
        }
        assert_eq!(Reference::read("person: Ali @ b|a").articles, ["a", "b"]);
    }
}
