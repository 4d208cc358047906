//! Ways through the graph: two nodes and what counts → the cheapest routes between them, without loops.
//!
//! Edges are walked in either direction. The best route is searched for from both ends, which sees little of a large
//! graph, or from one where facts must follow each other in time; Yen's algorithm for the k cheapest (Management
//! Science 17, 1971) over that. Costs are whole thousandths, so that sums do not depend on their order.

mod fewest;
mod half;
mod in_order;
mod strongest;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};

use super::path::{By, edge_cost, passage_cost};
use super::{Scope, edges, spell};
use crate::graph::KnowledgeGraph;

/// One unit of cost.
pub(super) const UNIT: u64 = 1000;

/// A step, where steps count: more than any route costs otherwise.
const STEP: u64 = 1 << 40;

/// The nodes of a route after the first, each with the edge that leads to it.
pub(super) type Route = Vec<(NodeIndex, EdgeIndex)>;

/// The graph as routes see it. What a node leads to is looked up once.
pub(super) struct Web<'g> {
    graph: &'g KnowledgeGraph,
    scope: Scope,
    by: By,
    places: FxHashMap<NodeIndex, Rc<Place>>,
}

/// A node on the way.
struct Place {
    /// What it costs to pass through.
    passage: u64,
    /// Where one gets from here: the cheapest edge to each neighbour, or all where time counts.
    ways: Vec<Way>,
}

/// An edge as it is walked.
struct Way {
    to: NodeIndex,
    cost: u64,
    edge: EdgeIndex,
    /// First and last day of the fact; all days where time does not count.
    days: (i64, i64),
}

/// What a route may not use: nodes, and edges from one node to another.
#[derive(Default)]
struct Banned {
    nodes: FxHashSet<NodeIndex>,
    ways: FxHashSet<(NodeIndex, NodeIndex)>,
}

impl Banned {
    fn allows(&self, from: NodeIndex, to: NodeIndex) -> bool {
        !self.nodes.contains(&to) && !self.ways.contains(&(from, to))
    }
}

impl<'g> Web<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, scope: Scope, by: By) -> Self {
        Self { graph, scope, by, places: FxHashMap::default() }
    }

    /// The `count` cheapest routes between two different nodes, the cheapest first.
    pub(super) fn cheapest(&mut self, from: NodeIndex, to: NodeIndex, count: usize) -> Vec<Route> {
        let mut found: Vec<Route> = Vec::new();
        let mut waiting: BinaryHeap<Reverse<(u64, Route)>> = BinaryHeap::new();
        let mut known: FxHashSet<Vec<NodeIndex>> = FxHashSet::default();
        if let Some(first) = self.search(from, &[], to, &Banned::default()) {
            known.insert(nodes(&first));
            waiting.push(Reverse((self.cost(&first), first)));
        }
        while let Some(Reverse((_, best))) = waiting.pop().filter(|_| found.len() < count) {
            found.push(best.clone());
            if found.len() == count {
                break;
            }
            for at in 0..best.len() {
                let root = &best[..at];
                let spur = root.last().map_or(from, |hop| hop.0);
                let mut banned = Banned::default();
                banned.nodes.extend(std::iter::once(from).chain(root.iter().map(|hop| hop.0)).filter(|&n| n != spur));
                for route in found.iter().filter(|route| route.len() > at && nodes(&route[..at]) == nodes(root)) {
                    banned.ways.insert((spur, route[at].0));
                }
                let Some(route) = self.search(from, root, to, &banned) else { continue };
                if known.insert(nodes(&route)) {
                    waiting.push(Reverse((self.cost(&route), route)));
                }
            }
        }
        found
    }

    /// What a route costs: its edges, and passing through the nodes between its ends.
    pub(super) fn cost(&mut self, route: &[(NodeIndex, EdgeIndex)]) -> u64 {
        let edges: u64 = route.iter().map(|hop| self.price(hop.1)).sum();
        let inner = route.get(..route.len().saturating_sub(1)).unwrap_or_default();
        edges + inner.iter().map(|hop| self.place(hop.0).passage).sum::<u64>()
    }

    fn price(&self, edge: EdgeIndex) -> u64 {
        edge_cost(&self.graph.graph[edge]) + if self.by == By::Steps { STEP } else { 0 }
    }

    fn days(&self, edge: EdgeIndex) -> (i64, i64) {
        if self.by == By::Time { spell(self.graph, edge).days() } else { (i64::MIN, i64::MAX) }
    }

    fn place(&mut self, node: NodeIndex) -> Rc<Place> {
        if let Some(place) = self.places.get(&node) {
            return Rc::clone(place);
        }
        let mut ways: Vec<Way> = edges(self.graph, node, self.scope)
            .into_iter()
            .filter(|&(_, to)| to != node)
            .map(|(edge, to)| Way { to, cost: self.price(edge), edge, days: self.days(edge) })
            .collect();
        ways.sort_unstable_by_key(|way| (way.to, way.cost, way.edge));
        let neighbours = ways.chunk_by(|a, b| a.to == b.to).count();
        if self.by != By::Time {
            ways.dedup_by_key(|way| way.to);
        }
        let place = Rc::new(Place { passage: passage_cost(&self.graph.graph[node], neighbours), ways });
        self.places.insert(node, Rc::clone(&place));
        place
    }

    /// The cheapest route that begins with the nodes of `root`.
    fn search(
        &mut self,
        from: NodeIndex,
        root: &[(NodeIndex, EdgeIndex)],
        to: NodeIndex,
        banned: &Banned,
    ) -> Option<Route> {
        let spur = root.last().map_or(from, |hop| hop.0);
        let rest = match self.by {
            By::Time => return self.in_order(from, &nodes(root), to, banned),
            By::Steps => self.fewest(spur, to, banned)?,
            By::Strength => self.strongest(spur, to, banned)?,
        };
        Some(root.iter().copied().chain(rest).collect())
    }
}

fn nodes(route: &[(NodeIndex, EdgeIndex)]) -> Vec<NodeIndex> {
    route.iter().map(|hop| hop.0).collect()
}
