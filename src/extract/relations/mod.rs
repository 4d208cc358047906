//! Facts between entities: what the body is part of, where it stands, who acts upon whom.

mod acts;
mod clause;
mod structure;

use super::cast::Cast;
use super::context::Context;
use super::fact::{Fact, Office, Utterance};

/// Every fact between two entities that is not an office.
pub fn find(context: &Context, cast: &Cast, offices: &[Office], utterances: &[Utterance]) -> Vec<Fact> {
    let mut facts = structure::find(context, cast, offices);
    facts.extend(acts::find(context, cast, offices, utterances));
    facts
}
