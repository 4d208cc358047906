//! What one article says of a name: an entity → its share in the unit of all that bear the name.
//!
//! Law: a share depends on its article and on what the user's decisions say of names alone, and articles that say the
//! same of a name have one.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::directory::{Structure, directory};
use super::home::Home;
use super::namesakes;
use super::normal::{self, Name};
use super::ruling::Naming;
use crate::lang::gazetteer::Entry;
use crate::lang::names::{self, NameWord, language_of};
use crate::lang::sketch::{hash, mix};
use crate::model::extraction::{Entity, Extraction};
use crate::model::kinds::EntityType;

/// Names that are remembered at once, of each kind.
const KNOWN: usize = 1 << 14;

/// What an entity adds to the unit of its name, and to what the unit becomes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    /// What its article takes it for.
    pub taken: EntityType,
    /// The fullest name in the article.
    pub name: Box<str>,
    /// The other names there.
    pub forms: Box<[Box<str>]>,
    /// The name in English, where a gazetteer or the user knows it.
    pub name_en: Option<Box<str>>,
    /// The name in Arabic, likewise.
    pub name_ar: Option<Box<str>>,
    /// Item of Wikidata.
    pub wikidata: Option<Box<str>>,
    /// Finer kind.
    pub subtype: Option<Box<str>>,
    /// The country that its article states.
    pub stated: Option<Box<str>>,
    /// `m` or `f`.
    pub gender: Option<Box<str>>,
    /// Whether the fullest name is Arabic.
    pub arabic: bool,
    /// The name ends in an ordinary word with its article, and is no longer than that.
    pub ordinary: bool,
    /// What it tells of others in its article: a number that means the same in any.
    pub number: u64,
    /// What the unit is.
    pub kind: EntityType,
    /// The unit's key.
    pub key: Box<str>,
    /// Its normal forms, that of its own name first.
    pub names: Box<[Name]>,
    /// The normal forms of other names that its article uses for it, long enough to be told by.
    pub aliases: Box<[Name]>,
    /// Key in a gazetteer, or in the user's lexicon.
    pub gazetteer: Option<Box<str>>,
    /// The body of a state that it is.
    pub structure: Option<Structure>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<Box<str>>,
    /// The references of decisions that take it out of the unit of its name.
    pub cuts: Box<[String]>,
}

impl Share {
    /// Nothing.
    fn of_nobody(kind: EntityType) -> Self {
        Self {
            taken: kind,
            name: "".into(),
            forms: Box::default(),
            name_en: None,
            name_ar: None,
            wikidata: None,
            subtype: None,
            stated: None,
            gender: None,
            arabic: false,
            ordinary: false,
            number: 0,
            kind,
            key: "".into(),
            names: Box::default(),
            aliases: Box::default(),
            gazetteer: None,
            structure: None,
            country: None,
            cuts: Box::default(),
        }
    }
}

/// A share as it is kept: what is asked of all stands plain, the rest is packed until somebody asks for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Packed<'b> {
    /// What its article takes it for.
    pub taken: EntityType,
    /// What the unit is.
    pub kind: EntityType,
    /// What it tells of others in its article: a number that means the same in any.
    pub number: u64,
    /// The unit's key as a number.
    pub unit: u64,
    /// A number that tells it from all other shares.
    pub mark: u64,
    #[serde(borrow)]
    bytes: Cow<'b, [u8]>,
}

impl Packed<'_> {
    /// Packs a share.
    #[must_use]
    pub fn new(share: &Share) -> Packed<'static> {
        let bytes = postcard::to_allocvec(share).unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let (unit, mark) = (hash(&share.key), hasher.finish());
        Packed { taken: share.taken, kind: share.kind, number: share.number, unit, mark, bytes: Cow::Owned(bytes) }
    }

    /// The share.
    #[must_use]
    pub fn unpack(&self) -> Share {
        postcard::from_bytes(&self.bytes).unwrap_or_else(|_| Share::of_nobody(self.kind))
    }

    /// The same, on its own.
    #[must_use]
    pub fn into_owned(self) -> Packed<'static> {
        let Packed { taken, kind, number, unit, mark, bytes } = self;
        Packed { taken, kind, number, unit, mark, bytes: Cow::Owned(bytes.into_owned()) }
    }
}

impl Hash for Packed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.mark.hash(state);
    }
}

/// What a written name is, whoever bears it; the same names come again and again.
#[derive(Clone, Debug)]
struct Known {
    name: Name,
    /// The entry that it means alone.
    entry: Option<&'static Entry<'static>>,
    structure: Option<Structure>,
    /// It is enough to know its bearer by in another article.
    tells: bool,
}

/// Written names that were met.
#[derive(Debug, Default)]
pub struct Memory {
    names: FxHashMap<EntityType, FxHashMap<Box<str>, Known>>,
}

