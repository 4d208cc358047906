//! Same, different or undecided: comparisons become judgements, with the company that names keep.
//!
//! Law: a judgement rests on its two units alone, unless the user has decided it; what the rest of the corpus says is
//! weighed in `cluster`.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::blocks::Meetings;
use super::compare::{BOTH_USED, BY_HAND, COUNTRY_LEFT_OUT, Comparison, FATHER_TOLD, SORT_LEFT_OUT, compare};
use super::directory::directory;
use super::ledger::{Ledger, Pair};
use super::normal::Part;
use super::ruling::Ruling;
use super::unit::Unit;
use crate::model::kinds::EntityType;
use crate::model::resolution::Verdict;

/// Score from which two names are one.
const SAME: u32 = 800;

/// Score from which a person should look.
const UNDECIDED: u32 = 600;

/// What each named thing that two units are both mentioned with adds to their score.
const COMPANY: u32 = 35;

/// The score of a name that is part of another, where nothing else is common.
const FOREIGN: u32 = 700;

/// Articles of a unit whose company is looked at.
const ARTICLES: usize = 32;

/// A judgement on two units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The smaller number.
    pub left: u32,
    /// The larger number.
    pub right: u32,
    /// The comparison, company counted.
    pub comparison: Comparison,
    /// The outcome.
    pub verdict: Verdict,
}

impl Judged {
    /// Leaves open whose a name is that several bear.
    pub fn doubt(&mut self) {
        (self.verdict, self.comparison.reason) = (Verdict::Undecided, "a name that several bear");
    }
}

/// Who is mentioned where.
#[derive(Debug)]
pub struct Company {
    /// For each extraction the units of its entities.
    pub units: Vec<Vec<u32>>,
    /// For each unit whom it is mentioned with, sorted; filled when it is asked for.
    around: Vec<OnceLock<Vec<u32>>>,
}

impl Company {
    /// Reads off who is mentioned where, in so many articles.
    #[must_use]
    pub fn new(articles: usize, units: &[Unit]) -> Self {
        let mut company: Vec<Vec<u32>> = vec![Vec::new(); articles];
        for (u, unit) in units.iter().enumerate() {
            for member in &unit.members {
                company[member.extraction as usize].push(u as u32);
            }
        }
        Self { units: company, around: units.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The named things that stand in the same articles as a unit, sorted.
    fn of(&self, units: &[Unit], unit: u32) -> &[u32] {
        self.around[unit as usize].get_or_init(|| {
            // Each article once; for a unit of very many articles any of them tell the same.
            let mut articles: Vec<u32> = units[unit as usize].members.iter().map(|m| m.extraction).collect();
            articles.sort_unstable_by_key(|&e| &self.units[e as usize]);
            articles.dedup();
            let here = articles.iter().take(ARTICLES).flat_map(|&e| &self.units[e as usize]).copied();
            let mut here: Vec<u32> = here.collect();
            here.sort_unstable();
            here.dedup();
            here
        })
    }

    /// How many named things, countries apart, two units are both mentioned with.
    #[must_use]
    pub fn shared(&self, units: &[Unit], left: u32, right: u32) -> u32 {
        let both = self.both(units, left, right);
        both.filter(|&unit| units[unit as usize].kind != EntityType::Country).count() as u32
    }

    /// Whether two units are mentioned with countries, but with nothing in common.
    #[must_use]
    pub fn foreign(&self, units: &[Unit], left: u32, right: u32) -> bool {
        let home = |unit: u32| self.of(units, unit).iter().any(|&u| units[u as usize].kind == EntityType::Country);
        home(left) && home(right) && self.both(units, left, right).next().is_none()
    }

    /// Whether a unit is mentioned with no people, bodies or places.
    fn is_alone(&self, units: &[Unit], unit: u32) -> bool {
        self.of(units, unit).iter().all(|&other| other == unit || units[other as usize].kind == EntityType::Country)
    }

    /// Whether a unit is mentioned with a country.
    fn names(&self, units: &[Unit], unit: u32, country: &str) -> bool {
        let is_it = |other: &Unit| other.kind == EntityType::Country && other.country.as_deref() == Some(country);
        self.of(units, unit).iter().any(|&other| is_it(&units[other as usize]))
    }

    fn both<'c>(&'c self, units: &[Unit], left: u32, right: u32) -> impl Iterator<Item = u32> + use<'c> {
        let (l, r) = (self.of(units, left), self.of(units, right));
        let (few, many) = if l.len() < r.len() { (l, r) } else { (r, l) };
        let both = few.iter().copied().filter(|unit| many.binary_search(unit).is_ok());
        both.filter(move |&unit| unit != left && unit != right)
    }
}

