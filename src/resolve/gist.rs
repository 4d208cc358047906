//! What resolution takes from one article: extraction → `Gist`, small enough to be kept beside it.
//!
//! Law: a gist depends on its article, on what the user's decisions say of its names, and on this program alone; never
//! on another article.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::normal::{self, Name};
use super::ruling::Naming;
use super::share::{self, Home, Memory, Share};
use crate::lang::names::language_of;
use crate::lang::sketch::{hash, mix};
use crate::model::date::Date;
use crate::model::extraction::{Entity, Event, Extraction};
use crate::model::kinds::{EntityType, EventType, Level, Predicate};
use crate::model::resolution::Member;

/// Letters of a title's word that says something of its holder.
const LONG: usize = 4;

/// What resolution takes from one article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Gist<'e> {
    /// The article's id.
    pub article: &'e str,
    /// When it was published.
    pub published: Option<Date>,
    /// What copies of it are known by.
    pub sketch: Vec<u32>,
    /// Its entities, in their order.
    #[serde(borrow)]
    pub entities: Vec<Bearer<'e>>,
    /// Its events, in their order.
    #[serde(borrow)]
    pub events: Vec<Telling<'e>>,
}

/// An entity as it bears a name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bearer<'e> {
    /// What its article takes it for.
    pub kind: EntityType,
    /// The fullest name in the article.
    pub name: &'e str,
    /// The other names there.
    pub aliases: Vec<&'e str>,
    /// The name in English, where a gazetteer or the user knows it.
    pub name_en: Option<&'e str>,
    /// The name in Arabic, likewise.
    pub name_ar: Option<&'e str>,
    /// Item of Wikidata.
    pub wikidata: Option<&'e str>,
    /// Finer kind.
    pub subtype: Option<&'e str>,
    /// The country that its article states.
    pub country: Option<&'e str>,
    /// `m` or `f`.
    pub gender: Option<&'e str>,
    /// Whether the fullest name is Arabic.
    pub arabic: bool,
    /// Mentions.
    pub mentions: u32,
    /// Mentions by its fullest name.
    pub named: u32,
    /// The name ends in an ordinary word with its article, and is no longer than that.
    pub ordinary: bool,
    /// What it tells of others in its article: a number that means the same in any.
    pub number: u64,
    /// The longer words of the offices it holds, as numbers likewise.
    pub offices: Vec<u64>,
    /// A number that tells it from all others.
    pub content: u64,
    /// What it adds to the unit of its name.
    #[serde(borrow)]
    pub share: Share<'e>,
}

/// An event as its article tells it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Telling<'e> {
    /// Its id in the article.
    pub id: &'e str,
    /// What sort it is.
    pub kind: EventType,
    /// The shortest phrase that tells which it is.
    pub name: &'e str,
    /// Other phrases.
    pub aliases: Vec<&'e str>,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last.
    pub end: Option<Date>,
    /// The time words as written.
    pub time_text: Option<&'e str>,
    /// Mentions.
    pub mentions: u32,
    /// The places among its article's entities of those who took part.
    pub guests: Vec<u32>,
    /// Of those who hosted it.
    pub hosts: Vec<u32>,
    /// Of where it was.
    pub places: Vec<u32>,
    /// Whether its name is Arabic.
    pub arabic: bool,
    /// The longer words of all its phrases, as numbers that mean the same anywhere; sorted.
    pub words: Vec<u64>,
    /// The same words as one number.
    pub phrase: u64,
    /// A number that tells it from all others.
    pub content: u64,
}

/// Makes gists; the same names come again and again.
#[derive(Debug, Default)]
pub struct Reader<'e> {
    memory: Memory<'e>,
    titles: FxHashMap<&'e str, (bool, Vec<String>)>,
}

