//! The weights of features, added up by the thousand for each sentence.
//!
//! Rows lie far apart in memory, and waiting for them would be most of the work. So what is not there is told by bits that
//! stay in the processor's cache (one in ten is not told), and the rows of all others are fetched a few tokens before they
//! are added.

use super::index::Index;
use super::prefetch::prefetch;

/// Labels that are added up together, of which those of a model are the first.
pub const LANES: usize = 16;

/// The most labels of a model: the lanes after them hold what tells a row from others.
pub const LABELS: usize = 13;

/// What some features of a token add to the scores of its labels; what stands in the lanes after them means nothing.
pub type Sum = [i16; LANES];

/// The weights of one feature, then what tells it from others: whether another row has its beginning, and the rest of
/// the feature in two bytes.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
struct Row([i8; LANES]);

impl Row {
    fn new(weights: &[i8], rest: u16) -> Self {
        let mut row = [0; LANES];
        row[..weights.len()].copy_from_slice(weights);
        let [low, high] = rest.to_le_bytes();
        (row[LANES - 2], row[LANES - 1]) = (low.cast_signed(), high.cast_signed());
        Self(row)
    }

    fn rest(&self) -> u16 {
        u16::from_le_bytes([self.0[LANES - 2].cast_unsigned(), self.0[LANES - 1].cast_unsigned()])
    }

    fn add(&self, sum: &mut Sum) {
        for (sum, weight) in sum.iter_mut().zip(self.0) {
            *sum = sum.wrapping_add(i16::from(weight));
        }
    }

    /// Whether features that are looked up among the others share its beginning.
    const fn shares(&self) -> bool {
        self.0[LABELS] != 0
    }
}

/// Weights by feature, one for each label.
#[derive(Debug, Default)]
pub struct Weights {
    /// A bit for each beginning of features that have weights.
    sieve: Vec<u64>,
    /// How many bits are set before each of those 64.
    before: Vec<u32>,
    /// How many lower bits of a feature are not its beginning: they are its rest.
    shift: u32,
    /// The first row of every beginning.
    firsts: Vec<Row>,
    /// The rows after the first of their beginning, and where they are.
    others: Vec<Row>,
    index: Index,
    labels: usize,
}

/// More features than a token has.
const MOST: usize = 256;

/// Features that may have weights, of some tokens.
#[derive(Debug)]
pub struct Candidates {
    /// Those of the last token, as they are noted.
    noted: [u32; MOST],
    count: usize,
    /// Those of the tokens before, each with the place of its row among the first ones.
    sought: Vec<(u32, u32)>,
    /// For each token where they end.
    ends: Vec<usize>,
}

impl Default for Candidates {
    fn default() -> Self {
        Self { noted: [0; MOST], count: 0, sought: Vec::new(), ends: Vec::new() }
    }
}

impl Weights {
    /// Weights from rows of one per label, by ascending feature; `None` where they are not that.
    #[must_use]
    pub fn new(features: &[u32], weights: &[i8], labels: usize) -> Option<Self> {
        let ascending = features.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascending || !(1..=LABELS).contains(&labels) || weights.len() != features.len() * labels {
            return None;
        }
        // The rest of a feature has 16 bits at most.
        let bits = ((features.len() * 8 + 2).next_power_of_two().trailing_zeros()).clamp(16, 32);
        let shift = 32 - bits;
        let mut sieve = vec![0_u64; 1 << (bits - 6)];
        let (mut firsts, mut others): (Vec<Row>, Vec<Row>) = (Vec::new(), Vec::new());
        let mut keys = Vec::new();
        for (&feature, weights) in features.iter().zip(weights.chunks_exact(labels)) {
            let row = Row::new(weights, (feature & ((1 << shift) - 1)) as u16);
            let (block, bit) = place(feature, shift);
            match firsts.last_mut().filter(|_| sieve[block] & bit != 0) {
                Some(first) => {
                    first.0[LABELS] = 1;
                    others.push(row);
                    keys.push(feature);
                }
                None => firsts.push(row),
            }
            sieve[block] |= bit;
        }
        let mut sum = 0;
        let mut count = |bits: &u64| {
            let before = sum;
            sum += bits.count_ones();
            before
        };
        let before = sieve.iter().map(&mut count).collect();
        Some(Self { sieve, before, shift, firsts, others, index: Index::new(keys), labels })
    }

    /// Notes a feature of a token if it may have weights.
    #[inline]
    pub fn note(&self, feature: u32, candidates: &mut Candidates) {
        let (block, bit) = place(feature, self.shift);
        // Without a branch, which would be guessed wrong half of the time.
        candidates.noted[candidates.count % MOST] = feature;
        candidates.count += usize::from(self.sieve.get(block).is_some_and(|bits| bits & bit != 0));
    }

    /// All features of a token are noted: their rows are fetched.
    pub fn seek(&self, candidates: &mut Candidates) {
        for &feature in &candidates.noted[..candidates.count.min(MOST)] {
            let (block, bit) = place(feature, self.shift);
            let (Some(bits), Some(before)) = (self.sieve.get(block), self.before.get(block)) else { continue };
            let row = before + (bits & (bit - 1)).count_ones();
            if let Some(row) = self.firsts.get(row as usize) {
                prefetch(row);
            }
            candidates.sought.push((feature, row));
        }
        candidates.count = 0;
        candidates.ends.push(candidates.sought.len());
    }

    /// Adds to the sum of each token the weights of its features, and forgets them. Of less than 256 weights of 8 bits,
    /// the sum fits 16 bits.
    pub fn add(&self, candidates: &mut Candidates, sums: &mut [Sum]) {
        let mask = ((1_u64 << self.shift) - 1) as u16;
        let mut start = 0;
        for (sum, end) in sums.iter_mut().zip(candidates.ends.drain(..)) {
            let mut total = *sum;
            for &(feature, row) in &candidates.sought[start..end] {
                let Some(first) = self.firsts.get(row as usize) else { continue };
                if first.rest() == feature as u16 & mask {
                    first.add(&mut total);
                } else if first.shares()
                    && let Some(other) = self.index.get(feature).and_then(|other| self.others.get(other))
                {
                    other.add(&mut total);
                }
            }
            *sum = total;
            start = end;
        }
        candidates.sought.clear();
    }

    /// The features with their weights, by ascending feature.
    #[must_use]
    pub fn rows(&self) -> Vec<(u32, Vec<i8>)> {
        let beginnings = (0_u32..).zip(&self.sieve).flat_map(|(block, &bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| (block << 6 | bit) << self.shift)
        });
        let firsts = beginnings.zip(&self.firsts).map(|(beginning, row)| (beginning | u32::from(row.rest()), row));
        let mut rows: Vec<(u32, Vec<i8>)> = firsts
            .chain(self.index.keys().zip(&self.others))
            .map(|(feature, row)| (feature, row.0[..self.labels].to_vec()))
            .collect();
        rows.sort_unstable_by_key(|(feature, _)| *feature);
        rows
    }

    /// How many features have weights.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.firsts.len() + self.others.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }
}

/// The bit of a feature's beginning, and which 64 it is one of.
#[inline]
const fn place(feature: u32, shift: u32) -> (usize, u64) {
    let beginning = feature as u64 >> shift;
    (beginning as usize / 64, 1 << (beginning % 64))
}
