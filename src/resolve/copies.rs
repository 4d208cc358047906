//! Copies of one wire story: near-duplicate articles share a story, and a story counts as one source.
//!
//! Sketches are banded so that only articles with an equal band meet (locality-sensitive hashing; Leskovec et al.,
//! *Mining of Massive Datasets*, ch. 3): the cost is linear in the articles and quadratic only within a story.

use rustc_hash::FxHashMap;

use super::blocks::Blocks;
use super::union::Union;
use crate::lang::sketch::{mix, resemblance};

/// Places of a sketch in a band: copies that share half of their shingles meet in one band with 95 in 100.
const BAND: usize = 4;

/// Shingles that two copies share at least; agencies' stories are cut and re-headed, rarely rewritten.
const ALIKE: f64 = 0.5;

/// Articles in a bucket that are all compared; in larger ones each meets its neighbours only.
const MOST: usize = 64;

/// For each sketched article the number of its story, numbered in the order of the articles.
#[must_use]
pub fn stories<'s>(sketches: impl Iterator<Item = &'s [u32]>) -> Vec<u32> {
    let sketches: Vec<&[u32]> = sketches.collect();
    let mut bands = Blocks::default();
    for (e, sketch) in (0..).zip(&sketches) {
        let key = |(b, band): (u64, &[u32])| band.iter().fold(b, |sum, &place| mix(sum ^ (u64::from(place) << 8)));
        bands.put(e, (1..).zip(sketch.chunks_exact(BAND)).map(key));
    }
    let mut buckets: Vec<Vec<u32>> = Vec::new();
    bands.shared(|_, bucket| buckets.push(bucket.to_vec()));
    buckets.sort_unstable();
    buckets.dedup();
    let mut union = Union::new(sketches.len());
    for bucket in &mut buckets {
        let sketch = |e: u32| sketches[e as usize];
        bucket.sort_by_key(|&e| (sketch(e), e));
        for (i, &left) in bucket.iter().enumerate() {
            for &right in bucket[i + 1..].iter().take(MOST) {
                if union.find(left) != union.find(right) && resemblance(sketch(left), sketch(right)) >= ALIKE {
                    union.join(left, right);
                }
            }
        }
    }
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    (0..sketches.len() as u32)
        .map(|e| {
            let next = numbers.len() as u32;
            *numbers.entry(union.find(e)).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::sketch::sketch;

    #[test]
    fn copies_share_a_story() {
        let text = (0..200).map(|n| format!("w{}", n * 13 % 307)).collect::<Vec<_>>().join(" ");
        let copy = format!("agency {text} end");
        let other = (0..200).map(|n| format!("v{}", n * 11 % 211)).collect::<Vec<_>>().join(" ");
        let sketches = [&text, &other, &copy, "", ""].map(|text| sketch(text.split(' ')));
        let stories = stories(sketches.iter().map(Vec::as_slice));
        assert_eq!(stories, [0, 1, 0, 2, 3]);
    }
}
