//! The best sequence of labels, and by how much each mention beats the best reading without it.
//!
//! Viterbi forwards and backwards on integers (max-marginals): linear in tokens, quadratic in labels.

use super::model::Model;

/// A mention within a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The first token.
    pub first: usize,
    /// The token after the last.
    pub end: usize,
    /// Its kind, by the order of the model.
    pub kind: usize,
    /// The least margin of its tokens: how far the best reading with another kind or outside lies behind.
    pub margin: i32,
}

/// Never reached by sums of weights.
const NEVER: i32 = -1_000_000_000;

/// Whether a label may begin a sentence or follow the outside label.
#[must_use]
pub const fn begins(label: usize) -> bool {
    label == 0 || matches!((label - 1) % 4, 0 | 3)
}

/// Whether a label may end a sentence or stand before the outside label.
#[must_use]
pub const fn ends(label: usize) -> bool {
    label == 0 || matches!((label - 1) % 4, 2 | 3)
}

/// Whether label `b` may follow label `a`.
#[must_use]
pub const fn follows(a: usize, b: usize) -> bool {
    match (ends(a), begins(b)) {
        (true, true) => true,
        (false, false) => (a - 1) / 4 == (b - 1) / 4,
        _ => false,
    }
}

/// The kind of a label, `None` outside.
#[must_use]
pub const fn kind(label: usize) -> Option<usize> {
    if label == 0 { None } else { Some((label - 1) / 4) }
}

/// Decodes the scores of a sentence, `labels` for each token; `round` chooses the transitions.
#[derive(Debug)]
pub struct Decoder {
    /// By round and label, which labels it may follow and with what weight, and which may follow it.
    before: [Vec<Vec<(u16, i32)>>; 2],
    after: [Vec<Vec<(u16, i32)>>; 2],
    labels: usize,
    forward: Vec<i32>,
    backward: Vec<i32>,
    from: Vec<u16>,
}

impl Decoder {
    /// A decoder for a model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let labels = model.labels();
        let weight = |round: usize, a: usize, b: usize| {
            model.transitions[round].get(a * labels + b).copied().unwrap_or_default()
        };
        let all = |one: &dyn Fn(usize) -> Vec<(u16, i32)>| (0..labels).map(one).collect();
        let before = [0, 1].map(|round| {
            all(&|b| (0..labels).filter(|&a| follows(a, b)).map(|a| (a as u16, weight(round, a, b))).collect())
        });
        let after = [0, 1].map(|round| {
            all(&|a| (0..labels).filter(|&b| follows(a, b)).map(|b| (b as u16, weight(round, a, b))).collect())
        });
        Self { before, after, labels, forward: Vec::new(), backward: Vec::new(), from: Vec::new() }
    }

    /// The label of every token.
    pub fn labels(&mut self, scores: &[i32], round: usize) -> Vec<u8> {
        let labels = self.labels;
        let tokens = scores.len() / labels;
        if tokens == 0 {
            return Vec::new();
        }
        self.forward.clear();
        self.forward.resize(tokens * labels, NEVER);
        self.from.clear();
        self.from.resize(tokens * labels, 0);
        for label in (0..labels).filter(|&label| begins(label)) {
            self.forward[label] = scores[label];
        }
        for token in 1..tokens {
            let (before, now) = self.forward.split_at_mut(token * labels);
            let before = &before[(token - 1) * labels..];
            let own = &scores[token * labels..(token + 1) * labels];
            let from = &mut self.from[token * labels..(token + 1) * labels];
            for (((now, from), own), pairs) in now.iter_mut().zip(from).zip(own).zip(&self.before[round]) {
                let mut best = (NEVER, 0);
                for &(a, weight) in pairs {
                    let score = before[usize::from(a)] + weight;
                    best = if score > best.0 { (score, a) } else { best };
                }
                *now = (best.0 + own).max(NEVER);
                *from = best.1;
            }
        }
        let last = &self.forward[(tokens - 1) * labels..];
        let mut label = (0..labels).filter(|&l| ends(l)).max_by_key(|&l| (last[l], std::cmp::Reverse(l))).unwrap_or(0);
        let mut path = vec![0; tokens];
        for token in (0..tokens).rev() {
            path[token] = label as u8;
            label = usize::from(self.from[token * labels + label]);
        }
        path
    }

    /// The mentions of a sentence with their margins.
    pub fn mentions(&mut self, scores: &[i32], round: usize) -> Vec<Mention> {
        let path = self.labels(scores, round);
        let mut mentions = spans(&path);
        if !mentions.is_empty() {
            self.look_back(scores, round);
            for mention in &mut mentions {
                mention.margin = (mention.first..mention.end)
                    .map(|token| self.margin(token, mention.kind))
                    .min()
                    .unwrap_or_default();
            }
        }
        mentions
    }

    fn look_back(&mut self, scores: &[i32], round: usize) {
        let labels = self.labels;
        let tokens = scores.len() / labels;
        self.backward.clear();
        self.backward.resize(tokens * labels, NEVER);
        for label in (0..labels).filter(|&label| ends(label)) {
            self.backward[(tokens - 1) * labels + label] = 0;
        }
        for token in (1..tokens).rev() {
            let (now, after) = self.backward.split_at_mut(token * labels);
            let now = &mut now[(token - 1) * labels..];
            let own = &scores[token * labels..(token + 1) * labels];
            after.iter_mut().zip(own).for_each(|(after, own)| *after += own);
            for (now, pairs) in now.iter_mut().zip(&self.after[round]) {
                *now = pairs.iter().fold(*now, |best, &(b, weight)| best.max(after[usize::from(b)] + weight));
            }
            after.iter_mut().zip(own).for_each(|(after, own)| *after -= own);
        }
    }

    fn margin(&self, token: usize, own: usize) -> i32 {
        let (mut best, mut other) = (NEVER, NEVER);
        for label in 0..self.labels {
            let place = token * self.labels + label;
            let through = (self.forward[place] + self.backward[place]).max(NEVER);
            if kind(label) == Some(own) {
                best = best.max(through);
            } else {
                other = other.max(through);
            }
        }
        best - other
    }
}

/// The mentions that labels spell.
#[must_use]
pub fn spans(path: &[u8]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut first = 0;
    for (token, &label) in path.iter().enumerate() {
        let label = usize::from(label);
        if let Some(kind) = kind(label) {
            if begins(label) {
                first = token;
            }
            if ends(label) {
                mentions.push(Mention { first, end: token + 1, kind, margin: 0 });
            }
        }
    }
    mentions
}
