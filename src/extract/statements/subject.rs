//! The subject of a verb of speech in a language that puts it before the verb, or after an inverted one.
//!
//! The subject is the noun phrase next to the verb, with what is inserted between commas left out; its nucleus, before
//! the first preposition, says who it is: a name, a pronoun, a title with its holder or its body.

use std::ops::Range;

use super::holder::{holder, is_anonymous, is_document, speaks};
use super::speaker::Found;
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::Office;
use crate::lang::Reference;
use crate::lang::lexicon::{Form, Function, Match, Meaning, TitleClass};
use crate::model::kinds::{EntityType, Level};

/// Longest way back over an insertion, in tokens.
const REACH: usize = 40;

/// A subject before its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its first token; up to the verb all belongs to it.
    pub start: usize,
    /// Its noun phrase without insertions.
    pub phrase: Range<usize>,
}

/// The subject of the verb at a token, not before `floor`; its phrase is empty where there is none.
pub fn before(context: &Context, cast: &Cast, verb: usize, floor: usize) -> Subject {
    let mut end = verb;
    while end > floor && is_helper(context, cast, end - 1) {
        end -= 1;
    }
    // The ministry, which said: what the relative clause tells of.
    if end > floor && context.can_be(end - 1, Function::Relative) && cast.covering(end - 1).is_none() {
        end -= 1;
        if end > floor && context.is_comma(end - 1) {
            end -= 1;
        }
        let start = phrase_start(context, cast, end, floor);
        return Subject { start, phrase: start..end };
    }
    let start = phrase_start(context, cast, end, floor);
    if start < end {
        return Subject { start, phrase: start..end };
    }
    if end > floor && (context.is_comma(end - 1) || is_dash(context, end - 1) || context.is(end - 1, ")")) {
        return behind_insertion(context, cast, end - 1, floor);
    }
    // He met the minister and said: the subject of the verb before.
    if end > floor && context.function(end - 1) == Some(Function::Conjunction) {
        let earlier = (floor..end - 1).rev().find(|&t| is_finite(context, cast, t));
        if let Some(verb) = earlier {
            return before(context, cast, verb, floor);
        }
    }
    Subject { start: end, phrase: end..end }
}

/// The subject before an insertion that closes at a token: `X, the chairman of Y, said`.
fn behind_insertion(context: &Context, cast: &Cast, close: usize, floor: usize) -> Subject {
    let lowest = floor.max(close.saturating_sub(REACH));
    let comma = context.is_comma(close);
    let opens = |t: &usize| {
        if comma { context.is_comma(*t) } else { context.is(*t, "(") || is_dash(context, *t) }
    };
    let quoted = (lowest..close).rev().find(|&t| context.closes_quote(t)).map_or(lowest, |t| t + 1);
    let openings: Vec<usize> = (quoted..close).rev().filter(opens).collect();
    // The daughter of X, Y, said: a name in apposition is the subject itself.
    let inserted = openings.first().and_then(|&t| {
        cast.covering(t + 1).filter(|m| m.tokens == (t + 1..close) && cast.kind(m) == EntityType::Person)
    });
    if let Some(mention) = inserted {
        let start = phrase_start(context, cast, mention.tokens.start - 1, floor);
        return Subject { start, phrase: mention.tokens.clone() };
    }
    let named = openings.iter().copied().find(|&t| {
        t > floor && cast.covering(t - 1).is_some_and(|m| m.tokens.end == t && cast.kind(m) != EntityType::Place)
    });
    let Some(end) = named.or(openings.first().copied()) else { return Subject { start: close, phrase: close..close } };
    let start = phrase_start(context, cast, end, floor);
    Subject { start, phrase: start..end }
}

/// The noun phrase that begins at a token: the subject of an inverted verb, or what a preposition of source governs.
pub fn after(context: &Context, cast: &Cast, start: usize, limit: usize) -> Range<usize> {
    let mut at = start;
    while at < limit {
        if let Some(mention) = cast.covering(at) {
            at = mention.tokens.end;
            continue;
        }
        if breaks(context, cast, at) {
            break;
        }
        at += 1;
    }
    start..at.min(limit)
}

/// Where the noun phrase begins that ends before a token.
fn phrase_start(context: &Context, cast: &Cast, end: usize, floor: usize) -> usize {
    let mut at = end;
    while at > floor {
        if let Some(mention) = cast.covering(at - 1) {
            at = mention.tokens.start.max(floor);
            continue;
        }
        if breaks(context, cast, at - 1) {
            break;
        }
        at -= 1;
    }
    at
}

