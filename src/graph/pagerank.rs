//! Who is pointed at by those who are pointed at: `PageRank` of every node of a directed, weighted graph.
//! The ranks are shares: they sum to one. A node without outgoing edges spreads its rank over all nodes.
//!
//! Page, Brin, Motwani, Winograd: "The `PageRank` Citation Ranking: Bringing Order to the Web", Stanford `InfoLab`,
//! 1999.

use super::adjacency::{Adjacency, real};

/// The usual damping: the reader follows an edge with this probability, and starts anywhere otherwise.
pub const DAMPING: f64 = 0.85;

/// Iteration stops when the ranks of all nodes together moved by less than this.
const TOLERANCE: f64 = 1e-12;

/// Each iteration shrinks the error by the damping: 0.85^200 is below 10⁻¹⁴.
const MAX_ITERATIONS: usize = 200;

/// The rank of each node of `graph` (made by [`Adjacency::directed`]) by power iteration.
///
/// O((n + m) · iterations) time, O(n) space. A damping outside 0 to 1 is brought to the nearer end.
#[must_use]
pub fn pagerank(graph: &Adjacency, damping: f64) -> Vec<f64> {
    let n = graph.node_count();
    if n == 0 {
        return Vec::new();
    }
    let damping = damping.clamp(0.0, 1.0);
    let strengths: Vec<f64> = (0..n).map(|node| graph.strength(node)).collect();
    let mut ranks = vec![1.0 / real(n); n];
    for _ in 0..MAX_ITERATIONS {
        let next = step(graph, damping, &strengths, &ranks);
        let moved: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if moved < TOLERANCE {
            break;
        }
    }
    // Rounding errors of the sums would otherwise remain in the total.
    let total: f64 = ranks.iter().sum();
    for rank in &mut ranks {
        *rank /= total;
    }
    ranks
}

fn step(graph: &Adjacency, damping: f64, strengths: &[f64], ranks: &[f64]) -> Vec<f64> {
    let n = real(ranks.len());
    let dangling: f64 = ranks.iter().zip(strengths).filter(|pair| *pair.1 <= 0.0).map(|pair| pair.0).sum();
    let mut next = vec![(1.0 - damping + damping * dangling) / n; ranks.len()];
    for (node, (&rank, &strength)) in ranks.iter().zip(strengths).enumerate() {
        if strength > 0.0 {
            let share = damping * rank / strength;
            graph.edges(node).for_each(|(to, weight)| next[to] += share * weight);
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_ranks(n: usize, edges: &[(u32, u32, f64)], expected: &[f64]) {
        let ranks = pagerank(&Adjacency::directed(n, edges), DAMPING);
        assert_eq!(ranks.len(), expected.len());
        for (rank, expected) in ranks.iter().zip(expected) {
            assert!((rank - expected).abs() < 1e-9, "{ranks:?}");
        }
    }

    #[test]
    fn a_ring_is_shared_equally() {
        check_ranks(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)], &[0.25; 4]);
    }

    #[test]
    fn two_nodes_by_hand() {
        // 0 → 1, and 1 dangles: a = 0.15/2 + 0.85·b/2, b = a + 0.85·a, a + b = 1.
        check_ranks(2, &[(0, 1, 1.0)], &[1.0 / 2.85, 1.85 / 2.85]);
    }

    #[test]
    fn weights_divide_the_rank() {
        // 0 → 1 (3) and 0 → 2 (1), both back to 0: r0 = 0.05 + 0.85·(1 − r0), r1 = 0.05 + 0.85·¾·r0.
        let hub = 0.9 / 1.85;
        let edges = [(0, 1, 3.0), (0, 2, 1.0), (1, 0, 1.0), (2, 0, 1.0)];
        check_ranks(3, &edges, &[hub, 0.05 + 0.85 * 0.75 * hub, 0.05 + 0.85 * 0.25 * hub]);
    }

    #[test]
    fn ranks_sum_to_one() {
        let edges: Vec<_> = (0..997u32).map(|node| (node, node * node % 991, f64::from(node % 7))).collect();
        let total: f64 = pagerank(&Adjacency::directed(1000, &edges), DAMPING).iter().sum();
        assert!((total - 1.0).abs() < 1e-12);
        assert!(pagerank(&Adjacency::directed(0, &[]), DAMPING).is_empty());
    }
}
