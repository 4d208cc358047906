//! Which countries an article tells of: an extraction → [`Home`].

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::directory::directory;
use super::normal;
use crate::lang::gazetteer::{Entry, gazetteer};
use crate::model::extraction::{Entity, Extraction};
use crate::model::kinds::{EntityType, Level, Predicate};

/// The countries of an article: whose a bare وزارة الخارجية is, and where a lone name has its bearer.
pub struct Home {
    /// The country that the article tells of most, where none comes near it; its paper's where it tells of none.
    frequent: Option<&'static str>,
    /// All that it names.
    pub(super) named: FxHashSet<&'static str>,
    /// Those too whose towns, state bodies, parties or clubs it names, and its paper's.
    pub(super) told: FxHashSet<&'static str>,
}

impl Home {
    /// Reads them off an extraction.
    #[must_use]
    pub fn new(extraction: &Extraction) -> Self {
        let outlet = extraction.article.publisher.as_deref().and_then(|name| gazetteer().home_of_paper(name));
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for entity in &extraction.entities {
            let known = || entity.gazetteer.as_deref().and_then(|key| directory().get(key));
            if let Some(code) = code_of(entity).or_else(|| known()?.tells()) {
                let named = entity.mentions.iter().filter(|m| m.level != Level::Pronoun).count();
                *counts.entry(code).or_default() += named.max(1);
            }
        }
        let named = extraction.entities.iter().filter_map(code_of).collect();
        let told = counts.keys().copied().chain(outlet).collect();
        let mut counts: Vec<(usize, &'static str)> = counts.into_iter().map(|(code, count)| (count, code)).collect();
        counts.sort_by_key(|&(count, code)| (std::cmp::Reverse(count), code));
        let frequent = match counts.as_slice() {
            [(first, code), (second, _), ..] if first > second => Some(*code),
            [(_, code)] => Some(*code),
            [] => outlet,
            _ => None,
        };
        Self { frequent, named, told }
    }

    /// Whether the article tells of other countries than that of an entry alone.
    pub(super) fn is_foreign(&self, entry: &Entry) -> bool {
        !entry.country.is_empty() && !self.told.is_empty() && !self.told.contains(entry.country)
    }

    /// Whose a body is that its name gives to no country: what it states, what it is a part of, or the article's.
    pub(super) fn of(&self, extraction: &Extraction, entity: &Entity) -> Option<&'static str> {
        let stated = entity.country.as_deref().and_then(|code| directory().country(code)).map(|entry| entry.country);
        let parents: FxHashSet<&str> = extraction
            .relations
            .iter()
            .filter(|r| r.subject == entity.id && matches!(r.predicate, Predicate::PartOf | Predicate::LocatedIn))
            .map(|r| r.object.as_str())
            .collect();
        let parent = || extraction.entities.iter().filter(|e| parents.contains(e.id.as_str())).find_map(code_of);
        stated.or_else(parent).or(self.frequent)
    }
}

fn code_of(entity: &Entity) -> Option<&'static str> {
    if entity.kind != EntityType::Country {
        return None;
    }
    let directory = directory();
    let stated = entity.gazetteer.as_deref().and_then(|key| directory.get(key));
    stated.or_else(|| directory.find(EntityType::Country, &normal::title(&entity.name))).map(|entry| entry.country)
}
