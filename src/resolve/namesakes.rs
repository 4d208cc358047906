//! Two people of one common name: a unit is parted where its articles share no country, nobody and no body besides.
//!
//! Only names of two words that many bear are parted (محمد علي, John Smith); of a rarer one two bearers are unlikelier
//! than two articles that have nothing else in common. Law: parts depend on what the articles say, not on their order.

use rustc_hash::FxHashMap;

use super::blocks::Blocks;
use super::union::Union;
use super::unit::Unit;
use crate::lang::names;
use crate::lang::sketch::{hash, mix};
use crate::model::extraction::Extraction;
use crate::model::kinds::{EntityType, Predicate};

/// Letters of a title's word that says something of its holder.
const LONG: usize = 4;

/// Parts units of common names; the largest part keeps the unit, with the articles that name no country.
pub fn part(extractions: &[Extraction], units: &mut Vec<Unit>) {
    let mut parts = Vec::new();
    for unit in units.iter_mut().filter(|unit| is_common(unit)) {
        parts.extend(parts_of(extractions, unit));
    }
    units.extend(parts);
}

fn is_common(unit: &Unit) -> bool {
    let known = |word: &str| names::is_given(word) || names::is_family(word);
    unit.kind == EntityType::Person
        && unit.gazetteer.is_none()
        && unit.cuts.is_empty()
        && unit.members.len() > 1
        && unit.name.parts.len() == 2
        && unit.name.parts.iter().all(|part| known(&part.text))
}

fn parts_of(extractions: &[Extraction], unit: &mut Unit) -> Vec<Unit> {
    let told: Vec<Told> = unit.members.iter().map(|m| Told::new(&extractions[m.extraction as usize], m.item)).collect();
    let mut blocks = Blocks::default();
    for (i, told) in (0..).zip(&told) {
        blocks.put(i, told.countries.iter().chain(&told.others).copied());
    }
    let mut union = Union::new(told.len());
    blocks.shared(|block| block.windows(2).for_each(|pair| union.join(pair[0], pair[1])));
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
        let mut own = unit.clone();
        own.key = format!("{}|~{least:016x}", unit.key);
        own.members = part.iter().map(|&i| unit.members[i]).collect();
        own.aliases.clear();
        own.parted = true;
        units.push(own);
        for i in part {
            gone[i] = true;
        }
    }
    if !units.is_empty() {
        unit.parted = true;
        let mut gone = gone.into_iter();
        unit.members.retain(|_| gone.next() == Some(false));
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
    fn new(extraction: &Extraction, item: u32) -> Self {
        let (mut countries, mut others) = (Vec::new(), Vec::new());
        let own = &extraction.entities[item as usize];
        for entity in extraction.entities.iter().filter(|entity| entity.id != own.id) {
            let name = entity.gazetteer.as_deref().unwrap_or(&entity.name);
            let number = mix(hash(name) ^ entity.kind as u64);
            match entity.kind {
                EntityType::Country => countries.push(number),
                EntityType::Person | EntityType::Organization => others.push(number),
                EntityType::Place => {}
            }
        }
        let held = extraction.relations.iter().filter(|r| r.predicate == Predicate::HoldsRole && r.subject == own.id);
        let words = held.filter_map(|r| r.role.as_deref()).flat_map(str::split_whitespace);
        others.extend(words.filter(|word| word.chars().count() >= LONG).map(hash));
        Self { countries, others }
    }
}
