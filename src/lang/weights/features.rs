//! What is known before a decision: features, each by its name.
//!
//! Names are only written down, one behind the other, and hashed all together when something is decided: hashing them
//! part by part as they come costs twice as much, and they are most of what a decision costs.

use rustc_hash::FxHashSet;

/// The features of one decision.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// The names, each filled up to whole blocks with zeros.
    blocks: Vec<Block>,
    /// Their lengths in bytes.
    lengths: Vec<u32>,
}

/// Nearly every name has one alone, so that all are hashed alike, and nothing has to be guessed on the way.
type Block = [u8; 64];

impl Features {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        let mut features = Self { blocks: Vec::with_capacity(64), lengths: Vec::with_capacity(64) };
        features.add(&["bias"]);
        features
    }

    /// Adds a feature whose name is these parts in a row.
    pub fn add<const N: usize>(&mut self, parts: &[&str; N]) {
        self.write(parts.iter().copied());
    }

    fn write<'p>(&mut self, parts: impl Iterator<Item = &'p str> + Clone) {
        self.blocks.push([0; size_of::<Block>()]);
        let Some(block) = self.blocks.last_mut() else { return };
        let mut end = 0;
        for part in parts.clone() {
            let start = end;
            end += part.len();
            let Some(place) = block.get_mut(start..end) else { return self.write_long(&parts.collect::<String>()) };
            place.copy_from_slice(part.as_bytes());
        }
        self.lengths.push(end as u32);
    }

    /// Adds a name of several blocks, the first of which is there already.
    #[cold]
    fn write_long(&mut self, name: &str) {
        self.blocks.pop();
        for bytes in name.as_bytes().chunks(size_of::<Block>()) {
            let mut block = [0; size_of::<Block>()];
            block[..bytes.len()].copy_from_slice(bytes);
            self.blocks.push(block);
        }
        self.lengths.push(name.len() as u32);
    }

    /// Adds a feature if a condition holds.
    pub fn flag(&mut self, name: &str, holds: bool) {
        if holds {
            self.add(&[name]);
        }
    }

    /// Adds a small count as a feature of its own value, larger ones as one.
    pub fn count(&mut self, name: &str, value: usize, most: usize) {
        self.count_of(&[name], value, most);
    }

    /// The same where the name has parts.
    pub fn count_of<const N: usize>(&mut self, parts: &[&str; N], value: usize, most: usize) {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        self.write(parts.iter().copied().chain([DIGITS[value.min(most).min(9)]]));
    }

    /// The names, each once.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut known = FxHashSet::default();
        let names = self.named().map(|(blocks, length)| &blocks.as_flattened()[..length]);
        names.filter(|name| known.insert(*name)).map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Hashes of the names; of one that was added twice, twice.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.named().map(|(blocks, length)| hash(blocks, length))
    }

    /// The blocks and the length of every name.
    fn named(&self) -> impl Iterator<Item = (&[Block], usize)> {
        let mut rest = self.blocks.as_slice();
        self.lengths.iter().map(move |&length| {
            let (blocks, after) = rest.split_at(blocks_of(length as usize).min(rest.len()));
            rest = after;
            (blocks, length as usize)
        })
    }
}

/// A distance as features name it: small ones as they are, larger ones in classes.
#[must_use]
pub const fn bucket(gap: usize) -> &'static str {
    match gap {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=8 => "8",
        9..=15 => "15",
        16..=30 => "30",
        _ => "more",
    }
}

/// How many blocks a name has.
const fn blocks_of(length: usize) -> usize {
    if length == 0 { 1 } else { length.div_ceil(size_of::<Block>()) }
}

/// The hash of one name.
pub(super) fn key(name: &str) -> u64 {
    let mut features = Features::default();
    features.add(&[name]);
    hash(&features.blocks, name.len())
}

/// Numbers without a pattern: the first bits of pi.
const SALT: [u64; 8] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7344,
    0xa409_3822_299f_31d0,
    0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377,
    0xbe54_66cf_34e9_0c6c,
    0xc0ac_29b7_c97c_50dd,
    0x3f84_d5b5_b547_0917,
];

/// A number for a name, the same on every machine: folded multiplications as in wyhash, those of a block side by side.
fn hash(blocks: &[Block], length: usize) -> u64 {
    blocks.iter().fold(length as u64, |state, block| {
        let word = |at: usize| block.as_chunks().0.get(at).map_or(0, |word| u64::from_le_bytes(*word)) ^ SALT[at];
        let sum = [0, 2, 4, 6].into_iter().fold(state, |sum, at| sum ^ fold(word(at), word(at + 1)));
        fold(sum, SALT[0])
    })
}

/// The two halves of a product, one over the other.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
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
        features.add(&[""]);
        features.add(&[name, name, name]);
        assert_eq!(features.names(), [name, "", &name.repeat(3)]);
        let keys: FxHashSet<u64> = features.keys().collect();
        assert_eq!(keys.len(), 3);
        let mut apart = Features::default();
        for &at in &places {
            apart.add(&[&name[..at]]);
        }
        assert_eq!(apart.names().len(), places.len());
        assert_eq!(apart.keys().collect::<FxHashSet<u64>>().len(), places.len());
    }
}
