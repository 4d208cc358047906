//! What a person, body, country or place is called: the names that articles give it, and what gazetteers, the table of
//! heads and the transliteration know besides.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cluster::Group;
use super::super::directory::{Structure, directory};
use super::super::gist::Gists;
use super::super::labels::{Known, Written};
use super::super::normal;
use super::super::unit::Unit;
use crate::lang::gazetteer::{Entry, slug};
use crate::lang::heads::heads;
use crate::lang::sites;
use crate::lang::sketch::{hash, mix};
use crate::lang::transliteration::Direction;
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Cluster, LabelSource, Member};

/// A name of several words comes before a shorter one, unless that is used so many times as often: a hundred articles of
/// الخليج do not mean a club because one writes نادي الخليج.
const SELDOM: u32 = 40;

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

/// What the things of a group are.
pub(super) fn kind_of(units: &[Unit], group: &Group) -> NodeKind {
    let unit = group.lead.or_else(|| group.units.first().copied());
    unit.map_or(NodeKind::Organization, |unit| NodeKind::from(units[unit as usize].kind))
}

/// What a group is called; its members are left out.
pub(super) fn entity(gists: &Gists, units: &[Unit], known_labels: &Known, group: &Group) -> (Cluster, Option<Written>) {
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
    // the same in both scripts, but for places that common words name; those of bodies are translated, and their sound in
    // the other script says nothing.
    let sounds = matches!(kind, NodeKind::Person | NodeKind::Place);
    let (known_side, direction) = match (&label_ar, &label_en) {
        (Some(arabic), None) => (Some(arabic), Direction::ToLatin),
        (None, Some(latin)) => (Some(latin), Direction::ToArabic),
        _ => (None, Direction::ToLatin),
    };
    let place = known_side.filter(|_| kind == NodeKind::Place && direction == Direction::ToLatin);
    let translated = place.and_then(|name| sites::english(name));
    let spelled = known_side.filter(|_| sounds && translated.is_none());
    let written = spelled.map(|name| known_labels.written(name, direction));
    let guessed = written.is_some() || translated.is_some();
    let guess = translated.or_else(|| written.as_ref().and_then(|written| written.text.clone()));
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
