//! The route of the fewest steps, and of equally short ones the cheapest: a ring of nodes at a time, from whichever end
//! has the smaller ring. The first ring that touches the other side's holds all nodes where the shortest routes meet,
//! and only the rings before it are looked beyond.

use petgraph::graph::NodeIndex;

use super::half::Half;
use super::{Banned, Route, Web};

impl Web<'_> {
    /// The cheapest of the routes of the fewest steps.
    pub(super) fn fewest(&mut self, from: NodeIndex, to: NodeIndex, banned: &Banned) -> Option<Route> {
        let mut halves = [Half::new(from), Half::new(to)];
        let mut rings = [vec![from], vec![to]];
        loop {
            let side = usize::from(rings[1].len() < rings[0].len());
            let mut next = Vec::new();
            for node in std::mem::take(&mut rings[side]) {
                next.extend(self.outward(&mut halves, side, node, banned));
            }
            next.sort_unstable();
            next.dedup();
            let meetings = next.iter().filter_map(|&node| self.meeting(&halves, node));
            if let Some((_, meeting)) = meetings.min() {
                return Some(Half::joined(&halves, meeting));
            }
            if next.is_empty() {
                return None;
            }
            rings[side] = next;
        }
    }
}
