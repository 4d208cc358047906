//! Who is near? A node → its neighbours, and theirs, each with the facts that lead to it.

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::{Facts, NodeRef, Scope, edges, node_ref};
use crate::graph::KnowledgeGraph;

/// A node near another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Neighbor<'g> {
    /// The neighbour.
    pub node: NodeRef<'g>,
    /// How many edges away it is; 1 for a neighbour proper.
    pub steps: usize,
    /// The sum of the weights of the edges that lead to it from one step nearer.
    pub strength: f64,
    /// The facts of these edges, the strongest first.
    pub facts: Facts<'g>,
}

/// The nodes within so many steps of one, the nearest first, and of equally near ones the strongest.
#[must_use]
pub fn neighbors(graph: &KnowledgeGraph, node: NodeIndex, depth: usize, scope: Scope) -> Vec<Neighbor<'_>> {
    let mut seen = FxHashSet::from_iter([node]);
    let mut ring = vec![node];
    let mut near = Vec::new();
    for steps in 1..=depth {
        let mut next: Vec<(NodeIndex, EdgeIndex)> = Vec::new();
        for &inner in &ring {
            let outward = edges(graph, inner, scope).into_iter().filter(|(_, other)| !seen.contains(other));
            next.extend(outward.map(|(edge, other)| (other, edge)));
        }
        next.sort_unstable();
        let others = next.chunk_by(|a, b| a.0 == b.0);
        ring = others.clone().map(|ways| ways[0].0).collect();
        seen.extend(&ring);
        near.extend(others.map(|ways| neighbor(graph, ways[0].0, steps, ways.iter().map(|way| way.1).collect())));
        if ring.is_empty() {
            break;
        }
    }
    near.sort_by(|a: &Neighbor<'_>, b| {
        a.steps.cmp(&b.steps).then(b.strength.total_cmp(&a.strength)).then_with(|| a.node.id.cmp(b.node.id))
    });
    near
}

fn neighbor(graph: &KnowledgeGraph, node: NodeIndex, steps: usize, edges: Vec<EdgeIndex>) -> Neighbor<'_> {
    let facts = Facts::strongest(graph, edges);
    Neighbor { node: node_ref(graph, node), steps, strength: facts.strength(), facts }
}
