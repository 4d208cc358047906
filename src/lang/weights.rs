//! Small learned decisions: one weight a task, label and named feature, in a table that can be read and argued with.
//!
//! Every task has the label `none`, whose score is zero; another label is taken if the weights of the features at hand
//! add up to more. Weights are whole thousandths of a log-odd, so that every machine decides alike.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::table::Table;

/// The features of one decision. Their names are kept only while a model is being taught.
#[derive(Clone, Debug, Default)]
pub struct Features {
    keys: Vec<u64>,
    /// A bit for each part of the keys' range that has one: what has none there is new.
    parts: [u64; 16],
    names: Option<Vec<String>>,
}

impl Features {
    /// No features yet; `named` keeps their names for a trainer.
    #[must_use]
    pub fn new(named: bool) -> Self {
        let mut features = Self { keys: Vec::with_capacity(64), parts: [0; 16], names: named.then(Vec::new) };
        features.add(&["bias"]);
        features
    }

    /// Adds a feature whose name is these parts in a row.
    pub fn add(&mut self, parts: &[&str]) {
        let key = hash(parts);
        let (part, bit) = ((key >> 60) as usize, 1 << (key >> 54 & 63));
        if self.parts[part] & bit != 0 && self.keys.contains(&key) {
            return;
        }
        self.parts[part] |= bit;
        self.keys.push(key);
        if let Some(names) = &mut self.names {
            names.push(parts.concat());
        }
    }

    /// Adds a feature if a condition holds.
    pub fn flag(&mut self, name: &str, holds: bool) {
        if holds {
            self.add(&[name]);
        }
    }

    /// Adds a small count as a feature of its own value, larger ones as one.
    pub fn count(&mut self, name: &str, value: usize, most: usize) {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        self.add(&[name, DIGITS[value.min(most).min(9)]]);
    }

    /// The names, while a model is being taught.
    #[must_use]
    pub fn names(&self) -> &[String] {
        self.names.as_deref().unwrap_or_default()
    }
}

/// What was decided, and how clearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<'w> {
    /// The label; `none` where no other scored above zero.
    pub label: &'w str,
    /// Thousandths of a log-odd by which it beats the second best label.
    pub margin: i32,
}

impl Choice<'_> {
    /// A confidence of 50 to 99 out of a hundred: an algebraic sigmoid, the same on every machine.
    #[must_use]
    pub const fn confidence(self) -> u8 {
        let margin = if self.margin < 0 { 0 } else { self.margin };
        (50 + 49 * margin / (margin + 1500)) as u8
    }
}

/// The weights of every task.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    tasks: FxHashMap<String, Task>,
}

#[derive(Clone, Debug, Default)]
struct Task {
    labels: Vec<String>,
    /// Label and weight by feature.
    weights: FxHashMap<u64, SmallVec<[(u16, i32); 2]>>,
}

impl Weights {
    /// Reads rows of task, label, feature and weight.
    #[must_use]
    pub fn of_rows<'a>(rows: impl Iterator<Item = [&'a str; 4]>) -> Self {
        let mut weights = Self::default();
        for [task, label, feature, weight] in rows {
            let Ok(weight) = weight.parse() else { continue };
            let task = weights.tasks.entry(task.to_owned()).or_default();
            let known = task.labels.iter().position(|l| l == label);
            let label = known.unwrap_or_else(|| {
                task.labels.push(label.to_owned());
                task.labels.len() - 1
            });
            task.weights.entry(hash(&[feature])).or_default().push((label as u16, weight));
        }
        weights
    }

    /// Whether a task was taught at all.
    #[must_use]
    pub fn knows(&self, task: &str) -> bool {
        self.tasks.contains_key(task)
    }

    /// The best label of a task.
    #[must_use]
    pub fn decide(&self, task: &str, features: &Features) -> Choice<'_> {
        let Some(task) = self.tasks.get(task) else { return Choice { label: "none", margin: 0 } };
        let mut scores = [0_i32; 32];
        for key in &features.keys {
            for &(label, weight) in task.weights.get(key).map_or(&[][..], SmallVec::as_slice) {
                if let Some(score) = scores.get_mut(usize::from(label)) {
                    *score = score.saturating_add(weight);
                }
            }
        }
        let (mut best, mut second) = (("none", 0), i32::MIN);
        for (label, &score) in task.labels.iter().zip(&scores) {
            if score > best.1 {
                second = best.1;
                best = (label, score);
            } else {
                second = second.max(score);
            }
        }
        Choice { label: best.0, margin: best.1.saturating_sub(second) }
    }
}

