//! What an occurrence is called: the name that says best what its reports have in common, and an id of its day, sort and
//! company.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::super::gist::{Gists, Index, Telling, title_words};
use super::Named;
use crate::lang::gazetteer::slug;
use crate::lang::sketch::hash;
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Cluster, LabelSource, Member};

/// Reports as which fewer count, when words that are common to a third of them are looked for.
const FEW: usize = 4;

/// What reports of one occurrence call it; its id and members are left out.
pub(super) fn event(gists: &Gists, members: &[Member]) -> Cluster {
    let mut counts: BTreeMap<(bool, &str), u32> = BTreeMap::new();
    for member in members {
        let event = gists.telling(*member);
        *counts.entry((event.arabic, &*event.name)).or_default() += event.mentions.max(1);
    }
    let best = |arabic: bool| {
        let reports = members.iter().map(|member| gists.telling(*member));
        let shared = Shared::new(reports.filter(|event| event.arabic == arabic));
        let names = counts.iter().filter(|((script, _), _)| *script == arabic);
        let told = names.map(|((_, name), &count)| (shared.told_by(name), count, *name));
        // Of those the most frequent, then the shortest.
        told.max_by_key(|&(sharing, count, name)| (sharing, count, std::cmp::Reverse((name.len(), name))))
            .map(|(.., name)| name.to_owned())
    };
    let (label_ar, label_en) = (best(true), best(false));
    let arabic: u32 = counts.iter().filter(|((script, _), _)| *script).map(|(_, count)| count).sum();
    let latin: u32 = counts.iter().filter(|((script, _), _)| !*script).map(|(_, count)| count).sum();
    let label = if arabic > latin { label_ar.clone() } else { label_en.clone().or_else(|| label_ar.clone()) };
    Cluster {
        id: String::new(),
        kind: NodeKind::Event,
        members: Vec::new(),
        label: label.unwrap_or_default(),
        label_ar,
        label_en,
        label_source: LabelSource::Seen,
        aliases: counts.into_keys().map(|(_, name)| name.to_owned()).collect(),
        gazetteer: None,
    }
}

/// What reports have in common: how many of them have each word.
struct Shared {
    reports: usize,
    words: FxHashMap<u64, usize>,
}

impl Shared {
    fn new<'g>(reports: impl Iterator<Item = &'g Telling>) -> Self {
        let mut shared = Self { reports: 0, words: FxHashMap::default() };
        for report in reports {
            shared.reports += 1;
            report.words.iter().for_each(|&word| *shared.words.entry(word).or_default() += 1);
        }
        shared
    }

    /// How well a name says it: each of its words speaks for it where a third of the reports, and two at the least, have
    /// it, and against it else.
    fn told_by(&self, name: &str) -> isize {
        if self.reports < 2 {
            return 0;
        }
        let (_, mut words) = title_words(name);
        words.sort_unstable();
        words.dedup();
        let have = |word: &String| self.words.get(&hash(word)).copied().unwrap_or_default();
        words.iter().map(|word| (3 * have(word)).cast_signed() - self.reports.max(FEW).cast_signed()).sum()
    }
}

/// The id of an occurrence: when it was, of what sort, and with whom.
pub(super) fn event_id(
    gists: &Gists,
    things: &[Named],
    homes: &Index,
    members: &[Member],
    cluster: &Cluster,
) -> String {
    let mut dates = Vec::new();
    let mut kinds = BTreeMap::new();
    // What it was at, hosted by, or told with, in this order.
    let mut around: Vec<(u8, &str)> = Vec::new();
    for member in members {
        let event = gists.telling(*member);
        dates.extend(event.start);
        *kinds.entry(event.kind).or_insert(0_u32) += 1;
        for (rank, items) in (0..).zip([&event.places, &event.hosts, &event.guests]) {
            for thing in items.iter().filter_map(|&item| homes.get(member.extraction as usize, item)) {
                let id = things[thing as usize].label.id.as_str();
                around.push((rank, id.split_once(':').map_or(id, |(_, name)| name)));
            }
        }
    }
    let kind = kinds.iter().max_by_key(|&(kind, count)| (*count, std::cmp::Reverse(*kind))).map(|(kind, _)| *kind);
    let mut id = String::from("event:");
    if let Some(date) = dates.iter().max_by_key(|d| (d.day().is_some(), d.month().is_some(), std::cmp::Reverse(**d))) {
        id.push_str(&date.to_string());
        id.push('-');
    }
    id.push_str(&kind.map_or_else(|| "event".to_owned(), |kind| slug(kind.name())));
    around.sort_unstable();
    around.dedup();
    let mut words: Vec<String> = around.into_iter().map(|(_, name)| name.to_owned()).take(2).collect();
    if words.is_empty() {
        let name = cluster.label_en.as_deref().or(cluster.label_ar.as_deref()).unwrap_or_default();
        words.push(slug(name).split('-').take(5).collect::<Vec<_>>().join("-"));
    }
    for word in words {
        id.push('-');
        id.push_str(&word);
    }
    id
}
