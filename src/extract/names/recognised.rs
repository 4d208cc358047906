//! Names that the trained recogniser finds, with the proclitics cut off.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Name;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::{Meaning, TitleClass};
use crate::lang::recognizer::{Found, Kind};
use crate::model::document::{Proclitics, Reading, Token};
use crate::model::kinds::{EntityType, Level};

/// Every name that the recogniser of the language finds; `None` for a language without one.
pub fn find(context: &Context) -> Option<Vec<Name>> {
    let found = context.recognised.as_ref()?;
    let words: FxHashSet<&str> = context.document.tokens.iter().map(|t| &*t.norm).collect();
    // Words that stand within a longer name have no proclitics: ويبر, once مارك ويبر was read.
    let later: FxHashSet<&str> = found
        .iter()
        .filter(|f| f.kind == Kind::Person)
        .flat_map(|f| f.tokens.clone().skip(1))
        .filter_map(|t| context.token(t))
        .map(|t| &*t.norm)
        .collect();
    let kinds = kinds(context, found);
    let names = found.iter().filter_map(|f| {
        let kind = *kinds.get(context.document.text(f.tokens.clone()))?;
        if kind == EntityType::Organization && is_bare_head(context, &f.tokens) {
            return None;
        }
        if kind == EntityType::Organization && is_portfolio(context, &f.tokens) {
            return None;
        }
        let whole = context.token(f.tokens.start).is_some_and(|t| later.contains(&*t.norm));
        let cut = if whole { 0 } else { cut(context, &words, f.tokens.start) };
        let state = state(context, &f.tokens).filter(|_| kind == EntityType::Place);
        Some(match state {
            Some(country) => Name {
                tokens: f.tokens.clone(),
                cut,
                kind: EntityType::Country,
                level: Level::Demonym,
                key: Some(Key::Country(country)),
                trust: 96,
            },
            None => Name { tokens: f.tokens.clone(), cut, kind, level: Level::Name, key: None, trust: 88 },
        })
    });
    Some(names.collect())
}

/// How sure the recogniser must be of a name in one of its occurrences: below, less than half of its names are right
/// on articles that it was not taught by.
const fn least_margin(kind: EntityType) -> i32 {
    match kind {
        EntityType::Organization => 60,
        EntityType::Place | EntityType::Country => 45,
        EntityType::Person => 25,
    }
}

/// What each name is, in all its occurrences: that which the recogniser is surest of in sum. Names that it is nowhere
/// sure of are left out.
fn kinds<'d>(context: &Context<'d>, found: &[Found]) -> FxHashMap<&'d str, EntityType> {
    let mut sums: FxHashMap<(&str, EntityType), (i32, i32)> = FxHashMap::default();
    for f in found {
        let kind = match f.kind {
            Kind::Person => EntityType::Person,
            Kind::Organization => EntityType::Organization,
            Kind::Place => EntityType::Place,
            Kind::Event => continue,
        };
        let (sum, most) = sums.entry((context.document.text(f.tokens.clone()), kind)).or_default();
        *sum += f.margin.max(1);
        *most = f.margin.max(*most);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_unstable_by_key(|&((text, kind), sum)| (text, std::cmp::Reverse(sum), kind));
    let mut kinds: FxHashMap<&str, Option<EntityType>> = FxHashMap::default();
    for ((text, kind), (_, most)) in sums {
        kinds.entry(text).or_insert((most >= least_margin(kind)).then_some(kind));
    }
    kinds.into_iter().filter_map(|(text, kind)| kind.map(|kind| (text, kind))).collect()
}

/// The head of a body alone (الوزارة, the company) is no name: it means one that was named before, or none.
fn is_bare_head(context: &Context, tokens: &Range<usize>) -> bool {
    let head = |at: usize| {
        context
            .matches
            .find(at, |m| matches!(m, Meaning::OrganizationHead(_)).then_some(()))
            .is_some_and(|(m, ())| m.end == at + 1)
    };
    let capitals = context.language.grammar().capitals;
    tokens.len() == 1 && head(tokens.start) && !(capitals && context.is_capitalised(tokens.start))
}

/// What a minister is minister of (وزير الدفاع الفرنسي): a definite noun without the head of a body, with a demonym.
fn is_portfolio(context: &Context, tokens: &Range<usize>) -> bool {
    let has = |at: usize, test: fn(Meaning) -> bool| context.matches.find(at, |m| test(m).then_some(())).is_some();
    let titled = tokens.start > 0 && has(tokens.start - 1, |m| matches!(m, Meaning::Title(TitleClass::Office)));
    titled
        && context.language.grammar().adjective_follows
        && context.has_article(tokens.start)
        && !has(tokens.start, |m| matches!(m, Meaning::OrganizationHead(_)))
        && tokens.clone().any(|t| has(t, |m| matches!(m, Meaning::Demonym(_))))
}

/// The state whose government or forces a place's name means: الحكومة السورية.
fn state(context: &Context, tokens: &Range<usize>) -> Option<u16> {
    if tokens.len() < 2 {
        return None;
    }
    tokens
        .clone()
        .find_map(|at| {
            context.matches.find(at, |m| match m {
                Meaning::Demonym(country) => Some(country),
                _ => None,
            })
        })
        .map(|(_, country)| country)
}

/// Bytes of proclitics on a name's first token.
///
/// A word that the lexicon knows whole has none (وليد, لبنان). A conjunction is taken off any other; a preposition
/// only where the article follows it, or where what is left is a name or stands elsewhere in the article.
fn cut(context: &Context, words: &FxHashSet<&str>, at: usize) -> u8 {
    let Some(token) = context.token(at) else { return 0 };
    let known: Vec<_> = context.matches.at(at).iter().filter(|m| m.meanings().any(|x| is_name(&x))).collect();
    if let Some(longest) = known.iter().max_by_key(|m| (m.end, std::cmp::Reverse(m.cut))) {
        return token.before_article(longest.reading).surface;
    }
    let conjunction = token.readings.iter().find(|r| r.proclitics == Proclitics::CONJUNCTION);
    let floor = conjunction.unwrap_or_default();
    let preposition = token.readings.iter().filter(|r| is_preposition(*r, floor.proclitics)).find(|r| {
        let stem = token.stem(*r);
        words.contains(stem) || has_article(token, *r)
    });
    preposition.unwrap_or(floor).surface
}

/// A reading that takes off one preposition more than another.
fn is_preposition(reading: Reading, before: Proclitics) -> bool {
    [Proclitics::BI, Proclitics::LI, Proclitics::KA].iter().any(|&p| {
        reading.proclitics == before.with(p)
            || reading.proclitics == before.with(p).with(Proclitics::ARTICLE) && p == Proclitics::LI
    })
}

/// Whether the article follows a reading's proclitics, or was fused with them (لل).
fn has_article(token: &Token, reading: Reading) -> bool {
    let fused = reading.proclitics.has(Proclitics::ARTICLE);
    fused
        || token
            .readings
            .iter()
            .any(|r| r.proclitics == reading.proclitics.with(Proclitics::ARTICLE) && r.surface > reading.surface)
}

/// A meaning that a name begins with.
const fn is_name(meaning: &Meaning) -> bool {
    meaning.is_name() || matches!(meaning, Meaning::NamePart | Meaning::OrganizationHead(_) | Meaning::PlaceHead(_))
}
