//! Who keeps company with whom: communities of an undirected, weighted graph by the Leiden algorithm, maximising
//! modularity. Our own, because the result must not depend on a random generator, a hash order or a machine: nodes are
//! visited in fixed orders, ties go to the smaller number, and only + − × ÷ touch the weights. Every community is
//! connected.
//!
//! Traag, Waltman, van Eck: "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9,
//! 2019.

mod aggregate;
mod moving;
mod refine;

use super::adjacency::{Adjacency, id};
use super::components::{Parts, components};
use aggregate::Level;

/// Passes over the whole graph, each starting from the result of the one before; most graphs are stable after three.
const MAX_PASSES: usize = 10;

/// Modularity differences below this are rounding.
const EPSILON: f64 = 1e-12;

/// The communities of `graph` (made by [`Adjacency::undirected`]), numbered by falling size, then by smallest node.
/// A node without edges is a community of its own.
///
/// O(m log m) for each pass in practice, O(n + m) space.
#[must_use]
pub fn communities(graph: &Adjacency) -> Parts {
    let base = Level::new(graph.clone());
    // Greedy moves depend on the order of visits: the better of two opposite orders is kept.
    let orders: [Vec<u32>; 2] = [by_strength(&base), by_strength(&base).into_iter().rev().collect()];
    let mut best: Option<(f64, Vec<u32>)> = None;
    for order in &orders {
        let found = passes(&base, order);
        if best.as_ref().is_none_or(|best| found.0 > best.0 + EPSILON) {
            best = Some(found);
        }
    }
    connected(graph, &best.map(|best| best.1).unwrap_or_default())
}

/// The connected pieces of the communities: a move can leave one in two pieces, and to part them only gains modularity.
fn connected(graph: &Adjacency, labels: &[u32]) -> Parts {
    let mut inside = Vec::new();
    for node in 0..graph.node_count() {
        let kept = graph.edges(node).filter(|edge| edge.0 > node && labels[edge.0] == labels[node]);
        inside.extend(kept.map(|(to, weight)| (id(node), id(to), weight)));
    }
    components(&Adjacency::undirected(graph.node_count(), &inside))
}

/// How much more of the weight lies inside the parts than chance would put there, from −½ to 1. O(n + m).
///
/// Newman, Girvan: "Finding and evaluating community structure in networks", Physical Review E 69, 2004.
#[must_use]
pub fn modularity(graph: &Adjacency, labels: &[u32]) -> f64 {
    Level::new(graph.clone()).modularity(labels)
}

fn by_strength(base: &Level) -> Vec<u32> {
    let mut order: Vec<u32> = (0..id(base.node_count())).collect();
    order.sort_by(|&a, &b| base.strengths[a as usize].total_cmp(&base.strengths[b as usize]));
    order
}

fn passes(base: &Level, order: &[u32]) -> (f64, Vec<u32>) {
    let mut labels: Vec<u32> = (0..id(base.node_count())).collect();
    let mut quality = base.modularity(&labels);
    for _ in 0..MAX_PASSES {
        let next = pass(base, order, labels.clone());
        let reached = base.modularity(&next);
        if reached <= quality + EPSILON {
            break;
        }
        (quality, labels) = (reached, next);
    }
    (quality, labels)
}

/// Move, refine, aggregate, until no two nodes share a community any more.
fn pass(base: &Level, order: &[u32], mut labels: Vec<u32>) -> Vec<u32> {
    moving::improve(base, order, &mut labels);
    let mut level = None;
    let mut place: Vec<u32> = (0..id(base.node_count())).collect();
    loop {
        let current: &Level = level.as_ref().unwrap_or(base);
        let refined = refine::refine(current, &labels);
        let (next, place_of) = current.aggregated(&refined);
        if next.node_count() == current.node_count() {
            break;
        }
        let mut next_labels = vec![0; next.node_count()];
        for (node, &to) in place_of.iter().enumerate() {
            next_labels[to as usize] = labels[node];
        }
        labels = Parts::numbered(&dense(&next_labels)).of;
        for place in &mut place {
            *place = place_of[*place as usize];
        }
        let order: Vec<u32> = (0..id(next.node_count())).collect();
        moving::improve(&next, &order, &mut labels);
        level = Some(next);
    }
    place.iter().map(|&place| labels[place as usize]).collect()
}

