//! Tables → the graph that was drawn, equal to it.
//!
//! Law: what is read is one state of the file, however long the reading takes.

use petgraph::graph::NodeIndex;
use rusqlite::Row;
use rustc_hash::FxHashMap;

use super::{Store, StoreError};
use crate::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node, NodeMention, Utterance};
use crate::model::extraction::{Passage, Source};
use crate::model::resolution::{Judgement, Member};

impl Store {
    /// The graph that was drawn, with its measures where they were computed since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn graph(&self) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.connection.unchecked_transaction().map_err(|error| self.error(error))?;
        let mut graph = KnowledgeGraph { folded: self.state("folded")? as u32, ..KnowledgeGraph::default() };
        let articles = self.sources(&mut graph)?;
        let nodes = self.nodes(&mut graph, &articles)?;
        self.edges(&mut graph, &articles, &nodes)?;
        self.statements(&mut graph, &articles, &nodes)?;
        Ok(graph)
    }

    /// Whether the nodes of the graph are measured.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_measured(&self) -> Result<bool, StoreError> {
        Ok(self.state("measured")? == self.state("drawn")?)
    }

    /// The decisions that the graph rests on, articles numbered in the order of their ids.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn judgements(&self) -> Result<Vec<Judgement>, StoreError> {
        let _snapshot = self.connection.unchecked_transaction().map_err(|error| self.error(error))?;
        let articles = self.numbers("SELECT a FROM article ORDER BY id")?;
        let query =
            "SELECT kind, left_a, left_item, right_a, right_item, verdict, score, reason FROM judgement ORDER BY j";
        self.all(query, |row| {
            let member = |a: usize| -> rusqlite::Result<Member> {
                Ok(Member { extraction: number(&articles, row, a)?, item: row.get(a + 1)? })
            };
            Ok(Judgement {
                kind: row.get(0)?,
                left: member(1)?,
                right: member(3)?,
                verdict: row.get(5)?,
                score: row.get(6)?,
                reason: row.get(7)?,
            })
        })
    }

    /// The heads and stories of the articles; gives their numbers in the graph.
    fn sources(&self, graph: &mut KnowledgeGraph) -> Result<Numbers, StoreError> {
        let query = "SELECT a, id, title, published, publisher, language, url, ifnull(first, a)
                     FROM article LEFT JOIN story USING (a) ORDER BY id";
        let rows: Vec<(i64, Source, i64)> = self.all(query, |row| {
            let source = Source {
                id: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
                publisher: row.get(4)?,
                language: row.get(5)?,
                url: row.get(6)?,
            };
            Ok((row.get(0)?, source, row.get(7)?))
        })?;
        let mut articles = Numbers::default();
        let mut stories: FxHashMap<i64, u32> = FxHashMap::default();
        for (a, source, first) in rows {
            articles.insert(a, graph.articles.len() as u32);
            graph.articles.push(source);
            let next = stories.len() as u32;
            graph.stories.push(*stories.entry(first).or_insert(next));
        }
        Ok(articles)
    }

    fn nodes(&self, graph: &mut KnowledgeGraph, articles: &Numbers) -> Result<Numbers, StoreError> {
        let query = "SELECT node.*, degree_in, degree_out, degree_total, weighted_degree, pagerank, betweenness,
                       community, component, x, y, size
                     FROM node LEFT JOIN measure USING (n) ORDER BY id";
        let mut nodes = Numbers::default();
        for (n, node) in self.all(query, |row| Ok((row.get(0)?, node(row)?)))? {
            nodes.insert(n, graph.graph.add_node(node).index() as u32);
        }
        let query = "SELECT n, a, field, \"start\", \"end\", surface, level FROM mention ORDER BY m";
        let mentions = self.all(query, |row| {
            let mention =
                NodeMention { article: number(articles, row, 1)?, passage: passage(row, 2)?, level: row.get(6)? };
            Ok((number(&nodes, row, 0)?, mention))
        })?;
        for (node, mention) in mentions {
            graph.graph[NodeIndex::new(node as usize)].mentions.push(mention);
        }
        for node in graph.graph.node_weights_mut() {
            node.mentions.sort_by_key(|mention| mention.article);
        }
        Ok(nodes)
    }

    fn edges(&self, graph: &mut KnowledgeGraph, articles: &Numbers, nodes: &Numbers) -> Result<(), StoreError> {
        let sentences: FxHashMap<i64, String> =
            self.all("SELECT s, text FROM sentence", |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
        let query = "SELECT e, a, field, \"start\", \"end\", surface, s, rule, confidence FROM proof ORDER BY p";
        let mut evidence: FxHashMap<i64, Vec<EdgeEvidence>> = FxHashMap::default();
        let proofs = self.all(query, |row| {
            let proof = EdgeEvidence {
                article: number(articles, row, 1)?,
                passage: passage(row, 2)?,
                sentence: sentences.get(&row.get(6)?).cloned().unwrap_or_default(),
                rule: row.get(7)?,
                confidence: row.get(8)?,
            };
            Ok((row.get::<_, i64>(0)?, proof))
        })?;
        for (e, proof) in proofs {
            evidence.entry(e).or_default().push(proof);
        }
        let query = "SELECT e, source, target, id, predicate, modality, role, source_count, confidence, valid_from,
                       valid_to, first_seen, last_seen
                     FROM edge";
        let mut edges: Vec<(u32, u32, Edge)> = self.all(query, |row| {
            let mut evidence = evidence.remove(&row.get(0)?).unwrap_or_default();
            evidence.sort_by_key(|proof| proof.article);
            Ok((number(nodes, row, 1)?, number(nodes, row, 2)?, edge(row, evidence)?))
        })?;
        edges.sort_by(|(source, target, edge), (s, t, e)| {
            (source, target, edge.predicate, edge.modality, &edge.role).cmp(&(s, t, e.predicate, e.modality, &e.role))
        });
        graph.graph.reserve_exact_edges(edges.len());
        for (source, target, edge) in edges {
            graph.graph.add_edge(NodeIndex::new(source as usize), NodeIndex::new(target as usize), edge);
        }
        Ok(())
    }

    fn statements(&self, graph: &mut KnowledgeGraph, articles: &Numbers, nodes: &Numbers) -> Result<(), StoreError> {
        let mut about: FxHashMap<i64, Vec<u32>> = FxHashMap::default();
        for (u, node) in self.all("SELECT u, n FROM about", |row| Ok((row.get(0)?, number(nodes, row, 1)?)))? {
            about.entry(u).or_default().push(node);
        }
        let query = "SELECT u, speaker, a, field, \"start\", \"end\", statement.text, id, cue, direct, sentence.text,
                       rule, confidence
                     FROM statement JOIN sentence USING (s, a) ORDER BY u";
        graph.statements = self.all(query, |row| {
            let mut about = about.remove(&row.get(0)?).unwrap_or_default();
            about.sort_unstable();
            Ok(Utterance {
                id: row.get(7)?,
                speaker: number(nodes, row, 1)?,
                about,
                cue: row.get(8)?,
                direct: row.get(9)?,
                article: number(articles, row, 2)?,
                content: passage(row, 3)?,
                sentence: row.get(10)?,
                rule: row.get(11)?,
                confidence: row.get(12)?,
            })
        })?;
        graph.statements.sort_by_key(|utterance| utterance.article);
        Ok(())
    }

    /// The rows of a query of one number each, with their places.
    fn numbers(&self, query: &str) -> Result<Numbers, StoreError> {
        Ok(self.all(query, |row| row.get(0))?.into_iter().zip(0..).collect())
    }
}

