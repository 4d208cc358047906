//! What a first reading of the whole document says of a token: how its other occurrences were tagged.
//!
//! A surname alone is a person because the full name was seen above. Linear in the tokens.

use rustc_hash::FxHashMap;

use super::decode::{kind, spans};
use super::features::Word;
use super::words::mix;

/// How the occurrences of one stem were tagged in a document.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    /// Occurrences outside and within each kind.
    labels: [u16; 9],
    /// The longest mention of several words that it is part of: length, kind, place in it, and its sentence.
    longest: (u16, u8, u8, u32),
}

/// Calls `put` with the sentence, the token and every feature of the other occurrences of its stem.
pub fn features(sentences: &[Vec<Word>], paths: &[Vec<u8>], mut put: impl FnMut(usize, usize, u32)) {
    let uses = count(sentences, paths);
    let other = |sentence: usize, at: Option<usize>| -> (u64, u64, u64) {
        let Some(at) = at else { return (98, 0, 0) };
        let (Some(word), Some(&label)) = (sentences[sentence].get(at), paths[sentence].get(at)) else {
            return (99, 0, 0);
        };
        let own = kind(usize::from(label)).map_or(0, |k| k + 1);
        let Some(uses) = uses.get(&word.stem) else { return (0, own as u64, 0) };
        let mut labels = uses.labels;
        labels[own] = labels[own].saturating_sub(1);
        let total: u16 = labels.iter().sum();
        if total == 0 {
            return (0, own as u64, 0);
        }
        let (most, &votes) =
            labels.iter().enumerate().max_by_key(|&(k, &n)| (n, std::cmp::Reverse(k))).unwrap_or((0, &0));
        let agreement = if votes == total { 2 } else { u16::from(votes * 3 >= total * 2) };
        let named = u64::from(total > labels[0]);
        let verdict = 1 + most as u64 * 12 + u64::from(agreement) * 4 + u64::from(total > 1) * 2 + named;
        let (length, kind, place, place_sentence) = uses.longest;
        let elsewhere = place_sentence as usize != sentence;
        let longest = if length > 1 && elsewhere { 1 + u64::from(kind) * 4 + u64::from(place) } else { 0 };
        (verdict, own as u64, longest)
    };
    let mut others = Vec::new();
    for (s, words) in sentences.iter().enumerate() {
        others.clear();
        others.push(other(s, None));
        others.extend((0..=words.len()).map(|at| other(s, Some(at))));
        for (at, near) in others.windows(3).enumerate() {
            let &[(before, own_before, long_before), (verdict, own, longest), (after, own_after, long_after)] = near
            else {
                continue;
            };
            let mut emit = |template: u64, value: u64| {
                put(s, at, (mix(value ^ (template << 40) ^ 0x5bd1_e995_0000) >> 32) as u32);
            };
            emit(1, own);
            if verdict > 0 {
                emit(2, verdict);
                emit(3, verdict << 8 | own);
            }
            if longest > 0 {
                emit(4, longest);
                emit(5, longest << 8 | own);
            }
            if before > 0 || verdict > 0 {
                emit(6, (before << 8 | verdict) << 8 | own_before);
            }
            if after > 0 || verdict > 0 {
                emit(7, (after << 8 | verdict) << 8 | own_after);
            }
            if longest > 0 || long_before > 0 {
                emit(8, long_before << 8 | longest);
            }
            if longest > 0 || long_after > 0 {
                emit(9, long_after << 8 | longest);
            }
        }
    }
}

fn count(sentences: &[Vec<Word>], paths: &[Vec<u8>]) -> FxHashMap<u64, Uses> {
    let mut uses: FxHashMap<u64, Uses> = FxHashMap::default();
    for (s, (words, path)) in sentences.iter().zip(paths).enumerate() {
        for (word, &label) in words.iter().zip(path) {
            let slot = kind(usize::from(label)).map_or(0, |k| k + 1);
            if let Some(n) = uses.entry(word.stem).or_default().labels.get_mut(slot) {
                *n = n.saturating_add(1);
            }
        }
        for mention in spans(path) {
            let length = mention.end - mention.first;
            for (at, word) in words.iter().enumerate().take(mention.end).skip(mention.first) {
                let place = if at == mention.first { 0 } else { 1 + u8::from(at + 1 == mention.end) };
                let entry = uses.entry(word.stem).or_default();
                if length > usize::from(entry.longest.0) {
                    entry.longest = (length as u16, mention.kind as u8, place, s as u32);
                }
            }
        }
    }
    uses
}
