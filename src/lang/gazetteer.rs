//! Countries, cities, organizations and people of the world, known by their names in every language of the program.
//!
//! The tables are in `data/gazetteer`; sources and licences in the README there.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::table::Table;

/// One thing that a gazetteer knows.
#[derive(Clone, Debug, Default)]
pub struct Entry<'t> {
    /// `country:KW`, `city:aleppo-sy`, `organization:un`, `person:ban-ki-moon`.
    pub key: String,
    /// Name in English.
    pub name_en: &'t str,
    /// Name in Arabic.
    pub name_ar: &'t str,
    /// ISO 3166-1 alpha-2 code of its country, or its own.
    pub country: &'t str,
    /// ISO 3166-1 alpha-3 code; for countries.
    pub iso3: &'t str,
    /// Finer kind.
    pub subtype: &'t str,
    /// `m` or `f`; for people.
    pub gender: &'t str,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Item of Wikidata.
    pub wikidata: &'t str,
    /// Inhabitants; for cities.
    pub population: u64,
    /// Whether a form of it is also a common word or another's name.
    pub ambiguous: bool,
    /// Whether its name mostly means something else: it is meant only where the text tells of its country.
    pub unlikely: bool,
    /// Other names in English.
    pub aliases_en: Vec<&'t str>,
    /// Other names in Arabic.
    pub aliases_ar: Vec<&'t str>,
    /// Adjectives and inhabitants in English; for countries.
    pub demonyms_en: Vec<&'t str>,
    /// Adjectives and inhabitants in Arabic; for countries.
    pub demonyms_ar: Vec<&'t str>,
    /// Capitals that stand for the government, in English; for countries.
    pub capitals_en: Vec<&'t str>,
    /// Capitals that stand for the government, in Arabic; for countries.
    pub capitals_ar: Vec<&'t str>,
}

/// Sorts of organizations that are known, and named, far beyond their country.
const EVERYWHERE: [&str; 5] = ["international", "company", "news_agency", "newspaper", "broadcaster"];

impl<'t> Entry<'t> {
    /// Its names in both languages.
    pub fn names(&self) -> impl Iterator<Item = &'t str> {
        let main = [self.name_en, self.name_ar].into_iter();
        main.chain(self.aliases_en.iter().copied())
            .chain(self.aliases_ar.iter().copied())
            .filter(|name| !name.is_empty())
    }

    /// The country that a text tells of by naming this: itself, or whose town, state body, party or club it is. None of
    /// people, of those that are named far beyond their country, and where the name may mean something else.
    #[must_use]
    pub fn tells(&self) -> Option<&'t str> {
        let at_home = match self.key.split(':').next() {
            Some("country") => true,
            Some("city") => !self.ambiguous,
            Some("organization") => !self.ambiguous && !EVERYWHERE.contains(&self.subtype),
            _ => false,
        };
        Some(self.country).filter(|country| at_home && !country.is_empty())
    }
}

/// All gazetteers.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// Sovereign states and commonly recognised territories.
    pub countries: Vec<Entry<'static>>,
    /// Cities, provinces, regions, seas.
    pub cities: Vec<Entry<'static>>,
    /// Well-known organizations.
    pub organizations: Vec<Entry<'static>>,
    /// Well-known people.
    pub people: Vec<Entry<'static>>,
}

/// The gazetteers inside the program.
#[must_use]
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer {
        countries: countries(),
        cities: cities(),
        organizations: organizations(),
        people: people(),
    })
}

impl Gazetteer {
    /// What has this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry<'static>> {
        let list = match key.split(':').next()? {
            "country" => &self.countries,
            "city" => &self.cities,
            "organization" => &self.organizations,
            "person" => &self.people,
            _ => return None,
        };
        list.iter().find(|entry| entry.key == key)
    }

    /// The country of a newspaper that is known, or says so in brackets behind its name: The Times (GB).
    #[must_use]
    pub fn home_of_paper(&self, name: &str) -> Option<&'static str> {
        static PAPERS: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
        let plain = |name: &str| name.to_lowercase().replace('-', " ").trim().to_owned();
        let papers = PAPERS.get_or_init(|| {
            let papers = gazetteer().organizations.iter().filter(|entry| entry.subtype == "newspaper");
            papers.flat_map(|entry| entry.names().map(move |name| (plain(name), entry.country))).collect()
        });
        let (own, bracketed) = name.split_once('(').unwrap_or((name, ""));
        let stated = bracketed.split(')').next().unwrap_or_default().trim();
        let is_it = |country: &&Entry| country.country == stated || country.names().any(|name| name == stated);
        let country = self.countries.iter().find(is_it).map(|country| country.country);
        country.or_else(|| papers.get(&plain(own)).copied()).filter(|country| !country.is_empty())
    }
}

