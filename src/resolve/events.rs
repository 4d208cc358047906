//! The same occurrence told by several articles, in either language, is one: by sort, time, place, who, and words.
//!
//! Laws: two occurrences that one article tells apart are two; those of known, different days are two, even of the
//! same people; the order of articles leaves no trace.

use std::cmp::Reverse;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cluster::Group;
use super::normal;
use super::union::Union;
use crate::lang::sketch::{hash, mix};
use crate::model::date::Date;
use crate::model::extraction::Extraction;
use crate::model::kinds::{EntityType, EventType, NodeKind, Predicate};
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
}

/// One article's report of an occurrence.
struct Report {
    member: Member,
    kind: EventType,
    start: Option<Date>,
    end: Option<Date>,
    published: Option<Date>,
    /// Who took part, and who hosted it.
    actors: FxHashSet<u32>,
    places: FxHashSet<u32>,
    /// Where it was, or whose country hosted it.
    grounds: FxHashSet<u32>,
    /// The people and bodies that its article names.
    cast: Rc<FxHashSet<u32>>,
    arabic: bool,
    words: FxHashSet<String>,
}

/// Groups the reports of all extractions; `groups` says who is who.
#[must_use]
pub fn events(extractions: &[Extraction], groups: &[Group]) -> Occurrences {
    let reports = reports(extractions, groups);
    let mut judged: Vec<(u32, u32, u32, Verdict, &'static str)> = Vec::new();
    for (left, right) in pairs(&reports) {
        let (score, reason) = compare(&reports[left as usize], &reports[right as usize]);
        let verdict = match score {
            SAME.. => Verdict::Same,
            UNDECIDED.. => Verdict::Undecided,
            0 => Verdict::Different,
            _ => continue,
        };
        if verdict != Verdict::Different {
            judged.push((left, right, score, verdict, reason));
        }
    }
    judged.sort_by_key(|&(left, right, score, ..)| (Reverse(score), left, right));
    let mut union = Union::new(reports.len());
    let mut held: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (left, right, _, verdict, reason) in &mut judged {
        let (one, other) = (union.find(*left), union.find(*right));
        if *verdict != Verdict::Same || one == other {
            continue;
        }
        let of = |root: u32| held.get(&root).cloned().unwrap_or_else(|| vec![root]);
        let (mut all, others) = (of(one), of(other));
        if all.iter().any(|&l| others.iter().any(|&r| apart(&reports[l as usize], &reports[r as usize]))) {
            (*verdict, *reason) = (Verdict::Undecided, "alike, but one of its cluster is another");
            continue;
        }
        all.extend(others);
        union.join(one, other);
        held.remove(&one.max(other));
        held.insert(one.min(other), all);
    }
    let mut found: FxHashMap<u32, Vec<Member>> = FxHashMap::default();
    let mut roots = Vec::new();
    for r in 0..reports.len() as u32 {
        let root = union.find(r);
        if root == r {
            roots.push(root);
        }
        found.entry(root).or_default().push(reports[r as usize].member);
    }
    let groups = roots.into_iter().filter_map(|root| found.remove(&root)).collect();
    let judgements = judged
        .into_iter()
        .map(|(left, right, score, verdict, reason)| Judgement {
            kind: NodeKind::Event,
            left: reports[left as usize].member,
            right: reports[right as usize].member,
            verdict,
            score: f64::from(score.min(1000)) / 1000.0,
            reason: reason.to_owned(),
        })
        .collect();
    Occurrences { groups, judgements }
}

/// All reports, in an order that their content gives.
fn reports(extractions: &[Extraction], groups: &[Group]) -> Vec<Report> {
    let mut who: FxHashMap<Member, u32> = FxHashMap::default();
    for (g, group) in groups.iter().enumerate() {
        who.extend(group.members.iter().map(|&member| (member, g as u32)));
    }
    let mut reports = Vec::new();
    for (e, extraction) in extractions.iter().enumerate() {
        let entities: FxHashMap<&str, u32> = extraction
            .entities
            .iter()
            .enumerate()
            .filter_map(|(i, entity)| {
                let group = who.get(&Member { extraction: e as u32, item: i as u32 })?;
                Some((entity.id.as_str(), *group))
            })
            .collect();
        let named =
            extraction.entities.iter().filter(|e| matches!(e.kind, EntityType::Person | EntityType::Organization));
        let cast: Rc<FxHashSet<u32>> =
            Rc::new(named.filter_map(|entity| entities.get(entity.id.as_str())).copied().collect());
        for (i, event) in extraction.events.iter().enumerate() {
            let member = Member { extraction: e as u32, item: i as u32 };
            let name = normal::title(&event.name);
            let words = std::iter::once(&event.name)
                .chain(&event.aliases)
                .flat_map(|name| normal::title(name).parts)
                .map(|part| part.text)
                .filter(|word| word.chars().count() > 2)
                .collect();
            let mut report = Report {
                member,
                kind: event.kind,
                start: event.event_start,
                end: event.event_end,
                published: extraction.article.published,
                actors: FxHashSet::default(),
                places: FxHashSet::default(),
                grounds: FxHashSet::default(),
                cast: Rc::clone(&cast),
                arabic: name.arabic,
                words,
            };
            for relation in &extraction.relations {
                if relation.object == event.id
                    && matches!(relation.predicate, Predicate::ParticipatedIn | Predicate::Hosted)
                {
                    let who = entities.get(relation.subject.as_str());
                    report.actors.extend(who);
                    report.grounds.extend(who.filter(|_| relation.predicate == Predicate::Hosted));
                }
                if relation.subject == event.id && relation.predicate == Predicate::LocatedIn {
                    let place = entities.get(relation.object.as_str());
                    report.places.extend(place);
                    report.grounds.extend(place);
                }
            }
            reports.push(report);
        }
    }
    reports.sort_by_cached_key(|report| {
        let extraction = &extractions[report.member.extraction as usize];
        let event = &extraction.events[report.member.item as usize];
        (
            report.start,
            report.published,
            report.kind,
            event.name.clone(),
            extraction.article.id.clone(),
            event.id.clone(),
        )
    });
    reports
}

/// Pairs of reports of one family of sorts, about one time, with one of the people or places, or equal words.
fn pairs(reports: &[Report]) -> Vec<(u32, u32)> {
    let mut blocks: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for (r, report) in reports.iter().enumerate() {
        let mut months: Vec<i64> = Vec::new();
        if let Some(day) = report.start.or(report.published) {
            // A fortnight's grid, and the next field, so that neighbours over its border meet.
            let field = day.day_number().div_euclid(14);
            months.extend([field, field + 1]);
        } else {
            months.push(i64::MIN);
        }
        let mut words: Vec<&String> = report.words.iter().collect();
        words.sort_unstable();
        let words = words.iter().fold(mix(7), |sum, word| mix(sum ^ hash(word)));
        let who = report
            .actors
            .iter()
            .chain(&report.places)
            .chain(report.cast.iter().filter(|_| is_rare(report.kind)))
            .map(|&group| mix(u64::from(group) + 1))
            .chain([words]);
        let mut keys: Vec<u64> = who
            .flat_map(|who| months.iter().map(move |&month| mix(mix(who) ^ month as u64)))
            .map(|key| mix(key ^ family(report.kind) as u64))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            blocks.entry(key).or_default().push(r as u32);
        }
    }
    let mut pairs = Vec::new();
    let mut blocks: Vec<Vec<u32>> = blocks.into_values().filter(|block| block.len() > 1).collect();
    blocks.sort_unstable();
    blocks.dedup();
    for block in &blocks {
        for (i, &left) in block.iter().enumerate() {
            pairs.extend(block[i + 1..].iter().take(WINDOW).map(|&right| (left, right)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Sorts that reporters use for each other.
const fn family(kind: EventType) -> EventType {
    match kind {
        EventType::Summit | EventType::Conference => EventType::Meeting,
        EventType::War | EventType::Exercise => EventType::Attack,
        other => other,
    }
}

/// Sorts of which one place seldom sees two a day.
const fn is_rare(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Conference | EventType::Summit | EventType::Election | EventType::Disaster | EventType::War
    )
}

/// Whether two reports cannot be of one occurrence.
fn apart(left: &Report, right: &Report) -> bool {
    left.member.extraction == right.member.extraction || days(left, right).is_some_and(|days| days > 1)
}

/// Days between two dated reports; `None` where one has no date.
fn days(left: &Report, right: &Report) -> Option<i64> {
    let span = |report: &Report| {
        let start = report.start?;
        let end = report.end.unwrap_or(start).last_day().day_number();
        Some((start.first_day().day_number(), end.max(start.first_day().day_number())))
    };
    let ((l_start, l_end), (r_start, r_end)) = (span(left)?, span(right)?);
    Some((r_start - l_end).max(l_start - r_end).max(0))
}

fn compare(left: &Report, right: &Report) -> (u32, &'static str) {
    if family(left.kind) != family(right.kind) || apart(left, right) {
        return (0, "two occurrences");
    }
    let mut score = if left.kind == right.kind { 250 } else { 150 };
    let exact = |report: &Report| report.start.is_some_and(|date| date.day().is_some());
    let one_day = exact(left) && exact(right) && days(left, right) == Some(0);
    score += match days(left, right) {
        Some(0) if one_day => 250,
        Some(0) => 150,
        Some(_) => 100,
        None => match (left.start.or(left.published), right.start.or(right.published)) {
            (Some(l), Some(r)) => match (l.day_number() - r.day_number()).abs() {
                0..=2 => 130,
                3..=7 => 60,
                _ => 0,
            },
            _ => 50,
        },
    };
    let actors = left.actors.intersection(&right.actors).count();
    let places = left.places.intersection(&right.places).count();
    let everyone = left.places.union(&left.actors).filter(|g| right.places.contains(g) || right.actors.contains(g));
    let shared = everyone.count();
    score += [0, 130, 230, 280][shared.min(3)];
    score += if actors > 0 && places > 0 { 40 } else { 0 };
    // Articles that name the same people and bodies tell one story.
    let cast = left.cast.intersection(&right.cast).count();
    score += 30 * cast.min(3) as u32;
    // There is seldom more than one of such a sort a day in one place: that says what words would say.
    let rare = is_rare(left.kind);
    let grounds = left.grounds.intersection(&right.grounds).next().is_some();
    // Nor do two stories of one cast tell of two agreements that one of them made that day.
    let alone = one_day && left.kind == right.kind && ((rare && (grounds || cast >= 3)) || (shared > 0 && cast >= 3));
    let undated = |report: &Report| report.start.or(report.published).is_none();
    if undated(left) && undated(right) && shared < 3 {
        return (score.min(SAME - 1), "no word of when");
    }
    if left.arabic == right.arabic {
        let common = left.words.intersection(&right.words).count();
        let all = left.words.union(&right.words).count();
        score += (300 * common).checked_div(all).unwrap_or_default() as u32;
        if shared == 0 && (common < 3 || common * 3 < all * 2) {
            return (score.min(UNDECIDED - 1), "nobody and nowhere in common");
        }
        // One word in common is the sort's: championship, talks.
        if shared < 2 && common < 2 && !alone {
            return (score.min(SAME - 1), "too little in common");
        }
    } else if shared < 2 && !alone {
        return (score.min(SAME - 1), "too little in common across languages");
    } else {
        // The words cannot be compared: the rest weighs more.
        score += 80;
    }
    (score, "one sort, time, place, people and words")
}
