//! Who stands between the others: the share of shortest paths (counted in hops, ignoring weights) that pass through a
//! node. Exact for graphs of up to [`EXACT_UP_TO`] nodes; larger ones are sampled from fixed pivots and the error is
//! stated.
//!
//! Brandes: "A Faster Algorithm for Betweenness Centrality", J. Math. Sociology 25(2), 2001.
//! Brandes, Pich: "Centrality Estimation in Large Networks", Int. J. Bifurcation and Chaos 17(7), 2007.

use super::adjacency::{Adjacency, id, real};

/// The largest graph for which every node is a pivot.
pub const EXACT_UP_TO: usize = 2000;

/// Pivots of a sampled run: as many as [`VISITS`] edge visits pay for, within these.
const PIVOTS: std::ops::RangeInclusive<usize> = 256..=1024;
const VISITS: usize = 400_000_000;

/// One minus the confidence of the stated error: it is exceeded at any node in at most one of twenty draws of pivots.
const DOUBT: f64 = 0.05;

/// Betweenness of every node.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// Between 0 and 1: the share of the paths between all other pairs.
    pub values: Vec<f64>,
    /// How many nodes served as starting points; all of them when exact.
    pub pivots: usize,
    /// No value is off by more than this (with 95 % confidence, over all nodes at once); 0 when exact.
    pub error_bound: f64,
}

/// Betweenness of every node of an undirected `graph`.
///
/// O(n · m) time when exact, O(pivots · m) when sampled, O(n + m) space.
#[must_use]
pub fn betweenness(graph: &Adjacency) -> Betweenness {
    let n = graph.node_count();
    let pivots = if n <= EXACT_UP_TO {
        n
    } else {
        (VISITS / (n + graph.entry_count())).clamp(*PIVOTS.start(), *PIVOTS.end()).min(n)
    };
    sampled(graph, pivots)
}

fn sampled(graph: &Adjacency, pivots: usize) -> Betweenness {
    let n = graph.node_count();
    if n < 3 || pivots == 0 {
        return Betweenness { values: vec![0.0; n], pivots, error_bound: 0.0 };
    }
    let mut walk = Walk::new(n);
    // Of each node: the sum, over the pivots, of its share of the pivot's paths, and the sum of the squares.
    let mut sums = vec![(0.0, 0.0); n];
    for pivot in choose(n, pivots) {
        walk.run(graph, pivot as usize);
        for &node in walk.order.iter().skip(1) {
            let share = walk.dependency[node as usize] / real(n - 2);
            let sum = &mut sums[node as usize];
            *sum = (sum.0 + share, sum.1 + share * share);
        }
    }
    let exact = pivots == n;
    // A node is never between the pairs it belongs to: exactly, it can be passed from n − 1 of the n pivots.
    let starts = if exact { real(n - 1) } else { real(pivots) * real(n - 1) / real(n) };
    Betweenness {
        values: sums.iter().map(|sum| sum.0 / starts).collect(),
        pivots,
        error_bound: if exact { 0.0 } else { error_bound(&sums, pivots) },
    }
}

/// The empirical Bernstein bound for the node of largest variance, two-sided, over all n nodes at once.
///
/// Maurer, Pontil: "Empirical Bernstein Bounds and Sample Variance Penalization", COLT 2009, theorem 4. The pivots are
/// drawn without replacement, for which the bound is only safer. The logarithm is rounded up to whole bits.
fn error_bound(sums: &[(f64, f64)], pivots: usize) -> f64 {
    let k = real(pivots);
    let ratio = 4.0 * real(sums.len()) / DOUBT;
    let (mut bits, mut power) = (0.0, 1.0);
    while power < ratio {
        power *= 2.0;
        bits += 1.0;
    }
    let log = bits * std::f64::consts::LN_2;
    let variance = sums.iter().map(|&(sum, squares)| (squares - sum * sum / k) / (k - 1.0)).fold(0.0, f64::max);
    let n = real(sums.len());
    (((2.0 * variance * log / k).sqrt() + 7.0 * log / (3.0 * (k - 1.0))) * n / (n - 1.0)).min(1.0)
}

