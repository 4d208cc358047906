//! The graph and the judgements that follow from the articles → tables.
//!
//! Laws: all of it in one transaction, so that readers see the old graph or the new one; only rows that changed are
//! written. What stands in one article is written as one piece.

use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Transaction, params};
use rustc_hash::FxHashMap;

use super::search::index_names;
use super::{Store, StoreError};
use crate::graph::{Edge, EdgeEvidence, KnowledgeGraph, Node, NodeMention, Utterance};
use crate::model::extraction::Passage;
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
            let mut drawing = Drawing::new(transaction)?;
            drawing.stories(graph)?;
            let old_nodes = drawing.nodes(graph)?;
            let old_edges = drawing.edges(graph)?;
            // Last, since rows hang on them until their articles are written.
            drawing.articles(graph)?;
            drawing.delete("edge", "e", old_edges)?;
            drawing.delete("node", "n", old_nodes)?;
            drawing.judgements(judgements)?;
            transaction.execute("DELETE FROM measure", [])?;
            let state = "UPDATE state SET value = ?2 WHERE name = ?1";
            transaction.execute(state, params!["folded", graph.folded])?;
            transaction.execute(state, params!["drawn", changes])?;
            Ok(true)
        })
    }
}

/// A graph on its way into the tables.
struct Drawing<'t> {
    transaction: &'t Transaction<'t>,
    /// The numbers in the file of articles, nodes and edges, in the order of the graph.
    articles: Vec<i64>,
    nodes: Vec<i64>,
    edges: Vec<i64>,
}

