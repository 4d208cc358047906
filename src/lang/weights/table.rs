//! The weights of one task, by hashes of features' names.
//!
//! Much of what is asked for is not there, and all of it lies far apart in memory: a sieve of bits that stays in the
//! processor's cache turns most of the rest away, and what it lets through is found in one place.

/// Weights by feature and label: open addressing, the weights of one feature behind each other.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Bits by a key's upper half, sixteen at least for each weight.
    sieve: Vec<u64>,
    /// How many of a key's lower bits the sieve does not look at.
    shift: u32,
    /// A power of two, at least twice as many as there are weights.
    places: Vec<Place>,
}

/// What a feature adds to a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weight {
    /// The number of the label.
    pub label: u16,
    /// Thousandths of a log-odd.
    pub weight: i32,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    key: u64,
    weight: i32,
    label: u16,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Empty,
    /// The last weight of its feature.
    Last,
    /// Further on stands another weight of its feature.
    More,
}

impl Table {
    /// A table of weights by the hashes of their features.
    pub fn new(weights: &[(u64, Weight)]) -> Self {
        let size = (2 * weights.len()).next_power_of_two().max(64);
        let shift = 64 - (8 * size).trailing_zeros();
        let empty = Place { key: 0, weight: 0, label: 0, state: State::Empty };
        let mut table = Self { sieve: vec![0; 8 * size / 64], shift, places: vec![empty; size] };
        for &(key, Weight { label, weight }) in weights {
            let mut at = table.home(key);
            while table.places[at].state != State::Empty {
                if table.places[at].key == key {
                    table.places[at].state = State::More;
                }
                at = table.after(at);
            }
            table.places[at] = Place { key, weight, label, state: State::Last };
            let bit = key >> shift;
            table.sieve[bit as usize / 64] |= 1 << (bit % 64);
        }
        table
    }

    /// Whether a feature may have weights: of those that have none, one in sixteen at most.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        let bit = key >> self.shift;
        self.sieve.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Calls `put` with every weight of a feature.
    #[inline]
    pub fn get(&self, key: u64, mut put: impl FnMut(Weight)) {
        let mut at = self.home(key);
        while let Some(&Place { key: found, weight, label, state }) = self.places.get(at)
            && state != State::Empty
        {
            if found == key {
                put(Weight { label, weight });
                if state == State::Last {
                    return;
                }
            }
            at = self.after(at);
        }
    }

    const fn home(&self, key: u64) -> usize {
        key as usize & (self.places.len() - 1)
    }

    const fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}
