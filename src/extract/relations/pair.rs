//! Two mentions, how they stand to each other, and what that tells: the features that all decisions on pairs share.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::extract::context::{Context, Grain};
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::lang::weights::{Features, bucket};

/// A pair of token ranges, the closest of two participants.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The first participant's mention.
    pub a: Range<usize>,
    /// The second participant's mention.
    pub b: Range<usize>,
    /// Sentences between them.
    pub sentences: usize,
    /// Tokens between them; none where one holds the other.
    pub gap: usize,
    /// How often the two are named in one sentence.
    pub shared: usize,
}

/// Farthest that two mentions are weighed as a pair, in tokens.
const REACH: usize = 200;

/// Each two participants of two lists that come near each other, where they stand closest: in one sentence before in
/// two, then by the tokens between. Linear in the mentions, since only those a few sentences away are looked at.
pub fn near(context: &Context, a: &[Vec<Range<usize>>], b: &[Vec<Range<usize>>], sentences: usize) -> Pairs {
    let mut places: Vec<(Range<usize>, usize, usize)> = Vec::new();
    for (owner, mentions) in b.iter().enumerate() {
        places.extend(mentions.iter().map(|m| (m.clone(), context.document.sentence_of(m.start), owner)));
    }
    places.sort_by_key(|(tokens, _, owner)| (tokens.start, tokens.end, *owner));
    let mut pairs = Pairs::default();
    for (owner, mentions) in a.iter().enumerate() {
        for x in mentions {
            let sentence = context.document.sentence_of(x.start);
            let first = places.partition_point(|(tokens, _, _)| tokens.start + REACH < x.start);
            for (y, other, second) in places[first..].iter().take_while(|p| p.0.start <= x.start + REACH) {
                let apart = sentence.abs_diff(*other);
                if apart > sentences {
                    continue;
                }
                let pair = Pair::new(x.clone(), y.clone(), apart);
                let best = pairs.entry((owner, *second)).or_insert_with(|| pair.clone());
                best.shared += usize::from(apart == 0);
                if (pair.sentences, pair.gap) < (best.sentences, best.gap) {
                    *best = Pair { shared: best.shared, ..pair };
                }
            }
        }
    }
    pairs
}

/// Pairs by the numbers of their participants.
pub type Pairs = BTreeMap<(usize, usize), Pair>;

