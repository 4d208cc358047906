//! A word that stands alone and is the surname of somebody whom the article names in full is a name of that person, not
//! of a body that nobody knows, nor of a capital that acts: Redstone beside Sumner Redstone, *Douglas said* beside
//! Kenneth Douglas.

use rustc_hash::FxHashSet;

use super::{DOUBTFUL, Name};
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::Meaning;
use crate::model::kinds::{EntityType, Level};

/// Trust of a name that the recogniser found.
const TRUST: u8 = 88;

/// Turns such words into names of people, unless a longer name of a body has the word too (Luckey Consulting Group).
pub fn read(context: &Context, names: &mut [Name]) {
    let norm = |at: usize| context.token(at).map_or("", |token| &*token.norm);
    let long =
        |kind| names.iter().filter(move |name| name.kind == kind && name.tokens.len() > 1 && name.trust >= TRUST);
    let surnames: FxHashSet<&str> = long(EntityType::Person).map(|name| norm(name.tokens.end - 1)).collect();
    let borne: FxHashSet<&str> =
        long(EntityType::Organization).flat_map(|name| name.tokens.clone()).map(norm).collect();
    let sure = |name: &&Name| name.key.is_some() && name.trust >= DOUBTFUL;
    let known: FxHashSet<usize> = names.iter().filter(sure).map(|name| name.tokens.start).collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        let at = name.tokens.start;
        let doubtful = match name.key {
            None => name.kind == EntityType::Organization && !known.contains(&at),
            Some(Key::Country(_)) => name.level == Level::Demonym && is_capital(context, at),
            _ => false,
        };
        if doubtful && surnames.contains(norm(at)) && !borne.contains(norm(at)) {
            (name.kind, name.level, name.key, name.trust) = (EntityType::Person, Level::Name, None, TRUST);
        }
    }
}

/// Whether a word alone names a capital.
fn is_capital(context: &Context, at: usize) -> bool {
    let capital = |m: Meaning| matches!(m, Meaning::Capital(_));
    context.matches.at(at).iter().any(|m| m.end == at + 1 && m.meanings().any(capital))
}
