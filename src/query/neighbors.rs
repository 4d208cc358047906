//! Who is near? A node → its neighbours by strength, each with the facts between the two.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::KnowledgeGraph;

/// A neighbour of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbor {
    /// The neighbour.
    pub node: NodeRef,
    /// The sum of the weights of all edges between the two.
    pub strength: f64,
    /// The facts between the two, the strongest first.
    pub facts: Vec<Fact>,
}

/// The neighbours of a node, the strongest first.
#[must_use]
pub fn neighbors(graph: &KnowledgeGraph, node: NodeIndex, scope: Scope) -> Vec<Neighbor> {
    let mut by_node: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
    for (edge, other) in edges(graph, node, scope) {
        if other != node {
            by_node.entry(other).or_default().push(edge);
        }
    }
    let mut neighbors: Vec<Neighbor> = by_node
        .into_iter()
        .map(|(other, mut edges)| {
            edges.sort_by(|&a, &b| graph.graph[b].weight().total_cmp(&graph.graph[a].weight()).then(a.cmp(&b)));
            let strength = edges.iter().map(|&edge| graph.graph[edge].weight()).sum();
            let facts = edges.into_iter().map(|edge| fact(graph, edge)).collect();
            Neighbor { node: node_ref(graph, other), strength, facts }
        })
        .collect();
    neighbors.sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.node.id.cmp(&b.node.id)));
    neighbors
}