impl Memory {
    fn known(&mut self, kind: EntityType, written: &str) -> &Known {
        let names = self.names.entry(kind).or_default();
        if !names.contains_key(written) {
            if names.len() >= KNOWN {
                names.clear();
            }
            names.insert(written.into(), Known::new(kind, written));
        }
        &names[written]
    }
}

impl Known {
    fn new(kind: EntityType, written: &str) -> Self {
        let directory = directory();
        let name = normal_of(kind, written);
        // A lone family name is whose the corpus says, unless the world knows its bearer by nothing else.
        let means = |entry: &&'static Entry<'static>| {
            let main = || [entry.name_en, entry.name_ar].iter().any(|main| normal_of(kind, main) == name);
            let told = !entry.ambiguous || name.parts.len() > 1 || main();
            told && (kind != EntityType::Person || !name.is_bare() || normal::person(entry.name_en).is_bare())
        };
        let entry = directory.find(kind, &name).filter(means);
        let structure = if kind == EntityType::Organization { directory.structure(&name) } else { None };
        // The ministry is every article's ministry.
        let common = structure.is_some_and(|structure| structure.country.is_empty());
        let acronym = written.len() >= 3 && written.chars().all(|c| c.is_uppercase() || c == '.');
        let long = written.split_whitespace().nth(1).is_some();
        let tells = !common && (long || (kind == EntityType::Organization && acronym));
        Self { name, entry, structure, tells }
    }
}

/// The normal form of a name of this kind.
#[must_use]
pub fn normal_of(kind: EntityType, name: &str) -> Name {
    match kind {
        EntityType::Person => normal::person(name),
        // مدينة الكويت is not الكويت.
        EntityType::Place => Some(normal::place(name))
            .filter(|place| directory().find(EntityType::Country, place).is_none())
            .unwrap_or_else(|| normal::title(name)),
        EntityType::Organization | EntityType::Country => normal::title(name),
    }
}

/// What an entity adds to the unit of its name.
pub fn share(extraction: &Extraction, entity: &Entity, memory: &mut Memory, naming: &Naming, home: &Home) -> Share {
    let directory = directory();
    let kind = entity.kind;
    let alias = naming.alias(kind, &entity.name);
    let Known { name, entry: known, structure, .. } = memory.known(kind, alias.unwrap_or(&entity.name)).clone();
    // What the user calls something is not what the article's reader took it for.
    let key = entity.gazetteer.as_deref().filter(|_| alias.is_none());
    let stated = key.and_then(|key| directory.get(key));
    // What no gazetteer of ours has, the user listed: nobody knows it better.
    let listed = key.filter(|_| stated.is_none());
    let (known, structure) = if listed.is_some() { (None, None) } else { (known, structure) };
    let stated = stated.filter(|entry| {
        // الملك سلمان is enough, with the title.
        let titled = || entity.name.contains(' ') && entry.names().any(|known| known == entity.name);
        let full = || !name.is_bare() || normal::person(entry.name_en).is_bare() || titled();
        let alone = kind == EntityType::Person && !full();
        !(kind == EntityType::Place && is_site(&name)) && (!alone || lone_name_means(entry, &name, entity, home))
    });
    let structure = structure.map(|found| match found.country {
        "" => Structure { country: home.of(extraction, entity).unwrap_or_default(), ..found },
        _ => found,
    });
    let entry = meant(entity, &name, (stated, known), structure, home);
    let mut own = kind;
    if let Some(entry) = entry {
        own = match entry.key.split(':').next() {
            Some("country") => EntityType::Country,
            Some("city") => EntityType::Place,
            Some("organization") => EntityType::Organization,
            _ => EntityType::Person,
        };
    }
    let kind = own;
    let country = entry
        .map(|entry| entry.country)
        .or(structure.map(|s| s.country))
        .filter(|code| !code.is_empty())
        .or(entity.country.as_deref())
        .or_else(|| home.of(extraction, entity).filter(|_| is_domestic(entity, &name)));
    let mut key = match (entry, structure) {
        (Some(entry), _) => format!("{kind}|@{}", entry.key),
        _ if listed.is_some() => format!("{kind}|@{}", listed.unwrap_or_default()),
        (None, Some(Structure { concept, country: "" })) => format!("{kind}|#{concept}|{}", extraction.article.id),
        (None, Some(Structure { concept, country })) => format!("{kind}|#{concept}:{country}"),
        _ if kind == EntityType::Place => {
            format!("{kind}|{}|{}", name.key(), country.unwrap_or_default())
        }
        // A name without letters says nothing: such entities stay apart.
        _ if name.parts.is_empty() => format!("{kind}||{}|{}", extraction.article.id, entity.id),
        _ => format!("{kind}|{}", name.key()),
    };
    let cuts: Vec<String> =
        naming.cuts(&extraction.article.id, kind, &entity.name).into_iter().map(ToString::to_string).collect();
    for cut in &cuts {
        key.push('|');
        key.push_str(cut);
    }
    let mut aliases = Vec::new();
    for alias in &entity.aliases {
        let known = memory.known(kind, alias);
        if known.tells {
            aliases.push(known.name.clone());
        }
    }
    let mut names = vec![name];
    if listed.is_some() {
        names.extend(entity.name_en.iter().chain(&entity.name_ar).map(|name| normal_of(kind, name)));
    }
    let own = |text: &Option<String>| text.as_deref().map(Into::into);
    let one_word = names.first().is_none_or(|name| name.parts.len() < 2);
    let known = entry.map(|entry| entry.key.as_str()).or(entity.gazetteer.as_deref()).unwrap_or(&entity.name);
    Share {
        taken: entity.kind,
        name: entity.name.as_str().into(),
        forms: entity.aliases.iter().map(|alias| alias.as_str().into()).collect(),
        name_en: own(&entity.name_en),
        name_ar: own(&entity.name_ar),
        wikidata: own(&entity.wikidata),
        subtype: own(&entity.subtype),
        stated: own(&entity.country),
        gender: own(&entity.gender),
        arabic: !language_of(&entity.name).grammar().capitals,
        ordinary: kind == EntityType::Organization && one_word && normal::is_definite(&entity.name),
        number: number(entity.kind, known),
        kind,
        key: key.into(),
        names: names.into(),
        aliases: aliases.into(),
        gazetteer: entry.map(|entry| entry.key.as_str()).or(listed).map(Into::into),
        structure,
        country: country.map(Into::into),
        cuts: cuts.into(),
    }
}