/// Whether no noun phrase goes over a token.
fn breaks(context: &Context, cast: &Cast, at: usize) -> bool {
    if context.is_mark(at) {
        return !(context.is(at, "-") || context.is(at, "&") || context.is(at, "'") || context.is(at, "."))
            || context.is(at, ".") && context.sentence(at).end == at + 1;
    }
    let class = context.function(at);
    matches!(
        class,
        Some(
            Function::Complementizer
                | Function::Relative
                | Function::Conjunction
                | Function::Hypothetical
                | Function::Auxiliary
        )
    ) && !context.can_be(at, Function::Possessive)
        || class == Some(Function::Subordinator)
        || context.is_any(at, context.language.grammar().contrasts)
        || is_finite(context, cast, at)
}

/// Words between a subject and its verb: has also, will not.
fn is_helper(context: &Context, cast: &Cast, at: usize) -> bool {
    cast.covering(at).is_none()
        && matches!(
            context.function(at),
            Some(
                Function::Auxiliary | Function::Negation | Function::Future | Function::Hypothetical | Function::Other
            )
        )
        || context.matches.find(at, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some()
}

/// Whether a finite verb stands at a token that is no noun there.
pub fn is_finite(context: &Context, cast: &Cast, at: usize) -> bool {
    let noun = || {
        context.matches.at(at).iter().any(|m| {
            m.meanings().any(|x| {
                matches!(
                    x,
                    Meaning::OrganizationHead(_)
                        | Meaning::Title(_)
                        | Meaning::Event { .. }
                        | Meaning::Speech { form: Form::Noun, .. }
                )
            })
        })
    };
    let determined = at > 0
        && matches!(
            context.function(at - 1),
            Some(Function::Determiner | Function::Possessive | Function::Preposition | Function::Demonstrative)
        );
    context.is_verb(at) && cast.covering(at).is_none() && !context.is_capitalised(at) && !determined && !noun()
}

pub fn is_dash(context: &Context, at: usize) -> bool {
    context.is(at, "-") || context.is(at, "–") || context.is(at, "—")
}

/// Who a noun phrase is.
pub fn read(context: &Context, cast: &Cast, offices: &[Office], phrase: &Range<usize>) -> Found {
    if let Some(person) = named_last(context, cast, phrase) {
        return Found::Named(person);
    }
    let tokens = without_adverbial(context, cast, phrase.clone());
    let preposition = tokens.clone().find(|&t| is_preposition(context, cast, t));
    let nucleus = tokens.start..preposition.unwrap_or(tokens.end);
    if nucleus.is_empty() {
        return if tokens.is_empty() { Found::Before } else { Found::Unnamed };
    }
    let last = nucleus.end - 1;
    if let Some(reference) = reference(context, last).filter(|_| cast.covering(last).is_none()) {
        return Found::Pronoun(reference);
    }
    if let Some(mention) = cast.covering(last) {
        return speaks(context, cast, offices, mention).map_or(Found::Unnamed, Found::Named);
    }
    let definite = context.is_definite(nucleus.start);
    if nucleus.clone().any(|t| is_anonymous(context, t)) {
        return if definite { Found::Before } else { Found::Unnamed };
    }
    match noun(context, &nucleus) {
        Noun::Official { spokesman } => {
            if let Some(person) = holder(context, cast, offices, &tokens) {
                return Found::Named(person);
            }
            let owner = cast
                .within(tokens)
                .filter(|m| m.level != Level::Nominal || cast.kind(m) != EntityType::Person)
                .filter(|m| spokesman || cast.kind(m) != EntityType::Person)
                .find_map(|m| speaks(context, cast, offices, m));
            match owner {
                Some(member) => Found::Named(member),
                None if definite => Found::Before,
                None => Found::Unnamed,
            }
        }
        Noun::Body => {
            let owner = cast
                .within(tokens)
                .filter(|m| cast.kind(m) != EntityType::Person)
                .find_map(|m| speaks(context, cast, offices, m));
            match owner {
                Some(member) => Found::Named(member),
                None if definite => Found::Pronoun(Reference::Thing),
                None => Found::Unnamed,
            }
        }
        Noun::Document => {
            let owner = cast.within(tokens).find_map(|m| speaks(context, cast, offices, m));
            match owner {
                Some(member) => Found::Named(member),
                None if definite => Found::Before,
                None => Found::Unnamed,
            }
        }
        Noun::Other => Found::Unnamed,
    }
}

/// The person whose name ends a phrase without being governed by a preposition in it: `In a speech in Paris Mr X`.
fn named_last(context: &Context, cast: &Cast, phrase: &Range<usize>) -> Option<usize> {
    let last = cast.covering(phrase.end.checked_sub(1)?)?;
    let mut at = last.tokens.start;
    while at > phrase.start && cast.covering(at - 1).is_none() {
        if is_preposition(context, cast, at - 1) {
            return None;
        }
        let titled = is_address(context, at - 1) || context.is_capitalised(at - 1);
        if !titled {
            break;
        }
        at -= 1;
    }
    (cast.kind(last) == EntityType::Person && last.tokens.end == phrase.end).then_some(last.member)
}

/// What the head of a noun phrase without a name is.
enum Noun {
    /// A title; that of a spokesman speaks for persons too.
    Official {
        spokesman: bool,
    },
    Body,
    /// A report or statement.
    Document,
    Other,
}

fn noun(context: &Context, nucleus: &Range<usize>) -> Noun {
    let last = nucleus.end - 1;
    let mut body = false;
    for start in nucleus.clone().rev().take(4) {
        for meaning in context.matches.at(start).iter().filter(|m| m.end == nucleus.end).flat_map(Match::meanings) {
            match meaning {
                Meaning::Title(class) if class != TitleClass::Honorific => {
                    return Noun::Official { spokesman: class == TitleClass::Spokesman };
                }
                Meaning::OrganizationHead(_) => body = true,
                _ => {}
            }
        }
    }
    if is_document(context, last) {
        return Noun::Document;
    }
    if body { Noun::Body } else { Noun::Other }
}

/// A noun phrase without the adverbial that opens it: `On Tuesday the minister`.
fn without_adverbial(context: &Context, cast: &Cast, phrase: Range<usize>) -> Range<usize> {
    let mut start = phrase.start;
    loop {
        let time = context.matches.find(start, |m| matches!(m, Meaning::Time { .. }).then_some(()));
        start = match time {
            Some((m, ())) if start < phrase.end && cast.covering(start).is_none() => m.end.max(start + 1),
            _ if start < phrase.end
                && cast.covering(start).is_none()
                && context.function(start) == Some(Function::Other)
                && reference(context, start).is_none() =>
            {
                start + 1
            }
            _ => break,
        };
    }
    if start >= phrase.end || !is_preposition(context, cast, start) {
        return start.min(phrase.end)..phrase.end;
    }
    let begins = |t: usize| {
        let name = cast.covering(t).is_some_and(|m| m.tokens.start == t) && !is_preposition(context, cast, t - 1);
        let noun = context.function(t) == Some(Function::Determiner) && t > start + 1;
        let pronoun = reference(context, t).is_some();
        let time = context.matches.find(t, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some();
        (name && !(start + 1..t).all(|k| context.function(k) == Some(Function::Determiner))) || noun || pronoun || time
    };
    match (start + 1..phrase.end).find(|&t| begins(t)) {
        Some(next) if next < phrase.end => without_adverbial(context, cast, next..phrase.end),
        _ => start..phrase.end,
    }
}

fn is_preposition(context: &Context, cast: &Cast, at: usize) -> bool {
    context.function(at) == Some(Function::Preposition) && cast.covering(at).is_none()
}

fn reference(context: &Context, at: usize) -> Option<Reference> {
    let token = context.token(at)?;
    context.language.grammar().pronouns.iter().find(|(word, _)| token.is(word)).map(|&(_, reference)| reference)
}

/// The person whose name stands in apposition right behind a phrase: `said the chairman, X`.
pub fn named_behind<'c>(context: &Context, cast: &'c Cast, end: usize) -> Option<&'c Mention> {
    if !context.is_comma(end) {
        return None;
    }
    let start = (end + 1..end + 4).find(|&t| cast.covering(t).is_some() || !is_address(context, t))?;
    cast.covering(start).filter(|m| m.tokens.start == start && cast.kind(m) == EntityType::Person)
}

fn is_address(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(_)).then_some(())).is_some() || context.is(at, ".")
}

/// The phrase that a conjunction joins to a subject's: `X and Y said`.
pub fn joined(context: &Context, cast: &Cast, phrase: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let end = phrase.start.checked_sub(1).filter(|&t| t > floor)?;
    let joined = context.function(end) == Some(Function::Conjunction) && cast.covering(end).is_none();
    let named = cast.covering(end - 1).is_some_and(|m| m.tokens.end == end);
    (joined && named).then(|| phrase_start(context, cast, end, floor)..end)
}
