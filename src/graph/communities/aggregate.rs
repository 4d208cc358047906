//! One level of the Leiden algorithm: a graph with what modularity asks of it, and the step to the next, smaller level,
//! where each part of a partition has become one node and the edges inside it a self-loop.

use crate::graph::adjacency::{Adjacency, id};

/// A graph, the strength of each node (self-loops counted at both ends) and their sum.
pub(super) struct Level {
    pub graph: Adjacency,
    pub strengths: Vec<f64>,
    pub total: f64,
}

impl Level {
    pub fn new(graph: Adjacency) -> Self {
        let both_ends =
            |node: usize| graph.edges(node).map(|(to, weight)| if to == node { 2.0 * weight } else { weight }).sum();
        let strengths: Vec<f64> = (0..graph.node_count()).map(both_ends).collect();
        let total = strengths.iter().sum();
        Self { graph, strengths, total }
    }

    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// What chance would put between two groups of these strengths.
    pub fn expected(&self, a: f64, b: f64) -> f64 {
        a * b / self.total
    }

    /// Labels are below the number of nodes.
    pub fn modularity(&self, labels: &[u32]) -> f64 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let mut strengths = vec![0.0; self.node_count()];
        let mut inside = 0.0;
        for (node, &label) in labels.iter().enumerate() {
            strengths[label as usize] += self.strengths[node];
            for (to, weight) in self.graph.edges(node).filter(|edge| labels[edge.0] == label) {
                inside += if to == node { 2.0 * weight } else { weight };
            }
        }
        (inside - strengths.iter().map(|&strength| self.expected(strength, strength)).sum::<f64>()) / self.total
    }

    /// The graph of the parts, and the part each node went to: parts are numbered by their first node. O(n + m log m).
    pub fn aggregated(&self, labels: &[u32]) -> (Self, Vec<u32>) {
        let mut number = vec![u32::MAX; labels.len()];
        let mut count = 0;
        let mut place_of = Vec::with_capacity(labels.len());
        for &label in labels {
            let number = &mut number[label as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            place_of.push(*number);
        }
        let mut edges = Vec::new();
        for node in 0..self.node_count() {
            let once = self.graph.edges(node).filter(|edge| edge.0 >= node);
            edges.extend(once.map(|(to, weight)| (place_of[node], place_of[to], weight)));
        }
        debug_assert!(count <= id(self.node_count()));
        (Self::new(Adjacency::undirected(count as usize, &edges)), place_of)
    }
}

/// The weight from one node to each label among its neighbours; cleared by walking what was touched.
pub(super) struct Links {
    weights: Vec<f64>,
    touched: Vec<u32>,
}

impl Links {
    pub fn new(labels: usize) -> Self {
        Self { weights: vec![0.0; labels], touched: Vec::new() }
    }

    /// Gathers the edges of `node` whose other end `counts`.
    pub fn gather(&mut self, level: &Level, node: usize, labels: &[u32], counts: impl Fn(usize) -> bool) {
        for &label in &self.touched {
            self.weights[label as usize] = 0.0;
        }
        self.touched.clear();
        for (to, weight) in level.graph.edges(node).filter(|edge| edge.0 != node && counts(edge.0)) {
            if self.weights[labels[to] as usize] <= 0.0 {
                self.touched.push(labels[to]);
            }
            self.weights[labels[to] as usize] += weight;
        }
    }

    pub fn to(&self, label: u32) -> f64 {
        self.weights[label as usize]
    }

    /// The labels met, in the order of the first neighbour that bears each.
    pub fn labels(&self) -> &[u32] {
        &self.touched
    }
}
