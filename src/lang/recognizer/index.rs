//! Where a fingerprint's values lie in a table: most of what is not there is turned away by a sieve of bits.

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
