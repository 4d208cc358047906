//! What is known of a node: a cluster's mentions, and the attributes that its articles and the gazetteers give.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

use super::{Node, NodeMention};
use crate::lang::gazetteer::{Entry, gazetteer};
use crate::model::extraction::{Entity, Event, Extraction};
use crate::model::kinds::NodeKind;
use crate::model::resolution::Cluster;

/// The node of a cluster.
#[must_use]
pub fn node(extractions: &[Extraction], cluster: &Cluster) -> Node {
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
    let mut articles = FxHashSet::default();
    for member in &cluster.members {
        let Some(extraction) = extractions.get(member.extraction as usize) else { continue };
        articles.insert(member.extraction);
        let day = extraction.article.published;
        node.first_seen = [node.first_seen, day].into_iter().flatten().min();
        node.last_seen = [node.last_seen, day].into_iter().flatten().max();
        let item = member.item as usize;
        let mentions = match cluster.kind {
            NodeKind::Event => extraction.events.get(item).map(|event| &event.mentions),
            _ => extraction.entities.get(item).map(|entity| &entity.mentions),
        };
        node.mentions.extend(mentions.into_iter().flatten().map(|mention| NodeMention {
            article: member.extraction,
            passage: mention.passage.clone(),
            level: mention.level,
        }));
    }
    node.mention_count = node.mentions.len() as u32;
    node.article_count = articles.len() as u32;
    if cluster.kind == NodeKind::Event {
        let events =
            cluster.members.iter().filter_map(|m| extractions.get(m.extraction as usize)?.events.get(m.item as usize));
        occurrence(&mut node, &events.collect::<Vec<_>>());
    } else {
        let entities = cluster
            .members
            .iter()
            .filter_map(|m| extractions.get(m.extraction as usize)?.entities.get(m.item as usize));
        stated(&mut node, &entities.collect::<Vec<_>>());
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
fn most<'a>(values: impl Iterator<Item = Option<&'a String>>) -> Option<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for value in values.flatten().filter(|value| !value.is_empty()) {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.iter().max_by_key(|&(value, count)| (*count, std::cmp::Reverse(*value)))?;
    Some((*best.0).to_owned())
}

fn stated(node: &mut Node, entities: &[&Entity]) {
    node.wikidata = most(entities.iter().map(|entity| entity.wikidata.as_ref()));
    node.subtype = most(entities.iter().map(|entity| entity.subtype.as_ref()));
    node.country = most(entities.iter().map(|entity| entity.country.as_ref()));
    if node.kind == Some(NodeKind::Person) {
        node.gender = most(entities.iter().map(|entity| entity.gender.as_ref()));
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
fn occurrence(node: &mut Node, events: &[&Event]) {
    let mut kinds = BTreeMap::new();
    for event in events {
        *kinds.entry(event.kind).or_insert(0_u32) += 1;
    }
    node.event_type =
        kinds.iter().max_by_key(|&(kind, count)| (*count, std::cmp::Reverse(*kind))).map(|(kind, _)| *kind);
    let dated = events.iter().filter(|event| event.event_start.is_some());
    let exact = dated.max_by_key(|event| {
        let start = event.event_start;
        (
            start.is_some_and(|d| d.day().is_some()),
            start.is_some_and(|d| d.month().is_some()),
            event.event_end,
            std::cmp::Reverse(start),
            std::cmp::Reverse(event.time_text.clone()),
        )
    });
    if let Some(event) = exact {
        node.event_start = event.event_start;
        node.event_end = event.event_end;
    }
    node.time_text = exact
        .and_then(|event| event.time_text.clone())
        .or_else(|| events.iter().filter_map(|event| event.time_text.clone()).min());
}
