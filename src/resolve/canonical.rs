//! What is it called? Groups → clusters with labels in both languages, aliases and stable, readable ids.
//!
//! Law: a name is chosen by what the articles say, never by their order; an id changes only when the name does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::cluster::Group;
use super::directory::{Structure, directory};
use super::gist::{Gists, Index};
use super::labels::{Known, Label, Labels, Written};
use super::normal;
use super::unit::Unit;
use crate::lang::gazetteer::{Entry, slug};
use crate::lang::heads::heads;
use crate::lang::sketch::{hash, mix};
use crate::lang::transliteration::Direction;
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Cluster, LabelSource, Member};

/// A name of several words comes before a shorter one, unless that is used so many times as often: a hundred articles of
/// الخليج do not mean a club because one writes نادي الخليج.
const SELDOM: u32 = 40;

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

/// Names as they stand in the articles, by script, the best first.
#[derive(Default)]
struct Forms<'g> {
    arabic: Vec<(&'g str, u32)>,
    latin: Vec<(&'g str, u32)>,
    /// Those that begin with a title, which the others are without.
    titled: Vec<&'g str>,
    /// Mentions in Arabic less those in other languages.
    balance: i64,
}

fn forms<'g>(gists: &'g Gists, members: &[Member], kind: NodeKind) -> Forms<'g> {
    let mut counts: BTreeMap<&str, (bool, u32)> = BTreeMap::new();
    let mut forms = Forms::default();
    for &member in members {
        let bearer = gists.bearer(member);
        let share = gists.share(bearer.share);
        // A name's own article weighs more than a mention, or the headline's short form would win.
        counts.entry(&share.name).or_insert((share.arabic, 0)).1 += 3 + bearer.named;
        let mentions = i64::from(bearer.mentions.max(1));
        forms.balance += if share.arabic { mentions } else { -mentions };
    }
    let mut plain: BTreeMap<&str, (bool, u32)> = BTreeMap::new();
    for (form, (arabic, count)) in counts {
        let name = if kind == NodeKind::Person { normal::untitled(form) } else { form };
        forms.titled.extend(Some(form).filter(|form| *form != name));
        plain.entry(name).or_insert((arabic, 0)).1 += count;
    }
    for (form, (arabic, count)) in plain {
        if arabic { &mut forms.arabic } else { &mut forms.latin }.push((form, count));
    }
    for list in [&mut forms.arabic, &mut forms.latin] {
        let most = list.iter().map(|&(_, count)| count).max().unwrap_or_default();
        list.sort_by(|(l, l_count), (r, r_count)| {
            let full = |form: &str, count: u32| form.split_whitespace().count() > 1 && count * SELDOM >= most;
            (full(r, *r_count), r_count, r.len(), l).cmp(&(full(l, *l_count), l_count, l.len(), r))
        });
    }
    forms
}

fn kind_of(units: &[Unit], group: &Group) -> NodeKind {
    let unit = group.lead.or_else(|| group.units.first().copied());
    unit.map_or(NodeKind::Organization, |unit| NodeKind::from(units[unit as usize].kind))
}

