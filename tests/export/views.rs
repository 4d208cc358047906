//! What a selection shows, and what becomes one edge.

use khabar::graph::selection::{Ego, Labels, Measure, Selection, Top};
use khabar::graph::view::View;
use khabar::model::kinds::{Modality, NodeKind, Predicate};

use super::graphs::{self, day};

/// The ids of the nodes and the kinds of the edges shown, each with its ends.
fn shown(selection: &Selection) -> (Vec<String>, Vec<String>) {
    let graph = graphs::news();
    let view = View::new(&graph, selection);
    let short = |number: u32| view.nodes[number as usize].id.split(':').next_back().unwrap_or_default().to_owned();
    let nodes = (0..view.nodes.len() as u32).map(short).collect();
    let edges = view.edges.iter().map(|e| format!("{} {} {}", short(e.source), e.kind, short(e.target))).collect();
    (nodes, edges)
}

fn check_edges(selection: &Selection, expected: &[&str]) {
    assert_eq!(shown(selection).1, expected);
}

fn check_nodes(selection: &Selection, expected: &[&str]) {
    assert_eq!(shown(selection).0, expected);
}

#[test]
fn asserted_facts_are_shown_and_roles_joined() {
    check_edges(
        &Selection::default(),
        &[
            "kw hosted conference",
            "conference located_in kuwait-city",
            "john-allen support kw",
            "john-allen participated_in conference",
            "john-allen accuse state-department",
            "john-allen met richard-stengel",
            "richard-stengel participated_in conference",
            "richard-stengel holds_role state-department",
        ],
    );
    let graph = graphs::news();
    let view = View::new(&graph, &Selection::default());
    let role = &view.edges[7];
    assert_eq!(role.roles(&view).as_slice(), ["وكيل وزارة الخارجية", "under secretary"]);
    assert!((role.weight(&view) - 2.0).abs() < f64::EPSILON);
    let spells = role.spells(&view);
    assert_eq!((spells.len(), spells[0].start, spells[0].end), (1, day("2014-02-01"), day("2016-12-31")));
    // Two articles tell one story.
    assert_eq!(view.edges[0].articles(&view).as_slice(), [0, 1, 2]);
    assert_eq!(view.aside.len(), 2);
}

#[test]
fn other_modalities_have_kinds_of_their_own() {
    let selection = Selection {
        modalities: vec![Modality::Asserted, Modality::Negated],
        predicates: vec![Predicate::Support],
        ..Selection::default()
    };
    check_edges(&selection, &["john-allen support kw", "john-allen support:negated kw"]);
    check_nodes(&selection, &["kw", "john-allen"]);
}

#[test]
fn parallel_facts_can_be_kept_apart() {
    let selection = Selection { multi_edges: true, predicates: vec![Predicate::HoldsRole], ..Selection::default() };
    check_edges(
        &selection,
        &["richard-stengel holds_role state-department", "richard-stengel holds_role#2 state-department"],
    );
}

#[test]
fn a_selection_narrows() {
    let base = Selection::default;
    check_nodes(&Selection { kinds: vec![NodeKind::Person], ..base() }, &["john-allen", "richard-stengel"]);
    check_edges(&Selection { min_weight: 3.0, ..base() }, &["kw hosted conference"]);
    check_edges(&Selection { min_sources: 3, ..base() }, &["kw hosted conference"]);
    check_edges(&Selection { min_confidence: 0.95, ..base() }, &[]);
    check_edges(&Selection { from: day("2016-06"), ..base() }, &["richard-stengel holds_role state-department"]);
    let ego = |nodes: &[&str], depth| {
        let nodes = nodes.iter().map(ToString::to_string).collect();
        Selection { ego: Some(Ego { nodes, depth }), ..base() }
    };
    check_nodes(&ego(&["kuwait"], 0), &["kw"]);
    check_nodes(&ego(&["Kuwait City"], 1), &["conference", "kuwait-city"]);
    check_nodes(&ego(&["nobody"], 1), &[]);
    check_nodes(&ego(&["nobody", "person:john-allen", "Kuwait City"], 0), &["john-allen", "kuwait-city"]);
    let top = Selection { top: Some(Top { count: 2, measure: Measure::PageRank }), ..base() };
    check_nodes(&top, &["kw", "conference"]);
    let component = Selection {
        predicates: vec![Predicate::HoldsRole, Predicate::Hosted, Predicate::LocatedIn],
        largest_component: true,
        ..base()
    };
    check_nodes(&component, &["kw", "conference", "kuwait-city"]);
}

#[test]
fn statements_and_articles_are_nodes_when_asked_for() {
    let selection = Selection {
        kinds: vec![NodeKind::Country, NodeKind::Person],
        with_statements: true,
        with_articles: true,
        ..Selection::default()
    };
    check_nodes(&selection, &["kw", "john-allen", "richard-stengel", "s01", "kuwait-1"]);
    let edges = shown(&selection).1;
    for edge in ["richard-stengel said s01", "s01 about kw", "s01 mentioned_in kuwait-1", "kw mentioned_in kuwait-1"] {
        assert!(edges.iter().any(|e| e == edge), "{edge}");
    }
}

#[test]
fn labels_follow_the_reader() {
    let graph = graphs::news();
    for (labels, expected) in [(Labels::Own, "الكويت"), (Labels::English, "Kuwait"), (Labels::Both, "الكويت · Kuwait")]
    {
        let view = View::new(&graph, &Selection { labels, ..Selection::default() });
        assert_eq!(view.nodes[0].label, expected);
    }
}
