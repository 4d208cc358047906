//! Facts between entities (what the body is part of, where it stands, who acts upon whom) and between entities and
//! events.

mod acts;
mod clause;
mod deeds;
mod events;
mod host;
mod overview;
mod pair;
mod scene;
mod speakers;
mod structure;
mod ties;

use super::cast::Cast;
use super::context::Context;
use super::fact::{Fact, Happening, Office, Participant, Utterance};
use crate::model::kinds::Predicate;
use overview::Overview;
use scene::Stage;

/// Confidence from which a standing fact of a rule needs no confirmation by what was learned.
const SURE: u8 = 80;

/// Every fact that is not an office.
pub fn find(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    utterances: &[Utterance],
    happenings: &[Happening],
) -> Vec<Fact> {
    let mut found = structure::find(context, cast, offices);
    found.extend(acts::find(context, cast, offices, utterances));
    let overview = Overview::new(context, cast, utterances);
    let ruled = scene::by_members(&found);
    let stage = Stage { context, cast, offices, overview: &overview, ruled: &ruled };
    let pairs = pair::near(context, &overview.mentions, &overview.mentions, 0);
    let mut facts = ties::find(stage, &pairs);
    let parts = events::find(context, cast, offices, &overview, happenings, &facts);
    facts.extend(deeds::find(stage, &pairs, happenings, &parts));
    let stands = |f: &&Fact| !context.knows("tie") || deeds::is_deed(f.predicate) || f.confidence >= SURE;
    facts.splice(0..0, found.iter().filter(stands).cloned());
    let hosts = host::find(context, cast, offices, happenings);
    // Who is said to host an event is not said to attend it as well.
    let hosted = |f: &Fact| hosts.iter().any(|h| h.subject == f.subject && h.object == f.object);
    // Where words tell the host, whoever else was weighed to be one took part.
    let told = |event: Participant| hosts.iter().any(|h| h.object == event);
    facts.extend(parts.facts.into_iter().filter(|f| !hosted(f)).map(|f| match f.predicate {
        Predicate::Hosted if told(f.object) => Fact { predicate: Predicate::ParticipatedIn, ..f },
        _ => f,
    }));
    facts.extend(speakers::find(context, cast, happenings, utterances));
    facts.extend(hosts);
    facts
}