impl<'e> Reader<'e> {
    /// The gist of an extraction; `naming` is what the user says of names.
    pub fn read(&mut self, extraction: &'e Extraction, naming: &Naming<'e>) -> Gist<'e> {
        let home = Home::new(extraction);
        let entities = extraction.entities.iter();
        let entities = entities.map(|entity| self.bearer(extraction, entity, naming, &home)).collect();
        let items = extraction.entities.iter().map(|entity| entity.id.as_str()).zip(0..).collect();
        let events = extraction.events.iter().map(|event| self.telling(extraction, event, &items)).collect();
        let (article, published) = (extraction.article.id.as_str(), extraction.article.published);
        Gist { article, published, sketch: extraction.sketch.clone(), entities, events }
    }

    fn bearer(
        &mut self,
        extraction: &'e Extraction,
        entity: &'e Entity,
        naming: &Naming<'e>,
        home: &Home,
    ) -> Bearer<'e> {
        let share = share::share(extraction, entity, &mut self.memory, naming, home);
        let named = |m: &&crate::model::extraction::Mention| m.level == Level::Name && m.passage.text == entity.name;
        let known = entity.gazetteer.as_deref().unwrap_or(&entity.name);
        let held =
            extraction.relations.iter().filter(|r| r.predicate == Predicate::HoldsRole && r.subject == entity.id);
        let words = held.filter_map(|r| r.role.as_deref()).flat_map(str::split_whitespace);
        let one_word = share.names.first().is_none_or(|name| name.parts.len() < 2);
        Bearer {
            kind: entity.kind,
            name: &entity.name,
            aliases: entity.aliases.iter().map(String::as_str).collect(),
            name_en: entity.name_en.as_deref(),
            name_ar: entity.name_ar.as_deref(),
            wikidata: entity.wikidata.as_deref(),
            subtype: entity.subtype.as_deref(),
            country: entity.country.as_deref(),
            gender: entity.gender.as_deref(),
            arabic: !language_of(&entity.name).grammar().capitals,
            mentions: entity.mentions.len() as u32,
            named: entity.mentions.iter().filter(named).count() as u32,
            ordinary: share.kind == EntityType::Organization && one_word && normal::is_definite(&entity.name),
            number: mix(hash(known) ^ entity.kind as u64),
            offices: words.filter(|word| word.chars().count() >= LONG).map(hash).collect(),
            content: content(extraction, &entity.name, &entity.id),
            share,
        }
    }

    fn telling(
        &mut self,
        extraction: &'e Extraction,
        event: &'e Event,
        items: &FxHashMap<&'e str, u32>,
    ) -> Telling<'e> {
        let of = |predicate, ends: fn(&'e crate::model::extraction::Relation) -> (&'e str, &'e str)| {
            let list = extraction.relations.iter().filter(move |relation| relation.predicate == predicate);
            let list = list.map(ends).filter(|&(own, _)| own == event.id);
            list.filter_map(|(_, who)| items.get(who).copied()).collect::<Vec<u32>>()
        };
        let guests = of(Predicate::ParticipatedIn, |r| (&r.object, &r.subject));
        let hosts = of(Predicate::Hosted, |r| (&r.object, &r.subject));
        let places = of(Predicate::LocatedIn, |r| (&r.subject, &r.object));
        let arabic = self.title(&event.name).0;
        let mut words: Vec<&str> = Vec::new();
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            self.title(name);
        }
        for name in std::iter::once(&event.name).chain(&event.aliases) {
            words.extend(self.titles[name.as_str()].1.iter().map(String::as_str));
        }
        words.sort_unstable();
        words.dedup();
        let phrase = words.iter().fold(mix(7), |sum, word| mix(sum ^ hash(word)));
        let mut words: Vec<u64> = words.into_iter().map(hash).collect();
        words.sort_unstable();
        Telling {
            id: &event.id,
            kind: event.kind,
            name: &event.name,
            aliases: event.aliases.iter().map(String::as_str).collect(),
            start: event.event_start,
            end: event.event_end,
            time_text: event.time_text.as_deref(),
            mentions: event.mentions.len() as u32,
            guests,
            hosts,
            places,
            arabic,
            words,
            phrase,
            content: content(extraction, &event.name, &event.id),
        }
    }

    /// The longer words of a title, and whether it is Arabic.
    fn title(&mut self, name: &'e str) -> &(bool, Vec<String>) {
        self.titles.entry(name).or_insert_with(|| {
            let Name { arabic, parts } = normal::title(name);
            (arabic, parts.into_iter().map(|part| part.text).filter(|word| word.chars().count() > 2).collect())
        })
    }
}

fn content(extraction: &Extraction, name: &str, id: &str) -> u64 {
    mix(hash(&extraction.article.id) ^ hash(name).rotate_left(7) ^ hash(id).rotate_left(17))
}

/// The gists of all extractions.
#[must_use]
pub fn gists<'e>(extractions: &'e [Extraction], naming: &Naming<'e>) -> Vec<Gist<'e>> {
    let mut reader = Reader::default();
    extractions.iter().map(|extraction| reader.read(extraction, naming)).collect()
}

/// For each entity the number of the thing that it is.
#[derive(Debug)]
pub struct Index {
    /// Where each article's entities begin.
    first: Vec<usize>,
    things: Vec<u32>,
}

/// Nothing.
const NONE: u32 = u32::MAX;

impl Index {
    /// Reads it off the members of things, in the order of their numbers.
    #[must_use]
    pub fn new<'m>(gists: &[Gist], members: impl Iterator<Item = &'m [Member]>) -> Self {
        let mut count = 0;
        let mut first = Vec::with_capacity(gists.len());
        for gist in gists {
            first.push(count);
            count += gist.entities.len();
        }
        let mut things = vec![NONE; count];
        for (thing, members) in (0..).zip(members) {
            for member in members {
                things[first[member.extraction as usize] + member.item as usize] = thing;
            }
        }
        Self { first, things }
    }

    /// What an entity of an article is.
    #[must_use]
    pub fn get(&self, article: usize, entity: u32) -> Option<u32> {
        Some(self.things[self.first[article] + entity as usize]).filter(|&thing| thing != NONE)
    }
}
