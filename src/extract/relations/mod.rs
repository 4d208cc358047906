//! Facts between entities (what the body is part of, where it stands, who acts upon whom) and between entities and
//! events.

mod acts;
mod clause;
mod events;
mod host;
mod pair;
mod speakers;
mod structure;
mod ties;

use super::cast::Cast;
use super::context::Context;
use super::fact::{Fact, Happening, Office, Utterance};

/// Every fact that is not an office.
pub fn find(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    utterances: &[Utterance],
    happenings: &[Happening],
) -> Vec<Fact> {
    let mut ruled = structure::find(context, cast, offices);
    ruled.extend(acts::find(context, cast, offices, utterances));
    let mut facts = ties::find(context, cast, offices, &ruled);
    let hosts = host::find(context, cast, offices, happenings);
    // Who is said to host an event is not said to attend it as well.
    let hosted = |f: &Fact| hosts.iter().any(|h| h.subject == f.subject && h.object == f.object);
    facts.extend(events::find(context, cast, happenings, utterances).into_iter().filter(|f| !hosted(f)));
    facts.extend(speakers::find(context, cast, happenings, utterances));
    facts.extend(hosts);
    facts
}
