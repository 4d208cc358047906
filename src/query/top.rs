//! Who matters? Nodes by a measure, the greatest first.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::{NodeRef, Scope, edges, node_ref};
use crate::graph::KnowledgeGraph;
use crate::graph::selection::Measure;
use crate::model::kinds::NodeKind;

/// A node and its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked<'g> {
    /// From 1.
    pub rank: usize,
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef<'g>,
    /// The figure that it is ranked by.
    pub score: f64,
    /// Mentions in all articles.
    pub mention_count: u32,
    /// Articles that mention it.
    pub article_count: u32,
    /// Edges.
    pub degree_total: u32,
}

/// The nodes of some kind (any when none is given) by a measure; of equal ones the smaller id goes first.
///
/// Of a stretch of time, only nodes that its articles mention are ranked; mentions, articles and edges are counted
/// within it, and the other measures are those of the whole graph.
#[must_use]
pub fn top(graph: &KnowledgeGraph, measure: Measure, kind: Option<NodeKind>, scope: Scope) -> Vec<Ranked<'_>> {
    let of_kind = |n: &NodeIndex| kind.is_none() || graph.graph[*n].kind == kind;
    let nodes = graph.graph.node_indices().filter(of_kind);
    let mut rows: Vec<Ranked<'_>> = nodes.filter_map(|index| ranked(graph, index, measure, scope)).collect();
    rows.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.id.cmp(b.node.id)));
    for (row, rank) in rows.iter_mut().zip(1..) {
        row.rank = rank;
    }
    rows
}

fn ranked(graph: &KnowledgeGraph, index: NodeIndex, measure: Measure, scope: Scope) -> Option<Ranked<'_>> {
    let node = &graph.graph[index];
    let mut row = Ranked {
        rank: 0,
        node: node_ref(graph, index),
        score: measure.of(node),
        mention_count: node.mention_count,
        article_count: node.article_count,
        degree_total: node.measures.degree_total,
    };
    if !scope.is_timeless() {
        let published = |article: u32| graph.articles.get(article as usize).and_then(|source| source.published);
        let mut articles: Vec<u32> = node.mentions.iter().map(|mention| mention.article).collect();
        articles.retain(|&article| scope.reports(published(article)));
        row.mention_count = articles.len() as u32;
        articles.sort_unstable();
        articles.dedup();
        row.article_count = articles.len() as u32;
        let edges = edges(graph, index, scope);
        row.degree_total = edges.len() as u32;
        row.score = match measure {
            Measure::Mentions => f64::from(row.mention_count),
            Measure::Articles => f64::from(row.article_count),
            Measure::Degree => f64::from(row.degree_total),
            Measure::WeightedDegree => edges.iter().map(|&(edge, _)| graph.graph[edge].weight()).sum(),
            Measure::PageRank | Measure::Betweenness => row.score,
        };
    }
    (scope.is_timeless() || row.mention_count > 0).then_some(row)
}
