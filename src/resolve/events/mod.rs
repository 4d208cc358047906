//! The same occurrence told by several articles, in either language, is one: by sort, time, place, who, and words.
//!
//! `report` reads off what each article tells, `compare` scores two reports. Laws: two occurrences that one article
//! tells apart are two; those of known, different days are two, even of the same people; what the user decided stands
//! before all; the order of articles leaves no trace.

mod compare;
mod report;

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use self::compare::{apart, compare, family, is_rare};
use self::report::Report;
use super::blocks::{Blocks, Meetings};
use super::cluster::Group;
use super::compare::{BY_HAND, Comparison};
use super::gist::Gists;
use super::ledger::Ledger;
use super::normal;
use super::ruling::{Names, Ruling};
use super::union::Union;
use super::unit::Unit;
use crate::lang::sketch::{hash, mix};
use crate::model::decision::{Decisions, Reference};
use crate::model::diagnostic::Diagnostic;
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Judgement, Member, Verdict};

/// Score from which two reports are of one occurrence.
const SAME: u32 = 650;

/// Score from which a person should look.
const UNDECIDED: u32 = 500;

/// Reports of a set that are compared, when two sets are to be joined.
const SAMPLE: usize = 8;

/// What `events` found.
#[derive(Debug, Default)]
pub struct Occurrences {
    /// The reports of each occurrence.
    pub groups: Vec<Vec<Member>>,
    /// Pairs of reports, judged.
    pub judgements: Vec<Judgement>,
    /// Decisions that mean nothing here.
    pub remarks: Vec<Diagnostic>,
}

/// Two reports and what was made of them.
struct Judged {
    left: u32,
    right: u32,
    score: u32,
    verdict: Verdict,
    reason: &'static str,
}

/// Reports that are one so far.
struct Told {
    union: Union,
    held: FxHashMap<u32, Vec<u32>>,
}

impl Told {
    fn held(&self, root: u32) -> Vec<u32> {
        self.held.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    /// Joins the sets of two reports, unless `parted` tells why not.
    fn join<T>(&mut self, left: u32, right: u32, parted: impl Fn(&[u32], &[u32]) -> Option<T>) -> Result<(), T> {
        let (one, other) = (self.union.find(left), self.union.find(right));
        if one == other {
            return Ok(());
        }
        let (mut all, others) = (self.held(one), self.held(other));
        if let Some(why) = parted(&all, &others) {
            return Err(why);
        }
        all.extend(others);
        self.union.join(one, other);
        self.held.remove(&one.max(other));
        self.held.insert(one.min(other), all);
        Ok(())
    }
}

/// Groups the reports of all articles; `groups` says who is who, `ledger` what was found the last time.
#[must_use]
pub fn events(
    gists: &Gists,
    units: &[Unit],
    groups: &[Group],
    decisions: &Decisions,
    ledger: &mut Ledger,
) -> Occurrences {
    let names: Vec<u64> = groups.par_iter().map(|group| name(gists, units, group)).collect();
    let reports = report::reports(gists, groups);
    let mut ruling = rule(gists, &reports, decisions);
    let mut told = Told { union: Union::new(reports.len()), held: FxHashMap::default() };
    let mut judged: Vec<Judged> = Vec::new();
    for (line, things) in &ruling.same {
        for pair in things.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            match told.join(left, right, |l, r| any(l, r, |l, r| ruling.different(l, r))) {
                Ok(()) => judged.push(Judged { left, right, score: 1000, verdict: Verdict::Same, reason: BY_HAND }),
                Err(other) => {
                    let message = format!("it would put together what line {other} tells apart");
                    ruling.remarks.push(decisions.remark(*line, message));
                }
            }
        }
    }
    let decided = judged.len();
    // What the user made one is apart from another report only where all of it is.
    let mut made: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for &thing in ruling.same.iter().flat_map(|(_, things)| things) {
        let root = told.union.find(thing);
        made.insert(thing, told.held(root));
    }
    let made = |report: u32| made.get(&report).cloned().unwrap_or_else(|| vec![report]);
    let like = |l: u32, r: u32| {
        let like = |&l: &u32, &r: &u32| compare(&reports[l as usize], &reports[r as usize]).0 >= UNDECIDED;
        like(&l, &r) || decided > 0 && made(l).iter().any(|l| made(r).iter().any(|r| like(l, r)))
    };
    let parted = |l: u32, r: u32| apart(&reports[l as usize], &reports[r as usize]);
    let things = reports.par_iter().map(|report| report.content(gists, &names)).collect();
    let find = |left: u32, right: u32| {
        let (score, reason) = compare(&reports[left as usize], &reports[right as usize]);
        (score >= UNDECIDED).then_some(Comparison { score, partial: false, conflict: false, reason })
    };
    for (left, right, Comparison { score, reason, .. }) in ledger.find(things, &meetings(&reports, &names), find) {
        let verdict = if score >= SAME { Verdict::Same } else { Verdict::Undecided };
        if !ruling.is_split(left) && !ruling.is_split(right) && ruling.different(left, right).is_none() {
            judged.push(Judged { left, right, score, verdict, reason });
        }
    }
    judged[decided..].sort_by_key(|judged| (Reverse(judged.score), judged.left, judged.right));
    for judged in judged[decided..].iter_mut().filter(|judged| judged.verdict == Verdict::Same) {
        let two = |l: u32, r: u32| {
            let all = || made(l).iter().all(|&l| made(r).iter().all(|&r| parted(l, r)));
            (ruling.different(l, r).is_some() || (parted(l, r) && all())).then_some(())
        };
        let another = |l: &[u32], r: &[u32]| any(l, r, two).map(|()| "alike, but one of its cluster is another");
        let chain = |l: &[u32], r: &[u32]| (!is_one(l, r, like)).then_some("alike, but most of its cluster are not");
        if let Err(why) = told.join(judged.left, judged.right, |l, r| another(l, r).or_else(|| chain(l, r))) {
            (judged.verdict, judged.reason) = (Verdict::Undecided, why);
        }
    }
    let mut found: FxHashMap<u32, Vec<Member>> = FxHashMap::default();
    let mut roots = Vec::new();
    for r in 0..reports.len() as u32 {
        let root = told.union.find(r);
        if root == r {
            roots.push(root);
        }
        found.entry(root).or_default().push(reports[r as usize].member);
    }
    let groups = roots.into_iter().filter_map(|root| found.remove(&root)).collect();
    let judgements = judged
        .into_iter()
        .map(|judged| Judgement {
            kind: NodeKind::Event,
            left: reports[judged.left as usize].member,
            right: reports[judged.right as usize].member,
            verdict: judged.verdict,
            score: f64::from(judged.score.min(1000)) / 1000.0,
            reason: judged.reason.into(),
        })
        .collect();
    Occurrences { groups, judgements, remarks: ruling.remarks }
}