/// `pivots` of the nodes, spread by a fixed mixing function (Steele, Lea, Flood: splitmix64, 2014), which is a
/// bijection.
fn choose(n: usize, pivots: usize) -> Vec<u32> {
    let mut nodes: Vec<u32> = (0..id(n)).collect();
    if pivots < n {
        nodes.sort_unstable_by_key(|&node| mixed(u64::from(node)));
        nodes.truncate(pivots);
        nodes.sort_unstable();
    }
    nodes
}

fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// One breadth-first search and the way back; its arrays are used again for each pivot.
struct Walk {
    order: Vec<u32>,
    depth: Vec<u32>,
    paths: Vec<f64>,
    dependency: Vec<f64>,
}

impl Walk {
    fn new(n: usize) -> Self {
        Self { order: Vec::with_capacity(n), depth: vec![u32::MAX; n], paths: vec![0.0; n], dependency: vec![0.0; n] }
    }

    fn run(&mut self, graph: &Adjacency, pivot: usize) {
        for &node in &self.order {
            self.depth[node as usize] = u32::MAX;
            self.paths[node as usize] = 0.0;
            self.dependency[node as usize] = 0.0;
        }
        self.order.clear();
        self.order.push(id(pivot));
        (self.depth[pivot], self.paths[pivot]) = (0, 1.0);
        let mut next = 0;
        while next < self.order.len() {
            let node = self.order[next] as usize;
            next += 1;
            for &neighbour in graph.neighbours(node) {
                let to = neighbour as usize;
                if self.depth[to] == u32::MAX {
                    self.depth[to] = self.depth[node] + 1;
                    self.order.push(neighbour);
                }
                if self.depth[to] == self.depth[node] + 1 {
                    self.paths[to] += self.paths[node];
                }
            }
        }
        for &node in self.order.iter().rev() {
            let node = node as usize;
            let share = (1.0 + self.dependency[node]) / self.paths[node];
            for &before in graph.neighbours(node) {
                if self.depth[before as usize] + 1 == self.depth[node] {
                    self.dependency[before as usize] += self.paths[before as usize] * share;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(n: usize, edges: &[(u32, u32)], expected: &[f64]) {
        let edges: Vec<_> = edges.iter().map(|&(a, b)| (a, b, 7.0)).collect();
        let found = betweenness(&Adjacency::undirected(n, &edges));
        assert_eq!((found.pivots, found.values.len()), (n, expected.len()));
        for (value, expected) in found.values.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn the_middle_of_a_star_is_between_all() {
        check(5, &[(0, 1), (0, 2), (0, 3), (4, 0)], &[1.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_path_of_five() {
        // Of the 6 pairs of other nodes, 3 pass each neighbour of an end and 4 the middle.
        check(5, &[(0, 1), (1, 2), (2, 3), (3, 4)], &[0.0, 0.5, 4.0 / 6.0, 0.5, 0.0]);
    }

    #[test]
    fn equal_ways_share() {
        check(4, &[(0, 1), (1, 2), (2, 3), (3, 0)], &[1.0 / 6.0; 4]);
        check(4, &[(0, 1), (2, 3)], &[0.0; 4]);
        check(2, &[(0, 1)], &[0.0; 2]);
    }

    #[test]
    fn a_sample_stays_within_its_stated_error() {
        let edges: Vec<_> = (1..3000u32).map(|node| (node, (node * 7 + 3) % node.min(60), 1.0)).collect();
        let graph = Adjacency::undirected(3000, &edges);
        let exact = sampled(&graph, 3000);
        let sample = betweenness(&graph);
        assert_eq!((exact.error_bound.to_bits(), sample.pivots), (0, 1024));
        let worst = exact.values.iter().zip(&sample.values).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(
            worst > 0.0 && worst <= sample.error_bound && sample.error_bound < 0.2,
            "{worst} {}",
            sample.error_bound
        );
    }
}
