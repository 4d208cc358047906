//! Standing facts that the form of names tells: whose body it is, where it stands, who belongs to it.

use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Office, Participant, around};
use crate::lang::lexicon::Function;
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, Level, Modality, Predicate};

/// Bodies of a state: their demonym says whose they are, not where they stand.
const OF_A_STATE: &[&str] = &[
    "ministry",
    "department",
    "force",
    "parliament",
    "government",
    "council",
    "authority",
    "court",
    "prosecution",
    "police",
    "agency",
    "presidency",
    "embassy",
    "commission",
    "bank",
    "committee",
];

/// The facts that stand in names and between neighbours.
pub fn find(context: &Context, cast: &Cast, offices: &[Office]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (i, mention) in cast.mentions.iter().enumerate().filter(|(_, m)| m.level == Level::Name) {
        if cast.kind(mention) == EntityType::Organization {
            facts.extend(nested(cast, i));
        }
        facts.extend(neighbour(context, cast, offices, mention));
    }
    facts
}

/// What stands within an organization's name: the country of a state's body, the body of a department, the town.
fn nested(cast: &Cast, whole: usize) -> Vec<Fact> {
    let outer = &cast.mentions[whole];
    let inside = cast.mentions[whole + 1..].iter().take_while(|m| m.tokens.start < outer.tokens.end);
    let subtype = cast.members[outer.member].subtype;
    inside
        .filter(|m| m.tokens.end <= outer.tokens.end && m.member != outer.member)
        .filter_map(|inner| {
            let predicate = match cast.kind(inner) {
                EntityType::Country if subtype.is_some_and(|s| OF_A_STATE.contains(&s)) => Predicate::PartOf,
                EntityType::Country | EntityType::Place if inner.level == Level::Name => Predicate::LocatedIn,
                EntityType::Organization => Predicate::PartOf,
                _ => return None,
            };
            Some(fact(outer, predicate, inner, 75, "structure.within-name"))
        })
        .collect()
}

/// What follows a name directly: `X في Y`, `X, Y`, `X of the Y`, `Y's X`.
fn neighbour(context: &Context, cast: &Cast, offices: &[Office], left: &Mention) -> Option<Fact> {
    let mut at = left.tokens.end;
    let bracket = context.is(at, "(") || context.is(at, "،") || context.is(at, ",");
    let link = context.function(at) == Some(Function::Preposition);
    if bracket || link {
        at += 1;
    }
    if context.is_definite(at) {
        at += 1;
    }
    let right =
        cast.covering(at).filter(|m| m.tokens.start == at && m.level == Level::Name && m.member != left.member)?;
    let proclitic = context
        .matches
        .at(at)
        .iter()
        .map(|m| m.reading.proclitics)
        .chain((right.cut > 0).then(|| proclitic(context, right)).flatten())
        .any(|p| p.has(Proclitics::BI) || p.has(Proclitics::LI));
    let both = |o: &Office| o.title.contains(&left.tokens.start) && o.title.contains(&right.tokens.start);
    let in_title = around(offices, left.tokens.start).iter().any(both);
    let (predicate, sure) = match (cast.kind(left), cast.kind(right)) {
        (EntityType::Place, EntityType::Place | EntityType::Country)
            if bracket || is_in(context, at, link) || proclitic =>
        {
            (Predicate::LocatedIn, 75)
        }
        (EntityType::Organization, EntityType::Place | EntityType::Country)
            if is_in(context, at, link) || proclitic =>
        {
            (Predicate::LocatedIn, 65)
        }
        (EntityType::Organization, EntityType::Organization)
            if (link || proclitic) && (in_title || is_in(context, at, link)) =>
        {
            (Predicate::PartOf, if in_title { 80 } else { 65 })
        }
        (EntityType::Person, EntityType::Organization) if link && is_of(context, left.tokens.end) => {
            (Predicate::HoldsRole, 80)
        }
        (EntityType::Organization, EntityType::Person) if context.is_possessive(left.tokens.end) => {
            return Some(fact(right, Predicate::HoldsRole, left, 80, "structure.possessive"));
        }
        _ => return None,
    };
    Some(fact(left, predicate, right, sure, "structure.neighbour"))
}

/// The proclitics that were cut off a name.
fn proclitic(context: &Context, mention: &Mention) -> Option<Proclitics> {
    let token = context.token(mention.tokens.start)?;
    token.readings.iter().find(|r| r.surface == mention.cut).map(|r| r.proclitics)
}

/// Whether the preposition before a token tells a place.
fn is_in(context: &Context, at: usize, link: bool) -> bool {
    let before = if context.is_definite(at.wrapping_sub(1)) { at.wrapping_sub(2) } else { at.wrapping_sub(1) };
    link && context.language.grammar().place_prepositions.iter().any(|p| context.is(before, p))
}

/// Whether the preposition at a token tells where someone belongs.
fn is_of(context: &Context, at: usize) -> bool {
    context.language.grammar().belonging_prepositions.iter().any(|p| context.is(at, p))
}

fn fact(subject: &Mention, predicate: Predicate, object: &Mention, confidence: u8, rule: &'static str) -> Fact {
    Fact {
        subject: Participant::Member(subject.member),
        predicate,
        object: Participant::Member(object.member),
        role: None,
        modality: Modality::Asserted,
        confidence,
        evidence: subject.tokens.start.min(object.tokens.start)..subject.tokens.end.max(object.tokens.end),
        rule,
    }
}
