//! Tallies: what is right, what is in the gold, what was found; of one article and of many together.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotation::Annotation;
use super::measures::article;

/// Right ones, gold ones and found ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: usize,
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

impl Tally {
    fn add(&mut self, right: usize, gold: usize, found: usize) {
        self.right += right;
        self.gold += gold;
        self.found += found;
    }

    /// Share of the found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        if self.found == 0 { 0.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Share of the gold that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// Something that the gold has and the program missed, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Id of the article.
    pub article: String,
    /// In the gold (true) or only found.
    pub missed: bool,
    /// Type of a thing, or `relation`, `statement` or `speaker` (of a statement that was found).
    pub kind: String,
    /// The name, or the fact in words.
    pub text: String,
    /// The rule that read what should not be there.
    pub rule: Option<String>,
}

/// How often a rule was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Relations or statements that are in the gold.
    pub right: usize,
    /// Those that are not.
    pub wrong: usize,
}

/// The figures of some articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Tallies by measure.
    pub measures: BTreeMap<String, Tally>,
    /// What was wrong.
    pub misses: Vec<Miss>,
    /// Tallies by rule.
    pub rules: BTreeMap<String, RuleTally>,
    /// Gold articles for which nothing was given.
    pub absent: usize,
    /// Gold articles.
    pub articles: usize,
}

/// The four measures that make the graph score.
pub const MAIN: [&str; 4] = ["entity", "event", "relation", "statement"];

impl Score {
    pub(super) fn add(&mut self, measure: &str, right: usize, gold: usize, found: usize) {
        self.measures.entry(measure.to_owned()).or_default().add(right, gold, found);
    }

    /// The tally of one measure.
    #[must_use]
    pub fn tally(&self, measure: &str) -> Tally {
        self.measures.get(measure).copied().unwrap_or_default()
    }

    /// The mean of the four main F1.
    #[must_use]
    pub fn graph(&self) -> f64 {
        MAIN.iter().map(|measure| self.tally(measure).f1()).sum::<f64>() / 4.0
    }

    /// Adds the figures of other articles.
    pub fn merge(&mut self, other: Self) {
        for (measure, tally) in other.measures {
            self.add(&measure, tally.right, tally.gold, tally.found);
        }
        for (rule, tally) in other.rules {
            let sum = self.rules.entry(rule).or_default();
            sum.right += tally.right;
            sum.wrong += tally.wrong;
        }
        self.misses.extend(other.misses);
        self.absent += other.absent;
        self.articles += other.articles;
    }
}

/// Scores found annotations against gold ones, article by article in the gold's order.
#[must_use]
pub fn score(gold: &[Annotation], found: &[Annotation]) -> Vec<(String, Score)> {
    let found: FxHashMap<&str, &Annotation> = found.iter().map(|a| (a.id(), a)).collect();
    let nothing = Annotation::default();
    // Of a gold article that stands twice the last one counts, in the place of the first.
    let last: FxHashMap<&str, usize> = gold.iter().enumerate().map(|(i, a)| (a.id(), i)).collect();
    let mut seen = FxHashSet::default();
    let mut scores = Vec::new();
    for annotation in gold {
        let id = annotation.id();
        if !seen.insert(id) {
            continue;
        }
        let mut score = article(&gold[last[id]], found.get(id).copied().unwrap_or(&nothing));
        score.absent = usize::from(!found.contains_key(id));
        score.articles = 1;
        scores.push((id.to_owned(), score));
    }
    scores
}
