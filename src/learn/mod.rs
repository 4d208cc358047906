//! How is it taught? Trainers of the models that `lang` ships, from corpora and raw news to bytes.
//!
//! Law: the same inputs give the same bytes. Nothing here reads a file or a clock; `cli` hands in the texts.

pub mod alignment;
pub mod corpora;
pub mod crf;
pub mod evaluate;
pub mod graphs;
pub mod lists;
pub mod recipe;
pub mod recognizer;
pub mod syntax;
pub mod transliteration;
pub mod usage;
pub mod vectors;
pub mod vocabulary;
pub mod weights;

/// A source of random numbers that is the same everywhere (xorshift64*, Vigna 2016).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator from a seed other than 0.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (((self.bits() >> 32) * n as u64) >> 32) as usize
    }

    /// A number from 0 up to but without 1.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }
}
