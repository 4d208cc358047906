//! What each article tells of an occurrence: gists → reports, in an order that their content gives.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::super::cluster::Group;
use super::super::gist::{Gists, Index};
use crate::model::date::Date;
use crate::model::kinds::{EntityType, EventType};
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
    pub cast: Arc<Set>,
    pub arabic: bool,
    /// The words of its names, numbered.
    pub words: Set,
    /// The same words as one number that means the same in any corpus.
    pub phrase: u64,
}

impl Report {
    /// A number that changes with all that the report is compared by; `names` tell the groups.
    pub fn content(&self, gists: &Gists, names: &[u64]) -> u64 {
        let published = gists.list[self.member.extraction as usize].published;
        let event = gists.telling(self.member);
        let mut hasher = DefaultHasher::new();
        (published, event.content, event.kind, event.start, event.end).hash(&mut hasher);
        (event.arabic, &event.words, event.phrase).hash(&mut hasher);
        for set in [&self.actors, &self.places, &self.grounds, &*self.cast] {
            // Groups are numbered anew each time: their names say which they are, in an order of their own.
            let mut named: SmallVec<[u64; 8]> = set.iter().map(|&group| names[group as usize]).collect();
            named.sort_unstable();
            named.hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// First and last day of a span whose ends are known to the year, month or day.
fn days(start: Date, end: Option<Date>) -> (i64, i64) {
    let first = start.first_day().day_number();
    (first, end.unwrap_or(start).last_day().day_number().max(first))
}

/// All reports; `groups` says who is who.
pub fn reports(gists: &Gists, groups: &[Group]) -> Vec<Report> {
    let who = Index::new(gists, groups.iter().map(|group| group.members.as_slice()));
    let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
    let mut reports = Vec::new();
    for (e, gist) in gists.list.iter().enumerate().filter(|(_, gist)| !gist.events.is_empty()) {
        let group = |&item: &u32| who.get(e, item);
        let is_cast = |kind: EntityType| matches!(kind, EntityType::Person | EntityType::Organization);
        let named = (0..).zip(&gist.entities).filter(|(_, bearer)| is_cast(gists.held(bearer.share).taken));
        let cast = Arc::new(set(named.filter_map(|(item, _)| group(&item))));
        for (i, event) in gist.events.iter().enumerate() {
            let actors = set(event.guests.iter().chain(&event.hosts).filter_map(group));
            let places = set(event.places.iter().filter_map(group));
            let words = event.words.iter().map(|&word| {
                let next = numbers.len() as u32;
                *numbers.entry(word).or_insert(next)
            });
            reports.push(Report {
                member: Member { extraction: e as u32, item: i as u32 },
                kind: event.kind,
                days: event.start.map(|start| days(start, event.end)),
                exact: event.start.is_some_and(|date| date.day().is_some()),
                told: event.start.or(gist.published).map(Date::day_number),
                around: set(actors.iter().chain(&places).copied()),
                grounds: set(event.hosts.iter().chain(&event.places).filter_map(group)),
                actors,
                places,
                cast: Arc::clone(&cast),
                arabic: event.arabic,
                words: set(words),
                phrase: event.phrase,
            });
        }
    }
    let key = |report: &Report| {
        let (gist, event) = (&gists.list[report.member.extraction as usize], gists.telling(report.member));
        (event.start, gist.published, report.kind, &*event.name, &*gist.article, &*event.id)
    };
    reports.par_sort_by_cached_key(key);
    reports
}
