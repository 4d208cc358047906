//! Trains a linear-chain conditional random field (Lafferty et al. 2001) by adaptive steps (Duchi et al. 2011).
//!
//! Features are dropped out at random, weights are averaged over the last third of the epochs. One sentence costs
//! tokens × (features × labels + labels²).

use super::Random;
use crate::lang::recognizer::decode::{begins, ends, follows};

/// A sentence to learn from.
#[derive(Debug, Default)]
pub struct Example {
    /// Where the features of each token begin; one more than there are tokens.
    pub starts: Vec<u32>,
    /// Ids of features.
    pub features: Vec<u32>,
    /// The label of each token.
    pub labels: Vec<u8>,
    /// Scores that are given, by token and label; empty for none.
    pub given: Vec<f32>,
    /// How much it counts.
    pub weight: f32,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes over the data.
    pub epochs: usize,
    /// Step size of the first epoch; falls to a tenth.
    pub rate: f32,
    /// Pull towards zero.
    pub decay: f32,
    /// Share of features left out at random.
    pub drop: f32,
}

/// Real-valued weights.
#[derive(Clone, Debug)]
pub struct Field {
    /// Number of labels.
    pub labels: usize,
    /// By feature and label.
    pub weights: Vec<f32>,
    /// By label and next label.
    pub transitions: Vec<f32>,
}

/// Trains on examples with `features` different features, from the given transitions on.
#[must_use]
pub fn train(examples: &[Example], features: usize, transitions: Vec<f32>, options: Options) -> Field {
    let labels = transitions.len().isqrt();
    let mut field = Field { labels, weights: vec![0.0; features * labels], transitions };
    let mut squares = vec![1e-2_f32; features * labels];
    let mut squares_of_transitions = vec![1e-3_f32; labels * labels];
    let mut random = Random::new(5);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let pairs: Vec<(usize, usize)> =
        (0..labels).flat_map(|a| (0..labels).map(move |b| (a, b))).filter(|&(a, b)| follows(a, b)).collect();
    let mut sum: Option<(Field, f32)> = None;
    let mut kept = Vec::new();
    for epoch in 0..options.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        let rate = options.rate * (1.0 - 0.9 * epoch as f32 / options.epochs as f32);
        for &at in &order {
            let example = &examples[at];
            keep(example, &mut random, options.drop, &mut kept);
            let scores = field.scores(example, &kept, options.drop);
            let (changes, moves) = gradient(&field, example, &scores, &pairs);
            let scale = example.weight / (1.0 - options.drop);
            for (token, change) in changes.chunks_exact(labels).enumerate() {
                if change.iter().all(|c| c.abs() < 1e-3) {
                    continue;
                }
                for &feature in &kept[example.starts[token] as usize..example.starts[token + 1] as usize] {
                    if feature == DROPPED {
                        continue;
                    }
                    let row = feature as usize * labels..(feature as usize + 1) * labels;
                    let weights = field.weights[row.clone()].iter_mut().zip(&mut squares[row]);
                    for ((weight, square), c) in weights.zip(change) {
                        let step = c * scale + options.decay * *weight;
                        *square += step * step;
                        *weight -= rate * step / square.sqrt();
                    }
                }
            }
            for &(a, b) in &pairs {
                let place = a * labels + b;
                let step = moves[place] * example.weight + options.decay * field.transitions[place];
                squares_of_transitions[place] += step * step;
                field.transitions[place] -= rate * step / squares_of_transitions[place].sqrt();
            }
        }
        if epoch * 3 >= options.epochs * 2 {
            match &mut sum {
                None => sum = Some((field.clone(), 1.0)),
                Some((total, count)) => {
                    total.weights.iter_mut().zip(&field.weights).for_each(|(t, w)| *t += w);
                    total.transitions.iter_mut().zip(&field.transitions).for_each(|(t, w)| *t += w);
                    *count += 1.0;
                }
            }
        }
    }
    let Some((mut mean, count)) = sum else { return field };
    mean.weights.iter_mut().chain(&mut mean.transitions).for_each(|w| *w /= count);
    mean
}

