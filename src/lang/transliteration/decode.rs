//! The search: a beam over the letters of the source, ways to the same spelling added up.

use rustc_hash::FxHashMap;

use super::model::{Direction, END, Model};

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

type Beam = FxHashMap<(u32, u8, String), u32>;

/// The likeliest spellings of a word, the best first.
#[must_use]
pub fn decode(model: &Model, word: &str, direction: Direction, count: usize) -> Vec<Spelling> {
    if word.is_empty() || model.graphones.is_empty() {
        return Vec::new();
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let letters = ends.len() - 1;
    let mut beams: Vec<Beam> = vec![Beam::default(); letters + 1];
    beams[0].insert((model.start(), 0, String::new()), 0);
    let mut least = vec![u32::MAX - MARGIN; letters + 1];
    for at in 0..=letters {
        let mut kept = prune(std::mem::take(&mut beams[at]));
        // What reads nothing stays at this letter; its results join those that came here by reading.
        let mut silent = Beam::default();
        for ((context, run, text), cost) in &kept {
            if *run < SILENT {
                for &graphone in model.with_source("", direction) {
                    let (step, next) = model.step(*context, graphone);
                    if cost + step > least[at].saturating_add(MARGIN) && at > 0 {
                        continue;
                    }
                    let text = format!("{text}{}", model.target(graphone, direction));
                    put(&mut silent, (next, run + 1, text), cost + step);
                }
            }
        }
        if !silent.is_empty() {
            let mut all: Beam = kept.into_iter().collect();
            let mut silent: Vec<_> = silent.into_iter().collect();
            silent.sort_unstable();
            for (key, cost) in silent {
                put(&mut all, key, cost);
            }
            kept = prune(all);
        }
        if at == letters {
            return finish(model, kept, count);
        }
        for ((context, _, text), cost) in kept {
            for length in 1..=LONGEST.min(letters - at) {
                for &graphone in model.with_source(&word[ends[at]..ends[at + length]], direction) {
                    let (step, next) = model.step(context, graphone);
                    let cost = cost + step;
                    if cost > least[at + length] + MARGIN {
                        continue;
                    }
                    least[at + length] = least[at + length].min(cost);
                    let text = format!("{text}{}", model.target(graphone, direction));
                    put(&mut beams[at + length], (next, 0, text), cost);
                }
            }
        }
    }
    Vec::new()
}

fn finish(model: &Model, beam: Vec<((u32, u8, String), u32)>, count: usize) -> Vec<Spelling> {
    let mut texts: FxHashMap<String, u32> = FxHashMap::default();
    for ((context, _, text), cost) in beam {
        let (step, _) = model.step(context, END);
        let cost = cost + step;
        texts.entry(text).and_modify(|sum| *sum = either(*sum, cost)).or_insert(cost);
    }
    let mut spellings: Vec<Spelling> = texts.into_iter().map(|(text, cost)| Spelling { cost, text }).collect();
    spellings.sort();
    spellings.truncate(count);
    spellings
}

fn put(beam: &mut Beam, key: (u32, u8, String), cost: u32) {
    beam.entry(key).and_modify(|sum| *sum = either(*sum, cost)).or_insert(cost);
}

fn prune(beam: Beam) -> Vec<((u32, u8, String), u32)> {
    let mut list: Vec<_> = beam.into_iter().collect();
    list.sort_unstable_by(|(l, l_cost), (r, r_cost)| (l_cost, l).cmp(&(r_cost, r)));
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
