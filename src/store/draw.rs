//! The graph and the judgements that follow from the articles → tables.
//!
//! Law: all of it in one transaction; readers see the old graph or the new one.

use rusqlite::{Transaction, params};
use rustc_hash::FxHashMap;

use super::{Store, StoreError};
use crate::graph::{Edge, KnowledgeGraph, Node, Utterance};
use crate::model::resolution::Judgement;

impl Store {
    /// Keeps the graph of the articles as they stood after so many changes, in the order of [`Store::extractions`].
    /// False where they changed since: then nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be written; then the old graph stands.
    pub fn draw(&mut self, graph: &KnowledgeGraph, judgements: &[Judgement], changes: u64) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let mut query = transaction.prepare_cached("SELECT value FROM state WHERE name = 'changes'")?;
            if query.query_row([], |row| row.get::<_, u64>(0))? != changes {
                return Ok(false);
            }
            for table in
                ["judgement", "about", "statement", "proof", "sentence", "edge", "mention", "measure", "node", "story"]
            {
                transaction.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Drawing::new(transaction)?.all(graph, judgements)?;
            let state = "UPDATE state SET value = ?2 WHERE name = ?1";
            transaction.execute(state, params!["folded", graph.folded])?;
            transaction.execute(state, params!["drawn", changes])?;
            Ok(true)
        })
    }

    /// Keeps the measures of the graph that stands. False where another was drawn meanwhile: then nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_measures(&mut self, graph: &KnowledgeGraph) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let mut ids = transaction.prepare_cached("SELECT n, id FROM node ORDER BY id")?;
            let rows: Vec<(i64, String)> =
                ids.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            let same = rows.len() == graph.graph.node_count()
                && rows.iter().zip(graph.graph.node_weights()).all(|(row, node)| row.1 == node.id);
            if !same {
                return Ok(false);
            }
            transaction.execute("DELETE FROM measure", [])?;
            let mut order = transaction
                .prepare_cached("INSERT INTO measure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
            for ((n, _), node) in rows.iter().zip(graph.graph.node_weights()) {
                let m = &node.measures;
                order.execute(params![
                    n,
                    m.degree_in,
                    m.degree_out,
                    m.degree_total,
                    m.weighted_degree,
                    m.pagerank,
                    m.betweenness,
                    m.community,
                    m.component,
                    m.x,
                    m.y,
                    m.size
                ])?;
            }
            let drawn = "(SELECT value FROM state WHERE name = 'drawn')";
            transaction.execute(&format!("UPDATE state SET value = {drawn} WHERE name = 'measured'"), [])?;
            Ok(true)
        })
    }
}

/// A graph on its way into the tables.
struct Drawing<'t> {
    transaction: &'t Transaction<'t>,
    /// The number in the file of each article, in the order of their ids.
    articles: Vec<i64>,
    /// The sentences that are written, by article.
    sentences: FxHashMap<(u32, String), i64>,
}

