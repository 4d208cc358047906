//! Words are found in any of their forms, names lead to their nodes, and a part of the graph answers as the whole.

use khabar::query::neighbors::neighbors;
use khabar::query::{Scope, find, show};
use khabar::store::{Found, Hit, Store};
use petgraph::graph::NodeIndex;

use super::{ARTICLES, fresh, full};

/// Articles of these texts, and no graph.
fn texts(name: &str, texts: &[(&str, &str, &str)]) -> Store {
    let mut store = Store::create(&fresh(name)).expect("a store");
    let article = |&(id, title, body): &(&str, &str, &str)| {
        let article = khabar::model::article::Article {
            id: id.to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            ..Default::default()
        };
        let extraction = khabar::pipeline::extract(&article);
        (article, extraction)
    };
    store.add(&texts.iter().map(article).collect::<Vec<_>>()).expect("added");
    store
}

fn ids(found: &Found) -> Vec<&str> {
    found.articles.iter().map(|hit| hit.article.as_str()).collect()
}

/// The words that are marked in a snippet.
fn marked(hit: &Hit) -> Vec<String> {
    let word = |&(start, end): &(u32, u32)| {
        hit.snippet.text.chars().skip(start as usize).take((end - start) as usize).collect::<String>()
    };
    hit.snippet.marks.iter().map(word).collect()
}

#[test]
fn words_are_found_in_any_form() {
    let store = texts(
        "words",
        &[
            ("a", "زيارة", "وصل الوزير إلى الكويت أمس، وبالكويت التقى أميرها."),
            ("b", "", "قال المتحدث إن المفاوضات في مسقط لم تنته، وللمفاوضات جولة أخرى."),
            (
                "c",
                "Talks in Muscat",
                "The minister’s talks ended. The foreign minister spoke; a minister foreign to us did not.",
            ),
            ("d", "", "The foreign policy of the prime minister."),
        ],
    );
    for (question, expected) in [
        ("الكويت", &["a"][..]),
        ("كويت", &["a"]),
        ("والكويت", &["a"]),
        ("مفاوضات", &["b"]),
        ("اِلى", &["a"]),
        ("muscat", &["c"]),
        ("MINISTER talks", &["c"]),
        ("foreign minister", &["c", "d"]),
        ("\"foreign minister\"", &["c"]),
        ("minister nowhere", &[]),
        ("", &[]),
        ("\" ' OR NEAR( *", &[]),
    ] {
        assert_eq!(ids(&store.search(question, 10).expect("searched")), expected, "{question}");
    }
    let found = store.search("الكويت", 10).expect("searched");
    assert_eq!(marked(&found.articles[0]), ["الكويت", "وبالكويت"], "{found:?}");
    let found = store.search("minister", 1).expect("searched");
    assert!(found.articles.len() == 1 && found.more);
}

#[test]
fn the_index_follows_the_articles() {
    let mut store = texts("index", &[("a", "", "Kuwait hosts a conference."), ("b", "", "Oman hosts talks.")]);
    assert_eq!(ids(&store.search("hosts", 10).expect("searched")), ["b", "a"]);
    store.remove(&["b"]).expect("removed");
    assert_eq!(ids(&store.search("hosts", 10).expect("searched")), ["a"]);
    assert_eq!(ids(&store.search("Oman", 10).expect("searched")), [""; 0]);
}

#[test]
fn names_lead_to_the_nodes_that_the_whole_graph_finds() {
    let store = full("names");
    let graph = store.graph().expect("a graph");
    let id = |graph: &khabar::graph::KnowledgeGraph, found: find::Found| match found {
        find::Found::One(node) | find::Found::Likely(node, _) => vec![graph.graph[node].id.clone()],
        find::Found::Several(nodes) | find::Found::None(nodes) => {
            nodes.into_iter().map(|node| graph.graph[node].id.clone()).collect()
        }
    };
    let labels =
        graph.graph.node_weights().flat_map(|node| [Some(&node.label), node.label_en.as_ref(), Some(&node.id)]);
    let labels = labels.flatten().map(String::as_str);
    for name in labels.chain(["Stengel", "ستنغل", "Stengle", "Kuw", "ministry", "zzzzzz", "al", ""]) {
        let part = store.named(name, None).expect("named");
        let expected = id(&graph, find::Names::new(&graph).find(name, None));
        assert_eq!(id(&part, find::Names::new(&part).find(name, None)), expected, "{name}");
    }
}

#[test]
fn a_part_of_the_graph_answers_as_the_whole() {
    let store = full("part");
    let graph = store.graph().expect("a graph");
    let scope = Scope::default();
    for node in graph.graph.node_indices() {
        let id = graph.graph[node].id.as_str();
        let part = store.around(&[id], 1).expect("a part");
        let place = |node: &NodeIndex| part.graph[*node].id == id;
        let here = part.graph.node_indices().find(place).expect("the node");
        assert_eq!(neighbors(&part, here, 1, scope), neighbors(&graph, node, 1, scope), "{id}");
        // A dossier tells of an event who else was there, which is one edge further.
        let part = store.around(&[id], 2).expect("a part");
        let here = part.graph.node_indices().find(|node| part.graph[*node].id == id).expect("the node");
        assert_eq!(neighbors(&part, here, 2, scope), neighbors(&graph, node, 2, scope), "{id}");
        assert_eq!(show::show(&part, here, scope), show::show(&graph, node, scope), "{id}");
        assert!(store.around(&[id], 0).expect("a part").graph.edge_count() == 0);
    }
    let two = store.around(&[&graph.graph[NodeIndex::new(0)].id], ARTICLES.len()).expect("a part");
    assert!(two.graph.node_count() > 1);
}
