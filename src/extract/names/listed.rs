//! Names that the user listed: they are of the stated kind, whatever else their words can mean.

use super::Name;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::{Match, Meaning};
use crate::model::kinds::{EntityType, Level};

/// Above all that the gazetteers and the recogniser say of the same words.
const TRUST: u8 = 99;

/// Every place where a form stands that the user listed, the longest at each.
pub fn find(context: &Context) -> Vec<Name> {
    let first = |at| context.listed.at(at).iter().find_map(|found| name(context, found));
    (0..context.document.tokens.len()).filter_map(first).collect()
}

fn name(context: &Context, found: &Match) -> Option<Name> {
    let (kind, key) = found.meanings().find_map(|meaning| match meaning {
        Meaning::Country(i) => Some((EntityType::Country, Key::Country(i))),
        Meaning::City(i) => Some((EntityType::Place, Key::City(i))),
        Meaning::Organization(i) => Some((EntityType::Organization, Key::Organization(i))),
        Meaning::Person(i) => Some((EntityType::Person, Key::Person(i))),
        Meaning::Listed(i) => context.supplement.get(i).map(|(kind, _)| (*kind, Key::Listed(i))),
        _ => None,
    })?;
    let level = Level::Name;
    Some(Name { tokens: found.first..found.end, cut: found.cut, kind, level, key: Some(key), trust: TRUST })
}
