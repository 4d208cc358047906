//! Two people or bodies of one common name: a unit is parted where its articles share no country, nobody and no body
//! besides.
//!
//! Only names that many bear are parted: of people those of two common words (محمد علي, John Smith), of bodies those that
//! every country may have anew: a party's, and a lone ordinary word (حزب العدالة والتنمية, القادسية). Of a rarer name two
//! bearers are unlikelier than two articles that have nothing else in common. Law: parts depend on what the articles
//! say, not on their order.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::blocks::Blocks;
use super::directory::directory;
use super::gist::Gists;
use super::normal::{self, Name};
use super::share;
use super::union::Union;
use super::unit::{Part, Unit};
use crate::lang::names::{self, NameWord};
use crate::model::kinds::EntityType;
use crate::model::resolution::Member;

/// Parts units of common names; the largest part keeps the unit, with the articles that name no country. Gives the others.
pub fn part<'g>(gists: &Gists, units: &mut [Unit<'g>]) -> Vec<Unit<'g>> {
    units.par_iter_mut().flat_map_iter(|unit| parts_of(gists, unit)).collect()
}

/// Whether several may bear the name of a unit.
pub fn is_common(unit: &Unit) -> bool {
    let parts = &unit.name.parts;
    unit.gazetteer.is_none()
        && unit.cuts.is_empty()
        && match unit.kind {
            EntityType::Person => parts.len() == 2 && parts.iter().all(|part| names::is_known(&part.text)),
            EntityType::Organization => {
                let ordinary = || unit.shares().any(|share| share.ordinary);
                unit.structure.is_none() && (is_domestic(&unit.name) || parts.len() == 1 && ordinary())
            }
            EntityType::Country | EntityType::Place => false,
        }
}

/// Whether a body of this name is one country's, while others may have one of the same name.
pub fn is_domestic(name: &Name) -> bool {
    let has = |class| name.parts.iter().any(|part| names::class(&part.text) == Some(class));
    has(NameWord::Domestic) || (name.parts.len() <= 2 && has(NameWord::Body)) || only_country(name).is_some()
}

/// The country of a body that is called by nothing else (*the American company*).
fn only_country(name: &Name) -> Option<&'static str> {
    let plain = |part: &normal::Part| {
        matches!(names::class(&part.text), Some(NameWord::Body | NameWord::Sort | NameWord::Small))
    };
    if name.parts.len() != 2 || !name.parts.iter().any(plain) {
        return None;
    }
    let (core, country) = directory().without_country(name);
    country.filter(|_| core.parts.iter().all(plain))
}

fn parts_of<'g>(gists: &Gists, unit: &mut Unit<'g>) -> Vec<Unit<'g>> {
    let asked = unit.profile.shape.common && unit.members.len() > 1;
    let print = if asked { gists.print(&unit.members) } else { 0 };
    if unit.profile.whole == print {
        return Vec::new();
    }
    unit.profile.whole = print;
    if !asked {
        return Vec::new();
    }
    let mut told: Vec<Told> = unit.members.iter().map(|&member| Told::new(gists, member)).collect();
    // That all of them tell of the country in their name says nothing.
    if let Some(country) = only_country(&unit.name) {
        let own = share::number(EntityType::Country, &format!("country:{country}"));
        for told in &mut told {
            told.countries.retain(|&number| number != own);
        }
    }
    let mut blocks = Blocks::default();
    for (i, told) in (0..).zip(&told) {
        blocks.put(i, told.countries.iter().chain(&told.others).copied());
    }
    let mut union = Union::new(told.len());
    blocks.shared(|_, block| block.windows(2).for_each(|pair| union.join(pair[0], pair[1])));
    let mut found: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for i in 0..told.len() {
        found.entry(union.find(i as u32)).or_default().push(i);
    }
    // Each part by what it tells that no other part does: its least country.
    let least = |part: &[usize]| part.iter().filter_map(|&i| told[i].countries.iter().min()).min().copied();
    let mut parts: Vec<(usize, u64, Vec<usize>)> =
        found.into_values().filter_map(|part| Some((part.len(), least(&part)?, part))).collect();
    parts.sort_unstable_by(|l, r| (r.0, l.1).cmp(&(l.0, r.1)));
    let mut gone = vec![false; told.len()];
    let mut units = Vec::new();
    for (_, least, part) in parts.into_iter().skip(1) {
        units.push(unit.part(Part::Others(least), part.iter().map(|&i| unit.members[i]).collect()));
        for i in part {
            gone[i] = true;
        }
    }
    if !units.is_empty() {
        let left = unit.members.iter().zip(gone).filter(|(_, gone)| !gone);
        *unit = unit.part(Part::Rest, left.map(|(&member, _)| member).collect());
    }
    units
}

/// What an article tells of somebody, as numbers that mean the same in any article.
struct Told {
    countries: Vec<u64>,
    /// People, bodies, and the words of the offices that are held.
    others: Vec<u64>,
}

impl Told {
    fn new(gists: &Gists, member: Member) -> Self {
        let (mut countries, mut others) = (Vec::new(), Vec::new());
        let gist = &gists.list[member.extraction as usize];
        for (_, bearer) in (0..).zip(&gist.entities).filter(|&(other, _): &(u32, _)| other != member.item) {
            let share = gists.held(bearer.share);
            match share.taken {
                EntityType::Country => countries.push(share.number),
                EntityType::Person | EntityType::Organization => others.push(share.number),
                EntityType::Place => {}
            }
        }
        others.extend(&gists.bearer(member).offices);
        Self { countries, others }
    }
}
