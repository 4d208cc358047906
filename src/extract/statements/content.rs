//! What was said: from its first to its last word.
//!
//! It begins after a complementizer, a colon, at a quotation mark, or at the noun phrase or preposition that the cue
//! governs; it ends with the quotation, at the next cue of its clause, or with the sentence.

use std::ops::Range;

use super::cue::Cue;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};
use crate::model::span::Field;

/// Longest way from a cue to its content, in tokens: titles are long.
const REACH: usize = 60;

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
        return source(context, cue, sentence, consumed);
    }
    if !context.language.grammar().verb_first
        && let Some(content) = before(context, cast, cue, sentence, consumed)
    {
        return Some(content);
    }
    after(context, cast, cue, next, sentence)
}

/// Content that follows its cue.
fn after(context: &Context, cast: &Cast, cue: &Cue, next: Option<&Cue>, sentence: &Range<usize>) -> Option<Content> {
    let limit = sentence.end.min(cue.tokens.end + REACH);
    let stop = next.map_or(limit, |n| if leads(context, cue, n) { limit } else { n.tokens.start.min(limit) });
    let marked = (cue.tokens.end..stop).find_map(|at| marked(context, cast, at, sentence));
    marked
        .or_else(|| governed(context, cast, cue, stop, sentence))
        .or_else(|| behind_insertion(context, cue, stop..limit, sentence))
}

