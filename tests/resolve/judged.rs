//! How often resolution is right: pairs of names judged by hand, half of them never looked at while it was tuned.

use std::collections::BTreeMap;

use khabar::model::extraction::{Extraction, Relation};
use khabar::model::kinds::{EntityType, EventType, Modality, NodeKind, Predicate};
use khabar::resolve::resolve;

use super::{article, meet};

/// An article that tells of one thing in a context: `c: country`, `p: person`, `o: organization`, `l: place`, `d: day`.
fn told(id: &str, kind: &str, name: &str, context: &str) -> Extraction {
    let items = context.split("; ").filter_map(|item| item.split_once(':'));
    let day = items.clone().find(|(class, _)| *class == "d").map(|(_, day)| day.to_owned());
    let mut names: Vec<(EntityType, &str)> = EntityType::named(kind).map(|kind| (kind, name)).into_iter().collect();
    let own = names.len();
    for (class, item) in items {
        let kind = match class {
            "c" => EntityType::Country,
            "p" => EntityType::Person,
            "o" => EntityType::Organization,
            "l" => EntityType::Place,
            _ => continue,
        };
        names.push((kind, item));
    }
    let mut told = article(id, &names);
    told.article.published = day.as_deref().and_then(|day| day.parse().ok());
    if own == 0 {
        meet(&mut told, day.as_deref().unwrap_or_default());
        told.relations.clear();
        name.clone_into(&mut told.events[0].name);
        told.events[0].kind = kind.strip_prefix("event:").and_then(EventType::named).unwrap_or(EventType::Other);
        for (n, (kind, _)) in names.iter().enumerate() {
            let there = *kind == EntityType::Place;
            let (subject, object) =
                if there { ("v1".to_owned(), format!("e{n}")) } else { (format!("e{n}"), "v1".to_owned()) };
            let predicate = if there { Predicate::LocatedIn } else { Predicate::ParticipatedIn };
            let (role, evidence) = (None, Vec::new());
            told.relations.push(Relation {
                subject,
                predicate,
                object,
                role,
                modality: Modality::Asserted,
                confidence: 0.9,
                evidence,
            });
        }
    }
    told
}

/// How the pairs of one half were decided.
#[derive(Default)]
struct Verdicts<'l> {
    right: u32,
    wrong: Vec<&'l str>,
    missed: Vec<&'l str>,
}

impl<'l> Verdicts<'l> {
    fn add(&mut self, line: &'l str, same: bool, expected: bool) {
        match (same, expected) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong.push(line),
            (false, true) => self.missed.push(line),
            (false, false) => {}
        }
    }

    #[expect(clippy::print_stderr, reason = "the figures are shown with --nocapture")]
    #[track_caller]
    fn check(&self, half: &str, least_precision: f64, least_recall: f64) {
        let Self { right, wrong, missed } = self;
        let of = |others: &[&str]| f64::from(*right) / f64::from(right + others.len() as u32).max(1.0);
        let (precision, recall) = (of(wrong), of(missed));
        let told =
            format!("{half}: precision {precision:.3}, recall {recall:.3}\nwrong: {wrong:#?}\nmissed: {missed:#?}");
        eprintln!("{told}");
        assert!(precision >= least_precision && recall >= least_recall, "{told}");
    }
}

/// Precision and recall of "same" on one half of the neighbours, all in one corpus.
fn check_neighbours(half: &str, least_precision: f64, least_recall: f64) {
    let lines: Vec<&str> =
        include_str!("../gold/neighbours.tsv").lines().skip(2).filter(|line| line.ends_with(half)).collect();
    let mut articles = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, left, of_left, right, of_right, ..] = cells.as_slice() else { panic!("{line}") };
        articles.push(told(&format!("{n}-left"), kind, left, of_left));
        articles.push(told(&format!("{n}-right"), kind, right, of_right));
    }
    let resolution = resolve(&articles);
    let mut homes = BTreeMap::new();
    for cluster in &resolution.clusters {
        for member in cluster.members.iter().filter(|member| member.item == 0) {
            homes.insert((cluster.kind == NodeKind::Event, member.extraction), &cluster.id);
        }
    }
    let mut verdicts = Verdicts::default();
    for (n, line) in (0..).zip(&lines) {
        let event = line.starts_with("event");
        let same = homes[&(event, 2 * n)] == homes[&(event, 2 * n + 1)];
        verdicts.add(line, same, line.contains("\tsame\t"));
    }
    verdicts.check(half, least_precision, least_recall);
}

#[test]
fn neighbours_that_were_tuned_on() {
    check_neighbours("tuned", 0.98, 0.9);
}

#[test]
fn neighbours_that_were_held_out() {
    check_neighbours("held-out", 0.96, 0.88);
}

/// Precision and recall of "same" on one half of the judged pairs.
fn check_pairs(half: &str, least_precision: f64, least_recall: f64) {
    let mut verdicts = Verdicts::default();
    for line in include_str!("../gold/pairs.tsv").lines().skip(2) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, left, other, expected, of] = cells.as_slice() else { panic!("{line}") };
        if *of != half {
            continue;
        }
        let kind = EntityType::named(kind).unwrap_or_else(|| panic!("{line}"));
        let articles = [article("a", &[(kind, left)]), article("b", &[(kind, other)])];
        let same = resolve(&articles).clusters.len() == 1;
        verdicts.add(line, same, *expected == "same");
    }
    verdicts.check(half, least_precision, least_recall);
}

#[test]
fn pairs_that_were_tuned_on() {
    check_pairs("tuned", 0.97, 0.95);
}

#[test]
fn pairs_that_were_held_out() {
    check_pairs("held-out", 0.97, 0.9);
}
