//! Two entities of one sentence, by learned decisions: a standing fact (`tie`) or an act of one upon the other (`act`).
//!
//! What the rules of `structure` and `acts` found is a feature here. An act that a rule found stands in any case: the
//! rules are strict, and many acts are too rare to be learned.

use std::ops::Range;

use super::clause;
use super::pair::{self, Pair};
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Office, Participant};
use crate::lang::lexicon::{Form, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::kinds::{EntityType, Level, Predicate};

/// Farthest that two entities of a standing fact are apart, in tokens.
const TIE_REACH: usize = 10;
/// Farthest that an actor and whom it acts upon are apart, in tokens.
const ACT_REACH: usize = 25;

/// Confidence from which a standing fact of a rule needs no confirmation.
const SURE: u8 = 80;

/// The facts between entities: those of the rules, confirmed or added to by what was learned.
pub fn find(context: &Context, cast: &Cast, offices: &[Office], ruled: &[Fact]) -> Vec<Fact> {
    let places: Vec<Vec<Range<usize>>> = (0..cast.members.len())
        .map(|i| cast.mentions.iter().filter(|m| m.member == i).map(|m| m.tokens.clone()).collect())
        .collect();
    let taught = context.knows("tie");
    let mut facts: Vec<Fact> =
        ruled.iter().filter(|f| !taught || is_act(f.predicate) || f.confidence >= SURE).cloned().collect();
    for a in 0..cast.members.len() {
        for b in (0..cast.members.len()).filter(|&b| b != a) {
            let Some(pair) = pair::closest(context, &places[a], &places[b]).filter(Pair::together) else { continue };
            let scene = Scene { context, cast, offices, ruled, a, b, pair: &pair };
            facts.extend(scene.tie());
            facts.extend(scene.act());
        }
    }
    facts
}

const fn is_act(predicate: Predicate) -> bool {
    predicate.is_act() || matches!(predicate, Predicate::Met | Predicate::FamilyOf)
}

/// Two members of the cast and where they stand closest.
struct Scene<'s, 'd> {
    context: &'s Context<'d>,
    cast: &'s Cast,
    offices: &'s [Office],
    ruled: &'s [Fact],
    a: usize,
    b: usize,
    pair: &'s Pair,
}

impl Scene<'_, '_> {
    fn tie(&self) -> Option<Fact> {
        let possible = matches!(self.kind(self.b), EntityType::Organization | EntityType::Country | EntityType::Place)
            && self.kind(self.a) != EntityType::Country
            && (self.pair.inside() || self.pair.gap <= TIE_REACH);
        if !possible {
            return None;
        }
        let mut features = self.features();
        features.flag(
            "within one title",
            self.offices.iter().any(|o| o.title.contains(&self.pair.a.start) && o.title.contains(&self.pair.b.start)),
        );
        features.flag(
            "holds a role there",
            self.offices.iter().any(|o| o.person == self.a && o.title.contains(&self.pair.b.start)),
        );
        // An office with its words says more than a tie without.
        let office = self.offices.iter().any(|o| o.person == self.a && o.title.contains(&self.pair.b.start));
        self.fact("tie", features, "tie.learned")
            .filter(|f| !(office && matches!(f.predicate, Predicate::HoldsRole | Predicate::MemberOf)))
    }

    fn act(&self) -> Option<Fact> {
        let actors = self.kind(self.a).is_actor() && self.kind(self.b).is_actor();
        if !actors || self.pair.inside() || self.pair.gap > ACT_REACH {
            return None;
        }
        let mut features = self.features();
        if !self.triggers(&mut features) {
            return None;
        }
        self.fact("act", features, "act.learned")
    }

    fn fact(&self, task: &'static str, features: Features, rule: &'static str) -> Option<Fact> {
        let about = || vec![subject(self.cast, self.a), subject(self.cast, self.b)];
        let choice = self.context.decide(task, features, about);
        let predicate = Predicate::named(choice.label)?;
        let evidence = self.pair.span();
        let verb = evidence.clone().find(|&t| self.context.is_verb(t)).unwrap_or(evidence.start);
        let floor = self.context.sentence(evidence.start).start;
        let proclitics = self.context.matches.at(verb).first().map_or_else(Default::default, |m| m.reading.proclitics);
        Some(Fact {
            subject: Participant::Member(self.a),
            predicate,
            object: Participant::Member(self.b),
            role: None,
            modality: clause::modality(self.context, floor, verb, proclitics),
            confidence: choice.confidence(),
            evidence,
            rule,
        })
    }

    fn kind(&self, member: usize) -> EntityType {
        self.cast.members[member].kind
    }

    fn features(&self) -> Features {
        let mut f = self.context.features();
        let (a, b) = (self.kind(self.a).name(), self.kind(self.b).name());
        f.add(&["kinds=", a, " ", b]);
        f.add(&["language=", self.context.language.code()]);
        for (name, member) in [("first subtype=", self.a), ("second subtype=", self.b)] {
            f.add(&[name, self.cast.members[member].subtype.unwrap_or("none")]);
        }
        for (name, tokens) in [("first level=", &self.pair.a), ("second level=", &self.pair.b)] {
            let level = self.cast.mentions.iter().find(|m| m.tokens == *tokens).map_or(Level::Name, |m| m.level);
            f.add(&[name, level.name()]);
        }
        let same = |f: &&Fact| f.subject == Participant::Member(self.a) && f.object == Participant::Member(self.b);
        for fact in self.ruled.iter().filter(same) {
            f.add(&["rule=", fact.rule, " ", fact.predicate.name()]);
        }
        self.pair.describe(self.context, &mut f);
        let others = self.cast.within(self.pair.span()).filter(|m| m.member != self.a && m.member != self.b).count();
        f.count("others between=", others, 3);
        f
    }

    /// Words that relate two actors, before, between and after them; false where there are none.
    fn triggers(&self, f: &mut Features) -> bool {
        let span = self.pair.span();
        let sentence = self.context.sentence(span.start);
        let from = span.start.saturating_sub(4).max(sentence.start);
        let order = if self.pair.a.start < self.pair.b.start { "straight" } else { "turned" };
        let mut found = false;
        for at in from..(span.end + 3).min(sentence.end) {
            let side = if at < span.start {
                "before"
            } else if at < span.end {
                "between"
            } else {
                "after"
            };
            let trigger = self.context.matches.find(at, |m| match m {
                Meaning::Act { predicate, form, lemma, .. } if is_act(predicate) => Some((predicate, form, lemma)),
                _ => None,
            });
            let Some((_, (predicate, form, lemma))) = trigger.filter(|_| self.cast.covering(at).is_none()) else {
                continue;
            };
            found = true;
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
        found
    }
}

fn subject(cast: &Cast, member: usize) -> Subject {
    let member = &cast.members[member];
    Subject::Entity(member.kind.name(), std::iter::once(&member.name).chain(&member.aliases).cloned().collect())
}
