//! The parts of a clause around a word that relates two actors: who does it, to whom, and whether it is so.

use std::ops::Range;

use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::{Happening, Office, around};
use crate::lang::lexicon::{Function, Meaning};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level, Modality};

/// Farthest that a subject or object stands from its verb, in tokens outside names and titles.
const REACH: usize = 3;

/// An actor that takes part in a clause, and the tokens of its noun phrase.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Index of the actor in the cast.
    pub member: usize,
    /// Its tokens with the title that goes with it.
    pub tokens: Range<usize>,
}

/// The noun phrase of an actor that begins at a token, or a few loose words after it.
pub fn actor_after(context: &Context, cast: &Cast, offices: &[Office], start: usize, limit: usize) -> Option<Phrase> {
    let mut loose = 0;
    let mut at = start;
    while at < limit && loose <= REACH {
        if let Some(phrase) = phrase_at(context, cast, offices, at, limit) {
            return Some(phrase);
        }
        let token = context.token(at)?;
        let closes = token.kind == TokenKind::Mark && !matches!(&*token.norm, "«" | "\"" | "“" | "(")
            || matches!(
                context.function(at),
                Some(Function::Preposition | Function::Complementizer | Function::Relative | Function::Conjunction)
            )
            || context.is_verb(at) && !context.has_article(at);
        if closes {
            return None;
        }
        loose += 1;
        at += 1;
    }
    None
}

/// The actor whose noun phrase covers a token: a title stands for the person who holds it.
fn phrase_at(context: &Context, cast: &Cast, offices: &[Office], at: usize, limit: usize) -> Option<Phrase> {
    if let Some(office) = around(offices, at).iter().find(|o| o.evidence.contains(&at) && o.evidence.end <= limit) {
        return Some(Phrase { member: office.person, tokens: office.evidence.clone() });
    }
    let mention = cast.covering(at).filter(|m| m.tokens.end <= limit)?;
    is_actor(context, cast, mention).then(|| Phrase { member: mention.member, tokens: mention.tokens.clone() })
}

/// The noun phrase of an actor that ends before a token, with marks and auxiliaries in between.
pub fn actor_before(context: &Context, cast: &Cast, offices: &[Office], floor: usize, end: usize) -> Option<Phrase> {
    let mut loose = 0;
    let mut at = end;
    while at > floor && loose <= REACH {
        at -= 1;
        if let Some(office) = around(offices, at).iter().find(|o| o.evidence.contains(&at) && o.evidence.start >= floor)
        {
            return Some(Phrase { member: office.person, tokens: office.evidence.clone() });
        }
        if let Some(mention) = cast.covering(at) {
            let governed = mention.tokens.start > floor
                && context.function(mention.tokens.start - 1) == Some(Function::Preposition);
            return (is_actor(context, cast, mention)
                && !governed
                && proclitics(context, mention).0 & !Proclitics::CONJUNCTION.0 & !Proclitics::ARTICLE.0 == 0)
                .then(|| Phrase { member: mention.member, tokens: mention.tokens.clone() });
        }
        let helper = context.function(at).is_some_and(|class| {
            class.is_minor()
                || matches!(class, Function::Auxiliary | Function::Negation | Function::Future | Function::Hypothetical)
        });
        let closes = context.opens_quote(at)
            || context.closes_quote(at)
            || context.is(at, ".")
            || context.is(at, ":")
            || context.is_verb(at) && !helper
            || matches!(
                context.function(at),
                Some(Function::Complementizer | Function::Preposition | Function::Conjunction)
            );
        if closes {
            return None;
        }
        loose += usize::from(!helper);
    }
    None
}

/// Whether a mention can act: no place, and no demonym that only describes a noun. الحكومة السورية and the Syrian army
/// are their state, unless the body is an entity of its own.
fn is_actor(context: &Context, cast: &Cast, mention: &Mention) -> bool {
    if cast.kind(mention) == EntityType::Place {
        return false;
    }
    mention.level != Level::Demonym || stands_for_state(context, mention)
}

/// Whether the noun that a demonym describes is a body of the state.
pub fn stands_for_state(context: &Context, mention: &Mention) -> bool {
    let noun = if context.language.grammar().adjective_follows {
        mention.tokens.start.wrapping_sub(1)
    } else {
        mention.tokens.end
    };
    context
        .matches
        .find(noun, |m| {
            matches!(m, Meaning::OrganizationHead("government" | "force" | "parliament" | "presidency" | "authority"))
                .then_some(())
        })
        .is_some()
}

/// The proclitics that were cut off a mention.
pub fn proclitics(context: &Context, mention: &Mention) -> Proclitics {
    let reading =
        context.token(mention.tokens.start).and_then(|t| t.readings.iter().find(|r| r.surface == mention.cut));
    reading.map_or(Proclitics::default(), |r| r.proclitics)
}

/// How the words before a verb put it.
pub fn modality(context: &Context, floor: usize, verb: usize, proclitics: Proclitics) -> Modality {
    if proclitics.has(Proclitics::FUTURE) {
        return Modality::Future;
    }
    let mut found = Modality::Asserted;
    for at in (floor.max(verb.saturating_sub(4))..verb).rev() {
        match context.function(at) {
            Some(Function::Negation) => return Modality::Negated,
            Some(Function::Future) => found = Modality::Future,
            Some(Function::Hypothetical) => found = Modality::Hypothetical,
            Some(Function::Auxiliary | Function::Pronoun) => {}
            Some(class) if class.is_minor() => {}
            _ if context.is_any(at, context.language.grammar().infinitive) => found = Modality::Hypothetical,
            _ => break,
        }
    }
    found
}

/// How an event is put: negated where every mention of it is, and told as it happened otherwise, since most of what is
/// to come or may be is planned.
pub fn put(context: &Context, happening: &Happening) -> Modality {
    let denied =
        |head: usize| modality(context, context.sentence(head).start, head, Proclitics::default()) == Modality::Negated;
    if happening.mentions.iter().all(|mention| denied(mention.head)) { Modality::Negated } else { Modality::Asserted }
}
