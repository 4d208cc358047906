//! Who is the same? Extractions → `Resolution`.
//!
//! 1. [`gist`] takes from each article what it needs ([`share`], [`normal`], [`directory`]); [`mod@unit`] gathers
//!    entities of equal names, and parts namesakes.
//! 2. [`block`] finds pairs of names worth comparing.
//! 3. [`compare`] scores them, [`judge`] decides, with the reason kept.
//! 4. [`cluster`] derives who is one thing.
//! 5. [`events`] does the same for occurrences, by when, where and who.
//! 6. [`canonical`] names what was found.
//!
//! Beside it [`copies`] finds articles that are one story. What the user decided ([`decisions`]) comes before all that:
//! [`ruling`] finds whom it is about; [`doubts`] lists what is left to decide. Law: the order of the extractions changes
//! nothing, and any split of them, resolved together in the end, gives the same.

pub mod block;
mod blocks;
pub mod canonical;
pub mod cluster;
pub mod compare;
pub mod copies;
pub mod decisions;
pub mod directory;
pub mod doubts;
pub mod events;
mod flat;
pub mod gist;
pub mod home;
pub mod judge;
pub mod labels;
pub mod ledger;
mod namesakes;
pub mod normal;
pub mod profile;
pub mod ruling;
pub mod share;
mod union;
pub mod unit;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::canonical::Named;
use self::gist::Gists;
use self::labels::Labels;
use self::ledger::Ledger;
use self::profile::Profiles;
use self::unit::Unit;
use crate::model::decision::Decisions;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
use crate::model::resolution::{Cluster, Judgement, Resolution};

/// Finds out who is the same over all articles.
#[must_use]
pub fn resolve(extractions: &[Extraction]) -> Resolution {
    resolve_with(extractions, &Decisions::default())
}

/// Finds out who is the same over all articles, where the user has not decided it.
#[must_use]
pub fn resolve_with(extractions: &[Extraction], decisions: &Decisions) -> Resolution {
    let gists = gist::gists(extractions, &ruling::Naming::new(decisions));
    resolve_gists(&gists, decisions, &mut Memory::default()).finish()
}

/// What was found out the last time. Whatever it holds, the same comes out, only sooner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Of what is said of names.
    pub units: Profiles,
    /// Of names.
    pub names: Ledger,
    /// Of reports of events.
    pub reports: Ledger,
    /// Of what things are called.
    pub labels: Labels,
}

/// Who is the same, each cluster worked out where it is asked for.
#[derive(Debug)]
pub struct Resolved<'g> {
    gists: &'g Gists,
    units: Vec<Unit<'g>>,
    /// One for each node of the graph, sorted by id.
    pub named: Vec<Named>,
    /// As in [`Resolution`].
    pub judgements: Vec<Judgement>,
    /// As in [`Resolution`].
    pub stories: Vec<u32>,
    /// As in [`Resolution`].
    pub remarks: Vec<Diagnostic>,
}

impl Resolved<'_> {
    /// The cluster of this number.
    #[must_use]
    pub fn cluster(&self, number: usize) -> Cluster {
        self.named[number].cluster(self.gists, &self.units)
    }

    /// All clusters.
    #[must_use]
    pub fn finish(self) -> Resolution {
        let clusters = self.named.par_iter().map(|named| named.cluster(self.gists, &self.units)).collect();
        let Self { judgements, stories, remarks, .. } = self;
        Resolution { clusters, judgements, stories, remarks }
    }
}

/// Finds out the same of articles whose gists were made before, under the same decisions.
#[must_use]
pub fn resolve_gists<'g>(gists: &'g Gists, decisions: &Decisions, memory: &mut Memory) -> Resolved<'g> {
    let stories = copies::stories(gists.list.iter().map(|gist| &*gist.sketch));
    let units = unit::units(gists, &mut memory.units);
    let mut ruling = ruling::Ruling::of_units(decisions, &units);
    let company = judge::Company::new(gists.list.len(), &units);
    let mut judged = judge::judge(&units, &block::meetings(&units), &company, &ruling, &mut memory.names);
    let mut remarks = std::mem::take(&mut ruling.remarks);
    let groups = cluster::cluster(&units, &mut judged, &company, &stories, &ruling);
    remarks.extend(groups.clashes.iter().map(|clash| clash.remark(decisions)));
    let occurrences = events::events(gists, &units, &groups.list, decisions, &mut memory.reports);
    remarks.extend(occurrences.remarks);
    remarks.sort_by_key(|remark| remark.line);
    let mut judgements: Vec<Judgement> = judged
        .into_iter()
        .filter_map(|judged| {
            let first = |unit: u32| units[unit as usize].members.first().copied();
            Some(Judgement {
                kind: units[judged.left as usize].kind.into(),
                left: first(judged.left)?,
                right: first(judged.right)?,
                verdict: judged.verdict,
                score: f64::from(judged.comparison.score.min(1000)) / 1000.0,
                reason: judged.comparison.reason.into(),
            })
        })
        .collect();
    judgements.extend(occurrences.judgements);
    let named = canonical::names(gists, &units, groups.list, occurrences.groups, &mut memory.labels);
    Resolved { gists, units, named, judgements, stories, remarks }
}
