//! A word that stands alone and is the surname of somebody whom the article names in full is a name of that person, not
//! of a body or town that is called so: Redstone beside Sumner Redstone, Douglas beside Kenneth Douglas.

use rustc_hash::FxHashSet;

use super::Name;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::Meaning;
use crate::model::kinds::{EntityType, Level};

/// Trust of a name that the recogniser found.
const TRUST: u8 = 88;

/// Turns such words into names of people. Not where a body of the article bears the word too (Luckey Consulting Group),
/// nor where something lies in what it names, nor what a gazetteer knows for sure.
pub fn read(context: &Context, names: &mut [Name]) {
    let norm = |at: usize| context.token(at).map_or("", |token| &*token.norm);
    let long =
        |kind| names.iter().filter(move |name| name.kind == kind && name.tokens.len() > 1 && name.trust >= TRUST);
    let surnames: FxHashSet<&str> = long(EntityType::Person).map(|name| norm(name.tokens.end - 1)).collect();
    let borne: FxHashSet<&str> =
        long(EntityType::Organization).flat_map(|name| name.tokens.clone()).map(norm).collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1 && name.kind != EntityType::Person) {
        let word = norm(name.tokens.start);
        let stands = surnames.contains(word) && !borne.contains(word) && !is_within(context, name);
        if stands && is_doubtful(context, name) {
            (name.kind, name.level, name.key, name.trust) = (EntityType::Person, Level::Name, None, TRUST);
        }
    }
}

/// Whether only the recogniser knows a name, or a gazetteer as that of a town.
fn is_doubtful(context: &Context, name: &Name) -> bool {
    let capital =
        || context.matches.find(name.tokens.start, |m| matches!(m, Meaning::Capital(_)).then_some(())).is_some();
    match name.key {
        None => true,
        Some(Key::City(_)) => context.language.grammar().capitals,
        Some(Key::Country(_)) => context.language.grammar().capitals && name.level == Level::Demonym && capital(),
        _ => false,
    }
}

/// Whether a word before a name tells that something is in it.
fn is_within(context: &Context, name: &Name) -> bool {
    let place = |m| matches!(m, Meaning::PlaceHead(_)).then_some(());
    name.cut > 0
        || name.tokens.start.checked_sub(1).is_some_and(|before| {
            context.is_any(before, context.language.grammar().place_prepositions)
                || context.matches.find(before, place).is_some()
        })
}
