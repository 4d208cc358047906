//! How are two nodes connected? The best chains of facts between them, each step with its sentences.
//!
//! An edge costs less the more it says and the more articles say it; passing through a node costs more the more
//! neighbours it has, and a country or place most, or else everyone were connected by living in one. `route` finds the
//! cheapest.

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::route::{Route, UNIT, Web};
use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::model::kinds::{EventType, NodeKind, Predicate};

/// What the best path is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The least cost: facts that say much, from many articles, past no hub.
    #[default]
    Strength,
    /// The fewest steps, and of equally many the least cost.
    Steps,
    /// In the order of time: no fact is over before the one before it began; of those paths the least cost.
    Time,
}

/// A chain of facts from one node to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path<'g> {
    /// The sum of what its steps and nodes cost; less is stronger.
    pub cost: f64,
    /// The nodes in order, both ends included.
    pub nodes: Vec<NodeRef<'g>>,
    /// One step less than nodes.
    pub steps: Vec<Step<'g>>,
}

/// Two nodes that facts connect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step<'g> {
    /// What is said of the two, the fact first that the path was chosen for; it may point either way.
    pub facts: Vec<Fact<'g>>,
}

/// The `count` best paths between two nodes, the best first; none visits a node twice.
#[must_use]
pub fn paths(
    graph: &KnowledgeGraph,
    from: NodeIndex,
    to: NodeIndex,
    scope: Scope,
    by: By,
    count: usize,
) -> Vec<Path<'_>> {
    let routes = routes(graph, from, to, scope, by, count);
    // What a path costs is told alike, whatever it was chosen by.
    let mut web = Web::new(graph, scope, By::Strength);
    let path = |route: Route| {
        let nodes = std::iter::once(from).chain(route.iter().map(|hop| hop.0));
        let ends = nodes.clone().zip(&route);
        Path {
            cost: web.cost(&route) as f64 / UNIT as f64,
            nodes: nodes.map(|node| node_ref(graph, node)).collect(),
            steps: ends.map(|(before, hop)| step(graph, before, *hop, scope)).collect(),
        }
    };
    routes.into_iter().map(path).collect()
}

/// The edges of the paths that [`paths`] gives. They are found without evidence, which need be read of no others.
#[must_use]
pub fn path_edges(
    graph: &KnowledgeGraph,
    from: NodeIndex,
    to: NodeIndex,
    scope: Scope,
    by: By,
    count: usize,
) -> Vec<EdgeIndex> {
    let routes = routes(graph, from, to, scope, by, count);
    let of = |route: &Route| {
        let before = std::iter::once(from).chain(route.iter().map(|hop| hop.0));
        before.zip(route).flat_map(|(before, hop)| ties(graph, before, *hop, scope)).collect::<Vec<_>>()
    };
    routes.iter().flat_map(of).collect()
}

/// The best ways between two nodes, none from a node to itself.
fn routes(graph: &KnowledgeGraph, from: NodeIndex, to: NodeIndex, scope: Scope, by: By, count: usize) -> Vec<Route> {
    if from == to { Vec::new() } else { Web::new(graph, scope, by).cheapest(from, to, count) }
}

/// All that is said of two nodes.
fn step(graph: &KnowledgeGraph, before: NodeIndex, hop: (NodeIndex, EdgeIndex), scope: Scope) -> Step<'_> {
    Step { facts: ties(graph, before, hop, scope).into_iter().map(|edge| fact(graph, edge)).collect() }
}

/// The edges between two nodes, that first which the path was chosen for.
fn ties(
    graph: &KnowledgeGraph,
    before: NodeIndex,
    (node, chosen): (NodeIndex, EdgeIndex),
    scope: Scope,
) -> Vec<EdgeIndex> {
    let between = edges(graph, before, scope).into_iter().filter(|&(_, other)| other == node);
    let mut ties: Vec<EdgeIndex> = between.map(|(edge, _)| edge).collect();
    ties.sort_by_key(|&edge| (edge != chosen, edge_cost(&graph.graph[edge]), edge));
    ties
}

/// What an edge costs before its strength counts. An edge of one article costs half as much again when nothing speaks
/// for it (confidence 0), and its price when all does (1).
const fn price(predicate: Predicate) -> f64 {
    match predicate {
        // An office, a membership, a whole: a tie that lasts, but that many share.
        Predicate::HoldsRole | Predicate::MemberOf | Predicate::PartOf => 1.2,
        Predicate::LocatedIn => 2.0,
        // To speak of someone is no tie to them: dearer than two steps by an event in which both took part, however
        // unsure (2 × 1.25 and the event's passage).
        Predicate::SaidAbout => 3.2,
        Predicate::CoMentioned => 4.0,
        // Events, meetings, kin, and what one did to the other: the news itself.
        _ => 1.0,
    }
}

/// What it costs to go along an edge, in thousandths.
pub(super) fn edge_cost(edge: &Edge) -> u64 {
    let strength = 1.0 + 0.5 * f64::from(edge.source_count.max(1)).ln();
    thousandths(price(edge.predicate) * (1.5 - 0.5 * edge.confidence) / strength)
}

/// What it costs to pass through a node of so many neighbours, in thousandths: who shares a hub shares it with
/// everyone.
pub(super) fn passage_cost(node: &Node, neighbours: usize) -> u64 {
    let spread = (1.0 + neighbours as f64).ln();
    thousandths(match node.kind {
        // Who took part in an encounter was with the others; who took part in a war or an election need not have been.
        Some(NodeKind::Event) if node.event_type.is_some_and(is_encounter) => 0.1 * spread,
        Some(NodeKind::Event) => 0.4 + 0.2 * spread,
        Some(NodeKind::Country | NodeKind::Place) => 1.5 + 0.5 * spread,
        _ => 0.25 * spread,
    })
}

fn thousandths(cost: f64) -> u64 {
    (cost * UNIT as f64).round() as u64
}

/// Sorts of events whose participants come together.
const fn is_encounter(kind: EventType) -> bool {
    use EventType::{Agreement, Ceremony, Conference, Meeting, PressConference, Summit, Trial, Visit};
    matches!(kind, Agreement | Ceremony | Conference | Meeting | PressConference | Summit | Trial | Visit)
}
