//! Entities and events: who took part in it (`part in event`), and where it was (`place of event`).
//!
//! Pairs are weighed that come within a few sentences of each other; the events that the article is about, with every
//! member of the cast. Towns are decided on before countries: an event in a town is in its country.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::clause;
use super::overview::{self, Home, Overview};
use super::pair::{self, Pair, Pairs};
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::{Context, Grain};
use crate::extract::fact::{Fact, Happening, Office, Participant, titled};
use crate::lang::lexicon::{Function, Meaning};
use crate::lang::weights::{Features, Subject, bucket};
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, Level, Modality, Predicate};

/// Sentences between an event and who may have taken part in it.
const REACH: usize = 4;

/// The first events of an article are weighed with everyone.
const FOREMOST: usize = 2;

/// Most names of a list that are walked back over.
const LISTED: usize = 24;

/// Who took part in what, and how the two stand to each other.
#[derive(Default)]
pub struct Parts {
    /// The facts of taking part and of places.
    pub facts: Vec<Fact>,
    /// Members that took part, by event.
    pub participants: Vec<Vec<usize>>,
    /// Where members and events come closest.
    pub pairs: Pairs,
}

/// The facts that tie members of the cast to events.
pub fn find(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    overview: &Overview,
    happenings: &[Happening],
    standing: &[Fact],
) -> Parts {
    let events: Vec<Vec<Range<usize>>> = happenings
        .iter()
        .map(|h| {
            let wide = h.forms.last().map(|p| p.tokens.clone());
            wide.into_iter().chain(h.mentions.iter().map(|p| p.tokens.clone())).collect()
        })
        .collect();
    let mut pairs = pair::near(context, &overview.mentions, &events, REACH);
    for (number, mentions) in events.iter().enumerate() {
        if number < FOREMOST || overview::is_titled(context, mentions) {
            for (member, own) in overview.mentions.iter().enumerate() {
                if !pairs.contains_key(&(member, number)) {
                    pairs.extend(Pair::of_first(context, own, mentions).map(|pair| ((member, number), pair)));
                }
            }
        }
    }
    let located = standing.iter().filter(|f| f.predicate == Predicate::LocatedIn).filter_map(|f| {
        if let (Participant::Member(a), Participant::Member(b)) = (f.subject, f.object) { Some((a, b)) } else { None }
    });
    let located: FxHashSet<(usize, usize)> = located.collect();
    let modalities: Vec<Modality> = happenings.iter().map(|happening| clause::put(context, happening)).collect();
    let mut parts = Parts { participants: vec![Vec::new(); happenings.len()], ..Parts::default() };
    let mut towns: Vec<Vec<usize>> = vec![Vec::new(); happenings.len()];
    for countries in [false, true] {
        for (&(member, number), pair) in &pairs {
            let kind = cast.members[member].kind;
            if (kind == EntityType::Country) != countries {
                continue;
            }
            let happening = &happenings[number];
            let scene = Scene {
                context,
                cast,
                offices,
                overview,
                happening,
                number,
                member,
                mentions: &events[number],
                pair,
                towns: &towns[number],
                located: &located,
            };
            let event = || Subject::Event(super::super::events::forms(context, happening));
            let (who, what) = (Participant::Member(member), Participant::Happening(number));
            let features = scene.features();
            if kind.is_actor() {
                let about = || vec![cast.members[member].subject(), event()];
                let choice = context.decide("part in event", &features, about);
                if let Some(predicate) = Predicate::named(choice.label) {
                    parts.participants[number].push(member);
                    parts.facts.extend(facts(
                        pair,
                        (who, predicate, what),
                        modalities[number],
                        choice.confidence(),
                        "event.part",
                    ));
                }
            }
            if matches!(kind, EntityType::Place | EntityType::Country) {
                let about = || vec![event(), cast.members[member].subject()];
                let choice = context.decide("place of event", &features, about);
                if let Some(predicate) = Predicate::named(choice.label) {
                    if kind == EntityType::Place {
                        towns[number].push(member);
                    }
                    parts.facts.extend(facts(
                        pair,
                        (what, predicate, who),
                        modalities[number],
                        choice.confidence(),
                        "event.place",
                    ));
                }
            }
        }
    }
    parts.pairs = pairs;
    parts
}

fn facts<'p>(
    pair: &'p Pair,
    (subject, predicate, object): (Participant, Predicate, Participant),
    modality: Modality,
    confidence: u8,
    rule: &'static str,
) -> impl Iterator<Item = Fact> + 'p {
    pair.evidence().map(move |evidence| Fact {
        subject,
        predicate,
        object,
        role: None,
        modality,
        confidence,
        evidence,
        rule,
    })
}

/// One pair with its surroundings.
struct Scene<'s, 'd> {
    context: &'s Context<'d>,
    cast: &'s Cast,
    offices: &'s [Office],
    overview: &'s Overview,
    happening: &'s Happening,
    number: usize,
    member: usize,
    /// Where the event is named.
    mentions: &'s [Range<usize>],
    pair: &'s Pair,
    /// The towns that it was in.
    towns: &'s [usize],
    /// Which members are in which countries.
    located: &'s FxHashSet<(usize, usize)>,
}

