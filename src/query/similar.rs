//! Whose name was meant that nobody bears? A misspelt name in either script → nodes whose names are near.
//!
//! A word is compared with the words of its own script letter by letter and by its sound, and with those of the other
//! script by its likeliest spellings there. Linear in the distinct words of all names.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::find::Names;
use super::words::words;
use crate::lang::skeleton::{phonetic, skeleton, unvowelled};
use crate::lang::transliteration::{Direction, spellings};

/// Nodes that are suggested.
const MOST: usize = 6;

/// Likeness from which a word counts, and a name is suggested: one wrong letter in four or so.
const WORD: f64 = 0.8;
const NAME: f64 = 0.82;

/// What a word of the name costs that was not asked for.
const SURPLUS: f64 = 0.02;

/// Spellings in the other script that are tried.
const SPELLINGS: usize = 8;

/// The nodes with the most similar names, the most similar first.
pub(super) fn similar(names: &Names<'_>, wanted: &[String], fits: &dyn Fn(NodeIndex) -> bool) -> Vec<NodeIndex> {
    // Name → likeness of each word asked for to the nearest of its words.
    let mut near: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (place, word) in wanted.iter().enumerate() {
        let sought = Sought::new(word);
        for (at, known) in names.vocabulary.iter().enumerate() {
            let likeness = sought.likeness(known);
            if likeness >= WORD {
                for name in names.holders(at..at + 1) {
                    let best = &mut near.entry(name).or_insert_with(|| vec![0.0; wanted.len()])[place];
                    *best = best.max(likeness);
                }
            }
        }
    }
    let mut scores: BTreeMap<NodeIndex, f64> = BTreeMap::new();
    for (number, likenesses) in near {
        let name = &names.entries[number as usize];
        let surplus = name.words.len().saturating_sub(wanted.len());
        let score = likenesses.iter().sum::<f64>() / likenesses.len() as f64;
        if score >= NAME && fits(name.node) {
            let best = scores.entry(name.node).or_default();
            *best = best.max(score - SURPLUS * surplus as f64);
        }
    }
    let mut ranked: Vec<(f64, u32, NodeIndex)> =
        scores.into_iter().map(|(node, score)| (score, names.graph.graph[node].mention_count, node)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    ranked.into_iter().take(MOST).map(|entry| entry.2).collect()
}

/// A word that is looked for, and its spellings in the other script.
struct Sought<'w> {
    word: &'w str,
    sound: String,
    skeleton: String,
    others: Vec<String>,
}

impl<'w> Sought<'w> {
    fn new(word: &'w str) -> Self {
        let direction = if word.is_ascii() { Direction::ToArabic } else { Direction::ToLatin };
        let others = spellings(word, direction, SPELLINGS);
        let others = others.iter().filter_map(|spelling| words(&spelling.text).into_iter().next()).collect();
        Self { word, sound: sound(word), skeleton: skeleton(word), others }
    }

    /// From 0 to 1.
    fn likeness(&self, known: &str) -> f64 {
        if known.is_ascii() == self.word.is_ascii() {
            let letters = strsim::jaro_winkler(self.word, known);
            // Words that sound alike are near even where letters differ: Saleh, Salih.
            if letters >= NAME { letters } else { letters.max(0.98 * f64::from(self.sound == sound(known))) }
        } else {
            let best = self.others.iter().map(|other| strsim::jaro_winkler(other, known)).fold(0.0, f64::max);
            // A spelling is a guess: it counts a little less, and only where the consonants are the same.
            if best < WORD || !alike(&self.skeleton, &skeleton(known)) { 0.0 } else { 0.98 * best }
        }
    }
}

/// Whether two skeletons differ in one sound at most.
fn alike(one: &str, other: &str) -> bool {
    one == other || strsim::levenshtein(one, other) <= 1
}

/// A word without what spellings of one script differ in.
fn sound(word: &str) -> String {
    if word.is_ascii() { phonetic(word) } else { unvowelled(word) }
}
