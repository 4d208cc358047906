//! Entities and events: who took part in it (`part in event`), and where it was (`place of event`).

use std::ops::Range;

use super::pair::{self, Pair};
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Happening, Participant, Utterance};
use crate::lang::lexicon::{Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::kinds::{EntityType, Level, Modality, Predicate};
use crate::model::span::Field;

/// What is known of an event or member for all its pairs.
struct Side {
    mentions: Vec<Range<usize>>,
    titled: bool,
    first_sentence: usize,
}

impl Side {
    fn new(context: &Context, mentions: Vec<Range<usize>>) -> Self {
        let titled = mentions.iter().any(|m| context.document.tokens[m.start].field == Field::Title);
        let first_sentence = mentions.iter().map(|m| context.document.sentence_of(m.start)).min().unwrap_or(0);
        Self { mentions, titled, first_sentence }
    }
}

/// The facts that tie members of the cast to events.
pub fn find(context: &Context, cast: &Cast, happenings: &[Happening], utterances: &[Utterance]) -> Vec<Fact> {
    let mut members: Vec<Vec<Range<usize>>> = vec![Vec::new(); cast.members.len()];
    for mention in &cast.mentions {
        members[mention.member].push(mention.tokens.clone());
    }
    let members: Vec<Side> = members.into_iter().map(|m| Side::new(context, m)).collect();
    let mut facts = Vec::new();
    for (number, happening) in happenings.iter().enumerate() {
        let wide = happening.forms.last().map(|p| p.tokens.clone());
        let phrases = wide.into_iter().chain(happening.mentions.iter().map(|p| p.tokens.clone())).collect();
        let event = Side::new(context, phrases);
        for (m, member) in members.iter().enumerate() {
            let Some(pair) = pair::closest(context, &member.mentions, &event.mentions) else { continue };
            let kind = cast.members[m].kind;
            let said = utterances.iter().filter(|u| u.speaker == m).count();
            let scene = Scene { context, cast, happening, number, kind, member, event: &event, pair: &pair, said };
            let about = || vec![entity(cast, m), Subject::Event(super::super::events::forms(context, happening))];
            let mut fact = |subject, object, predicate, confidence, rule| {
                facts.extend(pair.evidence().map(|evidence| Fact {
                    subject,
                    predicate,
                    object,
                    role: None,
                    modality: Modality::Asserted,
                    confidence,
                    evidence,
                    rule,
                }));
            };
            if kind.is_actor() {
                let choice = context.decide("part in event", scene.features(), about);
                if let Some(predicate) = Predicate::named(choice.label) {
                    let confidence = choice.confidence();
                    fact(Participant::Member(m), Participant::Happening(number), predicate, confidence, "event.part");
                }
            }
            if matches!(kind, EntityType::Place | EntityType::Country) {
                let about = || about().into_iter().rev().collect();
                let choice = context.decide("place of event", scene.features(), about);
                if let Some(predicate) = Predicate::named(choice.label) {
                    let confidence = choice.confidence();
                    fact(Participant::Happening(number), Participant::Member(m), predicate, confidence, "event.place");
                }
            }
        }
    }
    facts
}

fn entity(cast: &Cast, member: usize) -> Subject {
    let member = &cast.members[member];
    let names = std::iter::once(&member.name).chain(&member.aliases).cloned().collect();
    Subject::Entity(member.kind.name(), names)
}

/// One pair with its surroundings.
struct Scene<'s, 'd> {
    context: &'s Context<'d>,
    cast: &'s Cast,
    happening: &'s Happening,
    number: usize,
    kind: EntityType,
    member: &'s Side,
    event: &'s Side,
    pair: &'s Pair,
    /// How often the member speaks.
    said: usize,
}

impl Scene<'_, '_> {
    fn features(&self) -> Features {
        let mut f = self.context.features();
        let (kind, event) = (self.kind.name(), self.happening.kind.name());
        f.add(&["entity=", kind]);
        f.add(&["event=", event]);
        f.add(&["entity=", kind, " event=", event]);
        f.add(&["language=", self.context.language.code()]);
        if self.said > 0 {
            f.add(&["speaks, event=", event]);
            f.count("speaks, event number=", self.number, 3);
        }
        f.count("speaks=", self.said, 3);
        self.pair.describe(self.context, &mut f);
        self.standing(&mut f);
        if self.pair.together() {
            self.nearby(&mut f);
        }
        f
    }

    /// How much the article is about the two.
    fn standing(&self, f: &mut Features) {
        // How sure the event itself is: a doubtful one has no doubtless participants.
        f.count("event surety=", usize::try_from(self.happening.margin / 400).unwrap_or(0), 8);
        f.count("event number=", self.number, 5);
        f.count("event mentions=", self.happening.mentions.len(), 4);
        f.count("entity mentions=", self.member.mentions.len(), 6);
        f.count("entity sentence=", self.member.first_sentence, 6);
        f.count("event sentence=", self.event.first_sentence, 6);
        f.flag("entity in title", self.member.titled);
        f.flag("event in title", self.event.titled);
        f.flag("both in title", self.member.titled && self.event.titled);
        let shared = self
            .event
            .mentions
            .iter()
            .skip(1)
            .filter(|e| {
                let sentence = self.context.sentence(e.start);
                self.member.mentions.iter().any(|m| sentence.contains(&m.start))
            })
            .count();
        f.count("shared sentences=", shared, 4);
        let together = if self.pair.together() { "together" } else { "apart" };
        f.add(&[together, " entity=", self.kind.name(), " event=", self.happening.kind.name()]);
        f.count(if self.pair.together() { "together event number=" } else { "apart event number=" }, self.number, 3);
        f.count(
            if self.pair.together() { "together mentions=" } else { "apart mentions=" },
            self.member.mentions.len(),
            5,
        );
    }

    /// What stands around the closest mentions.
    fn nearby(&self, f: &mut Features) {
        let context = self.context;
        let level = self.cast.mentions.iter().find(|m| m.tokens == self.pair.a).map_or(Level::Name, |m| m.level);
        f.add(&["level=", level.name()]);
        f.add(&["level=", level.name(), if self.pair.inside() { " inside" } else { " outside" }]);
        let covered = self.cast.covering(self.pair.a.start).is_some_and(|m| m.tokens.len() > self.pair.a.len());
        f.flag("within another name", covered);
        let head = self
            .happening
            .mentions
            .iter()
            .find(|p| p.tokens.start == self.pair.b.start)
            .map_or(self.pair.b.start, |p| p.head);
        let verbal = context.matches.find(head, |m| matches!(m, Meaning::Event { .. }).then_some(())).is_none();
        let side = if self.pair.a.start < head { "left" } else { "right" };
        let near = if verbal { "verb told " } else { "noun told " };
        f.add(&[near, side]);
        f.count(
            if self.pair.a.start < head { "left of head=" } else { "right of head=" },
            self.pair.a.start.abs_diff(head),
            6,
        );
        f.add(&[near, side, " entity=", self.kind.name()]);
        if let Some(token) = context.token(head) {
            f.add(&["head=", &token.norm, " ", side]);
        }
        // Other names between the two make it less likely that this one belongs.
        let span = self.pair.span();
        let others = self
            .cast
            .within(span.clone())
            .filter(|m| m.tokens != self.pair.a && self.cast.kind(m) == self.kind)
            .count();
        f.count("others of its kind between=", others, 3);
        let first = context.sentence(self.pair.a.start).start;
        let verb = (first.max(self.pair.a.start.saturating_sub(4))..self.pair.a.start).rev().find_map(|at| {
            context.matches.find(at, |m| match m {
                Meaning::EventVerb { lemma, .. } | Meaning::Act { lemma, .. } | Meaning::Speech { lemma, .. } => {
                    Some(lemma)
                }
                _ => None,
            })
        });
        if let Some((_, lemma)) = verb {
            f.add(&["verb before it=", lemma]);
        }
        let after = (self.pair.a.end..self.pair.a.end + 3).find_map(|at| {
            context.matches.find(at, |m| match m {
                Meaning::EventVerb { lemma, .. } | Meaning::Act { lemma, .. } | Meaning::Speech { lemma, .. } => {
                    Some(lemma)
                }
                _ => None,
            })
        });
        if let Some((_, lemma)) = after {
            f.add(&["verb after it=", lemma]);
        }
        let preposition = context.function(self.pair.a.start.saturating_sub(1)) == Some(Function::Preposition);
        f.flag("after a preposition", preposition && self.pair.a.start > first);
    }
}