/// Judges the units that meet; pairs that have nothing in common give no judgement.
#[must_use]
pub fn judge(
    units: &[Unit],
    meetings: &Meetings,
    company: &Company,
    ruling: &Ruling,
    ledger: &mut Ledger,
) -> Vec<Judged> {
    let find = |left: u32, right: u32| {
        let comparison = compare(&units[left as usize], &units[right as usize]);
        verdict(comparison).map(|_| comparison)
    };
    let found = ledger.find(units.iter().map(|unit| unit.profile.content).collect(), meetings, find);
    let judge = |&(left, right, mut comparison): &Pair| {
        if !comparison.conflict && (UNDECIDED..SAME).contains(&comparison.score) && !comparison.partial {
            let shared = company.shared(units, left, right).min(4);
            comparison.score += shared * COMPANY;
        }
        let named = matches!(units[left as usize].kind, EntityType::Person | EntityType::Organization);
        let called = || {
            let (l, r) = (&units[left as usize], &units[right as usize]);
            is_called(l, r) || is_called(r, l)
        };
        let part = comparison.partial && named && comparison.score >= SAME && !called();
        if part && comparison.reason != SORT_LEFT_OUT && company.foreign(units, left, right) {
            comparison.score = FOREIGN;
            comparison.reason = "a part of the name, told of other countries and in other company";
        } else if part && !is_borne_out(units, company, left, right, comparison.reason) {
            comparison.score = FOREIGN;
            comparison.reason = "a part of the name, and too little else in common";
        }
        let verdict = verdict(comparison)?;
        Some(Judged { left, right, comparison, verdict })
    };
    let mut judged: Vec<Judged> = found.par_iter().filter_map(judge).collect();
    rule(&mut judged, units.len(), meetings, ruling);
    judged
}

/// Whether the company of two names bears out that the one is part of, or short for, the other. Of a surname something
/// must be common, of one that many bear, or of two common words, more than a country; of a body's short form too, and a
/// body whose name lacks the country stands beside that country.
fn is_borne_out(units: &[Unit], company: &Company, left: u32, right: u32, reason: &str) -> bool {
    let (l, r) = (&units[left as usize], &units[right as usize]);
    if l.kind == EntityType::Organization {
        return match reason {
            BOTH_USED => company.shared(units, left, right) > 0,
            COUNTRY_LEFT_OUT => {
                let country = |unit: &Unit| directory().without_country(&unit.name).1;
                match (country(l), country(r)) {
                    (Some(country), None) => company.names(units, right, country),
                    (None, Some(country)) => company.names(units, left, country),
                    _ => true,
                }
            }
            _ => true,
        };
    }
    let (l, r) = (l.profile.shape, r.profile.shape);
    // Many are called عبدالله بن عبدالعزيز, and something more; of whom the world knows, it knows all names.
    if reason == FATHER_TOLD {
        return !l.listed && !r.listed && company.shared(units, left, right) > 0;
    }
    let short = if l.words < r.words { l } else { r };
    if short.listed || !(short.plain || short.bare) {
        return true;
    }
    company.shared(units, left, right) > 0
        || (!short.plain && company.both(units, left, right).next().is_some())
        || company.is_alone(units, left)
        || company.is_alone(units, right)
}

/// Whether a lone family name is how the world calls somebody, and nobody else that the gazetteer knows: خامنئي.
#[must_use]
pub fn is_called(known: &Unit, lone: &Unit) -> bool {
    let shape = lone.profile.shape;
    let meant = || directory().find(EntityType::Person, &lone.name).map(|entry| entry.key.as_str());
    shape.bare
        && !lone.name.parts.iter().all(Part::is_given)
        && known.gazetteer.is_some()
        && meant() == known.gazetteer.as_deref()
}

/// Puts what the user decided in the place of what was judged.
fn rule(judged: &mut Vec<Judged>, count: usize, meetings: &Meetings, ruling: &Ruling) {
    let mut apart = ruling.apart();
    judged.retain(|Judged { left, right, .. }| {
        !ruling.is_split(*left) && !ruling.is_split(*right) && ruling.different(*left, *right).is_none()
    });
    if apart.is_empty() {
        return;
    }
    let standings = meetings.standings(count);
    apart.retain(|&(left, right)| !ruling.is_split(left) && !ruling.is_split(right) && standings.meet(left, right));
    let comparison = Comparison { score: 0, partial: false, conflict: true, reason: BY_HAND };
    let by_hand = |(left, right)| Judged { left, right, comparison, verdict: Verdict::Different };
    judged.extend(apart.into_iter().map(by_hand));
    judged.sort_unstable_by_key(|judged| (judged.left, judged.right));
}

/// The outcome of a comparison; `None` where the two have nothing in common.
#[must_use]
pub const fn verdict(comparison: Comparison) -> Option<Verdict> {
    if comparison.conflict && comparison.score < UNDECIDED {
        Some(Verdict::Different)
    } else if comparison.conflict {
        Some(Verdict::Undecided)
    } else if comparison.score >= SAME {
        Some(Verdict::Same)
    } else if comparison.score >= UNDECIDED {
        Some(Verdict::Undecided)
    } else {
        None
    }
}
