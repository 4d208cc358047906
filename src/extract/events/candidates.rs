//! Words that may tell of an event: event nouns with their phrase, and event verbs with their clause.

use super::extent::{self, Extent};
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::Phrase;
use crate::extract::times::Time;
use crate::lang::lexicon::{Function, Match, Meaning};
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, EventType};
use crate::model::span::Field;

/// One mention of what may be an event.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a cue of its own that the decision weighs")]
pub struct Candidate {
    /// Which sort.
    pub kind: EventType,
    /// The token of its noun or verb.
    pub head: usize,
    /// The token after the noun or verb as the lexicon has it.
    pub head_end: usize,
    /// Bytes of the first token that are proclitics.
    pub cut: u8,
    /// How far it goes.
    pub extent: Extent,
    /// The folded noun without its proclitics, or the verb in its citation form.
    pub stem: String,
    /// Nearly always a particular occurrence.
    pub strong: bool,
    /// Told by a verb.
    pub verbal: bool,
    /// Its subject suffers it.
    pub passive: bool,
    /// With the article, a possessor before it, or this.
    pub definite: bool,
    /// After this or that.
    pub shown: bool,
    /// Within the name of an organization, place or person.
    pub named: Option<EntityType>,
}

impl Candidate {
    /// The phrase that names it, with a number of complements.
    pub fn phrase(&self, complements: usize) -> Phrase {
        Phrase { tokens: self.extent.upto(complements), cut: self.cut, head: self.head }
    }

    /// Whether nothing but its noun is said.
    pub fn is_bare(&self) -> bool {
        !self.verbal && self.extent.whole().end <= self.head_end && self.extent.first == self.head
    }
}

/// Every candidate in the order of the text.
pub fn find(context: &Context, cast: &Cast, times: &[Time]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while at < context.document.tokens.len() {
        let found = if extent::in_time(times, at) { None } else { candidate(context, cast, times, at) };
        at = found.as_ref().map_or(at + 1, |c| c.head_end.max(at + 1));
        candidates.extend(found);
    }
    candidates
}

fn candidate(context: &Context, cast: &Cast, times: &[Time], at: usize) -> Option<Candidate> {
    let noun = context.matches.find(at, |m| match m {
        Meaning::Event { kind, strong } => Some((kind, strong)),
        _ => None,
    });
    let verb = context.matches.find(at, |m| match m {
        Meaning::EventVerb { kind, lemma, passive } => Some((kind, lemma, passive)),
        _ => None,
    });
    let named = cast.covering(at).map(|m| (cast.kind(m), m.tokens.clone()));
    match (noun, verb) {
        (Some((m, (kind, strong))), verb)
            if verb.is_none_or(|(v, _)| m.end >= v.end) && !reads_as_verb(context, at) =>
        {
            let named = named.filter(|(_, tokens)| tokens.len() > m.end - m.first);
            Some(noun_candidate(context, times, &m, kind, strong, named.map(|(kind, _)| kind)))
        }
        (_, Some((m, (kind, lemma, passive)))) if named.is_none() => {
            let extent = extent::after(context, times, at, m.end);
            Some(Candidate {
                kind,
                head: at,
                head_end: m.end,
                // التقى begins as the article does, and is no noun.
                cut: context.before_article(at, m.reading),
                extent,
                stem: lemma.to_owned(),
                strong: false,
                verbal: true,
                passive,
                definite: false,
                shown: false,
                named: None,
            })
        }
        (None, None) if named.is_none() && may_tell(context, cast, at) => {
            let extent = extent::after(context, times, at, at + 1);
            Some(Candidate {
                kind: EventType::Other,
                head: at,
                head_end: at + 1,
                cut: conjunction(context, at),
                extent,
                stem: context.document.tokens[at].norm.to_string(),
                strong: false,
                verbal: true,
                passive: false,
                definite: false,
                shown: false,
                named: None,
            })
        }
        _ => None,
    }
}

/// Sentences of the body whose verbs may tell of what no lexicon lists, whoever does it.
const LEAD: usize = 2;

/// Farthest that an actor stands from a verb below the lead that tells what it did, in tokens.
const ACTED: usize = 6;

/// Whether a token is a finite verb, no speech, of the headline or the lead or beside an actor.
fn may_tell(context: &Context, cast: &Cast, at: usize) -> bool {
    let headline = || context.document.sentences.iter().take_while(|s| s.field == Field::Title).count();
    let acted = || {
        let sentence = context.sentence(at);
        let near = sentence.start.max(at.saturating_sub(ACTED))..sentence.end.min(at + ACTED);
        cast.within(near).any(|m| cast.kind(m).is_actor())
    };
    context.is_finite(at)
        && context.matches.find(at, |m| matches!(m, Meaning::Speech { .. }).then_some(())).is_none()
        && (context.document.sentence_of(at) < headline() + LEAD || acted())
}

/// Bytes of a conjunction that is written on a verb.
fn conjunction(context: &Context, at: usize) -> u8 {
    let readings = context.token(at).into_iter().flat_map(|token| token.readings.iter());
    readings.filter(|r| r.proclitics.has(Proclitics::CONJUNCTION)).map(|r| r.surface).min().unwrap_or(0)
}

/// A word that is both noun and verb is a verb after `to`, `will`, a pronoun, and the like.
fn reads_as_verb(context: &Context, at: usize) -> bool {
    if context.language.grammar().verb_first || at == 0 || !context.is_verb(at) {
        return false;
    }
    let before = context.function(at - 1);
    matches!(before, Some(Function::Auxiliary | Function::Future | Function::Hypothetical | Function::Pronoun))
        && !context.is_capitalised(at)
        || context.is_any(at - 1, context.language.grammar().infinitive)
}

fn noun_candidate(
    context: &Context,
    times: &[Time],
    found: &Match,
    kind: EventType,
    strong: bool,
    named: Option<EntityType>,
) -> Candidate {
    let head = found.first;
    let mut extent = extent::after(context, times, head, found.end);
    if !context.language.grammar().adjective_follows {
        extent.first = extent::before(context, times, head);
    }
    let shown = extent.first > 0 && context.function(extent.first - 1) == Some(Function::Demonstrative);
    let article = found.reading.proclitics.has(Proclitics::ARTICLE);
    let determined = extent.first > 0 && context.is_definite(extent.first - 1);
    let mut cut = if extent.first == head { found.reading.surface } else { 0 };
    if article && extent.first == head {
        // The article stays: only what stands before it is cut off.
        cut = context.token(head).map_or(cut, |t| {
            let outer = |r: &crate::model::document::Reading| {
                r.surface < found.reading.surface && !r.proclitics.has(Proclitics::ARTICLE)
            };
            t.readings.iter().filter(outer).map(|r| r.surface).max().unwrap_or(0)
        });
    }
    let stem = context.token(head).map_or("", |t| t.stem(found.reading));
    let mut stem = stem.to_owned();
    for at in head + 1..found.end {
        stem.push(' ');
        stem.push_str(context.token(at).map_or("", |t| &*t.norm));
    }
    Candidate {
        kind,
        head,
        head_end: found.end,
        cut,
        extent,
        stem,
        strong,
        verbal: false,
        passive: false,
        definite: article || shown || determined,
        shown,
        named,
    }
}
