//! One article's annotations, as people or khabar wrote them: what gold files and `khabar extract` have in common.

use std::io::{self, BufRead};

use serde::Deserialize;

use crate::model::extraction::Extraction;

/// The annotations of one article.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Annotation {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    article: Option<Head>,
    /// Persons, organizations, countries and places.
    #[serde(default)]
    pub entities: Vec<Thing>,
    /// Events.
    #[serde(default)]
    pub events: Vec<Thing>,
    /// Facts.
    #[serde(default)]
    pub relations: Vec<Fact>,
    /// Attributed utterances.
    #[serde(default)]
    pub statements: Vec<Saying>,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Head {
    #[serde(default)]
    id: Option<String>,
}

/// An entity or event.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Thing {
    /// Id within the article.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The full name.
    #[serde(default)]
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The time words of an event, as khabar writes them.
    #[serde(default)]
    time_text: Option<String>,
    /// The same, as gold files have them.
    #[serde(default)]
    when: Option<String>,
}

impl Thing {
    /// The time words of an event; empty where there are none.
    #[must_use]
    pub fn time_words(&self) -> &str {
        self.time_text.as_deref().filter(|t| !t.is_empty()).or(self.when.as_deref()).unwrap_or_default()
    }
}

/// A relation.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Fact {
    /// Id of a thing.
    pub subject: String,
    /// The relation's name.
    pub predicate: String,
    /// Id of a thing.
    pub object: String,
    /// The office.
    #[serde(default)]
    pub role: Option<String>,
    /// Asserted where it is not stated.
    #[serde(default)]
    pub modality: Option<String>,
    /// Where the text says it.
    #[serde(default)]
    evidence: serde_json::Value,
}

impl Fact {
    /// The rule that read it, where it was read by one.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.evidence.get(0)?.get("rule")?.as_str()
    }
}

/// A statement.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Saying {
    /// Id of the speaker.
    #[serde(default)]
    pub speaker: Option<String>,
    /// The words, as gold files have them.
    #[serde(default)]
    content: Option<String>,
    /// The words, as khabar writes them.
    #[serde(default)]
    text: Option<String>,
    /// Where the words stand, where only that is kept: first and last character but one of each part, of headline,
    /// newline and body.
    #[serde(default)]
    at: Vec<[usize; 2]>,
    /// Ids of the things that it names.
    #[serde(default)]
    pub about: Option<Vec<String>>,
    /// The rule that read it.
    #[serde(default)]
    pub rule: Option<String>,
}

impl Saying {
    /// What was said.
    #[must_use]
    pub fn words(&self) -> &str {
        self.content.as_deref().filter(|t| !t.is_empty()).or(self.text.as_deref()).unwrap_or_default()
    }
}

impl Annotation {
    /// The id of the article.
    #[must_use]
    pub fn id(&self) -> &str {
        let own = self.id.as_deref().filter(|id| !id.is_empty());
        own.or_else(|| self.article.as_ref()?.id.as_deref()).unwrap_or_default()
    }

    /// Fills in the words of statements of which only the places are kept.
    pub fn cite(&mut self, title: &str, body: &str) {
        let text: Vec<char> = title.chars().chain(['\n']).chain(body.chars()).collect();
        for saying in self.statements.iter_mut().filter(|saying| !saying.at.is_empty()) {
            let parts = saying.at.iter().filter_map(|&[first, end]| text.get(first..end));
            saying.content = Some(parts.map(String::from_iter).collect::<Vec<_>>().join(" ... "));
        }
    }

    /// The annotations that khabar made of an article, as a reader of its JSON sees them.
    ///
    /// # Errors
    /// None that an extraction is known to cause: it is written as JSON and read again.
    pub fn of(extraction: &Extraction) -> serde_json::Result<Self> {
        Self::deserialize(serde_json::to_value(extraction)?)
    }
}

/// Reads annotations, one JSON object a line.
///
/// # Errors
/// When the input cannot be read, or a line is no annotation; the message names the line.
pub fn read(input: impl BufRead) -> io::Result<Vec<Annotation>> {
    let mut annotations = Vec::new();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let annotation = serde_json::from_str(&line)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("line {}: {error}", number + 1)))?;
        annotations.push(annotation);
    }
    Ok(annotations)
}
