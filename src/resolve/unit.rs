//! Equal names, gathered: what is compared is not every mention but every name once.
//!
//! In go gists, out come units sorted by key. Law: units depend on what the articles say, never on their order.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::directory::{Structure, directory};
use super::gist::Gists;
use super::namesakes;
use super::normal::Name;
use super::profile::{Profile, Profiles};
use super::share::{Share, normal_of};
use crate::lang::sketch::{hash, mix};
use crate::model::kinds::EntityType;
use crate::model::resolution::Member;

/// All entities that bear one name. What is said of the name is put together when it is asked for.
#[derive(Debug)]
pub struct Unit<'g> {
    /// What it is.
    pub kind: EntityType,
    /// Its key as a number.
    pub number: u64,
    /// How it is met and weighed.
    pub profile: Profile,
    /// The entities.
    pub members: Vec<Member>,
    part: Part,
    gists: &'g Gists,
    /// What its articles say of the name, in the order that they first said it.
    shares: SmallVec<[u32; 2]>,
    told: OnceLock<Box<Description>>,
}

/// Which of those that bear a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    All,
    /// Those that are left where others bear it.
    Rest,
    /// Others, told by this number.
    Others(u64),
}

/// What is said of a unit's name.
#[derive(Clone, Debug)]
pub struct Description {
    /// Unique; units are sorted by it.
    pub key: String,
    /// The fullest of its names.
    pub name: Name,
    /// All names that are its own: as its articles write it, and as a gazetteer does. Sorted; lone ones only where it
    /// has no other.
    pub names: Vec<Name>,
    /// Other names that its articles use for it, long enough to be told by.
    pub aliases: Vec<Name>,
    /// Key in a gazetteer, or in the user's lexicon.
    pub gazetteer: Option<Cow<'static, str>>,
    /// The body of a state that it is.
    pub structure: Option<Structure>,
    /// ISO 3166-1 alpha-2 code of its country, where all its articles agree.
    pub country: Option<String>,
    /// `m` or `f`, where all its articles agree.
    pub gender: Option<String>,
    /// Others bear the name, and nothing says that it is one of them.
    pub parted: bool,
    /// The references of decisions that took these entities out of the unit of their name.
    pub cuts: Vec<String>,
}

impl Deref for Unit<'_> {
    type Target = Description;

    fn deref(&self) -> &Description {
        self.told.get_or_init(|| Box::new(self.describe()))
    }
}

impl<'g> Unit<'g> {
    fn new(gists: &'g Gists, kind: EntityType, number: u64) -> Self {
        let (profile, members, shares) = (Profile::default(), Vec::new(), SmallVec::new());
        Self { kind, number, profile, members, part: Part::All, gists, shares, told: OnceLock::new() }
    }

