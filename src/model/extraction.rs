//! What one article says: the JSON contract of `khabar extract`, one object an article.
//!
//! Offsets are Unicode code points of the field, which every consumer can slice.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::kinds::{EntityType, EventType, Level, Modality, Predicate};
use super::span::Field;

/// All that was read in one article. Ids tie its parts together and mean nothing outside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article.
    pub article: Source,
    /// Named things, one each however often and however they are mentioned.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// Occurrences.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Facts between entities and events.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Attributed utterances.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// The sentences that mentions and evidence stand in.
    #[serde(default)]
    pub sentences: Vec<Passage>,
    /// A sketch of the article's words by which copies of one story are known (see `resolve`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sketch: Vec<u32>,
}

/// The head of an article, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Unique within one run.
    pub id: String,
    /// The headline.
    #[serde(default)]
    pub title: String,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Date>,
    /// The outlet.
    #[serde(default)]
    pub publisher: Option<String>,
    /// ISO 639-1 code.
    #[serde(default)]
    pub language: String,
    /// Where it stood.
    #[serde(default)]
    pub url: Option<String>,
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The field it stands in.
    #[serde(default)]
    pub field: Field,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// Exactly those characters.
    pub text: String,
}

/// A person, organization, country or place of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `e1`, `e2`, …
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest name in the article; a country's own name in the article's language.
    pub name: String,
    /// The name in English, where a gazetteer knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// The name in Arabic, where a gazetteer knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ar: Option<String>,
    /// The other named forms in the article.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The gazetteer's key (`country:KW`, `city:…`, `organization:…`), where one knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<String>,
    /// Item of Wikidata, where a gazetteer or the user knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Finer kind: `ministry`, `party`, `city`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
    /// ISO 3166-1 code of the country it belongs to, where the article or a gazetteer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `m` or `f`, where a title, a name or a verb shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Every mention, in the order of the text.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// One of which nothing but its name is known.
    #[must_use]
    pub fn named(id: &str, kind: EntityType, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            name_en: None,
            name_ar: None,
            aliases: Vec::new(),
            gazetteer: None,
            wikidata: None,
            subtype: None,
            country: None,
            gender: None,
            mentions: Vec::new(),
        }
    }
}

/// One place in the text that refers to an entity or event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// How it refers.
    pub level: Level,
    /// The number of its sentence in [`Extraction::sentences`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<u32>,
}

/// An occurrence of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `v1`, `v2`, …
    pub id: String,
    /// What sort it is.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The shortest phrase that tells which it is.
    pub name: String,
    /// Other phrases for it in the article.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The first day, with its precision.
    #[serde(default)]
    pub event_start: Option<Date>,
    /// The last day, where it is stated.
    #[serde(default)]
    pub event_end: Option<Date>,
    /// The time words as written.
    #[serde(default)]
    pub time_text: Option<String>,
    /// Every mention, in the order of the text.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// A fact between two entities or events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Id of an entity or event.
    pub subject: String,
    /// What is said of the two.
    pub predicate: Predicate,
    /// Id of an entity or event.
    pub object: String,
    /// The office as written; for `holds_role` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How the text puts it.
    #[serde(default = "asserted")]
    pub modality: Modality,
    /// From 0 to 1, in hundredths.
    #[serde(default)]
    pub confidence: f64,
    /// Where the text says it; never empty.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// The modality of a fact that states none.
const fn asserted() -> Modality {
    Modality::Asserted
}

/// The words that say a fact, and the rule that read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// The stable id of the rule, as `ar.role.title-name`.
    pub rule: String,
    /// The number of its sentence in [`Extraction::sentences`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<u32>,
}

/// One attributed utterance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Id of the entity that speaks.
    pub speaker: String,
    /// The verb or noun as written, `:` in headlines.
    pub cue: String,
    /// Quoted (true) or reported.
    pub direct: bool,
    /// What was said, from its first to its last word.
    #[serde(flatten)]
    pub content: Passage,
    /// Ids of the entities and events that the content names.
    #[serde(default)]
    pub about: Vec<String>,
    /// From 0 to 1, in hundredths.
    #[serde(default)]
    pub confidence: f64,
    /// The stable id of the rule.
    #[serde(default)]
    pub rule: String,
    /// The number of its sentence in [`Extraction::sentences`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<u32>,
}
