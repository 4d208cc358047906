//! Who is worth comparing? Units → meetings of units that share a key.
//!
//! Several keys for each unit, so that a misspelling in one place is met by another; the cost is near-linear in the
//! units, since a block larger than a window pairs only neighbours. Law: who meets depends on the units' keys alone.

use super::blocks::{Blocks, Meetings};
use super::compare::unsorted;
use super::directory::directory;
use super::normal::Name;
use super::unit::Unit;
use crate::lang::skeleton::skeleton;
use crate::lang::sketch::{hash, mix};
use crate::model::kinds::EntityType;

/// Who meets whom. Units are sorted by key.
#[must_use]
pub fn meetings(units: &[Unit]) -> Meetings {
    let mut blocks = Blocks::default();
    // Lone names meet full ones, not each other in all their numbers.
    let mut lone = Blocks::default();
    for (u, unit) in (0..).zip(units) {
        blocks.put(u, unit.profile.keys.iter().copied());
        lone.put(u, unit.profile.family.iter().copied());
    }
    let mut meetings = Meetings::default();
    meetings.add(blocks, |_| false);
    meetings.add(lone, |unit| !units[unit as usize].profile.shape.bare);
    meetings
}

/// The keys of a unit, and those of its family names.
pub(super) fn keys(unit: &Unit) -> (Vec<u64>, Vec<u64>) {
    let (mut keys, mut family) = (Vec::new(), Vec::new());
    for name in unit.names.iter().chain(&unit.aliases) {
        if unit.kind == EntityType::Person {
            person_keys(name, &mut keys, &mut family);
        } else {
            title_keys(unit, name, &mut keys);
        }
    }
    (keys, family)
}

fn key(class: u64, parts: &[&str]) -> u64 {
    parts.iter().fold(mix(class), |sum, part| mix(sum ^ hash(part)))
}

fn person_keys(name: &Name, keys: &mut Vec<u64>, family: &mut Vec<u64>) {
    let (Some(first), Some(last)) = (name.parts.first(), name.parts.last()) else { return };
    let (given, surname) = (skeleton(&first.text), skeleton(&last.text));
    family.push(key(0, &[&surname]));
    if name.is_bare() {
        return;
    }
    let initial = |skeleton: &str| skeleton.get(..1).unwrap_or_default().to_owned();
    let letter = if first.is_initial() { initial(&skeleton(&first.text)) } else { initial(&given) };
    keys.push(key(1, &[&letter, &surname]));
    keys.push(key(2, &[&given, &initial(&surname)]));
    let joined: String = name.parts.iter().map(|p| p.text.as_str()).collect();
    keys.push(key(3, &[&skeleton(&joined)]));
    let mut sorted: Vec<&str> = name.parts.iter().map(|p| p.text.as_str()).collect();
    sorted.sort_unstable();
    keys.push(key(4, &sorted));
    // محمد بن سلمان and محمد بن سلمان آل سعود.
    let second = skeleton(&name.parts[1].text);
    keys.push(key(5, &[&given, &second]));
}

fn title_keys(unit: &Unit, name: &Name, keys: &mut Vec<u64>) {
    let class = 16 + unit.kind as u64 * 8;
    let text = name.key();
    keys.push(key(class, &[&text]));
    let joined: String = name.parts.iter().map(|p| p.text.as_str()).collect();
    if joined.chars().count() >= 4 {
        keys.push(key(class + 1, &[&skeleton(&joined)]));
    }
    if unit.kind != EntityType::Organization {
        return;
    }
    let unsorted = unsorted(name);
    if unsorted.len() < name.parts.len() {
        let words: Vec<&str> = unsorted.iter().map(|part| part.text.as_str()).collect();
        keys.push(key(class, &[&words.join(" ")]));
    }
    let (core, country) = directory().without_country(name);
    if country.is_some() {
        keys.push(key(class, &[&core.key()]));
    }
    let mut sorted: Vec<&str> = name.parts.iter().map(|p| p.text.as_str()).collect();
    sorted.sort_unstable();
    keys.push(key(class + 2, &sorted));
    // Two words that sound so in either script: واشنطن فري بيكون.
    if name.parts.len() > 2 {
        let sounds: Vec<String> = name.parts.iter().map(|part| skeleton(&part.text)).collect();
        keys.push(key(class + 4, &[&sounds[0], &sounds[1]]));
        keys.push(key(class + 5, &[&sounds[sounds.len() - 2], &sounds[sounds.len() - 1]]));
    }
    if let Some(structure) = unit.structure {
        keys.push(key(class + 3, &[structure.concept, structure.country]));
    }
    if !name.arabic && name.parts.len() >= 3 {
        keys.push(key(class, &[&name.initials()]));
    }
}
