//! Teaches the transliteration model: pairs of spellings → graphones → a back-off n-gram model over them.
//!
//! Pieces are found by expectation maximisation over all ways to cut a pair (Deligne and Bimbot, 1995), the best cut
//! of each pair is counted, and counts become probabilities by interpolated Kneser-Ney smoothing (Chen and Goodman,
//! 1999). Law: the same pairs give the same bytes; the order of pairs leaves no trace.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::lang::transliteration::model::{END, Entry, Model, START, STEPS};

/// Graphones in an n-gram at most.
pub const ORDER: usize = 5;

/// Rounds of expectation maximisation; the pieces hardly move after six.
const ROUNDS: usize = 8;

/// Letters of a piece in Arabic and in Latin that are tried.
const SIZES: &[(usize, usize)] = &[(1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1)];

/// A long n-gram seen no more often than this is left out: it tells little and most are such.
const RARE: u32 = 1;

/// Two spellings of one name, and how many bear it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// In Arabic letters.
    pub arabic: String,
    /// In Latin letters.
    pub latin: String,
    /// How often the pair was seen.
    pub count: u32,
}

/// The pairs of a table: Arabic, Latin and, where there is one, a count, between tabs.
pub fn pairs(text: &str) -> impl Iterator<Item = Pair> + '_ {
    text.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (arabic, latin) = (light(cells.next()?), cells.next()?.trim().to_lowercase());
        let count = cells.next().and_then(|cell| cell.trim().parse().ok()).unwrap_or(1);
        (!arabic.is_empty() && !latin.is_empty() && latin != "latin").then_some(Pair { arabic, latin, count })
    })
}

fn light(word: &str) -> String {
    crate::lang::transliteration::light(word.trim())
}

/// A model of these pairs.
#[must_use]
pub fn train(pairs: &[Pair]) -> Model {
    let mut pairs: Vec<Pair> = pairs.to_vec();
    pairs.sort();
    pairs.dedup_by(|l, r| {
        let same = l.arabic == r.arabic && l.latin == r.latin;
        if same {
            r.count = r.count.max(l.count);
        }
        same
    });
    let words: Vec<Word> = pairs.iter().map(Word::new).collect();
    let mut weights: FxHashMap<(&[char], &[char]), f64> = FxHashMap::default();
    for _ in 0..ROUNDS {
        weights = expect(&words, &weights);
    }
    let cuts: Vec<(Vec<(String, String)>, u32)> =
        words.iter().filter_map(|word| Some((word.best(&weights)?, word.weight))).collect();
    count(&cuts)
}

struct Word {
    arabic: Vec<char>,
    latin: Vec<char>,
    weight: u32,
}

/// Every cut's last step: from which cell, with which piece.
type Step<'w> = (usize, usize, (&'w [char], &'w [char]));

impl Word {
    fn new(pair: &Pair) -> Self {
        Self {
            arabic: pair.arabic.chars().collect(),
            latin: pair.latin.chars().collect(),
            // A name that a hundred bear tells more than one of a single bearer, but not a hundred times more.
            weight: 1 + pair.count.max(1).ilog2(),
        }
    }

    fn steps(&self, a: usize, l: usize) -> impl Iterator<Item = Step<'_>> {
        SIZES
            .iter()
            .filter(move |&&(da, dl)| da <= a && dl <= l)
            .map(move |&(da, dl)| (a - da, l - dl, (&self.arabic[a - da..a], &self.latin[l - dl..l])))
    }

    fn best(&self, weights: &FxHashMap<(&[char], &[char]), f64>) -> Option<Vec<(String, String)>> {
        let width = self.latin.len() + 1;
        let mut best = vec![(0.0_f64, None); (self.arabic.len() + 1) * width];
        best[0].0 = 1.0;
        for a in 0..=self.arabic.len() {
            for l in 0..width {
                for (pa, pl, piece) in self.steps(a, l) {
                    let value = best[pa * width + pl].0 * weights.get(&piece).copied().unwrap_or_default();
                    if value > best[a * width + l].0 {
                        best[a * width + l] = (value, Some((pa, pl)));
                    }
                }
            }
        }
        let (mut a, mut l) = (self.arabic.len(), self.latin.len());
        let mut cut = Vec::new();
        while (a, l) != (0, 0) {
            let (pa, pl) = best[a * width + l].1?;
            cut.push((self.arabic[pa..a].iter().collect(), self.latin[pl..l].iter().collect()));
            (a, l) = (pa, pl);
        }
        cut.reverse();
        Some(cut)
    }
}

