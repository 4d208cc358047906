//! The scores of every label of every token of a document: the weights of its features, added up.
//!
//! Law: the sums are those of all features of each token. What a word adds by itself is reckoned once for each distinct
//! word of the document, at each offset: that is two thirds of the features, and half of the words are repeated.

use rustc_hash::FxHashMap;

use super::document;
use super::features::{self, REACH, Style, Word};
use super::model::{Candidates, LANES, Model, Sum};

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
type Lone = [Sum; OFFSETS];

impl<'m> Scores<'m> {
    /// What the tokens score by themselves and their neighbours.
    #[must_use]
    pub fn new(model: &'m Model, sentences: &[Vec<Word>], style: Style) -> Self {
        let mut starts = vec![0];
        let mut sums = Vec::with_capacity(sentences.iter().map(Vec::len).sum());
        let mut candidates = Candidates::default();
        let mut known = vec![lone(model, None, style, &mut candidates)];
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        let mut row = Vec::new();
        for words in sentences {
            row.clear();
            row.resize(REACH as usize, 0);
            row.extend(words.iter().map(|word| {
                *places.entry(word.form).or_insert_with(|| {
                    known.push(lone(model, Some(word), style, &mut candidates));
                    known.len() - 1
                })
            }));
            row.resize(words.len() + 2 * REACH as usize, 0);
            for at in 0..words.len() {
                let mut sum: Sum = [0; LANES];
                features::joint(words, at, style, |feature| model.local.note(feature, &mut candidates));
                model.local.add(&mut candidates, &mut sum);
                for (offset, &place) in row[at..at + OFFSETS].iter().enumerate() {
                    for (sum, lone) in sum.iter_mut().zip(known[place][offset]) {
                        *sum = sum.wrapping_add(lone);
                    }
                }
                sums.push(sum);
            }
            starts.push(sums.len());
        }
        Self { model, sums, starts }
    }

    /// Adds what the tokens score by the first reading of the whole document.
    pub fn add_document(&mut self, sentences: &[Vec<Word>], paths: &[Vec<u8>]) {
        let mut candidates = Candidates::default();
        let mut now = 0;
        document::features(sentences, paths, |sentence, at, feature| {
            let token = self.starts[sentence] + at;
            if token != now {
                self.model.global.add(&mut candidates, &mut self.sums[now]);
                now = token;
            }
            self.model.global.note(feature, &mut candidates);
        });
        if let Some(sum) = self.sums.get_mut(now) {
            self.model.global.add(&mut candidates, sum);
        }
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

fn lone(model: &Model, word: Option<&Word>, style: Style, candidates: &mut Candidates) -> Lone {
    let mut sums = [[0; LANES]; OFFSETS];
    for (offset, sum) in (-REACH..=REACH).zip(&mut sums) {
        features::lone(word, offset, style, |feature| model.local.note(feature, candidates));
        model.local.add(candidates, sum);
    }
    sums
}
