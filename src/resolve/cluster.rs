//! From judgements to clusters: the sure ones first, then the names that are part of one other name only.
//!
//! Laws: no cluster holds a pair that is judged different, the weakest link between them is left out; a name that
//! several could bear joins none of them, unless its article says which; the order of units leaves no trace.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::compare;
use super::judge::{Company, Judged};
use super::union::Union;
use super::unit::Unit;
use crate::lang::names;
use crate::model::kinds::EntityType;
use crate::model::resolution::{Member, Verdict};

/// Units, and members of ambiguous units, that are one thing.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Numbers of the units that belong to it as a whole or in part, sorted.
    pub units: Vec<u32>,
    /// Its entities, sorted.
    pub members: Vec<Member>,
}

/// Clusters of units under construction.
struct Clusters<'u> {
    units: &'u [Unit],
    union: Union,
    /// The units of each cluster, under its root.
    held: FxHashMap<u32, Vec<u32>>,
}

impl Clusters<'_> {
    fn held(&self, root: u32) -> Vec<u32> {
        self.held.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    /// Joins two units' clusters, unless that would put a different pair into one.
    fn join(&mut self, left: u32, right: u32) -> bool {
        let (left, right) = (self.union.find(left), self.union.find(right));
        if left == right {
            return true;
        }
        let (mut one, other) = (self.held(left), self.held(right));
        let clash =
            |&l: &u32| other.iter().any(|&r| compare(&self.units[l as usize], &self.units[r as usize]).conflict);
        if one.iter().any(clash) {
            return false;
        }
        one.extend(other);
        self.union.join(left, right);
        self.held.remove(&left.max(right));
        self.held.insert(left.min(right), one);
        true
    }
}

/// Groups units by judgements; judgements that the corpus overrules become undecided.
#[must_use]
pub fn cluster(units: &[Unit], judged: &mut [Judged], company: &Company, stories: &[u32]) -> Vec<Group> {
    let mut clusters = Clusters { units, union: Union::new(units.len()), held: FxHashMap::default() };
    let mut order: Vec<usize> = (0..judged.len()).filter(|&j| judged[j].verdict == Verdict::Same).collect();
    order.sort_by_key(|&j| (Reverse(judged[j].comparison.score), judged[j].left, judged[j].right));
    for &j in &order {
        if judged[j].comparison.partial {
            continue;
        }
        if !clusters.join(judged[j].left, judged[j].right) {
            judged[j].verdict = Verdict::Undecided;
            judged[j].comparison.reason = "alike, but one of its cluster is another";
        }
    }
    let torn = attach(&mut clusters, judged, &order);
    gather(clusters, &torn, company, stories)
}

/// Joins names that are part of one other name only. Returns the units that several could bear, with their bearers.
fn attach(clusters: &mut Clusters, judged: &mut [Judged], order: &[usize]) -> BTreeMap<u32, Vec<u32>> {
    let units = clusters.units;
    let mut links: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &j in order.iter().filter(|&&j| judged[j].comparison.partial) {
        links.entry(shorter(units, judged[j].left, judged[j].right)).or_default().push(j);
    }
    let mut shorts: Vec<u32> = links.keys().copied().collect();
    // Fuller names find their place before those that are part of them.
    shorts.sort_by_key(|&s| (units[s as usize].name.is_bare(), Reverse(units[s as usize].name.parts.len()), s));
    let mut torn = BTreeMap::new();
    for short in shorts {
        let other = |j: usize| if judged[j].left == short { judged[j].right } else { judged[j].left };
        let bare = |unit: u32| units[unit as usize].kind == EntityType::Person && units[unit as usize].name.is_bare();
        let list = &links[&short];
        let full: Vec<usize> = list.iter().copied().filter(|&j| !bare(other(j))).collect();
        let candidates = if full.is_empty() { list } else { &full };
        let mut bearers: Vec<u32> = candidates.iter().map(|&j| clusters.union.find(other(j))).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let own = clusters.union.find(short);
        bearers.retain(|&bearer| bearer != own);
        if let [bearer] = bearers.as_slice() {
            if clusters.join(*bearer, short) {
                continue;
            }
        } else if bearers.is_empty() {
            continue;
        }
        for &j in candidates {
            judged[j].verdict = Verdict::Undecided;
            judged[j].comparison.reason = "a name that several bear";
        }
        torn.insert(short, bearers);
    }
    torn
}

/// Which of two units has the name that is part of the other's.
fn shorter(units: &[Unit], left: u32, right: u32) -> u32 {
    let rank = |u: u32| {
        let name = &units[u as usize].name;
        let initials = name.parts.iter().filter(|p| p.is_initial()).count();
        (Reverse(name.is_bare()), name.parts.len() - initials, u)
    };
    if rank(left) <= rank(right) { left } else { right }
}

/// Lists the clusters; the articles of a torn unit go to the one bearer that they name, or stay apart.
fn gather(mut clusters: Clusters, torn: &BTreeMap<u32, Vec<u32>>, company: &Company, stories: &[u32]) -> Vec<Group> {
    let units = clusters.units;
    let lone = |u: u32| {
        let unit = &units[u as usize];
        let name = &unit.name;
        unit.kind == EntityType::Person
            && unit.gazetteer.is_none()
            && name.parts.len() == 1
            && names::is_given(&name.parts[0].text)
    };
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    let mut apart: Vec<u32> = Vec::new();
    for u in 0..units.len() as u32 {
        let root = clusters.union.find(u);
        let alone = clusters.held(root).len() == 1;
        if alone && units[u as usize].name.is_bare() && (torn.contains_key(&u) || lone(u)) {
            apart.push(u);
            continue;
        }
        let group = groups.entry(root).or_default();
        group.units.push(u);
        group.members.extend(&units[u as usize].members);
    }
    let none = Vec::new();
    let mut pieces: Vec<Group> = Vec::new();
    for u in apart {
        let mut bearers: Vec<(u32, FxHashSet<u32>)> = Vec::new();
        for &bearer in torn.get(&u).unwrap_or(&none) {
            let root = clusters.union.find(bearer);
            bearers.push((root, clusters.held(root).into_iter().collect()));
        }
        let mut homeless: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
        for &member in &units[u as usize].members {
            let here = &company.units[member.extraction as usize];
            let mut named = bearers.iter().filter(|(_, held)| here.iter().any(|unit| held.contains(unit)));
            match (named.next(), named.next()) {
                (Some((root, _)), None) if groups.contains_key(root) => {
                    if let Some(group) = groups.get_mut(root) {
                        group.members.push(member);
                        group.units.push(u);
                    }
                }
                _ => homeless.entry(stories[member.extraction as usize]).or_default().push(member),
            }
        }
        pieces.extend(homeless.into_values().map(|members| Group { units: vec![u], members }));
    }
    let mut groups: Vec<Group> = groups.into_values().chain(pieces).collect();
    for group in &mut groups {
        group.members.sort_unstable();
        group.members.dedup();
        group.units.sort_unstable();
        group.units.dedup();
    }
    groups
}
