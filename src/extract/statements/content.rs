//! What was said: from its first to its last word.
//!
//! It begins after a complementizer, a colon, at a quotation mark, or at the noun phrase or preposition that the cue
//! governs; it ends with the quotation, at the next cue of its clause, or with the sentence.

use std::ops::Range;

use super::before;
use super::circumstance;
use super::cue::Cue;
use super::end;
use super::subject;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};
use crate::model::span::Field;

/// Longest way from a cue to its content, in tokens: titles are long.
const REACH: usize = 60;

/// Longest apposition behind a subject, in tokens.
const APPOSITION: usize = 12;

/// Longest rest of a title between its noun and its holder's name, in tokens.
const TITLE: usize = 8;

/// Longest name of whom something is said to, in tokens.
const HEARER: usize = 8;

/// What was said and how it is marked.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token's surface that belong to the cue: بـ.
    pub cut: u8,
    /// Whether it is a quotation.
    pub direct: bool,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The content of a cue, after it or before it.
pub fn find(
    context: &Context,
    cast: &Cast,
    cue: &Cue,
    next: Option<&Cue>,
    sentence: &Range<usize>,
    consumed: usize,
) -> Option<Content> {
    if cue.form == Form::Source {
        return before::source(context, cue, sentence, consumed);
    }
    if !context.language.grammar().verb_first
        && let Some(content) = before::find(context, cast, cue, sentence, consumed)
    {
        return Some(content);
    }
    after(context, cast, cue, next, sentence)
}

/// Content that follows its cue.
fn after(context: &Context, cast: &Cast, cue: &Cue, next: Option<&Cue>, sentence: &Range<usize>) -> Option<Content> {
    let limit = sentence.end.min(cue.tokens.end + REACH);
    let stop = next.map_or(limit, |n| if leads(context, cue, n) { limit } else { n.tokens.start.min(limit) });
    // Where the subject stands before the verb, a second verb means that the content has begun.
    let verb_first = context.language.grammar().verb_first;
    let begun = (cue.tokens.end..stop).find(|&at| !verb_first && subject::is_finite(context, cast, at));
    let marked = (cue.tokens.end..begun.unwrap_or(stop)).find_map(|at| marked(context, cast, at, sentence));
    marked
        .or_else(|| governed(context, cast, cue, stop, sentence))
        .or_else(|| behind_insertion(context, cast, cue, stop..limit, sentence))
}

