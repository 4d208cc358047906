//! Equal names, gathered: what is compared is not every mention but every name once.
//!
//! In go gists, out come units sorted by key. Law: units depend on what the articles say, never on their order.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::directory::{self, Structure, directory};
use super::gist::Gists;
use super::namesakes;
use super::normal::Name;
use super::share::{Share, normal_of};
use crate::model::kinds::EntityType;
use crate::model::resolution::Member;

/// All entities that bear one name.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: EntityType,
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
    /// A number that changes with all that it is compared by.
    pub content: u64,
    /// The entities.
    pub members: Vec<Member>,
}

impl Unit {
    fn content(&self) -> u64 {
        let Self { kind, key, name, names, aliases, gazetteer, structure, country, gender, parted, .. } = self;
        let mut hasher = DefaultHasher::new();
        (kind, key, name, names, aliases, gazetteer, structure, country, gender, parted).hash(&mut hasher);
        hasher.finish()
    }
}

/// The shares of one name, on their way to a unit.
struct Gathered<'g> {
    first: &'g Share,
    names: Vec<&'g Name>,
    aliases: Vec<&'g Name>,
    country: Option<&'g str>,
    gender: Option<&'g str>,
    members: Vec<Member>,
}

/// Gathers the entities of all articles by name.
#[must_use]
pub fn units(gists: &Gists) -> Vec<Unit> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut gathered: Vec<Gathered<'_>> = Vec::new();
    let mut homes: Vec<usize> = Vec::new();
    for share in gists.shares() {
        let place = *places.entry(&share.key).or_insert_with(|| {
            let (names, aliases, members) = (Vec::new(), Vec::new(), Vec::new());
            gathered.push(Gathered { first: share, names, aliases, country: None, gender: None, members });
            gathered.len() - 1
        });
        let found = &mut gathered[place];
        found.names.extend(&share.names);
        found.aliases.extend(&share.aliases);
        agree(&mut found.country, share.country.as_deref());
        agree(&mut found.gender, share.gender.as_deref());
        homes.push(place);
    }
    for (e, gist) in gists.list.iter().enumerate() {
        for (i, bearer) in gist.entities.iter().enumerate() {
            let member = Member { extraction: e as u32, item: i as u32 };
            gathered[homes[bearer.share as usize]].members.push(member);
        }
    }
    let mut units: Vec<Unit> = gathered.into_par_iter().map(settle).collect();
    namesakes::part(gists, &mut units);
    units.par_iter_mut().for_each(|unit| unit.content = unit.content());
    units.par_sort_by(|l, r| l.key.cmp(&r.key));
    units
}

/// Makes a unit of all that was gathered, its names in an order that its members' order leaves no trace in.
fn settle(mut gathered: Gathered<'_>) -> Unit {
    let Share { kind, key, gazetteer, structure, cuts, .. } = gathered.first;
    let entry = gazetteer.as_deref().and_then(|key| directory().get(key));
    gathered.names.sort_unstable();
    gathered.names.dedup();
    let mut names: Vec<Name> = gathered.names.into_iter().cloned().collect();
    if let Some(entry) = entry {
        names.extend(directory::names(entry).map(|name| normal_of(*kind, name)));
        names.sort();
        names.dedup();
    }
    if *kind == EntityType::Person && names.iter().any(|name| !name.is_bare()) {
        names.retain(|name| !name.is_bare());
    }
    gathered.aliases.sort_unstable();
    gathered.aliases.dedup();
    let fullest = names.iter().min_by_key(|name| (std::cmp::Reverse(name.parts.len()), *name));
    Unit {
        kind: *kind,
        key: key.to_string(),
        name: fullest.cloned().unwrap_or_default(),
        aliases: gathered.aliases.into_iter().filter(|alias| !names.contains(alias)).cloned().collect(),
        names,
        gazetteer: gazetteer
            .as_deref()
            .map(|key| entry.map_or(Cow::Owned(key.to_owned()), |entry| entry.key.as_str().into())),
        structure: *structure,
        country: gathered.country.map(str::to_owned),
        gender: gathered.gender.map(str::to_owned),
        parted: false,
        cuts: cuts.to_vec(),
        content: 0,
        members: gathered.members,
    }
}

/// Keeps what both say, or what the one says that speaks; an empty string marks that articles disagree.
fn agree<'g>(kept: &mut Option<&'g str>, other: Option<&'g str>) {
    match (*kept, other) {
        (None, other) => *kept = other,
        (Some(one), Some(two)) if one != two => *kept = Some(""),
        _ => {}
    }
}
