//! From judgements to clusters: the sure ones first, then the names that are part of one other name only.
//!
//! Laws: no cluster holds a pair that is judged different, the weakest link between them is left out; a name that
//! several could bear joins none of them, unless its article says which, or the corpus tells of one far more, whom the
//! world calls so; what the user decided stands before all;
//! the order of units leaves no trace.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::{BY_HAND, Comparison, compare};
use super::judge::{Company, Judged, is_called};
use super::ruling::Ruling;
use super::union::Union;
use super::unit::Unit;
use crate::model::decision::Decisions;
use crate::model::diagnostic::Diagnostic;
use crate::model::kinds::EntityType;
use crate::model::resolution::{Member, Verdict};

/// How many times as often as all other bearers of a lone name its foremost one is told of.
const FOREMOST: usize = 10;

/// Units, and members of ambiguous units, that are one thing.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Numbers of the units that belong to it as a whole or in part, sorted.
    pub units: Vec<u32>,
    /// Its entities, sorted.
    pub members: Vec<Member>,
    /// The unit that the user put the others to: it gives the id.
    pub lead: Option<u32>,
    /// A unit that no other group holds as a whole.
    pub root: u32,
    /// It is only some articles of that unit.
    pub apart: bool,
}

/// Who is one thing.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// One for each thing.
    pub list: Vec<Group>,
    /// Decisions that contradict others.
    pub clashes: Vec<Clash>,
}

/// A line that puts together what another line tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    line: usize,
    other: usize,
}

impl Clash {
    /// What to tell the user.
    #[must_use]
    pub fn remark(self, decisions: &Decisions) -> Diagnostic {
        decisions.remark(self.line, format!("it would put together what line {} tells apart", self.other))
    }
}

/// Clusters of units under construction.
struct Clusters<'u> {
    units: &'u [Unit<'u>],
    ruling: &'u Ruling,
    /// Whether judged pairs conflict.
    told: FxHashMap<(u32, u32), bool>,
    union: Union,
    /// The units of each cluster, under its root.
    held: FxHashMap<u32, Vec<u32>>,
    /// For each unit that the user put to others all of them.
    forced: FxHashMap<u32, Vec<u32>>,
}

impl Clusters<'_> {
    fn held(&self, root: u32) -> Vec<u32> {
        self.held.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    /// Whether two units are told apart. What the user made one conflicts with another only where all of it does.
    fn conflict(&self, left: u32, right: u32) -> bool {
        let two = |l: u32, r: u32| {
            let told = self.told.get(&(l.min(r), l.max(r))).copied();
            told.unwrap_or_else(|| compare(&self.units[l as usize], &self.units[r as usize]).conflict)
        };
        let made = |unit: u32| self.forced.get(&unit).cloned().unwrap_or_else(|| vec![unit]);
        let all = |l: u32, r: u32| made(l).iter().all(|&l| made(r).iter().all(|&r| two(l, r)));
        self.ruling.different(left, right).is_some()
            || (two(left, right) && (self.forced.is_empty() || all(left, right)))
    }

    /// Joins two units' clusters, unless that would put a different pair into one.
    fn join(&mut self, left: u32, right: u32) -> bool {
        let (left, right) = (self.union.find(left), self.union.find(right));
        if left == right {
            return true;
        }
        let (one, other) = (self.held(left), self.held(right));
        if one.iter().any(|&l| other.iter().any(|&r| self.conflict(l, r))) {
            return false;
        }
        self.unite(left, right);
        true
    }

    /// Joins two clusters, given by their roots.
    fn unite(&mut self, left: u32, right: u32) {
        let (mut one, other) = (self.held(left), self.held(right));
        one.extend(other);
        self.union.join(left, right);
        self.held.remove(&left.max(right));
        self.held.insert(left.min(right), one);
    }

    /// The one of several bearers of a lone name whom the world calls so, and the corpus far more than the others.
    fn foremost(&self, bearers: &[u32], lone: u32) -> Option<u32> {
        let told = |&root: &u32| self.held(root).iter().map(|&unit| self.units[unit as usize].members.len()).sum();
        let told: Vec<usize> = bearers.iter().map(told).collect();
        let most = told.iter().copied().max()?;
        let others = told.iter().sum::<usize>() - most;
        let first = bearers[told.iter().position(|&count| count == most)?];
        let called = |&unit: &u32| is_called(&self.units[unit as usize], &self.units[lone as usize]);
        (most >= others * FOREMOST && self.held(first).iter().any(called)).then_some(first)
    }

    /// Joins what the user says is one, in the order of the lines.
    fn obey(&mut self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (line, things) in &self.ruling.same {
            for pair in things.windows(2) {
                let (left, right) = (self.union.find(pair[0]), self.union.find(pair[1]));
                let (one, other) = (self.held(left), self.held(right));
                let apart = one.iter().find_map(|&l| other.iter().find_map(|&r| self.ruling.different(l, r)));
                match apart {
                    _ if left == right => {}
                    Some(other) => clashes.push(Clash { line: *line, other }),
                    None => self.unite(left, right),
                }
            }
        }
        for (_, things) in &self.ruling.same {
            for &unit in things {
                let root = self.union.find(unit);
                self.forced.insert(unit, self.held(root));
            }
        }
        clashes
    }
}

