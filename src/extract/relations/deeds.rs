//! What one actor does to another, by the learned decision `act`: a word that relates the two, an event that both took
//! part in, or what the one says of the other.
//!
//! What the rules of `acts` found is a feature here and stands in any case: the rules are strict, and many acts are too
//! rare to be learned.

use std::collections::BTreeMap;

use super::events::Parts;
use super::overview::Spoken;
use super::pair::{Pair, Pairs};
use super::scene::{Scene, Stage};
use crate::extract::context::{Context, Grain};
use crate::extract::fact::{Fact, Happening};
use crate::lang::lexicon::{Form, Meaning};
use crate::lang::weights::Features;
use crate::model::kinds::Predicate;

/// Farthest that an actor and whom it acts upon are apart, in tokens.
const REACH: usize = 25;

/// Most participants of an event that are weighed two by two.
const MOST: usize = 8;

/// Whether a predicate tells what one actor does to another.
pub const fn is_deed(predicate: Predicate) -> bool {
    predicate.is_act() || matches!(predicate, Predicate::Met | Predicate::FamilyOf)
}

/// The deeds between actors that stand near a word of deeds, and between those who took part in one event.
pub fn find(stage: Stage, pairs: &Pairs, happenings: &[Happening], parts: &Parts) -> Vec<Fact> {
    let shared = shared(parts);
    let mut facts = Vec::new();
    let mut weigh = |a: usize, b: usize, pair: &Pair| {
        let scene = Scene { stage, a, b, pair };
        let events = shared.get(&(a, b)).map_or(&[][..], Vec::as_slice);
        if !scene.kind(a).is_actor() || !scene.kind(b).is_actor() {
            return;
        }
        let close = pair.together() && !pair.inside() && pair.gap <= REACH;
        let triggers = if close { triggers(&scene) } else { Vec::new() };
        let spoken = stage.overview.speaks_of(a, b);
        if !triggers.is_empty() || spoken.is_some() || !events.is_empty() {
            let mut features = scene.features();
            for trigger in &triggers {
                trigger.describe(&mut features);
            }
            features.flag("told in words", !triggers.is_empty());
            pair.verbs(stage.context, &mut features);
            features.flag("first speaks of second", spoken.is_some());
            features.flag("second speaks of first", stage.overview.speaks_of(b, a).is_some());
            if let Some(spoken) = spoken {
                said(stage.context, spoken, &mut features);
            }
            together(&scene, happenings, parts, events, &mut features);
            facts.extend(scene.facts("act", &features, "act.learned"));
        }
    };
    for (&(a, b), pair) in pairs.iter().filter(|((a, b), _)| a != b) {
        weigh(a, b, pair);
    }
    let mentions = &stage.overview.mentions;
    for &(a, b) in shared.keys().filter(|key| !pairs.contains_key(key)) {
        if let Some(pair) = Pair::of_first(stage.context, &mentions[a], &mentions[b]) {
            weigh(a, b, &pair);
        }
    }
    facts
}

/// The events that two members both took part in, in either order of the two.
fn shared(parts: &Parts) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut shared: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, members) in parts.participants.iter().enumerate().filter(|(_, m)| m.len() <= MOST) {
        for &a in members {
            for &b in members.iter().filter(|&&b| b != a) {
                shared.entry((a, b)).or_default().push(number);
            }
        }
    }
    shared
}

/// What the events tell that the two took part in.
fn together(scene: &Scene, happenings: &[Happening], parts: &Parts, events: &[usize], f: &mut Features) {
    let context = scene.stage.context;
    for &number in events {
        let kind = happenings[number].kind.name();
        f.add(&["both in=", kind]);
        f.count_of(&["both in=", kind, " of "], parts.participants[number].len(), 4);
        f.count_of(&["both in=", kind, " number "], number, 2);
        let (Some(a), Some(b)) = (parts.pairs.get(&(scene.a, number)), parts.pairs.get(&(scene.b, number))) else {
            continue;
        };
        f.add(&["both in=", kind, " first ", a.order(), " second ", b.order()]);
        for (name, pair) in [(" first", a), (" second", b)] {
            if pair.together() {
                f.add(&["both in=", kind, name, " after=", context.before(pair.a.start)]);
                f.add(&["both in", name, " after=", context.before(pair.a.start)]);
            }
        }
    }
}

