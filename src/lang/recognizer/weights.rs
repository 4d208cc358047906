//! The weights of features, added up by the thousand for each sentence.
//!
//! Rows lie far apart in memory, and waiting for them one after another would be most of the work. So what is not there
//! is told by bits that stay in the processor's cache (one in ten is not told), and the rows of all others are fetched
//! together: no step of the sum decides what is fetched next.

use super::index::Index;

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

/// The features of a token that may have weights.
#[derive(Debug)]
pub struct Candidates {
    features: [u32; MOST],
    count: usize,
}

impl Default for Candidates {
    fn default() -> Self {
        Self { features: [0; MOST], count: 0 }
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

    /// Notes a feature if it may have weights.
    #[inline]
    pub fn note(&self, feature: u32, candidates: &mut Candidates) {
        let (block, bit) = place(feature, self.shift);
        // Without a branch, which would be guessed wrong half of the time.
        candidates.features[candidates.count % MOST] = feature;
        candidates.count += usize::from(self.sieve.get(block).is_some_and(|bits| bits & bit != 0));
    }

    /// Adds the weights of the features that were noted, and forgets them. Of less than 256 weights of 8 bits, the sum
    /// fits 16 bits.
    pub fn add(&self, candidates: &mut Candidates, sum: &mut Sum) {
        let noted = &candidates.features[..candidates.count.min(MOST)];
        candidates.count = 0;
        let mut rows = [0; MOST];
        for (row, &feature) in rows.iter_mut().zip(noted) {
            let (block, bit) = place(feature, self.shift);
            if let (Some(bits), Some(before)) = (self.sieve.get(block), self.before.get(block)) {
                *row = before + (bits & (bit - 1)).count_ones();
            }
        }
        // Which rows are those of their features: nothing here waits for the row before.
        let (mut found, mut count) = ([0; MOST], 0);
        let (mut rest, mut left) = ([0; MOST], 0);
        let mask = ((1_u64 << self.shift) - 1) as u16;
        for (&place, &feature) in rows.iter().zip(noted) {
            let Some(row) = self.firsts.get(place as usize) else { continue };
            let same = row.rest() == feature as u16 & mask;
            found[count % MOST] = place;
            count += usize::from(same);
            rest[left % MOST] = feature;
            left += usize::from(!same & row.shares());
        }
        let others = rest[..left].iter().filter_map(|&feature| self.others.get(self.index.get(feature)?));
        let mut total = *sum;
        found[..count].iter().filter_map(|&place| self.firsts.get(place as usize)).chain(others).for_each(|row| {
            for (total, weight) in total.iter_mut().zip(row.0) {
                *total = total.wrapping_add(i16::from(weight));
            }
        });
        *sum = total;
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
