//! The search: a beam over the letters of the source, ways to the same spelling added up.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::model::{Choice, Direction, END, Model};

/// Hypotheses kept after each letter.
const BEAM: usize = 32;

/// What a hypothesis may cost more than the best one at its letter: six units of the natural logarithm.
const MARGIN: u32 = 96;

/// Letters in the source piece of a graphone at most.
const LONGEST: usize = 3;

/// Graphones in a row that read nothing.
const SILENT: u8 = 1;

/// A spelling and what it costs: the less, the likelier, in sixteenths of the natural logarithm.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// Negative logarithm of its probability together with the source.
    pub cost: u32,
    /// The word in the other script.
    pub text: String,
}

/// What is the same in hypotheses that are added up: context, graphones in a row that read nothing, and the spelling so
/// far as a hash over its bytes, so that every way to one spelling has one hash.
type Key = (u32, u8, u64);

/// For each hypothesis what it costs and its last step.
type Beam = FxHashMap<Key, (u32, u32)>;

/// The steps of all hypotheses: the step before and a graphone. Spellings are read off at the end only.
struct Steps<'m> {
    model: &'m Model,
    direction: Direction,
    taken: Vec<(u32, u16)>,
}

impl Steps<'_> {
    /// Adds a graphone to a hypothesis; gives the hash of the new spelling.
    fn hash(&self, mut hash: u64, graphone: u16) -> u64 {
        for byte in self.model.target(graphone, self.direction).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash
    }

    fn put(&mut self, beam: &mut Beam, key: Key, cost: u32, before: u32, graphone: u16) {
        match beam.entry(key) {
            Entry::Occupied(mut found) => found.get_mut().0 = either(found.get().0, cost),
            Entry::Vacant(place) => {
                self.taken.push((before, graphone));
                place.insert((cost, self.taken.len() as u32 - 1));
            }
        }
    }

    fn text(&self, mut step: u32) -> String {
        let mut pieces = Vec::new();
        while step != 0 {
            let (before, graphone) = self.taken[step as usize];
            pieces.push(self.model.target(graphone, self.direction));
            step = before;
        }
        pieces.into_iter().rev().collect()
    }
}

/// The likeliest spellings of a word, the best first.
#[must_use]
pub fn decode(model: &Model, word: &str, direction: Direction, count: usize) -> Vec<Spelling> {
    if word.is_empty() || model.graphones.is_empty() {
        return Vec::new();
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = ends.len() - 1;
    let mut steps = Steps { model, direction, taken: vec![(0, 0)] };
    let mut beams: Vec<Beam> = vec![Beam::default(); letters + 1];
    beams[0].insert((model.start(), 0, 0xcbf2_9ce4_8422_2325), (0, 0));
    let mut least = vec![u32::MAX - MARGIN; letters + 1];
    let silent_ones = model.with_source("", direction);
    let mut silence = Choice::new(silent_ones);
    for at in 0..=letters {
        let mut kept = prune(std::mem::take(&mut beams[at]));
        // What reads nothing stays at this letter; its results join those that came here by reading.
        let mut silent = Beam::default();
        for &((context, run, hash), (cost, last)) in &kept {
            if run < SILENT {
                for (&graphone, &(step, next)) in silent_ones.iter().zip(model.steps(context, &mut silence)) {
                    if cost + step > least[at].saturating_add(MARGIN) && at > 0 {
                        continue;
                    }
                    let key = (next, run + 1, steps.hash(hash, graphone));
                    steps.put(&mut silent, key, cost + step, last, graphone);
                }
            }
        }
        if !silent.is_empty() {
            let mut all: Beam = kept.into_iter().collect();
            let mut silent: Vec<_> = silent.into_iter().collect();
            silent.sort_unstable();
            for (key, (cost, last)) in silent {
                all.entry(key).and_modify(|found| found.0 = either(found.0, cost)).or_insert((cost, last));
            }
            kept = prune(all);
        }
        if at == letters {
            return finish(&steps, kept, count);
        }
        let mut pieces: Vec<(usize, &[u16], Choice)> = (1..=LONGEST.min(letters - at))
            .map(|length| (length, model.with_source(&word[ends[at]..ends[at + length]], direction)))
            .map(|(length, graphones)| (length, graphones, Choice::new(graphones)))
            .collect();
        for ((context, _, hash), (cost, last)) in kept {
            for (length, graphones, choice) in &mut pieces {
                let length = *length;
                for (&graphone, &(step, next)) in graphones.iter().zip(model.steps(context, choice)) {
                    let cost = cost + step;
                    if cost > least[at + length] + MARGIN {
                        continue;
                    }
                    least[at + length] = least[at + length].min(cost);
                    let key = (next, 0, steps.hash(hash, graphone));
                    steps.put(&mut beams[at + length], key, cost, last, graphone);
                }
            }
        }
    }
    Vec::new()
}

fn finish(steps: &Steps, beam: Vec<(Key, (u32, u32))>, count: usize) -> Vec<Spelling> {
    let mut costs: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for ((context, _, hash), (cost, last)) in beam {
        let cost = cost + steps.model.step(context, END).0;
        costs.entry(hash).and_modify(|sum| sum.0 = either(sum.0, cost)).or_insert((cost, last));
    }
    let mut spellings: Vec<Spelling> =
        costs.into_values().map(|(cost, last)| Spelling { cost, text: steps.text(last) }).collect();
    spellings.sort();
    spellings.truncate(count);
    spellings
}

fn prune(beam: Beam) -> Vec<(Key, (u32, u32))> {
    let mut list: Vec<_> = beam.into_iter().collect();
    list.sort_unstable_by_key(|&(key, (cost, _))| (cost, key));
    list.truncate(BEAM);
    list
}

/// The cost of either of two ways: −ln(e⁻ᵃ + e⁻ᵇ) in sixteenths, from a table of 16 · ln(1 + e^(−d/16)).
fn either(left: u32, right: u32) -> u32 {
    const GAIN: [u8; 56] = [
        11, 11, 10, 10, 9, 9, 8, 8, 8, 7, 7, 7, 6, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ];
    let (less, more) = (left.min(right), left.max(right));
    less.saturating_sub(u32::from(GAIN.get((more - less) as usize).copied().unwrap_or_default()))
}
