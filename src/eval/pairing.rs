//! Which found thing is which gold thing? One to one, the most similar pair first; a thing found in two halves costs
//! a false positive.

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotation::Thing;
use super::normal::Words;

/// Of a found thing its name and this many aliases count, so that a long list of guesses wins nothing.
const FORMS: usize = 9;

/// Found ids and the gold ids that they stand for.
pub type Pairs<'a> = FxHashMap<&'a str, &'a str>;

/// Pairs what was found with the gold, of names alike by at least `floor`.
#[must_use]
pub fn pair<'a>(gold: &'a [Thing], found: &'a [Thing], floor: f64, same_type: bool) -> Pairs<'a> {
    let gold_forms: Vec<Vec<Words>> = gold.iter().map(|thing| forms(thing, usize::MAX)).collect();
    let found_forms: Vec<Vec<Words>> = found.iter().map(|thing| forms(thing, FORMS)).collect();
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            if same_type && g.kind != f.kind {
                continue;
            }
            let score = similarity(&gold_forms[i], &found_forms[j], floor);
            if score > 0.0 {
                candidates.push((score, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut taken_gold, mut taken_found) = (FxHashSet::default(), FxHashSet::default());
    let mut pairs = Pairs::default();
    for (_, i, j) in candidates {
        if !taken_gold.contains(&i) && !taken_found.contains(&j) {
            taken_gold.insert(i);
            taken_found.insert(j);
            pairs.insert(&found[j].id, &gold[i].id);
        }
    }
    pairs
}

/// The name and the aliases, folded.
fn forms(thing: &Thing, most: usize) -> Vec<Words> {
    let all = std::iter::once(&thing.name).chain(&thing.aliases);
    all.filter(|form| !form.is_empty()).take(most).map(|form| Words::of(form)).collect()
}

/// The best of all forms; the gold's full name weighs more.
fn similarity(gold: &[Words], found: &[Words], floor: f64) -> f64 {
    let mut best = 0.0_f64;
    for (i, x) in gold.iter().enumerate() {
        for y in found {
            let score = x.overlap(y);
            if score >= floor {
                best = best.max(score + if i == 0 { 0.5 } else { 0.0 });
            }
        }
    }
    best
}