impl Pair {
    /// Two mentions so many sentences apart.
    pub const fn new(a: Range<usize>, b: Range<usize>, sentences: usize) -> Self {
        let gap = if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) };
        Self { a, b, sentences, gap, shared: 0 }
    }

    /// The first mentions of two participants.
    pub fn of_first(context: &Context, a: &[Range<usize>], b: &[Range<usize>]) -> Option<Self> {
        let (a, b) = (a.first()?.clone(), b.first()?.clone());
        let apart = context.document.sentence_of(a.start).abs_diff(context.document.sentence_of(b.start));
        Some(Self::new(a, b, apart))
    }

    /// Whether both stand in one sentence.
    pub const fn together(&self) -> bool {
        self.sentences == 0
    }

    /// Whether the first stands within the second.
    pub const fn inside(&self) -> bool {
        self.b.start <= self.a.start && self.a.end <= self.b.end
    }

    /// The tokens of both and between them; of each alone where they stand in two sentences.
    pub fn evidence(&self) -> impl Iterator<Item = Range<usize>> {
        let first = if self.together() { self.span() } else { self.a.clone() };
        std::iter::once(first).chain((!self.together()).then(|| self.b.clone()))
    }

    /// From the first to the last token of both.
    pub fn span(&self) -> Range<usize> {
        self.a.start.min(self.b.start)..self.a.end.max(self.b.end)
    }

    /// How the first stands to the second.
    pub const fn order(&self) -> &'static str {
        if !self.together() {
            "apart"
        } else if self.inside() {
            "inside"
        } else if self.a.start < self.b.start {
            "before"
        } else {
            "after"
        }
    }

    /// Whether the first speaks of the second: a verb of speech is the only finite one between them, and none of a relative
    /// clause.
    pub fn reports(&self, context: &Context) -> bool {
        let mut finite = self.between_tokens().filter(|&at| context.is_finite(at));
        let (Some(verb), None) = (finite.next(), finite.next()) else { return false };
        let speech = |m| matches!(m, Meaning::Speech { form: Form::Past | Form::Present, .. }).then_some(());
        self.together()
            && self.order() == "before"
            && !context.can_be(verb - 1, Function::Relative)
            && context.matches.find(verb, speech).is_some()
    }

    /// The tokens between the two.
    pub fn between_tokens(&self) -> Range<usize> {
        self.a.end.min(self.b.end)..self.a.start.max(self.b.start)
    }

    /// Where the two stand: distance, order, the words between and beside them; `kinds` says what the two are.
    pub fn describe(&self, context: &Context, kinds: &str, f: &mut Features) {
        let order = self.order();
        f.add(&["order=", order]);
        f.add(&[kinds, " order=", order]);
        f.count("shared sentences=", self.shared, 4);
        self.beside(context, order, f);
        if !self.together() {
            f.count("sentences apart=", self.sentences, 4);
            return;
        }
        f.add(&["order=", order, " gap=", bucket(self.gap)]);
        f.add(&[kinds, " order=", order, " gap=", bucket(self.gap)]);
        if self.inside() {
            f.count("inside at=", self.a.start - self.b.start, 6);
        }
        self.between(context, order, f);
        f.add(&["before it=", context.before(self.a.start)]);
        f.add(&[order, " before it=", context.before(self.a.start)]);
        f.add(&[kinds, " before it=", context.before(self.a.start)]);
        f.add(&[kinds, " ", order, " before second=", context.before(self.b.start)]);
        let next = context.token(self.a.end).map_or("", |t| &*t.norm);
        f.add(&[order, " after it=", next]);
    }

    /// What sort of words stand beside the two.
    fn beside(&self, context: &Context, order: &str, f: &mut Features) {
        let language = context.language.code();
        for (name, tokens) in [(" first", &self.a), (" second", &self.b)] {
            let sentence = context.sentence(tokens.start);
            let neighbours = [
                (" after ", tokens.start.checked_sub(1)),
                (" two after ", tokens.start.checked_sub(2)),
                (" before ", Some(tokens.end)),
            ];
            for (side, at) in neighbours {
                let Some(at) = at.filter(|at| sentence.contains(at)) else { continue };
                f.add(&[language, " ", order, name, side, "coarse=", context.cluster(at, Grain::Coarse)]);
                f.add(&[language, " ", order, name, side, "middle=", context.cluster(at, Grain::Middle)]);
            }
        }
    }

    /// The verbs of the clauses that the two stand in.
    pub fn verbs(&self, context: &Context, f: &mut Features) {
        let (order, language) = (self.order(), context.language.code());
        let verb = |name: &str, verb: Option<usize>, from: usize, f: &mut Features| {
            let Some(at) = verb else { return f.add(&[order, name, "none"]) };
            f.add(&[order, name, "at=", bucket(at.abs_diff(from))]);
            f.add(&[language, " ", order, name, "middle=", context.cluster(at, Grain::Middle)]);
        };
        let a = verb_before(context, self.a.start);
        verb(" verb of first ", a, self.a.start, f);
        verb(" verb after first ", verb_after(context, self.a.end, self.a.start), self.a.end, f);
        if let Some(at) = a {
            f.add(&[language, " ", order, " verb of first fine=", context.cluster(at, Grain::Fine)]);
        }
        if !self.together() || self.inside() {
            return;
        }
        let b = verb_before(context, self.b.start);
        verb(" verb of second ", b, self.b.start, f);
        verb(" verb after second ", verb_after(context, self.b.end, self.b.start), self.b.end, f);
        f.add(&[order, if a == b { " one verb" } else { " two verbs" }]);
        let between: Vec<usize> = self.between_tokens().filter(|&at| context.is_finite(at)).take(4).collect();
        f.count_of(&[order, " finite between="], between.len(), 3);
        f.count("finite between=", between.len(), 3);
        if let &[at] = between.as_slice() {
            f.add(&[language, " ", order, " finite between middle=", context.cluster(at, Grain::Middle)]);
            f.add(&[language, " ", order, " finite between fine=", context.cluster(at, Grain::Fine)]);
        }
    }

    fn between(&self, context: &Context, order: &str, f: &mut Features) {
        let tokens = if self.a.end <= self.b.start { self.a.end..self.b.start } else { self.b.end..self.a.start };
        if tokens.start >= tokens.end {
            return;
        }
        let mut marks = 0;
        let mut verbs = 0;
        let mut clauses = 0;
        for at in tokens.clone() {
            let class = context.function(at);
            clauses += usize::from(matches!(
                class,
                Some(Function::Complementizer | Function::Relative | Function::Subordinator)
            ));
            if context.is_mark(at) {
                marks += usize::from(!context.is(at, "-"));
                continue;
            }
            let verb = context.matches.find(at, |m| match m {
                Meaning::Speech { lemma, form: Form::Past | Form::Present, .. }
                | Meaning::Act { lemma, form: Form::Past | Form::Present, .. }
                | Meaning::EventVerb { lemma, .. } => Some(lemma),
                _ => None,
            });
            if let Some((_, lemma)) = verb {
                verbs += 1;
                f.add(&[order, " verb between=", lemma]);
            }
            if let Some(token) = context.token(at).filter(|_| tokens.len() <= 8) {
                f.add(&[order, " between=", &token.norm]);
            }
        }
        f.count("marks between=", marks, 3);
        f.count("verbs between=", verbs, 3);
        f.count("clauses between=", clauses, 2);
    }
}

/// Farthest that the verb of a clause is looked for, in tokens.
const CLAUSE: usize = 40;

/// The finite verb before a token of the same sentence.
fn verb_before(context: &Context, at: usize) -> Option<usize> {
    let start = context.sentence(at).start.max(at.saturating_sub(CLAUSE));
    (start..at).rev().find(|&at| context.is_finite(at))
}

/// The finite verb at or after the end of some tokens, within the sentence of their first.
fn verb_after(context: &Context, end: usize, first: usize) -> Option<usize> {
    let limit = context.sentence(first).end.min(end + CLAUSE);
    (end..limit).find(|&at| context.is_finite(at))
}
