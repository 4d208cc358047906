//! A graph of articles that come one after the other is the one of all at once, and holds what is said often once.

use std::path::Path;
use std::sync::Arc;

use khabar::export;
use khabar::graph::selection::Selection;
use khabar::graph::view::View;
use khabar::graph::{KnowledgeGraph, Options};
use khabar::model::decision::Decisions;
use khabar::pipeline::{self, Gathering};
use khabar::resolve::decisions;
use khabar::resolve::gist::gists;
use khabar::resolve::ruling::Naming;

use crate::laws::sample;

fn check_same(decisions: &Decisions, options: Options) {
    let extractions = sample();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gathered");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut gathering = Gathering::new(decisions, &folder).expect("a file");
    extractions.iter().try_for_each(|extraction| gathering.add(extraction)).expect("set aside");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 0, "the file has no name");
    let (graph, remarks) = gathering.build(options).expect("taken back");
    let (at_once, said) = pipeline::build_with(&extractions, decisions, options);
    assert_eq!(remarks, said);
    assert!(graph.graph.edge_count() > 0 && json(&graph) == json(&at_once));
}

fn json(graph: &KnowledgeGraph) -> Vec<u8> {
    let mut bytes = Vec::new();
    let view = View::new(graph, &Selection::default());
    export::format("json").expect("a format").write(&view, 0, &mut bytes).expect("written");
    bytes
}

#[test]
fn one_after_the_other_is_all_at_once() {
    check_same(&Decisions::default(), Options::default());
    let table = "decision\tleft\tright\nsame\tperson:Richard Stengel\tperson:John Allen\nsplit\tKuwait @ nowhere\t\n";
    check_same(&decisions::read(table, "decisions.tsv").0, Options { co_mentions: true });
}

#[test]
fn what_is_said_often_is_held_once() {
    let extractions = sample();
    let twice = [extractions.as_slice(), extractions.as_slice()].concat();
    let naming = Naming::default();
    let (once, again) = (gists(&extractions, &naming), gists(&twice, &naming));
    assert_eq!(once.shares().count(), again.shares().count());
    let graph = pipeline::build(&extractions, Options::default());
    let mut held: Vec<(u32, &Arc<str>)> = Vec::new();
    for evidence in graph.graph.edge_weights().flat_map(|edge| &edge.evidence) {
        let (article, sentence) = (evidence.article, &evidence.sentence);
        let known = held.iter().find(|(other, known)| *other == article && *known == sentence);
        match known {
            Some((_, known)) => assert!(Arc::ptr_eq(known, sentence), "{sentence}"),
            None => held.push((article, sentence)),
        }
    }
    assert!(held.len() > 10);
}