/// What was said, where a quotation, a colon or a complementizer at a token begins it.
fn marked(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> Option<Content> {
    if context.opens_quote(at) && is_quotation(context, cast, at) {
        let end = context.quotes.end(at);
        let end =
            if end < sentence.end && joins(context, end) { end::reported(context, cast, end, sentence) } else { end };
        return Some(Content { tokens: at..end, cut: 0, direct: true, rule: "statement.quote" });
    }
    if context.is(at, ":") && at + 1 < sentence.end {
        let quoted = context.opens_quote(at + 1);
        let end = if quoted { context.quotes.end(at + 1) } else { end::reported(context, cast, at + 1, sentence) };
        return Some(Content { tokens: at + 1..end, cut: 0, direct: true, rule: "statement.colon" });
    }
    opens_complement(context, cast, at).then(|| complement(context, cast, at, sentence)).flatten()
}

/// Whether a complementizer stands at a token. Where the subject stands before the verb, a verb right behind it means
/// that it is a relative pronoun: power that grew.
fn opens_complement(context: &Context, cast: &Cast, at: usize) -> bool {
    let grammar = context.language.grammar();
    let relative = || {
        context.can_be(at, Function::Relative)
            && subject::is_finite(context, cast, at + 1)
            && !context.opens_quote(at + 1)
    };
    context.function(at) == Some(Function::Complementizer)
        && (grammar.verb_first || context.is_any(at, grammar.complementizers) && !relative())
}

/// What follows a complementizer: a bare أن or "that" is dropped, a fused أنه belongs to what was said.
fn complement(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> Option<Content> {
    let bare = context.is_any(at, context.language.grammar().complementizers);
    let start = at + usize::from(bare);
    let end = end::reported(context, cast, start, sentence);
    let direct = context.opens_quote(start) && context.quotes.end(start) + 2 >= end;
    (start < end).then_some(Content { tokens: start..end, cut: 0, direct, rule: "statement.that" })
}

/// A complementizer behind a comma that closes an inserted phrase with a verb of its own: وقال X، خلال مؤتمر أعقب …، إن.
fn behind_insertion(
    context: &Context,
    cast: &Cast,
    cue: &Cue,
    tokens: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Content> {
    let inserted = (cue.tokens.end..cue.tokens.end + 8).any(|t| context.is_comma(t));
    if cue.form != Form::Past || !inserted {
        return None;
    }
    let at =
        tokens.clone().find(|&t| context.function(t) == Some(Function::Complementizer) && context.is_comma(t - 1))?;
    complement(context, cast, at, sentence)
}

/// A noun phrase that the cue governs: شدد على ضرورة, أعلن دعم, welcomed the decision.
fn governed(context: &Context, cast: &Cast, cue: &Cue, stop: usize, sentence: &Range<usize>) -> Option<Content> {
    let subject = subject_end(context, cast, cue.tokens.end, stop);
    for preposition in cue.prepositions() {
        for at in cue.tokens.end..stop.min(subject + 4) {
            let named = cast.covering(at).is_some_and(|m| m.level == Level::Name && m.cut == 0 && at < subject);
            let Some((cut, start)) = preposition_at(context, at, preposition).filter(|_| !named) else { continue };
            let end = end::reported(context, cast, start, sentence);
            return (start + 1 < end).then_some(Content {
                tokens: start..end,
                cut,
                direct: false,
                rule: "statement.governed",
            });
        }
    }
    let verb_first = context.language.grammar().verb_first;
    let clause = if cue.allows("bare") { cue.tokens.end } else { addressed(context, cast, cue, stop) };
    let clause = if verb_first { clause } else { circumstance::end(context, cast, clause, sentence.end)? };
    let (start, rule) = match cue.form {
        Form::Participle if cue.allows("direct") => (cue.tokens.end, "statement.participle"),
        Form::Past | Form::Present if cue.allows("direct") && verb_first && subject > cue.tokens.end => {
            (subject, "statement.direct-object")
        }
        // وأبدى استعداده: the subject is the one before.
        Form::Past | Form::Present if cue.allows("direct") && verb_first && opens_object(context, cue.tokens.end) => {
            (cue.tokens.end, "statement.object")
        }
        Form::Past | Form::Present | Form::Base | Form::Participle
            if !verb_first && takes_clause(context, cast, cue, clause, sentence) =>
        {
            (clause, "statement.bare")
        }
        Form::Past | Form::Present | Form::Base if !verb_first && takes_object(context, cue) => {
            (cue.tokens.end, "statement.object")
        }
        _ if cue.allows("hearer") && commands(context, cast, cue, stop) => (cue.tokens.end, "statement.object"),
        _ => return None,
    };
    let end = end::reported(context, cast, start, sentence);
    (start + 1 < end).then_some(Content { tokens: start..end, cut: 0, direct: false, rule })
}

/// The token after the subject that follows a verb, with its title and inserted words of time between commas.
fn subject_end(context: &Context, cast: &Cast, start: usize, stop: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while at < stop.min(start + 20) {
        if let Some(mention) = cast.covering(at).filter(|m| m.tokens.start >= start) {
            at = mention.tokens.end;
            end = at;
            if cast.kind(mention) == EntityType::Person {
                break;
            }
            continue;
        }
        let title = context.title(at);
        let titled = title.is_some()
            || context.matches.at(at).iter().any(|m| m.meanings().any(|x| matches!(x, Meaning::OrganizationHead(_))));
        if !(titled
            || (at > start
                && end == start
                && context.is_word(at)
                && context.function(at).is_none()
                && !context.is_verb(at)))
        {
            break;
        }
        at = title.map_or(at + 1, |(m, _)| m.end);
        if title.is_some_and(|(m, _)| m.reading.proclitics.has(Proclitics::ARTICLE)) {
            end = at;
        }
    }
    // المسؤولة في شرطة المدينة X: the name behind her title.
    if context.function(end) == Some(Function::Preposition)
        && let Some(person) = person_behind(context, cast, end..stop.min(end + TITLE))
    {
        end = person;
    }
    // ، الخميس، and X، رئيس المركز، before what he said.
    if context.is_comma(end) {
        let longest = if context.title(end + 1).is_some() { APPOSITION } else { 5 };
        if let Some(second) = (end + 1..stop.min(end + longest)).find(|&t| context.is_comma(t)) {
            return second + 1;
        }
    }
    while end < stop && context.matches.find(end, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some() {
        end += 1;
    }
    end + usize::from(context.is_comma(end))
}

/// The end of the first name in some tokens, where it is a person's and neither mark nor verb stands before it.
fn person_behind(context: &Context, cast: &Cast, mut tokens: Range<usize>) -> Option<usize> {
    let person = |t: usize| cast.covering(t).filter(|m| cast.kind(m) == EntityType::Person && m.tokens.start == t);
    let at = tokens.find(|&t| context.is_mark(t) || context.is_finite(t) || person(t).is_some())?;
    person(at).map(|m| m.tokens.end)
}

/// Whether a clause without a complementizer follows a cue, or a noun phrase; a preposition opens neither by itself
/// (reported in May), and an infinitive only behind a verb that takes one (said to be). In a headline whatever follows a
/// verb of speech does.
fn takes_clause(context: &Context, cast: &Cast, cue: &Cue, at: usize, sentence: &Range<usize>) -> bool {
    let headline = context.token(at).is_some_and(|t| t.field == Field::Title) && cue.form == Form::Present;
    let infinitive = context.is_any(at, context.language.grammar().infinitive);
    let opens = if infinitive { cue.allows("to") } else { !governs_all(context, cast, at, sentence) };
    let plain = cue.allows("bare") && opens && at + 3 < sentence.end && !context.is_mark(at);
    (headline && context.is_word(at)) || plain || cue.allows("that") && opens_clause(context, cast, at, sentence)
}

/// Whether a preposition stands at a token, and no clause of its own behind what it governs.
fn governs_all(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> bool {
    context.can_be(at, Function::Preposition)
        && cast.covering(at).is_none()
        && !(at + 1..sentence.end).any(|t| context.is_finite(t) || subject::is_finite(context, cast, t))
}

/// Whether a noun phrase or an infinitive follows a cue that takes one: urged the state to act, vowed to act.
fn takes_object(context: &Context, cue: &Cue) -> bool {
    let at = cue.tokens.end;
    // A base form is as often a noun: only behind its auxiliary is it surely none.
    let helped = cue.tokens.start > 0
        && matches!(
            context.function(cue.tokens.start - 1),
            Some(Function::Auxiliary | Function::Future | Function::Hypothetical | Function::Negation)
        );
    if cue.form == Form::Base && !helped {
        return false;
    }
    let infinitive = context.is_any(at, context.language.grammar().infinitive);
    let closed = matches!(
        context.function(at),
        Some(Function::Preposition | Function::Conjunction | Function::Complementizer | Function::Auxiliary)
    );
    (context.is_word(at) || context.opens_quote(at))
        && (cue.allows("to") && infinitive
            || cue.allows("direct") && (!closed || context.can_be(at, Function::Possessive)))
}

/// Whether an infinitive follows whom a cue is said to: told him to go.
fn commands(context: &Context, cast: &Cast, cue: &Cue, stop: usize) -> bool {
    let mut hearer = cue.tokens.end..stop.min(cue.tokens.end + HEARER);
    let first = hearer.find(|&t| {
        context.is_mark(t)
            || context.is_finite(t)
            || cast.covering(t).is_none() && context.can_be(t, Function::Preposition)
    });
    let verb = |t: usize| cast.covering(t).is_none() && !context.is_capitalised(t) && context.function(t).is_none();
    first.is_some_and(|t| t > cue.tokens.end && context.is_any(t, context.language.grammar().infinitive) && verb(t + 1))
}

/// Whether a noun that no preposition governs stands at a token.
fn opens_object(context: &Context, at: usize) -> bool {
    context.is_word(at) && context.function(at).is_none() && !context.is_finite(at)
}

/// Where a clause begins after whom a cue is said to: told the agency it would.
fn addressed(context: &Context, cast: &Cast, cue: &Cue, stop: usize) -> usize {
    if !(cue.allows("hearer") || cue.allows("direct") && cue.allows("that")) {
        return cue.tokens.end;
    }
    let phrase = subject::after(context, cast, cue.tokens.end, stop);
    let begins = |t: &usize| {
        let name = cast.covering(*t).is_some_and(|m| m.tokens.start == *t && m.level == Level::Name)
            && cast.covering(*t - 1).is_some_and(|m| m.level == Level::Name);
        let word = cast.covering(*t).is_none()
            && !context.is_possessive(*t)
            && matches!(
                context.function(*t),
                Some(Function::Determiner | Function::Pronoun | Function::Demonstrative | Function::Possessive)
            );
        name || word
    };
    (phrase.start + 1..phrase.end).find(begins).unwrap_or(cue.tokens.end)
}

/// Whether a clause begins at a token: something that can be its subject, and a verb after it.
fn opens_clause(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> bool {
    let subject = cast.covering(at).is_some()
        || context.is_capitalised(at)
        || context
            .function(at)
            .is_some_and(|class| class.is_minor() || matches!(class, Function::Pronoun | Function::Demonstrative));
    subject && (at + 1..sentence.end).any(|t| context.is_verb(t))
}

/// A preposition as a word or as a proclitic: bytes to cut off, and the first token of what it governs.
pub fn preposition_at(context: &Context, at: usize, preposition: &str) -> Option<(u8, usize)> {
    let token = context.token(at)?;
    let mut folded = String::new();
    context.language.fold(preposition, &mut folded);
    if token.is(&folded) {
        return Some((0, at + 1));
    }
    let wanted = context.attached(&folded)?;
    let reading = token.readings.iter().find(|r| r.proclitics == wanted)?;
    // A word that the lexicon knows whole has no proclitic: بيان.
    let whole = context.matches.at(at).iter().any(|m| m.reading.norm == 0);
    (!whole).then_some((reading.surface, at))
}

/// A quotation of several words, not a name in quotation marks.
fn is_quotation(context: &Context, cast: &Cast, open: usize) -> bool {
    let end = context.quotes.end(open);
    end > open + 5 && cast.covering(open + 1).is_none_or(|m| m.tokens.end + 1 < end)
}

/// Whether a clause goes on after a quotation: «…» في المنطقة.
fn joins(context: &Context, end: usize) -> bool {
    context.is_word(end)
        && !super::cue::find(context, end..end + 1).iter().any(|c| c.tokens.start == end)
        && context.token(end).is_some_and(|t| !t.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION))
}

/// Whether the next cue only carries this one on: صرح قائلا, وأضاف قائلا.
fn leads(context: &Context, cue: &Cue, next: &Cue) -> bool {
    // في بيان, في تصريح between a verb and its content.
    let inserted = matches!(next.form, Form::Noun | Form::Source) && next.tokens.start < cue.tokens.end + 14;
    inserted || next.tokens.start == cue.tokens.end && context.language.grammar().verb_first
}

/// An end without trailing stops, commas and conjunctions.
pub fn trimmed(context: &Context, mut end: usize, start: usize) -> usize {
    while end > start
        && context.token(end - 1).is_some_and(|t| {
            t.kind == TokenKind::Mark && matches!(&*t.norm, "." | "،" | "," | ":" | "؛" | ";" | "…" | "-" | "–" | "!")
        })
    {
        end -= 1;
    }
    end
}
