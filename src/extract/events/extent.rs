//! How far an event's phrase goes: from its noun or verb over adjectives and genitives, then phrase by phrase after
//! prepositions, up to a verb, a clause, a mark or a time.

use std::ops::Range;

use crate::extract::context::Context;
use crate::extract::times::Time;
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::model::document::{Proclitics, TokenKind};

/// Longest phrase, in tokens after its head.
const LONGEST: usize = 14;

/// Words that open or carry a clause: no phrase goes over them.
const CLAUSAL: &[Function] = &[
    Function::Subordinator,
    Function::Relative,
    Function::Auxiliary,
    Function::Future,
    Function::Hypothetical,
    Function::Negation,
    Function::Complementizer,
];

/// The places where a phrase can end.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    /// The first token.
    pub first: usize,
    /// Ends of the noun phrase itself and of each complement after it.
    pub ends: Vec<usize>,
    /// The prepositions that open the complements, as tokens.
    pub openers: Vec<usize>,
    /// The end of the time expression that follows it.
    pub timed: Option<usize>,
}

impl Extent {
    /// The tokens up to the complement of a number.
    pub fn upto(&self, complements: usize) -> Range<usize> {
        let end = self.ends.get(complements).or(self.ends.last()).copied().unwrap_or(self.first + 1);
        self.first..end.max(self.first + 1)
    }

    /// The widest range.
    pub fn whole(&self) -> Range<usize> {
        self.upto(self.ends.len())
    }
}

/// Walks from the end of a head to the end of its phrase.
pub fn after(context: &Context, times: &[Time], first: usize, head_end: usize) -> Extent {
    let limit = context.sentence(first).end.min(head_end + LONGEST);
    let mut extent = Extent { first, ..Extent::default() };
    let mut end = head_end;
    let mut at = head_end;
    while at < limit {
        if let Some(time) = time_at(times, at) {
            // Between a verb and its object stands when: أطلقت مؤخرا القمر.
            if extent.timed.is_none() && end == head_end && context.is_finite(head_end - 1) {
                at = time.tokens.end.max(at + 1);
                continue;
            }
            extent.timed = Some(time.tokens.end);
            break;
        }
        match kind(context, at) {
            // A definite noun's adjectives are definite: المؤتمر يهدف is a clause.
            Part::Word
                if at == head_end && (disagrees(context, head_end - 1, at) || is_complete(context, first, at)) =>
            {
                break;
            }
            Part::Word => {
                at += 1;
                end = at;
            }
            Part::Opener => {
                if end == at {
                    extent.ends.push(end);
                    extent.openers.push(at);
                }
                at += 1;
                // A word with its preposition written on it is itself part of the complement.
                if context.function(at - 1).is_none() {
                    end = at;
                }
            }
            Part::Link => at += 1,
            Part::Quote(close) => {
                at = close + 1;
                end = at;
            }
            Part::Stop => break,
        }
    }
    extent.ends.push(end);
    extent.ends.dedup();
    extent
}

/// Whether a word cannot be the adjective of the definite noun before it.
fn disagrees(context: &Context, noun: usize, at: usize) -> bool {
    context.language.grammar().adjective_follows
        && context.has_article(noun)
        && !context.has_article(at)
        && context.is_word(at)
        && !context.matches.at(at).iter().any(|m| m.meanings().any(|x| x.is_name()))
}

/// Whether a noun of several words (مؤتمر صحافي) is followed by neither an adjective of its own nor a genitive.
fn is_complete(context: &Context, first: usize, at: usize) -> bool {
    context.language.grammar().adjective_follows && at > first + 1 && context.is_word(at) && !context.has_article(at)
}

/// Walks left over what stands before its noun: adjectives, nouns, names.
pub fn before(context: &Context, times: &[Time], head: usize) -> usize {
    let start = context.sentence(head).start.max(head.saturating_sub(5));
    let mut first = head;
    while first > start {
        let at = first - 1;
        let hyphen = context.is(at, "-") && at > start;
        let owner = context.is_possessive(at) && at > start;
        let verb = is_verb(context, at) || context.is_finite(at);
        let word = context.is_word(at) && !verb && context.function(at).is_none();
        let number = context.token(at).is_some_and(|t| t.kind == TokenKind::Number);
        if in_time(times, at) || !(hyphen || owner || word || number) {
            break;
        }
        first = at;
    }
    // Monday's fall: whose it is, was a time.
    while first < head && (context.is_possessive(first) || context.is(first, "-")) {
        first += 1;
    }
    first
}

