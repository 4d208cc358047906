//! Word vectors by skip-gram with negative sampling, and their clusters by spherical k-means.
//!
//! Mikolov et al. 2013; contexts to the left and to the right are told apart, which brings words of one part of
//! speech and one kind of name together (Ling et al. 2015). Linear in the text; k-means in words × clusters.

use super::Random;
use super::vocabulary::{BREAK, RARE, Vocabulary};

/// Length of a vector.
pub const SIZE: usize = 64;
/// The vector of a word.
pub type Vector = [f32; SIZE];

const WINDOW: usize = 3;
const NEGATIVES: usize = 5;
const RATE: f32 = 0.04;
/// Frequent words are skipped at random above this share of the text.
const SHARE: f64 = 1e-4;

/// The unit vector of every word of the vocabulary.
#[must_use]
pub fn learn(vocabulary: &Vocabulary, epochs: usize) -> Vec<Vector> {
    let words = vocabulary.words.len();
    let mut random = Random::new(7);
    let mut input: Vec<Vector> =
        (0..words).map(|_| std::array::from_fn(|_| (random.unit() - 0.5) / SIZE as f32)).collect();
    let mut output: Vec<Vector> = vec![[0.0; SIZE]; 2 * words];
    let keep = kept_shares(vocabulary);
    let noise = noise(vocabulary);
    if noise.is_empty() {
        return input;
    }
    let sigmoid: Vec<f32> = (0..1024).map(|i| 1.0 / (1.0 + (-(i as f32 - 512.0) / 64.0).exp())).collect();
    let steps = (vocabulary.stream.len() * epochs) as f32;
    let (mut done, mut kept) = (0, Vec::new());
    for paragraph in (0..epochs).flat_map(|_| vocabulary.stream.split(|&word| word == BREAK)) {
        kept.clear();
        kept.extend(paragraph.iter().copied().filter(|&w| w != RARE && random.unit() < keep[w as usize]));
        done += paragraph.len() + 1;
        let rate = RATE * (1.0 - done as f32 / steps).max(0.001);
        for (at, &word) in kept.iter().enumerate() {
            let reach = 1 + random.below(WINDOW);
            for (near, &seen) in kept.iter().enumerate().take(at + reach + 1).skip(at.saturating_sub(reach)) {
                if near == at {
                    continue;
                }
                let side = if near < at { 0 } else { words };
                let vector = input[word as usize];
                let mut change = [0.0; SIZE];
                for round in 0..=NEGATIVES {
                    let other = if round == 0 { seen } else { noise[random.below(noise.len())] };
                    if round > 0 && other == seen {
                        continue;
                    }
                    let context = &mut output[side + other as usize];
                    let place = (dot(&vector, context) * 64.0 + 512.0).clamp(0.0, 1023.0) as usize;
                    let step = (f32::from(u8::from(round == 0)) - sigmoid[place]) * rate;
                    for d in 0..SIZE {
                        change[d] += step * context[d];
                        context[d] += step * vector[d];
                    }
                }
                for (x, c) in input[word as usize].iter_mut().zip(change) {
                    *x += c;
                }
            }
        }
    }
    unit_length(&mut input);
    input
}

fn kept_shares(vocabulary: &Vocabulary) -> Vec<f32> {
    let total: f64 = vocabulary.counts.iter().map(|&c| f64::from(c)).sum();
    let share = |&count: &u32| {
        let ratio = SHARE * total / f64::from(count);
        (ratio.sqrt() + ratio) as f32
    };
    vocabulary.counts.iter().map(share).collect()
}

/// Words as often as they are to be drawn: by their counts to the power of ¾.
fn noise(vocabulary: &Vocabulary) -> Vec<u32> {
    const DRAWS: f64 = 4_194_304.0;
    let weight = |&count: &u32| f64::from(count).powf(0.75);
    let total: f64 = vocabulary.counts.iter().map(weight).sum();
    let (mut table, mut sum) = (Vec::new(), 0.0);
    for (word, count) in vocabulary.counts.iter().enumerate() {
        sum += weight(count) / total;
        while (table.len() as f64) < sum * DRAWS {
            table.push(word as u32);
        }
    }
    table
}

fn dot(a: &Vector, b: &Vector) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for lane in 0..8 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    sums.iter().sum()
}

fn unit_length(vectors: &mut [Vector]) {
    for vector in vectors {
        let length = dot(vector, vector).sqrt().max(1e-9);
        for x in vector {
            *x /= length;
        }
    }
}

/// The cluster of every vector: `count` clusters found on the first `head` vectors, the rest assigned to them.
#[must_use]
pub fn cluster(vectors: &[Vector], count: usize, head: usize) -> Vec<u16> {
    const ROUNDS: usize = 8;
    let head = head.min(vectors.len());
    let mut clusters = vec![0; vectors.len()];
    if head == 0 {
        return clusters;
    }
    let mut random = Random::new(11 + count as u64);
    let mut centres: Vec<Vector> = (0..count).map(|_| vectors[random.below(head)]).collect();
    for round in 0..=ROUNDS {
        let last = round == ROUNDS;
        let assigned = if last { vectors.len() } else { head };
        assign(&vectors[..assigned], &centres, &mut clusters);
        if last {
            break;
        }
        let mut sums = vec![[0.0; SIZE]; count];
        let mut sizes = vec![0_u32; count];
        for (vector, &cluster) in vectors[..head].iter().zip(&clusters) {
            sizes[usize::from(cluster)] += 1;
            for (sum, x) in sums[usize::from(cluster)].iter_mut().zip(vector) {
                *sum += x;
            }
        }
        for (sum, size) in sums.iter_mut().zip(sizes) {
            if size == 0 {
                *sum = vectors[random.below(head)];
            }
        }
        unit_length(&mut sums);
        centres = sums;
    }
    clusters
}

/// The nearest centre of each vector; centres are turned so that the inner loop runs along memory.
fn assign(vectors: &[Vector], centres: &[Vector], clusters: &mut [u16]) {
    let count = centres.len();
    let mut turned = vec![0.0; count * SIZE];
    for (c, centre) in centres.iter().enumerate() {
        for (d, x) in centre.iter().enumerate() {
            turned[d * count + c] = *x;
        }
    }
    let mut nearness = vec![0.0_f32; count];
    for (vector, cluster) in vectors.iter().zip(clusters) {
        nearness.fill(0.0);
        for (x, row) in vector.iter().zip(turned.chunks_exact(count)) {
            for (sum, y) in nearness.iter_mut().zip(row) {
                *sum += x * y;
            }
        }
        let mut best = 0;
        for (c, &value) in nearness.iter().enumerate() {
            if value > nearness[best] {
                best = c;
            }
        }
        *cluster = best as u16;
    }
}
