//! Teaches small decisions: examples with named features → rows of `data/models/weights.tsv`.
//!
//! Multinomial logistic regression with `none` as the label of reference, fitted by `AdaGrad` (Duchi et al. 2011) with L2;
//! examples are seen in a fixed shuffled order, so that equal input gives equal weights. O(passes · features).

use rustc_hash::FxHashMap;

/// One decision with what would have been right.
#[derive(Clone, Debug)]
pub struct Example {
    /// The features' names.
    pub features: Vec<String>,
    /// The right label.
    pub label: String,
}

/// A feature of what sparing readers annotated, who told a third fewer events and facts of as much text. It takes up
/// that difference in teaching and gets no row: no article that the program reads is theirs.
pub const SPARING: &str = "read sparingly";

/// What sparing readers do not teach: which events are worth telling.
pub const UNTAUGHT: &str = "event";

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub passes: usize,
    /// Step of `AdaGrad`.
    pub step: f64,
    /// Strength of the pull towards zero.
    pub decay: f64,
    /// Features seen in fewer examples are left out.
    pub rarest: usize,
    /// Thousandths added to every label's bias: above zero for more recall.
    pub lean: i32,
    /// Thousandths that a weight needs to be worth a row.
    pub least: i32,
    /// Right examples that a label needs to be taught.
    pub fewest: usize,
}

impl Settings {
    /// What cross-validation found to serve every task.
    const fn leaning(lean: i32) -> Self {
        Self { passes: 20, step: 0.1, decay: 10.0, rarest: 8, lean, least: 60, fewest: 15 }
    }

    /// For a task with many labels: only what is seen often, so that the table can still be read.
    const fn of_many(lean: i32) -> Self {
        Self { rarest: 16, ..Self::leaning(lean) }
    }
}

/// A decision that is taught.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// Its name in the table.
    pub name: &'static str,
    /// How it is fitted.
    pub settings: Settings,
}

/// What is taught by treebanks, before all else: which words are finite verbs.
pub const VERBS: Task =
    Task { name: "verb", settings: Settings { rarest: 5, least: 200, decay: 2.0, ..Settings::leaning(0) } };

/// The tasks that are taught, in stages: what one stage keeps, the next one meets. Missing something costs more than
/// F1 alone would have it at even odds while half of what is kept is right: hence the leanings, set by
/// cross-validation; those of events, of who took part in them and where, and of acts are lower than their best there,
/// for the sake of precision.
pub const STAGES: &[&[Task]] = &[
    &[
        Task { name: "same event", settings: Settings::leaning(400) },
        Task { name: "end of statement", settings: Settings { decay: 3.0, ..Settings::leaning(0) } },
        Task { name: "post", settings: Settings::leaning(700) },
    ],
    &[Task { name: "statement", settings: Settings::leaning(800) }],
    &[
        Task { name: "event", settings: Settings { decay: 20.0, rarest: 5, ..Settings::leaning(600) } },
        Task { name: "type of event", settings: Settings { rarest: 12, least: 150, ..Settings::of_many(0) } },
        Task { name: "tie", settings: Settings::of_many(1400) },
    ],
    &[
        Task { name: "part in event", settings: Settings { decay: 20.0, ..Settings::leaning(1400) } },
        Task { name: "place of event", settings: Settings { decay: 20.0, ..Settings::leaning(1400) } },
    ],
    &[Task { name: "act", settings: Settings { rarest: 60, least: 80, fewest: 40, ..Settings::of_many(600) } }],
];

/// A row of the table: label, feature, weight in thousandths.
pub type Row = (String, String, i32);