/// What was said, where a quotation, a colon or a complementizer at a token begins it.
fn marked(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> Option<Content> {
    if context.opens_quote(at) && is_quotation(context, cast, at) {
        let end = context.quotes.end(at);
        let end = if end < sentence.end && joins(context, end) { reported_end(context, end, sentence) } else { end };
        return Some(Content { tokens: at..end, cut: 0, direct: true, rule: "statement.quote" });
    }
    if context.is(at, ":") && at + 1 < sentence.end {
        let quoted = context.opens_quote(at + 1);
        let end = if quoted { context.quotes.end(at + 1) } else { reported_end(context, at + 1, sentence) };
        return Some(Content { tokens: at + 1..end, cut: 0, direct: true, rule: "statement.colon" });
    }
    (context.function(at) == Some(Function::Complementizer)).then(|| complement(context, at, sentence)).flatten()
}

/// What follows a complementizer: a bare أن or "that" is dropped, a fused أنه belongs to what was said.
fn complement(context: &Context, at: usize, sentence: &Range<usize>) -> Option<Content> {
    let bare = matches!(&*context.document.tokens[at].norm, "ان" | "بان" | "that");
    let start = at + usize::from(bare);
    let end = reported_end(context, start, sentence);
    let direct = context.opens_quote(start) && context.quotes.end(start) + 2 >= end;
    (start < end).then_some(Content { tokens: start..end, cut: 0, direct, rule: "statement.that" })
}

/// A complementizer behind a comma that closes an inserted phrase with a verb of its own: وقال X، خلال مؤتمر أعقب …، إن.
fn behind_insertion(context: &Context, cue: &Cue, tokens: Range<usize>, sentence: &Range<usize>) -> Option<Content> {
    let inserted = (cue.tokens.end..cue.tokens.end + 8).any(|t| context.is_comma(t));
    if cue.form != Form::Past || !inserted {
        return None;
    }
    let at =
        tokens.clone().find(|&t| context.function(t) == Some(Function::Complementizer) && context.is_comma(t - 1))?;
    complement(context, at, sentence)
}

/// A noun phrase that the cue governs: شدد على ضرورة, أعلن دعم, welcomed the decision.
fn governed(context: &Context, cast: &Cast, cue: &Cue, stop: usize, sentence: &Range<usize>) -> Option<Content> {
    let subject = subject_end(context, cast, cue.tokens.end, stop);
    for preposition in cue.prepositions() {
        for at in cue.tokens.end..stop.min(subject + 4) {
            let named = cast.covering(at).is_some_and(|m| m.level == Level::Name && m.cut == 0 && at < subject);
            let Some((cut, start)) = preposition_at(context, at, preposition).filter(|_| !named) else { continue };
            let end = reported_end(context, start, sentence);
            return (start + 1 < end).then_some(Content {
                tokens: start..end,
                cut,
                direct: false,
                rule: "statement.governed",
            });
        }
    }
    let verb_first = context.language.grammar().verb_first;
    let (start, rule) = match cue.form {
        Form::Participle if cue.allows("direct") => (cue.tokens.end, "statement.participle"),
        Form::Past | Form::Present if cue.allows("direct") && verb_first && subject > cue.tokens.end => {
            (subject, "statement.direct-object")
        }
        Form::Past | Form::Present | Form::Base | Form::Participle
            if !verb_first && takes_clause(context, cast, cue, sentence) =>
        {
            (cue.tokens.end, "statement.bare")
        }
        _ => return None,
    };
    let end = reported_end(context, start, sentence);
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
        let titled = context.title(at).is_some()
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
        at += 1;
        if titled && context.title(at - 1).is_some_and(|(m, _)| m.reading.proclitics.has(Proclitics::ARTICLE)) {
            end = at;
        }
    }
    // ، الخميس،
    if context.is_comma(end)
        && let Some(second) = (end + 1..stop.min(end + 5)).find(|&t| context.is_comma(t))
    {
        return second + 1;
    }
    while end < stop && context.matches.find(end, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some() {
        end += 1;
    }
    end + usize::from(context.is_comma(end))
}

/// Whether a clause without a complementizer follows a cue. In a headline whatever follows a verb of speech does.
fn takes_clause(context: &Context, cast: &Cast, cue: &Cue, sentence: &Range<usize>) -> bool {
    let at = cue.tokens.end;
    let headline = context.token(at).is_some_and(|t| t.field == Field::Title) && cue.form == Form::Present;
    let plain = cue.allows("bare") && at + 3 < sentence.end && !context.is_mark(at);
    (headline && context.is_word(at)) || plain || cue.allows("that") && opens_clause(context, cast, at, sentence)
}

/// Whether a clause begins at a token: something that can be its subject, and a verb after it.
fn opens_clause(context: &Context, cast: &Cast, at: usize, sentence: &Range<usize>) -> bool {
    let subject = cast.covering(at).is_some()
        || context.is_capitalised(at)
        || matches!(context.function(at), Some(Function::Pronoun | Function::Demonstrative | Function::Other))
        || matches!(context.token(at).map(|t| &*t.norm), Some("the" | "a" | "an" | "there"));
    subject && (at + 1..sentence.end).any(|t| context.is_verb(t))
}

/// A preposition as a word or as a proclitic: bytes to cut off, and the first token of what it governs.
fn preposition_at(context: &Context, at: usize, preposition: &str) -> Option<(u8, usize)> {
    let token = context.token(at)?;
    let mut folded = String::new();
    context.language.fold(preposition, &mut folded);
    if token.is(&folded) {
        return Some((0, at + 1));
    }
    let wanted = match preposition {
        "ب" => Proclitics::BI,
        "ل" => Proclitics::LI,
        _ => return None,
    };
    let reading = token.readings.iter().find(|r| r.proclitics == wanted)?;
    // A word that the lexicon knows whole has no proclitic: بيان.
    let whole = context.matches.at(at).iter().any(|m| m.reading.norm == 0);
    (!whole).then_some((reading.surface, at))
}

/// Content before its cue: `"…," said X`, `…, X said.`
fn before(context: &Context, cast: &Cast, cue: &Cue, sentence: &Range<usize>, consumed: usize) -> Option<Content> {
    let floor = sentence.start.max(consumed);
    // The clause of the cue is set off by a comma or a closing quotation mark, with only its subject in between.
    let mark = (floor..cue.tokens.start).rev().take(14).find(|&t| context.is(t, ",") || context.closes_quote(t))?;
    let ends_here = context.is(mark, ",") || context.closes_quote(mark);
    let subject_only = (mark + 1..cue.tokens.start)
        .all(|t| !context.opens_quote(t) && context.function(t) != Some(Function::Complementizer));
    let inverted = cue.tokens.start == mark + 1
        && follows_subject(context, cast, cue.tokens.end)
        && (floor..mark).any(|t| context.is_verb(t));
    let after_subject =
        context.token(cue.tokens.end).is_none_or(|t| t.kind == TokenKind::Mark) || cue.tokens.end >= sentence.end;
    let quoted = context.closes_quote(mark) || (mark > floor && context.closes_quote(mark - 1));
    if !ends_here
        || !subject_only
        || !(quoted || inverted || after_subject)
        || context.function(cue.tokens.end) == Some(Function::Complementizer)
    {
        return None;
    }
    let end = if context.is(mark, ",") && !(mark > floor && context.closes_quote(mark - 1)) {
        mark
    } else if context.closes_quote(mark) {
        mark + 1
    } else {
        mark
    };
    let mut start = floor;
    if quoted {
        let close = if context.closes_quote(mark) { mark } else { mark - 1 };
        start = context.quotes.start(close).filter(|&open| open >= consumed).unwrap_or(floor);
    }
    // A quotation that goes on after the cue's clause is one with what stands before it.
    let split = quoted.then(|| (cue.tokens.end..sentence.end).find(|&t| context.opens_quote(t))).flatten();
    let comma_before = split.is_some_and(|t| context.is(t - 1, ","));
    let end = split.filter(|_| comma_before).map_or(end, |t| context.quotes.end(t));
    (end > start + 1).then_some(Content { tokens: start..end, cut: 0, direct: quoted, rule: "statement.before" })
}

/// Whether a subject stands right after an inverted verb.
fn follows_subject(context: &Context, cast: &Cast, at: usize) -> bool {
    cast.covering(at).is_some()
        || context.title(at).is_some()
        || context.is_capitalised(at)
        || context.function(at) == Some(Function::Pronoun)
        || matches!(context.token(at).map(|t| &*t.norm), Some("the" | "a" | "an"))
}

/// `According to X, …` and `…, according to X`.
fn source(context: &Context, cue: &Cue, sentence: &Range<usize>, consumed: usize) -> Option<Content> {
    let floor = sentence.start.max(consumed);
    let first = cue.tokens.start <= sentence.start + 2;
    let tokens = if first {
        let comma = (cue.tokens.end..sentence.end).take(20).find(|&t| context.is_comma(t))?;
        comma + 1..trimmed(context, sentence.end, comma + 1)
    } else {
        floor..trimmed(context, cue.tokens.start, floor)
    };
    (tokens.len() > 2).then_some(Content { tokens, cut: 0, direct: false, rule: "statement.source" })
}

/// Where reported speech ends that begins at a token.
fn reported_end(context: &Context, start: usize, sentence: &Range<usize>) -> usize {
    let mut at = start;
    while at < sentence.end {
        if context.opens_quote(at) {
            at = context.quotes.end(at).max(at + 1);
            continue;
        }
        if at > start && ends_report(context, at) {
            return trimmed(context, at, start);
        }
        at += 1;
    }
    trimmed(context, at, start)
}

/// Whether a new cue of the same clause stands at a token: a participle after a comma (، مؤكدا), or a verb joined by a
/// conjunction after a comma (، وأضاف).
fn ends_report(context: &Context, at: usize) -> bool {
    let Some(cue) = super::cue::find(context, at..at + 3).into_iter().next().filter(|c| c.tokens.start == at) else {
        return false;
    };
    let comma = context.is_comma(at - 1) || context.closes_quote(at - 1);
    let conjunction = context.token(at).is_some_and(|t| {
        t.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION)
            && context.matches.at(at).iter().any(|m| m.reading.proclitics == Proclitics::CONJUNCTION)
    });
    match cue.form {
        Form::Participle => comma || context.language.grammar().verb_first && conjunction,
        Form::Past => comma && (conjunction || !context.language.grammar().verb_first),
        // وفقا للائحة is part of what was said; وفقا لرويترز at its end is not.
        Form::Source => comma,
        _ => false,
    }
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
fn trimmed(context: &Context, mut end: usize, start: usize) -> usize {
    while end > start
        && context.token(end - 1).is_some_and(|t| {
            t.kind == TokenKind::Mark && matches!(&*t.norm, "." | "،" | "," | ":" | "؛" | ";" | "…" | "-" | "–" | "!")
        })
    {
        end -= 1;
    }
    end
}
