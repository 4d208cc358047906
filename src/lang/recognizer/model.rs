//! The weights of a tagger and how they lie in a file: little-endian integers, fingerprints sorted.
//!
//! Law: any bytes give a model or `None`, never a panic; all arithmetic on weights is on integers.

use super::weights::Weights;

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
            rows.iter().flat_map(|(_, row)| row).for_each(|&weight| out.bytes(&[weight.cast_unsigned()]));
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