impl<'t> Drawing<'t> {
    fn new(transaction: &'t Transaction<'t>) -> rusqlite::Result<Self> {
        let mut query = transaction.prepare_cached("SELECT a FROM article ORDER BY id")?;
        let articles = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Self { transaction, articles, nodes: Vec::new(), edges: Vec::new() })
    }

    fn stories(&self, graph: &KnowledgeGraph) -> rusqlite::Result<()> {
        let mut firsts: FxHashMap<u32, i64> = FxHashMap::default();
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO story VALUES (?1, ?2) ON CONFLICT (a) DO UPDATE SET first = ?2 WHERE first <> ?2",
        )?;
        for (&story, &a) in graph.stories.iter().zip(&self.articles) {
            order.execute([a, *firsts.entry(story).or_insert(a)])?;
        }
        Ok(())
    }

    /// Writes the nodes that are new or changed; gives the numbers of those that are no more.
    fn nodes(&mut self, graph: &KnowledgeGraph) -> rusqlite::Result<Vec<i64>> {
        let mut query = self.transaction.prepare_cached("SELECT id, n, mark FROM node")?;
        let known = query.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        let mut known: FxHashMap<String, (i64, i64)> = known.collect::<rusqlite::Result<_>>()?;
        for node in graph.graph.node_weights() {
            let mark = mark_of_node(node);
            let n = match known.remove(&node.id) {
                Some((n, kept)) if kept == mark => n,
                before => self.node(node, mark, before.map(|(n, _)| n))?,
            };
            self.nodes.push(n);
        }
        let mut gone: Vec<i64> = known.into_values().map(|(n, _)| n).collect();
        gone.sort_unstable();
        Ok(gone)
    }

    fn node(&self, node: &Node, mark: i64, before: Option<i64>) -> rusqlite::Result<i64> {
        let mut order = self.transaction.prepare_cached(NODE)?;
        let n = order.query_row(
            params![
                node.id,
                node.kind,
                node.label,
                node.label_ar,
                node.label_en,
                node.label_source,
                serde_json::Value::from(node.aliases.clone()).to_string(),
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
                node.last_seen,
                mark
            ],
            |row| row.get(0),
        )?;
        if before.is_some() {
            self.transaction.prepare_cached("DELETE FROM name WHERE rowid = ?1")?.execute([n])?;
        }
        let labels = [Some(&node.label), node.label_ar.as_ref(), node.label_en.as_ref()];
        index_names(self.transaction, n, labels.into_iter().flatten().chain(&node.aliases).map(String::as_str))?;
        Ok(n)
    }

    /// Writes the edges that are new or changed; gives the numbers of those that are no more.
    fn edges(&mut self, graph: &KnowledgeGraph) -> rusqlite::Result<Vec<i64>> {
        let mut query = self.transaction.prepare_cached("SELECT source, target, id, e, mark FROM edge")?;
        let known =
            query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), (row.get(3)?, row.get(4)?))))?;
        let mut known: FxHashMap<(i64, i64, String), (i64, i64)> = known.collect::<rusqlite::Result<_>>()?;
        for raw in graph.graph.raw_edges() {
            let (edge, mark) = (&raw.weight, mark_of_edge(&raw.weight));
            let ends = (self.nodes[raw.source().index()], self.nodes[raw.target().index()]);
            let e = match known.remove(&(ends.0, ends.1, edge.id.clone())) {
                Some((e, kept)) if kept == mark => e,
                Some((e, _)) => self.edge(EDGE_AGAIN, Some(e), edge, ends, mark)?,
                None => self.edge(EDGE, None, edge, ends, mark)?,
            };
            self.edges.push(e);
        }
        let mut gone: Vec<i64> = known.into_values().map(|(e, _)| e).collect();
        gone.sort_unstable();
        Ok(gone)
    }

    fn edge(
        &self,
        order: &str,
        e: Option<i64>,
        edge: &Edge,
        (source, target): (i64, i64),
        mark: i64,
    ) -> rusqlite::Result<i64> {
        let values = params![
            e,
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
            edge.last_seen,
            mark
        ];
        self.transaction.prepare_cached(order)?.query_row(values, |row| row.get(0))
    }

    /// Writes what stands in the articles where it is not what was written of them before.
    fn articles(&self, graph: &KnowledgeGraph) -> rusqlite::Result<()> {
        let mut pieces: Vec<Piece<'_>> = (0..self.articles.len()).map(|_| Piece::default()).collect();
        for (node, &n) in graph.graph.node_weights().zip(&self.nodes) {
            for mention in &node.mentions {
                pieces[mention.article as usize].mentions.push((n, mention));
            }
        }
        for (edge, &e) in graph.graph.edge_weights().zip(&self.edges) {
            for proof in &edge.evidence {
                pieces[proof.article as usize].proofs.push((e, proof));
            }
        }
        for utterance in &graph.statements {
            pieces[utterance.article as usize].statements.push(utterance);
        }
        let mut query = self.transaction.prepare_cached("SELECT a, mark FROM piece")?;
        let known = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let known: FxHashMap<i64, i64> = known.collect::<rusqlite::Result<_>>()?;
        for (piece, &a) in pieces.iter().zip(&self.articles) {
            let mark = piece.mark(&self.nodes);
            if known.get(&a) != Some(&mark) {
                piece.write(self.transaction, a, &self.nodes)?;
                let order = "INSERT INTO piece VALUES (?1, ?2) ON CONFLICT (a) DO UPDATE SET mark = ?2";
                self.transaction.prepare_cached(order)?.execute([a, mark])?;
            }
        }
        Ok(())
    }

    fn judgements(&self, judgements: &[Judgement]) -> rusqlite::Result<()> {
        let mut query = self.transaction.prepare_cached("SELECT j, mark FROM judgement")?;
        let mut known: FxHashMap<i64, Vec<i64>> = FxHashMap::default();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            known.entry(row.get(1)?).or_default().push(row.get(0)?);
        }
        let mut order = self.transaction.prepare_cached(
            "INSERT INTO judgement (kind, left_a, left_item, right_a, right_item, verdict, score, reason, mark)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for Judgement { kind, left, right, verdict, score, reason } in judgements {
            let (left_a, right_a) = (self.articles[left.extraction as usize], self.articles[right.extraction as usize]);
            let mark = mark(&(kind, (left_a, left.item, right_a, right.item), (verdict, score.to_bits(), reason)));
            if known.get_mut(&mark).and_then(Vec::pop).is_none() {
                order.execute(params![kind, left_a, left.item, right_a, right.item, verdict, score, reason, mark])?;
            }
        }
        let mut gone: Vec<i64> = known.into_values().flatten().collect();
        gone.sort_unstable();
        self.delete("judgement", "j", gone)
    }

    fn delete(&self, table: &str, column: &str, numbers: Vec<i64>) -> rusqlite::Result<()> {
        let mut order = self.transaction.prepare_cached(&format!("DELETE FROM {table} WHERE {column} = ?1"))?;
        numbers.into_iter().try_for_each(|number| order.execute([number]).map(|_| ()))
    }
}

