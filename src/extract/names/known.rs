//! Names that the gazetteers know: countries, demonyms, capitals, cities, organizations, people.

use rustc_hash::FxHashSet;

use super::Name;
use super::joined::BARELY;
use super::told::Told;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::gazetteer::Entry;
use crate::lang::lexicon::{Match, Meaning};
use crate::lang::names;
use crate::lang::recognizer::recognizer;
use crate::model::document::{Proclitics, Token};
use crate::model::kinds::{EntityType, Level};

/// Inhabitants from which a city of one word is a name by itself.
const LARGE: u64 = 300_000;

/// The fewest first letters that are taken for explained.
const FEWEST: usize = 3;

/// The most letters of a name that, without its hamza, may be another word.
const SHORT: usize = 3;

/// Every place where a gazetteer's entry stands as a name.
pub fn find(context: &Context) -> Vec<Name> {
    let mut names = Vec::new();
    let (defined, told) = (defined(context), Told::new(context));
    for at in 0..context.document.tokens.len() {
        for found in context.matches.at(at) {
            if found.end == at + 1 && context.token(at).is_some_and(|token| defined.contains(&*token.norm)) {
                continue;
            }
            if let Some(name) = name(context, &told, found) {
                names.push(name);
                break;
            }
        }
    }
    names
}

/// The first letters that the article itself explains in brackets, other than a gazetteer does: radio frequency
/// interference (RFI) is no broadcaster.
fn defined<'d>(context: &Context<'d>) -> FxHashSet<&'d str> {
    let tokens = &context.document.tokens;
    let inside = (1..tokens.len().saturating_sub(1)).filter(|&at| context.is(at - 1, "(") && context.is(at + 1, ")"));
    let explained = inside.filter(|&at| {
        let short = context.document.surface(at);
        let letters = short.chars().count();
        let Some(first) = (at - 1).checked_sub(letters).filter(|_| letters >= FEWEST) else { return false };
        let spelled = short.chars().zip(first..at - 1).all(|(letter, word)| {
            let initial = context.document.surface(word).chars().next();
            initial.is_some_and(|initial| initial.to_uppercase().eq(letter.to_uppercase()))
        });
        // Where all words have capitals, the name of a body is explained.
        let plain = (first..at - 1).any(|word| !context.is_capitalised(word));
        spelled && plain && short.chars().all(char::is_uppercase)
    });
    explained.map(|at| &*tokens[at].norm).collect()
}

fn name(context: &Context, told: &Told, found: &Match) -> Option<Name> {
    let gazetteer = context.gazetteer;
    let single = found.end == found.first + 1;
    let other_word = found.meanings().any(|m| is_common(&m));
    let mut best: Option<(u8, EntityType, Level, Key)> = None;
    for meaning in found.meanings() {
        let candidate = match meaning {
            // US$2.5 billion.
            Meaning::Country(_) if is_currency(context, found) => continue,
            Meaning::Country(i) => (95, EntityType::Country, Level::Name, Key::Country(i)),
            Meaning::Demonym(i) => (90, EntityType::Country, Level::Demonym, Key::Country(i)),
            Meaning::City(_) if single && is_other_word(context, found) => continue,
            Meaning::City(i) => {
                let city = &gazetteer.cities[usize::from(i)];
                if city.unlikely && told.of(city) == 0 || single && is_joined_city(context, told, found, city) {
                    continue;
                }
                // A small town of one word is too often something else, unless the recogniser sees a place there.
                let sure = !city.ambiguous
                    && !(single && (other_word || city.population < LARGE && context.recognised.is_some()));
                let trust = if sure { 85 } else { 30 };
                (trust, EntityType::Place, Level::Name, Key::City(i))
            }
            // وزير الخارجية الأميركية is a title, not الخارجية الأميركية.
            Meaning::Organization(_) if within_title(context, found.first) => continue,
            Meaning::Organization(i) if single && !is_written_so(context, found, i) => continue,
            Meaning::Organization(i) => {
                // الشرق الأوسط is a newspaper only where something says so.
                let body = &gazetteer.organizations[usize::from(i)];
                let ambiguous = body.ambiguous;
                if body.unlikely && told.is_foreign(body) {
                    continue;
                }
                let place = found.meanings().any(|m| matches!(m, Meaning::City(_) | Meaning::Country(_)));
                let doubtful = single && (ambiguous || other_word) || ambiguous && place;
                let trust = if doubtful { 30 } else { 92 };
                (trust, EntityType::Organization, Level::Name, Key::Organization(i))
            }
            // A surname alone is not enough to know whose it is.
            Meaning::Person(_) if single => continue,
            Meaning::Person(_) if ends_small(context, found) => continue,
            Meaning::Person(i) if is_namesake(context, told, found, i) => continue,
            Meaning::Person(i) => (93, EntityType::Person, Level::Name, Key::Person(i)),
            _ => continue,
        };
        let better =
            best.is_none_or(|b| candidate.0 > b.0 || (candidate.0 == b.0 && nearer(context, told, candidate.3, b.3)));
        if better {
            best = Some(candidate);
        }
    }
    let (trust, kind, level, key) = best?;
    Some(Name { tokens: found.first..found.end, cut: found.cut, kind, level, key: Some(key), trust })
}

