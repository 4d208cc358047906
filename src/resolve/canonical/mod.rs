//! What is it called? Groups → clusters with labels in both languages, aliases and stable, readable ids.
//!
//! Law: a name is chosen by what the articles say, never by their order; an id changes only when the name does.

mod entity;
mod event;

use std::fmt::Write;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use self::entity::{entity, kind_of};
use self::event::{event, event_id};
use super::cluster::Group;
use super::gist::{Gists, Index};
use super::labels::{Known, Label, Labels, Written};
use super::unit::Unit;
use crate::lang::sketch::{hash, mix};
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Cluster, Member};

/// What a node is made of.
#[derive(Clone, Debug)]
enum Source {
    Entity(Group),
    Event(Vec<Member>),
}

/// A cluster with its id; what else it is called is worked out where it is new, or asked for.
#[derive(Clone, Debug)]
pub struct Named {
    /// Stable, made from the content.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    source: Source,
    content: u64,
    label: Label,
    /// For each alias whether no other cluster has it.
    own: SmallVec<[bool; 8]>,
    /// Its number the last time.
    before: Option<u32>,
    /// Where it was worked out: all that it is called, members apart.
    cluster: Option<Box<Cluster>>,
}

impl Named {
    fn with(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// Its entities or events, sorted.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.source {
            Source::Entity(group) => &group.members,
            Source::Event(members) => members,
        }
    }

    /// What each of its entities or events says, as a number that means the same anywhere.
    pub fn contents<'n>(&'n self, gists: &'n Gists) -> impl Iterator<Item = u64> + 'n {
        self.members().iter().map(|&member| match self.kind {
            NodeKind::Event => gists.telling(member).content,
            _ => gists.bearer(member).content,
        })
    }

    /// A number that changes with all that its cluster and its node say.
    #[must_use]
    pub fn mark(&self) -> u64 {
        let own = self.own.iter().fold(1, |sum, &own| mix(sum ^ u64::from(own)));
        mix(self.content ^ mix(own ^ hash(&self.id)))
    }

    /// The cluster.
    #[must_use]
    pub fn cluster(&self, gists: &Gists, units: &[Unit]) -> Cluster {
        let mut own = Labels::default();
        own.push(self.content, &self.label);
        let cluster = self.cluster.as_deref().cloned().unwrap_or_else(|| match &self.source {
            Source::Entity(group) => entity(gists, units, &own.known(), group).0,
            Source::Event(members) => event(gists, members),
        });
        self.finish(cluster)
    }

    fn finish(&self, mut cluster: Cluster) -> Cluster {
        cluster.id.clone_from(&self.id);
        cluster.members = self.members().to_vec();
        let labels = [Some(&cluster.label), cluster.label_ar.as_ref(), cluster.label_en.as_ref()];
        let own = self.own.iter().zip(&cluster.aliases).map(|(&own, alias)| own && !labels.contains(&Some(alias)));
        let own: SmallVec<[bool; 8]> = own.collect();
        let mut own = own.into_iter();
        cluster.aliases.retain(|_| own.next() == Some(true));
        cluster
    }
}

/// Names every group; they come sorted by id. `labels` are what things were called the last time.
#[must_use]
pub fn names(
    gists: &Gists,
    units: &[Unit],
    groups: Vec<Group>,
    events: Vec<Vec<Member>>,
    labels: &mut Labels,
) -> Vec<Named> {
    let known = labels.known();
    let of_entity = |group: Group| {
        let content = group_content(gists, units, &group);
        let kind = kind_of(units, &group);
        named(kind, content, &known, || entity(gists, units, &known, &group)).with(Source::Entity(group))
    };
    let mut list: Vec<Named> = groups.into_par_iter().map(of_entity).collect();
    let homes = Index::new(gists, list.iter().map(Named::members));
    let ids: Vec<u64> = list.par_iter().map(|named| hash(&named.label.id)).collect();
    let of_event = |mut members: Vec<Member>| {
        members.sort_unstable();
        let content = event_content(gists, &ids, &homes, &members);
        let make = || {
            let cluster = event(gists, &members);
            (Cluster { id: event_id(gists, &list, &homes, &members, &cluster), ..cluster }, None)
        };
        named(NodeKind::Event, content, &known, make).with(Source::Event(members))
    };
    let occurrences: Vec<Named> = events.into_par_iter().map(of_event).collect();
    list.extend(occurrences);
    tell_apart(&mut list, gists);
    own_aliases(&mut list);
    let list = sorted(list);
    let mut now = Labels::default();
    for named in &list {
        now.push(named.content, &named.label);
    }
    *labels = now;
    list
}

