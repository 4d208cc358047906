//! Edges: found by what they say, and counted again where evidence came or went.

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::pieces::Row;
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

/// The edges of pieces that are written some at a time.
pub(super) struct Edges {
    rows: FxHashMap<Fact, Row>,
    /// The row of the first new edge.
    first: Row,
    /// The row of the next one.
    next: Row,
    /// What is counted of each new edge, in the order of their rows.
    counts: Vec<Count>,
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

    /// No edges yet.
    pub(super) fn edges(&self) -> rusqlite::Result<Edges> {
        let query = "SELECT ifnull(max(e), 0) + 1 FROM edge";
        let first = self.transaction.query_row(query, [], |row| row.get(0))?;
        Ok(Edges {
            rows: FxHashMap::default(),
            first,
            next: first,
            counts: Vec::new(),
            found: Vec::new(),
            events: Vec::new(),
        })
    }

    /// The rows of a piece's edges, in the order of its facts; new ones are counted, and written by [`Self::write_edges`].
    pub(super) fn number(&self, piece: &Piece, edges: &mut Edges) -> rusqlite::Result<Vec<Row>> {
        let mut rows = Vec::with_capacity(piece.facts.len());
        for (fact, proofs) in &piece.facts {
            let row = match edges.rows.get(fact) {
                Some(&row) => row,
                None => self.row(fact, edges)?,
            };
            if let Some(count) = usize::try_from(row - edges.first).ok().and_then(|new| edges.counts.get_mut(new)) {
                for proof in proofs {
                    let article = proof.article as usize;
                    count.add(self.picture.stories()[article], proof.confidence, self.picture.day(article));
                }
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// The row of a fact that was not met before.
    fn row(&self, fact: &Fact, edges: &mut Edges) -> rusqlite::Result<Row> {
        let (source, target) = (self.nodes[fact.subject as usize], self.nodes[fact.object as usize]);
        let query = "SELECT e FROM edge WHERE id = ?1 AND source = ?2 AND target = ?3";
        let mut found = self.transaction.prepare_cached(query)?;
        let found = found.query_row(params![self.edge_id(fact), source, target], |row| row.get(0)).optional()?;
        let row = if let Some(row) = found {
            edges.found.push(row);
            row
        } else {
            if fact.predicate == Predicate::LocatedIn && fact.modality == Modality::Asserted {
                edges.events.push(source);
            }
            edges.counts.push(Count::default());
            edges.next += 1;
            edges.next - 1
        };
        edges.rows.insert(fact.clone(), row);
        Ok(row)
    }

    fn edge_id(&self, fact: &Fact) -> String {
        let ids = (self.picture.id(fact.subject as usize), self.picture.id(fact.object as usize));
        edge_id(ids.0, fact.predicate, ids.1, fact.modality, fact.role.as_deref().unwrap_or_default())
    }

    /// Writes the edges that are new.
    pub(super) fn write_edges(&self, edges: &Edges) -> rusqlite::Result<()> {
        let mut new: Vec<(Row, &Fact)> =
            edges.rows.iter().map(|(fact, &row)| (row, fact)).filter(|&(row, _)| row >= edges.first).collect();
        new.sort_unstable_by_key(|&(row, _)| row);
        let mut order = self.transaction.prepare_cached(EDGE)?;
        for ((row, fact), count) in new.into_iter().zip(&edges.counts) {
            order.execute(params![
                row,
                self.edge_id(fact),
                self.nodes[fact.subject as usize],
                self.nodes[fact.object as usize],
                fact.predicate,
                fact.modality,
                fact.role,
                count.stories.len(),
                count.confidence,
                count.first,
                count.last
            ])?;
        }
        Ok(())
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
    "INSERT INTO edge (e, id, source, target, predicate, modality, role, source_count, confidence, first_seen,
    last_seen)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

const AGAIN: &str = "UPDATE edge SET (source_count, confidence, first_seen, last_seen, due) = (?2, ?3, ?4, ?5, 0)
  WHERE e = ?1";
