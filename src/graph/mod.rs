//! How does it all connect? Extractions and their resolution → `KnowledgeGraph` over petgraph.
//!
//! Law: everything in it has evidence, and the evidence reads back as the surface it claims.

pub mod adjacency;
pub mod components;

pub mod betweenness;
pub mod communities;
pub mod pagerank;

pub mod layout;

pub mod measures;

pub mod attach;
pub mod build;
pub mod piece;

pub mod attributes;
mod documents;
pub mod project;
pub mod rdf;
pub mod select;
pub mod selection;
pub mod style;
pub mod texts;
pub mod times;
pub mod value;
pub mod view;

pub use build::{Draft, Options, build, build_with};
pub use measures::{Overview, measure};
pub use project::Projection;

use std::sync::Arc;

use petgraph::graph::DiGraph;

use crate::model::date::Date;
use crate::model::extraction::{Passage, Source};
use crate::model::kinds::{EventType, Level, Modality, NodeKind, Predicate};
use crate::model::resolution::LabelSource;

/// People, organizations, countries, places and events, and what is said of them.
///
/// Edges are directed; parallel ones differ in predicate, modality or role.
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    /// Nodes sorted by id, edges sorted by source, target, predicate, modality and role.
    pub graph: DiGraph<Node, Edge>,
    /// The articles that it was drawn from, in the order that they were read.
    pub articles: Vec<Source>,
    /// For each article the number of its story; copies of one story share it.
    pub stories: Vec<u32>,
    /// Attributed utterances, in the order that they were read.
    pub statements: Vec<Utterance>,
    /// Relations whose two ends became one node. A node's edge to itself would say nothing, so none is drawn; but many
    /// of them tell that too much was taken for one thing. Known of a graph that was just built.
    pub folded: u32,
    /// What is to be said of the measures; none before they are taken.
    pub overview: Option<Overview>,
    /// By what its actors are tied, where it is a projection of another graph.
    pub projection: Option<Projection>,
}

/// One thing of the world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Stable, made from the content: `person:richard-stengel`.
    pub id: String,
    /// What it is.
    pub kind: Option<NodeKind>,
    /// The name in the language of most mentions.
    pub label: String,
    /// The name in Arabic.
    pub label_ar: Option<String>,
    /// The name in English.
    pub label_en: Option<String>,
    /// Where the weaker of the two labels comes from.
    pub label_source: Option<LabelSource>,
    /// Forms seen for this node and no other.
    pub aliases: Vec<String>,
    /// Item of Wikidata, from a gazetteer.
    pub wikidata: Option<String>,
    /// Finer kind: `ministry`, `party`, `city`.
    pub subtype: Option<String>,
    /// `m` or `f`, for persons.
    pub gender: Option<String>,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// ISO 3166-1 alpha-2 code, for countries.
    pub iso2: Option<String>,
    /// ISO 3166-1 alpha-3 code, for countries.
    pub iso3: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Which sort of occurrence, for events.
    pub event_type: Option<EventType>,
    /// First day, for events.
    pub event_start: Option<Date>,
    /// Last day, for events.
    pub event_end: Option<Date>,
    /// The time words as written, for events.
    pub time_text: Option<String>,
    /// Mentions in all articles.
    pub mention_count: u32,
    /// Articles that mention it.
    pub article_count: u32,
    /// Publication day of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// Publication day of the last.
    pub last_seen: Option<Date>,
    /// Every mention.
    pub mentions: Vec<NodeMention>,
    /// What the algorithms make of its place in the graph.
    pub measures: Measures,
}

/// Figures of a node within the whole graph, without co-mentions and other modalities.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Edges that end here.
    pub degree_in: u32,
    /// Edges that begin here.
    pub degree_out: u32,
    /// Both.
    pub degree_total: u32,
    /// Sum of the weights of both.
    pub weighted_degree: f64,
    /// Share of a random walk's time, rounded to six decimals.
    pub pagerank: f64,
    /// Share of shortest paths that run through it, from 0 to 1.
    pub betweenness: f64,
    /// Number of its community, the largest is 0.
    pub community: u32,
    /// Number of its weakly connected component, the largest is 0.
    pub component: u32,
    /// Position in the picture, rounded to two decimals.
    pub x: f64,
    /// Position in the picture, rounded to two decimals.
    pub y: f64,
    /// Radius in the picture.
    pub size: f64,
}

/// One place in the articles that refers to a node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeMention {
    /// Number of the article.
    pub article: u32,
    /// Where in it.
    pub passage: Passage,
    /// How it refers.
    pub level: Level,
}

/// One fact: subject, predicate, object, modality, and for offices the role.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Stable, made from the content; begins with `r`.
    pub id: String,
    /// What is said.
    pub predicate: Predicate,
    /// How it is put.
    pub modality: Modality,
    /// The office as written, for `holds_role`; the event, for `shared_event`; for no other.
    pub role: Option<String>,
    /// Independent articles: copies of one story count once.
    pub source_count: u32,
    /// The surest evidence's confidence, from 0 to 1.
    pub confidence: f64,
    /// When the fact began, where the text says so.
    pub valid_from: Option<Date>,
    /// When it ended, where the text says so.
    pub valid_to: Option<Date>,
    /// Publication day of the first article that says it.
    pub first_seen: Option<Date>,
    /// Publication day of the last.
    pub last_seen: Option<Date>,
    /// The words that say it; never empty.
    pub evidence: Vec<EdgeEvidence>,
}

impl Edge {
    /// Number of evidences; an event shared counts once, whatever tells of it.
    #[must_use]
    pub fn weight(&self) -> f64 {
        if self.predicate == Predicate::SharedEvent { 1.0 } else { self.evidence.len().max(1) as f64 }
    }
}

/// The words that say a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeEvidence {
    /// Number of the article.
    pub article: u32,
    /// Where in it.
    pub passage: Passage,
    /// The whole sentence, held once by all that stands in it.
    pub sentence: Arc<str>,
    /// The stable id of the rule.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
}

/// One attributed utterance.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// Stable, made from the content; begins with `s`.
    pub id: String,
    /// Index of the speaker's node.
    pub speaker: u32,
    /// Indices of the nodes that the content names.
    pub about: Vec<u32>,
    /// The verb or noun as written.
    pub cue: String,
    /// Quoted (true) or reported.
    pub direct: bool,
    /// Number of the article.
    pub article: u32,
    /// What was said, and where it stands.
    pub content: Passage,
    /// The whole sentence, held once by all that stands in it.
    pub sentence: Arc<str>,
    /// The stable id of the rule.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
}
