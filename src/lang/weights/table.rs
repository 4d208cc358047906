//! The weights of one task, by hashes of features' names.
//!
//! Of what is asked for most is not there, and all of it lies far apart in memory: a sieve of bits that stays in the
//! processor's cache turns most of the rest away, and what it lets through is found in one place.

/// Weights by feature and label: open addressing, with all weights of one feature in its run of places.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Bits by a key's upper half, sixteen at least for each weight.
    sieve: Vec<u64>,
    /// How many of a key's lower bits the sieve does not look at.
    shift: u32,
    /// As many as a power of two, twice as many as there are weights at least.
    places: Vec<Weight>,
}

/// What a feature adds to a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    /// The hash of the feature's name.
    pub key: u64,
    /// The number of the label; that of an empty place stands for none.
    pub label: u16,
    /// Thousandths of a log-odd.
    pub weight: i32,
}

const EMPTY: Weight = Weight { key: 0, label: u16::MAX, weight: 0 };

impl Table {
    pub fn new(weights: &[Weight]) -> Self {
        let size = (2 * weights.len()).next_power_of_two().max(64);
        let shift = 64 - (8 * size).trailing_zeros();
        let mut table = Self { sieve: vec![0; 8 * size / 64], shift, places: vec![EMPTY; size] };
        for &weight in weights {
            let mut place = table.home(weight.key);
            while table.places[place].label != EMPTY.label {
                place = table.after(place);
            }
            table.places[place] = weight;
            let bit = weight.key >> shift;
            table.sieve[bit as usize / 64] |= 1 << (bit % 64);
        }
        table
    }

    /// The first place of a feature that has weights.
    #[inline]
    pub fn find(&self, key: u64) -> Option<usize> {
        let bit = key >> self.shift;
        let word = self.sieve.get(bit as usize / 64)?;
        if word >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut place = self.home(key);
        loop {
            let weight = self.places[place];
            if weight.label == EMPTY.label {
                return None;
            }
            if weight.key == key {
                return Some(place);
            }
            place = self.after(place);
        }
    }

    /// The weights of the feature that is first found at a place.
    #[inline]
    pub fn weights(&self, mut place: usize) -> impl Iterator<Item = Weight> {
        let key = self.places[place].key;
        std::iter::from_fn(move || {
            let weight = self.places[place];
            place = self.after(place);
            (weight.label != EMPTY.label).then_some(weight)
        })
        .filter(move |weight| weight.key == key)
    }

    const fn home(&self, key: u64) -> usize {
        key as usize & (self.places.len() - 1)
    }

    const fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}
