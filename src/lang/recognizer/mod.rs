//! Where are the names? A trained tagger: a document in, mentions with their kind and margin out.
//!
//! A linear-chain model over hashed features, read twice: the second time with the first reading of the whole
//! document in view. Weights are small integers, so the same bytes come out on every machine.
//! Models are taught by `learn`; their card is `data/models/README.md`.

pub mod decode;
pub mod document;
pub mod features;
pub mod index;
pub mod model;
mod prefetch;
pub mod recent;
pub mod scores;
pub mod weights;
pub mod words;

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::model::document::Document;
use decode::{Decoder, Mention};
use features::{Style, Word};
use model::Model;
use recent::Recent;
use scores::{Lone, Scores};
use weights::{Candidates, LANES};
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

/// A document as the recogniser read it.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// Its names, in the order of the text; they never overlap.
    pub found: Vec<Found>,
    /// The clusters of each token that raw news have, coarse to fine: words of one cluster stand among like words.
    pub clusters: Vec<Option<[u16; 3]>>,
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
    /// What those who read with it remember, while nobody reads.
    memories: Mutex<Vec<Memory>>,
}

/// What is remembered of the words that were read lately, in whatever document: the same few thousand make up most of
/// any text. Every memory is for one table, model and style.
#[derive(Debug)]
pub struct Memory {
    words: Recent<Word>,
    lone: Recent<Lone>,
}

impl Memory {
    /// Room for two to the power of `bits` words.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        Self { words: Recent::new(bits), lone: Recent::new(bits) }
    }
}

/// How many words a reader remembers, as a power of two: some ten megabytes.
const MEMORY: u32 = 15;

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
        let (words, names) = (Words::from_bytes(words)?, Model::from_bytes(names)?);
        Some(Self { words, names, memories: Mutex::default() })
    }

    /// The names of a document, in the order of the text, and what is known of each of its words.
    #[must_use]
    pub fn tag(&self, document: &Document) -> Tagged {
        let memories = || self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = memories().pop().unwrap_or_else(|| Memory::new(MEMORY));
        let sentences = read(document, &self.words, &mut memory);
        let tagged = tag(&self.names, &sentences, Style::Graph, &mut memory);
        memories().push(memory);
        let mut grains = vec![None; document.tokens.len()];
        for (words, sentence) in sentences.iter().zip(&document.sentences) {
            for (word, at) in words.iter().zip(sentence.tokens.clone()) {
                grains[at] = word.clusters();
            }
        }
        let mut found = Vec::new();
        for (mentions, sentence) in tagged.iter().zip(&document.sentences) {
            let start = sentence.tokens.start;
            found.extend(mentions.iter().filter_map(|m| {
                let kind = *NAMES.get(m.kind)?;
                Some(Found { tokens: start + m.first..start + m.end, kind, margin: m.margin })
            }));
        }
        Tagged { found, clusters: grains }
    }

    /// Whether raw news have a folded form more often than what is left of it without its first bytes: ورلد is no و + رلد.
    #[must_use]
    pub fn is_whole(&self, norm: &str, cut: usize) -> bool {
        let count = |form: &str| self.words.frequency(words::hash(form.as_bytes()));
        count(norm) > norm.get(cut..).map_or(0, count)
    }

    /// Whether what is left of a folded form without its first bytes is better known by so much, and so well known: both in
    /// quarters of doublings of how often raw news have it.
    #[must_use]
    pub fn prevails(&self, norm: &str, cut: usize, (more, least): (u8, u8)) -> bool {
        let count = |form: &str| self.words.frequency(words::hash(form.as_bytes()));
        norm.get(cut..).map(count).is_some_and(|rest| rest >= least && rest >= count(norm).saturating_add(more))
    }
}

/// The words of a document as taggers see them, by sentence.
#[must_use]
pub fn read(document: &Document, table: &Words, memory: &mut Memory) -> Vec<Vec<Word>> {
    let token = |at: usize| (document.surface(at), &*document.tokens[at].norm);
    let sentence = |tokens: &Range<usize>| features::read(tokens.clone().map(token), table, &mut memory.words);
    document.sentences.iter().map(|s| &s.tokens).map(sentence).collect()
}

/// The mentions of every sentence of a document. Loose sentences of a corpus are no document: they are read once.
#[must_use]
pub fn tag(model: &Model, sentences: &[Vec<Word>], style: Style, memory: &mut Memory) -> Vec<Vec<Mention>> {
    let mut decoder = Decoder::new(model);
    let mut scores = Scores::new(model, sentences, style, &mut memory.lone);
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
    let mut sums = vec![[0; LANES]; words.len()];
    let mut candidates = Candidates::default();
    for at in 0..words.len() {
        features::features(words, at, style, |feature| model.local.note(feature, &mut candidates));
        model.local.seek(&mut candidates);
    }
    model.local.add(&mut candidates, &mut sums);
    for sum in &sums {
        scores::extend(&mut scores, sum, model);
    }
    scores
}