/// Whether a short name is one as the gazetteer writes it, where it may also be a word with what is written on it: وأم is
/// *and a mother*, وام an agency.
fn is_written_so(context: &Context, found: &Match, organization: u16) -> bool {
    let written = context.text(found.first..found.end, found.cut);
    let entry = &context.gazetteer.organizations[usize::from(organization)];
    let split = context.token(found.first).is_some_and(|t| t.readings.iter().any(|r| r.surface > found.cut));
    !split || written.chars().count() > SHORT || entry.name_ar == written || entry.aliases_ar.contains(&written)
}

/// Whether a sign of money is written to a country's name: US$.
fn is_currency(context: &Context, found: &Match) -> bool {
    let joined = |sign: &Token| context.token(found.end - 1).is_some_and(|name| name.span.end == sign.span.start);
    context.is(found.end, "$") && context.token(found.end).is_some_and(joined)
}

/// Whether a name ends in a word in small letters: Edward said is nobody called Edward Said, Kim Jong-un is.
fn ends_small(context: &Context, found: &Match) -> bool {
    context.is_capitalised(found.first)
        && !context.is_capitalised(found.end - 1)
        && found.end > found.first + 1
        && context.is_word(found.end - 2)
}

/// Whether a title that begins before a token goes on over it.
fn within_title(context: &Context, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|t| context.title(t).is_some_and(|(m, _)| m.end > at))
}

/// Whether of two things of one name the first is meant: that of a country which the article tells of, or tells of more.
fn nearer(context: &Context, told: &Told, a: Key, b: Key) -> bool {
    let (Some(one), Some(other)) = (context.entry(a), context.entry(b)) else { return false };
    match (a, b) {
        (Key::City(_), Key::City(_)) => told.prefers(one, other),
        (Key::Organization(_), Key::Organization(_)) => told.of(one) > told.of(other),
        _ => false,
    }
}

/// Whether a word that would be a city behind a proclitic is better known as another word: باكرا is *early*, not in Accra.
fn is_other_word(context: &Context, found: &Match) -> bool {
    let whole = |norm: &str| {
        recognizer(context.language.code()).is_some_and(|known| known.is_whole(norm, usize::from(found.reading.norm)))
    };
    let plain = found.cut > 0 && !found.reading.proclitics.has(Proclitics::ARTICLE);
    plain && context.token(found.first).is_some_and(|token| whole(&token.norm))
}

/// Whether what looks like a city is a better known one with a proclitic: الرياض وجدة is Riyadh and Jeddah, unless the
/// article tells of Oujda's country.
fn is_joined_city(context: &Context, told: &Told, found: &Match, city: &Entry) -> bool {
    let Some(token) = context.token(found.first).filter(|_| found.cut == 0 && told.of(city) == 0) else { return false };
    let prevails = |cut: u8| {
        recognizer(context.language.code()).is_some_and(|known| known.prevails(&token.norm, usize::from(cut), BARELY))
    };
    context.matches.at(found.first).iter().any(|other| {
        other.cut > 0
            && other.end == found.end
            && other.meanings().any(|meaning| matches!(meaning, Meaning::City(_)))
            && prevails(other.reading.norm)
    })
}

/// Whether somebody of another country is rather meant than a known person: by two names that many bear, which leave out
/// half of the known one's, where the article does not tell of his country.
fn is_namesake(context: &Context, told: &Told, found: &Match, person: u16) -> bool {
    let entry = &context.gazetteer.people[usize::from(person)];
    let own = if context.language.code() == "ar" { entry.name_ar } else { entry.name_en };
    let common = |at: usize| context.token(at).is_some_and(|t| t.readings.iter().any(|r| names::is_known(t.stem(r))));
    let short = found.end == found.first + 2 && own.split_whitespace().count() >= 4;
    short && told.is_foreign(entry) && (found.first..found.end).all(common)
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
