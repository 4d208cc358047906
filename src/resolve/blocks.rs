//! Items under keys: those that share a key stand together, and the nearest of them meet.
//!
//! One flat list that is sorted once: of millions of items it is made several times faster than a map of lists. Law:
//! what it gives depends on the items and their keys, not on the order they came in.

use rayon::prelude::*;

/// Items of a block that each meets at most.
pub const WINDOW: usize = 48;

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
    pub fn shared(mut self, mut each: impl FnMut(u64, &[u32])) {
        self.items.par_sort_unstable();
        self.items.dedup();
        let mut block = Vec::new();
        for same in self.items.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
            block.clear();
            block.extend(same.iter().map(|&(_, item)| item));
            each(same[0].0, &block);
        }
    }
}

/// Items that share a key. The first of them, its guests, do not meet each other: all others meet the first of the
/// guests, and their own neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// The key.
    pub key: u64,
    start: usize,
    end: usize,
    guests: usize,
}

/// Blocks of several items.
#[derive(Debug, Default)]
pub struct Meetings {
    /// The blocks.
    pub blocks: Vec<Block>,
    items: Vec<u32>,
}

impl Meetings {
    /// Adds the blocks of items under keys; `guest` tells guests.
    pub fn add(&mut self, blocks: Blocks, guest: impl Fn(u32) -> bool) {
        blocks.shared(|key, block| {
            let start = self.items.len();
            self.items.extend(block.iter().copied().filter(|&item| guest(item)));
            let guests = self.items.len() - start;
            self.items.extend(block.iter().copied().filter(|&item| !guest(item)));
            self.blocks.push(Block { key, start, end: self.items.len(), guests });
        });
    }

    /// The items of a block, its guests first.
    #[must_use]
    pub fn items(&self, block: Block) -> &[u32] {
        &self.items[block.start..block.end]
    }

    /// The pairs of a block's items that meet.
    pub fn pairs(&self, block: Block) -> impl Iterator<Item = (u32, u32)> {
        let (guests, others) = self.items(block).split_at(block.guests);
        others.iter().enumerate().flat_map(move |(i, &one)| {
            let met = guests.iter().take(WINDOW).chain(others[i + 1..].iter().take(WINDOW));
            met.map(move |&other| (one.min(other), one.max(other)))
        })
    }

    /// Where each of `count` items stands.
    #[must_use]
    pub fn standings(&self, count: usize) -> Standings<'_> {
        let mut first = vec![0_u32; count + 1];
        self.items.iter().for_each(|&item| first[item as usize + 1] += 1);
        for item in 0..count {
            first[item + 1] += first[item];
        }
        let mut free = first.clone();
        let mut places = vec![(0, 0); self.items.len()];
        for (b, block) in (0..).zip(&self.blocks) {
            for place in block.start..block.end {
                let free = &mut free[self.items[place] as usize];
                places[*free as usize] = (b, (place - block.start) as u32);
                *free += 1;
            }
        }
        Standings { meetings: self, first, places }
    }
}

/// The blocks that items stand in.
#[derive(Debug)]
pub struct Standings<'m> {
    meetings: &'m Meetings,
    first: Vec<u32>,
    /// Block and place in it, by item.
    places: Vec<(u32, u32)>,
}

impl Standings<'_> {
    fn of(&self, item: u32) -> &[(u32, u32)] {
        &self.places[self.first[item as usize] as usize..self.first[item as usize + 1] as usize]
    }

    /// Whether two items meet in some block.
    #[must_use]
    pub fn meet(&self, left: u32, right: u32) -> bool {
        let (mut l, mut r) = (self.of(left), self.of(right));
        while let (Some(&(one, here)), Some(&(other, there))) = (l.first(), r.first()) {
            match one.cmp(&other) {
                std::cmp::Ordering::Less => l = &l[1..],
                std::cmp::Ordering::Greater => r = &r[1..],
                std::cmp::Ordering::Equal => {
                    let guests = self.meetings.blocks[one as usize].guests;
                    let (near, far) = (here.min(there) as usize, here.max(there) as usize);
                    if far >= guests && (if near < guests { near < WINDOW } else { far - near <= WINDOW }) {
                        return true;
                    }
                    (l, r) = (&l[1..], &r[1..]);
                }
            }
        }
        false
    }
}
