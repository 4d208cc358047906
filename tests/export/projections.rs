//! Actors tied by what they shared: what ties them, how often, by which sentences.

use khabar::export::{format, json_read, write};
use khabar::graph::project::project;
use khabar::graph::selection::Selection;
use khabar::graph::view::View;
use khabar::graph::{KnowledgeGraph, Projection};
use khabar::model::kinds::{Modality, NodeKind, Predicate};

use super::graphs::{self, day};

/// The ties of a projection, each with its weight and what it is by.
fn ties(graph: &KnowledgeGraph, selection: &Selection) -> Vec<String> {
    let Some((projected, rest)) = project(graph, selection) else { panic!("no projection was asked for") };
    let view = View::new(&projected, &rest);
    let short = |number: u32| view.nodes[number as usize].id.split(':').next_back().unwrap_or_default();
    let tie = |edge: &khabar::graph::view::ViewEdge<'_>| {
        assert!(edge.facts(&view).iter().all(|fact| !fact.evidence.is_empty()));
        let by = edge.roles(&view).join(", ");
        format!("{} {} {} {} {by}", short(edge.source), edge.kind, short(edge.target), edge.weight(&view))
    };
    view.edges.iter().map(tie).collect()
}

fn by(projection: Projection) -> Selection {
    Selection { projection: Some(projection), ..Selection::default() }
}

fn check_ties(selection: &Selection, expected: &[&str]) {
    assert_eq!(ties(&graphs::news(), selection), expected);
}

#[test]
fn actors_share_events() {
    let all = [
        "kw shared_event john-allen 1 مؤتمر الاتصالات",
        "kw shared_event richard-stengel 1 مؤتمر الاتصالات",
        "john-allen shared_event richard-stengel 1 مؤتمر الاتصالات",
    ];
    check_ties(&by(Projection::Events), &all);
    check_ties(&Selection { kinds: vec![NodeKind::Person], ..by(Projection::Events) }, &all[2..]);
    check_ties(&Selection { from: day("2015"), ..by(Projection::Events) }, &[]);
    check_ties(&Selection { min_confidence: 0.95, ..by(Projection::Events) }, &[]);
    check_ties(&Selection { min_weight: 2.0, ..by(Projection::Events) }, &[]);
    check_ties(&Selection { modalities: vec![Modality::Future], ..by(Projection::Events) }, &[]);
}

#[test]
fn two_events_weigh_two() {
    let mut graph = graphs::news();
    let talks = graph.graph.add_node(graphs::node("event:talks", NodeKind::Event, "", "talks"));
    for (actor, id) in [(3_u32, "r20"), (4, "r21")] {
        graph.graph.add_edge(actor.into(), talks, graphs::edge(id, Predicate::ParticipatedIn, &[1]));
    }
    let ties = ties(&graph, &Selection { min_weight: 2.0, ..by(Projection::Events) });
    assert_eq!(ties, ["john-allen shared_event richard-stengel 2 talks, مؤتمر الاتصالات"]);
}

#[test]
fn actors_share_sentences() {
    check_ties(&by(Projection::CoMentions), &["kw co_mentioned richard-stengel 1 "]);
}

#[test]
fn one_speaks_of_the_other() {
    let mut graph = graphs::news();
    graph.graph.add_edge(4.into(), 0.into(), graphs::edge("r20", Predicate::SaidAbout, &[0, 1]));
    graph.graph.add_edge(4.into(), 1.into(), graphs::edge("r21", Predicate::SaidAbout, &[0]));
    assert_eq!(ties(&graph, &by(Projection::Statements)), ["richard-stengel said_about kw 2 "]);
}

#[test]
fn a_projection_is_measured_and_comes_back() {
    let folder = super::folder("projection");
    for projection in Projection::ALL {
        let selection = by(*projection);
        let json = format("json").map(|format| vec![format]).unwrap_or_default();
        let written = write(&graphs::news(), &selection, &json, &folder);
        assert!(written.is_ok());
        let (Ok(read), Some((graph, _))) = (json_read::read(&folder), project(&graphs::news(), &selection)) else {
            panic!("{}", projection.name())
        };
        assert_eq!(read.projection, Some(*projection));
        assert_eq!(read.overview, graph.overview);
        let edges = |graph: &KnowledgeGraph| graph.graph.edge_weights().cloned().collect::<Vec<_>>();
        assert_eq!(edges(&read), edges(&graph), "{}", projection.name());
        assert!(read.graph.node_weights().all(|node| node.measures.degree_total > 0));
    }
    _ = std::fs::remove_dir_all(folder);
}
