//! Names from one script into the other, by a model learnt from pairs of names.
//!
//! In goes a folded word, out come its likeliest spellings with their costs. A joint-sequence model (Bisani and Ney,
//! *Joint-sequence models for grapheme-to-phoneme conversion*, 2008): a pair of spellings is a sequence of graphones,
//! pieces of both spellings, and one n-gram model over graphones serves both directions. Law: integer costs only, so
//! the same word gives the same spellings on any machine.

mod decode;
pub mod model;
mod name;

use std::sync::OnceLock;

pub use decode::Spelling;
pub use model::{Direction, Model};
pub use name::{person, words};

/// The model inside the program.
#[must_use]
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_bytes!("../../../data/models/transliteration.bin")).unwrap_or_default())
}

/// A word as the model knows it: lower-case, without harakat and tatweel, otherwise as it is written.
#[must_use]
pub fn light(word: &str) -> String {
    let sign = |c: &char| matches!(c, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' | '\u{200c}' | '\u{200d}');
    word.chars().filter(|c| !sign(c)).flat_map(char::to_lowercase).collect()
}

/// The likeliest spellings of a word, the best first; empty where the model knows some letter of it not.
#[must_use]
pub fn spellings(word: &str, direction: Direction, count: usize) -> Vec<Spelling> {
    model().spell(&light(word), direction, count)
}