impl<'t> Drawing<'t> {
    fn new(transaction: &'t Transaction<'t>) -> rusqlite::Result<Self> {
        let mut query = transaction.prepare_cached("SELECT a FROM article ORDER BY id")?;
        let articles = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Self { transaction, articles, sentences: FxHashMap::default() })
    }

    fn all(&mut self, graph: &KnowledgeGraph, judgements: &[Judgement]) -> rusqlite::Result<()> {
        let mut first: FxHashMap<u32, i64> = FxHashMap::default();
        for (&story, &a) in graph.stories.iter().zip(&self.articles) {
            let first = *first.entry(story).or_insert(a);
            self.transaction.prepare_cached("INSERT INTO story VALUES (?1, ?2)")?.execute([a, first])?;
        }
        let mut nodes = Vec::with_capacity(graph.graph.node_count());
        for node in graph.graph.node_weights() {
            nodes.push(self.node(node)?);
        }
        for edge in graph.graph.edge_indices() {
            if let Some((source, target)) = graph.graph.edge_endpoints(edge) {
                self.edge(&graph.graph[edge], nodes[source.index()], nodes[target.index()])?;
            }
        }
        for utterance in &graph.statements {
            self.statement(utterance, &nodes)?;
        }
        judgements.iter().try_for_each(|judgement| self.judgement(judgement))
    }

    fn node(&self, node: &Node) -> rusqlite::Result<i64> {
        let aliases = serde_json::Value::from(node.aliases.clone()).to_string();
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO node (id, kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype, gender,
               country, iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
               article_count, first_seen, last_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
               ?22, ?23)",
        )?;
        let n = order.insert(params![
            node.id,
            node.kind,
            node.label,
            node.label_ar,
            node.label_en,
            node.label_source,
            aliases,
            node.wikidata,
            node.subtype,
            node.gender,
            node.country,
            node.iso2,
            node.iso3,
            node.latitude,
            node.longitude,
            node.event_type,
            node.event_start,
            node.event_end,
            node.time_text,
            node.mention_count,
            node.article_count,
            node.first_seen,
            node.last_seen
        ])?;
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO mention (n, a, field, \"start\", \"end\", surface, level) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for mention in &node.mentions {
            let (a, place) = (self.article(mention.article), &mention.passage);
            order.execute(params![n, a, place.field, place.start, place.end, place.text, mention.level])?;
        }
        Ok(n)
    }

    fn edge(&mut self, edge: &Edge, source: i64, target: i64) -> rusqlite::Result<()> {
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO edge (id, source, target, predicate, modality, role, source_count, confidence, valid_from,
               valid_to, first_seen, last_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let e = order.insert(params![
            edge.id,
            source,
            target,
            edge.predicate,
            edge.modality,
            edge.role,
            edge.source_count,
            edge.confidence,
            edge.valid_from,
            edge.valid_to,
            edge.first_seen,
            edge.last_seen
        ])?;
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO proof (e, a, field, \"start\", \"end\", surface, s, rule, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for proof in &edge.evidence {
            let (a, place) = (self.article(proof.article), &proof.passage);
            let s = self.sentence(proof.article, &proof.sentence)?;
            order.execute(params![
                e,
                a,
                place.field,
                place.start,
                place.end,
                place.text,
                s,
                proof.rule,
                proof.confidence
            ])?;
        }
        Ok(())
    }

    fn statement(&mut self, utterance: &Utterance, nodes: &[i64]) -> rusqlite::Result<()> {
        let s = self.sentence(utterance.article, &utterance.sentence)?;
        let content = &utterance.content;
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO statement (id, speaker, cue, direct, a, field, \"start\", \"end\", text, s, rule, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        let u = order.insert(params![
            utterance.id,
            nodes[utterance.speaker as usize],
            utterance.cue,
            utterance.direct,
            self.article(utterance.article),
            content.field,
            content.start,
            content.end,
            content.text,
            s,
            utterance.rule,
            utterance.confidence
        ])?;
        let mut order = self.transaction.prepare_cached("INSERT INTO about (u, n) VALUES (?1, ?2)")?;
        for &node in &utterance.about {
            order.execute([u, nodes[node as usize]])?;
        }
        Ok(())
    }

    fn judgement(&self, judgement: &Judgement) -> rusqlite::Result<()> {
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO judgement (kind, left_a, left_item, right_a, right_item, verdict, score, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        let Judgement { kind, left, right, verdict, score, reason } = judgement;
        let (left_a, right_a) = (self.article(left.extraction), self.article(right.extraction));
        order.execute(params![kind, left_a, left.item, right_a, right.item, verdict, score, reason])?;
        Ok(())
    }

    /// A sentence, written once for each article.
    fn sentence(&mut self, article: u32, text: &str) -> rusqlite::Result<i64> {
        let key = (article, text.to_owned());
        if let Some(&s) = self.sentences.get(&key) {
            return Ok(s);
        }
        let mut order = self.transaction.prepare_cached("INSERT INTO sentence (a, text) VALUES (?1, ?2)")?;
        let s = order.insert(params![self.article(article), text])?;
        self.sentences.insert(key, s);
        Ok(s)
    }

    fn article(&self, number: u32) -> i64 {
        self.articles[number as usize]
    }
}
