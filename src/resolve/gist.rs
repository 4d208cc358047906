//! What resolution takes from one article: extraction → `Gist`, small enough to be kept beside it; and those of all
//! articles, `Gists`, which hold what many of them say once.
//!
//! Law: a gist depends on its article, on what the user's decisions say of its names, and on this program alone; never
//! on another article.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::home::Home;
use super::normal::{self, Name};
use super::ruling::Naming;
use super::share::{self, Memory, Packed, Share};
use crate::lang::sketch::{hash, mix};
use crate::model::date::Date;
use crate::model::extraction::{Entity, Event, Extraction, Relation};
use crate::model::kinds::{EventType, Level, Predicate};
use crate::model::resolution::Member;

/// Letters of a title's word that says something of its holder.
const LONG: usize = 4;

/// Titles that a reader remembers at once.
const TITLES: usize = 1 << 14;

/// What resolution takes from one article. `S` is what it says of a name: all of it, or its number in [`Gists`].
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Gist<S = Packed<'static>> {
    /// A number that changes with all that is in it.
    pub mark: u64,
    /// The article's id.
    pub article: Box<str>,
    /// When it was published.
    pub published: Option<Date>,
    /// What copies of it are known by.
    pub sketch: Box<[u32]>,
    /// Its entities, in their order.
    pub entities: Vec<Bearer<S>>,
    /// Its events, in their order.
    pub events: Box<[Telling]>,
}

/// An entity as it bears a name.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Bearer<S = Packed<'static>> {
    /// What its article says of the name.
    pub share: S,
    /// Mentions.
    pub mentions: u32,
    /// Mentions by its fullest name.
    pub named: u32,
    /// The longer words of the offices it holds, as numbers that mean the same in any article.
    pub offices: Box<[u64]>,
    /// A number that tells it from all others.
    pub content: u64,
}

/// An event as its article tells it.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct Telling {
    /// Its id in the article.
    pub id: Box<str>,
    /// What sort it is.
    pub kind: EventType,
    /// The shortest phrase that tells which it is.
    pub name: Box<str>,
    /// Other phrases.
    pub aliases: Box<[Box<str>]>,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last.
    pub end: Option<Date>,
    /// The time words as written.
    pub time_text: Option<Box<str>>,
    /// Mentions.
    pub mentions: u32,
    /// The places among its article's entities of those who took part.
    pub guests: Box<[u32]>,
    /// Of those who hosted it.
    pub hosts: Box<[u32]>,
    /// Of where it was.
    pub places: Box<[u32]>,
    /// Whether its name is Arabic.
    pub arabic: bool,
    /// The longer words of all its phrases, as numbers that mean the same anywhere; sorted.
    pub words: Box<[u64]>,
    /// The same words as one number.
    pub phrase: u64,
    /// A number that tells it from all others.
    pub content: u64,
}

/// Makes gists; the same names come again and again.
#[derive(Debug, Default)]
pub struct Reader {
    memory: Memory,
    titles: FxHashMap<Box<str>, (bool, Vec<String>)>,
}

impl Reader {
    /// The gist of an extraction; `naming` is what the user says of names.
    pub fn read(&mut self, extraction: &Extraction, naming: &Naming) -> Gist {
        let home = Home::new(extraction);
        let entities = extraction.entities.iter();
        let entities = entities.map(|entity| self.bearer(extraction, entity, naming, &home)).collect();
        let items = extraction.entities.iter().map(|entity| entity.id.as_str()).zip(0..).collect();
        let events = extraction.events.iter().map(|event| self.telling(extraction, event, &items)).collect();
        let (article, published) = (extraction.article.id.as_str().into(), extraction.article.published);
        let mut gist =
            Gist { mark: 0, article, published, sketch: extraction.sketch.as_slice().into(), entities, events };
        let mut hasher = DefaultHasher::new();
        gist.hash(&mut hasher);
        gist.mark = hasher.finish();
        gist
    }

    fn bearer(&mut self, extraction: &Extraction, entity: &Entity, naming: &Naming, home: &Home) -> Bearer {
        let named = |m: &&crate::model::extraction::Mention| m.level == Level::Name && m.passage.text == entity.name;
        let held =
            extraction.relations.iter().filter(|r| r.predicate == Predicate::HoldsRole && r.subject == entity.id);
        let words = held.filter_map(|r| r.role.as_deref()).flat_map(str::split_whitespace);
        Bearer {
            share: Packed::new(&share::share(extraction, entity, &mut self.memory, naming, home)),
            mentions: entity.mentions.len() as u32,
            named: entity.mentions.iter().filter(named).count() as u32,
            offices: words.filter(|word| word.chars().count() >= LONG).map(hash).collect(),
            content: content(extraction, &entity.name, &entity.id),
        }
    }

