//! The graph as the algorithms see it: nodes are `0..n`, neighbours lie in one sorted array (compressed sparse rows).
//! In goes a list of weighted edges in any order; out comes the same structure, bit for bit, whatever that order was.
//! Parallel edges are summed into one; an edge that names no node, or whose weight is not a positive number, is left
//! out.

/// One weighted edge, `(from, to, weight)`.
pub type WeightedEdge = (u32, u32, f64);

/// Weights are brought within these, so that no sum or product of them leaves the numbers.
const WEIGHTS: (f64, f64) = (1e-9, 1e9);

/// Compressed sparse rows: the neighbours of a node in rising order, with the summed weight of the edges to each.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjacency {
    offsets: Vec<usize>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

impl Adjacency {
    /// Every edge is seen from both of its ends; `(a, b)` and `(b, a)` are the same edge. A self-loop is listed once.
    /// O(n + m log m).
    #[must_use]
    pub fn undirected(n: usize, edges: &[WeightedEdge]) -> Self {
        let normalised = edges.iter().map(|&(a, b, weight)| (a.min(b), a.max(b), weight));
        let merged = merged(n, normalised);
        let mirrored = merged.iter().filter(|edge| edge.0 != edge.1).map(|&(a, b, weight)| (b, a, weight));
        let mut both: Vec<_> = merged.iter().copied().chain(mirrored).collect();
        both.sort_unstable_by_key(|edge| (edge.0, edge.1));
        Self::from_sorted(n, &both)
    }

    /// Every edge is seen from its first end only. O(n + m log m).
    #[must_use]
    pub fn directed(n: usize, edges: &[WeightedEdge]) -> Self {
        Self::from_sorted(n, &merged(n, edges.iter().copied()))
    }

    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many neighbours are listed, over all nodes: twice the edges of an undirected graph without self-loops.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.neighbours.len()
    }

    /// The neighbours of a node, rising.
    #[must_use]
    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.offsets[node]..self.offsets[node + 1]]
    }

    /// The neighbours of a node with the weight of the edge to each.
    pub fn edges(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.offsets[node]..self.offsets[node + 1];
        self.neighbours[row.clone()].iter().zip(&self.weights[row]).map(|(&to, &weight)| (to as usize, weight))
    }

    /// How many different neighbours a node has, itself included when it has a self-loop.
    #[must_use]
    pub fn degree(&self, node: usize) -> usize {
        self.neighbours(node).len()
    }

    /// The summed weight of the edges of a node; a self-loop counts once.
    #[must_use]
    pub fn strength(&self, node: usize) -> f64 {
        self.edges(node).map(|(_, weight)| weight).sum()
    }

    /// The graph among `nodes` alone, renumbered by their order in the slice. O(n + m of the part, log n for each
    /// edge).
    #[must_use]
    pub fn induced(&self, nodes: &[u32]) -> Self {
        let mut by_name: Vec<(u32, u32)> = nodes.iter().enumerate().map(|(place, &node)| (node, id(place))).collect();
        by_name.sort_unstable();
        let place_of =
            |node: usize| by_name.binary_search_by_key(&id(node), |pair| pair.0).ok().map(|at| by_name[at].1);
        let mut edges = Vec::new();
        for (place, &node) in nodes.iter().enumerate() {
            edges.extend(self.edges(node as usize).filter_map(|(to, weight)| Some((id(place), place_of(to)?, weight))));
        }
        Self::directed(nodes.len(), &edges)
    }

    fn from_sorted(n: usize, edges: &[WeightedEdge]) -> Self {
        let mut offsets = vec![0; n + 1];
        for edge in edges {
            offsets[edge.0 as usize + 1] += 1;
        }
        for node in 0..n {
            offsets[node + 1] += offsets[node];
        }
        let neighbours = edges.iter().map(|edge| edge.1).collect();
        let weights = edges.iter().map(|edge| edge.2).collect();
        Self { offsets, neighbours, weights }
    }
}

/// The edges sorted, with parallel ones summed. Equal ends are sorted by weight as well: a sum of floats depends on its
/// order.
fn merged(n: usize, edges: impl Iterator<Item = WeightedEdge>) -> Vec<WeightedEdge> {
    let known = |edge: &WeightedEdge| (edge.0 as usize) < n && (edge.1 as usize) < n;
    let kept = edges.filter(|edge| known(edge) && edge.2 > 0.0 && edge.2.is_finite());
    let mut edges: Vec<_> = kept.map(|(a, b, weight)| (a, b, weight.clamp(WEIGHTS.0, WEIGHTS.1))).collect();
    edges.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    edges.dedup_by(|next, kept| {
        let parallel = (next.0, next.1) == (kept.0, kept.1);
        if parallel {
            kept.2 += next.2;
        }
        parallel
    });
    edges
}

/// A node's place in an array as the number edges name it by. Graphs of more than 2³² nodes do not occur.
#[must_use]
pub(crate) fn id(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A count as a number to calculate with.
#[must_use]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_direction_of_edges_do_not_matter() {
        let one = Adjacency::undirected(3, &[(0, 1, 0.1), (1, 2, 1.0), (1, 0, 0.2), (0, 1, 0.3)]);
        let other = Adjacency::undirected(3, &[(2, 1, 1.0), (0, 1, 0.3), (0, 1, 0.2), (1, 0, 0.1)]);
        assert_eq!(one, other);
        assert_eq!(one.neighbours(1), [0, 2]);
        assert!((one.strength(1) - 1.6).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_edge_is_left_out() {
        let edges = [(0, 9, 1.0), (0, 1, f64::NAN), (0, 1, 0.0), (0, 1, -2.0), (1, 1, 5.0), (0, 1, f64::INFINITY)];
        let graph = Adjacency::undirected(2, &edges);
        assert_eq!((graph.degree(0), graph.degree(1), graph.entry_count()), (0, 1, 1));
        assert_eq!(Adjacency::undirected(0, &edges).node_count(), 0);
    }

    #[test]
    fn weights_beyond_measure_are_bounded() {
        let graph = Adjacency::undirected(3, &[(0, 1, f64::MAX), (0, 1, f64::MAX), (1, 2, f64::MIN_POSITIVE)]);
        assert_eq!(graph.edges(1).collect::<Vec<_>>(), [(0, 2e9), (2, 1e-9)]);
    }

    #[test]
    fn directed_edges_are_seen_from_their_first_end() {
        let graph = Adjacency::directed(3, &[(2, 0, 1.0), (0, 1, 2.0), (2, 0, 3.0)]);
        assert_eq!(graph.edges(2).collect::<Vec<_>>(), [(0, 4.0)]);
        assert_eq!(graph.degree(1), 0);
    }

    #[test]
    fn an_induced_graph_keeps_the_edges_inside() {
        let graph = Adjacency::undirected(5, &[(0, 1, 1.0), (1, 4, 2.0), (4, 2, 3.0)]);
        let part = graph.induced(&[4, 1, 0]);
        assert_eq!(part.edges(0).collect::<Vec<_>>(), [(1, 2.0)]);
        assert_eq!(part.edges(1).collect::<Vec<_>>(), [(0, 2.0), (2, 1.0)]);
    }
}
