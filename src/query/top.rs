//! Who matters? Nodes by a measure, the greatest first.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::{NodeRef, node_ref};
use crate::graph::KnowledgeGraph;
use crate::graph::selection::Measure;
use crate::model::kinds::NodeKind;

/// A node and its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked {
    /// From 1.
    pub rank: usize,
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef,
    /// The figure that it is ranked by.
    pub score: f64,
    /// Mentions in all articles.
    pub mention_count: u32,
    /// Articles that mention it.
    pub article_count: u32,
    /// Edges.
    pub degree_total: u32,
}

/// The first nodes of some kind (any when none is given) by a measure; of equal ones the smaller id goes first.
#[must_use]
pub fn top(graph: &KnowledgeGraph, measure: Measure, kind: Option<NodeKind>, count: usize) -> Vec<Ranked> {
    let of_kind = |n: &NodeIndex| kind.is_none() || graph.graph[*n].kind == kind;
    let mut nodes: Vec<NodeIndex> = graph.graph.node_indices().filter(of_kind).collect();
    let figure = |n: NodeIndex| measure.of(&graph.graph[n]);
    nodes.sort_by(|&a, &b| figure(b).total_cmp(&figure(a)).then(a.cmp(&b)));
    let rows = nodes.into_iter().take(count).zip(1..);
    rows.map(|(index, rank)| {
        let node = &graph.graph[index];
        Ranked {
            rank,
            node: node_ref(graph, index),
            score: figure(index),
            mention_count: node.mention_count,
            article_count: node.article_count,
            degree_total: node.measures.degree_total,
        }
    })
    .collect()
}
