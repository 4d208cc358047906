//! Who acts upon whom: the PLOVER types, meetings and kinship, from verbs and verbal nouns.
//!
//! Precision first: the subject and the object stand next to their word, in the form that the lexicon states for it.

use std::ops::Range;

use super::clause::{self, Phrase, actor_after, actor_before};
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Office, Participant, Utterance};
use crate::lang::lexicon::{Form, Function, Match, Meaning};
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, Modality, Predicate};

/// Every act between two actors.
pub fn find(context: &Context, cast: &Cast, offices: &[Office], utterances: &[Utterance]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &context.document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let act = act(context, at).filter(|_| cast.covering(at).is_none());
            let Some((found, act)) = act else {
                at += 1;
                continue;
            };
            let quoted = utterances.iter().any(|u| u.direct && u.content.contains(&at));
            if !quoted {
                facts.extend(read(context, cast, offices, &sentence.tokens, &found, act));
            }
            at = found.end;
        }
    }
    facts
}

#[derive(Clone, Copy)]
struct Act {
    predicate: Predicate,
    form: Form,
    marker: &'static str,
}

fn act(context: &Context, at: usize) -> Option<(Match<'static>, Act)> {
    context.matches.find(at, |m| match m {
        Meaning::Act { predicate, form, marker, .. }
            if predicate.is_act()
                || matches!(predicate, Predicate::Met | Predicate::FamilyOf | Predicate::MemberOf) =>
        {
            Some(Act { predicate, form, marker })
        }
        _ => None,
    })
}

fn read(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    sentence: &Range<usize>,
    found: &Match,
    act: Act,
) -> Option<Fact> {
    let verb_first = context.language.grammar().verb_first;
    let floor = sentence.start;
    let limit = sentence.end;
    let (subject, object, rule) = match act.form {
        Form::Past | Form::Present if verb_first => {
            let after = actor_after(context, cast, offices, found.end, limit);
            let before = actor_before(context, cast, offices, floor, found.first);
            match (after, before) {
                // التقى كيري لافروف: the subject first, then the object.
                (Some(subject), _)
                    if object_after(context, cast, offices, act, subject.tokens.end, limit).is_some() =>
                {
                    let object = object_after(context, cast, offices, act, subject.tokens.end, limit)?;
                    (subject, object, "act.verb-subject-object")
                }
                // كيري التقى لافروف.
                (Some(_), Some(subject)) if act.marker.contains("direct") => {
                    let object = actor_after(context, cast, offices, found.end, limit)?;
                    (subject, object, "act.subject-verb-object")
                }
                (_, Some(subject)) => {
                    let object = object_after(context, cast, offices, act, found.end, limit)?;
                    (subject, object, "act.subject-verb-object")
                }
                _ => return None,
            }
        }
        Form::Past | Form::Present | Form::Base => {
            let subject = actor_before(context, cast, offices, floor, found.first)?;
            let object = object_after(context, cast, offices, act, found.end, limit)?;
            (subject, object, "act.subject-verb-object")
        }
        Form::Passive => {
            let object = actor_before(context, cast, offices, floor, found.first)?;
            let by = (found.end..limit.min(found.end + 4)).find(|&t| context.is_agent(t))?;
            let subject = actor_after(context, cast, offices, by + 1, limit)?;
            (subject, object, "act.passive")
        }
        Form::Masdar if verb_first => {
            // اتهام واشنطن لطهران: whose it is, then against whom.
            let subject =
                actor_after(context, cast, offices, found.end, limit).filter(|s| s.tokens.start == found.end)?;
            let object = object_after(context, cast, offices, act, subject.tokens.end, limit)?;
            (subject, object, "act.noun")
        }
        Form::Noun if act.predicate == Predicate::FamilyOf => {
            return kin(context, cast, offices, sentence, found);
        }
        _ => return None,
    };
    let valid = subject.member != object.member
        && (act.predicate != Predicate::MemberOf || cast.members[object.member].kind == EntityType::Organization)
        && (act.predicate != Predicate::FamilyOf);
    let modality = clause::modality(context, floor, found.first, found.reading.proclitics);
    valid.then(|| fact(act.predicate, &subject, &object, found, modality, 75, rule))
}

/// The object in the form that the lexicon states: right after the subject, or after one of the prepositions.
fn object_after(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    act: Act,
    start: usize,
    limit: usize,
) -> Option<Phrase> {
    for marker in act.marker.split(',') {
        if marker == "direct" {
            let governed = context.function(start) == Some(Function::Preposition);
            let object = actor_after(context, cast, offices, start, limit).filter(|_| !governed);
            let free = object.filter(|o| {
                leading(context, cast, o).0 & (Proclitics::BI.0 | Proclitics::LI.0 | Proclitics::CONJUNCTION.0) == 0
            });
            if free.is_some() {
                return free;
            }
            continue;
        }
        for at in start..limit.min(start + 6) {
            let mut folded = String::new();
            context.language.fold(marker, &mut folded);
            if context.is(at, &folded)
                && let Some(object) = actor_after(context, cast, offices, at + 1, limit)
            {
                return Some(object);
            }
            let Some(wanted) = context.attached(marker) else { continue };
            let object = actor_after(context, cast, offices, at, limit).filter(|o| o.tokens.start == at);
            if let Some(object) = object.filter(|o| leading(context, cast, o).has(wanted)) {
                return Some(object);
            }
        }
    }
    None
}

/// The proclitics before a noun phrase.
fn leading(context: &Context, cast: &Cast, phrase: &Phrase) -> Proclitics {
    if let Some(mention) = cast.covering(phrase.tokens.start) {
        return clause::proclitics(context, mention);
    }
    context.title(phrase.tokens.start).map_or(Proclitics::default(), |(m, _)| m.reading.proclitics)
}

/// `X, son of Y` and نجل Y X: a person next to a word of kin, and another after it.
fn kin(context: &Context, cast: &Cast, offices: &[Office], sentence: &Range<usize>, found: &Match) -> Option<Fact> {
    let person = |p: &Phrase| cast.members[p.member].kind == EntityType::Person;
    let of = usize::from(context.is_genitive(found.end));
    let second = actor_after(context, cast, offices, found.end + of, sentence.end).filter(person)?;
    let after = actor_after(context, cast, offices, second.tokens.end, sentence.end).filter(person);
    let close = |p: &Phrase| p.tokens.start <= second.tokens.end + 1;
    let before = || actor_before(context, cast, offices, sentence.start, found.first).filter(person);
    let possessive = || {
        (found.first > sentence.start && context.is_possessive(found.first - 1))
            .then(|| actor_before(context, cast, offices, sentence.start, found.first - 1).filter(person))
            .flatten()
    };
    let first = possessive().or_else(|| after.filter(close)).or_else(before)?;
    (first.member != second.member)
        .then(|| fact(Predicate::FamilyOf, &first, &second, found, Modality::Asserted, 75, "act.kin"))
}

fn fact(
    predicate: Predicate,
    subject: &Phrase,
    object: &Phrase,
    found: &Match,
    modality: Modality,
    confidence: u8,
    rule: &'static str,
) -> Fact {
    Fact {
        subject: Participant::Member(subject.member),
        predicate,
        object: Participant::Member(object.member),
        role: None,
        modality,
        confidence,
        evidence: subject.tokens.start.min(object.tokens.start).min(found.first)
            ..subject.tokens.end.max(object.tokens.end).max(found.end),
        rule,
    }
}
