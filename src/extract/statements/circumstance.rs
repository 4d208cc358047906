//! When and where something is said, between a verb of speech and what it says: said Tuesday it would, said in a
//! statement on Monday that.

use super::holder::is_issued;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::lang::lexicon::{Function, Meaning};

/// Longest description of a document before its noun, in tokens: in a recent e-mailed press statement.
const DESCRIBED: usize = 4;

/// The token behind all words of time and documents that stand at a token; `None` where nothing but a mark follows them:
/// then the verb has no content behind it at all.
pub fn end(context: &Context, cast: &Cast, start: usize, limit: usize) -> Option<usize> {
    let mut at = start;
    while let Some(next) = time(context, at).or_else(|| document(context, cast, at)).filter(|&next| next <= limit) {
        at = next;
    }
    (at == start || at < limit && !context.is_mark(at)).then_some(at)
}

/// Behind a day that stands at a token, with the preposition before it: on Tuesday, last week.
fn time(context: &Context, at: usize) -> Option<usize> {
    let first = at + usize::from(is_within(context, at));
    let (found, ()) = context.matches.find(first, |m| match m {
        Meaning::Time { class: "weekday", .. } => Some(()),
        Meaning::Time { class: "relative", value } => (value == "0d" || value.starts_with('-')).then_some(()),
        _ => None,
    })?;
    // Monday's drop, and Monday was a holiday: what the clause is about.
    let subject = context.is_possessive(found.end)
        || context.function(found.end) == Some(Function::Auxiliary)
        || context.is_finite(found.end);
    (!subject).then_some(found.end)
}

/// Behind a document that a preposition at a token governs, and whom it is for: in a letter to the minister.
fn document(context: &Context, cast: &Cast, at: usize) -> Option<usize> {
    let own = || matches!(context.function(at + 1), Some(Function::Determiner | Function::Possessive));
    let determined = is_within(context, at) && own() && !context.is_definite(at + 1);
    let mut described = at + 2..at + 3 + DESCRIBED;
    let noun = described.find(|&t| is_issued(context, t) && !is_issued(context, t + 1)).filter(|_| determined)?;
    let plain = (at + 2..noun).all(|t| context.function(t).is_none() && !context.is_mark(t) && !context.is_finite(t));
    if !plain || context.is_genitive(noun + 1) {
        return None;
    }
    if !context.can_be(noun + 1, Function::Preposition) {
        return Some(noun + 1);
    }
    let whom = noun + 2 + usize::from(context.function(noun + 2) == Some(Function::Determiner));
    match cast.covering(whom).filter(|m| m.tokens.start <= whom) {
        Some(mention) => Some(mention.tokens.end),
        // To the minister, to shareholders.
        None if context.is_word(whom) && context.function(whom).is_none() => Some(whom + 1),
        None => Some(noun + 1),
    }
}

fn is_within(context: &Context, at: usize) -> bool {
    context.is_any(at, context.language.grammar().within)
}
