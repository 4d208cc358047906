//! Content that stands before its cue, in languages where it can: `"…," said X`, `…, X said`, `…, according to X`.

use std::ops::Range;

use super::circumstance;
use super::content::{Content, trimmed};
use super::cue::Cue;
use super::subject;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Function};

/// Longest clause between a quotation and the cue that it belongs to, in tokens.
const REACH: usize = 40;
/// Longest adverbial behind a cue that ends its sentence: `, X told reporters in Y on Tuesday`.
const BEHIND: usize = 14;

/// Farthest that the cue of such a clause is looked for, in tokens: names and titles are long.
const NAMED: usize = 14;

/// Longest dateline, in tokens.
const DATELINE: usize = 14;

/// What was said before a cue.
pub fn find(context: &Context, cast: &Cast, cue: &Cue, sentence: &Range<usize>, consumed: usize) -> Option<Content> {
    if !matches!(cue.form, Form::Past | Form::Present | Form::Base) {
        return None;
    }
    let floor = after_dateline(context, sentence).max(consumed);
    quoted(context, cue, sentence, floor, consumed).or_else(|| {
        if leads_on(context, cue.tokens.end) { None } else { reported(context, cast, cue, sentence, floor) }
    })
}

/// The clause before a cue that ends its sentence, where it is no quotation and tells something by itself: when X said so,
/// Y said nothing.
pub fn closed(context: &Context, cast: &Cast, cue: &Cue, sentence: &Range<usize>, consumed: usize) -> Option<Content> {
    let found = find(context, cast, cue, sentence, consumed).filter(|found| !found.direct)?;
    let clause = (found.tokens.end..=cue.tokens.start).find(|&t| !context.is_mark(t))?;
    let whole = !is_subordinate(context, &found.tokens) && clause <= cue.tokens.start;
    (whole && is_attribution(context, cast, clause, sentence)).then_some(found)
}

/// Whether some tokens are a clause that depends on another: no main clause follows its comma.
fn is_subordinate(context: &Context, tokens: &Range<usize>) -> bool {
    let first = tokens.start;
    let opens = context.can_be(first, Function::Subordinator) || context.can_be(first, Function::Preposition);
    let main = || {
        let comma = tokens.clone().find(|&t| context.is_comma(t))?;
        (comma..tokens.end).find(|&t| context.is_verb(t) || context.is_finite(t))
    };
    opens && main().is_none()
}

/// Whether the sentence after a quotation that ends before a token only tells who said it: `“What?” X asked.`
pub fn is_attributed(context: &Context, end: usize) -> bool {
    if end >= context.document.tokens.len() || context.opens_quote(end) || !ends_quotation(context, end) {
        return false;
    }
    let sentence = context.sentence(end);
    sentence.start == end
        && super::cue::find(context, end..sentence.end.min(end + BEHIND)).first().is_some_and(|c| {
            c.is_finite() && !leads_on(context, c.tokens.end) && !continues(context, c.tokens.end, sentence.end)
        })
}

