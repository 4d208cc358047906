//! What does this article say? Document → Extraction: mentions, coreference, roles, events, relations, statements.
//!
//! Sees one document at a time and never fails. Everything it writes down has the words that say it.

mod assemble;
mod cast;
mod context;
mod entities;
mod fact;
mod names;

use crate::lang::Language;
use crate::model::document::Document;
use crate::model::extraction::Extraction;
use context::Context;

/// Reads a document.
#[must_use]
pub fn extract(document: &Document, language: &'static dyn Language) -> Extraction {
    let context = Context::new(document, language);
    let names = names::find(&context);
    let cast = entities::group(&context, names);
    assemble::assemble(&context, &cast, &[], &[], &[])
}
