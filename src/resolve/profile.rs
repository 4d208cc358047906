//! How units are met and weighed, names apart: kept of each, so that only units of which articles say something else now
//! are looked at whole.
//!
//! Law: whatever profiles of this program it begins with, none too, the same units come out.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::block;
use super::flat::{Flat, Lists};
use super::namesakes;
use super::unit::Unit;
use crate::lang::names;

/// What is asked of every unit.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// A number that changes with all that the unit is compared by.
    pub content: u64,
    /// The keys that it is met under.
    pub keys: Box<[u64]>,
    /// The keys of its family names.
    pub family: Box<[u64]>,
    /// What its name is like.
    pub shape: Shape,
    /// What its articles told when they did not part it; nothing where they were not asked, or did.
    pub whole: u64,
    /// Its number the last time.
    pub before: Option<u32>,
}

/// What the fullest name of a unit is like.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Its words.
    pub words: u8,
    /// Those of them that are letters.
    pub initials: u8,
    /// It is a lone given or family name.
    pub bare: bool,
    /// It is one given name.
    pub given: bool,
    /// It is one or two words that are names of many.
    pub plain: bool,
    /// A gazetteer or the user knows its bearer.
    pub listed: bool,
    /// Several may bear it: articles are asked.
    pub common: bool,
}

impl Shape {
    fn of(unit: &Unit) -> Self {
        let parts = &unit.name.parts;
        Self {
            words: parts.len().try_into().unwrap_or(u8::MAX),
            initials: parts.iter().filter(|part| part.is_initial()).count().try_into().unwrap_or(u8::MAX),
            bare: unit.name.is_bare(),
            given: parts.len() == 1 && names::is_given(&parts[0].text),
            plain: parts.len() <= 2 && parts.iter().all(|part| names::is_known(&part.text)),
            listed: unit.gazetteer.is_some(),
            common: namesakes::is_common(unit),
        }
    }

    fn to_bits(self) -> u32 {
        let flags = [self.bare, self.given, self.plain, self.listed, self.common];
        let flags = flags.iter().fold(0, |bits, &flag| bits << 1 | u32::from(flag));
        u32::from(self.words) | u32::from(self.initials) << 8 | flags << 16
    }

    fn of_bits(bits: u32) -> Self {
        let flag = |place: u32| bits >> (16 + place) & 1 == 1;
        let [words, initials, ..] = bits.to_le_bytes();
        Self { words, initials, bare: flag(4), given: flag(3), plain: flag(2), listed: flag(1), common: flag(0) }
    }
}

impl Profile {
    /// Reads it off all that is said of a unit.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        let (keys, family) = block::keys(unit);
        let (keys, family) = (keys.into(), family.into());
        Self { content: unit.content(), keys, family, shape: Shape::of(unit), ..Self::default() }
    }
}

/// The profiles of all units, in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profiles {
    /// The units' keys, as numbers and as they are.
    numbers: Flat<u64>,
    names: Lists<u8>,
    /// For each unit a number that changes with all that its profile rests on.
    prints: Flat<u64>,
    contents: Flat<u64>,
    keys: Lists<u64>,
    family: Lists<u64>,
    shapes: Flat<u32>,
    whole: Flat<u64>,
}

/// Where profiles are found.
#[derive(Debug)]
pub struct Known<'p> {
    profiles: &'p Profiles,
    units: FxHashMap<u64, u32>,
}

impl Profiles {
    /// Those of units that are sorted by key.
    #[must_use]
    pub fn new<'u>(units: impl Iterator<Item = (&'u [u8], &'u Unit<'u>)>) -> Self {
        let mut profiles = Self::default();
        for (key, unit) in units {
            let Profile { content, keys, family, shape, whole, .. } = &unit.profile;
            profiles.numbers.0.push(unit.number);
            profiles.names.push(key);
            profiles.prints.0.push(unit.print());
            profiles.contents.0.push(*content);
            profiles.keys.push(keys);
            profiles.family.push(family);
            profiles.shapes.0.push(shape.to_bits());
            profiles.whole.0.push(*whole);
        }
        profiles
    }

    /// How profiles are found.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        Known { profiles: self, units: self.numbers.0.iter().copied().zip(0..).collect() }
    }
}

impl<'p> Known<'p> {
    /// The profile of a unit of which nothing else is said now.
    #[must_use]
    pub fn find(&self, unit: &Unit) -> Option<Profile> {
        let &before = self.units.get(&unit.number)?;
        let (place, Profiles { prints, contents, keys, family, shapes, whole, .. }) = (before as usize, self.profiles);
        if prints.0.get(place) != Some(&unit.print()) {
            return None;
        }
        Some(Profile {
            content: *contents.0.get(place)?,
            keys: keys.get(place).into(),
            family: family.get(place).into(),
            shape: Shape::of_bits(*shapes.0.get(place)?),
            whole: *whole.0.get(place)?,
            before: Some(before),
        })
    }

    /// The key of a unit that was there before.
    #[must_use]
    pub fn key(&self, before: u32) -> &'p [u8] {
        self.profiles.names.get(before as usize)
    }
}
