//! Whom a pronoun means that is the subject of a verb of speech.

use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::salience;
use crate::lang::Reference;
use crate::model::kinds::EntityType;

/// The member that a pronoun at a token means; `last` spoke last, and nobody named before `floor` is looked at.
pub fn resolve(
    context: &Context,
    cast: &Cast,
    reference: Reference,
    at: usize,
    last: Option<usize>,
    floor: usize,
) -> Option<usize> {
    let fits = |member: usize| {
        let member = &cast.members[member];
        match reference {
            Reference::Person(gender) => member.kind == EntityType::Person && member.gender.is_none_or(|g| g == gender),
            Reference::Thing | Reference::Several => {
                matches!(member.kind, EntityType::Organization | EntityType::Country)
            }
        }
    };
    salience::foremost(context, cast, floor..at, last, |m| fits(m.member)).or_else(|| last.filter(|&m| fits(m)))
}