/// What is said of some pair of two sets.
fn any<T>(left: &[u32], right: &[u32], what: impl Fn(u32, u32) -> Option<T>) -> Option<T> {
    left.iter().find_map(|&l| right.iter().find_map(|&r| what(l, r)))
}

/// Whether two sets are of one occurrence: of the pairs of a report of each, most are alike, so that no chain of likeness
/// joins what is unlike.
fn is_one(left: &[u32], right: &[u32], like: impl Fn(u32, u32) -> bool) -> bool {
    let (left, right) = (sample(left), sample(right));
    let pairs = left.clone().flat_map(|l| right.clone().map(move |r| (l, r)));
    pairs.filter(|&(l, r)| like(l, r)).count() * 2 > left.len() * right.len()
}

/// Some of a set, from all over it.
fn sample(set: &[u32]) -> impl ExactSizeIterator<Item = u32> + Clone {
    let step = set.len().div_ceil(SAMPLE).max(1);
    set.iter().copied().step_by(step)
}

/// What the user decided about reports.
fn rule(gists: &Gists, reports: &[Report], decisions: &Decisions) -> Ruling {
    let mut names = Names::default();
    if decisions.list.iter().all(|decision| decision.left.kind != Some(NodeKind::Event)) {
        return Ruling::default();
    }
    for (r, report) in reports.iter().enumerate() {
        let event = gists.telling(report.member);
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            names.entry((NodeKind::Event, normal::title(name).key())).or_default().push(r as u32);
        }
    }
    let article = |report: u32| &*gists.list[reports[report as usize].member.extraction as usize].article;
    let meant = |report, reference: &Reference| reference.articles.iter().any(|named| named == article(report));
    Ruling::new(decisions, &names, meant, true)
}

/// A number that tells a group from all others, and stays when articles come or go that do not change which it is.
fn name(gists: &Gists, units: &[Unit], group: &Group) -> u64 {
    let key = units[group.root as usize].number;
    let first = group.members.first().filter(|_| group.apart);
    first.map_or(key, |member| mix(key ^ hash(&gists.list[member.extraction as usize].article)))
}

/// Who meets whom: reports of one family of sorts, about one time, with one of the people or places, or equal words.
fn meetings(reports: &[Report], names: &[u64]) -> Meetings {
    let mut blocks = Blocks::default();
    for (r, report) in (0..).zip(reports) {
        // A fortnight's grid, and the next field, so that neighbours over its border meet.
        let field = report.told.map(|day| day.div_euclid(14));
        let months = field.map_or([i64::MIN; 2], |field| [field, field + 1]);
        let months = &months[..if field.is_some() { 2 } else { 1 }];
        let cast = report.cast.iter().filter(|_| is_rare(report.kind));
        let who = report.around.iter().chain(cast).map(|&group| mix(names[group as usize])).chain([report.phrase]);
        let keys = who.flat_map(|who| months.iter().map(move |&month| mix(mix(who) ^ month as u64)));
        blocks.put(r, keys.map(|key| mix(key ^ family(report.kind) as u64)));
    }
    let mut meetings = Meetings::default();
    meetings.add(blocks, |_| false);
    meetings
}