/// One round: how often each piece is used over all cuts, by the weights of the round before.
fn expect<'w>(
    words: &'w [Word],
    weights: &FxHashMap<(&'w [char], &'w [char]), f64>,
) -> FxHashMap<(&'w [char], &'w [char]), f64> {
    let weight = |piece: &(&[char], &[char])| {
        if weights.is_empty() {
            // Even at first, a piece that writes nothing, or two for one, is the exception.
            return match (piece.0.len(), piece.1.len()) {
                (1, 1) => 1e-3,
                (_, 0) | (0, _) => 1e-5,
                _ => 1e-5,
            };
        }
        weights.get(piece).copied().unwrap_or_default()
    };
    let mut counts: FxHashMap<(&[char], &[char]), f64> = FxHashMap::default();
    for word in words {
        let (height, width) = (word.arabic.len() + 1, word.latin.len() + 1);
        let mut before = vec![0.0_f64; height * width];
        let mut after = vec![0.0_f64; height * width];
        before[0] = 1.0;
        after[height * width - 1] = 1.0;
        for a in 0..height {
            for l in 0..width {
                for (pa, pl, piece) in word.steps(a, l) {
                    before[a * width + l] += before[pa * width + pl] * weight(&piece);
                }
            }
        }
        for a in (0..height).rev() {
            for l in (0..width).rev() {
                for (pa, pl, piece) in word.steps(a, l) {
                    after[pa * width + pl] += after[a * width + l] * weight(&piece);
                }
            }
        }
        let all = before[height * width - 1];
        if all <= 0.0 {
            continue;
        }
        for a in 0..height {
            for l in 0..width {
                for (pa, pl, piece) in word.steps(a, l) {
                    let share = before[pa * width + pl] * weight(&piece) * after[a * width + l] / all;
                    if share > 1e-9 {
                        *counts.entry(piece).or_default() += share * f64::from(word.weight);
                    }
                }
            }
        }
    }
    let mut sums: Vec<_> = counts.iter().collect();
    sums.sort_by(|l, r| l.0.cmp(r.0));
    let total: f64 = sums.iter().map(|(_, count)| **count).sum();
    sums.into_iter().filter(|(_, count)| **count > 0.5).map(|(piece, count)| (*piece, count / total)).collect()
}

type Counts = BTreeMap<Vec<u16>, u32>;

/// Counts n-grams of graphones and smooths them.
fn count(cuts: &[(Vec<(String, String)>, u32)]) -> Model {
    let mut uses: BTreeMap<&(String, String), u32> = BTreeMap::new();
    for (cut, weight) in cuts {
        for piece in cut {
            *uses.entry(piece).or_default() += weight;
        }
    }
    // Pieces seen once or twice are misalignments; the words with them are not counted.
    let mut graphones = vec![(String::new(), String::new()); 2];
    graphones.extend(uses.iter().filter(|(_, count)| **count > 2).map(|(piece, _)| (*piece).clone()));
    let numbers: FxHashMap<&(String, String), u16> =
        graphones.iter().enumerate().skip(2).map(|(g, piece)| (piece, g as u16)).collect();
    let mut raw: Vec<Counts> = vec![Counts::new(); ORDER + 1];
    for (cut, weight) in cuts {
        let inner: Option<Vec<u16>> = cut.iter().map(|piece| numbers.get(piece).copied()).collect();
        let Some(inner) = inner else { continue };
        let path: Vec<u16> = std::iter::once(START).chain(inner).chain([END]).collect();
        for end in 1..=path.len() {
            for length in 1..=ORDER.min(end) {
                *raw[length].entry(path[end - length..end].to_vec()).or_default() += weight;
            }
        }
    }
    let entries = smooth(&raw, graphones.len());
    Model::new(graphones, entries)
}

