//! Names from one script into the other, by a model learnt from pairs of names.
//!
//! In goes a folded word, out come its likeliest spellings with their costs. A joint-sequence model (Bisani and Ney,
//! *Joint-sequence models for grapheme-to-phoneme conversion*, 2008): a pair of spellings is a sequence of graphones,
//! pieces of both spellings, and one n-gram model over graphones serves both directions. Law: integer costs only, so
//! the same word gives the same spellings on any machine.

mod decode;
pub mod model;
mod name;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

pub use decode::Spelling;
pub use model::{Direction, Model};
pub use name::{person, words};

use super::sketch::hash;

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
///
/// A corpus repeats its names: what was searched is remembered, which changes the speed and never the answer.
#[must_use]
pub fn spellings(word: &str, direction: Direction, count: usize) -> Vec<Spelling> {
    static MEMORY: [Mutex<Memory>; 2 * SHARDS] = [const { Mutex::new(BTreeMap::new()) }; 2 * SHARDS];
    let word = light(word);
    let shard = hash(&word) as usize % SHARDS + direction as usize * SHARDS;
    // A thread that panicked left whole entries behind.
    let memory = || MEMORY[shard].lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = memory().get(&word).filter(|_| count <= FORMS) {
        return found.iter().take(count).cloned().collect();
    }
    let mut found = model().spell(&word, direction, count.max(FORMS));
    if count <= FORMS {
        let mut memory = memory();
        if memory.len() >= WORDS {
            memory.clear();
        }
        memory.insert(word, found.clone());
    }
    found.truncate(count);
    found
}

type Memory = BTreeMap<String, Vec<Spelling>>;

/// Parts of the memory, each behind its own lock.
const SHARDS: usize = 32;

/// Words that a part remembers; beyond that it forgets all at once.
const WORDS: usize = 8192;

/// Spellings of a word that are remembered.
const FORMS: usize = 8;