/// Any labels as `0..k`, by first appearance in rising order of the label.
fn dense(labels: &[u32]) -> Vec<u32> {
    let mut known = labels.to_vec();
    known.sort_unstable();
    known.dedup();
    labels.iter().map(|label| id(known.partition_point(|other| other < label))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Zachary: "An Information Flow Model for Conflict and Fission in Small Groups", 1977; nodes from 1.
    const KARATE: [(u32, u32); 78] = [
        (2, 1),
        (3, 1),
        (3, 2),
        (4, 1),
        (4, 2),
        (4, 3),
        (5, 1),
        (6, 1),
        (7, 1),
        (7, 5),
        (7, 6),
        (8, 1),
        (8, 2),
        (8, 3),
        (8, 4),
        (9, 1),
        (9, 3),
        (10, 3),
        (11, 1),
        (11, 5),
        (11, 6),
        (12, 1),
        (13, 1),
        (13, 4),
        (14, 1),
        (14, 2),
        (14, 3),
        (14, 4),
        (17, 6),
        (17, 7),
        (18, 1),
        (18, 2),
        (20, 1),
        (20, 2),
        (22, 1),
        (22, 2),
        (26, 24),
        (26, 25),
        (28, 3),
        (28, 24),
        (28, 25),
        (29, 3),
        (30, 24),
        (30, 27),
        (31, 2),
        (31, 9),
        (32, 1),
        (32, 25),
        (32, 26),
        (32, 29),
        (33, 3),
        (33, 9),
        (33, 15),
        (33, 16),
        (33, 19),
        (33, 21),
        (33, 23),
        (33, 24),
        (33, 30),
        (33, 31),
        (33, 32),
        (34, 9),
        (34, 10),
        (34, 14),
        (34, 15),
        (34, 16),
        (34, 19),
        (34, 20),
        (34, 21),
        (34, 23),
        (34, 24),
        (34, 27),
        (34, 28),
        (34, 29),
        (34, 30),
        (34, 31),
        (34, 32),
        (34, 33),
    ];

    fn karate() -> Vec<(u32, u32, f64)> {
        KARATE.iter().map(|&(a, b)| (a - 1, b - 1, 1.0)).collect()
    }

    #[test]
    fn the_karate_club_reaches_the_known_optimum() {
        let graph = Adjacency::undirected(34, &karate());
        let found = communities(&graph);
        // Brandes et al. 2008: the maximum is 0.4198, with four communities.
        assert!((modularity(&graph, &found.of) - 0.419_789_6).abs() < 1e-6, "{found:?}");
        assert_eq!(found.sizes.len(), 4);
        assert_eq!(found.of[32], found.of[33]);
        assert_ne!(found.of[0], found.of[33]);
    }

    #[test]
    fn order_of_edges_does_not_matter() {
        let (edges, mut turned) = (karate(), karate());
        turned.reverse();
        for edge in &mut turned {
            *edge = (edge.1, edge.0, edge.2);
        }
        assert_eq!(communities(&Adjacency::undirected(34, &edges)), communities(&Adjacency::undirected(34, &turned)));
    }

    #[test]
    fn a_ring_of_cliques_falls_into_its_cliques() {
        let mut edges = Vec::new();
        for clique in 0..6u32 {
            for a in 0..5 {
                edges.extend((0..a).map(|b| (clique * 5 + a, clique * 5 + b, 1.0)));
            }
            edges.push((clique * 5, (clique * 5 + 6) % 30, 1.0));
        }
        let found = communities(&Adjacency::undirected(31, &edges));
        assert_eq!(found.sizes, [5, 5, 5, 5, 5, 5, 1]);
        assert!((0..30).all(|node| found.of[node as usize] == node / 5), "{found:?}");
    }

    #[test]
    fn weights_decide() {
        let light = [(0, 1, 9.0), (1, 2, 1.0), (2, 3, 9.0), (3, 0, 1.0)];
        assert_eq!(communities(&Adjacency::undirected(4, &light)).of, [0, 0, 1, 1]);
        assert_eq!(communities(&Adjacency::undirected(2, &[])).of, [0, 1]);
        assert_eq!(communities(&Adjacency::undirected(0, &[])).of, [0; 0]);
    }
}