/// Interpolated Kneser-Ney over the counts, as costs with back-offs.
fn smooth(raw: &[Counts], graphones: usize) -> Vec<Entry> {
    // Shorter n-grams count by what stands before them, but for those that begin a word.
    let mut counts: Vec<Counts> = vec![Counts::new(); ORDER + 1];
    counts[ORDER].clone_from(&raw[ORDER]);
    for length in (1..ORDER).rev() {
        for path in raw[length + 1].keys() {
            *counts[length].entry(path[1..].to_vec()).or_default() += 1;
        }
        for (path, &count) in raw[length].iter().filter(|(path, _)| path[0] == START) {
            counts[length].insert(path.clone(), count);
        }
    }
    let mut shares: Vec<FxHashMap<Vec<u16>, f64>> = vec![FxHashMap::default(); ORDER + 1];
    let mut keep: Vec<BTreeMap<Vec<u16>, f64>> = vec![BTreeMap::new(); ORDER + 1];
    for length in 1..=ORDER {
        let ones = counts[length].values().filter(|&&c| c == 1).count() as f64;
        let twos = counts[length].values().filter(|&&c| c == 2).count() as f64;
        let discount = (ones / (ones + 2.0 * twos).max(1.0)).clamp(0.1, 0.95);
        let mut contexts: BTreeMap<&[u16], (f64, f64)> = BTreeMap::new();
        for (path, &count) in &counts[length] {
            let sums = contexts.entry(&path[..length - 1]).or_default();
            sums.0 += f64::from(count);
            sums.1 += 1.0;
        }
        for (path, &count) in &counts[length] {
            let (sum, kinds) = contexts[&path[..length - 1]];
            let lower = if length == 1 { 1.0 / graphones as f64 } else { share(&shares, &path[1..]) };
            let value = (f64::from(count) - discount).max(0.0) / sum + discount * kinds / sum * lower;
            shares[length].insert(path.clone(), value);
        }
        let rare =
            |path: &[u16], count: u32| length >= 4 && count <= RARE && raw[length].get(path).is_none_or(|&c| c <= RARE);
        for (path, &count) in &counts[length] {
            if !rare(path, count) {
                keep[length].insert(path.clone(), shares[length][path]);
            }
        }
    }
    // A kept n-gram's prefixes and suffixes stay too.
    for length in (2..=ORDER).rev() {
        let paths: Vec<Vec<u16>> = keep[length].keys().cloned().collect();
        for path in paths {
            for part in [&path[..length - 1], &path[1..]] {
                if !keep[length - 1].contains_key(part) {
                    let value = shares[length - 1].get(part).copied().unwrap_or(1e-7);
                    keep[length - 1].insert(part.to_vec(), value);
                }
            }
        }
    }
    costs(&keep)
}

fn share(shares: &[FxHashMap<Vec<u16>, f64>], path: &[u16]) -> f64 {
    shares[path.len()].get(path).copied().unwrap_or(1e-7)
}

/// Back-offs that make what is left over sum to one, and all as whole numbers.
fn costs(keep: &[BTreeMap<Vec<u16>, f64>]) -> Vec<Entry> {
    let mut left: FxHashMap<&[u16], (f64, f64)> = FxHashMap::default();
    let mut full: Vec<FxHashMap<&[u16], f64>> = vec![FxHashMap::default(); keep.len()];
    for length in 1..keep.len() {
        for (path, &value) in &keep[length] {
            full[length].insert(path, value);
        }
    }
    for length in 2..keep.len() {
        for (path, &value) in &keep[length] {
            let lower = full[length - 1].get(&path[1..]).copied().unwrap_or(1e-7);
            let sums = left.entry(&path[..length - 1]).or_default();
            sums.0 += value;
            sums.1 += lower;
        }
    }
    let cost = |value: f64| (-value.max(1e-7).ln() * STEPS).round().clamp(0.0, 255.0) as u8;
    let mut entries = Vec::new();
    for list in keep {
        for (path, &value) in list {
            let backoff = left
                .get(path.as_slice())
                .map_or(0, |&(kept, lower)| cost(((1.0 - kept).max(1e-4) / (1.0 - lower).max(1e-4)).min(1.0)));
            entries.push((path.clone(), cost(value), backoff));
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::transliteration::{Direction, Model};

    #[test]
    fn a_model_learns_and_is_read_back() {
        let table =
            "سلام\tsalam\t9\nسالم\tsalem\t9\nكريم\tkarim\t5\nكمال\tkamal\t5\nمريم\tmaryam\nملك\tmalik\nسليم\tsalim";
        let pairs: Vec<Pair> = pairs(table).collect();
        let model = train(&pairs);
        let again = Model::read(&model.write());
        assert_eq!(again.map(|m| m.write()), Some(model.write()));
        assert_eq!(model.spell("كريم", Direction::ToLatin, 1).first().map(|s| s.text.as_str()), Some("karim"));
        assert_eq!(model.spell("kamal", Direction::ToArabic, 1).first().map(|s| s.text.as_str()), Some("كمال"));
    }
}
