//! What have two nodes in common? Two nodes → the facts between them, what one said of the other, events, neighbours
//! and articles that they share.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::events::EventRow;
use super::quotes::{self, Quote, quotes};
use super::{Fact, Facts, NodeRef, Scope, edges, node_ref, show};
use crate::graph::KnowledgeGraph;
use crate::model::extraction::Source;
use crate::model::kinds::{NodeKind, Predicate};

/// Everything that two nodes share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Between<'g> {
    /// One.
    pub a: NodeRef<'g>,
    /// The other.
    pub b: NodeRef<'g>,
    /// The facts between the two, the strongest first.
    pub direct: Vec<Fact<'g>>,
    /// What one said of the other, and what others said of both.
    pub statements: Vec<Quote<'g>>,
    /// Events in which both had a part, in the order of time.
    pub events: Vec<EventRow<'g>>,
    /// Others that both are connected with, those first that tie them most.
    pub neighbors: Vec<Shared<'g>>,
    /// The articles that mention both.
    pub articles: Vec<&'g Source>,
}

/// A neighbour of both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shared<'g> {
    /// The neighbour.
    pub node: NodeRef<'g>,
    /// What ties it to the one, the strongest first.
    pub with_a: Facts<'g>,
    /// What ties it to the other.
    pub with_b: Facts<'g>,
    /// The weaker of the two ties by the root of the neighbour's own edges: to share a hub says little.
    pub strength: f64,
}

/// Everything that two nodes share.
#[must_use]
pub fn between(graph: &KnowledgeGraph, a: NodeIndex, b: NodeIndex, scope: Scope) -> Between<'_> {
    let near = |node: NodeIndex| {
        let mut near: BTreeMap<NodeIndex, Vec<EdgeIndex>> = BTreeMap::new();
        for (edge, other) in edges(graph, node, scope) {
            near.entry(other).or_default().push(edge);
        }
        near
    };
    let (mut near_a, near_b) = (near(a), near(b));
    let mut direct = near_a.remove(&b).unwrap_or_default();
    direct.retain(|&edge| graph.graph[edge].predicate != Predicate::SaidAbout);
    let common: Vec<(NodeIndex, Vec<EdgeIndex>, &Vec<EdgeIndex>)> = near_a
        .into_iter()
        .filter_map(|(node, with_a)| Some((node, with_a, near_b.get(&node)?)))
        .filter(|&(node, ..)| node != a && node != b)
        .collect();
    let is_event = |node: NodeIndex| graph.graph[node].kind == Some(NodeKind::Event);
    let parts: Vec<(EdgeIndex, NodeIndex)> =
        common.iter().flat_map(|(node, with_a, _)| with_a.iter().map(|&edge| (edge, *node))).collect();
    let mut neighbors: Vec<Shared<'_>> = common
        .into_iter()
        .filter(|&(node, ..)| !is_event(node))
        .map(|(node, with_a, with_b)| {
            let hub = f64::from(graph.graph[node].measures.degree_total.max(1)).sqrt();
            let (with_a, with_b) = (Facts::strongest(graph, with_a), Facts::strongest(graph, with_b.clone()));
            let strength = with_a.strength().min(with_b.strength()) / hub;
            Shared { node: node_ref(graph, node), with_a, with_b, strength }
        })
        .collect();
    neighbors.sort_by(|x, y| y.strength.total_cmp(&x.strength).then_with(|| x.node.id.cmp(y.node.id)));
    Between {
        a: node_ref(graph, a),
        b: node_ref(graph, b),
        direct: Facts::strongest(graph, direct).iter().collect(),
        statements: statements(graph, a, b, scope),
        events: show::events(graph, &parts, scope),
        neighbors,
        articles: articles(graph, a, b, scope),
    }
}

fn statements(graph: &KnowledgeGraph, a: NodeIndex, b: NodeIndex, scope: Scope) -> Vec<Quote<'_>> {
    let said = |speaker: Option<NodeIndex>, about: &[NodeIndex]| {
        quotes(graph, &quotes::Filter { speaker, about: about.to_vec(), ..quotes::Filter::default() }, scope)
    };
    let mut statements = said(Some(a), &[b]);
    statements.extend(said(Some(b), &[a]));
    for quote in said(None, &[a, b]) {
        if statements.iter().all(|known| known.id != quote.id) {
            statements.push(quote);
        }
    }
    statements
}

fn articles(graph: &KnowledgeGraph, a: NodeIndex, b: NodeIndex, scope: Scope) -> Vec<&Source> {
    let of = |node: NodeIndex| graph.graph[node].mentions.iter().map(|mention| mention.article);
    let with_b: std::collections::BTreeSet<u32> = of(b).collect();
    let mut both: Vec<u32> = of(a).filter(|article| with_b.contains(article)).collect();
    both.sort_unstable();
    both.dedup();
    let sources = both.into_iter().filter_map(|article| graph.articles.get(article as usize));
    sources.filter(|source| scope.reports(source.published)).collect()
}