/// What one article says, as it stands in the graph.
#[derive(Default)]
struct Piece<'g> {
    mentions: Vec<(i64, &'g NodeMention)>,
    proofs: Vec<(i64, &'g EdgeEvidence)>,
    statements: Vec<&'g Utterance>,
}

impl Piece<'_> {
    fn mark(&self, nodes: &[i64]) -> i64 {
        let mut hasher = DefaultHasher::new();
        let place = |passage: &Passage, hasher: &mut DefaultHasher| {
            (passage.field, passage.start, passage.end, &passage.text).hash(hasher);
        };
        for (n, mention) in &self.mentions {
            (n, mention.level).hash(&mut hasher);
            place(&mention.passage, &mut hasher);
        }
        for (e, proof) in &self.proofs {
            (e, &proof.sentence, &proof.rule, proof.confidence.to_bits()).hash(&mut hasher);
            place(&proof.passage, &mut hasher);
        }
        for said in &self.statements {
            let about: Vec<i64> = said.about.iter().map(|&node| nodes[node as usize]).collect();
            (&said.id, nodes[said.speaker as usize], about, &said.cue, said.direct).hash(&mut hasher);
            (&said.sentence, &said.rule, said.confidence.to_bits()).hash(&mut hasher);
            place(&said.content, &mut hasher);
        }
        hasher.finish().cast_signed()
    }

    fn write(&self, transaction: &Transaction<'_>, a: i64, nodes: &[i64]) -> rusqlite::Result<()> {
        transaction.prepare_cached("DELETE FROM mention WHERE a = ?1")?.execute([a])?;
        // Evidence and statements hang on their sentences.
        transaction.prepare_cached("DELETE FROM sentence WHERE a = ?1")?.execute([a])?;
        let mut order = transaction.prepare_cached(
            "INSERT INTO mention (n, a, field, \"start\", \"end\", surface, level) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (n, NodeMention { passage, level, .. }) in &self.mentions {
            order.execute(params![n, a, passage.field, passage.start, passage.end, passage.text, level])?;
        }
        let mut sentences: FxHashMap<&str, i64> = FxHashMap::default();
        let proofs = self.proofs.iter().map(|(_, proof)| proof.sentence.as_str());
        for sentence in proofs.chain(self.statements.iter().map(|said| said.sentence.as_str())) {
            if !sentences.contains_key(sentence) {
                let mut order = transaction.prepare_cached("INSERT INTO sentence (a, text) VALUES (?1, ?2)")?;
                sentences.insert(sentence, order.insert(params![a, sentence])?);
            }
        }
        let mut order = transaction.prepare_cached(
            "INSERT INTO proof (e, a, field, \"start\", \"end\", surface, s, rule, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?;
        for (e, EdgeEvidence { passage, sentence, rule, confidence, .. }) in &self.proofs {
            let s = sentences.get(sentence.as_str());
            let (start, end) = (passage.start, passage.end);
            order.execute(params![e, a, passage.field, start, end, passage.text, s, rule, confidence])?;
        }
        for said in &self.statements {
            let (content, s) = (&said.content, sentences.get(said.sentence.as_str()));
            let mut order = transaction.prepare_cached(
                "INSERT INTO statement (id, speaker, cue, direct, a, field, \"start\", \"end\", text, s, rule, confidence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            let u = order.insert(params![
                said.id,
                nodes[said.speaker as usize],
                said.cue,
                said.direct,
                a,
                content.field,
                content.start,
                content.end,
                content.text,
                s,
                said.rule,
                said.confidence
            ])?;
            let mut order = transaction.prepare_cached("INSERT INTO about (u, n) VALUES (?1, ?2)")?;
            for &node in &said.about {
                order.execute([u, nodes[node as usize]])?;
            }
        }
        Ok(())
    }
}

const NODE: &str = "INSERT INTO node (id, kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype,
    gender, country, iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
    article_count, first_seen, last_seen, mark)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
  ON CONFLICT (id) DO UPDATE SET (kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype, gender,
    country, iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
    article_count, first_seen, last_seen, mark)
  = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
  RETURNING n";

const EDGE: &str = "INSERT INTO edge (e, id, source, target, predicate, modality, role, source_count, confidence,
    valid_from, valid_to, first_seen, last_seen, mark)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
  RETURNING e";

const EDGE_AGAIN: &str = "UPDATE edge SET (id, source, target, predicate, modality, role, source_count, confidence,
    valid_from, valid_to, first_seen, last_seen, mark)
  = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
  WHERE e = ?1 RETURNING e";

/// A number that tells two contents apart; only ever compared with one of the same file.
fn mark(content: &impl Hash) -> i64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish().cast_signed()
}

fn mark_of_node(node: &Node) -> i64 {
    let labels = (&node.label, &node.label_ar, &node.label_en, node.label_source, &node.aliases);
    let known = (&node.wikidata, &node.subtype, &node.gender, &node.country, &node.iso2, &node.iso3);
    let place = (node.latitude.map(f64::to_bits), node.longitude.map(f64::to_bits));
    let event = (node.event_type, node.event_start, node.event_end, &node.time_text);
    mark(&(
        node.kind,
        labels,
        known,
        place,
        event,
        node.mention_count,
        node.article_count,
        node.first_seen,
        node.last_seen,
    ))
}

fn mark_of_edge(edge: &Edge) -> i64 {
    let days = (edge.valid_from, edge.valid_to, edge.first_seen, edge.last_seen);
    mark(&(edge.predicate, edge.modality, &edge.role, edge.source_count, edge.confidence.to_bits(), days))
}
