//! How well a tagger finds the mentions of a corpus: exact first and last token, and kind.

use std::fmt::Write;

use super::corpora::{KINDS, Text};
use super::recognizer::read;
use crate::lang::recognizer::features::Style;
use crate::lang::recognizer::model::Model;
use crate::lang::recognizer::words::Words;
use crate::lang::recognizer::{Memory, tag};

/// Mentions in the gold, found, and both, by kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub found: usize,
    /// Found and in the gold.
    pub right: usize,
}

impl Counts {
    /// Twice the right ones over all, in percent.
    #[must_use]
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Counts over texts, by kind, for mentions of at least this margin; the last is of all kinds.
#[must_use]
pub fn evaluate(model: &Model, words: &Words, texts: &[Text], style: Style, margin: i32) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); model.kinds + 1];
    let mut memory = Memory::new(12);
    for text in texts {
        let tagged = tag(model, &read(text, words), style, &mut memory);
        for (sentence, found) in text.sentences.iter().zip(tagged) {
            let found: Vec<_> = found.iter().filter(|m| m.margin >= margin).collect();
            for &(_, _, kind) in &sentence.mentions {
                counts[usize::from(kind)].gold += 1;
            }
            for mention in found {
                let right = sentence.mentions.contains(&(mention.first, mention.end, mention.kind as u8));
                counts[mention.kind].found += 1;
                counts[mention.kind].right += usize::from(right);
            }
        }
    }
    let total = counts.iter().fold(Counts::default(), |sum, c| Counts {
        gold: sum.gold + c.gold,
        found: sum.found + c.found,
        right: sum.right + c.right,
    });
    counts[model.kinds] = total;
    counts
}

/// One line of figures.
#[must_use]
pub fn line(name: &str, counts: &[Counts]) -> String {
    let Some((total, kinds)) = counts.split_last() else { return String::new() };
    let share = |of: usize| 100.0 * total.right as f64 / of.max(1) as f64;
    let mut line = format!(
        "{name}: F1 {:.1} (precision {:.1}, recall {:.1}, {} mentions)",
        total.f1(),
        share(total.found),
        share(total.gold),
        total.gold
    );
    if kinds.len() > 1 {
        for (kind, counts) in KINDS.iter().zip(kinds) {
            // Writing to a string cannot fail.
            _ = write!(line, ", {kind} {:.1}", counts.f1());
        }
    }
    line
}
