//! What is known before a decision: features, each by its name.
//!
//! Names are only written down, one behind the other, and hashed all together when something is decided: hashing them
//! part by part as they come costs twice as much, and they are most of what a decision costs.

use rustc_hash::FxHashSet;

/// The features of one decision.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The names, each filled up to whole blocks with zeros.
    text: Vec<u8>,
    /// Where each of them ends, before it is filled up.
    ends: Vec<u32>,
}

impl Features {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        let mut features = Self { text: Vec::with_capacity(4096), ends: Vec::with_capacity(128) };
        features.add(&["bias"]);
        features
    }

    /// Adds a feature whose name is these parts in a row.
    pub fn add(&mut self, parts: &[&str]) {
        for part in parts {
            self.text.extend_from_slice(part.as_bytes());
        }
        let end = self.text.len();
        self.ends.push(end as u32);
        self.text.extend_from_slice(&[0; BLOCK]);
        self.text.truncate(end.next_multiple_of(BLOCK));
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

    /// The names, each once.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut known = FxHashSet::default();
        let names = self.filled().map(|(name, length)| &name[..length]).filter(|name| known.insert(*name));
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Hashes of the names; of one that was added twice, twice.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.filled().map(|(name, length)| hash(name, length))
    }

    /// The names with what they are filled up with, and their lengths without.
    fn filled(&self) -> impl Iterator<Item = (&[u8], usize)> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let (from, end) = (start, end as usize);
            start = end.next_multiple_of(BLOCK);
            (&self.text[from..start], end - from)
        })
    }
}

/// The hash of one name.
pub(super) fn key(name: &str) -> u64 {
    let mut features = Features::default();
    features.add(&[name]);
    hash(&features.text, name.len())
}

/// Bytes that are hashed at once.
const BLOCK: usize = 16;

/// A number for a name in whole blocks, the same on every machine (the folded multiplication of wyhash).
fn hash(name: &[u8], length: usize) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ length as u64;
    for block in name.as_chunks::<BLOCK>().0 {
        let block = u128::from_le_bytes(*block);
        let (low, high) = (block as u64, (block >> 64) as u64);
        let product = u128::from(low ^ state) * u128::from(high ^ 0x9e37_79b9_7f4a_7c15);
        state = product as u64 ^ (product >> 64) as u64;
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_name_that_they_are_in_a_row() {
        let name = "heads=مباحثات talks, and what follows them";
        let places: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        let mut features = Features::default();
        for &one in &places {
            for &other in places.iter().filter(|&&other| other >= one) {
                features.add(&[&name[..one], &name[one..other], &name[other..]]);
            }
        }
        assert_eq!(features.names(), [name]);
        let keys: FxHashSet<u64> = features.keys().collect();
        assert_eq!(keys.len(), 1);
        let mut apart = Features::default();
        places.iter().for_each(|&at| apart.add(&[&name[..at]]));
        assert_eq!(apart.names().len(), places.len());
        assert_eq!(apart.keys().collect::<FxHashSet<u64>>().len(), places.len());
    }
}
