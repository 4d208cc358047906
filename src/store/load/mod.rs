//! Tables → the graph that was drawn, equal to it.
//!
//! Law: what is read is one state of the file, however long the reading takes.

mod part;
mod reach;
mod row;

use std::sync::Arc;

use petgraph::graph::NodeIndex;
use rusqlite::Row;
use rustc_hash::FxHashMap;

pub use self::part::Proofs;
use self::part::{LISTED, Part};
use self::row::{Numbers, edge, node, number, passage};
use super::{Store, StoreError};
use crate::graph::{Edge, EdgeEvidence, KnowledgeGraph, NodeMention, Utterance};
use crate::model::extraction::{Passage, Source};
use crate::model::resolution::{Judgement, Member};

impl Store {
    /// The graph that was drawn, with its measures where they were computed since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn graph(&self) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        self.load(&Part {
            articles: None,
            nodes: None,
            within: None,
            edges: None,
            evidence: Proofs::Told,
            statements: None,
            sentences: None,
        })
    }

    /// The decisions that the graph rests on, by what they are about; articles are numbered in the order of their ids.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn judgements(&self) -> Result<Vec<Judgement>, StoreError> {
        let _snapshot = self.snapshot()?;
        let articles = self.all("SELECT a FROM article ORDER BY id", |row| row.get(0))?;
        let articles: Numbers = articles.into_iter().zip(0..).collect();
        let query = "SELECT kind, left_a, left_item, right_a, right_item, verdict, score, reason FROM judgement";
        let mut judgements = self.all(query, |row| {
            let member = |a: usize| -> rusqlite::Result<Member> {
                Ok(Member { extraction: number(&articles, row, a)?, item: row.get(a + 1)? })
            };
            Ok(Judgement {
                kind: row.get(0)?,
                left: member(1)?,
                right: member(3)?,
                verdict: row.get(5)?,
                score: row.get(6)?,
                reason: row.get::<_, String>(7)?.into(),
            })
        })?;
        judgements.sort_by_key(Judgement::subject);
        Ok(judgements)
    }

    /// One state of the file for as long as it lives.
    pub(super) fn snapshot(&self) -> Result<rusqlite::Transaction<'_>, StoreError> {
        self.connection.unchecked_transaction().map_err(|error| self.error(error))
    }

    fn load(&self, part: &Part) -> Result<KnowledgeGraph, StoreError> {
        let mut graph = KnowledgeGraph {
            folded: self.state("folded")? as u32,
            overview: self.overview()?,
            ..KnowledgeGraph::default()
        };
        let articles = self.sources(&mut graph, part)?;
        let nodes = self.nodes(&mut graph, part, &articles)?;
        let sentences = self.of("SELECT s, text FROM sentence", "s", "s", part.sentences.as_ref(), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let sentences = sentences.into_iter().collect();
        self.edges(&mut graph, part, &articles, &nodes, &sentences)?;
        self.statements(&mut graph, part, &articles, &nodes, &sentences)?;
        Ok(graph)
    }

    /// The heads and stories of the articles; gives their numbers in the graph.
    fn sources(&self, graph: &mut KnowledgeGraph, part: &Part) -> Result<Numbers, StoreError> {
        let query = "SELECT a, id, title, published, publisher, language, url, ifnull(first, a)
                     FROM article LEFT JOIN story USING (a)";
        let rows: Vec<(i64, Source, i64)> = self.of(query, "a", "id", part.articles.as_ref(), |row| {
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

    fn nodes(&self, graph: &mut KnowledgeGraph, part: &Part, articles: &Numbers) -> Result<Numbers, StoreError> {
        let query = "SELECT n, id, kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype, gender, country,
                       iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
                       article_count, first_seen, last_seen, degree_in, degree_out, degree_total, weighted_degree, pagerank, betweenness,
                       community, component, x, y, size
                     FROM node LEFT JOIN measure USING (n)";
        let rows = self.of(query, "n", "id", part.nodes.as_ref(), |row| Ok((row.get(0)?, node(row)?)))?;
        let mut nodes = Numbers::default();
        for (n, node) in rows {
            nodes.insert(n, graph.graph.add_node(node).index() as u32);
        }
        let query = "SELECT n, a, field, \"start\", \"end\", surface, level FROM mention";
        let mentions = self.of(query, "n", "m", part.within.as_ref(), |row| {
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

    fn edges(
        &self,
        graph: &mut KnowledgeGraph,
        part: &Part,
        articles: &Numbers,
        nodes: &Numbers,
        sentences: &FxHashMap<i64, Arc<str>>,
    ) -> Result<(), StoreError> {
        let query = "SELECT e, a, field, \"start\", \"end\", surface, s, rule, confidence FROM proof";
        let told = |row: &Row<'_>| {
            let proof = EdgeEvidence {
                article: number(articles, row, 1)?,
                passage: passage(row, 2)?,
                sentence: sentences.get(&row.get(6)?).cloned().unwrap_or_default(),
                rule: row.get(7)?,
                confidence: row.get(8)?,
            };
            Ok((row.get::<_, i64>(0)?, proof))
        };
        let blank = EdgeEvidence {
            article: u32::MAX,
            passage: Passage::default(),
            sentence: Arc::default(),
            rule: String::new(),
            confidence: 0.0,
        };
        let counted = |row: &Row<'_>| Ok((row.get(0)?, blank.clone()));
        let proofs = match part.evidence {
            Proofs::Told => self.of(query, "e", "p", part.edges.as_ref(), told)?,
            Proofs::Counted => self.of("SELECT e FROM proof", "e", "e", part.edges.as_ref(), counted)?,
            Proofs::Left => Vec::new(),
        };
        let mut evidence: FxHashMap<i64, Vec<EdgeEvidence>> = FxHashMap::default();
        for (e, proof) in proofs {
            evidence.entry(e).or_default().push(proof);
        }
        let query = "SELECT e, source, target, id, predicate, modality, role, source_count, confidence, valid_from,
                       valid_to, first_seen, last_seen
                     FROM edge";
        let mut edges: Vec<(u32, u32, Edge)> = self.of(query, "e", "e", part.edges.as_ref(), |row| {
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

    fn statements(
        &self,
        graph: &mut KnowledgeGraph,
        part: &Part,
        articles: &Numbers,
        nodes: &Numbers,
        sentences: &FxHashMap<i64, Arc<str>>,
    ) -> Result<(), StoreError> {
        let named = self.of("SELECT u, n FROM about", "u", "u", part.statements.as_ref(), |row| {
            Ok((row.get::<_, i64>(0)?, number(nodes, row, 1)?))
        })?;
        let mut about: FxHashMap<i64, Vec<u32>> = FxHashMap::default();
        for (u, node) in named {
            about.entry(u).or_default().push(node);
        }
        let query = "SELECT u, speaker, a, field, \"start\", \"end\", text, id, cue, direct, s, rule, confidence
                     FROM statement";
        graph.statements = self.of(query, "u", "u", part.statements.as_ref(), |row| {
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
                sentence: sentences.get(&row.get(10)?).cloned().unwrap_or_default(),
                rule: row.get(11)?,
                confidence: row.get(12)?,
            })
        })?;
        graph.statements.sort_by_key(|utterance| utterance.article);
        Ok(())
    }

    /// The rows of a query in the order of a column, or those of them where another column has one of some numbers.
    fn of<T>(
        &self,
        query: &str,
        column: &str,
        order: &str,
        numbers: Option<&String>,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let chosen = if numbers.is_some() { format!("WHERE {column} IN ({LISTED})") } else { String::new() };
        let query = format!("{query} {chosen} ORDER BY {order}");
        let rows = || {
            let mut query = self.connection.prepare_cached(&query)?;
            query.query_map(rusqlite::params_from_iter(numbers), row)?.collect::<rusqlite::Result<_>>()
        };
        rows().map_err(|error| self.error(error))
    }
}
