//! The scores of every label of every token of a document: the weights of its features, added up.
//!
//! Law: the sums are those of all features of each token. What a word adds by itself, at each offset, is remembered: that
//! is two thirds of the features, and nineteen of twenty words were read lately, in this document or another.

use super::document;
use super::features::{self, REACH, Style, Word};
use super::model::Model;
use super::recent::Recent;
use super::weights::{Candidates, LANES, Sum};

/// What a document's tokens score, sentence by sentence.
#[derive(Debug)]
pub struct Scores<'m> {
    model: &'m Model,
    /// The sum of every token.
    sums: Vec<Sum>,
    /// The first token of every sentence, and the end.
    starts: Vec<usize>,
}

/// How many offsets a word is seen from.
const OFFSETS: usize = 2 * REACH as usize + 1;

/// What a word adds by itself, at every offset.
pub type Lone = [Sum; OFFSETS];

impl<'m> Scores<'m> {
    /// What the tokens score by themselves and their neighbours.
    #[must_use]
    pub fn new(model: &'m Model, sentences: &[Vec<Word>], style: Style, known: &mut Recent<Lone>) -> Self {
        let mut starts = vec![0];
        let mut sums = Vec::with_capacity(sentences.iter().map(Vec::len).sum());
        let mut candidates = Candidates::default();
        let nothing = lone(model, None, style, &mut candidates);
        for words in sentences {
            let start = sums.len();
            for (at, word) in words.iter().enumerate() {
                known.fetch(word.form);
                features::joint(words, at, style, |feature| model.local.note(feature, &mut candidates));
                model.local.seek(&mut candidates);
            }
            sums.resize(start + words.len(), [0; LANES]);
            let sums = &mut sums[start..];
            model.local.add(&mut candidates, sums);
            for (at, word) in words.iter().enumerate() {
                give(sums, at.cast_signed(), known.get(word.form, || lone(model, Some(word), style, &mut candidates)));
            }
            for beyond in 1..=REACH {
                give(sums, -beyond, &nothing);
                give(sums, words.len().cast_signed() + beyond - 1, &nothing);
            }
            starts.push(start + words.len());
        }
        Self { model, sums, starts }
    }

    /// Adds what the tokens score by the first reading of the whole document.
    pub fn add_document(&mut self, sentences: &[Vec<Word>], paths: &[Vec<u8>]) {
        let mut candidates = Candidates::default();
        let weights = &self.model.global;
        let mut token = 0;
        document::features(sentences, paths, |sentence, at, feature| {
            for _ in token..self.starts[sentence] + at {
                weights.seek(&mut candidates);
            }
            token = self.starts[sentence] + at;
            weights.note(feature, &mut candidates);
        });
        weights.seek(&mut candidates);
        weights.add(&mut candidates, &mut self.sums);
    }

    /// The scores of a sentence, one for each label of each token, into `scores`.
    pub fn sentence(&self, sentence: usize, scores: &mut Vec<i32>) {
        scores.clear();
        let (Some(&start), Some(&end)) = (self.starts.get(sentence), self.starts.get(sentence + 1)) else { return };
        self.sums[start..end].iter().for_each(|sum| extend(scores, sum, self.model));
    }
}

/// Appends the scores of the labels of a token.
pub fn extend(scores: &mut Vec<i32>, sum: &Sum, model: &Model) {
    let first = scores.len();
    scores.extend(sum[..model.labels()].iter().copied().map(i32::from));
    scores[first] -= model.bias;
}

/// Adds what a word at `at`, or the end of the sentence there, gives to those that see it.
fn give(sums: &mut [Sum], at: isize, lone: &Lone) {
    for (offset, lone) in (-REACH..=REACH).zip(lone) {
        if let Some(sum) = usize::try_from(at - offset).ok().and_then(|to| sums.get_mut(to)) {
            for (sum, lone) in sum.iter_mut().zip(lone) {
                *sum = sum.wrapping_add(*lone);
            }
        }
    }
}

fn lone(model: &Model, word: Option<&Word>, style: Style, candidates: &mut Candidates) -> Lone {
    let mut sums = [[0; LANES]; OFFSETS];
    for offset in -REACH..=REACH {
        features::lone(word, offset, style, |feature| model.local.note(feature, candidates));
        model.local.seek(candidates);
    }
    model.local.add(candidates, &mut sums);
    sums
}
