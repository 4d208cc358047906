//! Tables → the graph that was drawn, equal to it.
//!
//! Law: what is read is one state of the file, however long the reading takes.

use std::fmt::Write;
use std::sync::Arc;

use petgraph::graph::NodeIndex;
use rusqlite::Row;
use rustc_hash::FxHashMap;

use super::{Store, StoreError};
use crate::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node, NodeMention, Utterance};
use crate::model::extraction::{Passage, Source};
use crate::model::kinds::NodeKind;
use crate::model::resolution::{Judgement, Member};

impl Store {
    /// The graph that was drawn, with its measures where they were computed since.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn graph(&self) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        self.load(&Part { articles: None, nodes: None, within: None, edges: None, statements: None, sentences: None })
    }

    /// The nodes that a name may mean, without their edges: that with this id, or all (of a kind, where one is given) that
    /// bear its words; where there are none, all whose names have words that begin so; where there are none either, all
    /// nodes, since one of them may be similar. What `query::find` finds in the whole graph it finds among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, name: &str, kind: Option<NodeKind>) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let meant = self.meant(name, kind)?;
        let none = || Some("[]".to_owned());
        let nodes = (!meant.is_empty()).then(|| list(&meant));
        self.load(&Part {
            articles: none(),
            nodes,
            within: none(),
            edges: none(),
            statements: none(),
            sentences: none(),
        })
    }

    /// The part of the graph that is fewer than `depth` edges away from some nodes, with all that is known of it, and by
    /// name what it is tied to. What it says of them the whole graph says too, and it costs what it gives, whatever the
    /// size of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn around(&self, ids: &[&str], depth: usize) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let ids = serde_json::Value::from(ids).to_string();
        let mut named = self.column(&format!("SELECT n FROM node WHERE id IN ({LISTED})"), &ids)?;
        let mut within = if depth == 0 { Vec::new() } else { named.clone() };
        for _ in 1..depth {
            let next = format!(
                "SELECT target FROM edge WHERE source IN ({LISTED}) UNION SELECT source FROM edge WHERE target IN ({LISTED})"
            );
            within.extend(self.column(&next, &list(&within))?);
            within.sort_unstable();
            within.dedup();
        }
        named.extend(&within);
        let within = list(&within);
        let edges = list(&self.column(
            &format!(
                "SELECT e FROM edge WHERE source IN ({LISTED}) UNION SELECT e FROM edge WHERE target IN ({LISTED})"
            ),
            &within,
        )?);
        let statements = list(&self.column(
            &format!(
                "SELECT u FROM statement WHERE speaker IN ({LISTED}) UNION SELECT u FROM about WHERE n IN ({LISTED})"
            ),
            &within,
        )?);
        let gather = |numbers: &mut Vec<i64>, from: &[(&str, &str, &str, &String)]| {
            from.iter().try_for_each(|&(number, table, column, list)| {
                let query = format!("SELECT {number} FROM {table} WHERE {column} IN ({LISTED})");
                self.column(&query, list).map(|found| numbers.extend(found))
            })
        };
        gather(
            &mut named,
            &[
                ("source", "edge", "e", &edges),
                ("target", "edge", "e", &edges),
                ("speaker", "statement", "u", &statements),
                ("n", "about", "u", &statements),
            ],
        )?;
        let mut articles = Vec::new();
        let from = [("a", "mention", "n", &within), ("a", "proof", "e", &edges), ("a", "statement", "u", &statements)];
        gather(&mut articles, &from)?;
        let mut sentences = Vec::new();
        gather(&mut sentences, &[("s", "proof", "e", &edges), ("s", "statement", "u", &statements)])?;
        self.load(&Part {
            articles: Some(list(&articles)),
            nodes: Some(list(&named)),
            within: Some(within),
            edges: Some(edges),
            statements: Some(statements),
            sentences: Some(list(&sentences)),
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
        let proofs = self.of(query, "e", "p", part.edges.as_ref(), |row| {
            let proof = EdgeEvidence {
                article: number(articles, row, 1)?,
                passage: passage(row, 2)?,
                sentence: sentences.get(&row.get(6)?).cloned().unwrap_or_default(),
                rule: row.get(7)?,
                confidence: row.get(8)?,
            };
            Ok((row.get::<_, i64>(0)?, proof))
        })?;
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

    /// The one column of a query about a list of numbers.
    fn column(&self, query: &str, numbers: &str) -> Result<Vec<i64>, StoreError> {
        let rows = || {
            let mut query = self.connection.prepare_cached(query)?;
            query.query_map([numbers], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        rows().map_err(|error| self.error(error))
    }
}

/// The numbers of a JSON list as a table.
const LISTED: &str = "SELECT value FROM json_each(?1)";

/// Which rows of the tables are read, as JSON lists of their numbers; all where there is no list.
struct Part {
    articles: Option<String>,
    nodes: Option<String>,
    /// Nodes that are read with their mentions.
    within: Option<String>,
    edges: Option<String>,
    statements: Option<String>,
    sentences: Option<String>,
}

/// Numbers as a JSON list, which SQLite reads as a table.
fn list(numbers: &[i64]) -> String {
    let mut list = String::from("[");
    for (place, number) in numbers.iter().enumerate() {
        _ = write!(list, "{}{number}", if place == 0 { "" } else { "," });
    }
    list.push(']');
    list
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
