//! The weights of a tagger and how they lie in a file: little-endian integers, fingerprints sorted.
//!
//! Law: any bytes give a model or `None`, never a panic; all arithmetic on weights is on integers.

/// From 32-bit fingerprints to places in a table, by open addressing.
#[derive(Debug, Default)]
pub struct Index {
    /// A bit for each key by its upper bits, at least eight times as many as there are keys: small enough to stay in
    /// the processor's cache, it turns away most of what is not in the table.
    sieve: Vec<u64>,
    /// How many of a key's lower bits the sieve does not look at.
    shift: u32,
    slots: Vec<(u32, u32)>,
    keys: Vec<u32>,
    mask: usize,
}

impl Index {
    /// An index of keys by their order.
    #[must_use]
    pub fn new(keys: Vec<u32>) -> Self {
        let size = (keys.len() * 2 + 2).next_power_of_two();
        let mask = size - 1;
        let mut slots = vec![(0, u32::MAX); size];
        let bits = (size.trailing_zeros() + 2).clamp(6, 32);
        let shift = 32 - bits;
        let mut sieve = vec![0_u64; 1 << (bits - 6)];
        for (place, &key) in keys.iter().enumerate() {
            let mut at = key as usize & mask;
            while slots[at].1 != u32::MAX {
                at = (at + 1) & mask;
            }
            slots[at] = (key, place as u32);
            let bit = key >> shift;
            sieve[bit as usize / 64] |= 1 << (bit % 64);
        }
        Self { sieve, shift, slots, keys, mask }
    }