impl Scene<'_, '_> {
    fn features(&self) -> Features {
        let mut f = Features::new();
        let (kind, event) = (self.kind().name(), self.happening.kind.name());
        let kinds = [kind, " in ", event].concat();
        f.add(&["entity=", kind]);
        f.add(&["event=", event]);
        f.add(&["entity=", kind, " event=", event]);
        f.add(&["language=", self.context.language.code()]);
        self.told(&kinds, &mut f);
        let said = self.overview.said[self.member];
        if said > 0 {
            f.add(&["speaks, event=", event]);
            f.count("speaks, event number=", self.number, 3);
        }
        f.count("speaks=", said, 3);
        self.pair.describe(self.context, kind, &mut f);
        self.pair.verbs(self.context, &mut f);
        f.add(&[self.context.language.code(), " head fine=", self.context.cluster(self.head(), Grain::Fine)]);
        f.add(&[&kinds, " order=", self.pair.order()]);
        self.standing(&mut f);
        if self.kind() == EntityType::Country {
            self.land(&mut f);
        }
        if self.pair.together() {
            self.nearby(&mut f);
            self.listed(&mut f);
        }
        f
    }

    /// Who tells of the event where the two stand closest: the member itself, another, or the article.
    fn told(&self, kinds: &str, f: &mut Features) {
        let who = match self.overview.words.by(self.head()) {
            None => "told by the article",
            Some(speaker) if speaker == self.member => "told by it",
            Some(_) => "told by another",
        };
        let named = if self.overview.words.holds(self.pair.a.start) { " named in speech" } else { " named outside" };
        f.add(&[who]);
        f.add(&[who, named]);
        f.add(&[kinds, " ", who]);
        f.add(&[self.pair.order(), " ", who, named]);
    }

    fn kind(&self) -> EntityType {
        self.cast.members[self.member].kind
    }

    /// Whether the event is in a town of this country.
    fn land(&self, f: &mut Features) {
        let tied = |&town: &usize| self.located.contains(&(town, self.member));
        let homes = || self.towns.iter().map(|&town| self.overview.home(town, self.member));
        let town = if self.towns.is_empty() {
            "none"
        } else if homes().any(|h| h == Home::Here) || self.towns.iter().any(tied) {
            "here"
        } else if homes().any(|h| h == Home::Elsewhere) {
            "elsewhere"
        } else {
            "somewhere"
        };
        f.add(&["its town=", town]);
        f.add(&["its town=", town, " order=", self.pair.order()]);
        f.count("country rank=", self.overview.rank(self.member), 3);
        f.count_of(&["its town=", town, " rank="], self.overview.rank(self.member), 3);
    }

    /// How much the article is about the two.
    fn standing(&self, f: &mut Features) {
        let mentions = self.overview.mentions[self.member].len();
        // How sure the event itself is: a doubtful one has no doubtless participants.
        f.count("event surety=", usize::try_from(self.happening.margin / 400).unwrap_or(0), 8);
        f.count("event number=", self.number, 5);
        f.count("event mentions=", self.happening.mentions.len(), 4);
        f.count("entity mentions=", mentions, 6);
        f.count("entity sentence=", self.overview.first_sentence[self.member], 6);
        f.count("event sentence=", overview::first_sentence(self.context, self.mentions), 6);
        let (titled, told) = (self.overview.titled[self.member], overview::is_titled(self.context, self.mentions));
        f.flag("entity in title", titled);
        f.flag("event in title", told);
        f.flag("both in title", titled && told);
        let together = if self.pair.together() { "together" } else { "apart" };
        f.add(&[together, " entity=", self.kind().name(), " event=", self.happening.kind.name()]);
        f.count(if self.pair.together() { "together event number=" } else { "apart event number=" }, self.number, 3);
        f.count(if self.pair.together() { "together mentions=" } else { "apart mentions=" }, mentions, 5);
    }

    /// The token of the event's noun or verb in its closest mention.
    fn head(&self) -> usize {
        let here = self.happening.mentions.iter().find(|p| p.tokens.start == self.pair.b.start);
        here.map_or(self.pair.b.start, |p| p.head)
    }

    fn is_verbal(&self, head: usize) -> bool {
        self.context.matches.find(head, |m| matches!(m, Meaning::Event { .. }).then_some(())).is_none()
    }

