//! What is in the file: the graph of its articles, whatever way they came and went.

use khabar::graph::Options;
use khabar::store::{Added, Store};
use khabar::{export, ingest, pipeline};

use super::{ARTICLES, check_equals, check_same, fresh};

/// Adds the articles with these numbers in batches of a size, drawing after each or in the end.
fn check_batches(name: &str, order: &[usize], size: usize, draw: bool) {
    let mut store = Store::create(&fresh(name)).expect("a store");
    for batch in order.chunks(size) {
        let batch: Vec<_> = batch.iter().map(|&i| ARTICLES[i].clone()).collect();
        store.add(&batch).expect("added");
        if draw {
            assert!(pipeline::draw(&mut store).expect("drawn").done);
        }
    }
    check_equals(&mut store, ARTICLES.iter().map(|(_, extraction)| extraction));
}

#[test]
fn any_order_and_any_batches_give_one_graph() {
    let count = ARTICLES.len();
    let in_order: Vec<usize> = (0..count).collect();
    check_batches("whole", &in_order, count, true);
    check_batches("single", &in_order, 1, false);
    let reversed: Vec<usize> = (0..count).rev().collect();
    check_batches("reversed", &reversed, 5, true);
    let mixed: Vec<usize> = (0..count).map(|i| (i * 7 + 3) % count).collect();
    assert_eq!(mixed.iter().collect::<std::collections::BTreeSet<_>>().len(), count, "each article once");
    check_batches("mixed", &mixed, 4, true);
}

#[test]
fn adding_again_changes_nothing() {
    let path = fresh("again");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    drop(store);
    let before = std::fs::read(&path).expect("a file");
    let mut store = Store::open(&path).expect("a store");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let added = pipeline::add(&mut store, ingest::read(&[folder]), |_| panic!("nothing is read again"));
    let unchanged = ARTICLES.len() as u64;
    assert_eq!(added.expect("added"), Added { added: 0, replaced: 0, unchanged });
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    drop(store);
    assert!(before == std::fs::read(&path).expect("a file"), "the file has changed");
}

#[test]
fn a_changed_article_takes_the_place_of_its_old_self() {
    let mut store = Store::create(&fresh("changed")).expect("a store");
    // The first article first says what the last does.
    let mut old = ARTICLES[ARTICLES.len() - 1].clone();
    old.0.id.clone_from(&ARTICLES[0].0.id);
    old.1.article.id.clone_from(&ARTICLES[0].0.id);
    store.add(&[&[old], &ARTICLES[1..]].concat()).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let added = store.add(&ARTICLES).expect("added");
    assert_eq!(added, Added { added: 0, replaced: 1, unchanged: ARTICLES.len() as u64 - 1 });
    assert_eq!(store.check().expect("checked"), Vec::<String>::new(), "before it is drawn anew");
    check_equals(&mut store, ARTICLES.iter().map(|(_, extraction)| extraction));
    assert_eq!(store.article(&ARTICLES[0].0.id).expect("read").as_ref(), Some(&ARTICLES[0].0));
}

#[test]
fn what_only_a_removed_article_supported_goes_with_it() {
    let mut store = Store::create(&fresh("removed")).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let gone = |i: usize| i.is_multiple_of(3);
    let ids: Vec<&str> =
        (0..ARTICLES.len()).filter(|&i| gone(i)).map(|i| ARTICLES[i].0.id.as_str()).chain(["nobody"]).collect();
    assert_eq!(store.remove(&ids).expect("removed"), ["nobody"]);
    // Before the graph is drawn anew it holds nothing that no article says.
    assert_eq!(store.check().expect("checked"), Vec::<String>::new());
    let kept = || ARTICLES.iter().enumerate().filter(|(i, _)| !gone(*i)).map(|(_, (_, extraction))| extraction);
    let left = store.graph().expect("a graph");
    assert_eq!(left.articles.len(), kept().count());
    assert!(left.graph.edge_weights().all(|edge| !edge.evidence.is_empty()));
    check_equals(&mut store, kept());
    let all: Vec<&str> = ARTICLES.iter().map(|(article, _)| article.id.as_str()).collect();
    assert_eq!(store.remove(&all).expect("removed").len(), ids.len() - 1);
    check_equals(&mut store, std::iter::empty());
}

#[test]
fn measures_are_those_of_a_build() {
    let mut store = Store::create(&fresh("measured")).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    assert!(!store.is_measured().expect("read"));
    let extractions: Vec<_> = ARTICLES.iter().map(|(_, extraction)| extraction.clone()).collect();
    let built = pipeline::build(&extractions, Options::default());
    let selection = khabar::graph::selection::Selection::default();
    let json = |graph: &khabar::graph::KnowledgeGraph| {
        let view = khabar::graph::view::View::new(graph, &selection);
        let mut bytes = Vec::new();
        export::format("json").expect("a format").write(&view, 0, &mut bytes).expect("written");
        bytes
    };
    for _ in 0..2 {
        let graph = pipeline::measured(&mut store).expect("measured");
        check_same(&graph, &built);
        assert!(json(&graph) == json(&built), "graph.json of the store and of a build");
        assert!(store.is_measured().expect("read"));
    }
}

#[test]
fn the_views_show_the_graph() {
    let path = fresh("views");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let graph = store.graph().expect("a graph");
    let evidence: usize = graph.graph.edge_weights().map(|edge| edge.evidence.len()).sum();
    let mentions: usize = graph.graph.node_weights().map(|node| node.mentions.len()).sum();
    let connection = rusqlite::Connection::open(&path).expect("opened");
    for (view, rows) in [
        ("articles", ARTICLES.len()),
        ("nodes", graph.graph.node_count()),
        ("edges", graph.graph.edge_count()),
        ("evidence", evidence),
        ("mentions", mentions),
        ("statements", graph.statements.len()),
        ("judgements", store.judgements().expect("judgements").len()),
    ] {
        let count = |of: &str| -> usize {
            connection.query_row(&format!("SELECT count({of}) FROM {view}"), [], |row| row.get(0)).expect("a count")
        };
        assert_eq!(count("*"), rows, "{view}");
        assert!(rows > 0, "{view}");
        if view == "judgements" {
            assert_eq!((count("left_name"), count("right_name")), (rows, rows), "names of what was judged");
        }
    }
}
