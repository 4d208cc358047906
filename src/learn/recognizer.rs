//! Trains the recogniser of names: a table of words and labelled texts in, integer weights out.
//!
//! Each half of the texts teaches a tagger for the other half, so that what a tagger says of raw news, or of the rest
//! of a document, is as wrong on the texts to learn from as it will be on new ones.

use rustc_hash::FxHashMap;

use super::corpora::{Text, sentences};
use super::crf::{Example, Field, Options, train};
use super::usage::{Usage, give};
use crate::lang::Language;
use crate::lang::recognizer::decode::Decoder;
use crate::lang::recognizer::features::{self, Style, Word};
use crate::lang::recognizer::model::Model;
use crate::lang::recognizer::recent::Recent;
use crate::lang::recognizer::weights::Weights;
use crate::lang::recognizer::words::Words;
use crate::lang::recognizer::{SCALE, document, local_scores};

/// How the training is set.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Kinds of mention.
    pub kinds: usize,
    /// How the weights of a token's own features are trained.
    pub local: Options,
    /// How the weights of its other occurrences are trained.
    pub global: Options,
    /// Parts of the texts, each read by a tagger that the others taught.
    pub folds: usize,
    /// Features seen less often are left out.
    pub least: u32,
    /// At most so many features get weights.
    pub most: usize,
    /// What is taken off the outside label, in [`SCALE`]ths.
    pub bias: i32,
}

impl Settings {
    /// For names: what did best on held-out texts.
    #[must_use]
    pub const fn names() -> Self {
        Self {
            kinds: 3,
            local: Options { epochs: 8, rate: 0.2, decay: 1e-4, drop: 0.2 },
            global: Options { epochs: 6, rate: 0.1, decay: 1e-4, drop: 0.1 },
            folds: 2,
            least: 2,
            most: 220_000,
            bias: 0,
        }
    }
}

/// How many words of a text are remembered, as a power of two.
const SEEN: u32 = 10;

/// A text as taggers see it.
#[must_use]
pub fn read(text: &Text, words: &Words) -> Vec<Vec<Word>> {
    let mut seen = Recent::new(SEEN);
    let mut read = |tokens: &[(String, String)]| {
        features::read(tokens.iter().map(|t| (t.0.as_str(), t.1.as_str())), words, &mut seen)
    };
    text.sentences.iter().map(|sentence| read(&sentence.tokens)).collect()
}

/// The half that a text belongs to: runs of texts stay together, since neighbours tell of the same people.
#[must_use]
pub const fn half(place: usize) -> usize {
    place / 4 % 2
}

/// Tags raw news by a tagger of each half, and tells the table of words how each word and name was tagged.
/// Returns a table for the texts of each half, and the one to ship.
#[must_use]
pub fn usage(
    words: &dyn Fn() -> Words,
    texts: &[Text],
    language: &dyn Language,
    settings: Settings,
    news: &mut dyn Iterator<Item = String>,
) -> [Words; 3] {
    let table = words();
    let models = [0, 1].map(|own| {
        let half: Vec<(&Text, &Words)> =
            texts.iter().enumerate().filter(|(i, _)| half(*i) == own).map(|(_, text)| (text, &table)).collect();
        local(&half, settings)
    });
    let mut usage = Usage::new(settings.kinds);
    let mut seen = Recent::new(SEEN);
    for article in news {
        for tokens in sentences(&article, language) {
            let read = features::read(tokens.iter().map(|t| (t.0.as_str(), t.1.as_str())), &table, &mut seen);
            for (own, model) in models.iter().enumerate() {
                let path = Decoder::new(model).labels(&local_scores(model, &read, Style::Graph), 0);
                usage.add(own, &read, &path);
            }
        }
    }
    // The texts of one half learn from what the tagger of the other half said.
    [&[1][..], &[0], &[0, 1]].map(|sides| give(words(), &usage, sides))
}

