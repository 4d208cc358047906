//! Where are the names? A trained tagger: a document in, mentions with their kind and margin out.
//!
//! A linear-chain model over hashed features, read twice: the second time with the first reading of the whole
//! document in view. Weights are small integers, so the same bytes come out on every machine.
//! Models are taught by `learn`; their card is `data/models/README.md`.

pub mod decode;
pub mod document;
pub mod features;
pub mod model;
pub mod scores;
pub mod words;

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::document::Document;
use decode::{Decoder, Mention};
use features::{Seen, Style, Word};
use model::{Candidates, LANES, Model};
use scores::Scores;
use words::Words;

/// What a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A country or place.
    Place,
}

/// The kinds of the model of names, in its order.
pub const NAMES: [Kind; 3] = [Kind::Person, Kind::Organization, Kind::Place];

/// A mention in a document. Proclitics of its first token are still on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its tokens, as indices into the document's.
    pub tokens: Range<usize>,
    /// What it is of.
    pub kind: Kind,
    /// By how much it beats the best reading without it, in [`SCALE`]ths of a natural logarithm: higher is surer.
    pub margin: i32,
}

/// Weights are natural logarithms times this.
pub const SCALE: i32 = 30;

/// The recogniser of a language.
#[derive(Debug)]
pub struct Recognizer {
    /// What is known of words.
    pub words: Words,
    /// Finds names.
    pub names: Model,
}

/// The recogniser of a language, if it has one.
#[must_use]
pub fn recognizer(language: &str) -> Option<&'static Recognizer> {
    static ARABIC: OnceLock<Option<Recognizer>> = OnceLock::new();
    static ENGLISH: OnceLock<Option<Recognizer>> = OnceLock::new();
    let (slot, files) = match language {
        "ar" => (&ARABIC, &AR),
        "en" => (&ENGLISH, &EN),
        _ => return None,
    };
    slot.get_or_init(|| Recognizer::from_bytes(files[0], files[1])).as_ref()
}

const AR: [&[u8]; 2] =
    [include_bytes!("../../../data/models/ar.words.bin"), include_bytes!("../../../data/models/ar.names.bin")];
const EN: [&[u8]; 2] =
    [include_bytes!("../../../data/models/en.words.bin"), include_bytes!("../../../data/models/en.names.bin")];

impl Recognizer {
    /// A recogniser from the bytes of its two files; `None` where one is broken.
    #[must_use]
    pub fn from_bytes(words: &[u8], names: &[u8]) -> Option<Self> {
        Some(Self { words: Words::from_bytes(words)?, names: Model::from_bytes(names)? })
    }

    /// The names of a document, in the order of the text; they never overlap.
    #[must_use]
    pub fn tag(&self, document: &Document) -> Vec<Found> {
        self.tag_in(document, Style::Graph)
    }

    /// The same by the rules of another style of annotation: to be measured on a published corpus.
    #[must_use]
    pub fn tag_in(&self, document: &Document, style: Style) -> Vec<Found> {
        let sentences = read(document, &self.words);
        let mut found = Vec::new();
        for (mentions, sentence) in tag(&self.names, &sentences, style).iter().zip(&document.sentences) {
            let start = sentence.tokens.start;
            found.extend(mentions.iter().filter_map(|m| {
                let kind = *NAMES.get(m.kind)?;
                Some(Found { tokens: start + m.first..start + m.end, kind, margin: m.margin })
            }));
        }
        found
    }

    /// Whether raw news have a folded form more often than what is left of it without its first bytes: ورلد is no و + رلد.
    #[must_use]
    pub fn is_whole(&self, norm: &str, cut: usize) -> bool {
        let count = |form: &str| self.words.frequency(words::hash(form.as_bytes()));
        count(norm) > norm.get(cut..).map_or(0, count)
    }
}

/// The words of a document as taggers see them, by sentence.
#[must_use]
pub fn read(document: &Document, table: &Words) -> Vec<Vec<Word>> {
    let mut norms = String::new();
    let mut ends = Vec::new();
    let mut seen = Seen::default();
    document
        .sentences
        .iter()
        .map(|sentence| {
            norms.clear();
            ends.clear();
            for token in &document.tokens[sentence.tokens.clone()] {
                words::normalise(&token.norm, &mut norms);
                ends.push(norms.len());
            }
            let mut start = 0;
            let tokens = sentence.tokens.clone().zip(&ends).map(|(token, &end)| {
                let norm = &norms[start..end];
                start = end;
                (document.surface(token), norm)
            });
            features::read(tokens, table, &mut seen)
        })
        .collect()
}

/// The mentions of every sentence of a document. Loose sentences of a corpus are no document: they are read once.
#[must_use]
pub fn tag(model: &Model, sentences: &[Vec<Word>], style: Style) -> Vec<Vec<Mention>> {
    let mut decoder = Decoder::new(model);
    let mut scores = Scores::new(model, sentences, style);
    let mut row = Vec::new();
    let twice = style == Style::Graph && !model.global.is_empty();
    if twice {
        let paths: Vec<Vec<u8>> = (0..sentences.len())
            .map(|sentence| {
                scores.sentence(sentence, &mut row);
                decoder.labels(&row, 0)
            })
            .collect();
        scores.add_document(sentences, &paths);
    }
    (0..sentences.len())
        .map(|sentence| {
            scores.sentence(sentence, &mut row);
            decoder.mentions(&row, usize::from(twice))
        })
        .collect()
}

/// The scores of every label of every token of a sentence, by itself.
#[must_use]
pub fn local_scores(model: &Model, words: &[Word], style: Style) -> Vec<i32> {
    let mut scores = Vec::with_capacity(words.len() * model.labels());
    let mut candidates = Candidates::default();
    for at in 0..words.len() {
        let mut sum = [0; LANES];
        features::features(words, at, style, |feature| model.local.note(feature, &mut candidates));
        model.local.add(&mut candidates, &mut sum);
        scores::extend(&mut scores, &sum, model);
    }
    scores
}
