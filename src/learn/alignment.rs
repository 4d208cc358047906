//! Which decision would have been right? Found names are paired with those of a gold graph as the scorer pairs them.

use super::weights::Example;
use crate::eval::annotation::{Annotation, Thing};
use crate::eval::normal::{Words, overlap};
use crate::eval::pairing::pair;
use crate::lang::weights::{Decision, Subject};
use crate::model::kinds::Predicate;

/// The decisions of one article as examples, by task.
///
/// A decision about one thing is right with `yes` if the gold graph has the thing; one about two is right with the
/// predicate that the graph has between them, of those that the task chooses among. The type of an event is that of the
/// graph; of an event that the graph has not nothing is known.
#[must_use]
pub fn examples(gold: &Annotation, decisions: &[Decision]) -> Vec<(&'static str, Example)> {
    let subjects = Subjects::new(gold, decisions);
    decisions
        .iter()
        .filter_map(|decision| {
            if let [Subject::Event(a), Subject::Event(b)] = decision.about.as_slice() {
                let label = same(gold, a, b)?;
                let features = decision.features.names();
                return Some((decision.task, Example { features, label: label.to_owned() }));
            }
            if decision.task == "type of event" {
                let [event] = decision.about.as_slice() else { return None };
                let event = subjects.gold(event).and_then(|id| gold.events.iter().find(|e| e.id == id))?;
                let features = decision.features.names();
                return Some((decision.task, Example { features, label: event.kind.clone() }));
            }
            let label = match decision.about.as_slice() {
                // A gold graph does not tell what sort of word it is.
                [Subject::Token(_)] => return None,
                [Subject::Text(said)] => ends(gold, said)?.then_some("yes"),
                [one] => subjects.gold(one).map(|_| "yes"),
                [speaker, Subject::Text(content)] => {
                    subjects.gold(speaker).filter(|speaker| is_said(gold, speaker, content)).map(|_| "yes")
                }
                [a, b] => subjects
                    .gold(a)
                    .zip(subjects.gold(b))
                    .and_then(|(a, b)| predicate(gold, chosen_among(decision.task), a, b)),
                _ => None,
            };
            let features = decision.features.names();
            Some((decision.task, Example { features, label: label.unwrap_or("none").to_owned() }))
        })
        .collect()
}

/// Whether two lists of phrases name one gold event; nothing is known where neither names any.
fn same(gold: &Annotation, a: &[String], b: &[String]) -> Option<&'static str> {
    let names = |event: &Thing, phrases: &[String]| {
        let forms: Vec<&String> = std::iter::once(&event.name).chain(&event.aliases).collect();
        phrases.iter().any(|p| forms.iter().any(|form| overlap(form, p) >= 0.6))
    };
    let found: Vec<(bool, bool)> = gold.events.iter().map(|e| (names(e, a), names(e, b))).collect();
    if found.contains(&(true, true)) { Some("same") } else { found.iter().any(|&(a, b)| a || b).then_some("none") }
}

/// Whether a statement ends where this text does; nothing is known where none begins as it does.
fn ends(gold: &Annotation, said: &str) -> Option<bool> {
    let said = Words::of(said);
    let alike: Vec<Words> =
        gold.statements.iter().map(|s| Words::of(s.words())).filter(|words| words.begins_as(&said)).collect();
    (!alike.is_empty()).then(|| alike.iter().any(|words| words.ends_as(&said)))
}

/// The predicates that a task on pairs chooses among, the more telling one first.
fn chosen_among(task: &str) -> &'static [Predicate] {
    match task {
        "part in event" => &[Predicate::Hosted, Predicate::ParticipatedIn],
        "post" => &[Predicate::HoldsRole, Predicate::MemberOf],
        "place of event" => &[Predicate::LocatedIn],
        "tie" => &[Predicate::PartOf, Predicate::MemberOf, Predicate::HoldsRole, Predicate::LocatedIn],
        "act" => ACTS,
        _ => &[],
    }
}

