//! What is known of a node: the attributes that its articles and the gazetteers give.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Node;
use crate::lang::gazetteer::{Entry, gazetteer};
use crate::model::date::Date;
use crate::model::extraction::Extraction;
use crate::model::kinds::{EventType, NodeKind};
use crate::model::resolution::{Cluster, Member};

/// What nodes are told by: articles, each with its day, its entities and its events.
pub trait Corpus {
    /// When an article was published.
    fn published(&self, article: u32) -> Option<Date>;
    /// What an entity's article says of it.
    fn traits(&self, entity: Member) -> Option<Traits<'_>>;
    /// What an event's article says of it.
    fn occasion(&self, event: Member) -> Option<Occasion<'_>>;
}

/// What an article says of an entity.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits<'c> {
    /// Item of Wikidata.
    pub wikidata: Option<&'c str>,
    /// Finer kind.
    pub subtype: Option<&'c str>,
    /// `m` or `f`.
    pub gender: Option<&'c str>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<&'c str>,
    /// How often it is mentioned.
    pub mentions: usize,
}

/// What an article says of an event.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'c> {
    /// What sort it is.
    pub kind: EventType,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last.
    pub end: Option<Date>,
    /// The time words as written.
    pub time_text: Option<&'c str>,
    /// How often it is mentioned.
    pub mentions: usize,
}

impl Corpus for [Extraction] {
    fn published(&self, article: u32) -> Option<Date> {
        self.get(article as usize)?.article.published
    }

    fn traits(&self, entity: Member) -> Option<Traits<'_>> {
        let entity = self.get(entity.extraction as usize)?.entities.get(entity.item as usize)?;
        Some(Traits {
            wikidata: entity.wikidata.as_deref(),
            subtype: entity.subtype.as_deref(),
            gender: entity.gender.as_deref(),
            country: entity.country.as_deref(),
            mentions: entity.mentions.len(),
        })
    }

    fn occasion(&self, event: Member) -> Option<Occasion<'_>> {
        let event = self.get(event.extraction as usize)?.events.get(event.item as usize)?;
        Some(Occasion {
            kind: event.kind,
            start: event.event_start,
            end: event.event_end,
            time_text: event.time_text.as_deref(),
            mentions: event.mentions.len(),
        })
    }
}

/// The node of a cluster, without its mentions.
#[must_use]
pub fn node(corpus: &(impl Corpus + ?Sized), cluster: &Cluster) -> Node {
    let mut node = Node {
        id: cluster.id.clone(),
        kind: Some(cluster.kind),
        label: cluster.label.clone(),
        label_ar: cluster.label_ar.clone(),
        label_en: cluster.label_en.clone(),
        label_source: Some(cluster.label_source),
        aliases: cluster.aliases.clone(),
        ..Node::default()
    };
    let mut last = None;
    // Members are sorted: those of one article stand together.
    for member in &cluster.members {
        if last.replace(member.extraction) != Some(member.extraction) {
            node.article_count += 1;
            let day = corpus.published(member.extraction);
            node.first_seen = [node.first_seen, day].into_iter().flatten().min();
            node.last_seen = [node.last_seen, day].into_iter().flatten().max();
        }
    }
    if cluster.kind == NodeKind::Event {
        let events: Vec<Occasion<'_>> = cluster.members.iter().filter_map(|&event| corpus.occasion(event)).collect();
        node.mention_count = events.iter().map(|event| event.mentions as u32).sum();
        occurrence(&mut node, &events);
    } else {
        let entities: Vec<Traits<'_>> = cluster.members.iter().filter_map(|&entity| corpus.traits(entity)).collect();
        node.mention_count = entities.iter().map(|entity| entity.mentions as u32).sum();
        stated(&mut node, &entities);
        if let Some(entry) = cluster.gazetteer.as_deref().and_then(known) {
            gazetted(&mut node, entry);
        }
    }
    node
}

fn known(key: &str) -> Option<&'static Entry<'static>> {
    static KEYS: OnceLock<FxHashMap<&'static str, &'static Entry<'static>>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let gazetteer = gazetteer();
        let lists = [&gazetteer.countries, &gazetteer.cities, &gazetteer.organizations, &gazetteer.people];
        lists.into_iter().flatten().map(|entry| (entry.key.as_str(), entry)).collect()
    });
    keys.get(key).copied()
}

/// What most articles say; the smaller value where as many say another.
fn most<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Option<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for value in values.flatten().filter(|value| !value.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.iter().max_by_key(|&(value, count)| (*count, std::cmp::Reverse(*value)))?;
    Some((*best.0).to_owned())
}

fn stated(node: &mut Node, entities: &[Traits]) {
    node.wikidata = most(entities.iter().map(|entity| entity.wikidata));
    node.subtype = most(entities.iter().map(|entity| entity.subtype));
    node.country = most(entities.iter().map(|entity| entity.country));
    if node.kind == Some(NodeKind::Person) {
        node.gender = most(entities.iter().map(|entity| entity.gender));
    }
}

fn gazetted(node: &mut Node, entry: &Entry) {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    node.wikidata = some(entry.wikidata);
    node.country = some(entry.country).or(node.country.take());
    node.subtype = some(entry.subtype).or(node.subtype.take());
    node.latitude = entry.latitude;
    node.longitude = entry.longitude;
    match node.kind {
        Some(NodeKind::Person) => node.gender = some(entry.gender).or(node.gender.take()),
        Some(NodeKind::Country) => {
            node.iso2 = some(entry.country);
            node.iso3 = some(entry.iso3);
        }
        _ => {}
    }
}

/// The sort that most articles give, and the most exact time.
fn occurrence(node: &mut Node, events: &[Occasion]) {
    let mut kinds = BTreeMap::new();
    for event in events {
        *kinds.entry(event.kind).or_insert(0_u32) += 1;
    }
    node.event_type = kinds.iter().max_by_key(|&(kind, count)| (*count, Reverse(*kind))).map(|(kind, _)| *kind);
    let dated = events.iter().filter(|event| event.start.is_some());
    let exact = dated.max_by_key(|event| {
        let day = event.start.is_some_and(|date| date.day().is_some());
        let month = event.start.is_some_and(|date| date.month().is_some());
        (day, month, event.end, Reverse(event.start), Reverse(event.time_text))
    });
    if let Some(event) = exact {
        node.event_start = event.start;
        node.event_end = event.end;
    }
    let first = || events.iter().filter_map(|event| event.time_text).min();
    node.time_text = exact.and_then(|event| event.time_text).or_else(first).map(str::to_owned);
}
