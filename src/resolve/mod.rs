//! Who is the same? Extractions → `Resolution`.
//!
//! 1. [`mod@unit`] gathers entities of equal names ([`normal`], [`directory`]).
//! 2. [`block`] finds pairs of names worth comparing.
//! 3. [`compare`] scores them, [`judge`] decides, with the reason kept.
//! 4. [`cluster`] derives who is one thing.
//! 5. [`events`] does the same for occurrences, by when, where and who.
//! 6. [`canonical`] names what was found.
//!
//! Beside it [`copies`] finds articles that are one story. Law: the order of the extractions changes nothing, and any
//! split of them, resolved together in the end, gives the same.

pub mod block;
pub mod canonical;
pub mod cluster;
pub mod compare;
pub mod copies;
pub mod directory;
pub mod events;
pub mod judge;
pub mod normal;
mod union;
pub mod unit;

use crate::model::extraction::Extraction;
use crate::model::resolution::{Judgement, Resolution};

/// Finds out who is the same over all articles.
#[must_use]
pub fn resolve(extractions: &[Extraction]) -> Resolution {
    let stories = copies::stories(extractions);
    let units = unit::units(extractions);
    let pairs = block::pairs(&units);
    let company = judge::Company::new(extractions, &units);
    let mut judged = judge::judge(&units, &pairs, &company);
    let groups = cluster::cluster(&units, &mut judged, &company, &stories);
    let occurrences = events::events(extractions, &groups);
    let mut judgements: Vec<Judgement> = judged
        .into_iter()
        .filter_map(|judged| {
            let first = |unit: u32| units[unit as usize].members.iter().min().copied();
            Some(Judgement {
                kind: units[judged.left as usize].kind.into(),
                left: first(judged.left)?,
                right: first(judged.right)?,
                verdict: judged.verdict,
                score: f64::from(judged.comparison.score.min(1000)) / 1000.0,
                reason: judged.comparison.reason.to_owned(),
            })
        })
        .collect();
    judgements.extend(occurrences.judgements);
    let clusters = canonical::clusters(extractions, &units, groups, occurrences.groups);
    Resolution { clusters, judgements, stories }
}
