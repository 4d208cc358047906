//! Disjoint sets over numbers, by path halving (Tarjan and van Leeuwen, 1984): near-constant time a step.

/// Sets of the numbers below a bound; each begins alone.
#[derive(Clone, Debug)]
pub struct Union {
    parents: Vec<u32>,
}

impl Union {
    /// `count` sets of one number each.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { parents: (0..count as u32).collect() }
    }

    /// The least number of the set that holds `item`.
    pub fn find(&mut self, mut item: u32) -> u32 {
        while self.parents[item as usize] != item {
            let above = self.parents[self.parents[item as usize] as usize];
            self.parents[item as usize] = above;
            item = above;
        }
        item
    }

    /// Makes one set of two; the least number stays its root, so that the order of joins leaves no trace.
    pub fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.find(left), self.find(right));
        self.parents[left.max(right) as usize] = left.min(right);
    }
}
