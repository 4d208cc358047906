//! How often resolution is right: pairs of names judged by reading, half of them not tuned on.

use khabar::eval::pairs::{self, Pair, Tally};
use khabar::resolve::resolve;

fn half(text: &str, half: &str) -> Vec<Pair> {
    let mut list = pairs::read(text).unwrap_or_else(|error| panic!("{error}"));
    list.retain(|pair| pair.sorts["half"] == half);
    assert!(!list.is_empty());
    list
}

#[expect(clippy::print_stderr, reason = "the figures are shown with --nocapture")]
#[track_caller]
fn check(tally: &Tally<'_>, list: &[Pair], least_precision: f64, least_recall: f64) {
    let told = pairs::report(tally, list);
    eprintln!("{told}");
    assert!(tally.precision() >= least_precision && tally.recall() >= least_recall, "{told}");
}

/// Precision and recall of "same" on one half of the neighbours of some draws, all in one corpus.
fn check_neighbours(name: &str, drawn: &[&str], least_precision: f64, least_recall: f64) {
    let mut list = half(include_str!("../gold/neighbours.tsv"), name);
    list.retain(|pair| drawn.contains(&pair.sorts["drawn"].as_str()));
    check(&pairs::tally(&list, &resolve(&pairs::articles(&list))), &list, least_precision, least_recall);
}

#[test]
fn neighbours_that_were_tuned_on() {
    check_neighbours("tuned", &["1", "2"], 0.98, 0.9);
}

#[test]
fn neighbours_that_were_held_out() {
    check_neighbours("held-out", &["1", "2"], 0.96, 0.85);
}

/// Drawn after all tuning: what is known of it tells where resolution is to be mended next.
#[test]
fn neighbours_of_a_third_draw() {
    check_neighbours("tuned", &["3"], 0.94, 0.6);
    check_neighbours("held-out", &["3"], 0.94, 0.58);
}

/// Precision and recall of "same" on one half of the judged pairs, each by itself.
fn check_pairs(name: &str, least_precision: f64, least_recall: f64) {
    let list = half(include_str!("../gold/pairs.tsv"), name);
    let mut all = Tally::default();
    for pair in list.chunks(1) {
        let one = pairs::tally(pair, &resolve(&pairs::articles(pair)));
        all.right += one.right;
        all.apart += one.apart;
        all.merged.extend(one.merged);
        all.missed.extend(one.missed);
    }
    check(&all, &list, least_precision, least_recall);
}

#[test]
fn pairs_that_were_tuned_on() {
    check_pairs("tuned", 0.97, 0.95);
}

#[test]
fn pairs_that_were_held_out() {
    check_pairs("held-out", 0.97, 0.9);
}
