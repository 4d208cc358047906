//! The measures: figures that the guidelines' script gave for two small files, and the floors of the sample articles.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use khabar::eval::annotation::{Annotation, read};
use khabar::eval::report;
use khabar::eval::score::{Score, score};

use crate::laws::sample;

/// F1 that the sample articles must reach; the rules have not seen their gold. Raise them with the rules.
const FLOORS: &[(&str, f64)] = &[
    ("entity", 0.89),
    ("entity:person", 0.90),
    ("entity:organization", 0.82),
    ("entity:country", 0.96),
    ("entity:place", 0.78),
    ("event", 0.59),
    ("relation", 0.42),
    ("statement", 0.68),
];

fn file(name: &str) -> Vec<Annotation> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(BufReader::new(file)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn total(gold: &[Annotation], found: &[Annotation]) -> Score {
    let mut total = Score::default();
    for (_, one) in score(gold, found) {
        total.merge(one);
    }
    total
}

#[test]
fn figures_are_those_of_the_guidelines() {
    let (gold, found) = (file("eval/gold.jsonl"), file("eval/found.jsonl"));
    let expected = include_str!("eval/figures.txt");
    let scores = score(&gold, &found);
    let figures = report::per_article(&scores) + &report::table(&total(&gold, &found));
    for (figure, expected) in figures.lines().zip(expected.lines()) {
        assert_eq!(figure, expected);
    }
    assert_eq!(figures, expected);
}

#[test]
fn gold_against_itself_is_perfect() {
    let gold = file("gold/sample.jsonl");
    let perfect = total(&gold, &gold);
    assert!((perfect.graph() - 1.0).abs() < 1e-9, "{}", report::table(&perfect));
    assert!(perfect.misses.is_empty(), "{}", report::errors(&perfect));
}

#[test]
fn the_sample_articles_reach_their_floors() {
    let found: Vec<Annotation> = sample().iter().map(|e| Annotation::of(e).expect("its own JSON")).collect();
    let total = total(&file("gold/sample.jsonl"), &found);
    for (measure, floor) in FLOORS {
        let reached = total.tally(measure).f1();
        assert!(reached >= *floor, "{measure} fell to {reached:.3}, below {floor}\n{}", report::table(&total));
    }
}
