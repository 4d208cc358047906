//! Two members of the cast where they stand closest: what the decisions on ties and on acts both look at.

use rustc_hash::FxHashMap;

use super::clause;
use super::overview::Overview;
use super::pair::Pair;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Fact, Office, Participant};
use crate::lang::lexicon::Function;
use crate::lang::weights::Features;
use crate::model::document::Proclitics;
use crate::model::kinds::{EntityType, Level, Modality, Predicate};

/// What rules found, by the two members that it is about.
pub type Ruled<'s> = FxHashMap<(usize, usize), Vec<&'s Fact>>;

/// What is the same for all pairs of an article.
#[derive(Clone, Copy)]
pub struct Stage<'s, 'd> {
    pub context: &'s Context<'d>,
    pub cast: &'s Cast,
    pub offices: &'s [Office],
    pub overview: &'s Overview,
    pub ruled: &'s Ruled<'s>,
}

/// Two members of the cast and where they stand closest.
pub struct Scene<'s, 'd> {
    pub stage: Stage<'s, 'd>,
    pub a: usize,
    pub b: usize,
    pub pair: &'s Pair,
}

/// The facts of rules by the members that they are about.
pub fn by_members(facts: &[Fact]) -> Ruled<'_> {
    let mut ruled = Ruled::default();
    for fact in facts {
        if let (Participant::Member(a), Participant::Member(b)) = (fact.subject, fact.object) {
            ruled.entry((a, b)).or_default().push(fact);
        }
    }
    ruled
}

impl Scene<'_, '_> {
    /// The sort of one of the two.
    pub fn kind(&self, member: usize) -> EntityType {
        self.stage.cast.members[member].kind
    }

    /// Decides, and writes down what was decided, once for each stretch of text that says it.
    pub fn facts(&self, task: &'static str, features: &Features, rule: &'static str) -> Vec<Fact> {
        let Stage { context, cast, .. } = self.stage;
        let about = || vec![cast.members[self.a].subject(), cast.members[self.b].subject()];
        let choice = context.decide(task, features, about);
        let Some(predicate) = Predicate::named(choice.label) else { return Vec::new() };
        let span = self.pair.span();
        let modality = if self.pair.together() {
            let verb = span.clone().find(|&t| context.is_verb(t)).unwrap_or(span.start);
            let floor = context.sentence(span.start).start;
            let proclitics = context.matches.at(verb).first().map_or_else(Default::default, |m| m.reading.proclitics);
            clause::modality(context, floor, verb, proclitics)
        } else {
            Modality::Asserted
        };
        let fact = |evidence| Fact {
            subject: Participant::Member(self.a),
            predicate,
            object: Participant::Member(self.b),
            role: None,
            modality,
            confidence: choice.confidence(),
            evidence,
            rule,
        };
        self.pair.evidence().map(fact).collect()
    }

    /// Whether the two stand side by side in a list of three names or more: the towns A, B and C.
    fn is_listed(&self) -> bool {
        let Stage { context, cast, .. } = self.stage;
        let span = self.pair.span();
        let links = |at: usize| context.is_comma(at) || context.function(at) == Some(Function::Conjunction);
        let fused = |at: usize| {
            let joined = |p: Proclitics| p.has(Proclitics::CONJUNCTION);
            cast.covering(at).is_some_and(|m| m.cut > 0)
                && context.token(at).is_some_and(|t| t.readings.iter().any(|r| joined(r.proclitics)))
        };
        let between = self.pair.between_tokens();
        let side_by_side = between.clone().all(links) && (!between.is_empty() || fused(between.end));
        let earlier = span.start >= 2 && links(span.start - 1) && cast.covering(span.start - 2).is_some();
        let later = fused(span.end) || links(span.end) && cast.covering(span.end + 1).is_some();
        side_by_side && (earlier || later)
    }

    /// What both decisions look at.
    pub fn features(&self) -> Features {
        let Stage { context, cast, overview, ruled, .. } = self.stage;
        let mut f = Features::new();
        let kinds = [self.kind(self.a).name(), self.kind(self.b).name()].join(" ");
        f.add(&["kinds=", &kinds]);
        f.add(&["language=", context.language.code()]);
        for (name, member, tokens) in [("first", self.a, &self.pair.a), ("second", self.b, &self.pair.b)] {
            f.add(&[name, " subtype=", cast.members[member].subtype.unwrap_or("none")]);
            let level = cast.exactly(tokens).map_or(Level::Name, |m| m.level);
            f.add(&[name, " level=", level.name()]);
            f.add(&[&kinds, " ", self.pair.order(), " ", name, " level=", level.name()]);
            f.count_of(&[name, " mentions="], overview.mentions[member].len(), 5);
            if self.kind(member) == EntityType::Country {
                f.count_of(&[name, " country rank="], overview.rank(member), 3);
            }
        }
        if self.kind(self.b) == EntityType::Country {
            let home = overview.home(self.a, self.b).name();
            f.add(&[&kinds, " home=", home]);
            f.add(&[&kinds, " home=", home, " ", self.pair.order()]);
            f.count_of(&[&kinds, " home=", home, " rank="], overview.rank(self.b), 3);
        }
        for fact in ruled.get(&(self.a, self.b)).into_iter().flatten() {
            f.add(&["rule=", fact.rule, " ", fact.predicate.name()]);
        }
        self.pair.describe(context, &kinds, &mut f);
        if self.pair.together() {
            let others = cast.within(self.pair.span()).filter(|m| m.member != self.a && m.member != self.b).count();
            f.count("others between=", others, 3);
            f.count_of(&[&kinds, " others between="], others, 3);
            let next = context.token(self.pair.b.end).map_or("", |t| &*t.norm);
            f.add(&[&kinds, " ", self.pair.order(), " after second=", next]);
            if self.is_listed() {
                f.add(&[&kinds, " listed"]);
            }
        }
        f
    }
}
