//! What a graph answers: names, paths against all there are, what two nodes share, what changed, SPARQL.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use khabar::graph::rdf::Detail;
use khabar::graph::selection::Selection;
use khabar::graph::times::Spell;
use khabar::graph::view::View;
use khabar::graph::{Edge, KnowledgeGraph, Node};
use khabar::model::kinds::{Modality, NodeKind, Predicate};
use khabar::query::Scope;
use khabar::query::between::between;
use khabar::query::compare::{State, compare};
use khabar::query::events::{Filter, events};
use khabar::query::find::{Found, Names};
use khabar::query::path::{By, paths};
use khabar::query::quotes::{self, quotes};
use khabar::query::show::show;
use khabar::query::sparql::{Answer, ask, plain};
use khabar::query::timeline::timeline;
use khabar::query::triples::Triples;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use proptest::prelude::*;

use crate::export::graphs::{assemble, day, edge, news, node};

/// Nodes of kind person with these names and mentions.
fn people(names: &[(&str, &str, u32)]) -> KnowledgeGraph {
    let person = |(number, &(ar, en, mention_count)): (usize, &(&str, &str, u32))| Node {
        mention_count,
        ..node(&format!("person:p{number}"), NodeKind::Person, ar, en)
    };
    KnowledgeGraph { graph: assemble(names.iter().enumerate().map(person).collect(), Vec::new()), ..news() }
}

#[track_caller]
fn check_found(graph: &KnowledgeGraph, name: &str, expected: &str) {
    let id = |node: &NodeIndex| graph.graph[*node].id.trim_start_matches("person:").to_owned();
    let ids = |nodes: &[NodeIndex]| nodes.iter().map(id).collect::<Vec<_>>().join(" ");
    let found = match Names::new(graph).find(name, None) {
        Found::One(node) => format!("one {}", id(&node)),
        Found::Likely(node, others) => format!("likely {} not {}", id(&node), ids(&others)),
        Found::Several(nodes) => format!("several {}", ids(&nodes)),
        Found::None(nodes) => format!("similar {}", ids(&nodes)),
    };
    assert_eq!(found.trim_end(), expected, "{name}");
}

#[test]
fn names_are_found_in_either_script_and_never_picked_when_close() {
    let graph = people(&[
        ("ريتشارد ستينغل", "", 5),
        ("", "John Kerry", 200),
        ("", "Teresa Kerry", 4),
        ("", "Omar Hassan", 7),
        ("", "Omar Hussein", 6),
        ("", "Allen", 2),
        ("", "John Allen", 30),
        ("محمد جواد ظريف", "Mohammad Javad Zarif", 9),
    ]);
    for (name, expected) in [
        ("person:p1", "one p1"),
        ("john kerry", "one p1"),
        ("KERRY", "likely p1 not p2"),
        ("omar", "several p3 p4"),
        ("omar hass", "one p3"),
        ("allen", "several p5 p6"),
        ("زريف", "similar p7"),
        ("الظريف", "one p7"),
        ("stingel", "similar p0"),
        ("Stengel", "similar p0"),
        ("zareef", "similar p7"),
        ("كيري", "similar p1 p2"),
        ("Jon Keri", "similar p1"),
        ("xqzw", "similar"),
        ("", "similar"),
    ] {
        check_found(&graph, name, expected);
    }
}

/// A graph of some nodes and edges, each edge with a predicate, a first day and a length in days.
fn drawn(kinds: &[NodeKind], edges: &[(u32, u32, usize, i64, i64)]) -> KnowledgeGraph {
    let some = |kind: &NodeKind, number: usize| node(&format!("{kind}:{number}"), *kind, "", &format!("n{number}"));
    let nodes: Vec<Node> = kinds.iter().enumerate().map(|(number, kind)| some(kind, number)).collect();
    let first = day("2014-01-01").expect("a day");
    let count = kinds.len() as u32;
    let told: Vec<Predicate> = Predicate::ALL.iter().copied().filter(|p| *p != Predicate::CoMentioned).collect();
    let edges = edges.iter().enumerate().map(|(number, &(a, b, predicate, start, length))| {
        let predicate = told[predicate % told.len()];
        let days = (Some(first.plus_days(start)), Some(first.plus_days(start + length)));
        let edge = Edge { valid_from: days.0, valid_to: days.1, ..edge(&format!("r{number:03}"), predicate, &[0]) };
        (a % count, b % count, edge)
    });
    KnowledgeGraph { graph: assemble(nodes, edges.collect()), ..news() }
}

