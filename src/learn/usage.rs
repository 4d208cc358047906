//! How raw news uses each word: the kinds of name that earlier taggers took it for, counted over all of it.

use rustc_hash::FxHashMap;

use super::corpora;
use crate::lang::Language;
use crate::lang::recognizer::decode::{kind, spans};
use crate::lang::recognizer::features::Word;
use crate::lang::recognizer::words::{Entry, Phrase, Words, hash, longer};

/// Counts of two taggers.
#[derive(Debug)]
pub struct Usage {
    kinds: usize,
    /// By stem: occurrences outside and within each kind, for each tagger.
    words: FxHashMap<u64, [[u32; 5]; 2]>,
    /// By name of several words: occurrences as each kind, for each tagger, and the hashes of its beginnings.
    names: FxHashMap<u64, ([[u32; 4]; 2], [u64; 6])>,
}

/// A word or name is trusted when it was seen so often.
const LEAST: u32 = 4;

impl Usage {
    /// No counts yet.
    #[must_use]
    pub fn new(kinds: usize) -> Self {
        Self { kinds, words: FxHashMap::default(), names: FxHashMap::default() }
    }

    /// Counts a sentence as a tagger labelled it.
    pub fn add(&mut self, tagger: usize, words: &[Word], path: &[u8]) {
        for (word, &label) in words.iter().zip(path) {
            let slot = kind(usize::from(label)).map_or(0, |k| k + 1);
            self.words.entry(word.stem).or_default()[tagger][slot] += 1;
        }
        for mention in spans(path) {
            let length = mention.end - mention.first;
            if !(2..=6).contains(&length) {
                continue;
            }
            let mut beginnings = [0; 6];
            let mut key = longer(0, words[mention.first].stem);
            for (n, word) in words[mention.first + 1..mention.end].iter().enumerate() {
                beginnings[n] = key;
                key = longer(key, word.whole);
            }
            let entry = self.names.entry(key).or_insert(([[0; 4]; 2], beginnings));
            entry.0[tagger][mention.kind] += 1;
        }
    }

    fn code(&self, counts: [u32; 5]) -> u8 {
        let total: u32 = counts.iter().sum();
        if total < LEAST || self.kinds > 3 {
            return 0;
        }
        let level = |count: u32| match f64::from(count) / f64::from(total) {
            share if share < 0.02 => 0,
            share if share < 0.1 => 1,
            share if share < 0.3 => 2,
            share if share < 0.6 => 3,
            share if share < 0.85 => 4,
            _ => 5,
        };
        1 + level(counts[1]) + 6 * level(counts[2]) + 36 * level(counts[3])
    }
}

/// A table that knows how the taggers of these sides used each word.
#[must_use]
pub fn give(words: Words, usage: &Usage, sides: &[usize]) -> Words {
    let proclitics = words.proclitics;
    let (mut entries, phrases) = words.into_parts();
    let mut given: FxHashMap<u32, u8> = FxHashMap::default();
    for (stem, counts) in &sorted(&usage.words) {
        let mut sum = [0; 5];
        for &side in sides {
            sum.iter_mut().zip(counts[side]).for_each(|(s, c)| *s += c);
        }
        let code = usage.code(sum);
        if code > 0 {
            given.insert((*stem >> 32) as u32, code);
        }
    }
    for (print, entry) in &mut entries {
        entry.usage = given.get(print).copied().unwrap_or(0);
    }
    let mut named: FxHashMap<u32, Phrase> = phrases.into_iter().collect();
    for (name, (counts, beginnings)) in &sorted(&usage.names) {
        let mut sum = [0; 4];
        for &side in sides {
            sum.iter_mut().zip(counts[side]).for_each(|(s, c)| *s += c);
        }
        let total: u32 = sum.iter().sum();
        let (best, &most) = sum.iter().enumerate().max_by_key(|&(k, &n)| (n, std::cmp::Reverse(k))).unwrap_or((0, &0));
        if total < LEAST {
            continue;
        }
        named.entry((*name >> 32) as u32).or_default().name = 1 + 2 * best as u8 + u8::from(most * 10 >= total * 8);
        for &beginning in beginnings.iter().filter(|&&b| b != 0) {
            named.entry((beginning >> 32) as u32).or_default();
        }
    }
    let mut phrases: Vec<(u32, Phrase)> = named.into_iter().collect();
    phrases.sort_unstable_by_key(|(print, _)| *print);
    Words::from_parts(entries, phrases, proclitics)
}

/// The table of words from the rows of `train words` and the lists.
///
/// A row: word, count, capitalised, three clusters.
#[must_use]
pub fn table(rows: &str, lists: &[(String, u16)], language: &dyn Language) -> Words {
    let mut entries: FxHashMap<u64, Entry> = FxHashMap::default();
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let number = |place: usize| cells.get(place).and_then(|cell| cell.parse::<u32>().ok()).unwrap_or(0);
        let (Some(word), count, capitals) = (cells.first(), number(1), number(2)) else { continue };
        let entry = entries.entry(hash(word.as_bytes())).or_default();
        entry.frequency = frequency(count);
        entry.capital = if language.grammar().capitals && word.starts_with(char::is_alphabetic) {
            capital(capitals, count)
        } else {
            0
        };
        entry.clusters = [3, 4, 5].map(|place| number(place) as u16);
    }
    let mut phrases: FxHashMap<u64, Phrase> = FxHashMap::default();
    for (form, bit) in lists {
        let mut tokens = Vec::new();
        corpora::tokenize(form, language, &mut tokens);
        if let [(_, norm)] = &tokens[..] {
            entries.entry(hash(norm.as_bytes())).or_default().lists |= bit;
        } else if tokens.len() <= 7 {
            let mut key = 0;
            for (_, norm) in &tokens {
                key = longer(key, hash(norm.as_bytes()));
                phrases.entry(key).or_default();
            }
            phrases.entry(key).or_default().lists |= bit;
        }
    }
    let (entries, phrases) = (sorted(&entries), sorted(&phrases));
    Words::new(entries, phrases, !language.grammar().capitals)
}

fn sorted<T: Clone>(map: &FxHashMap<u64, T>) -> Vec<(u64, T)> {
    let mut list: Vec<(u64, T)> = map.iter().map(|(&key, value)| (key, value.clone())).collect();
    list.sort_unstable_by_key(|(key, _)| *key);
    list
}

/// Four times the binary logarithm of a count, at least 1.
fn frequency(count: u32) -> u8 {
    (f64::from(count.max(1)).log2() * 4.0).round().clamp(1.0, 255.0) as u8
}

/// How often a word is capitalised within sentences, from 1 to 6.
fn capital(capitals: u32, count: u32) -> u8 {
    match f64::from(capitals) / f64::from(count.max(1)) {
        share if share < 0.01 => 1,
        share if share < 0.1 => 2,
        share if share < 0.4 => 3,
        share if share < 0.7 => 4,
        share if share < 0.9 => 5,
        _ => 6,
    }
}
