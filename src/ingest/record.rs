//! JSON objects → articles: the field names of the common corpora, nulls and numbers where texts are expected.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{Origin, Stream, date};
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Severity};

/// The fields that are known, under every name that they go by.
#[derive(Deserialize)]
struct Record {
    id: Option<Loose>,
    title: Option<Loose>,
    headline: Option<Loose>,
    date: Option<Loose>,
    published: Option<Loose>,
    source: Option<Loose>,
    publisher: Option<Loose>,
    url: Option<Loose>,
    lang: Option<Loose>,
    language: Option<Loose>,
    text: Option<Loose>,
    body: Option<Loose>,
    content: Option<Loose>,
}

/// A text, or what stands for one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Loose {
    Text(String),
    Number(serde_json::Number),
    Named { name: Option<String> },
    Other(IgnoredAny),
}

impl Loose {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(number) => Some(number.to_string()),
            Self::Named { name } => name,
            Self::Other(_) => None,
        }
        .filter(|text| !text.trim().is_empty())
    }
}

/// The first of several fields that holds a text.
fn first<const N: usize>(fields: [Option<Loose>; N]) -> Option<String> {
    fields.into_iter().flatten().find_map(Loose::into_text)
}

/// One object as cut out of a file, and the line that it begins on.
pub type Piece = (Vec<u8>, usize);

/// The articles of the objects that were cut out of a file.
pub fn articles(pieces: impl Iterator<Item = Result<Piece, Diagnostic>> + Send + 'static, origin: Origin) -> Stream {
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        let remedy = "remove it, or look why it is empty";
        return Box::new(std::iter::once(Err(origin.diagnostic(Severity::Failed, None, "an empty file", remedy))));
    }
    Box::new(pieces.flat_map(move |piece| {
        let result = piece.and_then(|(json, line)| Ok((read(&json, line, &origin)?, line)));
        // The note on an article comes before it.
        let (note, article) = match result {
            Ok(((article, note), line)) => (note.map(Err), Ok((article, line))),
            Err(diagnostic) => (None, Err(diagnostic)),
        };
        note.into_iter().chain([article])
    }))
}

/// Reads one object that begins on `line`; gives the article and perhaps a note, or why it is left out.
fn read(json: &[u8], line: usize, origin: &Origin) -> Result<(Article, Option<Diagnostic>), Diagnostic> {
    let skipped = |message: &str, remedy: &str| origin.diagnostic(Severity::Skipped, Some(line), message, remedy);
    let Ok(json) = std::str::from_utf8(json) else {
        return Err(skipped("bytes that are not UTF-8", "convert the file to UTF-8"));
    };
    let record: Record = serde_json::from_str(json).map_err(|error| {
        let error = error.to_string();
        let error = error.split(" at line ").next().unwrap_or_default();
        skipped(&format!("broken JSON: {error}"), "correct or remove the object")
    })?;
    let Some(body) = first([record.text, record.body, record.content]) else {
        return Err(skipped("an article without text", "the text goes under 'text', 'body' or 'content'"));
    };
    let title = first([record.title, record.headline]).unwrap_or_default();
    let url = first([record.url]);
    let id = first([record.id]).or_else(|| url.clone()).unwrap_or_else(|| digest(&title, &body));
    let day = first([record.date, record.published]);
    let published = day.as_deref().and_then(date::parse);
    let note = day.filter(|_| published.is_none()).map(|day| {
        let message = format!("'{day}' is not a date that is understood; the article has none");
        origin.diagnostic(Severity::Note, Some(line), &message, "write it as 2014-10-27")
    });
    let outlet = first([record.publisher, record.source]);
    let language = first([record.lang, record.language]);
    Ok((Article { id, title, published, publisher: outlet, language, url, body }, note))
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