/// From the number in the file to that in the graph.
type Numbers = FxHashMap<i64, u32>;

/// The number in the graph of what a column refers to.
fn number(numbers: &Numbers, row: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    let number = row.get(column)?;
    numbers.get(&number).copied().ok_or(rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// The passage whose four columns begin here.
fn passage(row: &Row<'_>, column: usize) -> rusqlite::Result<Passage> {
    Ok(Passage {
        field: row.get(column)?,
        start: row.get(column + 1)?,
        end: row.get(column + 2)?,
        text: row.get(column + 3)?,
    })
}

fn node(row: &Row<'_>) -> rusqlite::Result<Node> {
    let aliases: String = row.get(7)?;
    let aliases = serde_json::from_str(&aliases)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(error)))?;
    Ok(Node {
        id: row.get(1)?,
        kind: row.get(2)?,
        label: row.get(3)?,
        label_ar: row.get(4)?,
        label_en: row.get(5)?,
        label_source: row.get(6)?,
        aliases,
        wikidata: row.get(8)?,
        subtype: row.get(9)?,
        gender: row.get(10)?,
        country: row.get(11)?,
        iso2: row.get(12)?,
        iso3: row.get(13)?,
        latitude: row.get(14)?,
        longitude: row.get(15)?,
        event_type: row.get(16)?,
        event_start: row.get(17)?,
        event_end: row.get(18)?,
        time_text: row.get(19)?,
        mention_count: row.get(20)?,
        article_count: row.get(21)?,
        first_seen: row.get(22)?,
        last_seen: row.get(23)?,
        mentions: Vec::new(),
        measures: measures(row)?,
    })
}

/// The measures after the columns of a node; none where it is not measured.
fn measures(row: &Row<'_>) -> rusqlite::Result<Measures> {
    if row.get::<_, Option<u32>>(24)?.is_none() {
        return Ok(Measures::default());
    }
    Ok(Measures {
        degree_in: row.get(24)?,
        degree_out: row.get(25)?,
        degree_total: row.get(26)?,
        weighted_degree: row.get(27)?,
        pagerank: row.get(28)?,
        betweenness: row.get(29)?,
        community: row.get(30)?,
        component: row.get(31)?,
        x: row.get(32)?,
        y: row.get(33)?,
        size: row.get(34)?,
    })
}

fn edge(row: &Row<'_>, evidence: Vec<EdgeEvidence>) -> rusqlite::Result<Edge> {
    Ok(Edge {
        id: row.get(3)?,
        predicate: row.get(4)?,
        modality: row.get(5)?,
        role: row.get(6)?,
        source_count: row.get(7)?,
        confidence: row.get(8)?,
        valid_from: row.get(9)?,
        valid_to: row.get(10)?,
        first_seen: row.get(11)?,
        last_seen: row.get(12)?,
        evidence,
    })
}
