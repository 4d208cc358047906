//! Sketches of articles by which copies of one story are known.
//!
//! In go the folded words of an article, out come the least hashes of its shingles (`MinHash`; Broder, *On the
//! resemblance and containment of documents*, 1997): the share of equal places of two sketches estimates the share
//! of equal shingles of the articles. Law: the sketch depends on the words alone.

use crate::model::document::{Document, TokenKind};

/// Number of hashes in a sketch.
pub const LENGTH: usize = 48;

/// Words in a shingle: long enough that two articles on one event share few of them by chance.
const SHINGLE: usize = 4;

/// The sketch of an article, from its words.
#[must_use]
pub fn of(document: &Document) -> Vec<u32> {
    sketch(document.tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| &*token.norm))
}

/// The sketch of a text, from its folded words in order; empty for a text shorter than a shingle.
///
/// One hash a shingle, spread over the places by its upper bits and the places filled from their neighbours
/// (one-permutation hashing with rotation; Shrivastava and Li, 2014), so the cost is one step a word.
#[must_use]
pub fn sketch<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut window = [0_u64; SHINGLE];
    let mut least = [u32::MAX; LENGTH];
    let mut count = 0;
    for word in words {
        window.rotate_left(1);
        window[SHINGLE - 1] = hash(word);
        count += 1;
        if count >= SHINGLE {
            let mixed = mix(window.iter().fold(0, |sum, &word| mix(sum ^ word)));
            let place = (((mixed >> 32) * LENGTH as u64) >> 32) as usize;
            least[place] = least[place].min(mixed as u32);
        }
    }
    if count < SHINGLE {
        return Vec::new();
    }
    (0..LENGTH)
        .map(|place| {
            (0..LENGTH)
                .map(|step| (least[(place + step) % LENGTH], step as u32))
                .find(|&(value, _)| value != u32::MAX)
                .map_or(0, |(value, step)| value.wrapping_add(step.wrapping_mul(0x9e37_79b9)))
        })
        .collect()
}

/// The estimated share of equal shingles of two sketched texts, from 0 to 1.
#[must_use]
pub fn resemblance(left: &[u32], right: &[u32]) -> f64 {
    if left.len() != right.len() || left.is_empty() {
        return 0.0;
    }
    let equal = left.iter().zip(right).filter(|(l, r)| l == r).count();
    equal as f64 / left.len() as f64
}

/// FNV-1a, finished by [`mix`]; the same on every machine.
#[must_use]
pub fn hash(text: &str) -> u64 {
    mix(text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// The finisher of `SplitMix64` (Steele et al., 2014).
#[must_use]
pub const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_resemble_and_others_do_not() {
        let words: Vec<String> = (0..300).map(|n| format!("w{}", n * 7 % 211)).collect();
        let copy: Vec<String> = words.iter().take(280).cloned().chain((0..20).map(|n| format!("x{n}"))).collect();
        let other: Vec<String> = (0..300).map(|n| format!("w{}", n * 5 % 199)).collect();
        let of = |words: &[String]| sketch(words.iter().map(String::as_str));
        assert!(resemblance(&of(&words), &of(&copy)) > 0.7);
        assert!(resemblance(&of(&words), &of(&other)) < 0.2);
        assert!(sketch("too short".split(' ')).is_empty());
    }
}