/// Groups units by judgements; judgements that the corpus overrules become undecided.
#[must_use]
pub fn cluster(
    units: &[Unit],
    judged: &mut Vec<Judged>,
    company: &Company,
    stories: &[u32],
    ruling: &Ruling,
) -> Groups {
    let union = Union::new(units.len());
    let by_program = judged.iter().filter(|judged| judged.comparison.reason != BY_HAND);
    let told = by_program.map(|judged| ((judged.left, judged.right), judged.comparison.conflict)).collect();
    let (held, forced) = (FxHashMap::default(), FxHashMap::default());
    let mut clusters = Clusters { units, ruling, told, union, held, forced };
    let clashes = clusters.obey();
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
    note(&mut clusters, judged);
    Groups { list: gather(clusters, &torn, company, stories), clashes }
}

/// Writes the user's decisions among the judgements.
fn note(clusters: &mut Clusters, judged: &mut Vec<Judged>) {
    let comparison = Comparison { score: 1000, partial: false, conflict: false, reason: BY_HAND };
    for (_, things) in &clusters.ruling.same {
        for pair in things.windows(2) {
            let (left, right) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            if clusters.union.find(left) == clusters.union.find(right) {
                judged.retain(|judged| (judged.left, judged.right) != (left, right));
                judged.push(Judged { left, right, comparison, verdict: Verdict::Same });
            }
        }
    }
}

/// Joins names that are part of one other name only. Returns the units that several could bear, with their bearers.
fn attach(clusters: &mut Clusters, judged: &mut [Judged], order: &[usize]) -> BTreeMap<u32, Vec<u32>> {
    let (units, ruling) = (clusters.units, clusters.ruling);
    let mut links: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &j in order.iter().filter(|&&j| judged[j].comparison.partial) {
        links.entry(shorter(units, judged[j].left, judged[j].right)).or_default().push(j);
    }
    let mut shorts: Vec<u32> = links.keys().copied().collect();
    // Fuller names find their place before those that are part of them.
    let shape = |unit: u32| units[unit as usize].profile.shape;
    shorts.sort_by_key(|&s| (shape(s).bare, Reverse(shape(s).words), s));
    let mut torn = BTreeMap::new();
    for short in shorts {
        let other = |j: usize| if judged[j].left == short { judged[j].right } else { judged[j].left };
        let bare = |unit: u32| units[unit as usize].kind == EntityType::Person && shape(unit).bare;
        let list = &links[&short];
        let full: Vec<usize> = list.iter().copied().filter(|&j| !bare(other(j))).collect();
        let candidates = if full.is_empty() { list } else { &full };
        let mut bearers: Vec<u32> = candidates.iter().map(|&j| clusters.union.find(other(j))).collect();
        bearers.sort_unstable();
        bearers.dedup();
        let own = clusters.union.find(short);
        bearers.retain(|&bearer| bearer != own);
        let parted = |bearer: u32| clusters.held(bearer).iter().any(|&unit| ruling.different(unit, short).is_some());
        bearers.retain(|&bearer| !parted(bearer));
        let alone = if let [bearer] = bearers.as_slice() { Some(*bearer) } else { clusters.foremost(&bearers, short) };
        if let Some(bearer) = alone {
            if clusters.join(bearer, short) {
                let root = clusters.union.find(bearer);
                let others: Vec<usize> =
                    candidates.iter().copied().filter(|&j| clusters.union.find(other(j)) != root).collect();
                for j in others {
                    judged[j].doubt();
                }
                continue;
            }
        } else if bearers.is_empty() {
            continue;
        }
        for &j in candidates {
            judged[j].doubt();
        }
        torn.insert(short, bearers);
    }
    torn
}

/// Which of two units has the name that is part of the other's.
fn shorter(units: &[Unit], left: u32, right: u32) -> u32 {
    let rank = |u: u32| {
        let shape = units[u as usize].profile.shape;
        (Reverse(shape.bare), shape.words - shape.initials, u)
    };
    if rank(left) <= rank(right) { left } else { right }
}

/// Lists the clusters; the articles of a torn unit go to the one bearer that they name, or stay apart.
fn gather(mut clusters: Clusters, torn: &BTreeMap<u32, Vec<u32>>, company: &Company, stories: &[u32]) -> Vec<Group> {
    let (units, ruling) = (clusters.units, clusters.ruling);
    let leads: FxHashMap<u32, u32> = ruling
        .same
        .iter()
        .rev()
        .filter(|(_, things)| !things.iter().all(|&unit| ruling.is_split(unit)))
        .filter_map(|(_, things)| Some((clusters.union.find(*things.first()?), *things.first()?)))
        .collect();
    let lone = |u: u32| {
        let Unit { kind, profile, .. } = &units[u as usize];
        *kind == EntityType::Person && !profile.shape.listed && profile.shape.given
    };
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    let mut apart: Vec<u32> = Vec::new();
    for u in 0..units.len() as u32 {
        let root = clusters.union.find(u);
        let alone = clusters.held(root).len() == 1 && !ruling.is_split(u);
        if alone && units[u as usize].profile.shape.bare && (torn.contains_key(&u) || lone(u)) {
            apart.push(u);
            continue;
        }
        let group = groups.entry(root).or_default();
        group.lead = leads.get(&root).copied();
        group.root = root;
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
        pieces.extend(homeless.into_values().map(|members| Group {
            units: vec![u],
            members,
            lead: None,
            root: u,
            apart: true,
        }));
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