/// All routes between two nodes that visit none twice.
fn all_routes(graph: &KnowledgeGraph, from: NodeIndex, to: NodeIndex) -> Vec<Vec<NodeIndex>> {
    let mut routes = Vec::new();
    let mut open = vec![vec![from]];
    while let Some(route) = open.pop() {
        let last = route[route.len() - 1];
        if last == to {
            routes.push(route);
            continue;
        }
        let next: BTreeSet<NodeIndex> = graph.graph.neighbors_undirected(last).filter(|n| !route.contains(n)).collect();
        open.extend(next.into_iter().map(|node| [&route[..], &[node]].concat()));
    }
    routes
}

/// Whether some choice of facts along a route follows the order of time.
fn is_in_order(graph: &KnowledgeGraph, route: &[NodeIndex]) -> bool {
    let mut earliest = i64::MIN;
    route.windows(2).all(|pair| {
        let edges =
            graph.graph.edges_connecting(pair[0], pair[1]).chain(graph.graph.edges_connecting(pair[1], pair[0]));
        let spells =
            edges.map(|e| Spell::of_fact(e.weight(), &graph.graph[e.source()], &graph.graph[e.target()]).days());
        let arrival = spells.filter(|spell| spell.1 >= earliest).map(|spell| earliest.max(spell.0)).min();
        earliest = arrival.unwrap_or(i64::MAX);
        arrival.is_some()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn paths_are_the_best_of_all_there_are(
        kinds in proptest::collection::vec(proptest::sample::select(&NodeKind::ALL[..5]), 2..7),
        edges in proptest::collection::vec((0..7_u32, 0..7_u32, 0..40_usize, 0..30_i64, 0..9_i64), 1..14),
        count in 1..9_usize,
    ) {
        let graph = drawn(&kinds, &edges);
        let (from, to) = (NodeIndex::new(0), NodeIndex::new(1));
        let all = all_routes(&graph, from, to);
        for by in [By::Strength, By::Steps, By::Time] {
            let found = paths(&graph, from, to, Scope::default(), by, count);
            let timely = all.iter().filter(|route| by != By::Time || is_in_order(&graph, route)).count();
            prop_assert_eq!(found.len(), timely.min(count), "{:?}", by);
            let ids = |path: &khabar::query::path::Path| path.nodes.iter().map(|n| n.id.to_owned()).collect::<Vec<_>>();
            let different: BTreeSet<Vec<String>> = found.iter().map(ids).collect();
            prop_assert_eq!(different.len(), found.len());
            for path in &found {
                let nodes: BTreeSet<&str> = path.nodes.iter().map(|n| n.id).collect();
                prop_assert_eq!(nodes.len(), path.nodes.len(), "no node twice");
                prop_assert_eq!(path.steps.len() + 1, path.nodes.len());
                prop_assert!(path.steps.iter().all(|step| !step.facts.is_empty()));
            }
            for pair in found.windows(2) {
                let rank = |path: &khabar::query::path::Path| {
                    (if by == By::Steps { path.steps.len() } else { 0 }, (path.cost * 1000.0).round() as u64)
                };
                prop_assert!(rank(&pair[0]) <= rank(&pair[1]), "{:?}: the best go first", by);
            }
            if by == By::Steps && let Some(first) = found.first() {
                prop_assert_eq!(Some(first.nodes.len()), all.iter().map(Vec::len).min());
            }
        }
        // The first of many is the one: asking for fewer gives the same.
        for by in [By::Strength, By::Steps] {
            let more = paths(&graph, from, to, Scope::default(), by, 100);
            let first = paths(&graph, from, to, Scope::default(), by, 1);
            prop_assert_eq!(more.len(), all.len());
            prop_assert_eq!(more.first().map(|p| p.cost), first.first().map(|p| p.cost));
            prop_assert!(by == By::Steps || more.iter().all(|p| p.cost >= first[0].cost));
        }
    }
}

#[test]
fn a_shared_event_comes_before_a_shared_country() {
    let kinds = [NodeKind::Person, NodeKind::Person, NodeKind::Country, NodeKind::Event];
    let role = Predicate::ALL.iter().position(|p| *p == Predicate::HoldsRole).expect("known");
    let part = Predicate::ALL.iter().position(|p| *p == Predicate::ParticipatedIn).expect("known");
    let graph = drawn(&kinds, &[(0, 2, role, 0, 0), (1, 2, role, 0, 0), (0, 3, part, 0, 0), (1, 3, part, 0, 0)]);
    for by in [By::Strength, By::Steps, By::Time] {
        let found = paths(&graph, NodeIndex::new(0), NodeIndex::new(1), Scope::default(), by, 2);
        let through: Vec<_> = found.iter().map(|path| path.nodes[1].kind).collect();
        assert_eq!(through, [Some(NodeKind::Event), Some(NodeKind::Country)], "{by:?}");
    }
}

fn index(graph: &KnowledgeGraph, id: &str) -> NodeIndex {
    graph.graph.node_indices().find(|&n| graph.graph[n].id == id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn time_and_place_narrow_every_answer() {
    let graph = news();
    let kuwait = index(&graph, "country:kw");
    let at = |from: &str, to: &str| Scope { from: day(from), to: day(to), ..Scope::default() };
    let place = |place| Filter { place: Some(place), ..Filter::default() };
    let city = index(&graph, "place:kuwait-city");
    for (scope, expected) in [(Scope::default(), 1), (at("2014-10-27", "2014-10-27"), 1), (at("2014-10-28", "2015"), 0)]
    {
        // The conference was in Kuwait City, which lies in Kuwait, which hosted it.
        assert_eq!(events(&graph, &place(kuwait), scope).len(), expected, "{scope:?}");
        assert_eq!(events(&graph, &place(city), scope).len(), expected, "{scope:?}");
        assert_eq!(timeline(&graph, kuwait, scope).iter().filter(|e| !e.reported).count(), expected, "{scope:?}");
    }
    let both = ["person:john-allen", "person:richard-stengel"].map(|id| index(&graph, id));
    let filter = Filter { participants: both.to_vec(), ..Filter::default() };
    assert_eq!(events(&graph, &filter, Scope::default()).len(), 1);
    let said = |words: &str, scope| {
        quotes(&graph, &quotes::Filter { words: Some(words.into()), ..quotes::Filter::default() }, scope).len()
    };
    for (words, scope, expected) in [
        ("معركة", Scope::default(), 1),
        ("الإعلامية تحالف", Scope::default(), 1),
        ("مؤتمر", Scope::default(), 0),
        ("معركة", at("2014-10-28", "2014-10-28"), 1),
        ("معركة", at("2014-11", "2014-12"), 0),
    ] {
        assert_eq!(said(words, scope), expected, "{words} {scope:?}");
    }
    let roles = |scope| show(&graph, both[1], scope).roles.len();
    assert_eq!([roles(Scope::default()), roles(at("2014-03", "2014-04")), roles(at("2017", "2018"))], [2, 1, 0]);
}

#[test]
fn two_nodes_share_what_they_share() {
    let graph = news();
    let [allen, stengel, kuwait] =
        ["person:john-allen", "person:richard-stengel", "country:kw"].map(|id| index(&graph, id));
    let shared = between(&graph, allen, stengel, Scope::default());
    assert_eq!(shared.direct.iter().map(|fact| fact.predicate).collect::<Vec<_>>(), [Predicate::Met]);
    assert_eq!(shared.events.iter().map(|e| e.node.id).collect::<Vec<_>>(), ["event:conference"]);
    assert_eq!(shared.neighbors.len(), 1, "the department that one is of and the other accuses");
    assert_eq!(shared.articles.len(), 1);
    let said = between(&graph, stengel, kuwait, Scope::default());
    assert_eq!(said.statements.len(), 1);
    let turned = between(&graph, kuwait, stengel, Scope::default());
    assert_eq!((turned.statements, turned.events), (said.statements, said.events));
    let dossier = show(&graph, allen, Scope::default());
    assert_eq!(dossier.met.iter().map(|m| m.who.id).collect::<Vec<_>>(), ["person:richard-stengel"]);
}

#[test]
fn what_changed_is_what_the_later_articles_say() {
    let graph = news();
    let state = |until: &str| State { graph: &graph, until: day(until) };
    let nothing = compare(state("2014-10-28"), state("2014-10-28"), Scope::default());
    assert!(nothing.new_facts.is_empty() && nothing.new_nodes.is_empty() && nothing.stronger.is_empty());
    // The third article, of the 29th, tells again of the meeting and the host.
    let changes = compare(state("2014-10-28"), state("2014-10-29"), Scope::default());
    assert!(changes.new_facts.is_empty(), "{:?}", changes.new_facts);
    let pairs: Vec<_> = changes.stronger.iter().map(|tie| (tie.a.id, tie.before, tie.after)).collect();
    assert_eq!(pairs, [("country:kw", 2, 3), ("person:john-allen", 1, 2)]);
    // All but the undated article's accusation is news to one who knew nothing.
    let all = compare(state("2014-10-01"), state("2014-10-29"), Scope::default());
    assert_eq!((all.new_nodes.len(), all.roles.len(), all.new_facts.len()), (6, 1, 6));
    assert!(all.gone_facts.is_empty() && all.gone_nodes.is_empty());
    assert_eq!((all.roles[0].before.len(), all.roles[0].after.len()), (0, 2));
    let empty = people(&[]);
    let back = compare(State { graph: &graph, until: None }, State { graph: &empty, until: None }, Scope::default());
    assert_eq!((back.new_nodes.len(), back.gone_nodes.len()), (0, 6));
}

/// The sample graph, and its triples with and without details.
fn sample() -> KnowledgeGraph {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/sample");
    khabar::export::json_read::read(&folder).expect("the sample graph")
}

fn selection() -> Selection {
    Selection { with_statements: true, with_articles: true, ..Selection::default() }
}

fn table(triples: &Triples, query: &str) -> Vec<Vec<String>> {
    let cell = |term: &Option<oxrdf::Term>| term.as_ref().map(plain).unwrap_or_default();
    match ask(triples, query).unwrap_or_else(|error| panic!("{error} in\n{query}")) {
        Answer::Solutions { rows, .. } => rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        Answer::Truth(truth) => vec![vec![truth.to_string()]],
        Answer::Triples(triples) => {
            let terms =
                |t: oxrdf::Triple| [t.subject.into(), t.predicate.into(), t.object].map(|term| plain(&term)).to_vec();
            triples.into_iter().map(terms).collect()
        }
    }
}

#[test]
fn the_worked_queries_give_what_the_graph_holds() {
    let graph = sample();
    let view = View::new(&graph, &selection());
    let plainly = Triples::new(&view, Detail::Plain);
    let in_detail = Triples::new(&view, Detail::Annotated);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/queries");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rq"));
    files.sort();
    assert_eq!(files.len(), 10);
    let answers: Vec<Vec<Vec<String>>> = files
        .iter()
        .map(|path| {
            let query = fs::read_to_string(path).expect("a query");
            let detail = query.lines().next().is_some_and(|line| line.contains("--evidence"));
            let rows = table(if detail { &in_detail } else { &plainly }, &query);
            // What asks for no detail gets the same answer with it.
            assert!(detail || rows == table(&in_detail, &query), "{}", path.display());
            assert!(!rows.is_empty(), "{} gives nothing", path.display());
            rows
        })
        .collect();

    let mut kinds: BTreeMap<NodeKind, usize> = BTreeMap::new();
    for node in &view.nodes {
        *kinds.entry(node.kind()).or_default() += 1;
    }
    let counts: BTreeMap<&str, &str> = answers[0].iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    assert_eq!(counts["schema:Person"], kinds[&NodeKind::Person].to_string());
    assert_eq!(counts["schema:Quotation"], kinds[&NodeKind::Statement].to_string());
    assert_eq!(counts["schema:NewsArticle"], kinds[&NodeKind::Article].to_string());

    let label = |node: NodeIndex| graph.graph[node].label.clone();
    let facts = |predicate: Predicate| {
        let of = move |edge: &&petgraph::graph::Edge<Edge>| {
            edge.weight.predicate == predicate && edge.weight.modality == Modality::Asserted
        };
        graph.graph.raw_edges().iter().filter(of)
    };
    let met: BTreeSet<Vec<String>> =
        facts(Predicate::Met).map(|e| vec![label(e.source()), label(e.target())]).collect();
    assert_eq!(answers[2].iter().cloned().collect::<BTreeSet<_>>(), met);
    let offices: BTreeSet<Vec<String>> = facts(Predicate::HoldsRole)
        .filter_map(|e| Some(vec![label(e.source()), e.weight.role.clone()?, label(e.target())]))
        .collect();
    assert_eq!(answers[3].iter().cloned().collect::<BTreeSet<_>>(), offices);
    assert!(answers[4].iter().any(|row| row[0] == "conference"), "{:?}", answers[4]);
    assert!(answers[5].iter().any(|row| row[1].contains("Zarif")), "{:?}", answers[5]);
    let sentences: BTreeSet<&str> =
        graph.graph.edge_weights().flat_map(|edge| edge.evidence.iter().map(|e| &*e.sentence)).collect();
    let clean = |text: &str| khabar::graph::value::clean(text).into_owned();
    assert!(answers[8].iter().all(|row| sentences.iter().any(|s| clean(s) == row[3])), "{:?}", answers[8]);
    let people: BTreeSet<&str> =
        answers[9].iter().filter(|row| row[1] == "schema:knows").map(|row| row[0].as_str()).collect();
    assert!(people.iter().all(|id| id.starts_with("id:person:")) && !people.is_empty(), "{people:?}");
}

#[test]
fn annotations_tell_what_plain_triples_do_not() {
    let graph = news();
    let all = Selection { modalities: Modality::ALL.to_vec(), ..selection() };
    let triples = Triples::new(&View::new(&graph, &all), Detail::Annotated);
    let support = "{ id:person:john-allen kh:support id:country:kw }";
    assert_eq!(table(&triples, &format!("ASK {support}")), [["true"]]);
    // The negated fact is described, not stated: both have the same three terms, so ask for the modality.
    let query = "SELECT ?how { ?fact rdf:reifies <<( id:person:john-allen kh:support id:country:kw )>> ; kh:modality ?how } ORDER BY ?how";
    assert_eq!(table(&triples, query), [["asserted"], ["negated"]]);
    let query =
        "SELECT ?role ?from { ?who kh:holds_role ?what {| kh:role ?role ; kh:valid_from ?from |} } ORDER BY ?from";
    assert_eq!(table(&triples, query), [["وكيل وزارة الخارجية", "2014-02"], ["under secretary", "2015"]]);
    let query = "SELECT (COUNT(*) AS ?n) { ?who kh:met ?whom ~ ?fact . ?fact kh:evidence/schema:isPartOf ?article }";
    assert_eq!(table(&triples, query), [["2"]]);
    let plainly = Triples::new(&View::new(&graph, &selection()), Detail::Plain);
    assert_eq!(table(&plainly, "SELECT * { ?fact rdf:reifies ?triple }"), Vec::<Vec<String>>::new());
    assert!(!plainly.is_empty() && plainly.len() < triples.len());
}

/// Every way to give or withhold the parts of a triple finds the same triples as looking at all of them.
#[test]
fn patterns_find_what_a_scan_finds() {
    let graph = sample();
    let triples = Triples::new(&View::new(&graph, &selection()), Detail::Annotated);
    let all = table(&triples, "SELECT ?s ?p ?o { ?s ?p ?o }");
    assert_eq!(all.len(), triples.len());
    for subject in ["id:country:kw", "?s"] {
        for predicate in ["rdf:type", "?p"] {
            for object in ["schema:Country", "?o"] {
                let query = format!("SELECT * {{ {subject} {predicate} {object} }}");
                let fits = |row: &&Vec<String>| {
                    let part = |part: &str, cell: &str| part.starts_with('?') || part == cell;
                    part(subject, &row[0]) && part(predicate, &row[1]) && part(object, &row[2])
                };
                assert_eq!(table(&triples, &query).len(), all.iter().filter(fits).count(), "{query}");
            }
        }
    }
    assert!(table(&triples, "SELECT * { GRAPH ?g { ?s ?p ?o } }").is_empty());
}
