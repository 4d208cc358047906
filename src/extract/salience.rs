//! Who is foremost in a reader's mind at a place of the text: whom a pronoun or definite noun there means.
//!
//! Nearness counts by sentences; the subject of a sentence, and who spoke last, stand before others.

use std::ops::Range;

use super::cast::{Cast, Mention};
use super::context::Context;
use crate::lang::lexicon::Function;
use crate::model::kinds::Level;
use crate::model::span::Field;

/// Sentences that somebody can be named before.
const REACH: usize = 4;

/// The member that stands foremost at the end of some tokens of the body, of those who are named in them and fit.
pub fn foremost(
    context: &Context,
    cast: &Cast,
    tokens: Range<usize>,
    last: Option<usize>,
    fits: impl Fn(&Mention) -> bool,
) -> Option<usize> {
    let here = context.document.sentence_of(tokens.end);
    let sentence = |m: &Mention| context.document.sentence_of(m.tokens.start);
    let first = context.document.sentences.get(here.saturating_sub(REACH)).map_or(0, |s| s.tokens.start);
    let near = cast
        .within(tokens.start.max(first)..tokens.end)
        .filter(|m| context.token(m.tokens.start).is_some_and(|t| t.field == Field::Body) && fits(m));
    near.max_by_key(|m| (weight(context, cast, m, last) + 2 * sentence(m), m.tokens.start)).map(|m| m.member)
}

/// What a mention weighs, nearness aside; never below zero.
fn weight(context: &Context, cast: &Cast, mention: &Mention, last: Option<usize>) -> usize {
    let tokens = &context.document.sentences[context.document.sentence_of(mention.tokens.start)].tokens;
    let first = cast.within(tokens.clone()).find(|m| cast.kind(m) == cast.kind(mention));
    let subject = first.is_some_and(|m| m.tokens == mention.tokens);
    let at = mention.tokens.start;
    let governed = at > 0 && context.function(at - 1) == Some(Function::Preposition);
    let possessor = context.is_possessive(mention.tokens.end);
    let bracketed = at > 0 && context.is(at - 1, "(");
    2 * usize::from(subject)
        + 4 * usize::from(last == Some(mention.member))
        + usize::from(!governed)
        + usize::from(!possessor)
        + 3 * usize::from(mention.level != Level::Demonym)
        + 3 * usize::from(!bracketed)
}
