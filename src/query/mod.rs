//! What can be asked? Questions about a graph → answers with the sentences that say so.
//!
//! Pure functions: they print nothing and choose no format. Answers borrow their words from the graph.

pub mod between;
pub mod compare;
pub mod events;
pub mod find;
pub mod neighbors;
pub mod path;
pub mod quotes;
pub mod reference;
pub mod show;
#[cfg(feature = "sparql")]
pub mod sparql;
pub mod timeline;
pub mod top;
#[cfg(feature = "sparql")]
pub mod triples;

mod route;
mod similar;
mod words;

use std::fmt;

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use crate::graph::KnowledgeGraph;
use crate::graph::times::Spell;
use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind, Predicate};

/// A node as it is named in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NodeRef<'g> {
    /// Its id.
    pub id: &'g str,
    /// Its kind.
    pub kind: Option<NodeKind>,
    /// Its name in the language of most mentions.
    pub label: &'g str,
    /// Its name in Arabic.
    pub label_ar: Option<&'g str>,
    /// Its name in English.
    pub label_en: Option<&'g str>,
}

/// An edge as it is told in an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact<'g> {
    /// Its id.
    pub id: &'g str,
    /// Who.
    pub subject: NodeRef<'g>,
    /// What.
    pub predicate: Predicate,
    /// Whom.
    pub object: NodeRef<'g>,
    /// The office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'g str>,
    /// How it is put.
    pub modality: Modality,
    /// Number of evidences.
    pub weight: f64,
    /// Independent articles.
    pub source_count: u32,
    /// From 0 to 1.
    pub confidence: f64,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Publication day of the first article that says it.
    pub first_seen: Option<Date>,
    /// Publication day of the last.
    pub last_seen: Option<Date>,
    /// The sentences that say it, the surest first.
    pub evidence: Vec<Proof<'g>>,
}

/// Facts that are told one by one when they are looked at: an answer of thousands of nodes reads no evidence that nobody
/// asks for.
#[derive(Clone)]
pub struct Facts<'g> {
    graph: &'g KnowledgeGraph,
    edges: Vec<EdgeIndex>,
}

impl<'g> Facts<'g> {
    /// The facts of these edges, the strongest first.
    #[must_use]
    pub fn strongest(graph: &'g KnowledgeGraph, mut edges: Vec<EdgeIndex>) -> Self {
        edges.sort_by(|&a, &b| graph.graph[b].weight().total_cmp(&graph.graph[a].weight()).then(a.cmp(&b)));
        Self { graph, edges }
    }

    /// The sum of their weights.
    #[must_use]
    pub fn strength(&self) -> f64 {
        self.edges.iter().map(|&edge| self.graph.graph[edge].weight()).sum()
    }

    /// Each with its evidence.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Fact<'g>> + '_ {
        self.edges.iter().map(|&edge| fact(self.graph, edge))
    }
}

impl PartialEq for Facts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Facts<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// A sentence that says a fact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Proof<'g> {
    /// Id of the article.
    pub article: &'g str,
    /// Its headline.
    pub title: &'g str,
    /// Its outlet.
    pub publisher: Option<&'g str>,
    /// Its day.
    pub published: Option<Date>,
    /// The words that say it.
    pub surface: &'g str,
    /// The whole sentence.
    pub sentence: &'g str,
    /// The rule that read it.
    pub rule: &'g str,
    /// From 0 to 1.
    pub confidence: f64,
}

/// What a question is about, and of which time; what is not given does not matter. What has no day is of no time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Also edges between entities that only share a sentence.
    pub co_mentions: bool,
    /// Also what is negated, to come or only possible.
    pub unasserted: bool,
    /// Nothing that was over before.
    pub from: Option<Date>,
    /// Nothing that began after.
    pub to: Option<Date>,
}

