//! Small learned decisions: one weight a task, label and named feature, in a table that can be read and argued with.
//!
//! Every task has the label `none`, whose score is zero; another label is taken if the weights of the features at hand
//! add up to more. Weights are whole thousandths of a log-odd, so that every machine decides alike.

mod features;
mod table;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use table::{Table, Weight};

pub use features::{Features, bucket};

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

#[derive(Clone, Debug)]
struct Task {
    labels: Vec<String>,
    table: Table,
}

/// The rows of a task.
#[derive(Default)]
struct Taught<'a> {
    labels: Vec<&'a str>,
    /// Each by the hash of its feature.
    weights: Vec<(u64, Weight)>,
}

impl Weights {
    /// Reads rows of task, label, feature and weight.
    #[must_use]
    pub fn of_rows<'a>(rows: impl Iterator<Item = [&'a str; 4]>) -> Self {
        let mut tasks: FxHashMap<&str, Taught> = FxHashMap::default();
        for [task, label, feature, weight] in rows {
            let Ok(weight) = weight.parse() else { continue };
            let Taught { labels, weights } = tasks.entry(task).or_default();
            let known = labels.iter().position(|l| *l == label);
            let label = known.unwrap_or_else(|| {
                labels.push(label);
                labels.len() - 1
            });
            weights.push((features::key(feature), Weight { label: label as u16, weight }));
        }
        let task = |Taught { labels, weights }: Taught| Task {
            labels: labels.into_iter().map(str::to_owned).collect(),
            table: Table::new(&weights),
        };
        Self { tasks: tasks.into_iter().map(|(name, taught)| (name.to_owned(), task(taught))).collect() }
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
        let mut keys: SmallVec<[u64; 128]> = features.keys().collect();
        // Without a branch, which would be guessed wrong half of the time.
        let mut likely = 0;
        for at in 0..keys.len() {
            let key = keys[at];
            keys[likely] = key;
            likely += usize::from(task.table.may_have(key));
        }
        // A bit for each part of the keys' range that has one: what has none there is new.
        let mut parts = [0_u64; 16];
        for (at, &key) in keys[..likely].iter().enumerate() {
            let (part, bit) = ((key >> 60) as usize, 1 << (key >> 54 & 63));
            if parts[part] & bit != 0 && keys[..at].contains(&key) {
                continue;
            }
            parts[part] |= bit;
            task.table.get(key, |Weight { label, weight }| {
                if let Some(score) = scores.get_mut(usize::from(label)) {
                    *score = score.saturating_add(weight);
                }
            });
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
        let table = super::table::Table::new(include_str!("../../../data/models/weights.tsv"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_win_above_zero() {
        let weights = Weights::of_rows(
            [["t", "yes", "bias", "-500"], ["t", "yes", "word=a", "700"], ["t", "no", "word=a", "100"]].into_iter(),
        );
        let mut features = Features::new();
        assert_eq!(weights.decide("t", &features).label, "none");
        features.add(&["word=", "a"]);
        assert_eq!(weights.decide("t", &features), Choice { label: "yes", margin: 100 });
        assert_eq!(weights.decide("u", &features).label, "none");
    }
}
