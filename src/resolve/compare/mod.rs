//! How alike are two names? Two units → a score from 0 to 1000 with its explanation.
//!
//! Law: the same two units score the same whatever else the corpus holds, and whichever stands first.

mod across;
mod person;
mod title;
mod word;

pub use title::unsorted;
pub use word::alike;

use self::person::person;
use self::title::{organization, place, title};
use super::directory::directory;
use super::namesakes::is_domestic;
use super::normal::Name;
use super::unit::Unit;
use crate::model::kinds::EntityType;

/// Words at least this much alike are taken for spellings of one.
pub const ALIKE: u32 = 850;

/// Words at most this much alike are two words.
pub const UNLIKE: u32 = 600;

/// The reason of a judgement that is not the program's own.
pub const BY_HAND: &str = "decided by hand";

/// The reason of a judgement on a body whose name lacks the country that the other's has.
pub const COUNTRY_LEFT_OUT: &str = "its country left out";

/// The reason of a judgement on a body whose name lacks what sort of body it is.
pub const SORT_LEFT_OUT: &str = "what sort of body it is left out";

/// The reason of a judgement on a name that tells the father's too, and a longer one that begins so.
pub const FATHER_TOLD: &str = "a name and the father's, and a longer one that begins so";

/// The reason of a judgement on names that one article uses for one thing.
pub const BOTH_USED: &str = "an article uses the one name for the other";

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// From 0 to 1000.
    pub score: u32,
    /// One name is only part of the other, or short for it: others may bear it too.
    pub partial: bool,
    /// Something says that they are two, however alike the names are.
    pub conflict: bool,
    /// What decided, in words.
    pub reason: &'static str,
}

const fn found(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: false, conflict: false, reason }
}

const fn partial(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: true, conflict: false, reason }
}

const fn conflict(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: false, conflict: true, reason }
}

/// Compares two units of one kind.
#[must_use]
pub fn compare(left: &Unit, right: &Unit) -> Comparison {
    if let (Some(l), Some(r)) = (&left.gazetteer, &right.gazetteer) {
        return if l == r { found(1000, "same gazetteer entry") } else { conflict(0, "two gazetteer entries") };
    }
    if left.kind != right.kind {
        return conflict(0, "two kinds");
    }
    if left.parted && right.parted && left.name == right.name {
        return conflict(700, "one common name, told of other countries and in other company");
    }
    match left.kind {
        EntityType::Person => {
            let names = names(left, right, person);
            if names.score >= UNLIKE && !agree(left.gender.as_deref(), right.gender.as_deref()) {
                return conflict(100, "a man and a woman");
            }
            if names.score >= 800 {
                return names;
            }
            best(names, aliases(left, right, person))
        }
        EntityType::Organization => {
            let names = organization(left, right);
            if names.conflict { names } else { best(names, aliases(left, right, title)) }
        }
        EntityType::Country => found(if left.name == right.name { 1000 } else { 0 }, "countries go by name"),
        EntityType::Place => place(left, right),
    }
}

fn best(one: Comparison, other: Comparison) -> Comparison {
    if other.score > one.score { other } else { one }
}

/// Whether two statements about a unit do not contradict each other.
fn agree(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(l), Some(r)) => l == r || l.is_empty() || r.is_empty(),
        _ => true,
    }
}

/// The names of two units that are most alike. Where both have names in one script, those are compared: sounds that
/// two Arabic spellings tell apart (محمود, محمد) are one in many a Latin spelling.
fn names(left: &Unit, right: &Unit, compare: fn(&Name, &Name) -> Comparison) -> Comparison {
    let mut top: Option<Comparison> = None;
    let shared = left.names.iter().any(|one| right.names.iter().any(|other| one.arabic == other.arabic));
    for one in &left.names {
        for other in right.names.iter().filter(|other| !shared || one.arabic == other.arabic) {
            let found = compare(one, other);
            if top.is_none_or(|top| found.score > top.score) {
                top = Some(found);
            }
        }
    }
    top.unwrap_or(found(0, "no name"))
}

/// An article's own second name for its subject, found as the name of another.
fn aliases(left: &Unit, right: &Unit, compare: fn(&Name, &Name) -> Comparison) -> Comparison {
    let mut top = found(0, "no alias in common");
    for (alias, name) in pairs(&left.aliases, &right.names).chain(pairs(&right.aliases, &left.names)) {
        let score = compare(alias, name);
        // An article's short form of a longer name is not all that the world calls so (الاتحاد الدولي, NEC).
        let own = if left.aliases.iter().any(|own| std::ptr::eq(own, alias)) { (left, right) } else { (right, left) };
        let short =
            || alias.parts.iter().all(|part| own.0.name.parts.contains(part)) || is_initials(alias, &own.0.name);
        if own.1.gazetteer.is_some() && short() {
            continue;
        }
        // What many bodies are called by (البنك المركزي) is short for another one in each article.
        let anybodys =
            || is_domestic(alias) || directory().structure(alias).is_some_and(|body| body.country.is_empty());
        if left.kind == EntityType::Organization && anybodys() {
            continue;
        }
        let lone = left.kind == EntityType::Person && (alias.is_bare() || name.is_bare());
        if !lone && score.score >= 900 && !score.partial {
            top = best(top, partial(870, BOTH_USED));
        }
    }
    top
}

/// Whether a name is made of first letters of another.
fn is_initials(short: &Name, long: &Name) -> bool {
    matches!(short.parts.as_slice(), [word] if long.initials().contains(&word.text))
}

fn pairs<'n>(aliases: &'n [Name], names: &'n [Name]) -> impl Iterator<Item = (&'n Name, &'n Name)> {
    aliases.iter().flat_map(move |alias| names.iter().map(move |name| (alias, name)))
}
