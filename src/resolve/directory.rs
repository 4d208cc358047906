//! The gazetteers and the heads of state bodies, found by normal form.
//!
//! Law: a form that two entries share finds neither, except for cities, where the largest one is meant.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::normal::{self, Name};
use crate::lang::gazetteer::{Entry, gazetteer};
use crate::lang::heads::{Head, heads};
use crate::model::kinds::EntityType;

/// A body of a state: which sort, and whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Structure {
    /// `foreign-ministry`.
    pub concept: &'static str,
    /// ISO 3166-1 alpha-2 code; empty where the name does not say.
    pub country: &'static str,
}

impl Serialize for Structure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.concept, self.country).serialize(serializer)
    }
}

impl<'d> Deserialize<'d> for Structure {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let (concept, country) = <(&str, &str)>::deserialize(deserializer)?;
        let unknown = || serde::de::Error::custom("a body of a state that this program does not know");
        directory().stated(concept, country).ok_or_else(unknown)
    }
}

/// Everything that names are looked up in.
#[derive(Debug, Default)]
pub struct Directory {
    people: FxHashMap<String, Option<&'static Entry<'static>>>,
    organizations: FxHashMap<String, Vec<&'static Entry<'static>>>,
    /// The largest first.
    cities: FxHashMap<String, Vec<&'static Entry<'static>>>,
    countries: FxHashMap<String, &'static Entry<'static>>,
    demonyms: FxHashMap<String, &'static str>,
    heads: FxHashMap<String, Vec<&'static Head>>,
    structures: FxHashMap<Structure, &'static Entry<'static>>,
    keys: FxHashMap<&'static str, &'static Entry<'static>>,
    /// Sorts of bodies and codes of countries.
    words: FxHashMap<&'static str, &'static str>,
}

/// The directory of the gazetteers inside the program.
#[must_use]
pub fn directory() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(build)
}

impl Directory {
    /// The entry that a name of this kind means.
    #[must_use]
    pub fn find(&self, kind: EntityType, name: &Name) -> Option<&'static Entry<'static>> {
        let key = name.key();
        match kind {
            EntityType::Person => self.people.get(&key).copied().flatten(),
            EntityType::Organization => match self.organizations(name) {
                [alone] => Some(alone),
                _ => None,
            },
            EntityType::Country => self.countries.get(&key).copied(),
            EntityType::Place => self.cities.get(&key).and_then(|cities| cities.first()).copied(),
        }
    }

    /// The bodies of a name.
    #[must_use]
    pub fn organizations(&self, name: &Name) -> &[&'static Entry<'static>] {
        self.organizations.get(&name.key()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The only body of this name that is in one of some countries.
    #[must_use]
    pub fn organization_in(&self, name: &Name, countries: &FxHashSet<&'static str>) -> Option<&'static Entry<'static>> {
        let mut there = self.organizations(name).iter().filter(|body| countries.contains(body.country));
        there.next().filter(|_| there.next().is_none()).copied()
    }

    /// Whether two words, in two scripts, are one city or one country's: Washington, واشنطن.
    #[must_use]
    pub fn is_one_place(&self, left: &str, right: &str) -> bool {
        let cities = |word: &str| self.cities.get(word).map(Vec::as_slice).unwrap_or_default();
        let one_city = cities(left).first().is_some_and(|city| cities(right).iter().any(|other| other.key == city.key));
        one_city || self.demonyms.get(left).is_some_and(|code| self.demonyms.get(right) == Some(code))
    }

    /// The city of this name that lies in one of some countries.
    #[must_use]
    pub fn city_in(&self, name: &Name, countries: &FxHashSet<&'static str>) -> Option<&'static Entry<'static>> {
        self.cities.get(&name.key())?.iter().find(|city| countries.contains(city.country)).copied()
    }

    /// The entry with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static Entry<'static>> {
        self.keys.get(key).copied()
    }

    /// The country with this ISO 3166-1 alpha-2 code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<&'static Entry<'static>> {
        self.get(&format!("country:{}", code.to_uppercase()))
    }

    /// The body of this sort and country, by the words for both that are the program's own.
    #[must_use]
    pub fn stated(&self, concept: &str, country: &str) -> Option<Structure> {
        let own = |word: &str| self.words.get(word).copied();
        Some(Structure { concept: own(concept)?, country: if country.is_empty() { "" } else { own(country)? } })
    }

    /// The well-known organization that is this body.
    #[must_use]
    pub fn body(&self, structure: Structure) -> Option<&'static Entry<'static>> {
        self.structures.get(&structure).copied()
    }

