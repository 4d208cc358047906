//! `graph.json` → the graph that it was written from.
//!
//! Law: a graph written whole and read back is equal, but for sizes and kinds that were never set.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::Deserialize;

use crate::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node, NodeMention, Overview, Projection, Utterance};
use crate::model::date::Date;
use crate::model::extraction::{Passage, Source};
use crate::model::kinds::{EventType, Level, Modality, NodeKind, Predicate};
use crate::model::resolution::LabelSource;
use crate::model::span::Field;

use super::ExportError;

/// Reads `graph.json`, or that file in a folder.
///
/// # Errors
/// When there is no such file, or it is not what [`super::json::Json`] writes.
pub fn read(path: &Path) -> Result<KnowledgeGraph, ExportError> {
    let path = if path.is_dir() { path.join("graph.json") } else { path.to_path_buf() };
    let file = File::open(&path).map_err(|source| ExportError::Read { path: path.clone(), source })?;
    from_reader(BufReader::with_capacity(1 << 16, file)).map_err(|source| ExportError::NotAGraph { path, source })
}

/// Reads a graph from JSON.
///
/// # Errors
/// When it is not what [`super::json::Json`] writes.
pub fn from_reader(reader: impl Read) -> serde_json::Result<KnowledgeGraph> {
    let file: GraphFile = serde_json::from_reader(reader)?;
    let mut graph = DiGraph::with_capacity(file.nodes.len(), file.links.len() + file.graph.aside.len());
    let articles: HashMap<&str, u32> = file.graph.articles.iter().map(|a| &*a.source.id).zip(0..).collect();
    let article = |id: &str| articles.get(id).copied().unwrap_or(u32::MAX);
    let mut numbers: HashMap<String, u32> = HashMap::with_capacity(file.nodes.len());
    for row in file.nodes {
        if let Some(node) = row.columns.node(&article, &row.id, row.label, row.name, row.key, row.mentions) {
            numbers.insert(row.id, graph.add_node(node).index() as u32);
        }
    }
    let mut links: Vec<(u32, u32, Edge)> = Vec::with_capacity(file.links.len() + file.graph.aside.len());
    for row in file.links.into_iter().chain(file.graph.aside) {
        // Edges of statement and article nodes are drawn anew; a link to nowhere says nothing.
        let ends = (numbers.get(&row.source), numbers.get(&row.target), Predicate::named(&row.predicate));
        if let (Some(source), Some(target), Some(predicate)) = ends {
            links.push((*source, *target, row.edge(predicate, &article)));
        }
    }
    links.sort_by(|a, b| link_order(a).cmp(&link_order(b)));
    for (source, target, edge) in links {
        graph.add_edge(NodeIndex::new(source as usize), NodeIndex::new(target as usize), edge);
    }
    let statements = file.graph.statements;
    let statements = statements.into_iter().filter_map(|row| row.utterance(&numbers, &article)).collect();
    let stories = file.graph.articles.iter().filter_map(|a| a.story).collect();
    let articles = file.graph.articles.into_iter().map(|a| a.source).collect();
    let (overview, projection) = (file.graph.measures, file.graph.projection);
    Ok(KnowledgeGraph { graph, articles, stories, statements, folded: 0, overview, projection })
}

/// The order of a graph's edges.
fn link_order(link: &(u32, u32, Edge)) -> impl Ord + '_ {
    let edge = &link.2;
    (link.0, link.1, edge.predicate, edge.modality, &edge.role, &edge.id)
}

#[derive(Deserialize)]
struct GraphFile {
    graph: GraphRow,
    nodes: Vec<NodeRow>,
    links: Vec<LinkRow>,
}

#[derive(Deserialize)]
struct GraphRow {
    measures: Option<Overview>,
    projection: Option<Projection>,
    articles: Vec<ArticleRow>,
    #[serde(default)]
    statements: Vec<StatementRow>,
    #[serde(default)]
    aside: Vec<LinkRow>,
}

#[derive(Deserialize)]
struct ArticleRow {
    #[serde(flatten)]
    source: Source,
    story: Option<u32>,
}

#[derive(Deserialize)]
struct NodeRow {
    id: String,
    label: String,
    name: Option<String>,
    key: Option<String>,
    #[serde(default)]
    mentions: Vec<MentionRow>,
    #[serde(flatten)]
    columns: NodeColumns,
}

