//! The subject behind its verb, in languages that put it there: a person, a body or state, a title without a name.

use std::ops::Range;

use super::holder::{holder, is_anonymous, is_document, is_issued, speaks};
use super::speaker::Found;
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::Office;
use crate::lang::lexicon::{Function, Meaning, TitleClass};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};

/// Farthest that a body is named behind a source that belongs to it, in tokens.
const BODY: usize = 6;

/// Longest rest of a title between a body's name and the comma before its holder's, in tokens.
const APPOSED: usize = 8;

/// The first noun of a subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    None,
    /// A title or the head of a body.
    Official,
    /// بيان لوزارة الخارجية: it speaks for whoever issued it.
    Document,
    Other,
}

/// The subject in the tokens after a verb: the first actor that no preposition governs; of `the Portuguese player X` it
/// is X. A title without a name is its holder, if the article names him, or speaks for the body or state in it.
pub fn subject(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mut at = tokens.start;
    let mut noun = Noun::None;
    while at < tokens.end {
        if let Some(mention) = cast.covering(at) {
            let governed = is_governed(context, mention.tokens.start.max(tokens.start), tokens.start);
            if governed && noun == Noun::None {
                return Found::Before;
            }
            if let Some(person) = person_after(context, cast, mention, tokens.end) {
                return Found::Named(person);
            }
            let person = cast.kind(mention) == EntityType::Person && !governed;
            if (person || noun != Noun::Other)
                && let Some(member) = speaks(context, cast, offices, mention)
            {
                let title = tokens.start..mention.tokens.end;
                let holder = (noun == Noun::Official).then(|| holder(context, cast, offices, &title)).flatten();
                return Found::Named(holder.unwrap_or(member));
            }
            return Found::Unnamed;
        }
        match context.token(at).map(|t| t.kind) {
            // وأضاف قائلا: one cue that carries another on.
            Some(TokenKind::Word) if noun == Noun::None && !super::cue::find(context, at..at + 1).is_empty() => {}
            Some(TokenKind::Word) if noun == Noun::None && is_document(context, at) => return Found::Before,
            Some(TokenKind::Word) if noun == Noun::None && is_issued(context, at) => noun = Noun::Document,
            Some(TokenKind::Word) if noun == Noun::None && is_adverbial(context, at) => {
                return named_later(context, cast, offices, at..tokens.end);
            }
            Some(TokenKind::Word) if context.function(at).is_none() => {
                if is_anonymous(context, at) {
                    // مصدر في وزارة الداخلية speaks for it.
                    if noun == Noun::None
                        && let Some(body) = body_of(context, cast, at + 1..tokens.end)
                    {
                        return Found::Named(body);
                    }
                    // المصدر نفسه, the source: the one before.
                    return if noun == Noun::None && context.has_article(at) { Found::Before } else { Found::Unnamed };
                }
                if noun == Noun::None && is_address(context, at) {
                    at += 1;
                    continue;
                }
                let official = context
                    .matches
                    .find(at, |m| {
                        matches!(
                            m,
                            Meaning::OrganizationHead(_) | Meaning::Title(TitleClass::Office | TitleClass::Spokesman)
                        )
                        .then_some(())
                    })
                    .is_some();
                if noun == Noun::None {
                    noun = if official { Noun::Official } else { Noun::Other };
                }
            }
            Some(TokenKind::Mark) if noun == Noun::None && context.is_comma(at) => {
                return named_later(context, cast, offices, at + 1..tokens.end);
            }
            Some(TokenKind::Mark) if context.is_comma(at) && cast.covering(at + 1).is_none() => break,
            _ => {}
        }
        at += 1;
    }
    match noun {
        Noun::None => Found::Before,
        Noun::Official => holder(context, cast, offices, &tokens).map_or(Found::Unnamed, Found::Named),
        Noun::Document | Noun::Other => Found::Unnamed,
    }
}

/// The second of two persons whom a conjunction joins behind a verb: قال الرئيس X ووزير خارجيته Y إن.
pub fn second(context: &Context, cast: &Cast, tokens: Range<usize>) -> Option<usize> {
    let mut persons = cast.within(tokens).filter(|m| cast.kind(m) == EntityType::Person && m.level == Level::Name);
    let (first, second) = (persons.next()?, persons.next()?);
    let between = first.tokens.end..second.tokens.start;
    let joins = context
        .token(first.tokens.end)
        .is_some_and(|t| t.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION));
    let plain = between.clone().all(|t| context.is_word(t) && context.function(t).is_none() && !context.is_finite(t));
    (joins && plain).then_some(second.member)
}

/// The body that a source without a name belongs to: the first name behind it that is one, before the next mark.
fn body_of(context: &Context, cast: &Cast, tokens: Range<usize>) -> Option<usize> {
    let end = tokens.clone().find(|&t| context.is_mark(t)).unwrap_or(tokens.end);
    let mention = cast.within(tokens.start..end.min(tokens.start + BODY)).next()?;
    (cast.kind(mention) == EntityType::Organization).then_some(mention.member)
}

/// The person whose name follows a demonym or organization directly, البرتغالي أندري غوميش, Labour's Tessa Jowell, or in
/// apposition behind a comma: مفوض الأمم المتحدة السامي، زيد بن رعد.
fn person_after(context: &Context, cast: &Cast, mention: &Mention, limit: usize) -> Option<usize> {
    let phrase = mention.tokens.end..limit.min(mention.tokens.end + APPOSED);
    let comma = phrase.clone().find(|&t| context.is_comma(t) || context.is_finite(t) || context.function(t).is_some());
    let behind = comma.filter(|&t| context.is_comma(t)).map_or(limit..limit, |t| t + 1..limit.min(t + 4));
    let mut behind = behind;
    let apposed = behind.find_map(|t| cast.covering(t).filter(|m| m.tokens.start == t && m.level == Level::Name));
    if let Some(person) = apposed.filter(|m| cast.kind(m) == EntityType::Person) {
        return Some(person.member);
    }
    (mention.tokens.end..limit.min(mention.tokens.end + 3))
        .find_map(|t| cast.covering(t).filter(|m| m.tokens.start == t && cast.kind(m) == EntityType::Person))
        .map(|m| m.member)
}

/// A form of address without a name: سموه.
fn is_address(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(TitleClass::Honorific)).then_some(())).is_some()
}

/// After an inserted phrase (في تصريح، خلال مؤتمر) a subject may still follow behind a comma.
fn named_later(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let comma = tokens.clone().find(|&t| context.is(t, "،") || context.is(t, ","));
    let Some(comma) = comma else { return Found::Before };
    match cast.covering(comma + 1).filter(|m| m.tokens.start >= comma && m.tokens.end <= tokens.end) {
        Some(mention) => speaks(context, cast, offices, mention).map_or(Found::Before, Found::Named),
        None => Found::Before,
    }
}

/// Whether a preposition stands before a mention, as a word or as a proclitic.
pub fn is_governed(context: &Context, at: usize, floor: usize) -> bool {
    let before = at > floor && context.function(at - 1) == Some(Function::Preposition);
    let proclitic = context
        .matches
        .at(at)
        .iter()
        .any(|m| m.reading.proclitics.0 & (Proclitics::BI.0 | Proclitics::LI.0 | Proclitics::KA.0) != 0);
    before || proclitic
}

/// A word that opens an inserted phrase: a preposition or an adverb.
fn is_adverbial(context: &Context, at: usize) -> bool {
    matches!(context.function(at), Some(Function::Preposition | Function::Other))
        || context.matches.find(at, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some()
}
