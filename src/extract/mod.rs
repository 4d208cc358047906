//! What does this article say? Document → Extraction: mentions, coreference, roles, events, relations, statements.
//!
//! Sees one document at a time and never fails. Everything it writes down has the words that say it.

mod assemble;
mod cast;
mod context;
mod definite;
mod entities;
mod fact;
mod names;
mod relations;
mod roles;
mod statements;
mod times;

use crate::lang::Language;
use crate::model::document::Document;
use crate::model::extraction::Extraction;
use context::Context;

/// Reads a document.
#[must_use]
pub fn extract(document: &Document, language: &'static dyn Language) -> Extraction {
    let context = Context::new(document, language);
    let names = names::find(&context);
    let mut cast = entities::group(&context, names);
    let offices = roles::find(&context, &cast);
    definite::attach(&context, &mut cast, &offices);
    let mut facts = roles::facts(&context, &cast, &offices);
    let utterances = statements::find(&context, &cast, &offices);
    facts.extend(relations::find(&context, &cast, &offices, &utterances));
    assemble::assemble(&context, &cast, &[], &facts, &utterances)
}
