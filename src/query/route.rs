//! Ways through the graph: two nodes and what counts → the cheapest routes between them, without loops.
//!
//! Edges are walked in either direction. Dijkstra's algorithm from both ends, which sees little of a large graph;
//! where facts must follow each other in time, from one end with a label for each (cost, day) that no other beats
//! (Martins, *On a multicriteria shortest path problem*, 1984). Yen's algorithm for the k cheapest (Management
//! Science 17, 1971) over them. Costs are whole thousandths, so that sums do not depend on their order.

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
        if self.by == By::Time {
            return self.in_order(from, &nodes(root), to, banned);
        }
        let spur = root.last().map_or(from, |hop| hop.0);
        let rest = self.meet_between(spur, to, banned)?;
        Some(root.iter().copied().chain(rest).collect())
    }

    /// The cheapest route, searched for from both ends.
    fn meet_between(&mut self, from: NodeIndex, to: NodeIndex, banned: &Banned) -> Option<Route> {
        let mut halves = [Half::new(from), Half::new(to)];
        // Cost, and where the halves meet.
        let mut best: Option<(u64, NodeIndex)> = None;
        while let (Some(ahead), Some(behind)) = (halves[0].next(), halves[1].next()) {
            if best.is_some_and(|(cost, _)| cost <= ahead + behind) {
                break;
            }
            let side = usize::from(halves[1].queue.len() < halves[0].queue.len());
            let Some(Reverse((cost, node))) = halves[side].queue.pop() else { break };
            let place = self.place(node);
            let through = if node == halves[side].start { 0 } else { place.passage };
            for way in &place.ways {
                let (tail, head) = if side == 0 { (node, way.to) } else { (way.to, node) };
                let reached = cost + through + way.cost;
                if !banned.allows(tail, head)
                    || banned.nodes.contains(&tail)
                    || !halves[side].improve(way.to, reached, (node, way.edge))
                {
                    continue;
                }
                if let Some(&(rest, _)) = halves[1 - side].costs.get(&way.to) {
                    let meeting = if way.to == from || way.to == to { 0 } else { self.place(way.to).passage };
                    let whole = (reached + rest + meeting, way.to);
                    best = Some(best.map_or(whole, |best| best.min(whole)));
                }
            }
        }
        let (_, meeting) = best?;
        let mut route: Route = Vec::new();
        let mut node = meeting;
        while let Some((before, edge)) = halves[0].costs.get(&node).and_then(|label| label.1) {
            route.push((node, edge));
            node = before;
        }
        route.reverse();
        node = meeting;
        while let Some((after, edge)) = halves[1].costs.get(&node).and_then(|label| label.1) {
            route.push((after, edge));
            node = after;
        }
        Some(route)
    }

    /// The cheapest route on which no fact is over before the one before it began; its edges along the root may be others
    /// than those of another route along it.
    fn in_order(&mut self, from: NodeIndex, root: &[NodeIndex], to: NodeIndex, banned: &Banned) -> Option<Route> {
        let mut labels = vec![Label { cost: 0, day: i64::MIN, node: from, came: None }];
        let mut front = vec![0];
        for &next in root {
            let here = std::mem::take(&mut front);
            for number in here {
                self.extend(&mut labels, number, from, &mut front, |to| to == next);
            }
        }
        let mut queue: BinaryHeap<_> = front.iter().map(|&number| Reverse(labels[number].rank(number))).collect();
        let mut earliest: FxHashMap<NodeIndex, i64> = FxHashMap::default();
        while let Some(Reverse((_, day, number))) = queue.pop() {
            let node = labels[number].node;
            if node == to {
                return Some(trace(&labels, number));
            }
            if earliest.get(&node).is_some_and(|&known| known <= day) {
                continue;
            }
            earliest.insert(node, day);
            let mut next = Vec::new();
            self.extend(&mut labels, number, from, &mut next, |to| banned.allows(node, to));
            let fresh = next.into_iter().filter(|&number| {
                let label = &labels[number];
                earliest.get(&label.node).is_none_or(|&known| known > label.day)
            });
            queue.extend(fresh.map(|number| Reverse(labels[number].rank(number))));
        }
        None
    }

    /// Adds the labels that a label leads to, and their numbers to `front`.
    fn extend(
        &mut self,
        labels: &mut Vec<Label>,
        number: usize,
        from: NodeIndex,
        front: &mut Vec<usize>,
        fits: impl Fn(NodeIndex) -> bool,
    ) {
        let Label { cost, day, node, .. } = labels[number];
        let place = self.place(node);
        let through = if node == from { 0 } else { place.passage };
        for way in place.ways.iter().filter(|way| way.days.1 >= day && fits(way.to)) {
            front.push(labels.len());
            labels.push(Label {
                cost: cost + through + way.cost,
                day: day.max(way.days.0),
                node: way.to,
                came: Some((number, way.edge)),
            });
        }
    }
}

/// A way to arrive at a node: at what cost, on which day, and from which label by which edge.
#[derive(Clone, Copy)]
struct Label {
    cost: u64,
    day: i64,
    node: NodeIndex,
    came: Option<(usize, EdgeIndex)>,
}

impl Label {
    fn rank(self, number: usize) -> (u64, i64, usize) {
        (self.cost, self.day, number)
    }
}

/// The route that a label ends.
fn trace(labels: &[Label], number: usize) -> Route {
    let mut route: Route = Vec::new();
    let mut at = number;
    while let Some((before, edge)) = labels[at].came {
        route.push((labels[at].node, edge));
        at = before;
    }
    route.reverse();
    route
}

/// The search from one end.
struct Half {
    start: NodeIndex,
    /// What it costs to get to a node, and the node and edge before it.
    costs: FxHashMap<NodeIndex, (u64, Option<(NodeIndex, EdgeIndex)>)>,
    queue: BinaryHeap<Reverse<(u64, NodeIndex)>>,
}

impl Half {
    fn new(start: NodeIndex) -> Self {
        let costs = FxHashMap::from_iter([(start, (0, None))]);
        Self { start, costs, queue: BinaryHeap::from([Reverse((0, start))]) }
    }

    /// The cost of the next node; entries that a cheaper one has overtaken are dropped.
    fn next(&mut self) -> Option<u64> {
        while let Some(&Reverse((cost, node))) = self.queue.peek() {
            if self.costs.get(&node).is_some_and(|label| label.0 < cost) {
                self.queue.pop();
            } else {
                return Some(cost);
            }
        }
        None
    }

    /// Notes a way to a node if it is cheaper than those known.
    fn improve(&mut self, node: NodeIndex, cost: u64, before: (NodeIndex, EdgeIndex)) -> bool {
        let better = self.costs.get(&node).is_none_or(|label| cost < label.0);
        if better {
            self.costs.insert(node, (cost, Some(before)));
            self.queue.push(Reverse((cost, node)));
        }
        better
    }
}

fn nodes(route: &[(NodeIndex, EdgeIndex)]) -> Vec<NodeIndex> {
    route.iter().map(|hop| hop.0).collect()
}
