//! What the algorithms make of each node's place: fills [`Node::measures`](super::Node) of the whole graph. Only
//! asserted facts count: an edge that was denied, announced or imagined connects nobody here, and a mere co-mention only in a
//! projection, which is asked for by it.
//! Nodes come sorted by id, so the same graph gives the same figures, to the last digit, on any machine.

use std::fmt;

use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use super::adjacency::{Adjacency, WeightedEdge, id};
use super::betweenness::betweenness;
use super::communities::{communities, modularity};
use super::components::components;
use super::layout::{Options, layout, radii};
use super::pagerank::{DAMPING, pagerank};
use super::value::Value;
use super::{Edge, KnowledgeGraph, Measures};
use crate::model::kinds::{Modality, Predicate};

/// The radius of a node without edges, and of the one with most.
const RADII: (f64, f64) = (4.0, 24.0);

/// What is to be said of the measures of a whole graph.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Weakly connected components, isolated nodes included.
    pub components: usize,
    /// Communities, isolated nodes included.
    pub communities: usize,
    /// How well the communities are divided, from −½ to 1.
    pub modularity: f64,
    /// From how many nodes shortest paths were counted; all of them when betweenness is exact.
    pub betweenness_pivots: usize,
    /// No betweenness is off by more, with 95 % confidence; 0 when exact.
    pub betweenness_error: f64,
}

impl Overview {
    /// The figures, for formats that hold some of the graph itself.
    #[must_use]
    pub fn figures(&self) -> [(&'static str, Value<'static>); 5] {
        let count = |number: usize| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
        [
            ("components", count(self.components)),
            ("communities", count(self.communities)),
            ("modularity", Value::double(self.modularity)),
            ("betweenness_pivots", count(self.betweenness_pivots)),
            ("betweenness_error", Value::double(self.betweenness_error)),
        ]
    }
}

/// `5 parts, 12 communities (modularity 0.61), betweenness exact`
impl fmt::Display for Overview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { components, communities, modularity, betweenness_pivots, betweenness_error } = self;
        write!(f, "{components} parts, {communities} communities (modularity {modularity:.2}), betweenness ")?;
        if *betweenness_error > 0.0 {
            write!(f, "from {betweenness_pivots} nodes, off by at most {betweenness_error:.3} with 95 % confidence")
        } else {
            f.write_str("exact")
        }
    }
}

/// Whether an edge counts in the measures of its graph.
fn counts(graph: &KnowledgeGraph, edge: &Edge) -> bool {
    graph.projection.is_some() || edge.modality == Modality::Asserted && edge.predicate != Predicate::CoMentioned
}

/// Computes all measures of all nodes. Dominated by the layout: some seconds for ten thousand nodes.
pub fn measure(graph: &mut KnowledgeGraph) -> Overview {
    let n = graph.graph.node_count();
    let mut measures = vec![Measures::default(); n];
    let edges = facts(graph, &mut measures);
    let whole = Adjacency::undirected(n, &edges);
    let ranks = pagerank(&Adjacency::directed(n, &both_ways(graph, edges)), DAMPING);
    let between = betweenness(&whole);
    let (components, communities) = (components(&whole), communities(&whole));
    let degrees: Vec<f64> = measures.iter().map(|measures| f64::from(measures.degree_total)).collect();
    let sizes = radii(&degrees, RADII.0, RADII.1);
    let points = layout(&whole, &communities.of, &sizes, &Options::default());
    for (place, measures) in measures.iter_mut().enumerate() {
        measures.pagerank = six_decimals(ranks[place]);
        measures.betweenness = six_decimals(between.values[place]);
        measures.component = components.of[place];
        measures.community = communities.of[place];
        (measures.x, measures.y, measures.size) = (points[place].x, points[place].y, sizes[place]);
    }
    for (node, measures) in graph.graph.node_weights_mut().zip(measures) {
        node.measures = measures;
    }
    let overview = Overview {
        components: components.sizes.len(),
        communities: communities.sizes.len(),
        modularity: six_decimals(modularity(&whole, &communities.of)),
        betweenness_pivots: between.pivots,
        betweenness_error: six_decimals(between.error_bound),
    };
    graph.overview = Some(overview);
    overview
}