    fn telling(&mut self, extraction: &Extraction, event: &Event, items: &FxHashMap<&str, u32>) -> Telling {
        let of = |predicate, ends: fn(&Relation) -> (&str, &str)| {
            let list = extraction.relations.iter().filter(move |relation| relation.predicate == predicate);
            let list = list.map(ends).filter(|&(own, _)| own == event.id);
            list.filter_map(|(_, who)| items.get(who).copied()).collect::<Box<[u32]>>()
        };
        let guests = of(Predicate::ParticipatedIn, |r| (&r.object, &r.subject));
        let hosts = of(Predicate::Hosted, |r| (&r.object, &r.subject));
        let places = of(Predicate::LocatedIn, |r| (&r.subject, &r.object));
        if self.titles.len() > TITLES {
            self.titles.clear();
        }
        let arabic = self.title(&event.name).0;
        event.aliases.iter().for_each(|name| _ = self.title(name));
        let names = std::iter::once(&event.name).chain(&event.aliases);
        let mut words: Vec<&str> =
            names.flat_map(|name| self.titles[name.as_str()].1.iter().map(String::as_str)).collect();
        words.sort_unstable();
        words.dedup();
        let phrase = words.iter().fold(mix(7), |sum, word| mix(sum ^ hash(word)));
        let mut words: Vec<u64> = words.into_iter().map(hash).collect();
        words.sort_unstable();
        Telling {
            id: event.id.as_str().into(),
            kind: event.kind,
            name: event.name.as_str().into(),
            aliases: event.aliases.iter().map(|alias| alias.as_str().into()).collect(),
            start: event.event_start,
            end: event.event_end,
            time_text: event.time_text.as_deref().map(Into::into),
            mentions: event.mentions.len() as u32,
            guests,
            hosts,
            places,
            arabic,
            words: words.into(),
            phrase,
            content: content(extraction, &event.name, &event.id),
        }
    }

    /// The longer words of a title, and whether it is Arabic.
    fn title(&mut self, name: &str) -> &(bool, Vec<String>) {
        if !self.titles.contains_key(name) {
            self.titles.insert(name.into(), title_words(name));
        }
        &self.titles[name]
    }
}

/// Whether a title is Arabic, and its longer words, as [`Telling::words`] counts them.
#[must_use]
pub fn title_words(name: &str) -> (bool, Vec<String>) {
    let Name { arabic, parts } = normal::title(name);
    (arabic, parts.into_iter().map(|part| part.text).filter(|word| word.chars().count() > 2).collect())
}

fn content(extraction: &Extraction, name: &str, id: &str) -> u64 {
    mix(hash(&extraction.article.id) ^ hash(name).rotate_left(7) ^ hash(id).rotate_left(17))
}

/// What resolution holds of all articles. Many say the same of a name: that is held once.
#[derive(Debug, Default)]
pub struct Gists {
    /// The gists of the articles, in their order.
    pub list: Vec<Gist<u32>>,
    shares: Vec<Held>,
    places: FxHashMap<u64, u32>,
}

/// What articles say of a name, unpacked once somebody asks for it.
#[derive(Debug)]
struct Held {
    packed: Packed<'static>,
    share: OnceLock<Box<Share>>,
}

impl Gists {
    /// Takes the gist of the next article.
    pub fn add(&mut self, gist: Gist<Packed<'_>>) {
        let Gist { mark, article, published, sketch, entities, events } = gist;
        // Not collected in the place of what was there, which is far larger.
        let mut own = Vec::with_capacity(entities.len());
        for Bearer { share, mentions, named, offices, content } in entities {
            let share = *self.places.entry(share.mark).or_insert_with(|| {
                self.shares.push(Held { packed: share.into_owned(), share: OnceLock::new() });
                self.shares.len() as u32 - 1
            });
            own.push(Bearer { share, mentions, named, offices, content });
        }
        self.list.push(Gist { mark, article, published, sketch, entities: own, events });
    }

    /// What articles say of names, each once, in the order that they first said it.
    pub fn shares(&self) -> impl Iterator<Item = &Packed<'static>> {
        self.shares.iter().map(|held| &held.packed)
    }

    /// A share of this number as it is held.
    #[must_use]
    pub fn held(&self, share: u32) -> &Packed<'static> {
        &self.shares[share as usize].packed
    }

    /// The share of this number.
    #[must_use]
    pub fn share(&self, share: u32) -> &Share {
        let Held { packed, share } = &self.shares[share as usize];
        share.get_or_init(|| Box::new(packed.unpack()))
    }

    /// A number that changes with all that articles say of some of their entities or events.
    #[must_use]
    pub fn print(&self, members: &[Member]) -> u64 {
        let of = |member: &Member| self.list[member.extraction as usize].mark ^ u64::from(member.item);
        members.iter().fold(2, |sum, member| mix(sum ^ of(member)))
    }

    /// An entity of an article.
    #[must_use]
    pub fn bearer(&self, entity: Member) -> &Bearer<u32> {
        &self.list[entity.extraction as usize].entities[entity.item as usize]
    }

    /// An event of an article.
    #[must_use]
    pub fn telling(&self, event: Member) -> &Telling {
        &self.list[event.extraction as usize].events[event.item as usize]
    }
}

/// The gists of all extractions.
#[must_use]
pub fn gists(extractions: &[Extraction], naming: &Naming) -> Gists {
    let (mut reader, mut gists) = (Reader::default(), Gists::default());
    for extraction in extractions {
        gists.add(reader.read(extraction, naming));
    }
    gists
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
    pub fn new<'m>(gists: &Gists, members: impl Iterator<Item = &'m [Member]>) -> Self {
        let mut count = 0;
        let mut first = Vec::with_capacity(gists.list.len());
        for gist in &gists.list {
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
