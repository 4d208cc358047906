//! Who is near? A node → its neighbours, and theirs, each with the facts that lead to it.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::KnowledgeGraph;

/// A node near another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbor {
    /// The neighbour.
    pub node: NodeRef,
    /// How many edges away it is; 1 for a neighbour proper.
    pub steps: usize,
    /// The sum of the weights of the edges that lead to it from one step nearer.
    pub strength: f64,
    /// The facts of these edges, the strongest first.
    pub facts: Vec<Fact>,
}

/// The nodes within so many steps of one, the nearest first, and of equally near ones the strongest.
#[must_use]
pub fn neighbors(graph: &KnowledgeGraph, node: NodeIndex, depth: usize, scope: Scope) -> Vec<Neighbor> {
    let mut seen = BTreeSet::from([node]);
    let mut ring = vec![node];
    let mut near = Vec::new();
    for steps in 1..=depth {
        let mut next: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
        for &inner in &ring {
            for (edge, other) in edges(graph, inner, scope) {
                if !seen.contains(&other) {
                    next.entry(other).or_default().push(edge);
                }
            }
        }
        ring = next.keys().copied().collect();
        seen.extend(&ring);
        near.extend(next.into_iter().map(|(other, edges)| neighbor(graph, other, steps, edges)));
        if ring.is_empty() {
            break;
        }
    }
    near.sort_by(|a: &Neighbor, b| {
        a.steps.cmp(&b.steps).then(b.strength.total_cmp(&a.strength)).then_with(|| a.node.id.cmp(&b.node.id))
    });
    near
}

fn neighbor(graph: &KnowledgeGraph, node: NodeIndex, steps: usize, mut edges: Vec<EdgeIndex>) -> Neighbor {
    edges.sort_by(|&a, &b| graph.graph[b].weight().total_cmp(&graph.graph[a].weight()).then(a.cmp(&b)));
    let strength = edges.iter().map(|&edge| graph.graph[edge].weight()).sum();
    let facts = edges.into_iter().map(|edge| fact(graph, edge)).collect();
    Neighbor { node: node_ref(graph, node), steps, strength, facts }
}
