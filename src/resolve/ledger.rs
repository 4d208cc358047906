//! What was found of pairs the last time: only pairs that are new, or of things that changed, are looked at again.
//!
//! Law: whatever ledger of this program it begins with, the empty one too, the same pairs come out with the same
//! findings.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::blocks::{Meetings, WINDOW};
use super::compare::Comparison;

/// What was found of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// For each thing a number that changes with all that findings about it rest on.
    things: Vec<u64>,
    crowds: Crowds,
    /// Pairs of which something was found, sorted.
    pairs: Vec<(u32, u32, Entry)>,
    /// The reasons that entries name.
    reasons: Vec<String>,
}

/// Keys of blocks in which not all meet, with their sizes.
type Crowds = Vec<(u64, u32)>;

/// A comparison as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    score: u16,
    partial: bool,
    conflict: bool,
    reason: u8,
}

/// Two things and what was found of them.
pub type Pair = (u32, u32, Comparison);

impl Ledger {
    /// Finds what there is of the pairs that meet, each looked at by `find` unless both of it are as they were; they come
    /// out sorted.
    pub fn find(
        &mut self,
        things: Vec<u64>,
        meetings: &Meetings,
        find: impl Fn(u32, u32) -> Option<Comparison> + Sync,
    ) -> Vec<Pair> {
        let places: FxHashMap<u64, u32> = things.iter().copied().zip(0..).collect();
        let now: Vec<Option<u32>> = self.things.iter().map(|thing| places.get(thing).copied()).collect();
        let mut known = vec![false; things.len()];
        now.iter().flatten().for_each(|&place| known[place as usize] = true);
        let (pairs, crowds) = self.new_pairs(&known, meetings);
        let mut found: Vec<Pair> =
            pairs.into_par_iter().filter_map(|(left, right)| Some((left, right, find(left, right)?))).collect();
        if !self.pairs.is_empty() {
            let standings = meetings.standings(things.len());
            let reasons: Vec<&'static str> = self.reasons.iter().map(|reason| fixed(reason)).collect();
            let still = |&(left, right, entry): &(u32, u32, Entry)| {
                let (left, right) = (now[left as usize]?, now[right as usize]?);
                let Entry { score, partial, conflict, reason } = entry;
                let reason = reasons.get(usize::from(reason))?;
                let comparison = Comparison { score: score.into(), partial, conflict, reason };
                let meet = left != right && standings.meet(left, right);
                meet.then_some((left.min(right), left.max(right), comparison))
            };
            found.par_extend(self.pairs.par_iter().filter_map(still));
        }
        found.par_sort_unstable_by_key(|&(left, right, _)| (left, right));
        found.dedup_by_key(|&mut (left, right, _)| (left, right));
        self.keep(things, crowds, &found);
        found
    }

    /// The pairs that may not have met before, sorted, and the blocks in which not all meet.
    fn new_pairs(&self, known: &[bool], meetings: &Meetings) -> (Vec<(u32, u32)>, Crowds) {
        let sizes: FxHashMap<u64, u32> = self.crowds.iter().copied().collect();
        let (mut pairs, mut crowds) = (Vec::new(), Vec::new());
        for &block in &meetings.blocks {
            let items = meetings.items(block);
            if items.len() > WINDOW {
                crowds.push((block.key, items.len() as u32));
            }
            let count = items.iter().filter(|&&item| known[item as usize]).count();
            // Where somebody has left a crowd, others have come nearer to each other.
            let thinned = sizes.get(&block.key).is_some_and(|&size| size as usize != count);
            if thinned || count < items.len() {
                let new = |&(left, right): &(u32, u32)| thinned || !known[left as usize] || !known[right as usize];
                pairs.extend(meetings.pairs(block).filter(new));
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs, crowds)
    }

    fn keep(&mut self, things: Vec<u64>, crowds: Crowds, found: &[Pair]) {
        let mut reasons: Vec<&'static str> = Vec::new();
        let mut number = |reason: &'static str| {
            let known = reasons.iter().position(|&known| std::ptr::eq(known, reason) || known == reason);
            known.unwrap_or_else(|| {
                reasons.push(reason);
                reasons.len() - 1
            })
        };
        let entry = |&(left, right, Comparison { score, partial, conflict, reason }): &Pair| {
            (left, right, Entry { score: score as u16, partial, conflict, reason: number(reason) as u8 })
        };
        let pairs = found.iter().map(entry).collect();
        let reasons = reasons.into_iter().map(str::to_owned).collect();
        *self = Self { things, crowds, pairs, reasons };
    }
}

/// The one copy of a reason; they are few, and the program's own.
fn fixed(reason: &str) -> &'static str {
    static REASONS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut reasons = REASONS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = reasons.get(reason) {
        return known;
    }
    let own: &'static str = Box::leak(reason.to_owned().into_boxed_str());
    reasons.insert(own);
    own
}
