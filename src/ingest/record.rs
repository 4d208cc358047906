//! Records → articles: the values of known fields, from whatever format they come.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};

use super::fields::{Field, Fields};
use super::sink::Sink;
use super::{Flow, date, decode};
use crate::model::article::Article;

/// What is known of one article so far.
#[derive(Default)]
pub struct Record {
    /// By field the value and how telling its name was.
    values: [Option<(usize, String)>; Field::COUNT],
}

impl Record {
    /// Takes a value unless a more telling name gave one before; blank values are none.
    pub fn offer(&mut self, (field, rank): (Field, usize), value: String) {
        let place = &mut self.values[field as usize];
        if !value.trim().is_empty() && place.as_ref().is_none_or(|(known, _)| rank < *known) {
            *place = Some((rank, value));
        }
    }

    /// The value of a field so far.
    #[cfg(feature = "web")]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values[field as usize].as_ref().map(|(_, value)| value.as_str())
    }

    /// Puts another value in the place of one.
    #[cfg(feature = "web")]
    pub fn replace(&mut self, field: Field, value: String) {
        if let Some((_, known)) = &mut self.values[field as usize] {
            *known = value;
        }
    }

    fn take(&mut self, field: Field) -> Option<String> {
        self.values[field as usize].take().map(|(_, value)| value)
    }

    /// Hands the article over, or says why there is none.
    pub fn finish(mut self, line: usize, sink: &mut Sink<'_>) -> Flow {
        let Some(body) = self.take(Field::Text) else {
            let remedy = "the text goes under 'text', 'body' or 'content'; --map text=NAME names another field";
            return sink.skipped(Some(line), "an article without text", remedy);
        };
        let title = self.take(Field::Title).map(|title| title.trim().to_owned()).unwrap_or_default();
        let [published, crawled] = [Field::Published, Field::Crawled].map(|field| self.take(field));
        let day = published.as_deref().and_then(date::parse);
        if let Some(text) = published.filter(|_| day.is_none()) {
            let message = format!("'{}' is not a date that is understood; the article has none", date::shown(&text));
            sink.note(Some(line), &message, "write it as 2014-10-27")?;
        }
        let line_of = |text: Option<String>| text.map(|text| text.trim().to_owned());
        let url = line_of(self.take(Field::Url));
        let article = Article {
            id: line_of(self.take(Field::Id)).or_else(|| url.clone()).unwrap_or_else(|| digest(&title, &body)),
            published: day,
            crawled: crawled.as_deref().and_then(date::parse),
            publisher: line_of(self.take(Field::Publisher)),
            author: line_of(self.take(Field::Author)),
            language: line_of(self.take(Field::Language)),
            url,
            title,
            body,
            ..Article::default()
        };
        sink.article(article, line)
    }
}

/// An id from the content, for articles that have neither an id nor an address: the same article has the same id
/// wherever it is read.
fn digest(title: &str, body: &str) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(title.as_bytes());
    hasher.write_u8(0);
    hasher.write(body.as_bytes());
    format!("a{:016x}", hasher.finish())
}

/// Reads one object of JSON that begins on a line.
pub fn object(json: Vec<u8>, line: usize, fields: &Fields, sink: &mut Sink<'_>) -> Flow {
    let (json, damaged) = decode::repaired(json);
    let mut reader = serde_json::Deserializer::from_str(&json);
    let record = fields.deserialize(&mut reader).and_then(|record| reader.end().map(|()| record));
    match record {
        Ok(record) => {
            if let Some(offset) = damaged {
                sink.note(Some(line + offset - 1), decode::DAMAGED, decode::DAMAGED_REMEDY)?;
            }
            record.finish(line, sink)
        }
        Err(error) => {
            let error = error.to_string();
            let error = error.split(" at line ").next().unwrap_or_default();
            sink.skipped(Some(line), &format!("broken JSON: {error}"), "correct or remove the object")
        }
    }
}

/// An object becomes a record by the names that are known.
impl<'de> DeserializeSeed<'de> for &Fields {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &Fields {
    type Value = Record;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Record, M::Error> {
        let mut record = Record::default();
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match self.of(&name) {
                None => _ = map.next_value::<IgnoredAny>()?,
                Some(place) => {
                    if let Some(value) = map.next_value::<Loose>()?.into_text() {
                        record.offer(place, value);
                    }
                }
            }
        }
        Ok(record)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Record, E> {
        Ok(Record::default())
    }
}

/// A text, or what stands for one: a number, a name within an object, several of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Text(String),
    Number(serde_json::Number),
    Named { name: Option<String> },
    Several(Vec<Loose>),
    Other(IgnoredAny),
}

impl Loose {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => Some(number.to_string()),
            Self::Named { name } => name,
            Self::Several(parts) => {
                let parts: Vec<String> = parts.into_iter().filter_map(Self::into_text).collect();
                Some(parts.join(", "))
            }
            Self::Other(_) => None,
        }
        .filter(|text| !text.trim().is_empty())
    }
}
