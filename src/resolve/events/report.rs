//! What each article tells of an occurrence: extractions → reports, in an order that their content gives.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::super::cluster::Group;
use super::super::normal;
use crate::lang::sketch::{hash, mix};
use crate::model::date::Date;
use crate::model::extraction::{Event, Extraction};
use crate::model::kinds::{EntityType, EventType, Predicate};
use crate::model::resolution::Member;

/// Numbers, each once, sorted; few enough to lie within a report, which is compared with hundreds of others.
pub type Set = SmallVec<[u32; 6]>;

/// How many numbers are in both of two sets.
pub fn common(left: &[u32], right: &[u32]) -> usize {
    let (mut l, mut r, mut count) = (0, 0, 0);
    while let (Some(one), Some(other)) = (left.get(l), right.get(r)) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => (l, r, count) = (l + 1, r + 1, count + 1),
        }
    }
    count
}

fn set(items: impl IntoIterator<Item = u32>) -> Set {
    let mut set: Set = items.into_iter().collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// One article's report of an occurrence.
pub struct Report {
    pub member: Member,
    pub kind: EventType,
    /// Its first and last day, by number.
    pub days: Option<(i64, i64)>,
    /// Whether it is told to the day.
    pub exact: bool,
    /// The day that it is taken to be of: its first, else that of its article.
    pub told: Option<i64>,
    /// Who took part, and who hosted it.
    pub actors: Set,
    pub places: Set,
    /// Actors and places.
    pub around: Set,
    /// Where it was, or whose country hosted it.
    pub grounds: Set,
    /// The people and bodies that its article names.
    pub cast: Rc<Set>,
    pub arabic: bool,
    /// The words of its names, numbered.
    pub words: Set,
    /// The same words as one number that means the same in any corpus.
    pub phrase: u64,
}

/// The words of names, numbered as they come; the same names come again and again.
#[derive(Default)]
struct Words<'e> {
    numbers: FxHashMap<String, u32>,
    names: FxHashMap<&'e str, (bool, Vec<String>)>,
}

impl<'e> Words<'e> {
    /// The longer words of a name, and whether it is Arabic.
    fn of(&mut self, name: &'e str) -> &(bool, Vec<String>) {
        self.names.entry(name).or_insert_with(|| {
            let normal = normal::title(name);
            let words = normal.parts.into_iter().map(|part| part.text).filter(|word| word.chars().count() > 2);
            (normal.arabic, words.collect())
        })
    }

    /// The words of an event's names as a set of numbers, and as one number.
    fn numbered(&mut self, event: &'e Event) -> (Set, u64) {
        let mut words: Vec<String> = Vec::new();
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            words.extend(self.of(name).1.iter().cloned());
        }
        words.sort_unstable();
        words.dedup();
        let phrase = words.iter().fold(mix(7), |sum, word| mix(sum ^ hash(word)));
        let numbers = words.into_iter().map(|word| {
            let next = self.numbers.len() as u32;
            *self.numbers.entry(word).or_insert(next)
        });
        (set(numbers), phrase)
    }
}

/// First and last day of a span whose ends are known to the year, month or day.
fn days(start: Date, end: Option<Date>) -> (i64, i64) {
    let first = start.first_day().day_number();
    (first, end.unwrap_or(start).last_day().day_number().max(first))
}

/// All reports; `groups` says who is who.
pub fn reports(extractions: &[Extraction], groups: &[Group]) -> Vec<Report> {
    let mut who: FxHashMap<Member, u32> = FxHashMap::default();
    for (g, group) in groups.iter().enumerate() {
        who.extend(group.members.iter().map(|&member| (member, g as u32)));
    }
    let mut words = Words::default();
    let mut reports = Vec::new();
    for (e, extraction) in extractions.iter().enumerate().filter(|(_, extraction)| !extraction.events.is_empty()) {
        let group = |item: usize| who.get(&Member { extraction: e as u32, item: item as u32 }).copied();
        let entities: FxHashMap<&str, u32> = extraction
            .entities
            .iter()
            .enumerate()
            .filter_map(|(i, entity)| Some((entity.id.as_str(), group(i)?)))
            .collect();
        let is_cast = |kind: EntityType| matches!(kind, EntityType::Person | EntityType::Organization);
        let named = extraction.entities.iter().enumerate().filter(|(_, entity)| is_cast(entity.kind));
        let cast = Rc::new(set(named.filter_map(|(i, _)| group(i))));
        for (i, event) in extraction.events.iter().enumerate() {
            let arabic = words.of(&event.name).0;
            let (words, phrase) = words.numbered(event);
            let (mut actors, mut places, mut grounds) = (Vec::new(), Vec::new(), Vec::new());
            for relation in &extraction.relations {
                if relation.object == event.id
                    && matches!(relation.predicate, Predicate::ParticipatedIn | Predicate::Hosted)
                {
                    let who = entities.get(relation.subject.as_str());
                    actors.extend(who);
                    grounds.extend(who.filter(|_| relation.predicate == Predicate::Hosted));
                }
                if relation.subject == event.id && relation.predicate == Predicate::LocatedIn {
                    let place = entities.get(relation.object.as_str());
                    places.extend(place);
                    grounds.extend(place);
                }
            }
            reports.push(Report {
                member: Member { extraction: e as u32, item: i as u32 },
                kind: event.kind,
                days: event.event_start.map(|start| days(start, event.event_end)),
                exact: event.event_start.is_some_and(|date| date.day().is_some()),
                told: event.event_start.or(extraction.article.published).map(Date::day_number),
                around: set(actors.iter().chain(&places).copied()),
                actors: set(actors),
                places: set(places),
                grounds: set(grounds),
                cast: Rc::clone(&cast),
                arabic,
                words,
                phrase,
            });
        }
    }
    reports.sort_by_cached_key(|report| {
        let extraction = &extractions[report.member.extraction as usize];
        let event = &extraction.events[report.member.item as usize];
        (
            event.event_start,
            extraction.article.published,
            report.kind,
            event.name.clone(),
            extraction.article.id.clone(),
            event.id.clone(),
        )
    });
    reports
}