/// What a group is called; its members are left out.
fn entity(gists: &Gists, units: &[Unit], known_labels: &Known, group: &Group) -> (Cluster, Option<Written>) {
    let own = || group.units.iter().map(|&u| &units[u as usize]);
    let lead = group.lead.map(|lead| &units[lead as usize]);
    let key = lead.into_iter().chain(own()).find_map(|unit| unit.gazetteer.as_deref());
    let entry = key.and_then(|key| directory().get(key));
    let structure =
        own().find_map(|unit| unit.structure).filter(|s| !s.country.is_empty() && (key.is_none() || entry.is_some()));
    let kind = kind_of(units, group);
    let forms = forms(gists, &group.members, kind);
    let seen_ar = forms.arabic.first().map(|&(form, _)| form.to_owned());
    let seen_en = forms.latin.first().map(|&(form, _)| form.to_owned());
    let (known_ar, known_en) = known(entry, structure, gists, &group.members);
    // What everyone calls it comes before what one article does; a person's or body's own form is kept where none is known.
    let label_ar = known_ar.clone().or_else(|| seen_ar.clone());
    let label_en = known_en.clone().or_else(|| seen_en.clone());
    // What no article and no gazetteer writes in a script, the model writes: of people and places. Their names sound
    // the same in both scripts; those of bodies are translated, and their sound in the other script says nothing.
    let sounds = matches!(kind, NodeKind::Person | NodeKind::Place);
    let (known_side, direction) = match (&label_ar, &label_en) {
        (Some(arabic), None) => (Some(arabic), Direction::ToLatin),
        (None, Some(latin)) => (Some(latin), Direction::ToArabic),
        _ => (None, Direction::ToLatin),
    };
    let written = known_side.filter(|_| sounds).map(|name| known_labels.written(name, direction));
    let guessed = written.is_some();
    let guess = written.as_ref().and_then(|written| written.text.clone());
    let (label_ar, label_en) = match direction {
        Direction::ToLatin => (label_ar, label_en.or(guess)),
        Direction::ToArabic => (label_ar.or(guess), label_en),
    };
    let label_source = if guessed {
        LabelSource::Transliterated
    } else if (label_ar.is_none() || seen_ar.is_some()) && (label_en.is_none() || seen_en.is_some()) {
        LabelSource::Seen
    } else {
        LabelSource::Gazetteer
    };
    let label =
        if forms.balance > 0 { label_ar.clone().or(label_en.clone()) } else { label_en.clone().or(label_ar.clone()) };
    let label = label.unwrap_or_default();
    let mut id = match (group.lead, key) {
        // What the user put to another keeps the id of the other.
        (Some(lead), _) if group.units.len() > 1 => {
            let unit = &units[lead as usize];
            let alone = Group { units: vec![lead], members: unit.members.clone(), root: lead, ..Group::default() };
            entity(gists, units, known_labels, &alone).0.id
        }
        (_, Some(key)) => {
            let name = key.split_once(':').map_or(key, |(_, name)| name);
            format!("{kind}:{}", name.to_lowercase().trim_end_matches('-'))
        }
        _ => format!("{kind}:{}", slug(label_en.as_deref().unwrap_or(&label))),
    };
    // What the user took out of its name leaves the name's id to the rest.
    if group.lead.is_none() && own().all(|unit| !unit.cuts.is_empty()) {
        let cuts = own().flat_map(|unit| &unit.cuts).fold(0, |sum, cut| mix(sum ^ hash(cut)));
        id = format!("{id}-{:06x}", cuts >> 40);
    }
    let mut aliases: BTreeSet<&str> = forms.arabic.iter().chain(&forms.latin).map(|&(form, _)| form).collect();
    aliases.extend(&forms.titled);
    for &member in &group.members {
        aliases.extend(gists.share(gists.bearer(member).share).forms.iter().map(|form| &**form));
    }
    if let Some(entry) = entry.filter(|_| kind == NodeKind::Country) {
        aliases.extend(entry.aliases_ar.iter().chain(&entry.aliases_en));
    }
    let aliases = aliases.into_iter().map(str::to_owned).collect();
    let (members, gazetteer) = (Vec::new(), key.map(str::to_owned));
    (Cluster { id, kind, members, label, label_ar, label_en, label_source, aliases, gazetteer }, written)
}

/// Names that a gazetteer or the table of heads gives.
fn known(
    entry: Option<&Entry>,
    structure: Option<Structure>,
    gists: &Gists,
    members: &[Member],
) -> (Option<String>, Option<String>) {
    let some = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    if let Some(entry) = entry {
        return (some(entry.name_ar), some(entry.name_en));
    }
    if let Some(structure) = structure {
        return (body_label(structure, true), body_label(structure, false));
    }
    let shares = || members.iter().map(|&member| gists.share(gists.bearer(member).share));
    let least = |name: Option<&str>| name.map(str::to_owned);
    (
        least(shares().filter_map(|share| share.name_ar.as_deref()).min()),
        least(shares().filter_map(|share| share.name_en.as_deref()).min()),
    )
}

/// The name of a state's body: Foreign Ministry (Kuwait), وزارة الخارجية (الكويت).
fn body_label(structure: Structure, arabic: bool) -> Option<String> {
    let of = |own: &str| heads().iter().find(|head| head.concept == structure.concept && head.country == own);
    let forms = |own: &str| of(own).and_then(|h| if arabic { h.forms_ar.first() } else { h.forms_en.first() });
    let country = directory().country(structure.country)?;
    let form = forms("")?;
    let name = if arabic { country.name_ar } else { country.name_en };
    Some(format!("{form} ({name})"))
}

