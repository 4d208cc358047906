//! The same occurrence told by several articles, in either language, is one: by sort, time, place, who, and words.
//!
//! `report` reads off what each article tells, `compare` scores two reports. Laws: two occurrences that one article
//! tells apart are two; those of known, different days are two, even of the same people; what the user decided stands
//! before all; the order of articles leaves no trace.

mod compare;
mod report;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use self::compare::{apart, compare, family, is_rare};
use self::report::Report;
use super::blocks::{Blocks, neighbours};
use super::cluster::Group;
use super::compare::BY_HAND;
use super::normal;
use super::ruling::{Names, Ruling};
use super::union::Union;
use crate::lang::sketch::mix;
use crate::model::decision::Decisions;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Judgement, Member, Verdict};

/// Score from which two reports are of one occurrence.
const SAME: u32 = 650;

/// Score from which a person should look.
const UNDECIDED: u32 = 500;

/// Reports of a block that each meets at most.
const WINDOW: usize = 48;

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

    /// Joins the sets of two reports, unless two of them are `apart`; gives what that says.
    fn join<T>(&mut self, left: u32, right: u32, apart: impl Fn(u32, u32) -> Option<T>) -> Result<(), T> {
        let (one, other) = (self.union.find(left), self.union.find(right));
        if one == other {
            return Ok(());
        }
        let (mut all, others) = (self.held(one), self.held(other));
        if let Some(why) = all.iter().find_map(|&l| others.iter().find_map(|&r| apart(l, r))) {
            return Err(why);
        }
        all.extend(others);
        self.union.join(one, other);
        self.held.remove(&one.max(other));
        self.held.insert(one.min(other), all);
        Ok(())
    }
}

/// Groups the reports of all extractions; `groups` says who is who.
#[must_use]
pub fn events(extractions: &[Extraction], groups: &[Group], decisions: &Decisions) -> Occurrences {
    let reports = report::reports(extractions, groups);
    let mut ruling = rule(extractions, &reports, decisions);
    let mut told = Told { union: Union::new(reports.len()), held: FxHashMap::default() };
    let mut judged: Vec<Judged> = Vec::new();
    for (line, things) in &ruling.same {
        for pair in things.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            match told.join(left, right, |l, r| ruling.different(l, r)) {
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
    let parted = |l: u32, r: u32| apart(&reports[l as usize], &reports[r as usize]);
    for (left, right) in pairs(&reports) {
        let (score, reason) = compare(&reports[left as usize], &reports[right as usize]);
        let verdict = match score {
            SAME.. => Verdict::Same,
            UNDECIDED.. => Verdict::Undecided,
            _ => continue,
        };
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
        if told.join(judged.left, judged.right, two).is_err() {
            (judged.verdict, judged.reason) = (Verdict::Undecided, "alike, but one of its cluster is another");
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

/// What the user decided about reports.
fn rule(extractions: &[Extraction], reports: &[Report], decisions: &Decisions) -> Ruling {
    let mut names = Names::default();
    if decisions.list.iter().all(|decision| decision.left.kind != Some(NodeKind::Event)) {
        return Ruling::default();
    }
    for (r, report) in reports.iter().enumerate() {
        let event = &extractions[report.member.extraction as usize].events[report.member.item as usize];
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            names.entry((NodeKind::Event, normal::title(name).key())).or_default().push(r as u32);
        }
    }
    let article = |report: u32| &extractions[reports[report as usize].member.extraction as usize].article.id;
    Ruling::new(decisions, &names, |report, reference| reference.articles.contains(article(report)), true)
}

/// Pairs of reports of one family of sorts, about one time, with one of the people or places, or equal words.
fn pairs(reports: &[Report]) -> Vec<(u32, u32)> {
    let mut blocks = Blocks::default();
    for (r, report) in reports.iter().enumerate() {
        let mut months: Vec<i64> = Vec::new();
        if let Some(day) = report.told {
            // A fortnight's grid, and the next field, so that neighbours over its border meet.
            let field = day.div_euclid(14);
            months.extend([field, field + 1]);
        } else {
            months.push(i64::MIN);
        }
        let who = report
            .around
            .iter()
            .chain(report.cast.iter().filter(|_| is_rare(report.kind)))
            .map(|&group| mix(u64::from(group) + 1))
            .chain([report.phrase]);
        let keys = who
            .flat_map(|who| months.iter().map(move |&month| mix(mix(who) ^ month as u64)))
            .map(|key| mix(key ^ family(report.kind) as u64));
        blocks.put(r as u32, keys);
    }
    let mut pairs = Vec::new();
    blocks.shared(|block| neighbours(block, WINDOW, &mut pairs));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
