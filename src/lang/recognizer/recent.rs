//! What was reckoned lately, by the hash of what it was reckoned from.
//!
//! Law: it changes no result, only who has to reckon; its size is fixed, and of two hashes that share a place the later
//! one stays.

use super::prefetch::prefetch;

/// Values by hash, each in the one place that its hash may have.
#[derive(Debug)]
pub struct Recent<V> {
    places: Vec<Option<(u64, V)>>,
    shift: u32,
}

impl<V> Recent<V> {
    /// Room for a number of values, which is a power of two.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        let places = std::iter::repeat_with(|| None).take(1 << bits).collect();
        Self { places, shift: 64 - bits }
    }

    /// A hash will be asked for soon.
    #[inline]
    pub fn fetch(&self, hash: u64) {
        prefetch(&self.places[(hash >> self.shift) as usize]);
    }

    /// The value of a hash, which is reckoned if it is not here.
    #[inline]
    pub fn get(&mut self, hash: u64, reckon: impl FnOnce() -> V) -> &V {
        let place = &mut self.places[(hash >> self.shift) as usize];
        if place.as_ref().is_none_or(|(known, _)| *known != hash) {
            *place = None;
        }
        &place.get_or_insert_with(|| (hash, reckon())).1
    }
}
