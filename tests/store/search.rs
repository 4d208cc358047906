//! Words are found in any of their forms, names lead to their nodes, and a part of the graph answers as the whole.

use khabar::graph::selection::Measure;
use khabar::model::kinds::EventType;
use khabar::query::between::between;
use khabar::query::neighbors::neighbors;
use khabar::query::path::{By, path_edges, paths};
use khabar::query::{Scope, events, find, quotes, show, top};
use khabar::store::{Found, Hit, Proofs, Store};
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
        let part = store.around(&[id], 1, Proofs::Told).expect("a part");
        let place = |node: &NodeIndex| part.graph[*node].id == id;
        let here = part.graph.node_indices().find(place).expect("the node");
        assert_eq!(neighbors(&part, here, 1, scope), neighbors(&graph, node, 1, scope), "{id}");
        let part = store.around(&[id], 2, Proofs::Told).expect("a part");
        let here = part.graph.node_indices().find(|node| part.graph[*node].id == id).expect("the node");
        assert_eq!(neighbors(&part, here, 2, scope), neighbors(&graph, node, 2, scope), "{id}");
        // A dossier tells of an event who else was there, which is one edge further.
        let part = store.dossier(&[id], Proofs::Told).expect("a part");
        let here = part.graph.node_indices().find(|node| part.graph[*node].id == id).expect("the node");
        assert_eq!(show::show(&part, here, scope), show::show(&graph, node, scope), "{id}");
        assert!(store.around(&[id], 0, Proofs::Told).expect("a part").graph.edge_count() == 0);
    }
    let two = store.around(&[&graph.graph[NodeIndex::new(0)].id], ARTICLES.len(), Proofs::Told).expect("a part");
    assert!(two.graph.node_count() > 1);
}

#[test]
fn questions_read_of_a_store_what_they_need() {
    let store = full("needed");
    let graph = store.graph().expect("a graph");
    let scope = Scope::default();
    let here = |part: &khabar::graph::KnowledgeGraph, id: &str| {
        part.graph.node_indices().find(|&node| part.graph[node].id == id).expect("the node")
    };
    let all = quotes::Filter::default();
    assert_eq!(quotes::quotes(&store.said(&[]).expect("a part"), &all, scope), quotes::quotes(&graph, &all, scope));
    for event_type in [None, Some(EventType::Meeting)] {
        let part = store.happened(&[], None, event_type, Proofs::Told).expect("a part");
        let filter = events::Filter { event_type, ..events::Filter::default() };
        assert_eq!(events::events(&part, &filter, scope), events::events(&graph, &filter, scope), "{event_type:?}");
    }
    let nodes: Vec<NodeIndex> = graph.graph.node_indices().collect();
    for pair in nodes.windows(2) {
        let ids = [pair[0], pair[1]].map(|node| graph.graph[node].id.as_str());
        let part = store.said(&ids[..1]).expect("a part");
        let [by, by_here] = [pair[0], here(&part, ids[0])]
            .map(|speaker| quotes::Filter { speaker: Some(speaker), ..quotes::Filter::default() });
        assert_eq!(quotes::quotes(&part, &by_here, scope), quotes::quotes(&graph, &by, scope), "{ids:?}");
        let part = store.happened(&ids[..1], Some(ids[1]), None, Proofs::Told).expect("a part");
        let [both, both_here] = [(pair[0], pair[1]), (here(&part, ids[0]), here(&part, ids[1]))]
            .map(|(who, place)| events::Filter { participants: vec![who], place: Some(place), event_type: None });
        assert_eq!(events::events(&part, &both_here, scope), events::events(&graph, &both, scope), "{ids:?}");
        let part = store.happened(&[], Some(ids[0]), None, Proofs::Told).expect("a part");
        let [there, there_here] = [pair[0], here(&part, ids[0])]
            .map(|place| events::Filter { place: Some(place), ..events::Filter::default() });
        assert_eq!(events::events(&part, &there_here, scope), events::events(&graph, &there, scope), "{ids:?}");
        let part = store.dossier(&ids, Proofs::Told).expect("a part");
        let ends = (here(&part, ids[0]), here(&part, ids[1]));
        assert_eq!(between(&part, ends.0, ends.1, scope), between(&graph, pair[0], pair[1], scope), "{ids:?}");
        let mut part = store.outline().expect("an outline");
        let ends = (here(&part, ids[0]), here(&part, ids[1]));
        let edges = path_edges(&part, ends.0, ends.1, scope, By::Strength, 2);
        store.prove(&mut part, &edges).expect("proved");
        let told = paths(&part, ends.0, ends.1, scope, By::Strength, 2);
        assert_eq!(told, paths(&graph, pair[0], pair[1], scope, By::Strength, 2), "{ids:?}");
    }
    let part = store.ranked().expect("a part");
    assert_eq!(top::top(&part, Measure::Mentions, None, scope), top::top(&graph, Measure::Mentions, None, scope));
}
