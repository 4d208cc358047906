//! The user's decisions against a corpus: what they say of its names, and which of its things they mean.
//!
//! [`Naming`] stands before the units: names that are aliases, and mentions that a decision takes out of their name.
//! [`Ruling`] stands after: things that are one, pairs that are two. Laws: a later decision never undoes an earlier
//! one, it is told instead; a decision that means nothing here is told with its line.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::normal;
use super::share::normal_of;
use super::unit::Unit;
use crate::model::decision::{Decisions, Reference, Verb};
use crate::model::diagnostic::Diagnostic;
use crate::model::kinds::{EntityType, NodeKind};

/// What decisions say of names, before anyone is compared.
#[derive(Debug, Default)]
pub struct Naming<'d> {
    aliases: FxHashMap<(EntityType, String), &'d str>,
    /// References to some articles, by article.
    cuts: FxHashMap<&'d str, Vec<&'d Reference>>,
}

impl<'d> Naming<'d> {
    /// Reads it off the decisions.
    #[must_use]
    pub fn new(decisions: &'d Decisions) -> Self {
        let mut naming = Self::default();
        for decision in &decisions.list {
            if decision.verb == Verb::Alias {
                for kind in kinds(&decision.left).into_iter().filter_map(entity_type) {
                    let key = normal_of(kind, &decision.left.name).key();
                    naming.aliases.entry((kind, key)).or_insert(&decision.right.name);
                }
            }
            for reference in [&decision.left, &decision.right] {
                for article in &reference.articles {
                    naming.cuts.entry(article).or_default().push(reference);
                }
            }
        }
        naming
    }

    /// What a thing of this name is called.
    #[must_use]
    pub fn alias(&self, kind: EntityType, name: &str) -> Option<&'d str> {
        if self.aliases.is_empty() {
            return None;
        }
        self.aliases.get(&(kind, normal_of(kind, name).key())).copied()
    }

    /// The decisions' references that mean this mention; where there are some, it is taken out of its name.
    #[must_use]
    pub fn cuts(&self, article: &str, kind: EntityType, name: &str) -> BTreeSet<&'d Reference> {
        let Some(references) = self.cuts.get(article) else { return BTreeSet::new() };
        let means = |reference: &&&Reference| {
            reference.kind.is_none_or(|own| own == kind.into())
                && normal_of(kind, &reference.name).key() == normal_of(kind, name).key()
        };
        references.iter().filter(means).copied().collect()
    }
}

/// What decisions say of things that are numbered.
#[derive(Debug, Default)]
pub struct Ruling {
    /// Things that are one, the one that gives the id first, each with its line.
    pub same: Vec<(usize, Vec<u32>)>,
    different: FxHashMap<(u32, u32), usize>,
    split: FxHashSet<u32>,
    /// Decisions that mean nothing here.
    pub remarks: Vec<Diagnostic>,
}

impl Ruling {
    /// Finds what decisions say of units.
    #[must_use]
    pub fn of_units(decisions: &Decisions, units: &[Unit]) -> Self {
        let mut names = Names::default();
        for (u, unit) in units.iter().enumerate().filter(|_| !decisions.list.is_empty()) {
            let known =
                unit.gazetteer.as_deref().and_then(|key| key.split_once(':')).map(|(_, name)| name.to_lowercase());
            for name in unit.names.iter().map(normal::Name::key).chain(known) {
                names.entry((unit.kind.into(), name)).or_default().push(u as u32);
            }
        }
        let meant = |unit: u32, reference: &Reference| {
            let cuts = &units[unit as usize].cuts;
            if reference.articles.is_empty() { cuts.is_empty() } else { cuts.contains(&reference.to_string()) }
        };
        Self::new(decisions, &names, meant, false)
    }

    /// Finds what decisions say of things: `names` lists them by kind and normal form.
    pub(super) fn new(
        decisions: &Decisions,
        names: &Names,
        meant: impl Fn(u32, &Reference) -> bool,
        events: bool,
    ) -> Self {
        let mut ruling = Self::default();
        let of_events = |reference: &Reference| reference.kind == Some(NodeKind::Event);
        for decision in decisions.list.iter().filter(|decision| of_events(&decision.left) == events) {
            let mut find = |reference: &Reference| match things(names, reference, &meant) {
                Ok(found) => found,
                Err(problem) => {
                    ruling.remarks.push(decisions.remark(decision.line, problem));
                    Vec::new()
                }
            };
            let left = find(if decision.verb == Verb::Alias { &decision.right } else { &decision.left });
            let right =
                if matches!(decision.verb, Verb::Split | Verb::Alias) { Vec::new() } else { find(&decision.right) };
            match decision.verb {
                Verb::Split => {
                    ruling.split.extend(&left);
                    ruling.same.push((decision.line, left));
                }
                Verb::Same if !left.is_empty() && !right.is_empty() => {
                    ruling.same.push((decision.line, left.into_iter().chain(right).collect()));
                }
                Verb::Different => {
                    for &l in &left {
                        for &r in right.iter().filter(|&&r| r != l) {
                            ruling.different.entry((l.min(r), l.max(r))).or_insert(decision.line);
                        }
                    }
                }
                _ => {}
            }
        }
        ruling
    }

    /// The line that says that two things are two.
    #[must_use]
    pub fn different(&self, left: u32, right: u32) -> Option<usize> {
        self.different.get(&(left.min(right), left.max(right))).copied()
    }

    /// The pairs that are two, the smaller number first, sorted.
    #[must_use]
    pub fn apart(&self) -> Vec<(u32, u32)> {
        let mut apart: Vec<(u32, u32)> = self.different.keys().copied().collect();
        apart.sort_unstable();
        apart
    }

    /// Whether a thing was taken out of its name: nobody but the user joins it to another.
    #[must_use]
    pub fn is_split(&self, thing: u32) -> bool {
        self.split.contains(&thing)
    }
}

/// Numbers of things by kind and normal form.
pub(super) type Names = FxHashMap<(NodeKind, String), Vec<u32>>;

/// The things that a reference means.
fn things(names: &Names, reference: &Reference, meant: impl Fn(u32, &Reference) -> bool) -> Result<Vec<u32>, String> {
    let mut found: Vec<(NodeKind, Vec<u32>)> = Vec::new();
    for kind in kinds(reference) {
        let normal = match entity_type(kind) {
            Some(kind) => normal_of(kind, &reference.name),
            None => normal::title(&reference.name),
        };
        let slug = reference.name.to_lowercase();
        let all = names.get(&(kind, normal.key())).or_else(|| names.get(&(kind, slug)));
        let mut some: Vec<u32> = all.into_iter().flatten().copied().filter(|&thing| meant(thing, reference)).collect();
        some.sort_unstable();
        some.dedup();
        if !some.is_empty() {
            found.push((kind, some));
        }
    }
    let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.name()).collect();
    match found.as_slice() {
        [(_, things)] => Ok(things.clone()),
        [] => Err(format!("nothing here is called '{reference}'")),
        _ => Err(format!(
            "'{}' is a name of several kinds, {}: say which (KIND:NAME)",
            reference.name,
            kinds.join(" and ")
        )),
    }
}

/// The kinds that a reference may mean; an event must be called one.
fn kinds(reference: &Reference) -> Vec<NodeKind> {
    reference.kind.map_or_else(|| EntityType::ALL.iter().map(|&kind| kind.into()).collect(), |kind| vec![kind])
}

fn entity_type(kind: NodeKind) -> Option<EntityType> {
    EntityType::ALL.iter().copied().find(|&own| NodeKind::from(own) == kind)
}