    /// Whether a key may be there: of those that are not, one in ten.
    #[inline]
    #[must_use]
    pub fn may_have(&self, key: u32) -> bool {
        let bit = u64::from(key) >> self.shift;
        self.sieve.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The place of a key.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u32) -> Option<usize> {
        if !self.may_have(key) {
            return None;
        }
        let mut at = key as usize & self.mask;
        loop {
            let &(found, place) = self.slots.get(at)?;
            if place == u32::MAX {
                return None;
            }
            if found == key {
                return Some(place as usize);
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        self.keys.iter().copied()
    }

    /// How many keys there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// Labels that are added up together; a model has at most so many.
pub const LANES: usize = 16;

/// What some features of a token add to the scores of its labels.
pub type Sum = [i16; LANES];

/// A feature and its weights, 0 beyond the labels.
#[derive(Clone, Copy, Debug)]
struct Row {
    feature: u32,
    weights: [i8; LANES],
}

/// Of 64 neighbouring beginnings of features, those that have weights.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    bits: u64,
    /// How many there are in the blocks before.
    before: u32,
}

/// Weights by feature, one for each label.
///
/// Features are looked up by the thousand for each sentence, far apart in memory: what is not there is told by bits
/// that stay in the processor's cache (one in ten is not told), and the others wait for one row each, all together.
#[derive(Debug, Default)]
pub struct Weights {
    blocks: Vec<Block>,
    /// How many lower bits of a feature are not its beginning.
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
        if !ascending || !(1..=LANES).contains(&labels) || weights.len() != features.len() * labels {
            return None;
        }
        let bits = ((features.len() * 8 + 2).next_power_of_two().trailing_zeros()).clamp(6, 32);
        let shift = 32 - bits;
        let mut blocks = vec![Block::default(); 1 << (bits - 6)];
        let (mut firsts, mut others) = (Vec::new(), Vec::new());
        for (&feature, row) in features.iter().zip(weights.chunks_exact(labels)) {
            let mut weights = [0; LANES];
            weights[..labels].copy_from_slice(row);
            let beginning = feature >> shift;
            let block = &mut blocks[beginning as usize / 64];
            let list = if block.bits >> (beginning % 64) & 1 == 0 { &mut firsts } else { &mut others };
            block.bits |= 1 << (beginning % 64);
            list.push(Row { feature, weights });
        }
        let mut before = 0;
        for block in &mut blocks {
            block.before = before;
            before += block.bits.count_ones();
        }
        let index = Index::new(others.iter().map(|row: &Row| row.feature).collect());
        Some(Self { blocks, shift, firsts, others, index, labels })
    }

    /// Notes a feature if it may have weights.
    #[inline]
    pub fn note(&self, feature: u32, candidates: &mut Candidates) {
        let beginning = u64::from(feature) >> self.shift;
        let bits = self.blocks.get(beginning as usize / 64).map_or(0, |block| block.bits);
        // Without a branch, which would be guessed wrong half of the time.
        candidates.features[candidates.count % MOST] = feature;
        candidates.count += (bits >> (beginning % 64) & 1) as usize;
    }

    /// Adds the weights of the features that were noted, and forgets them. Of less than 256 weights of 8 bits, the sum
    /// fits 16 bits.
    pub fn add(&self, candidates: &mut Candidates, sum: &mut Sum) {
        let mut total = *sum;
        let (mut rest, mut left) = ([0; MOST], 0);
        for &feature in candidates.features.iter().take(candidates.count) {
            let beginning = u64::from(feature) >> self.shift;
            let Some(block) = self.blocks.get(beginning as usize / 64) else { continue };
            let below = block.bits & ((1 << (beginning % 64)) - 1);
            let Some(row) = self.firsts.get((block.before + below.count_ones()) as usize) else { continue };
            let other = row.feature != feature;
            let mask = if other { 0 } else { -1 };
            for (total, weight) in total.iter_mut().zip(row.weights) {
                *total = total.wrapping_add(i16::from(weight & mask));
            }
            rest[left % MOST] = feature;
            left += usize::from(other);
        }
        candidates.count = 0;
        for row in rest[..left].iter().filter_map(|&feature| self.others.get(self.index.get(feature)?)) {
            for (total, weight) in total.iter_mut().zip(row.weights) {
                *total = total.wrapping_add(i16::from(weight));
            }
        }
        *sum = total;
    }

    /// The features with their weights, by ascending feature.
    fn rows(&self) -> Vec<(u32, &[i8])> {
        let rows = self.firsts.iter().chain(&self.others);
        let mut rows: Vec<(u32, &[i8])> = rows.map(|row| (row.feature, &row.weights[..self.labels])).collect();
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

/// A tagger: labels are 0 outside, then first, inner, last and only token of each kind.
#[derive(Debug, Default)]
pub struct Model {
    /// How many kinds of mention it tells apart, at most three.
    pub kinds: usize,
    /// Weights of the features of a token.
    pub local: Weights,
    /// Weights of the features of a token's other occurrences in the document.
    pub global: Weights,
    /// Weights of one label after another, without and with the document in view.
    pub transitions: [Vec<i32>; 2],
    /// What is taken off the score of the outside label: more finds more.
    pub bias: i32,
}

impl Model {
    /// How many labels there are.
    #[must_use]
    pub const fn labels(&self) -> usize {
        1 + 4 * self.kinds
    }

    /// The model as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(*b"KHM1");
        out.u32(self.kinds as u32);
        out.u32(self.bias.cast_unsigned());
        for weight in self.transitions.iter().flatten() {
            out.u16(*weight as u16);
        }
        for weights in [&self.local, &self.global] {
            let rows = weights.rows();
            out.u32(rows.len() as u32);
            for (feature, _) in &rows {
                out.u32(*feature);
            }
            rows.iter().flat_map(|(_, row)| *row).for_each(|&weight| out.bytes(&[weight.cast_unsigned()]));
        }
        out.finish()
    }

    /// The model from bytes; `None` where they are not a whole model.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(bytes, *b"KHM1")?;
        let kinds = bytes.u32()? as usize;
        if kinds == 0 || kinds > 3 {
            return None;
        }
        let labels = 1 + 4 * kinds;
        let bias = bytes.u32()?.cast_signed().clamp(-10_000, 10_000);
        let mut matrix =
            || (0..labels * labels).map(|_| Some(i32::from(bytes.u16()?.cast_signed()))).collect::<Option<_>>();
        let transitions = [matrix()?, matrix()?];
        let mut weights = || {
            let count = bytes.count(4 + labels)?;
            let keys = (0..count).map(|_| bytes.u32()).collect::<Option<Vec<_>>>()?;
            let rows: Vec<i8> = bytes.take(count * labels)?.iter().map(|byte| byte.cast_signed()).collect();
            Weights::new(&keys, &rows, labels)
        };
        Some(Self { kinds, local: weights()?, global: weights()?, transitions, bias })
    }
}

/// Writes integers.
#[derive(Debug)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Begins with the four bytes that name the format.
    #[must_use]
    pub fn new(magic: [u8; 4]) -> Self {
        Self(magic.to_vec())
    }

    /// Writes 4 bytes.
    pub fn u32(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    /// Writes 2 bytes.
    pub fn u16(&mut self, value: u16) {
        self.0.extend(value.to_le_bytes());
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend(bytes);
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads what [`Writer`] wrote; `None` at the end of the bytes.
#[derive(Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads bytes that begin with the name of the format.
    #[must_use]
    pub fn new(bytes: &'a [u8], magic: [u8; 4]) -> Option<Self> {
        bytes.strip_prefix(&magic).map(Self)
    }

    /// The next bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// A number of items that take at least `size` bytes each; `None` where fewer bytes are left.
    pub fn count(&mut self, size: usize) -> Option<usize> {
        let count = self.u32()? as usize;
        (count.checked_mul(size)? <= self.0.len()).then_some(count)
    }
}