/// What one actor does to another, the rarer and more telling before the others.
const ACTS: &[Predicate] = &[
    Predicate::FamilyOf,
    Predicate::Met,
    Predicate::Assault,
    Predicate::Coerce,
    Predicate::Sanction,
    Predicate::Threaten,
    Predicate::Accuse,
    Predicate::Reject,
    Predicate::Protest,
    Predicate::Concede,
    Predicate::Retreat,
    Predicate::Mobilize,
    Predicate::Aid,
    Predicate::Agree,
    Predicate::Support,
    Predicate::Cooperate,
    Predicate::Request,
];

/// Whether somebody said something that is at least half this.
fn is_said(gold: &Annotation, speaker: &str, content: &str) -> bool {
    gold.statements.iter().any(|s| s.speaker.as_deref() == Some(speaker) && overlap(s.words(), content) >= 0.5)
}

fn predicate(gold: &Annotation, among: &[Predicate], a: &str, b: &str) -> Option<&'static str> {
    let says = |p: &&Predicate| {
        gold.relations.iter().any(|r| {
            r.predicate == p.name()
                && (r.subject == a && r.object == b || p.is_symmetric() && r.subject == b && r.object == a)
        })
    };
    among.iter().find(says).map(|p| p.name())
}

/// What the decisions of an article are about, each once, with its place in the gold graph.
struct Subjects<'a> {
    things: Vec<(&'a Subject, Option<&'a str>)>,
}

impl<'a> Subjects<'a> {
    fn new(gold: &'a Annotation, decisions: &'a [Decision]) -> Self {
        let mut subjects: Vec<&Subject> = Vec::new();
        // What may be one event is no event yet: it takes no gold event from those that are.
        let settled = decisions.iter().filter(|d| {
            !matches!(
                d.about.as_slice(),
                [Subject::Event(_), Subject::Event(_)] | [Subject::Token(_) | Subject::Text(_)]
            )
        });
        for subject in settled.flat_map(|d| &d.about) {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        let things: Vec<Thing> = subjects.iter().enumerate().map(|(i, s)| thing(i, s)).collect();
        let (events, entities): (Vec<Thing>, Vec<Thing>) = things.into_iter().partition(|t| t.kind.is_empty());
        let entity_pairs = pair(&gold.entities, &entities, 0.7, true);
        let event_pairs = pair(&gold.events, &events, 0.6, false);
        let things = subjects
            .into_iter()
            .enumerate()
            .map(|(i, subject)| {
                let id = i.to_string();
                let found = entity_pairs.get(id.as_str()).or_else(|| event_pairs.get(id.as_str()));
                let all = gold.entities.iter().chain(&gold.events);
                (subject, found.and_then(|id| all.map(|t| t.id.as_str()).find(|known| known == id)))
            })
            .collect();
        Self { things }
    }

    fn gold(&self, subject: &Subject) -> Option<&'a str> {
        self.things.iter().find(|(known, _)| *known == subject).and_then(|&(_, id)| id)
    }
}

/// A subject as the scorer knows things; an event has no type, since it is paired whatever its type.
fn thing(number: usize, subject: &Subject) -> Thing {
    let (kind, forms) = match subject {
        Subject::Entity(kind, forms) => (*kind, forms.as_slice()),
        Subject::Event(forms) => ("", forms.as_slice()),
        Subject::Text(text) => ("text", std::slice::from_ref(text)),
        Subject::Token(_) => ("token", &[][..]),
    };
    let (name, aliases) =
        forms.split_first().map_or((String::new(), Vec::new()), |(n, rest)| (n.clone(), rest.to_vec()));
    let mut thing = Thing::default();
    (thing.id, thing.kind, thing.name, thing.aliases) = (number.to_string(), kind.to_owned(), name, aliases);
    thing
}