impl Scope {
    /// Whether an edge is asked about.
    #[must_use]
    pub fn shows(self, graph: &KnowledgeGraph, index: EdgeIndex) -> bool {
        let edge = &graph.graph[index];
        (self.co_mentions || edge.predicate != Predicate::CoMentioned)
            && (self.unasserted || edge.modality == Modality::Asserted)
            && (self.is_timeless() || self.covers(spell(graph, index)))
    }

    /// Whether an article of this day is asked about.
    #[must_use]
    pub fn reports(self, published: Option<Date>) -> bool {
        self.covers(Spell::between(published, published))
    }

    /// Whether a spell is of the time asked about.
    #[must_use]
    pub fn covers(self, spell: Spell) -> bool {
        self.is_timeless() || spell.is_known() && spell.touches(self.from, self.to)
    }

    /// Whether every time will do.
    #[must_use]
    pub const fn is_timeless(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// When a fact is so.
fn spell(graph: &KnowledgeGraph, edge: EdgeIndex) -> Spell {
    let (source, target) = graph.graph.edge_endpoints(edge).unwrap_or_default();
    Spell::of_fact(&graph.graph[edge], &graph.graph[source], &graph.graph[target])
}

/// A node as it is named in an answer.
#[must_use]
pub fn node_ref(graph: &KnowledgeGraph, node: NodeIndex) -> NodeRef<'_> {
    let node = &graph.graph[node];
    NodeRef {
        id: &node.id,
        kind: node.kind,
        label: &node.label,
        label_ar: node.label_ar.as_deref(),
        label_en: node.label_en.as_deref(),
    }
}

/// An edge with its evidence.
///
/// # Panics
/// When the edge is not of the graph.
#[must_use]
pub fn fact(graph: &KnowledgeGraph, index: EdgeIndex) -> Fact<'_> {
    let edge = &graph.graph[index];
    let ends = graph.graph.edge_endpoints(index).unwrap_or_default();
    let mut evidence: Vec<Proof<'_>> = edge
        .evidence
        .iter()
        .map(|e| Proof {
            surface: &e.passage.text,
            sentence: &e.sentence,
            rule: &e.rule,
            confidence: e.confidence,
            ..proof(graph, e.article)
        })
        .collect();
    evidence.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    Fact {
        id: &edge.id,
        subject: node_ref(graph, ends.0),
        predicate: edge.predicate,
        object: node_ref(graph, ends.1),
        role: edge.role.as_deref(),
        modality: edge.modality,
        weight: edge.weight(),
        source_count: edge.source_count,
        confidence: edge.confidence,
        valid_from: edge.valid_from,
        valid_to: edge.valid_to,
        first_seen: edge.first_seen,
        last_seen: edge.last_seen,
        evidence,
    }
}

/// The head of an article, with no words of it yet.
fn proof(graph: &KnowledgeGraph, article: u32) -> Proof<'_> {
    let source = graph.articles.get(article as usize);
    Proof {
        article: source.map_or("", |source| &source.id),
        title: source.map_or("", |source| &source.title),
        publisher: source.and_then(|source| source.publisher.as_deref()),
        published: source.and_then(|source| source.published),
        surface: "",
        sentence: "",
        rule: "",
        confidence: 0.0,
    }
}

/// The edges of a node that a question is about, in their order in the graph; a loop counts once.
#[must_use]
pub fn edges(graph: &KnowledgeGraph, node: NodeIndex, scope: Scope) -> Vec<(EdgeIndex, NodeIndex)> {
    use petgraph::Direction::{Incoming, Outgoing};
    use petgraph::visit::EdgeRef;
    let outgoing = graph.graph.edges_directed(node, Outgoing).map(|e| (e.id(), e.target()));
    let incoming =
        graph.graph.edges_directed(node, Incoming).filter(|e| e.source() != node).map(|e| (e.id(), e.source()));
    let mut edges: Vec<_> = outgoing.chain(incoming).filter(|(edge, _)| scope.shows(graph, *edge)).collect();
    edges.sort_unstable();
    edges
}
