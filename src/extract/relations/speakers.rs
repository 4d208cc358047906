//! Who speaks at a gathering took part in it: the gathering stands beside the word of speech, or is shown by what is
//! said (هذا المؤتمر, this summit).

use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Happening, Participant, Phrase, Utterance};
use crate::lang::lexicon::Function;
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, EventType, Modality, Predicate};

/// The gatherings at which people speak.
const GATHERINGS: &[EventType] =
    &[EventType::Conference, EventType::Summit, EventType::Meeting, EventType::PressConference, EventType::Ceremony];

/// Farthest that a gathering stands from the word of speech, in tokens.
const REACH: usize = 15;

/// The speakers of an article at the gatherings where they speak.
pub fn find(context: &Context, cast: &Cast, happenings: &[Happening], utterances: &[Utterance]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for utterance in utterances.iter().filter(|u| cast.members[u.speaker].kind == EntityType::Person) {
        let sentence = context.sentence(utterance.cue.start);
        for (number, happening) in happenings.iter().enumerate().filter(|(_, h)| GATHERINGS.contains(&h.kind)) {
            let here = |p: &&Phrase| {
                let beside = sentence.contains(&p.head)
                    && !utterance.content.contains(&p.head)
                    && p.head.abs_diff(utterance.cue.start) <= REACH;
                let shown = utterance.content.contains(&p.head) && is_shown(context, p);
                beside && is_setting(context, p) || shown
            };
            if let Some(phrase) = happening.mentions.iter().find(here) {
                let (start, end) =
                    (utterance.cue.start.min(phrase.tokens.start), utterance.cue.end.max(phrase.tokens.end));
                facts.push(Fact {
                    subject: Participant::Member(utterance.speaker),
                    predicate: Predicate::ParticipatedIn,
                    object: Participant::Happening(number),
                    role: None,
                    modality: Modality::Asserted,
                    confidence: 65,
                    evidence: if sentence.contains(&phrase.head) { start..end } else { phrase.tokens.clone() },
                    rule: "event.speaker",
                });
            }
        }
    }
    facts
}

/// Whether a preposition makes the gathering the place of speech: بالمؤتمر, خلال القمة, at the summit.
fn is_setting(context: &Context, phrase: &Phrase) -> bool {
    let grammar = context.language.grammar();
    let before = phrase.tokens.start.checked_sub(1).filter(|&t| context.function(t) == Some(Function::Preposition));
    let fused = context
        .token(phrase.tokens.start)
        .is_some_and(|t| t.readings.iter().any(|r| r.proclitics.has(Proclitics::BI) && r.surface == phrase.cut));
    fused || before.is_some_and(|t| grammar.place_prepositions.iter().chain(grammar.during).any(|p| context.is(t, p)))
}

/// Whether a demonstrative stands before the gathering.
fn is_shown(context: &Context, phrase: &Phrase) -> bool {
    let demonstrative = |t: usize| context.function(t) == Some(Function::Demonstrative);
    demonstrative(phrase.tokens.start) || phrase.tokens.start > 0 && demonstrative(phrase.tokens.start - 1)
}
