//! A search from one end: the nodes that it reached, at what cost and from where; and how two such searches meet.

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashMap;

use super::{Banned, Route, Web};

/// The search from one end.
pub(super) struct Half {
    start: NodeIndex,
    /// What it costs to get to a node, and the node and edge before it.
    costs: FxHashMap<NodeIndex, (u64, Option<(NodeIndex, EdgeIndex)>)>,
}

impl Half {
    pub(super) fn new(start: NodeIndex) -> Self {
        Self { start, costs: FxHashMap::from_iter([(start, (0, None))]) }
    }

    /// What it costs to get to a node, as far as is known.
    pub(super) fn cost(&self, node: NodeIndex) -> Option<u64> {
        self.costs.get(&node).map(|label| label.0)
    }

    /// Notes a way to a node if it is cheaper than those known.
    fn improve(&mut self, node: NodeIndex, cost: u64, before: (NodeIndex, EdgeIndex)) -> bool {
        let better = self.cost(node).is_none_or(|least| cost < least);
        if better {
            self.costs.insert(node, (cost, Some(before)));
        }
        better
    }

    /// The nodes and edges from a node back to the start.
    fn back(&self, node: NodeIndex) -> impl Iterator<Item = (NodeIndex, NodeIndex, EdgeIndex)> + '_ {
        let before = |node: NodeIndex| Some((node, self.costs.get(&node)?.1?));
        std::iter::successors(before(node), move |step| before(step.1.0)).map(|(node, (from, edge))| (node, from, edge))
    }

    /// The route by way of a node that both halves reached.
    pub(super) fn joined(halves: &[Self; 2], meeting: NodeIndex) -> Route {
        let mut route: Route = halves[0].back(meeting).map(|(node, _, edge)| (node, edge)).collect();
        route.reverse();
        route.extend(halves[1].back(meeting).map(|(_, after, edge)| (after, edge)));
        route
    }
}

impl Web<'_> {
    /// Looks beyond a node from one side; gives the nodes to which a cheaper way was found.
    pub(super) fn outward(
        &mut self,
        halves: &mut [Half; 2],
        side: usize,
        node: NodeIndex,
        banned: &Banned,
    ) -> Vec<NodeIndex> {
        let place = self.place(node);
        let half = &mut halves[side];
        let through = if node == half.start { 0 } else { place.passage };
        let cost = half.cost(node).unwrap_or_default() + through;
        let mut reached = Vec::new();
        for way in &place.ways {
            let (tail, head) = if side == 0 { (node, way.to) } else { (way.to, node) };
            if banned.allows(tail, head)
                && !banned.nodes.contains(&tail)
                && half.improve(way.to, cost + way.cost, (node, way.edge))
            {
                reached.push(way.to);
            }
        }
        reached
    }

    /// What the route by way of a node costs, if both halves reached it.
    pub(super) fn meeting(&mut self, halves: &[Half; 2], node: NodeIndex) -> Option<(u64, NodeIndex)> {
        let (ahead, behind) = (halves[0].cost(node)?, halves[1].cost(node)?);
        let is_end = halves.iter().any(|half| half.start == node);
        let through = if is_end { 0 } else { self.place(node).passage };
        Some((ahead + through + behind, node))
    }
}