/// The columns of `graph::attributes`.
#[derive(Deserialize)]
struct NodeColumns {
    node_kind: NodeKind,
    subtype: Option<String>,
    label_ar: Option<String>,
    label_en: Option<String>,
    label_source: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    wikidata: Option<String>,
    gender: Option<String>,
    country: Option<String>,
    iso2: Option<String>,
    iso3: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    event_type: Option<EventType>,
    event_start: Option<Date>,
    event_end: Option<Date>,
    time_text: Option<String>,
    #[serde(default)]
    mention_count: u32,
    #[serde(default)]
    article_count: u32,
    first_seen: Option<Date>,
    last_seen: Option<Date>,
    #[serde(default)]
    degree_in: u32,
    #[serde(default)]
    degree_out: u32,
    #[serde(default)]
    degree_total: u32,
    #[serde(default)]
    weighted_degree: f64,
    #[serde(default)]
    pagerank: f64,
    #[serde(default)]
    betweenness: f64,
    #[serde(default)]
    community: u32,
    #[serde(default)]
    component: u32,
    #[serde(default)]
    x: f64,
    #[serde(default)]
    y: f64,
    #[serde(default)]
    size: f64,
}

impl NodeColumns {
    /// The node; none for statements and articles.
    fn node(
        self,
        article: &impl Fn(&str) -> u32,
        id: &str,
        label: String,
        name: Option<String>,
        key: Option<String>,
        mentions: Vec<MentionRow>,
    ) -> Option<Node> {
        if matches!(self.node_kind, NodeKind::Statement | NodeKind::Article) {
            return None;
        }
        Some(Node {
            id: key.unwrap_or_else(|| id.to_owned()),
            kind: Some(self.node_kind),
            label: name.unwrap_or(label),
            label_ar: self.label_ar,
            label_en: self.label_en,
            label_source: self.label_source.and_then(|name| LabelSource::named(&name)),
            aliases: self.aliases,
            wikidata: self.wikidata,
            subtype: self.subtype,
            gender: self.gender,
            country: self.country,
            iso2: self.iso2,
            iso3: self.iso3,
            latitude: self.latitude,
            longitude: self.longitude,
            event_type: self.event_type,
            event_start: self.event_start,
            event_end: self.event_end,
            time_text: self.time_text,
            mention_count: self.mention_count,
            article_count: self.article_count,
            first_seen: self.first_seen,
            last_seen: self.last_seen,
            mentions: mentions
                .into_iter()
                .map(|m| NodeMention { article: article(&m.article), passage: m.place.passage(), level: m.level })
                .collect(),
            measures: Measures {
                degree_in: self.degree_in,
                degree_out: self.degree_out,
                degree_total: self.degree_total,
                weighted_degree: self.weighted_degree,
                pagerank: self.pagerank,
                betweenness: self.betweenness,
                community: self.community,
                component: self.component,
                x: self.x,
                y: self.y,
                size: self.size,
            },
        })
    }
}

#[derive(Deserialize)]
struct Place {
    #[serde(default)]
    field: Field,
    start: u32,
    end: u32,
    surface: String,
}

impl Place {
    fn passage(self) -> Passage {
        Passage { field: self.field, start: self.start, end: self.end, text: self.surface }
    }
}

#[derive(Deserialize)]
struct MentionRow {
    article: String,
    #[serde(flatten)]
    place: Place,
    level: Level,
}

#[derive(Deserialize)]
struct EvidenceRow {
    article: String,
    #[serde(flatten)]
    place: Place,
    sentence: String,
    rule: String,
    confidence: f64,
}

#[derive(Deserialize)]
struct LinkRow {
    id: String,
    source: String,
    target: String,
    predicate: String,
    modality: Modality,
    role: Option<String>,
    #[serde(default)]
    source_count: u32,
    #[serde(default)]
    confidence: f64,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    first_seen: Option<Date>,
    last_seen: Option<Date>,
    #[serde(default)]
    evidence: Vec<EvidenceRow>,
}

impl LinkRow {
    fn edge(self, predicate: Predicate, article: &impl Fn(&str) -> u32) -> Edge {
        let evidence = self.evidence.into_iter().map(|e| EdgeEvidence {
            article: article(&e.article),
            passage: e.place.passage(),
            sentence: e.sentence.into(),
            rule: e.rule,
            confidence: e.confidence,
        });
        Edge {
            id: self.id,
            predicate,
            modality: self.modality,
            role: self.role,
            source_count: self.source_count,
            confidence: self.confidence,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            first_seen: self.first_seen,
            last_seen: self.last_seen,
            evidence: evidence.collect(),
        }
    }
}

#[derive(Deserialize)]
struct StatementRow {
    id: String,
    speaker: String,
    about: Vec<String>,
    cue: String,
    direct: bool,
    article: String,
    #[serde(flatten)]
    content: Passage,
    sentence: String,
    rule: String,
    confidence: f64,
}

impl StatementRow {
    fn utterance(self, numbers: &HashMap<String, u32>, article: &impl Fn(&str) -> u32) -> Option<Utterance> {
        Some(Utterance {
            id: self.id,
            speaker: *numbers.get(&self.speaker)?,
            about: self.about.iter().filter_map(|id| numbers.get(id).copied()).collect(),
            cue: self.cue,
            direct: self.direct,
            article: article(&self.article),
            content: self.content,
            sentence: self.sentence.into(),
            rule: self.rule,
            confidence: self.confidence,
        })
    }
}
