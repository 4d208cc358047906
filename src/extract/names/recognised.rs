//! Names that the trained recogniser finds, with the proclitics cut off.

use std::cell::LazyCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Name;
use super::joined::{Join, join};
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::{Function, Meaning, TitleClass};
use crate::lang::names::{self as words, NameWord};
use crate::lang::recognizer::{Found, Kind, recognizer};
use crate::model::document::{Proclitics, Reading, Token};
use crate::model::kinds::{EntityType, Level};

/// Every name that the recogniser of the language finds; `None` for a language without one.
pub fn find(context: &Context) -> Option<Vec<Name>> {
    let found: Vec<Found> = context.recognised.as_ref()?.iter().flat_map(|found| pieces(context, found)).collect();
    let words = LazyCell::new(|| context.document.tokens.iter().map(|t| &*t.norm).collect::<FxHashSet<&str>>());
    let stands = |word: &str| words.contains(word);
    // Words that stand within a longer name have no proclitics: ويبر, once مارك ويبر was read.
    let later: FxHashSet<&str> = found
        .iter()
        .filter(|f| f.kind == Kind::Person)
        .flat_map(|f| f.tokens.clone().skip(1))
        .filter_map(|t| context.token(t))
        .map(|t| &*t.norm)
        .collect();
    let kinds = kinds(context, &found);
    let names = found.iter().filter_map(|f| {
        let kind = *kinds.get(context.document.text(f.tokens.clone()))?;
        let tokens = extent(context, kind, f.tokens.clone());
        let none =
            [is_bare_head, is_portfolio, is_lower_case, is_no_person].iter().any(|test| test(context, kind, &tokens));
        if none || tokens.is_empty() {
            return None;
        }
        let whole = context.token(tokens.start).is_some_and(|t| later.contains(&*t.norm));
        let cut = if whole { 0 } else { cut(context, &stands, tokens.start) };
        let government = kind == EntityType::Organization && is_government(context, &tokens);
        let state = state(context, &tokens).filter(|_| kind == EntityType::Place || government);
        Some(match state {
            Some(country) => Name {
                tokens,
                cut,
                kind: EntityType::Country,
                level: Level::Demonym,
                key: Some(Key::Country(country)),
                trust: 96,
            },
            None => Name { tokens, cut, kind, level: Level::Name, key: None, trust: 88 },
        })
    });
    Some(names.collect())
}

