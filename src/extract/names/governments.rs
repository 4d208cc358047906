//! Capitals that stand for their government (وأعلنت موسكو, between Tehran and Washington) are names of its state.
//!
//! A capital acts beside a finite verb, or where two do something with each other. One that never is a mere place in the
//! article means the government everywhere in it.

use rustc_hash::FxHashMap;

use super::Name;
use crate::extract::cast::Key;
use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Meaning};
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, Level, Predicate};

/// Turns the capitals among the names of cities into their states, where they act.
pub fn read(context: &Context, names: &mut [Name]) {
    let mut roles: FxHashMap<u16, (bool, bool)> = FxHashMap::default();
    let capitals: Vec<(usize, u16)> =
        names.iter().enumerate().filter_map(|(i, name)| Some((i, state(context, name)?))).collect();
    for &(i, state) in &capitals {
        let (acting, lying) = roles.entry(state).or_default();
        *acting |= acts(context, &names[i]);
        *lying |= lies(context, &names[i]);
    }
    for (i, state) in capitals {
        let (acting, lying) = roles[&state];
        if acts(context, &names[i]) || acting && !lying {
            let name = &mut names[i];
            (name.kind, name.level) = (EntityType::Country, Level::Demonym);
            (name.key, name.trust) = (Some(Key::Country(state)), 90);
        }
    }
}

/// The state whose capital a name is.
fn state(context: &Context, name: &Name) -> Option<u16> {
    let found = context.matches.find(name.tokens.start, |m| match m {
        Meaning::Capital(country) => Some(country),
        _ => None,
    });
    found
        .filter(|(m, _)| matches!(name.key, Some(Key::City(_))) && m.end == name.tokens.end)
        .map(|(_, country)| country)
}

/// Whether a capital stands where an actor does.
fn acts(context: &Context, name: &Name) -> bool {
    let grammar = context.language.grammar();
    let verb = if grammar.verb_first { name.tokens.start.checked_sub(1) } else { Some(name.tokens.end) };
    let before = name.tokens.start.checked_sub(1);
    name.cut == 0 && verb.is_some_and(|at| does(context, at))
        || before.is_some_and(|at| grammar.between.iter().chain(grammar.against).any(|word| context.is(at, word)))
}

/// Whether a finite verb that only an actor can be the subject of stands at an index. Before its noun, an attack may
/// as well be one on the city: قصفت دمشق.
fn does(context: &Context, at: usize) -> bool {
    let finite = |form: Form| matches!(form, Form::Past | Form::Present).then_some(());
    let on_it = |predicate| context.language.grammar().verb_first && predicate == Predicate::Assault;
    let acting = |m: Meaning| match m {
        Meaning::Act { predicate, .. } if on_it(predicate) => None,
        Meaning::Speech { form, .. } | Meaning::Act { form, .. } => finite(form),
        _ => None,
    };
    context.matches.find(at, acting).is_some()
}

/// Whether a capital stands as the place of something, or as a part of one.
fn lies(context: &Context, name: &Name) -> bool {
    let Some(before) = name.tokens.start.checked_sub(1) else { return true };
    let grammar = context.language.grammar();
    let within = context
        .token(name.tokens.start)
        .is_some_and(|token| token.readings.iter().any(|r| r.surface == name.cut && r.proclitics.has(Proclitics::BI)));
    within
        || !context.is_word(before)
        || [grammar.place_prepositions, grammar.motion_prepositions, grammar.belonging_prepositions]
            .iter()
            .any(|words| words.iter().any(|word| context.is(before, word)))
        || context.matches.find(before, |m| matches!(m, Meaning::PlaceHead(_)).then_some(())).is_some()
}