/// The weights of the program.
#[must_use]
pub fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let table = Table::new(include_str!("../../data/models/weights.tsv"));
        Weights::of_rows(table.rows(["task", "label", "feature", "weight"]))
    })
}

/// One decision as it was met in an article, for a trainer to find out what would have been right.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The task.
    pub task: &'static str,
    /// What was known.
    pub features: Features,
    /// What it was about.
    pub about: Vec<Subject>,
}

/// What a decision is about, in words that can be found in a gold graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An entity: the name of its type, then its names.
    Entity(&'static str, Vec<String>),
    /// An event by its phrases.
    Event(Vec<String>),
    /// A stretch of text.
    Text(String),
    /// A token by its first byte in the body, none in the headline.
    Token(Option<u32>),
}

/// A number for a name in parts, which hash as they do in one; the same on every machine. Eight bytes at a time, for most of
/// what a decision costs is the names of its features.
fn hash(parts: &[&str]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    let mix = |state: u64, word: u64| {
        let mixed = (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 29
    };
    // Bytes that do not fill a word yet, and how many bits they are.
    let (mut rest, mut bits) = (0_u64, 0_u32);
    for part in parts {
        for chunk in part.as_bytes().chunks(8) {
            let (word, own) = (little_endian(chunk), 8 * chunk.len() as u32);
            rest |= word << bits;
            if bits + own < 64 {
                bits += own;
                continue;
            }
            state = mix(state, rest);
            rest = if bits == 0 { 0 } else { word >> (64 - bits) };
            bits = bits + own - 64;
        }
    }
    let length = parts.iter().map(|part| part.len() as u64).sum::<u64>();
    let last = mix(mix(state, rest), length);
    last ^ last >> 32
}

/// Up to eight bytes as a number.
fn little_endian(bytes: &[u8]) -> u64 {
    let half = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
    match (bytes.len(), bytes.try_into()) {
        (_, Ok(eight)) => u64::from_le_bytes(eight),
        (length @ 4.., _) => u64::from(half(0)) | u64::from(half(length - 4)) << (8 * (length - 4)),
        _ => bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_win_above_zero() {
        let weights = Weights::of_rows(
            [["t", "yes", "bias", "-500"], ["t", "yes", "word=a", "700"], ["t", "no", "word=a", "100"]].into_iter(),
        );
        let mut features = Features::new(false);
        assert_eq!(weights.decide("t", &features).label, "none");
        features.add(&["word=", "a"]);
        assert_eq!(weights.decide("t", &features), Choice { label: "yes", margin: 100 });
        assert_eq!(weights.decide("u", &features).label, "none");
    }

    #[test]
    fn parts_hash_as_the_name_that_they_make() {
        let name = "heads=مباحثات talks, and what follows them";
        let places: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        for &one in &places {
            for &other in places.iter().filter(|&&other| other >= one) {
                assert_eq!(hash(&[&name[..one], &name[one..other], &name[other..]]), hash(&[name]), "{one} {other}");
            }
        }
        let apart: std::collections::BTreeSet<u64> = places.iter().map(|&at| hash(&[&name[..at]])).collect();
        assert_eq!(apart.len(), places.len());
    }
}