/// Trains a model: first the features of the token itself, then on top of them those of the document.
#[must_use]
pub fn model(texts: &[Text], tables: &[Words; 3], settings: Settings) -> Model {
    let with: Vec<(&Text, &Words)> = texts.iter().enumerate().map(|(i, text)| (text, &tables[half(i)])).collect();
    let mut whole = local(&with, settings);
    let mut examples = Vec::new();
    let mut ids: FxHashMap<u32, u32> = FxHashMap::default();
    for own in 0..settings.folds {
        let fold = |place: usize| place / 4 % settings.folds;
        let taught: Vec<_> = with.iter().enumerate().filter(|(i, _)| fold(*i) != own).map(|(_, t)| *t).collect();
        let teacher = local(&taught, settings);
        let mut decoder = Decoder::new(&teacher);
        let articles = |(i, (text, _)): &(usize, &(&Text, &Words))| fold(*i) == own && text.style == Style::Graph;
        for (_, (text, words)) in with.iter().enumerate().filter(articles) {
            let read = read(text, words);
            let scores: Vec<Vec<i32>> = read.iter().map(|words| local_scores(&teacher, words, Style::Graph)).collect();
            let paths: Vec<Vec<u8>> = scores.iter().map(|scores| decoder.labels(scores, 0)).collect();
            let mut seen: Vec<Vec<Vec<u32>>> = read.iter().map(|words| vec![Vec::new(); words.len()]).collect();
            document::features(&read, &paths, |sentence, at, feature| {
                let next = ids.len() as u32;
                seen[sentence][at].push(*ids.entry(feature).or_insert(next));
            });
            for ((sentence, scores), seen) in text.sentences.iter().zip(scores).zip(seen) {
                let mut example = Example { weight: text.weight, ..Example::default() };
                for features in seen {
                    example.starts.push(example.features.len() as u32);
                    example.features.extend(features);
                }
                example.starts.push(example.features.len() as u32);
                example.labels = labels(sentence.tokens.len(), &sentence.mentions);
                example.given = scores.iter().map(|&score| score as f32 / SCALE as f32).collect();
                examples.push(example);
            }
        }
    }
    let start = whole.transitions[0].iter().map(|&t| t as f32 / SCALE as f32).collect();
    let field = train(&examples, ids.len(), start, settings.global);
    let mut places: Vec<(u32, u32)> = ids.iter().map(|(&feature, &id)| (id, feature)).collect();
    places.sort_unstable();
    let keys: Vec<u32> = places.into_iter().map(|(_, feature)| feature).collect();
    whole.transitions[1] = field.transitions.iter().copied().map(integer).collect();
    whole.global = weights(&keys, &field, settings.most);
    whole.bias = settings.bias;
    whole
}

/// Trains the weights of a token's own features.
fn local(texts: &[(&Text, &Words)], settings: Settings) -> Model {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for (text, words) in texts {
        for sentence in read(text, words) {
            for at in 0..sentence.len() {
                features::features(&sentence, at, text.style, |feature| *counts.entry(feature).or_default() += 1);
            }
        }
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= settings.least).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    let ids: FxHashMap<u32, u32> = keys.iter().enumerate().map(|(id, key)| (*key, id as u32)).collect();
    let mut examples = Vec::new();
    for (text, words) in texts {
        for (sentence, words) in text.sentences.iter().zip(read(text, words)) {
            let mut example = Example { weight: text.weight, ..Example::default() };
            for at in 0..words.len() {
                example.starts.push(example.features.len() as u32);
                features::features(&words, at, text.style, |feature| example.features.extend(ids.get(&feature)));
            }
            example.starts.push(example.features.len() as u32);
            example.labels = labels(words.len(), &sentence.mentions);
            examples.push(example);
        }
    }
    let labels = 1 + 4 * settings.kinds;
    let field = train(&examples, keys.len(), vec![0.0; labels * labels], settings.local);
    let transitions: Vec<i32> = field.transitions.iter().copied().map(integer).collect();
    Model {
        kinds: settings.kinds,
        local: weights(&keys, &field, settings.most),
        global: Weights::default(),
        transitions: [transitions.clone(), transitions],
        bias: 0,
    }
}

fn integer(weight: f32) -> i32 {
    (weight * SCALE as f32).round() as i32
}

/// The weights as small integers; only the features that weigh most are kept.
fn weights(keys: &[u32], field: &Field, most: usize) -> Weights {
    let small = |weight: &f32| integer(*weight).clamp(-127, 127) as i8;
    let rows: Vec<Vec<i8>> =
        field.weights.chunks_exact(field.labels).map(|row| row.iter().map(small).collect()).collect();
    let weight = |id: usize| rows[id].iter().map(|w| i32::from(*w).abs()).max().unwrap_or(0);
    let mut kept: Vec<usize> = (0..rows.len()).filter(|&id| weight(id) > 1).collect();
    kept.sort_by_key(|&id| (std::cmp::Reverse(weight(id)), keys[id]));
    kept.truncate(most);
    kept.sort_by_key(|&id| keys[id]);
    let features: Vec<u32> = kept.iter().map(|&id| keys[id]).collect();
    let weights: Vec<i8> = kept.iter().flat_map(|&id| rows[id].iter().copied()).collect();
    Weights::new(&features, &weights, field.labels).unwrap_or_default()
}

/// The labels of a sentence with these mentions.
fn labels(tokens: usize, mentions: &[(usize, usize, u8)]) -> Vec<u8> {
    let mut labels = vec![0; tokens];
    for &(first, end, kind) in mentions {
        for (at, label) in labels.iter_mut().enumerate().take(end).skip(first) {
            let place = match (at == first, at + 1 == end) {
                (true, true) => 3,
                (true, false) => 0,
                (false, true) => 2,
                (false, false) => 1,
            };
            *label = 1 + 4 * kind + place;
        }
    }
    labels
}
