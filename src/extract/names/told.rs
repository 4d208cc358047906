//! Which countries an article tells of: of two things of one name it means the one that is there.

use rustc_hash::FxHashMap;

use crate::extract::context::Context;
use crate::lang::gazetteer::Entry;
use crate::lang::lexicon::{Match, Meaning};

/// How many times more inhabitants a city must have to be meant where only the other's country is told of.
const FAMOUS: u64 = 10;

/// How often an article names each country, or what is of one country alone; its paper's once more.
#[derive(Debug, Default)]
pub struct Told(FxHashMap<&'static str, usize>);

impl Told {
    /// Reads an article.
    pub fn new(context: &Context) -> Self {
        let mut told = Self::default();
        let paper = context.document.article.publisher.as_deref();
        if let Some(country) = paper.and_then(|name| context.gazetteer.home_of_paper(name)) {
            told.0.insert(country, 1);
        }
        let mut at = 0;
        while at < context.document.tokens.len() {
            let found = context.matches.at(at);
            at += 1;
            if let Some(country) = country(context, found) {
                *told.0.entry(country).or_default() += 1;
                // جنوب السودان tells of no other Sudan.
                at = at.max(found[0].end);
            }
        }
        told
    }

    /// How often the article tells of the country of an entry.
    pub fn of(&self, entry: &Entry) -> usize {
        self.0.get(entry.country).copied().unwrap_or_default()
    }

    /// Whether the article tells of other countries alone.
    pub fn is_foreign(&self, entry: &Entry) -> bool {
        !entry.country.is_empty() && !self.0.is_empty() && self.of(entry) == 0
    }

    /// Whether of two cities of one name the first is meant.
    pub fn prefers(&self, city: &Entry, other: &Entry) -> bool {
        // A city whose inhabitants nobody counted may have any number.
        let famous = |one: &Entry, other: &Entry| {
            other.population > 0 && one.population > other.population.saturating_mul(FAMOUS)
        };
        let (here, there) = (self.of(city), self.of(other));
        if here != there && !famous(city, other) && !famous(other, city) {
            return here > there;
        }
        city.population > other.population
    }
}

/// The country that a name tells of, however it is read.
fn country(context: &Context, found: &[Match]) -> Option<&'static str> {
    let gazetteer = context.gazetteer;
    let end = found.first()?.end;
    let meanings = found.iter().take_while(|found| found.end == end).flat_map(Match::meanings);
    let mut entries = meanings.filter_map(|meaning| match meaning {
        Meaning::Country(i) | Meaning::Demonym(i) => gazetteer.countries.get(usize::from(i)),
        Meaning::City(i) => gazetteer.cities.get(usize::from(i)),
        Meaning::Organization(i) => gazetteer.organizations.get(usize::from(i)),
        _ => None,
    });
    let country = entries.next()?.tells()?;
    entries.all(|entry| entry.tells() == Some(country)).then_some(country)
}
