//! Hosts that the text states in so many words: `المؤتمر الذي استضافته الكويت`, `Kuwait hosted the conference`,
//! `the talks were organized by the UN`.

use std::ops::Range;

use super::clause::{actor_after, actor_before, put};
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Happening, Office, Participant};
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::model::kinds::{Modality, Predicate};

/// Farthest that an event's phrase stands from the word of hosting, in tokens.
const REACH: usize = 4;

/// The host of each event whose verb of hosting stands next to it.
pub fn find(context: &Context, cast: &Cast, offices: &[Office], happenings: &[Happening]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &context.document.sentences {
        for at in sentence.tokens.clone() {
            let host = context.matches.find(at, |m| match m {
                Meaning::Act { predicate: Predicate::Hosted, form, .. } => Some(form),
                _ => None,
            });
            let Some((found, form)) = host.filter(|_| cast.covering(at).is_none()) else { continue };
            let tokens = sentence.tokens.clone();
            let before = event_before(context, happenings, tokens.start, at);
            let after = |from: usize| event_after(happenings, from, tokens.end);
            let subject = match (form, before) {
                (Form::Passive, _) => {
                    let by = (found.end..tokens.end.min(found.end + REACH)).find(|&t| context.is_agent(t));
                    by.and_then(|by| actor_after(context, cast, offices, by + 1, tokens.end)).zip(before)
                }
                (Form::Past | Form::Present, Some(event)) if context.language.grammar().verb_first => {
                    actor_after(context, cast, offices, found.end, tokens.end).zip(Some(event))
                }
                (Form::Past | Form::Present, None) if context.language.grammar().verb_first => {
                    let subject = actor_after(context, cast, offices, found.end, tokens.end)
                        .or_else(|| actor_before(context, cast, offices, tokens.start, at));
                    subject.and_then(|s| after(s.tokens.end.max(found.end)).map(|e| (s, e)))
                }
                (Form::Past | Form::Present, _) => {
                    actor_before(context, cast, offices, tokens.start, at).zip(after(found.end))
                }
                _ => None,
            };
            if let Some((subject, event)) = subject {
                facts.push(fact(
                    subject.member,
                    event,
                    put(context, &happenings[event]),
                    subject.tokens.start.min(at)..subject.tokens.end.max(found.end),
                ));
            }
        }
    }
    facts
}

/// The event whose phrase ends right before a verb, with a relative pronoun in between.
fn event_before(context: &Context, happenings: &[Happening], floor: usize, at: usize) -> Option<usize> {
    let relative = at > floor && context.function(at - 1) == Some(Function::Relative);
    let auxiliary = at > floor && context.function(at - 1) == Some(Function::Auxiliary);
    let end = if relative || auxiliary { at - 1 } else { return None };
    let ends = |h: &Happening| {
        let phrases = h.mentions.iter().chain(&h.forms);
        // Of two phrases that end here the one whose noun is nearest is meant: المؤتمر الصحافي بعد القمة التي.
        phrases
            .filter(|p| p.tokens.end <= end && end <= p.tokens.end + 2 && p.tokens.start >= floor)
            .map(|p| p.head)
            .max()
    };
    happenings.iter().enumerate().filter_map(|(i, h)| ends(h).map(|head| (head, i))).max().map(|(_, i)| i)
}

/// The event whose phrase begins a few words after a verb.
fn event_after(happenings: &[Happening], from: usize, limit: usize) -> Option<usize> {
    let starts = |h: &Happening| {
        h.mentions.iter().map(|p| p.head).filter(|&head| from <= head && head < limit.min(from + REACH)).min()
    };
    happenings.iter().enumerate().filter_map(|(i, h)| starts(h).map(|head| (head, i))).min().map(|(_, i)| i)
}

fn fact(host: usize, event: usize, modality: Modality, evidence: Range<usize>) -> Fact {
    Fact {
        subject: Participant::Member(host),
        predicate: Predicate::Hosted,
        object: Participant::Happening(event),
        role: None,
        modality,
        confidence: 85,
        evidence,
        rule: "event.host",
    }
}