/// Marks a feature that is left out this time.
const DROPPED: u32 = u32::MAX;

fn keep(example: &Example, random: &mut Random, drop: f32, kept: &mut Vec<u32>) {
    kept.clear();
    kept.extend(example.features.iter().map(|&f| if random.unit() < drop { DROPPED } else { f }));
}

impl Field {
    fn scores(&self, example: &Example, kept: &[u32], drop: f32) -> Vec<f32> {
        let labels = self.labels;
        let mut scores = vec![0.0_f32; example.labels.len() * labels];
        for (token, row) in scores.chunks_exact_mut(labels).enumerate() {
            for &feature in &kept[example.starts[token] as usize..example.starts[token + 1] as usize] {
                if feature != DROPPED {
                    let weights = &self.weights[feature as usize * labels..(feature as usize + 1) * labels];
                    row.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
                }
            }
            for score in row.iter_mut() {
                *score /= 1.0 - drop;
            }
        }
        scores.iter_mut().zip(&example.given).for_each(|(score, given)| *score += given);
        scores
    }
}

/// Expected minus true counts, of labels by token and of pairs of labels, by the forward-backward algorithm.
fn gradient(field: &Field, example: &Example, scores: &[f32], pairs: &[(usize, usize)]) -> (Vec<f32>, Vec<f32>) {
    let labels = field.labels;
    let tokens = example.labels.len();
    let mut local = Vec::with_capacity(scores.len());
    for row in scores.chunks_exact(labels) {
        let most = row.iter().copied().fold(f32::MIN, f32::max);
        local.extend(row.iter().map(|score| (score - most).max(-40.0).exp()));
    }
    let moves: Vec<f32> = field.transitions.iter().map(|t| t.exp()).collect();
    let mut forward = vec![0.0_f32; tokens * labels];
    let mut backward = vec![0.0_f32; tokens * labels];
    for label in (0..labels).filter(|&label| begins(label)) {
        forward[label] = local[label];
    }
    normal(&mut forward[..labels]);
    for token in 1..tokens {
        let (before, now) = forward.split_at_mut(token * labels);
        let (before, now) = (&before[(token - 1) * labels..], &mut now[..labels]);
        for &(a, b) in pairs {
            now[b] += before[a] * moves[a * labels + b];
        }
        now.iter_mut().zip(&local[token * labels..]).for_each(|(p, l)| *p *= l);
        normal(now);
    }
    for label in (0..labels).filter(|&label| ends(label)) {
        backward[(tokens - 1) * labels + label] = 1.0;
    }
    for token in (1..tokens).rev() {
        let (now, after) = backward.split_at_mut(token * labels);
        let now = &mut now[(token - 1) * labels..];
        for &(a, b) in pairs {
            now[a] += moves[a * labels + b] * local[token * labels + b] * after[b];
        }
        normal(now);
    }
    let mut changes: Vec<f32> = forward.iter().zip(&backward).map(|(f, b)| f * b).collect();
    let mut pair_changes = vec![0.0_f32; labels * labels];
    for (token, change) in changes.chunks_exact_mut(labels).enumerate() {
        normal(change);
        let truth = usize::from(example.labels[token]);
        change[truth] -= 1.0;
        if token > 0 {
            let through = |a: usize, b: usize| {
                let place = token * labels + b;
                forward[(token - 1) * labels + a] * moves[a * labels + b] * local[place] * backward[place]
            };
            let total: f32 = pairs.iter().map(|&(a, b)| through(a, b)).sum();
            if total > 0.0 {
                for &(a, b) in pairs {
                    pair_changes[a * labels + b] += through(a, b) / total;
                }
            }
            pair_changes[usize::from(example.labels[token - 1]) * labels + truth] -= 1.0;
        }
    }
    (changes, pair_changes)
}

fn normal(shares: &mut [f32]) {
    let total: f32 = shares.iter().sum();
    if total > 0.0 {
        for share in shares {
            *share /= total;
        }
    }
}