    /// A name without the country at its end or beginning, and the country's code.
    #[must_use]
    pub fn without_country(&self, name: &Name) -> (Name, Option<&'static str>) {
        let count = name.parts.len();
        for length in (1..=3.min(count.saturating_sub(1))).rev() {
            for rest in [0..count - length, length..count] {
                let country = if rest.start == 0 { rest.end..count } else { 0..length };
                let parts =
                    |range: std::ops::Range<usize>| Name { arabic: name.arabic, parts: name.parts[range].to_vec() };
                let key = parts(country).key();
                let code = self.demonyms.get(&key).copied();
                if let Some(code) = code.or_else(|| self.countries.get(&key).map(|entry| entry.country)) {
                    return (parts(rest), Some(code));
                }
            }
        }
        (name.clone(), None)
    }

    /// The body of a state that a name is made for: its head, and the country where it stands in the name.
    #[must_use]
    pub fn structure(&self, name: &Name) -> Option<Structure> {
        let of = |head: &Head, country: Option<&'static str>| {
            let own = Some(head.country).filter(|own| !own.is_empty());
            match (own, country) {
                (Some(own), Some(country)) if own != country => None,
                (own, country) => {
                    Some(Structure { concept: head.concept, country: own.or(country).unwrap_or_default() })
                }
            }
        };
        if let Some(heads) = self.heads.get(&name.key()) {
            // A head of one state alone is that state's; one of all states comes first in the table.
            return heads.iter().find_map(|head| of(head, None));
        }
        let (core, country) = self.without_country(name);
        let heads = self.heads.get(&core.key()).filter(|_| country.is_some())?;
        heads.iter().find_map(|head| of(head, country))
    }
}

fn build() -> Directory {
    let mut directory = Directory::default();
    let gazetteer = gazetteer();
    for list in [&gazetteer.countries, &gazetteer.cities, &gazetteer.organizations, &gazetteer.people] {
        for entry in list {
            directory.keys.entry(entry.key.as_str()).or_insert(entry);
        }
    }
    for country in &gazetteer.countries {
        for name in country.names() {
            directory.countries.entry(normal::title(name).key()).or_insert(country);
        }
        for demonym in country.demonyms_ar.iter().chain(&country.demonyms_en) {
            directory.demonyms.entry(normal::title(demonym).key()).or_insert(country.country);
        }
    }
    let codes = gazetteer.countries.iter().map(|country| country.country);
    let words = codes.chain(heads().iter().flat_map(|head| [head.concept, head.country]));
    directory.words.extend(words.map(|word| (word, word)));
    for head in heads() {
        for form in head.forms_en.iter().chain(&head.forms_ar) {
            directory.heads.entry(normal::title(form).key()).or_default().push(head);
        }
    }
    let mut cities: Vec<&'static Entry<'static>> = gazetteer.cities.iter().collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.population));
    for city in cities {
        for name in city.names() {
            let found = directory.cities.entry(normal::title(name).key()).or_default();
            if !found.iter().any(|known| known.key == city.key) {
                found.push(city);
            }
        }
    }
    for organization in &gazetteer.organizations {
        for name in organization.names() {
            let name = normal::title(name);
            let of_state = !matches!(organization.subtype, "ngo" | "armed_group" | "club" | "company");
            if let Some(structure) = directory.structure(&name).filter(|s| of_state && !s.country.is_empty()) {
                directory.structures.entry(structure).or_insert(organization);
            }
            let found = directory.organizations.entry(name.key()).or_default();
            if !found.iter().any(|known| known.key == organization.key) {
                found.push(organization);
            }
        }
    }
    for person in &gazetteer.people {
        for name in person.names() {
            enter(&mut directory.people, normal::person(name).key(), person);
        }
    }
    directory
}

fn enter(map: &mut FxHashMap<String, Option<&'static Entry<'static>>>, key: String, entry: &'static Entry<'static>) {
    let found = map.entry(key).or_insert(Some(entry));
    if found.is_some_and(|found| found.key != entry.key) {
        *found = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_structure(name: &str, concept: &str, country: &str) {
        let found = directory().structure(&normal::title(name));
        assert_eq!(found.map(|s| (s.concept, s.country)), Some((concept, country)), "{name}");
    }

    #[test]
    fn bodies_are_a_head_and_a_country() {
        check_structure("وزارة الخارجية الأميركية", "foreign-ministry", "US");
        check_structure("U.S. State Department", "foreign-ministry", "US");
        check_structure("Department of State", "foreign-ministry", "US");
        check_structure("وزارة الخارجية", "foreign-ministry", "");
        check_structure("وزارة الخارجية الكويتية", "foreign-ministry", "KW");
        check_structure("Kuwait's Ministry of Foreign Affairs", "foreign-ministry", "KW");
        check_structure("Ministry of Foreign Affairs of Kuwait", "foreign-ministry", "KW");
        check_structure("البنتاغون", "defense-ministry", "US");
        check_structure("الجيش السوري", "army", "SY");
        assert_eq!(directory().structure(&normal::title("Kuwait Oil Company")), None);
    }
}