    /// What its articles say of the name, each once.
    pub fn shares(&self) -> impl Iterator<Item = &'g Share> + use<'g, '_> {
        self.shares.iter().map(|&share| self.gists.share(share))
    }

    /// Some of those that bear its name.
    #[must_use]
    pub fn part(&self, part: Part, members: Vec<Member>) -> Self {
        let mut own =
            Self { members, part, shares: self.shares.clone(), ..Self::new(self.gists, self.kind, self.number) };
        if let Part::Others(_) = part {
            own.number = hash(&own.key);
        }
        own
    }

    /// A number that changes with all that is said of its name.
    #[must_use]
    pub fn print(&self) -> u64 {
        let mark = |&share: &u32| self.gists.held(share).mark;
        let all = self.shares.iter().fold(0_u64, |sum, share| sum.wrapping_add(mix(mark(share))));
        let part = match self.part {
            Part::All => 0,
            Part::Rest => 1,
            Part::Others(number) => mix(number),
        };
        mix(all ^ part)
    }

    /// A number that changes with all that it is compared by.
    #[must_use]
    pub fn content(&self) -> u64 {
        let Description { key, name, names, aliases, gazetteer, structure, country, gender, parted, .. } = &**self;
        let mut hasher = DefaultHasher::new();
        (self.kind, key, name, names, aliases, gazetteer, structure, country, gender, parted).hash(&mut hasher);
        hasher.finish()
    }

    /// Puts together what is said of its name, in an order that the articles' order leaves no trace in.
    fn describe(&self) -> Description {
        let (mut names, mut aliases): (Vec<&Name>, Vec<&Name>) = (Vec::new(), Vec::new());
        let (mut country, mut gender) = (None, None);
        for share in self.shares() {
            names.extend(&share.names);
            aliases.extend(&share.aliases);
            agree(&mut country, share.country.as_deref());
            agree(&mut gender, share.gender.as_deref());
        }
        let first = self.shares().next();
        let gazetteer = first.and_then(|share| share.gazetteer.as_deref());
        let entry = gazetteer.and_then(|key| directory().get(key));
        names.sort_unstable();
        names.dedup();
        let mut names: Vec<Name> = names.into_iter().cloned().collect();
        if let Some(entry) = entry {
            names.extend(entry.names().map(|name| normal_of(self.kind, name)));
            names.sort();
            names.dedup();
        }
        if self.kind == EntityType::Person && names.iter().any(|name| !name.is_bare()) {
            names.retain(|name| !name.is_bare());
        }
        aliases.sort_unstable();
        aliases.dedup();
        let structures = self.shares().filter_map(|share| share.structure);
        let fullest = names.iter().min_by_key(|name| (std::cmp::Reverse(name.parts.len()), *name));
        let key = first.map_or("", |share| &share.key);
        let (key, others) = match self.part {
            Part::Others(number) => (format!("{key}|~{number:016x}"), true),
            Part::All | Part::Rest => (key.to_owned(), false),
        };
        Description {
            key,
            name: fullest.cloned().unwrap_or_default(),
            aliases: aliases.into_iter().filter(|alias| !others && !names.contains(alias)).cloned().collect(),
            names,
            gazetteer: gazetteer.map(|key| entry.map_or(Cow::Owned(key.to_owned()), |entry| entry.key.as_str().into())),
            structure: structures.min_by_key(|structure| (structure.country.is_empty(), *structure)),
            country: country.map(str::to_owned),
            gender: gender.map(str::to_owned),
            parted: self.part != Part::All,
            cuts: first.map(|share| share.cuts.to_vec()).unwrap_or_default(),
        }
    }
}

/// Gathers the entities of all articles by name; `profiles` are those of the last time.
#[must_use]
pub fn units<'g>(gists: &'g Gists, profiles: &mut Profiles) -> Vec<Unit<'g>> {
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut homes: Vec<usize> = Vec::new();
    for (number, share) in (0..).zip(gists.shares()) {
        let place = *places.entry(share.unit).or_insert_with(|| {
            units.push(Unit::new(gists, share.kind, share.unit));
            units.len() - 1
        });
        units[place].shares.push(number);
        homes.push(place);
    }
    for (e, gist) in gists.list.iter().enumerate() {
        for (i, bearer) in gist.entities.iter().enumerate() {
            let member = Member { extraction: e as u32, item: i as u32 };
            units[homes[bearer.share as usize]].members.push(member);
        }
    }
    let known = profiles.known();
    let profile = |unit: &mut Unit| unit.profile = known.find(unit).unwrap_or_else(|| Profile::of(unit));
    units.par_iter_mut().for_each(profile);
    let parts = namesakes::part(gists, &mut units);
    units.extend(parts);
    units.par_iter_mut().filter(|unit| unit.part != Part::All).for_each(profile);
    // Those that were there the last time stand in that order already, which costs less.
    let key = |unit: &Unit<'_>| unit.profile.before.map(|before| known.key(before));
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.par_sort_unstable_by_key(|&place| (units[place].profile.before.unwrap_or(u32::MAX), place));
    order.par_sort_by(|&l, &r| {
        let [l, r] = [&units[l], &units[r]];
        key(l).unwrap_or_else(|| l.key.as_bytes()).cmp(key(r).unwrap_or_else(|| r.key.as_bytes()))
    });
    let mut list: Vec<Option<Unit<'_>>> = units.into_iter().map(Some).collect();
    let units: Vec<Unit<'_>> = order.into_iter().filter_map(|place| list[place].take()).collect();
    let now = units.iter().map(|unit| (key(unit).unwrap_or_else(|| unit.key.as_bytes()), unit));
    let now = Profiles::new(now);
    *profiles = now;
    units
}

/// Keeps what both say, or what the one says that speaks; an empty string marks that articles disagree.
fn agree<'g>(kept: &mut Option<&'g str>, other: Option<&'g str>) {
    match (*kept, other) {
        (None, other) => *kept = other,
        (Some(one), Some(two)) if one != two => *kept = Some(""),
        _ => {}
    }
}
