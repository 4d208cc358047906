//! Routes in the order of time: from one end, with a label for each (cost, day) that no other beats (Martins, *On a
//! multicriteria shortest path problem*, 1984).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashMap;

use super::{Banned, Route, Web};

impl Web<'_> {
    /// The cheapest route on which no fact is over before the one before it began; its edges along the root may be others
    /// than those of another route along it.
    pub(super) fn in_order(
        &mut self,
        from: NodeIndex,
        root: &[NodeIndex],
        to: NodeIndex,
        banned: &Banned,
    ) -> Option<Route> {
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