fn countries() -> Vec<Entry<'static>> {
    Table::new(include_str!("../../data/gazetteer/countries.tsv"))
        .rows([
            "iso2",
            "iso3",
            "name_ar",
            "name_en",
            "aliases_ar",
            "aliases_en",
            "demonyms_ar",
            "demonyms_en",
            "capital_ar",
            "capital_en",
            "latitude",
            "longitude",
            "wikidata",
        ])
        .map(
            |[
                iso2,
                iso3,
                name_ar,
                name_en,
                aliases_ar,
                aliases_en,
                demonyms_ar,
                demonyms_en,
                capital_ar,
                capital_en,
                latitude,
                longitude,
                wikidata,
            ]| Entry {
                key: format!("country:{iso2}"),
                name_en,
                name_ar,
                country: iso2,
                iso3,
                latitude: latitude.parse().ok(),
                longitude: longitude.parse().ok(),
                wikidata,
                aliases_en: list(aliases_en),
                aliases_ar: list(aliases_ar),
                demonyms_en: list(demonyms_en),
                demonyms_ar: list(demonyms_ar),
                capitals_en: list(capital_en),
                capitals_ar: list(capital_ar),
                ..Entry::default()
            },
        )
        .collect()
}

fn cities() -> Vec<Entry<'static>> {
    Table::new(include_str!("../../data/gazetteer/cities.tsv"))
        .rows([
            "name_en",
            "name_ar",
            "aliases",
            "country",
            "class",
            "latitude",
            "longitude",
            "population",
            "wikidata",
            "ambiguous",
        ])
        .map(|[name_en, name_ar, aliases, country, class, latitude, longitude, population, wikidata, ambiguous]| {
            let (aliases_ar, aliases_en) = list(aliases).into_iter().partition(|alias| is_arabic(alias));
            Entry {
                key: format!("city:{}-{}", slug(name_en), country.to_lowercase()),
                name_en,
                name_ar,
                country,
                subtype: class,
                latitude: latitude.parse().ok(),
                longitude: longitude.parse().ok(),
                population: population.parse().unwrap_or_default(),
                wikidata,
                ambiguous: !ambiguous.is_empty(),
                unlikely: ambiguous == "2",
                aliases_en,
                aliases_ar,
                ..Entry::default()
            }
        })
        .collect()
}

fn organizations() -> Vec<Entry<'static>> {
    Table::new(include_str!("../../data/gazetteer/organizations.tsv"))
        .rows([
            "name_en",
            "name_ar",
            "aliases_en",
            "aliases_ar",
            "acronym_en",
            "subtype",
            "country",
            "wikidata",
            "ambiguous",
        ])
        .map(|[name_en, name_ar, aliases_en, aliases_ar, acronym, subtype, country, wikidata, ambiguous]| Entry {
            unlikely: ambiguous == "2",
            key: format!("organization:{}", slug(name_en)),
            name_en,
            name_ar,
            country,
            subtype,
            wikidata,
            ambiguous: !ambiguous.is_empty(),
            aliases_en: list(aliases_en).into_iter().chain(list(acronym)).collect(),
            aliases_ar: list(aliases_ar),
            ..Entry::default()
        })
        .collect()
}

fn people() -> Vec<Entry<'static>> {
    Table::new(include_str!("../../data/gazetteer/people.tsv"))
        .rows(["name_en", "name_ar", "aliases_en", "aliases_ar", "gender", "country", "wikidata"])
        .map(|[name_en, name_ar, aliases_en, aliases_ar, gender, country, wikidata]| Entry {
            key: format!("person:{}", slug(name_en)),
            name_en,
            name_ar,
            country,
            gender,
            wikidata,
            aliases_en: list(aliases_en),
            aliases_ar: list(aliases_ar),
            ..Entry::default()
        })
        .collect()
}

fn list(cell: &'static str) -> Vec<&'static str> {
    super::table::items(cell).collect()
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

/// Lower-case letters and digits, joined by hyphens: the readable part of a key.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
