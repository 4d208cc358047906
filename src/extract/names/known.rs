//! Names that the gazetteers know: countries, demonyms, capitals, cities, organizations, people.

use super::Name;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::{Match, Meaning};
use crate::model::kinds::{EntityType, Level};

/// Every place where a gazetteer's entry stands as a name.
pub fn find(context: &Context) -> Vec<Name> {
    let mut names = Vec::new();
    for at in 0..context.document.tokens.len() {
        for found in context.matches.at(at) {
            if let Some(name) = name(context, found) {
                names.push(name);
                break;
            }
        }
    }
    names
}

fn name(context: &Context, found: &Match) -> Option<Name> {
    let gazetteer = context.gazetteer;
    let single = found.end == found.first + 1;
    let other_word = found.meanings().any(|m| is_common(&m));
    let mut best: Option<(u8, EntityType, Level, Key)> = None;
    for meaning in found.meanings() {
        let candidate = match meaning {
            Meaning::Country(i) => (95, EntityType::Country, Level::Name, Key::Country(i)),
            Meaning::Demonym(i) => (90, EntityType::Country, Level::Demonym, Key::Country(i)),
            Meaning::City(i) => {
                let city = &gazetteer.cities[usize::from(i)];
                let trust = if city.ambiguous || (single && other_word) { 30 } else { 85 };
                (trust, EntityType::Place, Level::Name, Key::City(i))
            }
            // وزير الخارجية الأميركية is a title, not الخارجية الأميركية.
            Meaning::Organization(_) if within_title(context, found.first) => continue,
            Meaning::Organization(i) => {
                let trust = if gazetteer.organizations[usize::from(i)].ambiguous && single { 30 } else { 92 };
                (trust, EntityType::Organization, Level::Name, Key::Organization(i))
            }
            Meaning::Person(i) => (if single { 60 } else { 93 }, EntityType::Person, Level::Name, Key::Person(i)),
            _ => continue,
        };
        let better =
            best.is_none_or(|b| candidate.0 > b.0 || (candidate.0 == b.0 && larger(context, candidate.3, b.3)));
        if better {
            best = Some(candidate);
        }
    }
    let (trust, kind, level, key) = best.filter(|b| b.0 >= 60)?;
    Some(Name { tokens: found.first..found.end, cut: found.cut, kind, level, key: Some(key), trust })
}

/// Whether a title that begins before a token goes on over it.
fn within_title(context: &Context, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|t| context.title(t).is_some_and(|(m, _)| m.end > at))
}

/// Of two cities of one name the more populous is meant.
fn larger(context: &Context, a: Key, b: Key) -> bool {
    match (a, b) {
        (Key::City(a), Key::City(b)) => {
            context.gazetteer.cities[usize::from(a)].population > context.gazetteer.cities[usize::from(b)].population
        }
        _ => false,
    }
}

/// A meaning that makes a single word doubtful as a name.
const fn is_common(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Function(_)
            | Meaning::Speech { .. }
            | Meaning::Act { .. }
            | Meaning::EventVerb { .. }
            | Meaning::Title(_)
            | Meaning::GivenName { .. }
            | Meaning::FamilyName
            | Meaning::Time { .. }
    )
}
