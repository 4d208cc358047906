//! Edges: found by what they say, and counted again where evidence came or went.

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::pieces::{Numbered, Row};
use super::{Drawing, Picture};
use crate::graph::build::edge_id;
use crate::graph::piece::{Fact, Piece};
use crate::model::date::Date;
use crate::model::kinds::{Modality, Predicate};

/// What is counted over an edge's evidence.
#[derive(Default)]
struct Count {
    stories: FxHashSet<u32>,
    confidence: f64,
    first: Option<Date>,
    last: Option<Date>,
}

impl Count {
    fn add(&mut self, story: u32, confidence: f64, day: Option<Date>) {
        self.stories.insert(story);
        self.confidence = self.confidence.max(confidence);
        self.first = [self.first, day].into_iter().flatten().min();
        self.last = [self.last, day].into_iter().flatten().max();
    }
}

/// Edges of pieces that are to be written.
#[derive(Default)]
pub(super) struct Edges {
    pub pieces: Vec<Numbered>,
    /// The rows that were there.
    pub found: Vec<Row>,
    /// Nodes that new edges lay somewhere.
    pub events: Vec<i64>,
}

impl<P: Picture> Drawing<'_, P> {
    /// The edges that articles are evidence of, and those that have lost some.
    pub(super) fn edges_of(&self, articles: &[i64]) -> rusqlite::Result<Vec<Row>> {
        let mut due = Vec::new();
        for &a in articles {
            due.extend(self.numbers("SELECT DISTINCT e FROM proof WHERE a = ?1", a)?);
        }
        Ok(due)
    }

    /// Finds the edges of pieces, and writes those that are new.
    pub(super) fn write_edges(&self, pieces: Vec<Piece>) -> rusqlite::Result<Edges> {
        let mut counts: FxHashMap<&Fact, Count> = FxHashMap::default();
        for piece in &pieces {
            for (fact, proofs) in &piece.facts {
                let count = counts.entry(fact).or_default();
                for proof in proofs {
                    let article = proof.article as usize;
                    count.add(self.picture.stories()[article], proof.confidence, self.picture.day(article));
                }
            }
        }
        let mut edges = Edges::default();
        let mut rows: FxHashMap<&Fact, Row> = FxHashMap::default();
        let mut numbered = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            let mut own = Vec::with_capacity(piece.facts.len());
            for fact in piece.facts.keys() {
                let row = match rows.get(fact) {
                    Some(&row) => row,
                    None => self.row(fact, &counts[fact], &mut edges)?,
                };
                rows.insert(fact, row);
                own.push(row);
            }
            numbered.push(own);
        }
        drop((counts, rows));
        edges.pieces = pieces.into_iter().zip(numbered).map(|(piece, rows)| Numbered { piece, rows }).collect();
        Ok(edges)
    }

    /// The row of a fact, written where there is none.
    fn row(&self, fact: &Fact, count: &Count, edges: &mut Edges) -> rusqlite::Result<Row> {
        let (source, target) = (self.nodes[fact.subject as usize], self.nodes[fact.object as usize]);
        let ids = (self.picture.id(fact.subject as usize), self.picture.id(fact.object as usize));
        let role = fact.role.as_deref().unwrap_or_default();
        let id = edge_id(ids.0, fact.predicate, ids.1, fact.modality, role);
        let query = "SELECT e FROM edge WHERE id = ?1 AND source = ?2 AND target = ?3";
        let mut found = self.transaction.prepare_cached(query)?;
        if let Some(row) = found.query_row(params![id, source, target], |row| row.get(0)).optional()? {
            edges.found.push(row);
            return Ok(row);
        }
        if fact.predicate == Predicate::LocatedIn && fact.modality == Modality::Asserted {
            edges.events.push(source);
        }
        self.transaction.prepare_cached(EDGE)?.insert(params![
            id,
            source,
            target,
            fact.predicate,
            fact.modality,
            fact.role,
            count.stories.len(),
            count.confidence,
            count.first,
            count.last
        ])
    }

    /// Counts edges again, and deletes those that no evidence is left of; gives the nodes that one of them lays somewhere.
    pub(super) fn count_edges(&self, mut due: Vec<Row>) -> rusqlite::Result<Vec<i64>> {
        let mut query = self.transaction.prepare_cached("SELECT e FROM edge WHERE due")?;
        due.extend(query.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?);
        due.sort_unstable();
        due.dedup();
        let places: FxHashMap<i64, usize> = self.articles.iter().copied().zip(0..).collect();
        let mut proofs = self.transaction.prepare_cached("SELECT a, confidence FROM proof WHERE e = ?1")?;
        let mut delete = self.transaction.prepare_cached("DELETE FROM edge WHERE e = ?1")?;
        let mut update = self.transaction.prepare_cached(AGAIN)?;
        let lays = "SELECT source FROM edge WHERE e = ?1 AND predicate = 'located_in' AND modality = 'asserted'";
        let mut events = Vec::new();
        for e in due {
            events.extend(self.numbers(lays, e)?);
            let mut count = Count::default();
            let mut rows = proofs.query([e])?;
            while let Some(row) = rows.next()? {
                if let Some(&article) = places.get(&row.get(0)?) {
                    count.add(self.picture.stories()[article], row.get(1)?, self.picture.day(article));
                }
            }
            if count.stories.is_empty() {
                delete.execute([e])?;
            } else {
                update.execute(params![e, count.stories.len(), count.confidence, count.first, count.last])?;
            }
        }
        Ok(events)
    }
}

const EDGE: &str =
    "INSERT INTO edge (id, source, target, predicate, modality, role, source_count, confidence, first_seen,
    last_seen)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const AGAIN: &str = "UPDATE edge SET (source_count, confidence, first_seen, last_seen, due) = (?2, ?3, ?4, ?5, 0)
  WHERE e = ?1";