/// How far around a name what is said of it is looked at, in tokens.
const SAID: usize = 8;

/// By which word and in which words one speaks of the other.
fn said(context: &Context, spoken: &Spoken, f: &mut Features) {
    let language = context.language.code();
    let cue = context.matches.find(spoken.cue, |m| match m {
        Meaning::Speech { lemma, polarity, .. } => Some((lemma, polarity)),
        _ => None,
    });
    if let Some((_, (lemma, polarity))) = cue {
        f.add(&["says by=", lemma]);
        f.add(&["says to effect=", polarity.map_or("none", Predicate::name)]);
    }
    f.count("said at=", (spoken.name.start - spoken.content.start) / 3, 5);
    let near = spoken.content.start.max(spoken.name.start.saturating_sub(SAID))
        ..spoken.content.end.min(spoken.name.end + SAID);
    for at in near.filter(|at| !spoken.name.contains(at)) {
        let side = if at < spoken.name.start { " said before " } else { " said after " };
        if context.function(at).is_none() && context.is_word(at) {
            f.add(&[language, side, "coarse=", context.cluster(at, Grain::Coarse)]);
            f.add(&[language, side, "middle=", context.cluster(at, Grain::Middle)]);
        }
        let deed = context.matches.find(at, |m| match m {
            Meaning::Act { predicate, .. } if is_deed(predicate) => Some(predicate),
            Meaning::Speech { polarity: Some(predicate), .. } => Some(predicate),
            _ => None,
        });
        if let Some((_, predicate)) = deed {
            f.add(&["said", side, "trigger=", predicate.name()]);
        }
    }
}

/// A word that relates two actors.
struct Trigger {
    /// Where it stands: before, between or after them.
    side: &'static str,
    /// Whether who is first named is whom the pair has first.
    order: &'static str,
    predicate: Predicate,
    form: Form,
    lemma: &'static str,
}

impl Trigger {
    fn describe(&self, f: &mut Features) {
        let &Self { side, order, predicate, form, lemma } = self;
        let form = match form {
            Form::Past | Form::Present | Form::Base => "verb",
            Form::Passive => "passive",
            Form::Masdar => "verbal noun",
            _ => "word",
        };
        f.add(&["trigger ", side, "=", predicate.name()]);
        f.add(&["trigger ", side, "=", predicate.name(), " ", form, " ", order]);
        f.add(&["trigger word=", lemma, " ", side, " ", order]);
    }
}

/// The words that relate two actors.
fn triggers(scene: &Scene) -> Vec<Trigger> {
    let Stage { context, cast, .. } = scene.stage;
    let span = scene.pair.span();
    let sentence = context.sentence(span.start);
    let from = span.start.saturating_sub(4).max(sentence.start);
    let order = if scene.pair.a.start < scene.pair.b.start { "straight" } else { "turned" };
    let trigger = |at: usize| {
        let (_, (predicate, form, lemma)) = context.matches.find(at, |m| match m {
            Meaning::Act { predicate, form, lemma, .. } if is_deed(predicate) => Some((predicate, form, lemma)),
            Meaning::Speech { polarity: Some(predicate), form, lemma, .. } => Some((predicate, form, lemma)),
            _ => None,
        })?;
        let side = if at < span.start {
            "before"
        } else if at < span.end {
            "between"
        } else {
            "after"
        };
        cast.covering(at).is_none().then_some(Trigger { side, order, predicate, form, lemma })
    };
    (from..(span.end + 3).min(sentence.end)).filter_map(trigger).collect()
}
