//! Who speaks: the subject of the cue, after it, before it, or the one who spoke last.

use std::ops::Range;

use super::content::{self, Content};
use super::cue::Cue;
use super::holder::{is_document, speaks};
use super::{behind, subject};
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::{Office, around};
use crate::lang::Reference;
use crate::lang::lexicon::{Form, Function};
use crate::model::kinds::{EntityType, Level};

/// The speaker of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A member of the cast.
    Named(usize),
    /// The cue has no subject of its own.
    Before,
    /// A pronoun is its subject.
    Pronoun(Reference),
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
    let verb_first = context.language.grammar().verb_first;
    if let Some(source) = quoted_from(context, cue, &after) {
        return behind::subject(context, cast, offices, source);
    }
    match cue.form {
        Form::Participle | Form::Passive => last.map_or_else(
            || nearest_before(context, cast, offices, sentence.start..cue.tokens.start),
            |_| Found::Before,
        ),
        Form::Source if verb_first => behind::subject(context, cast, offices, after),
        Form::Source => {
            subject::read(context, cast, offices, &subject::after(context, cast, after.start, sentence.end))
        }
        Form::Noun | Form::Masdar => {
            // اتهامات الأمم المتحدة بأن: whose they are stands behind the noun.
            let owner = if verb_first { behind::subject(context, cast, offices, after) } else { Found::Before };
            match owner {
                Found::Named(member) => Found::Named(member),
                _ => match nearest_before(context, cast, offices, sentence.start..cue.tokens.start) {
                    Found::Unnamed => Found::Before,
                    found => found,
                },
            }
        }
        _ if verb_first && in_relative_clause(context, cue.tokens.start) => {
            let found = behind::subject(context, cast, offices, after);
            if found == Found::Before { antecedent(context, cast, offices, cue.tokens.start) } else { found }
        }
        _ if verb_first => {
            let found = behind::subject(context, cast, offices, after);
            let topic = topic(context, cast, offices, sentence.start..cue.tokens.start);
            match (found, topic) {
                // صرح كيري أن, against كيري أكد أن: a subject before the verb stands where none follows it.
                (Found::Before, Some(member)) => Found::Named(member),
                // كانت روسيا قد اتهمت سوريا: what follows the verb is its object.
                (_, Some(member)) if is_perfect(context, cue.tokens.start) => Found::Named(member),
                (found, _) => found,
            }
        }
        _ => {
            let subject = subject::before(context, cast, cue.tokens.start, start);
            if !subject.phrase.is_empty() {
                return subject::read(context, cast, offices, &subject.phrase);
            }
            if follows {
                return Found::Before;
            }
            let phrase = subject::after(context, cast, cue.tokens.end, sentence.end);
            let behind = subject::named_behind(context, cast, phrase.end);
            match subject::read(context, cast, offices, &phrase) {
                Found::Named(member) if cast.members[member].kind == EntityType::Person => Found::Named(member),
                found => behind.map_or(found, |m| Found::Named(m.member)),
            }
        }
    }
}

/// Where those stand whose words the subject of a cue passes on: نقلت وكالة عن وزير أن.
fn quoted_from(context: &Context, cue: &Cue, after: &Range<usize>) -> Option<Range<usize>> {
    let preposition = cue.source()?;
    let start = after.clone().find_map(|t| content::preposition_at(context, t, preposition))?.1;
    Some(start..after.end)
}

/// Whether the particle of the perfect stands before a verb, which only a subject before both can have: كان X قد قال.
fn is_perfect(context: &Context, verb: usize) -> bool {
    verb > 0 && context.function(verb - 1) == Some(Function::Hypothetical)
}

fn in_relative_clause(context: &Context, cue: usize) -> bool {
    cue > 0 && context.function(cue - 1) == Some(Function::Relative)
}

/// Of whom a relative clause tells that begins before a cue: the body or person that stands before it.
fn antecedent(context: &Context, cast: &Cast, offices: &[Office], cue: usize) -> Found {
    let end = cue - 1;
    let end = end - usize::from(end > 0 && context.is_comma(end - 1));
    let Some(last) = end.checked_sub(1) else { return Found::Unnamed };
    match cast.covering(last) {
        Some(mention) => speaks(context, cast, offices, mention).map_or(Found::Unnamed, Found::Named),
        None if is_document(context, last) => Found::Before,
        None => Found::Unnamed,
    }
}

/// Another speaker whom a conjunction joins to the subject before a cue.
pub fn companion(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    cue: &Cue,
    content: &Content,
    sentence: &Range<usize>,
) -> Option<usize> {
    if !cue.is_finite() {
        return None;
    }
    let follows = content.tokens.start >= cue.tokens.end;
    if context.language.grammar().verb_first {
        return if follows { behind::second(context, cast, cue.tokens.end..content.tokens.start) } else { None };
    }
    let floor = if follows { sentence.start } else { content.tokens.end.min(cue.tokens.start) };
    let subject = subject::before(context, cast, cue.tokens.start, floor);
    let phrase = subject::joined(context, cast, &subject.phrase, floor).filter(|_| !subject.phrase.is_empty())?;
    match subject::read(context, cast, offices, &phrase) {
        Found::Named(member) => Some(member),
        _ => None,
    }
}

/// The topic before a verb: the last actor before it that no preposition governs, with only marks in between.
fn topic(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Option<usize> {
    let mention = cast.within(tokens.clone()).filter(|m| cast.kind(m) != EntityType::Place).last()?;
    let near = (mention.tokens.end..tokens.end)
        .all(|t| context.is_mark(t) || context.function(t).is_some() || cast.covering(t).is_some());
    let titled = around(offices, mention.tokens.start).iter().any(|o| o.evidence.contains(&mention.tokens.start));
    (near && (titled || !behind::is_governed(context, mention.tokens.start, tokens.start)))
        .then(|| speaks(context, cast, offices, mention))
        .flatten()
}

/// The last actor before a participle or noun.
fn nearest_before(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mentions: Vec<&Mention> =
        cast.within(tokens).filter(|m| cast.kind(m) != EntityType::Place && m.level != Level::Demonym).collect();
    let person = mentions.iter().find(|m| cast.kind(m) == EntityType::Person);
    person.or(mentions.first()).and_then(|m| speaks(context, cast, offices, m)).map_or(Found::Unnamed, Found::Named)
}