/// How far a clause goes that begins where a phrase ends: هجوم شنه التنظيم, the visit that he paid.
pub fn clause(context: &Context, times: &[Time], phrase: &Extent) -> Option<Extent> {
    let verb = |&end: &usize| {
        let verb = end + usize::from(context.function(end) == Some(Function::Relative));
        Some(verb).filter(|&verb| context.sentence(end).contains(&verb) && context.is_finite(verb))
    };
    let verb = phrase.ends.iter().find_map(verb)?;
    Some(Extent { first: phrase.first, ..after(context, times, verb, verb + 1) })
}

/// The first token of the noun phrase that ends before a verb and its auxiliaries.
pub fn subject(context: &Context, times: &[Time], verb: usize) -> Option<usize> {
    let start = context.sentence(verb).start.max(verb.saturating_sub(4));
    let helps = |&at: &usize| {
        context.function(at).is_some_and(|f| matches!(f, Function::Auxiliary | Function::Future | Function::Negation))
    };
    let end = (start..verb).rev().take_while(helps).last().unwrap_or(verb);
    Some(before(context, times, end)).filter(|&first| first < end)
}

/// Whether a token belongs to a time expression.
pub fn in_time(times: &[Time], at: usize) -> bool {
    time_at(times, at).is_some()
}

/// The time expression that a token belongs to.
fn time_at(times: &[Time], at: usize) -> Option<&Time> {
    let next = times.partition_point(|t| t.tokens.end <= at);
    times.get(next).filter(|t| t.tokens.contains(&at))
}

enum Part {
    Word,
    /// Opens a complement.
    Opener,
    /// Joins words without ending the phrase: of, the, and.
    Link,
    /// A quoted name up to its closing mark.
    Quote(usize),
    Stop,
}

fn kind(context: &Context, at: usize) -> Part {
    let Some(token) = context.token(at) else { return Part::Stop };
    match token.kind {
        TokenKind::Number => Part::Word,
        TokenKind::Mark => {
            if context.opens_quote(at) {
                let close = (at + 1..at + 7).find(|&t| context.closes_quote(t));
                return close.map_or(Part::Stop, Part::Quote);
            }
            if token.is("-") || token.is("$") || token.is("%") { Part::Link } else { Part::Stop }
        }
        TokenKind::Word => {
            if context
                .matches
                .find(at, |m| matches!(m, Meaning::Function(Function::Preposition)).then_some(()))
                .is_some()
            {
                return Part::Opener;
            }
            if CLAUSAL.iter().any(|&class| context.can_be(at, class)) {
                return Part::Stop;
            }
            if context.language.grammar().capitals
                && !context.language.grammar().verb_first
                && is_determiner(context, at)
            {
                return Part::Link;
            }
            match context.function(at) {
                Some(Function::Conjunction) => return Part::Link,
                Some(class) if class.is_minor() && token.norm.len() <= 8 => return Part::Link,
                Some(_) => return Part::Stop,
                None => {}
            }
            if is_verb(context, at) || context.is_finite(at) {
                return Part::Stop;
            }
            if opens_by_clitic(context, at) { Part::Opener } else { Part::Word }
        }
    }
}

fn is_determiner(context: &Context, at: usize) -> bool {
    context.token(at).is_some_and(|t| t.norm.len() <= 3)
        && context.function(at).is_some_and(|class| class.is_minor() || class == Function::Conjunction)
}

/// Whether ل or ب stands before an article or a name.
fn opens_by_clitic(context: &Context, at: usize) -> bool {
    let preposition = |p: Proclitics| p.has(Proclitics::LI) || p.has(Proclitics::BI);
    context
        .token(at)
        .is_some_and(|t| t.readings.iter().any(|r| preposition(r.proclitics) && r.proclitics.has(Proclitics::ARTICLE)))
        || context.matches.at(at).iter().any(|m| preposition(m.reading.proclitics) && m.meanings().any(|x| x.is_name()))
}

/// Whether a token can only be a finite verb.
pub fn is_verb(context: &Context, at: usize) -> bool {
    if !context.is_verb(at) || context.has_article(at) {
        return false;
    }
    let noun = |m| {
        matches!(
            m,
            Meaning::Event { .. }
                | Meaning::Act { form: Form::Masdar | Form::Noun, .. }
                | Meaning::Speech { form: Form::Masdar | Form::Noun, .. }
                | Meaning::OrganizationHead(_)
                | Meaning::PlaceHead(_)
                | Meaning::Title(_)
        ) || m.is_name()
    };
    context.matches.find(at, |m| noun(m).then_some(())).is_none()
}