/// A person's name without what a conjunction or preposition that is written on a word joins to it; another given name
/// begins another's: X فرأى, X بحضور, X وأحمد.
fn pieces(context: &Context, found: &Found) -> Vec<Found> {
    let mut pieces = vec![found.clone()];
    if found.kind != Kind::Person || context.language.grammar().capitals {
        return pieces;
    }
    for at in found.tokens.clone().skip(1) {
        let Some(piece) = pieces.last_mut() else { break };
        match join(context, piece.tokens.start, at) {
            Some(Join::Name) => {
                piece.tokens.end = at;
                pieces.push(Found { tokens: at..found.tokens.end, ..found.clone() });
            }
            Some(Join::Clause) => {
                piece.tokens.end = at;
                break;
            }
            None => {}
        }
    }
    pieces
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

/// The words of a name that belong to it: no mark at its ends, no clause that follows it, no day on which it did
/// something, no form of address of the next one, no city before the name of a city.
fn extent(context: &Context, kind: EntityType, tokens: Range<usize>) -> Range<usize> {
    // A word between letters is one of them: سي إن إن.
    let letter = |at: usize| context.token(at).is_some_and(|token| token.norm.chars().count() < 3);
    let clause = |&at: &usize| match context.function(at) {
        Some(Function::Complementizer | Function::Relative | Function::Negation) => {
            !(letter(at - 1) || at + 1 < tokens.end && letter(at + 1))
        }
        Some(Function::Blessing) => true,
        Some(Function::Preposition) => kind == EntityType::Person && is_written_preposition(context, at),
        _ => false,
    };
    let address = |at: usize| context.title(at).is_some_and(|(_, class)| class == TitleClass::Honorific);
    let stray = |at: usize| context.is_mark(at) && !context.opens_quote(at) && !context.closes_quote(at);
    let mut first = tokens.clone().find(|&at| !stray(at)).unwrap_or(tokens.end);
    let mut end = (first + 1..tokens.end).find(clause).unwrap_or(tokens.end);
    let weekday =
        |&at: &usize| context.is_time(at, &["weekday"]) && (at + 1 == end || !context.language.grammar().capitals);
    if kind != EntityType::Place
        && let Some(day) = (first + 1..end).find(weekday)
    {
        end = day;
        while end > first + 1 && context.is_time(end - 1, &["relative", "unit"]) {
            end -= 1;
        }
    }
    if kind == EntityType::Organization && end > first + 2 && address(end - 1) {
        end -= 1;
    }
    let settlement = |m: Meaning| matches!(m, Meaning::PlaceHead("settlement")).then_some(());
    if kind == EntityType::Place && end > first + 1 && context.matches.find(first, settlement).is_some() {
        first += 1;
    }
    first..end
}

/// Whether a word that may be the name علي is the preposition على as it is written, in an article that writes the two
/// apart.
fn is_written_preposition(context: &Context, at: usize) -> bool {
    let grammar = context.language.grammar();
    let loose = |token| grammar.loosely_written.contains(&context.document.surface(token));
    grammar.written_prepositions.contains(&context.document.surface(at))
        && !(0..context.document.tokens.len()).any(loose)
}

/// The head of a name alone (الوزارة, المملكة, the company) is no name: it means what was named before, or nothing. Nor
/// is a body that was taken for a place, without a state whose it is: المؤسسة العسكرية.
fn is_bare_head(context: &Context, kind: EntityType, tokens: &Range<usize>) -> bool {
    if kind == EntityType::Person || context.language.grammar().capitals && context.is_capitalised(tokens.start) {
        return false;
    }
    let has = |test: fn(Meaning) -> bool| {
        context.matches.find(tokens.start, |m| test(m).then_some(())).is_some_and(|(m, ())| m.end == tokens.start + 1)
    };
    let body = has(|m| matches!(m, Meaning::OrganizationHead(_)));
    let place = has(|m| matches!(m, Meaning::PlaceHead(_)));
    if tokens.len() == 1 {
        body || kind == EntityType::Place && place
    } else {
        kind == EntityType::Place && body && !place && state(context, tokens).is_none()
    }
}

/// A word that only links names (أبو, بن), or a preposition, taken for a person: أبي is *my father* without a name behind.
fn is_no_person(context: &Context, kind: EntityType, tokens: &Range<usize>) -> bool {
    let links = |at: usize| {
        let class = context.token(at).and_then(|token| words::class(&token.norm));
        matches!(class, Some(NameWord::Son | NameWord::Parent | NameWord::Servant | NameWord::Article))
    };
    // Ben and Al are given names.
    let links_alone = !context.language.grammar().capitals && tokens.clone().all(links);
    kind == EntityType::Person && (links_alone || tokens.len() == 1 && is_written_preposition(context, tokens.start))
}

/// Words in small letters beside others with capitals: a fire department.
fn is_lower_case(context: &Context, kind: EntityType, tokens: &Range<usize>) -> bool {
    let capital = |at: usize| context.document.surface(at).contains(char::is_uppercase);
    kind != EntityType::Person
        && context.language.grammar().capitals
        && !tokens.clone().any(capital)
        && context.sentence(tokens.start).any(capital)
}

/// What a minister is minister of (وزير الدفاع الفرنسي): a definite noun without the head of a body, with a demonym.
fn is_portfolio(context: &Context, kind: EntityType, tokens: &Range<usize>) -> bool {
    let has = |at: usize, test: fn(Meaning) -> bool| context.matches.find(at, |m| test(m).then_some(())).is_some();
    let titled = tokens.start > 0 && has(tokens.start - 1, |m| matches!(m, Meaning::Title(TitleClass::Office)));
    kind == EntityType::Organization
        && titled
        && context.language.grammar().adjective_follows
        && context.has_article(tokens.start)
        && !has(tokens.start, |m| matches!(m, Meaning::OrganizationHead(_)))
        && tokens.clone().any(|t| has(t, |m| matches!(m, Meaning::Demonym(_))))
}

/// Whether a body's name is no more than a word for those who act for a state, and whose they are.
fn is_government(context: &Context, tokens: &Range<usize>) -> bool {
    let grammar = context.language.grammar();
    let head = if grammar.adjective_follows { tokens.start } else { tokens.end - 1 };
    let stems = |word: &str| {
        context.token(head).is_some_and(|token| {
            token.is(word) || context.definite(head).is_some_and(|reading| token.stem(reading) == word)
        })
    };
    tokens.len() == 2 && grammar.governments.iter().any(|word| stems(word))
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
/// A word that the lexicon knows whole has none (وليد, لبنان). A conjunction is taken off any other that raw news do not
/// have oftener than what is left; a preposition only where the article follows it, or is swallowed by it, or where what
/// is left stands elsewhere in the article.
fn cut(context: &Context, stands: &dyn Fn(&str) -> bool, at: usize) -> u8 {
    let Some(token) = context.token(at) else { return 0 };
    let known: Vec<_> = context.matches.at(at).iter().filter(|m| m.meanings().any(|x| is_name(&x))).collect();
    if let Some(longest) = known.iter().max_by_key(|m| (m.end, std::cmp::Reverse(m.cut))) {
        return token.before_article(longest.reading).surface;
    }
    let recognizer = recognizer(context.language.code());
    let split = |r: &Reading| recognizer.is_none_or(|known| !known.is_whole(&token.norm, usize::from(r.norm)));
    let conjunction = token.readings.iter().find(|r| r.proclitics == Proclitics::CONJUNCTION && split(r));
    let floor = conjunction.unwrap_or_default();
    let prepositions = || token.readings.iter().filter(|r| is_preposition(*r, floor.proclitics));
    let swallowed = prepositions().find(|r| r.proclitics.has(Proclitics::ARTICLE) && split(r));
    let preposition = || prepositions().find(|r| stands(token.stem(*r)) || has_article(token, *r) && split(r));
    swallowed.or_else(preposition).unwrap_or(floor).surface
}

/// A reading that takes off one preposition more than another.
fn is_preposition(reading: Reading, before: Proclitics) -> bool {
    [Proclitics::BI, Proclitics::LI, Proclitics::KA].iter().any(|&p| {
        reading.proclitics == before.with(p)
            || reading.proclitics == before.with(p).with(Proclitics::ARTICLE) && p == Proclitics::LI
    })
}

/// Whether the article follows a reading's proclitics.
fn has_article(token: &Token, reading: Reading) -> bool {
    let article = reading.proclitics.with(Proclitics::ARTICLE);
    token.readings.iter().any(|r| r.proclitics == article && r.surface > reading.surface)
}

/// A meaning that a name begins with.
const fn is_name(meaning: &Meaning) -> bool {
    meaning.is_name() || matches!(meaning, Meaning::NamePart | Meaning::OrganizationHead(_) | Meaning::PlaceHead(_))
}