    /// What stands around the closest mentions.
    fn nearby(&self, f: &mut Features) {
        let context = self.context;
        let level = self.cast.exactly(&self.pair.a).map_or(Level::Name, |m| m.level);
        f.add(&["level=", level.name()]);
        f.add(&["level=", level.name(), if self.pair.inside() { " inside" } else { " outside" }]);
        let covered = self.cast.covering(self.pair.a.start).is_some_and(|m| m.tokens.len() > self.pair.a.len());
        f.flag("within another name", covered);
        let head = self.head();
        let side = if self.pair.a.start < head { "left" } else { "right" };
        let near = if self.is_verbal(head) { "verb told " } else { "noun told " };
        f.add(&[near, side]);
        f.count(
            if self.pair.a.start < head { "left of head=" } else { "right of head=" },
            self.pair.a.start.abs_diff(head),
            6,
        );
        f.add(&[near, side, " entity=", self.kind().name()]);
        if let Some(token) = context.token(head) {
            f.add(&["head=", &token.norm, " ", side]);
        }
        // Other names between the two make it less likely that this one belongs.
        let between = self.pair.a.start.min(head)..self.pair.a.end.max(head);
        let others = || self.cast.within(between.clone()).filter(|m| m.tokens != self.pair.a);
        let kin = others().filter(|m| self.cast.kind(m) == self.kind()).count();
        f.count("others of its kind between=", kin, 3);
        let actors = others().filter(|m| self.cast.kind(m).is_actor()).count();
        f.count_of(&[near, side, " actors between="], actors, 3);
        let sentence = context.sentence(self.pair.a.start);
        let first = self.cast.within(sentence.clone()).find(|m| self.cast.kind(m).is_actor());
        let leads = first.is_some_and(|m| m.member == self.member);
        f.add(&[if leads { "first of its sentence " } else { "later in its sentence " }, near, side]);
        self.verbs(sentence.start, f);
        let preposition = context.function(self.pair.a.start.saturating_sub(1)) == Some(Function::Preposition);
        f.flag("after a preposition", preposition && self.pair.a.start > sentence.start);
        f.flag("dateline", self.pair.a.end <= self.body() + 6);
    }

    /// The first token of the body.
    fn body(&self) -> usize {
        let title = |t: &crate::model::document::Token| t.field == crate::model::span::Field::Title;
        self.context.document.tokens.partition_point(title)
    }

    /// The verbs beside the member.
    fn verbs(&self, floor: usize, f: &mut Features) {
        let lemma = |at: usize| {
            self.context.matches.find(at, |m| match m {
                Meaning::EventVerb { lemma, .. } | Meaning::Act { lemma, .. } | Meaning::Speech { lemma, .. } => {
                    Some(lemma)
                }
                _ => None,
            })
        };
        let a = &self.pair.a;
        if let Some((_, lemma)) = (floor.max(a.start.saturating_sub(4))..a.start).rev().find_map(lemma) {
            f.add(&["verb before it=", lemma]);
        }
        if let Some((_, lemma)) = (a.end..a.end + 3).find_map(lemma) {
            f.add(&["verb after it=", lemma]);
        }
    }

    /// What stands before the first of the names that this one is listed with: it holds for all.
    fn listed(&self, f: &mut Features) {
        let Some(mention) = self.cast.exactly(&self.pair.a) else { return };
        let (start, number) = self.list_of(mention);
        let head = self.head();
        let (side, gap) = if start < head { ("left", head - start) } else { ("right", start - head) };
        let word = self.context.before(start);
        f.count("listed=", number, 3);
        f.add(&["list ", side, " gap=", bucket(gap)]);
        f.add(&["list ", side, " before it=", word]);
        f.add(&["list of ", self.kind().name(), " ", side, " gap=", bucket(gap)]);
        f.add(&["list in ", self.happening.kind.name(), " ", side, " before it=", word]);
    }

    /// The first token of a list of names with their titles, and how many stand before this one.
    fn list_of(&self, mention: &Mention) -> (usize, usize) {
        let context = self.context;
        let mut start = self.phrase_start(mention);
        for number in 0..LISTED {
            let fused = context.token(start).is_some_and(|t| {
                let conjunction = |p: Proclitics| p.has(Proclitics::CONJUNCTION);
                let cut = t.readings.iter().any(|r| r.surface == mention.cut && conjunction(r.proclitics));
                let title = context.title(start).is_some_and(|(m, _)| conjunction(m.reading.proclitics));
                mention.tokens.start == start && cut || title
            });
            let link = start > 0
                && (context.is_comma(start - 1) || context.function(start - 1) == Some(Function::Conjunction));
            let end = if fused {
                start
            } else if link {
                start - 1
            } else {
                return (start, number);
            };
            let earlier = end.checked_sub(1).and_then(|at| self.cast.covering(at)).filter(|m| m.tokens.end == end);
            let Some(earlier) = earlier.filter(|m| self.cast.kind(m).is_actor() == self.kind().is_actor()) else {
                return (start, number);
            };
            start = self.phrase_start(earlier);
        }
        (start, LISTED)
    }

    /// The first token of a name with its title.
    fn phrase_start(&self, mention: &Mention) -> usize {
        let before = mention.tokens.start.checked_sub(1);
        let own = before.and_then(|at| titled(self.offices, at).find(|o| o.person == mention.member));
        own.map_or(mention.tokens.start, |o| o.title.start.min(mention.tokens.start))
    }
}