/// A thing by what it was called, or by what `make` calls it.
fn named(kind: NodeKind, content: u64, known: &Known, make: impl FnOnce() -> (Cluster, Option<Written>)) -> Named {
    let (source, own, id) = (Source::Event(Vec::new()), SmallVec::new(), String::new());
    if let Some((before, label)) = known.find(content) {
        return Named { id, kind, source, content, label, own, before: Some(before), cluster: None };
    }
    let (cluster, written) = make();
    let guessed =
        cluster.gazetteer.is_none() && cluster.label_en.as_ref().is_some_and(|label| !cluster.aliases.contains(label));
    let aliases = cluster.aliases.iter().map(|alias| hash(alias)).collect();
    let label = Label { id: cluster.id.clone(), guessed, aliases, written };
    Named { id, kind, source, content, label, own, before: None, cluster: Some(Box::new(cluster)) }
}

/// A number that changes with all that the cluster and the node of a group rest on.
fn group_content(gists: &Gists, units: &[Unit], group: &Group) -> u64 {
    let own = group.units.iter().fold(1, |sum, &unit| mix(sum ^ units[unit as usize].profile.content));
    let lead = group.lead.map(|lead| &units[lead as usize]);
    let lead = lead.map_or(0, |lead| mix(lead.profile.content ^ gists.print(&lead.members)));
    mix(own ^ lead.rotate_left(1)) ^ gists.print(&group.members)
}

/// The same of reports; `ids` tell what their participants are called.
fn event_content(gists: &Gists, ids: &[u64], homes: &Index, members: &[Member]) -> u64 {
    let mut around = 3;
    for &member in members {
        let event = gists.telling(member);
        for &item in [&event.places, &event.hosts, &event.guests].into_iter().flatten() {
            let thing = homes.get(member.extraction as usize, item);
            around = mix(around ^ thing.map_or(0, |thing| ids[thing as usize]));
        }
    }
    mix(around ^ gists.print(members))
}

/// Sorts by id. Those that were there the last time stand in that order already, which costs less.
fn sorted(list: Vec<Named>) -> Vec<Named> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.par_sort_unstable_by_key(|&place| (list[place].before.unwrap_or(u32::MAX), place));
    order.par_sort_by(|&l, &r| list[l].id.cmp(&list[r].id).then(l.cmp(&r)));
    let mut list: Vec<Option<Named>> = list.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| list[place].take()).collect()
}

/// Gives clusters their ids: those of one id a short hash of their content each; the one whose name is not a guess keeps
/// the id.
fn tell_apart(list: &mut [Named], gists: &Gists) {
    // Those of an id, and those of them whose name is known.
    let mut counts: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
    for Named { label, .. } in list.iter() {
        let (all, known) = counts.entry(&label.id).or_default();
        *all += 1;
        *known += u32::from(!label.guessed);
    }
    let shared = |Named { label, .. }: &Named| {
        let (all, known) = counts[label.id.as_str()];
        let alone = all == 1 || (known == 1 && !label.guessed);
        !alone || label.id.ends_with(':')
    };
    // The first article's by hash: more articles of the same thing seldom change it.
    let least = |named: &Named| shared(named).then(|| named.contents(gists).min().unwrap_or_default());
    let least: Vec<Option<u64>> = list.par_iter().map(least).collect();
    // Of thousands of one name two may begin alike: those get all of it.
    let begin = |named: &Named, least: u64| (hash(&named.label.id), least >> 40);
    let mut alike: FxHashMap<(u64, u64), u32> = FxHashMap::default();
    for (named, least) in list.iter().zip(&least).filter_map(|(named, least)| Some((named, (*least)?))) {
        *alike.entry(begin(named, least)).or_default() += 1;
    }
    for (named, least) in list.iter_mut().zip(least) {
        named.id.clone_from(&named.label.id);
        _ = match least {
            Some(least) if alike[&begin(named, least)] > 1 => write!(named.id, "-{least:016x}"),
            Some(least) => write!(named.id, "-{:06x}", least >> 40),
            None => Ok(()),
        };
    }
}

/// Finds of each cluster's aliases those that no other cluster has.
fn own_aliases(list: &mut [Named]) {
    let mut bearers: FxHashMap<u64, u32> = FxHashMap::default();
    for &alias in list.iter().flat_map(|named| &named.label.aliases) {
        *bearers.entry(alias).or_default() += 1;
    }
    let own = |named: &mut Named| named.own = named.label.aliases.iter().map(|alias| bearers[alias] == 1).collect();
    list.par_iter_mut().for_each(own);
}
