//! Events: what happened, as nouns and verbs tell it, each occurrence once.
//!
//! Candidates come from the lexicons, are joined where they mean one occurrence, and are kept where the learned
//! decision `event` finds that the article tells of them; `type of event` says of which sort each is.

mod candidates;
mod coreference;
mod extent;
mod keep;
mod naming;
mod sort;

use super::cast::Cast;
use super::context::Context;
use super::fact::{Happening, Utterance};
use super::times::Time;
pub use naming::forms;

/// The events of an article in the order of their first mention.
pub fn find(context: &Context, cast: &Cast, times: &[Time], utterances: &[Utterance]) -> Vec<Happening> {
    let candidates = candidates::find(context, cast, times);
    let groups = coreference::group(context, cast, times, candidates);
    keep::keep(context, cast, times, utterances, &groups)
}