/// Whether the clause behind a comma, at a token, ends its sentence and only tells who said what stands before it:
/// …, its mayor said on Tuesday; …, said Y.
pub fn is_attribution(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> bool {
    let named = at..sentence.end.min(at + NAMED);
    !context.language.grammar().verb_first
        && separates(context, at - 1)
        && super::cue::find(context, named)
            .iter()
            .any(|cue| cue.is_finite() && attributes(context, cast, cue, at, sentence))
}

/// Whether a cue and who speaks are all that stands from a token to the end of its sentence.
fn attributes(context: &Context, cast: &Cast, cue: &Cue, at: usize, sentence: &Range<usize>) -> bool {
    let behind = cue.tokens.end;
    let reports = (cue.allows("bare") || cue.allows("quote")) && !cue.allows("to");
    if !reports || leads_on(context, behind) || context.is_any(behind, context.language.grammar().infinitive) {
        return false;
    }
    if cue.tokens.start == at {
        let phrase = subject::after(context, cast, behind, sentence.end);
        let named = !phrase.is_empty() && opens_phrase(context, cast, phrase.start);
        return named && !continues(context, phrase.end, sentence.end);
    }
    let relates = |t: usize| {
        let classes = [Function::Relative, Function::Future, Function::Hypothetical, Function::Negation];
        cast.covering(t).is_none() && classes.into_iter().any(|class| context.can_be(t, class))
    };
    let subject = subject::before(context, cast, cue.tokens.start, at);
    let whole = !subject.phrase.is_empty()
        && subject.start == at
        && (cast.covering(at).is_some() || !context.can_be(at, Function::Preposition))
        && !(at..cue.tokens.start).any(relates);
    whole && ends_sentence(context, behind, sentence)
}

/// Whether only when and where stands from a token to the end of its sentence.
fn ends_sentence(context: &Context, at: usize, sentence: &Range<usize>) -> bool {
    let rest = trimmed(context, sentence.end, at);
    let mut marks = at..rest;
    !continues(context, at, sentence.end) && !marks.any(|t| context.is_comma(t) || context.opens_quote(t))
}

/// Where the text of a sentence begins behind a dateline: `KUWAIT, March 1 (Agency) - …`.
fn after_dateline(context: &Context, sentence: &Range<usize>) -> usize {
    let first = context.document.surface(sentence.start);
    let shouted = first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let dash = (sentence.start + 1..sentence.end.min(sentence.start + DATELINE))
        .find(|&t| subject::is_dash(context, t) && is_apart(context, t) && (shouted || context.is(t - 1, ")")));
    dash.map_or(sentence.start, |t| (t..sentence.end).find(|&t| !subject::is_dash(context, t)).unwrap_or(t))
}

/// Whether white space stands before a mark, and none joins what stands behind it to a word.
fn is_apart(context: &Context, at: usize) -> bool {
    let gap =
        |left: usize| context.token(left).zip(context.token(left + 1)).is_some_and(|(a, b)| a.span.end < b.span.start);
    gap(at - 1) && (gap(at) || subject::is_dash(context, at + 1))
}

/// Whether what follows a cue is marked as what was said.
fn leads_on(context: &Context, at: usize) -> bool {
    let at = at + usize::from(context.is_comma(at));
    context.is(at, ":") || context.opens_quote(at) || context.function(at) == Some(Function::Complementizer)
}

/// A quotation that closes before the clause of a cue.
fn quoted(context: &Context, cue: &Cue, sentence: &Range<usize>, floor: usize, consumed: usize) -> Option<Content> {
    let lowest = floor.max(cue.tokens.start.saturating_sub(REACH));
    // “What?” X asked: the quotation ends a sentence of its own.
    let lowest = if floor == sentence.start
        && ends_quotation(context, floor)
        && !continues(context, cue.tokens.end, sentence.end)
    {
        floor - 1
    } else {
        lowest
    };
    let close = (lowest..cue.tokens.start).rev().find(|&t| context.closes_quote(t))?;
    let open = context.quotes.start(close).filter(|&open| open >= consumed)?;
    let between = close + 1..cue.tokens.start;
    let free = between.clone().all(|t| {
        !context.opens_quote(t) && !context.is(t, ":") && context.function(t) != Some(Function::Complementizer)
    });
    let other = super::cue::find(context, between).iter().any(|c| matches!(c.form, Form::Past | Form::Present));
    let ends = |t: usize| context.is_comma(t) || context.is_stop(t);
    let set_off = ends(close - 1) || context.is_comma(close + 1) || close + 1 == cue.tokens.start;
    if !free || other || !set_off || context.is(cue.tokens.end, ":") {
        return None;
    }
    // It's "a mess," he said: the clause that the quotation ends is content too.
    let led = open > floor && (context.is(open - 1, ":") || context.is_comma(open - 1));
    let cued = super::cue::find(context, floor..open.max(floor)).iter().any(|c| c.form != Form::Noun);
    let start = if open <= floor || led || cued { open } else { floor };
    let start = if close < floor { open } else { start };
    // A quotation that goes on after the clause of the cue is one with what stands before it.
    let next = (cue.tokens.end..sentence.end).find(|&t| context.opens_quote(t));
    let end = next.filter(|&t| context.is_comma(t - 1)).map_or(close + 1, |t| context.quotes.end(t));
    (end > start + 1).then_some(Content { tokens: start..end, cut: 0, direct: true, rule: "statement.before" })
}

/// A clause before a comma that its speaker and cue follow.
fn reported(context: &Context, cast: &Cast, cue: &Cue, sentence: &Range<usize>, floor: usize) -> Option<Content> {
    let inverted = cue.tokens.start > floor && separates(context, cue.tokens.start - 1) && {
        let phrase = subject::after(context, cast, cue.tokens.end, sentence.end);
        !phrase.is_empty() && opens_phrase(context, cast, phrase.start) && !continues(context, phrase.end, sentence.end)
    };
    let start = if inverted {
        cue.tokens.start
    } else {
        let subject = subject::before(context, cast, cue.tokens.start, floor);
        let ends = !subject.phrase.is_empty()
            && (!continues(context, cue.tokens.end, sentence.end)
                || told_where(context, cast, floor..subject.start, cue.tokens.end..sentence.end));
        ends.then_some(subject.start)?
    };
    let end = trimmed(context, start, floor);
    if let Some(end) = goes_on(context, cast, cue.tokens.end, sentence)
        && !inverted
        && start > floor
        && separates(context, start - 1)
    {
        return Some(Content { tokens: floor..end, cut: 0, direct: false, rule: "statement.around" });
    }
    let clause = end < start
        && start > floor
        && separates(context, start - 1)
        && end > floor + 2
        && (floor..end).any(|t| context.is_verb(t));
    clause.then_some(Content { tokens: floor..end, cut: 0, direct: false, rule: "statement.before" })
}

/// Whether the tokens behind a cue only tell when or where the clause before it was said, whatever verbs stand in them:
/// …, X reported in a look at what they use; …, X said after they had met.
fn told_where(context: &Context, cast: &Cast, clause: Range<usize>, behind: Range<usize>) -> bool {
    let opens =
        context.can_be(behind.start, Function::Preposition) || context.can_be(behind.start, Function::Subordinator);
    let led = circumstance::end(context, cast, behind.start, behind.end) != Some(behind.start);
    opens
        && !led
        && !context.is_any(behind.start, context.language.grammar().infinitive)
        && !is_subordinate(context, &clause)
        && clause.len() > 3
        && clause.clone().any(|t| context.is_verb(t) || context.is_finite(t))
        && !behind.clone().any(|t| context.function(t) == Some(Function::Complementizer))
}

/// Where what is said ends that goes on behind a cue between commas: `The firms, X said, have sold it`.
fn goes_on(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> Option<usize> {
    let clause = at + 1..sentence.end;
    let cued = super::cue::find(context, at + 1..(at + 3).min(sentence.end)).iter().any(|c| c.tokens.start == at + 1);
    let goes = context.is_comma(at) && !cued && clause.clone().any(|t| subject::is_finite(context, cast, t));
    goes.then(|| trimmed(context, sentence.end, at))
}

/// Whether a quotation that is no content yet closes right before a sentence of the same paragraph.
fn ends_quotation(context: &Context, start: usize) -> bool {
    let paragraph = |t: usize| context.document.sentences[context.document.sentence_of(t)].paragraph;
    start > 0 && context.closes_quote(start - 1) && paragraph(start - 1) == paragraph(start)
}

fn separates(context: &Context, at: usize) -> bool {
    context.is_comma(at) || context.closes_quote(at)
}

/// Whether a noun phrase can begin at a token.
fn opens_phrase(context: &Context, cast: &Cast, at: usize) -> bool {
    cast.covering(at).is_some()
        || context.title(at).is_some()
        || context.is_capitalised(at)
        || matches!(context.function(at), Some(Function::Pronoun | Function::Determiner | Function::Possessive))
}

/// Whether a clause goes on at a token: a verb follows before the next mark, or no mark follows soon.
fn continues(context: &Context, at: usize, limit: usize) -> bool {
    let end = (at..limit).find(|&t| context.is_comma(t) || context.is_stop(t) || context.opens_quote(t));
    let end = end.unwrap_or(limit);
    end > at + BEHIND || (at..end).any(|t| context.is_verb(t) || context.function(t) == Some(Function::Complementizer))
}

/// `According to X, …` and `…, according to X`.
pub fn source(context: &Context, cue: &Cue, sentence: &Range<usize>, consumed: usize) -> Option<Content> {
    let floor = after_dateline(context, sentence).max(consumed);
    let first = cue.tokens.start <= sentence.start + 2;
    let tokens = if first {
        let comma = (cue.tokens.end..sentence.end).take(20).find(|&t| context.is_comma(t))?;
        comma + 1..trimmed(context, sentence.end, comma + 1)
    } else {
        floor..trimmed(context, cue.tokens.start, floor)
    };
    (tokens.len() > 2).then_some(Content { tokens, cut: 0, direct: false, rule: "statement.source" })
}
