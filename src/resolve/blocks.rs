//! Items under keys: those that share a key stand together.
//!
//! One flat list that is sorted once: of millions of items it is made several times faster than a map of lists. Law:
//! what it gives depends on the items and their keys, not on the order they came in.

/// Items with the keys that they were put under.
#[derive(Debug, Default)]
pub struct Blocks {
    items: Vec<(u64, u32)>,
}

impl Blocks {
    /// Puts an item under some keys.
    pub fn put(&mut self, item: u32, keys: impl IntoIterator<Item = u64>) {
        self.items.extend(keys.into_iter().map(|key| (key, item)));
    }

    /// The items of each key that has several, each once and in their order.
    pub fn shared(mut self, mut each: impl FnMut(&[u32])) {
        self.items.sort_unstable();
        self.items.dedup();
        let mut block = Vec::new();
        for same in self.items.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
            block.clear();
            block.extend(same.iter().map(|&(_, item)| item));
            each(&block);
        }
    }
}

/// Pairs of a block's items, each with so many that follow it.
pub fn neighbours(block: &[u32], window: usize, pairs: &mut Vec<(u32, u32)>) {
    for (i, &left) in block.iter().enumerate() {
        pairs.extend(block[i + 1..].iter().take(window).map(|&right| (left, right)));
    }
}