/// The entry that an entity means: what its article states, or what its name is known for, as far as its countries fit.
fn meant(
    entity: &Entity,
    name: &Name,
    (stated, known): (Option<&'static Entry<'static>>, Option<&'static Entry<'static>>),
    structure: Option<Structure>,
    home: &Home,
) -> Option<&'static Entry<'static>> {
    let (directory, mut entry) = (directory(), stated.or(known));
    match entity.kind {
        // Of cities of one name that is meant whose country the article names, or tells of where they are little known.
        EntityType::Place => {
            if let Some(city) = entry.filter(|city| !home.named.contains(city.country)) {
                let told = if city.ambiguous { &home.told } else { &home.named };
                let sure = stated.is_some() || !city.unlikely || home.told.contains(city.country);
                entry = directory.city_in(name, told).or(Some(city).filter(|_| sure));
            }
        }
        EntityType::Organization => {
            let several = directory.organizations(name).len() > 1;
            entry = entry.or_else(|| directory.organization_in(name, &home.told).filter(|_| several));
            let ordinary = |entry: &Entry| entry.subtype == "club" && normal::is_definite(&entity.name);
            let domestic = |entry: &Entry| ordinary(entry) || namesakes::is_domestic(name);
            entry = entry.filter(|entry| !domestic(entry) || !home.is_foreign(entry));
            entry = entry.or_else(|| structure.filter(|s| !s.country.is_empty()).and_then(|s| directory.body(s)));
        }
        EntityType::Person | EntityType::Country => {}
    }
    entry
}

/// Whether a body of this name is another country's where the article tells of others alone: a party, or a club that an
/// ordinary word names (الأهلي).
fn is_domestic(entity: &Entity, name: &Name) -> bool {
    let club = || directory().organizations(name).iter().any(|entry| entry.subtype == "club");
    entity.kind == EntityType::Organization
        && (namesakes::is_domestic(name) || normal::is_definite(&entity.name) && club())
}

/// Whether it is a name of what stands in a town, with the town's name in it.
fn is_site(name: &Name) -> bool {
    name.parts.len() > 1 && name.parts.iter().any(|part| names::class(&part.text) == Some(NameWord::Site))
}

/// What an article tells of others by naming one: by its key in a gazetteer, or else by its name.
#[must_use]
pub fn number(kind: EntityType, known: &str) -> u64 {
    mix(hash(known) ^ kind as u64)
}

/// Whether a lone name means its best-known bearer. A given name or a word that links names is nobody's alone (صالح,
/// أبي); many a family name is an ordinary word too (جودة, الشرع), so the article must name the bearer's country.
fn lone_name_means(entry: &'static Entry<'static>, name: &Name, entity: &Entity, home: &Home) -> bool {
    let full = |alias: &String| {
        let alias = normal::person(alias);
        !alias.is_bare() && entry.names().any(|name| normal::person(name) == alias)
    };
    let free = |word: &str| names::is_given(word) || names::links(word);
    let own = name.parts.iter().any(|part| !free(&part.text));
    entity.aliases.iter().any(full) || (own && home.told.contains(entry.country))
}
