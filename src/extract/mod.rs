//! What does this article say? Document → Extraction: mentions, coreference, roles, events, relations, statements.
//!
//! Sees one document at a time and never fails. Everything it writes down has the words that say it.

mod assemble;
mod cast;
mod context;
mod definite;
mod entities;
mod events;
mod fact;
mod names;
mod posts;
mod quotes;
mod relations;
mod roles;
mod salience;
mod statements;
mod times;
mod verbs;

use crate::lang::Language;
use crate::lang::supplement::Supplement;
use crate::lang::weights::{Decision, Weights};
use crate::model::document::Document;
use crate::model::extraction::Extraction;
use context::Context;

pub use times::Time;

/// Reads a document.
#[must_use]
pub fn extract(document: &Document, language: &'static dyn Language) -> Extraction {
    extract_with(document, language, Supplement::NONE)
}

/// Reads a document with what the user listed besides.
#[must_use]
pub fn extract_with(document: &Document, language: &'static dyn Language, supplement: &Supplement) -> Extraction {
    read(&Context::new(document, language, supplement))
}

/// Reads a document by other weights, and tells which decisions were met.
#[must_use]
pub fn rehearse(
    document: &Document,
    language: &'static dyn Language,
    weights: &Weights,
) -> (Extraction, Vec<Decision>) {
    let context = Context::new(document, language, Supplement::NONE).taught(weights);
    let extraction = read(&context);
    (extraction, context.into_journal())
}

/// The decisions that are met in telling which words of a document are verbs.
#[must_use]
pub fn verbs(document: &Document, language: &'static dyn Language) -> Vec<Decision> {
    let nothing = Weights::default();
    let context = Context::new(document, language, Supplement::NONE).taught(&nothing);
    verbs::find(&context);
    context.into_journal()
}

/// The time expressions of a document, with the dates that they mean.
#[must_use]
pub fn times(document: &Document, language: &'static dyn Language) -> Vec<Time> {
    times::find(&Context::new(document, language, Supplement::NONE))
}

fn read(context: &Context) -> Extraction {
    let names = names::find(context);
    let times = times::find(context);
    let mut cast = entities::group(context, &names);
    let offices = roles::find(context, &cast);
    let meant = definite::attach(context, &mut cast, &offices);
    let utterances = statements::find(context, &cast, &offices);
    let happenings = events::find(context, &cast, &times, &utterances);
    let mut facts = roles::facts(context, &cast, &offices, &meant);
    facts.extend(relations::find(context, &cast, &offices, &utterances, &happenings));
    assemble::assemble(context, &cast, &happenings, &facts, &utterances)
}
