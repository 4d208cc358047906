//! The weights of a tagger and how they lie in a file: little-endian integers, fingerprints sorted.
//!
//! Law: any bytes give a model or `None`, never a panic; all arithmetic on weights is on integers.

/// From 32-bit fingerprints to places in a table, by open addressing.
#[derive(Debug, Default)]
pub struct Index {
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
        for (place, &key) in keys.iter().enumerate() {
            let mut at = key as usize & mask;
            while slots[at].1 != u32::MAX {
                at = (at + 1) & mask;
            }
            slots[at] = (key, place as u32);
        }
        Self { slots, keys, mask }
    }

    /// The place of a key.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<usize> {
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

/// Weights by feature, one for each label.
#[derive(Debug, Default)]
pub struct Weights {
    index: Index,
    rows: Vec<i8>,
    labels: usize,
}

impl Weights {
    /// Weights from rows of one per label.
    #[must_use]
    pub fn new(keys: Vec<u32>, rows: Vec<i8>, labels: usize) -> Self {
        Self { index: Index::new(keys), rows, labels }
    }

    /// Adds the weights of a feature to the scores of the labels.
    pub fn add(&self, feature: u32, scores: &mut [i32]) {
        if let Some(place) = self.index.get(feature)
            && let Some(row) = self.rows.get(place * self.labels..(place + 1) * self.labels)
        {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i32::from(*weight);
            }
        }
    }

    /// How many features have weights.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.index.is_empty()
    }
}

/// A tagger: labels are 0 outside, then first, inner, last and only token of each kind.
#[derive(Debug, Default)]
pub struct Model {
    /// How many kinds of mention it tells apart.
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
            out.u32(weights.index.len() as u32);
            weights.index.keys().for_each(|key| out.u32(key));
            weights.rows.iter().for_each(|&weight| out.bytes(&[weight.cast_unsigned()]));
        }
        out.finish()
    }

    /// The model from bytes; `None` where they are not a whole model.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(bytes, *b"KHM1")?;
        let kinds = bytes.u32()? as usize;
        if kinds == 0 || kinds > 8 {
            return None;
        }
        let labels = 1 + 4 * kinds;
        let bias = bytes.u32()?.cast_signed().clamp(-10_000, 10_000);
        let mut matrix =
            || (0..labels * labels).map(|_| Some(i32::from(bytes.u16()?.cast_signed()))).collect::<Option<_>>();
        let transitions = [matrix()?, matrix()?];
        let mut weights = || {
            let count = bytes.count(4 + labels)?;
            let keys = (0..count).map(|_| bytes.u32()).collect::<Option<_>>()?;
            let rows = bytes.take(count * labels)?.iter().map(|byte| byte.cast_signed()).collect();
            Some(Weights::new(keys, rows, labels))
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
