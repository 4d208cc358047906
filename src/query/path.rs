//! How are two nodes connected? The strongest chains of facts between them, each step with its sentence.
//!
//! An edge costs less the more it says and the more articles say it; passing through a node costs more the more
//! edges it has, and a country or place most, or else everyone were connected by living in one. Yen's algorithm for
//! the k shortest loopless paths (Management Science 17, 1971) over Dijkstra's: O(k · n · (e + n log n)).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{Fact, NodeRef, Scope, fact, node_ref};
use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::model::kinds::{EventType, NodeKind, Predicate};

/// A chain of facts from one node to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// The sum of what its steps and nodes cost; less is stronger.
    pub cost: f64,
    /// The nodes in order, both ends included.
    pub nodes: Vec<NodeRef>,
    /// One step less than nodes.
    pub steps: Vec<Step>,
}

/// Two nodes that facts connect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What is said of the two, the strongest first; an edge may point either way.
    pub facts: Vec<Fact>,
}

/// The `count` strongest paths between two nodes, the strongest first.
#[must_use]
pub fn paths(graph: &KnowledgeGraph, from: NodeIndex, to: NodeIndex, scope: Scope, count: usize) -> Vec<Path> {
    if from == to {
        return Vec::new();
    }
    let web = Web::new(graph, scope);
    web.shortest(from.index(), to.index(), count)
        .into_iter()
        .map(|(cost, route)| Path {
            cost: (cost.0 as f64) / UNIT,
            nodes: route.iter().map(|&n| node_ref(graph, NodeIndex::new(n))).collect(),
            steps: route.windows(2).map(|pair| web.step(graph, pair[0], pair[1])).collect(),
        })
        .collect()
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

fn edge_cost(edge: &Edge) -> f64 {
    let strength = 1.0 + 0.5 * f64::from(edge.source_count.max(1)).ln();
    price(edge.predicate) * (1.5 - 0.5 * edge.confidence) / strength
}

/// What it costs to pass through a node of so many edges: who shares a hub shares it with everyone.
fn passage_cost(node: &Node, degree: usize) -> f64 {
    let spread = (1.0 + degree as f64).ln();
    match node.kind {
        // Who took part in an encounter was with the others; who took part in a war or an election need not have been.
        Some(NodeKind::Event) if node.event_type.is_some_and(is_encounter) => 0.1 * spread,
        Some(NodeKind::Event) => 0.4 + 0.2 * spread,
        Some(NodeKind::Country | NodeKind::Place) => 1.5 + 0.5 * spread,
        _ => 0.25 * spread,
    }
}

/// Sorts of events whose participants come together.
const fn is_encounter(kind: EventType) -> bool {
    use EventType::{Agreement, Ceremony, Conference, Meeting, PressConference, Summit, Trial, Visit};
    matches!(kind, Agreement | Ceremony | Conference | Meeting | PressConference | Summit | Trial | Visit)
}

/// Costs are whole thousandths, so that sums do not depend on their order.
const UNIT: f64 = 1000.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost(u64);

impl Cost {
    fn of(cost: f64) -> Self {
        Self((cost * UNIT).round() as u64)
    }
}

/// The graph as paths see it: undirected, one way between two neighbours.
struct Web {
    /// For each node its neighbours in order, and the cost of the cheapest edge.
    ways: Vec<Vec<(usize, Cost)>>,
    /// The cost of passing through each node.
    passage: Vec<Cost>,
    /// The edges between two nodes, the smaller number first.
    edges: BTreeMap<(usize, usize), Vec<EdgeIndex>>,
}

type Route = Vec<usize>;

impl Web {
    fn new(graph: &KnowledgeGraph, scope: Scope) -> Self {
        let mut edges: BTreeMap<(usize, usize), Vec<EdgeIndex>> = BTreeMap::new();
        for edge in graph.graph.edge_references().filter(|e| scope.shows(e.weight())) {
            let (a, b) = (edge.source().index(), edge.target().index());
            if a != b {
                edges.entry((a.min(b), a.max(b))).or_default().push(edge.id());
            }
        }
        let mut ways = vec![Vec::new(); graph.graph.node_count()];
        for (&(a, b), list) in &mut edges {
            list.sort_by_key(|&edge| (Cost::of(edge_cost(&graph.graph[edge])), edge));
            let cost = list.first().map_or(Cost::default(), |&edge| Cost::of(edge_cost(&graph.graph[edge])));
            ways[a].push((b, cost));
            ways[b].push((a, cost));
        }
        let nodes = graph.graph.node_weights().zip(&ways);
        let passage = nodes.map(|(node, ways)| Cost::of(passage_cost(node, ways.len()))).collect();
        Self { ways, passage, edges }
    }

    fn step(&self, graph: &KnowledgeGraph, a: usize, b: usize) -> Step {
        let edges = self.edges.get(&(a.min(b), a.max(b)));
        Step { facts: edges.into_iter().flatten().map(|&edge| fact(graph, edge)).collect() }
    }

    /// Yen's k shortest loopless paths.
    fn shortest(&self, from: usize, to: usize, count: usize) -> Vec<(Cost, Route)> {
        let mut found: Vec<(Cost, Route)> = Vec::new();
        let mut waiting: BinaryHeap<Reverse<(Cost, Route)>> = BinaryHeap::new();
        let mut known: FxHashSet<Route> = FxHashSet::default();
        if let Some(first) = self.cheapest(from, to, &FxHashSet::default(), &FxHashSet::default()) {
            known.insert(first.1.clone());
            waiting.push(Reverse(first));
        }
        while let Some(Reverse(best)) = waiting.pop() {
            found.push(best);
            if found.len() >= count {
                break;
            }
            let last = found[found.len() - 1].1.clone();
            for at in 0..last.len() - 1 {
                let root = &last[..=at];
                let banned_ways: FxHashSet<(usize, usize)> = found
                    .iter()
                    .filter(|(_, route)| route.len() > at + 1 && route[..=at] == *root)
                    .map(|(_, route)| (route[at], route[at + 1]))
                    .collect();
                let banned_nodes: FxHashSet<usize> = root[..at].iter().copied().collect();
                let Some((_, spur)) = self.cheapest(last[at], to, &banned_nodes, &banned_ways) else { continue };
                let route: Route = root[..at].iter().copied().chain(spur).collect();
                if known.insert(route.clone()) {
                    waiting.push(Reverse((self.cost(&route), route)));
                }
            }
        }
        found
    }

    fn cost(&self, route: &[usize]) -> Cost {
        let way = |pair: &[usize]| {
            let found = self.ways[pair[0]].binary_search_by_key(&pair[1], |way| way.0);
            found.map_or(0, |at| self.ways[pair[0]][at].1.0)
        };
        let ways: u64 = route.windows(2).map(way).sum();
        let inner = route.get(1..route.len().saturating_sub(1)).unwrap_or_default();
        Cost(ways + inner.iter().map(|&node| self.passage[node].0).sum::<u64>())
    }

    /// Dijkstra's algorithm, without some nodes and ways; of equal costs the smaller node number goes first.
    fn cheapest(
        &self,
        from: usize,
        to: usize,
        banned_nodes: &FxHashSet<usize>,
        banned_ways: &FxHashSet<(usize, usize)>,
    ) -> Option<(Cost, Route)> {
        let mut costs = vec![u64::MAX; self.ways.len()];
        let mut before = vec![usize::MAX; self.ways.len()];
        let mut heap = BinaryHeap::from([Reverse((0_u64, from))]);
        costs[from] = 0;
        while let Some(Reverse((cost, node))) = heap.pop() {
            if node == to {
                let mut route = vec![to];
                while let Some(&last) = route.last().filter(|&&last| last != from) {
                    route.push(before[last]);
                }
                route.reverse();
                return Some((Cost(cost), route));
            }
            if cost > costs[node] {
                continue;
            }
            let through = if node == from { 0 } else { self.passage[node].0 };
            for &(next, way) in &self.ways[node] {
                let sum = cost + through + way.0;
                if sum < costs[next] && !banned_nodes.contains(&next) && !banned_ways.contains(&(node, next)) {
                    costs[next] = sum;
                    before[next] = node;
                    heap.push(Reverse((sum, next)));
                }
            }
        }
        None
    }
}