/// Fits the weights of one task.
#[must_use]
pub fn fit(examples: &[&Example], settings: Settings) -> Vec<Row> {
    let labels: Vec<&str> = {
        let mut labels: Vec<&str> = examples.iter().map(|e| e.label.as_str()).filter(|l| *l != "none").collect();
        labels.sort_unstable();
        labels.chunk_by(|a, b| a == b).filter(|same| same.len() >= settings.fewest).map(|same| same[0]).collect()
    };
    let (names, counts, coded) = code(examples, settings.rarest);
    let width = labels.len();
    let mut weights = vec![0.0_f64; names.len() * width];
    let mut squares = vec![1e-6_f64; names.len() * width];
    let gold: Vec<Option<usize>> = examples.iter().map(|e| labels.iter().position(|l| *l == e.label)).collect();
    // A pass pulls every weight alike, however few examples show its feature.
    let decay: Vec<f64> = counts.iter().map(|&count| settings.decay / count as f64).collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Shuffle(0x9e37_79b9_7f4a_7c15);
    let mut odds = vec![0.0; width];
    let mut sums = vec![0.0_f64; weights.len()];
    for pass in 0..settings.passes {
        random.shuffle(&mut order);
        for &i in &order {
            chances(&coded[i], &weights, &mut odds);
            for (label, &chance) in odds.iter().enumerate() {
                let error = chance - f64::from(u8::from(gold[i] == Some(label)));
                for &feature in &coded[i] {
                    let at = feature as usize * width + label;
                    // The bias is free: how rare a label is, is no reason to doubt it.
                    let pull = if feature == 0 { 0.0 } else { decay[feature as usize] * weights[at] };
                    let slope = error + pull;
                    squares[at] += slope * slope;
                    weights[at] -= settings.step * slope / squares[at].sqrt();
                }
            }
        }
        if pass >= settings.passes / 2 {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    // What the last half of the passes found on average depends less on the order of the examples.
    let counted = (settings.passes - settings.passes / 2) as f64;
    for sum in &mut sums {
        *sum /= counted;
    }
    rows(&names, &labels, &sums, settings)
}

/// The chance of each label but `none`.
fn chances(features: &[u32], weights: &[f64], odds: &mut [f64]) {
    let width = odds.len();
    odds.fill(0.0);
    for &feature in features {
        for (label, odd) in odds.iter_mut().enumerate() {
            *odd += weights[feature as usize * width + label];
        }
    }
    let most = odds.iter().copied().fold(0.0, f64::max);
    let sum = (-most).exp() + odds.iter().map(|o| (o - most).exp()).sum::<f64>();
    for odd in odds.iter_mut() {
        *odd = (*odd - most).exp() / sum;
    }
}

/// Numbers the features that are frequent enough, the bias first, and counts in how many examples each stands.
fn code(examples: &[&Example], rarest: usize) -> (Vec<String>, Vec<usize>, Vec<Vec<u32>>) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for feature in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut kept: Vec<&str> =
        counts.iter().filter(|&(name, &count)| *name != "bias" && count >= rarest).map(|(name, _)| *name).collect();
    kept.sort_unstable();
    kept.insert(0, "bias");
    let number: FxHashMap<&str, u32> = kept.iter().enumerate().map(|(i, name)| (*name, i as u32)).collect();
    let coded = examples
        .iter()
        .map(|e| e.features.iter().filter_map(|name| number.get(name.as_str()).copied()).collect())
        .collect();
    let seen = kept.iter().map(|name| counts.get(name).copied().unwrap_or(1)).collect();
    (kept.into_iter().map(str::to_owned).collect(), seen, coded)
}

/// The weights that matter, in the order of the alphabet.
fn rows(names: &[String], labels: &[&str], weights: &[f64], settings: Settings) -> Vec<Row> {
    let mut rows = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (f, name) in names.iter().enumerate() {
            let mut weight = (weights[f * labels.len() + l] * 1000.0).round() as i32;
            if name == "bias" {
                weight += settings.lean;
            }
            if weight.abs() >= settings.least && name != SPARING {
                rows.push(((*label).to_owned(), name.clone(), weight));
            }
        }
    }
    rows
}

/// Marsaglia's xorshift: an order that looks random and is always the same.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            order.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_what_a_word_tells() {
        let example = |label: &str, features: &[&str]| Example {
            label: label.to_owned(),
            features: features.iter().map(|f| (*f).to_owned()).collect(),
        };
        let mut examples = Vec::new();
        for _ in 0..20 {
            examples.push(example("hosted", &["bias", "by"]));
            examples.push(example("none", &["bias", "near"]));
        }
        let examples: Vec<&Example> = examples.iter().collect();
        let rows = fit(&examples, Settings::leaning(0));
        let weight = |feature: &str| rows.iter().find(|r| r.1 == feature).map_or(0, |r| r.2);
        assert!(weight("by") > 500 && weight("near") < -500, "{rows:?}");
        assert_eq!(rows, fit(&examples, Settings::leaning(0)));
    }
}
