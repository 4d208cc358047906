//! The cheapest route, however many steps it takes: Dijkstra's algorithm from both ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::graph::NodeIndex;

use super::half::Half;
use super::{Banned, Route, Web};

impl Web<'_> {
    /// The cheapest route, searched for from both ends.
    pub(super) fn strongest(&mut self, from: NodeIndex, to: NodeIndex, banned: &Banned) -> Option<Route> {
        let mut halves = [Half::new(from), Half::new(to)];
        let mut queues = [from, to].map(|end| BinaryHeap::from([Reverse((0, end))]));
        // Cost, and where the halves meet.
        let mut best: Option<(u64, NodeIndex)> = None;
        while let (Some(ahead), Some(behind)) = (next(&mut queues[0], &halves[0]), next(&mut queues[1], &halves[1])) {
            if best.is_some_and(|(cost, _)| cost <= ahead + behind) {
                break;
            }
            let side = usize::from(queues[1].len() < queues[0].len());
            let Some(Reverse((_, node))) = queues[side].pop() else { break };
            for reached in self.outward(&mut halves, side, node, banned) {
                queues[side].push(Reverse((halves[side].cost(reached)?, reached)));
                best = self.meeting(&halves, reached).into_iter().chain(best).min();
            }
        }
        Some(Half::joined(&halves, best?.1))
    }
}

/// The cost of the next node; entries that a cheaper one has overtaken are dropped.
fn next(queue: &mut BinaryHeap<Reverse<(u64, NodeIndex)>>, half: &Half) -> Option<u64> {
    while let Some(&Reverse((cost, node))) = queue.peek() {
        if half.cost(node).is_some_and(|least| least < cost) {
            queue.pop();
        } else {
            return Some(cost);
        }
    }
    None
}
