//! Which nodes hang together: the weakly connected components, by union-find. Components are numbered by falling size,
//! equals by their smallest node, so the numbers do not depend on the order of edges.
//!
//! Tarjan: "Efficiency of a Good But Not Linear Set Union Algorithm", JACM 22(2), 1975.

use super::adjacency::{Adjacency, id};

/// The parts of a graph: components here, communities in [`super::communities`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The number of the part each node is in.
    pub of: Vec<u32>,
    /// How many nodes each part has, falling.
    pub sizes: Vec<usize>,
}

impl Parts {
    /// Renumbers any labelling (labels below the number of nodes) by falling size, then by smallest node. O(n log n).
    #[must_use]
    pub fn numbered(labels: &[u32]) -> Self {
        let mut found: Vec<(usize, u32, u32)> = labels.iter().map(|&label| (0, u32::MAX, label)).collect();
        for (node, &label) in labels.iter().enumerate() {
            let part = &mut found[label as usize];
            *part = (part.0 + 1, part.1.min(id(node)), label);
        }
        found.retain(|part| part.0 > 0);
        found.sort_unstable_by_key(|&(size, first, _)| (std::cmp::Reverse(size), first));
        let mut number = vec![0; labels.len()];
        for (new, part) in found.iter().enumerate() {
            number[part.2 as usize] = id(new);
        }
        Self {
            of: labels.iter().map(|&label| number[label as usize]).collect(),
            sizes: found.iter().map(|part| part.0).collect(),
        }
    }

    /// The nodes of each part, rising. O(n).
    #[must_use]
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members: Vec<Vec<u32>> = self.sizes.iter().map(|&size| Vec::with_capacity(size)).collect();
        for (node, &part) in self.of.iter().enumerate() {
            members[part as usize].push(id(node));
        }
        members
    }
}

/// The connected components of `graph`, whatever the direction of its edges. O((n + m) log n) at worst.
#[must_use]
pub fn components(graph: &Adjacency) -> Parts {
    let mut parents: Vec<u32> = (0..id(graph.node_count())).collect();
    for node in 0..graph.node_count() {
        for &neighbour in graph.neighbours(node) {
            let (a, b) = (root(&mut parents, id(node)), root(&mut parents, neighbour));
            // The smaller node becomes the root: paths stay short by halving, and the root needs no rank.
            parents[a.max(b) as usize] = a.min(b);
        }
    }
    let roots: Vec<u32> = (0..id(parents.len())).map(|node| root(&mut parents, node)).collect();
    Parts::numbered(&roots)
}

fn root(parents: &mut [u32], mut node: u32) -> u32 {
    while parents[node as usize] != node {
        parents[node as usize] = parents[parents[node as usize] as usize];
        node = parents[node as usize];
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_components_come_first_and_equals_by_smallest_node() {
        let graph = Adjacency::undirected(8, &[(5, 1, 1.0), (7, 6, 1.0), (6, 3, 1.0), (2, 4, 1.0)]);
        let parts = components(&graph);
        assert_eq!(parts.sizes, [3, 2, 2, 1]);
        assert_eq!(parts.of, [3, 1, 2, 0, 2, 1, 0, 0]);
        assert_eq!(parts.members()[0], [3, 6, 7]);
    }

    #[test]
    fn direction_does_not_matter() {
        let edges = [(0, 1, 1.0), (2, 1, 1.0), (3, 2, 1.0)];
        assert_eq!(components(&Adjacency::directed(4, &edges)).sizes, [4]);
    }

    #[test]
    fn no_edges_and_no_nodes() {
        assert_eq!(components(&Adjacency::undirected(3, &[])).of, [0, 1, 2]);
        assert_eq!(components(&Adjacency::undirected(0, &[])).sizes, [0; 0]);
    }

    #[test]
    fn a_long_path_is_one_component() {
        let edges: Vec<_> = (0..20_000u32).map(|node| (20_000 - node, 19_999 - node, 1.0)).collect();
        assert_eq!(components(&Adjacency::undirected(20_001, &edges)).sizes, [20_001]);
    }
}