/// The edges that count, and the degrees they make.
fn facts(graph: &KnowledgeGraph, measures: &mut [Measures]) -> Vec<WeightedEdge> {
    let mut edges = Vec::new();
    for edge in graph.graph.edge_references().filter(|edge| counts(graph, edge.weight())) {
        let (from, to, weight) = (edge.source().index(), edge.target().index(), edge.weight().weight());
        measures[from].degree_out += 1;
        measures[to].degree_in += 1;
        for end in [from, to] {
            measures[end].degree_total += 1;
            measures[end].weighted_degree += weight;
        }
        edges.push((id(from), id(to), weight));
    }
    edges
}

/// The edges as a reader follows them: those of symmetric predicates lead both ways.
fn both_ways(graph: &KnowledgeGraph, mut edges: Vec<WeightedEdge>) -> Vec<WeightedEdge> {
    let facts = graph.graph.edge_references().filter(|edge| counts(graph, edge.weight()));
    let symmetric = facts.filter(|edge| edge.weight().predicate.is_symmetric());
    edges.extend(symmetric.map(|edge| (id(edge.target().index()), id(edge.source().index()), edge.weight().weight())));
    edges
}

fn six_decimals(value: f64) -> f64 {
    (value * 1e6).round() / 1e6 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Node;

    fn graph(n: usize, edges: &[(u32, u32, Predicate, Modality)]) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::default();
        for place in 0..n {
            graph.graph.add_node(Node { id: format!("person:{place:03}"), ..Node::default() });
        }
        for &(from, to, predicate, modality) in edges {
            let edge = Edge {
                id: format!("r{from}-{to}"),
                predicate,
                modality,
                role: None,
                source_count: 1,
                confidence: 1.0,
                valid_from: None,
                valid_to: None,
                first_seen: None,
                last_seen: None,
                evidence: Vec::new(),
            };
            graph.graph.add_edge(from.into(), to.into(), edge);
        }
        graph
    }

    #[test]
    fn only_asserted_facts_count() {
        use Modality::{Asserted, Negated};
        let edges = [
            (0, 1, Predicate::MemberOf, Asserted),
            (2, 1, Predicate::MemberOf, Asserted),
            (1, 3, Predicate::CoMentioned, Asserted),
            (3, 0, Predicate::Support, Negated),
        ];
        let mut graph = graph(4, &edges);
        let overview = measure(&mut graph);
        let measures: Vec<Measures> = graph.graph.node_weights().map(|node| node.measures).collect();
        let degrees = |measures: &Measures| (measures.degree_in, measures.degree_out, measures.degree_total);
        assert_eq!(measures.iter().map(degrees).collect::<Vec<_>>(), [(0, 1, 1), (2, 0, 2), (0, 1, 1), (0, 0, 0)]);
        assert_eq!(measures.iter().map(|measures| measures.component).collect::<Vec<_>>(), [0, 0, 0, 1]);
        assert!((measures[1].betweenness - 0.333_333).abs() < 1e-9 && measures[1].pagerank > measures[0].pagerank);
        assert_eq!((overview.components, overview.betweenness_pivots), (2, 4));
        assert!(measures[1].size > measures[3].size && measures[3].size > 0.0);
    }

    #[test]
    fn a_meeting_leads_both_ways() {
        let mut graph = graph(2, &[(0, 1, Predicate::Met, Modality::Asserted)]);
        measure(&mut graph);
        let ranks: Vec<f64> = graph.graph.node_weights().map(|node| node.measures.pagerank).collect();
        assert_eq!(ranks, [0.5, 0.5]);
    }

    #[test]
    fn nothing_to_measure() {
        let overview = measure(&mut KnowledgeGraph::default());
        assert_eq!((overview.components, overview.communities), (0, 0));
    }
}