/// What reports of one occurrence call it; its id and members are left out.
fn event(gists: &Gists, members: &[Member]) -> Cluster {
    let mut counts: BTreeMap<(bool, &str), u32> = BTreeMap::new();
    for member in members {
        let event = gists.telling(*member);
        *counts.entry((event.arabic, &*event.name)).or_default() += event.mentions.max(1);
    }
    // The shortest of the most frequent names.
    let best = |arabic: bool| {
        counts
            .iter()
            .filter(|((script, _), _)| *script == arabic)
            .max_by(|((_, l), l_count), ((_, r), r_count)| (l_count, r.len(), *r).cmp(&(r_count, l.len(), *l)))
            .map(|((_, name), _)| (*name).to_owned())
    };
    let (label_ar, label_en) = (best(true), best(false));
    let arabic: u32 = counts.iter().filter(|((script, _), _)| *script).map(|(_, count)| count).sum();
    let latin: u32 = counts.iter().filter(|((script, _), _)| !*script).map(|(_, count)| count).sum();
    let label = if arabic > latin { label_ar.clone() } else { label_en.clone().or_else(|| label_ar.clone()) };
    Cluster {
        id: String::new(),
        kind: NodeKind::Event,
        members: Vec::new(),
        label: label.unwrap_or_default(),
        label_ar,
        label_en,
        label_source: LabelSource::Seen,
        aliases: counts.into_keys().map(|(_, name)| name.to_owned()).collect(),
        gazetteer: None,
    }
}

/// The id of an occurrence: when it was, of what sort, and with whom.
fn event_id(gists: &Gists, things: &[Named], homes: &Index, members: &[Member], cluster: &Cluster) -> String {
    let mut dates = Vec::new();
    let mut kinds = BTreeMap::new();
    // What it was at, hosted by, or told with, in this order.
    let mut around: Vec<(u8, &str)> = Vec::new();
    for member in members {
        let event = gists.telling(*member);
        dates.extend(event.start);
        *kinds.entry(event.kind).or_insert(0_u32) += 1;
        for (rank, items) in (0..).zip([&event.places, &event.hosts, &event.guests]) {
            for thing in items.iter().filter_map(|&item| homes.get(member.extraction as usize, item)) {
                let id = things[thing as usize].label.id.as_str();
                around.push((rank, id.split_once(':').map_or(id, |(_, name)| name)));
            }
        }
    }
    let kind = kinds.iter().max_by_key(|&(kind, count)| (*count, std::cmp::Reverse(*kind))).map(|(kind, _)| *kind);
    let mut id = String::from("event:");
    if let Some(date) = dates.iter().max_by_key(|d| (d.day().is_some(), d.month().is_some(), std::cmp::Reverse(**d))) {
        id.push_str(&date.to_string());
        id.push('-');
    }
    id.push_str(&kind.map_or_else(|| "event".to_owned(), |kind| slug(kind.name())));
    around.sort_unstable();
    around.dedup();
    let mut words: Vec<String> = around.into_iter().map(|(_, name)| name.to_owned()).take(2).collect();
    if words.is_empty() {
        let name = cluster.label_en.as_deref().or(cluster.label_ar.as_deref()).unwrap_or_default();
        words.push(slug(name).split('-').take(5).collect::<Vec<_>>().join("-"));
    }
    for word in words {
        id.push('-');
        id.push_str(&word);
    }
    id
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
    let shared: Vec<bool> = list.par_iter().map(shared).collect();
    for (named, shared) in list.iter_mut().zip(shared) {
        named.id.clone_from(&named.label.id);
        if shared {
            let content = |&member: &Member| match named.kind {
                NodeKind::Event => gists.telling(member).content,
                _ => gists.bearer(member).content,
            };
            // The first article's by hash: more articles of the same thing seldom change it.
            let least = named.members().iter().map(content).min().unwrap_or_default();
            _ = write!(named.id, "-{:06x}", least >> 40);
        }
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
