//! Two mentions, how they stand to each other, and what that tells: the features that all decisions on pairs share.

use std::ops::Range;

use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Meaning};
use crate::lang::weights::Features;
use crate::model::document::Proclitics;

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
}

/// The closest pair: in one sentence before in two, then by the tokens between.
pub fn closest(context: &Context, a: &[Range<usize>], b: &[Range<usize>]) -> Option<Pair> {
    let mut best: Option<Pair> = None;
    for x in a {
        let at = context.document.sentence_of(x.start);
        for y in b {
            let sentences = at.abs_diff(context.document.sentence_of(y.start));
            let gap = if x.end <= y.start { y.start - x.end } else { x.start.saturating_sub(y.end) };
            if best.as_ref().is_none_or(|p| (sentences, gap) < (p.sentences, p.gap)) {
                best = Some(Pair { a: x.clone(), b: y.clone(), sentences, gap });
            }
        }
    }
    best
}

impl Pair {
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

    /// Where the two stand: distance, order, the words between and beside them.
    pub fn describe(&self, context: &Context, f: &mut Features) {
        if !self.together() {
            f.count("sentences apart=", self.sentences, 4);
            return;
        }
        let order = if self.inside() {
            "inside"
        } else if self.a.start < self.b.start {
            "before"
        } else {
            "after"
        };
        f.add(&["order=", order]);
        f.add(&["order=", order, " gap=", bucket(self.gap)]);
        if self.inside() {
            f.count("inside at=", self.a.start - self.b.start, 6);
        }
        self.between(context, order, f);
        let start = context.sentence(self.a.start).start;
        f.add(&["before it=", before(context, self.a.start, start)]);
        f.add(&[order, " before it=", before(context, self.a.start, start)]);
        let next = context.token(self.a.end).map_or("", |t| &*t.norm);
        f.add(&[order, " after it=", next]);
    }

    fn between(&self, context: &Context, order: &str, f: &mut Features) {
        let tokens = if self.a.end <= self.b.start { self.a.end..self.b.start } else { self.b.end..self.a.start };
        if tokens.start >= tokens.end {
            return;
        }
        let mut marks = 0;
        let mut verbs = 0;
        for at in tokens.clone() {
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
    }
}

fn bucket(gap: usize) -> &'static str {
    match gap {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "4",
        5..=8 => "8",
        9..=15 => "15",
        16..=30 => "30",
        _ => "more",
    }
}

/// The word before a mention, or the preposition that is written on it.
fn before<'c>(context: &'c Context, at: usize, start: usize) -> &'c str {
    if at <= start {
        return "nothing";
    }
    let clitic = context.matches.at(at).iter().find_map(|m| {
        let p = m.reading.proclitics;
        if p.has(Proclitics::LI) {
            Some("li")
        } else if p.has(Proclitics::BI) {
            Some("bi")
        } else {
            None
        }
    });
    clitic.unwrap_or_else(|| context.token(at - 1).map_or("", |t| &*t.norm))
}
