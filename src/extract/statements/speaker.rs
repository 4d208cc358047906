//! Who speaks: the subject of the cue, after it, before it, or the one who spoke last.

use std::ops::Range;

use super::content::Content;
use super::cue::Cue;
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::Office;
use crate::lang::lexicon::{Form, Function, Meaning, TitleClass};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};

/// The speaker of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A member of the cast.
    Named(usize),
    /// The cue has no subject of its own.
    Before,
    /// Somebody whom the text does not name.
    Unnamed,
}

/// Finds the speaker of a cue whose content is known.
pub fn find(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    cue: &Cue,
    content: &Content,
    sentence: &Range<usize>,
    last: Option<usize>,
) -> Found {
    let follows = content.tokens.start >= cue.tokens.end;
    let after = cue.tokens.end..if follows { content.tokens.start } else { sentence.end.min(cue.tokens.end + 14) };
    let start = if follows { sentence.start } else { content.tokens.end.min(cue.tokens.start) };
    match cue.form {
        Form::Participle | Form::Passive => last.map_or_else(
            || nearest_before(context, cast, offices, sentence.start..cue.tokens.start),
            |_| Found::Before,
        ),
        Form::Source => subject(context, cast, offices, after),
        Form::Noun | Form::Masdar => match nearest_before(context, cast, offices, sentence.start..cue.tokens.start) {
            Found::Unnamed => Found::Before,
            found => found,
        },
        _ if context.language.grammar().verb_first => {
            let found = subject(context, cast, offices, after);
            let topic = topic(context, cast, offices, sentence.start..cue.tokens.start);
            match (found, topic) {
                // صرح كيري أن, against كيري أكد أن: a subject before the verb stands where none follows it.
                (Found::Before, Some(member)) => Found::Named(member),
                (found, _) => found,
            }
        }
        _ => {
            let before = clause_subject(context, cast, offices, start..cue.tokens.start);
            if before == Found::Before && !follows { subject(context, cast, offices, after) } else { before }
        }
    }
}

/// The subject in the tokens after a verb: the first actor that no preposition governs.
fn subject(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mut at = tokens.start;
    let mut noun = false;
    while at < tokens.end {
        if let Some(mention) = cast.covering(at) {
            let governed = is_governed(context, mention.tokens.start.max(tokens.start), tokens.start) && !noun;
            if !governed && let Some(member) = speaks(context, cast, offices, mention) {
                return Found::Named(member);
            }
            if governed && !noun {
                return Found::Before;
            }
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        match context.token(at).map(|t| t.kind) {
            Some(TokenKind::Word) if is_adverbial(context, at) && !noun => {
                return named_later(context, cast, offices, at..tokens.end);
            }
            Some(TokenKind::Word) if context.function(at).is_none() => {
                if is_anonymous(context, at) {
                    return Found::Unnamed;
                }
                noun = true;
            }
            Some(TokenKind::Mark) if !noun && (context.is(at, "،") || context.is(at, ",")) => {
                return named_later(context, cast, offices, at + 1..tokens.end);
            }
            _ => {}
        }
        at += 1;
    }
    if noun { Found::Unnamed } else { Found::Before }
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

/// Whom a mention makes speak: a person; whoever holds the title that it is part of; a body or state.
fn speaks(context: &Context, cast: &Cast, offices: &[Office], mention: &Mention) -> Option<usize> {
    let holder = offices.iter().find(|o| o.title.start <= mention.tokens.start && mention.tokens.end <= o.title.end);
    if let Some(office) = holder.filter(|_| cast.kind(mention) != EntityType::Person) {
        return Some(office.person);
    }
    match cast.kind(mention) {
        EntityType::Place => government(context, cast, mention),
        _ => Some(mention.member),
    }
}

/// The state for which a capital stands, where the cast has it.
fn government(context: &Context, cast: &Cast, mention: &Mention) -> Option<usize> {
    let (_, country) = context.matches.find(mention.tokens.start, |m| match m {
        Meaning::Capital(country) => Some(country),
        _ => None,
    })?;
    cast.members.iter().position(|m| m.kind == EntityType::Country && m.country == Some(country))
}

/// The topic before a verb: the last actor before it that no preposition governs, with only marks in between.
fn topic(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Option<usize> {
    let mention =
        cast.mentions.iter().rev().find(|m| {
            m.tokens.end <= tokens.end && m.tokens.start >= tokens.start && cast.kind(m) != EntityType::Place
        })?;
    let near = (mention.tokens.end..tokens.end)
        .all(|t| context.is_mark(t) || context.function(t).is_some() || cast.covering(t).is_some());
    let titled = offices.iter().any(|o| o.evidence.contains(&mention.tokens.start));
    (near && (titled || !is_governed(context, mention.tokens.start, tokens.start)))
        .then(|| speaks(context, cast, offices, mention))
        .flatten()
}

/// The subject before a verb in a language that puts it there.
fn clause_subject(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mut at = tokens.end;
    while at > tokens.start {
        at -= 1;
        if let Some(mention) = cast.covering(at) {
            if tokens.end - at < 16
                && !is_governed(context, mention.tokens.start, tokens.start)
                && let Some(member) = speaks(context, cast, offices, mention)
            {
                return Found::Named(member);
            }
            at = mention.tokens.start.min(at);
            continue;
        }
        if tokens.end - at <= 2 && context.function(at) == Some(Function::Pronoun) {
            return Found::Before;
        }
        if is_anonymous(context, at) {
            return Found::Unnamed;
        }
        if context.opens_quote(at) || context.closes_quote(at) {
            break;
        }
    }
    if tokens.end > tokens.start
        && (tokens.start..tokens.end).any(|t| context.is_word(t) && context.function(t).is_none())
    {
        return Found::Unnamed;
    }
    Found::Before
}

/// The last actor before a participle or noun.
fn nearest_before(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mentions: Vec<&Mention> =
        cast.within(tokens).filter(|m| cast.kind(m) != EntityType::Place && m.level != Level::Demonym).collect();
    let person = mentions.iter().find(|m| cast.kind(m) == EntityType::Person);
    person.or(mentions.first()).and_then(|m| speaks(context, cast, offices, m)).map_or(Found::Unnamed, Found::Named)
}

/// Whether a preposition stands before a mention, as a word or as a proclitic.
fn is_governed(context: &Context, at: usize, floor: usize) -> bool {
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

/// A source that stays without a name.
fn is_anonymous(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(TitleClass::Anonymous)).then_some(())).is_some()
}
