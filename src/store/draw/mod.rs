//! The graph and the judgements that follow from the articles → tables.
//!
//! Laws: all of it in one transaction, so that readers see the old graph or the new one; only what changed is written.
//! What stands in one article is written as one piece, and what is counted over articles is counted again where a piece
//! of it changed.

mod edges;
mod judgements;
mod nodes;
mod pieces;
mod renamed;

use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use rusqlite::{Transaction, params};
use rustc_hash::FxHashMap;

use super::{Store, StoreError};
use crate::graph::Node;
use crate::graph::piece::Piece;
use crate::model::date::Date;
use crate::model::extraction::Extraction;
use crate::model::resolution::Judgement;

/// A graph that is to be kept: that of the store's articles, which are numbered in the order of their ids.
pub trait Picture: Sync {
    /// For each article the number of its story.
    fn stories(&self) -> &[u32];
    /// When an article was published.
    fn day(&self, article: usize) -> Option<Date>;
    /// How many nodes there are; they are sorted by id.
    fn nodes(&self) -> usize;
    /// The id of a node.
    fn id(&self, node: usize) -> &str;
    /// A number that changes whenever the node does, and that no other node has.
    fn mark(&self, node: usize) -> i64;
    /// Numbers of which a node keeps some whatever else of it changes, and that it shares with no other.
    fn kin(&self, node: usize) -> Vec<i64>;
    /// A node without mentions.
    fn node(&self, node: usize) -> Node;
    /// The nodes of an article's entities and events; what the article adds depends on them alone.
    fn homes(&self, article: usize) -> &[u32];
    /// What an article adds, which says this.
    fn piece(&self, article: usize, said: &Extraction) -> Piece;
    /// Who was taken for whom.
    fn judgements(&self) -> &[Judgement];
    /// What is to be kept of articles for the next time, each as bytes.
    fn gists(&self) -> &[(usize, Vec<u8>)];
    /// What is to be kept of all together, as bytes.
    fn memory(&self) -> &[u8];
    /// A number that tells the program and the decisions that all this was made with from others.
    fn print(&self) -> i64;
}

impl Store {
    /// Keeps the graph of the articles as they stood after so many changes, in the order of [`Store::known`]. False where
    /// they changed since: then nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be written; then the old graph stands.
    pub fn draw(&mut self, picture: &impl Picture, changes: u64) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let mut query = transaction.prepare_cached("SELECT value FROM state WHERE name = 'changes'")?;
            if query.query_row([], |row| row.get::<_, u64>(0))? != changes {
                return Ok(false);
            }
            let mut drawing = Drawing::new(transaction, picture)?;
            let retold = drawing.stories()?;
            let nodes = drawing.write_nodes()?;
            drawing.rename(&nodes.renamed)?;
            let changed = drawing.changed_pieces()?;
            let mut due = drawing.edges_of(&retold)?;
            due.extend(drawing.edges_of(&changed.iter().map(|&(a, ..)| drawing.articles[a]).collect::<Vec<_>>())?);
            let mut edges = drawing.edges()?;
            // Evidence is written before its edge, whose counts are known last.
            transaction.pragma_update(None, "defer_foreign_keys", true)?;
            drawing.write_pieces(&changed, &mut edges)?;
            drawing.write_edges(&edges)?;
            due.extend(&edges.found);
            let mut events = drawing.count_edges(due)?;
            events.extend(edges.events);
            drawing.locate(events, &nodes)?;
            drawing.delete("node", "n", nodes.gone)?;
            drawing.write_judgements()?;
            drawing.write_gists()?;
            transaction.execute("DELETE FROM measure", [])?;
            let state = "UPDATE state SET value = ?2 WHERE name = ?1";
            let folded = transaction.query_row("SELECT total(folded) FROM piece", [], |row| row.get::<_, f64>(0))?;
            transaction.execute(state, params!["folded", folded as i64])?;
            transaction.execute(state, params!["drawn", changes])?;
            Ok(true)
        })
    }
}

/// A picture on its way into the tables.
struct Drawing<'t, P> {
    transaction: &'t Transaction<'t>,
    picture: &'t P,
    /// The numbers in the file of articles and nodes, in the order of the picture.
    articles: Vec<i64>,
    nodes: Vec<i64>,
}

impl<'t, P: Picture> Drawing<'t, P> {
    fn new(transaction: &'t Transaction<'t>, picture: &'t P) -> rusqlite::Result<Self> {
        let mut query = transaction.prepare_cached("SELECT a FROM article ORDER BY id")?;
        let articles = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Self { transaction, picture, articles, nodes: Vec::new() })
    }

    /// Writes which articles are copies of which; gives those that were of another story before.
    fn stories(&self) -> rusqlite::Result<Vec<i64>> {
        let mut query = self.transaction.prepare_cached("SELECT a, first FROM story")?;
        let known = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let known: FxHashMap<i64, i64> = known.collect::<rusqlite::Result<_>>()?;
        let mut firsts: FxHashMap<u32, i64> = FxHashMap::default();
        let mut retold = Vec::new();
        let mut order = self
            .transaction
            .prepare_cached("INSERT INTO story VALUES (?1, ?2) ON CONFLICT (a) DO UPDATE SET first = ?2")?;
        for (&story, &a) in self.picture.stories().iter().zip(&self.articles) {
            let first = *firsts.entry(story).or_insert(a);
            let before = known.get(&a);
            if before != Some(&first) {
                order.execute([a, first])?;
                retold.extend(before.map(|_| a));
            }
        }
        Ok(retold)
    }

    fn write_gists(&self) -> rusqlite::Result<()> {
        let order = "INSERT INTO gist VALUES (?1, ?2, ?3) ON CONFLICT (a) DO UPDATE SET (print, bytes) = (?2, ?3)";
        let mut order = self.transaction.prepare_cached(order)?;
        for (article, bytes) in self.picture.gists() {
            order.execute(params![self.articles[*article], self.picture.print(), bytes])?;
        }
        self.transaction.execute("DELETE FROM memory", [])?;
        let memory = params![self.picture.print(), self.picture.memory()];
        self.transaction.execute("INSERT INTO memory VALUES (?1, ?2)", memory)?;
        Ok(())
    }

    /// Compares the rows of a table with what they are to be, by marks: each list of the two in the order of the marks.
    fn compare(&self, table: &str, column: &str, marks: &[i64]) -> rusqlite::Result<Compared> {
        let mut query =
            self.transaction.prepare_cached(&format!("SELECT mark, {column} FROM {table} ORDER BY mark"))?;
        let known = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let known: Vec<(i64, i64)> = known.collect::<rusqlite::Result<_>>()?;
        let mut marks: Vec<(i64, usize)> = marks.iter().copied().zip(0..).collect();
        marks.par_sort_unstable();
        let mut compared = Compared::default();
        let mut known = known.into_iter().peekable();
        for (mark, place) in marks {
            while let Some((_, row)) = known.next_if(|&(other, _)| other < mark) {
                compared.gone.push(row);
            }
            match known.next_if(|&(other, _)| other == mark) {
                Some((_, row)) => compared.kept.push((place, row)),
                None => compared.new.push(place),
            }
        }
        compared.gone.extend(known.map(|(_, row)| row));
        compared.gone.sort_unstable();
        Ok(compared)
    }

    fn delete(&self, table: &str, column: &str, numbers: Vec<i64>) -> rusqlite::Result<()> {
        let mut order = self.transaction.prepare_cached(&format!("DELETE FROM {table} WHERE {column} = ?1"))?;
        numbers.into_iter().try_for_each(|number| order.execute([number]).map(|_| ()))
    }

    /// The numbers that a query gives for another.
    fn numbers(&self, query: &str, number: i64) -> rusqlite::Result<Vec<i64>> {
        self.transaction.prepare_cached(query)?.query_map([number], |row| row.get(0))?.collect()
    }
}

/// Rows of a table beside what they are to be.
#[derive(Default)]
struct Compared {
    /// What is there, each with its row.
    kept: Vec<(usize, i64)>,
    /// What is to be written, in the order of the marks.
    new: Vec<usize>,
    /// Rows of what is no more, sorted.
    gone: Vec<i64>,
}

/// A number that tells two contents apart; only ever compared with one of the same file.
pub(super) fn mark(content: &impl Hash) -> i64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// JSON → what an article says.
fn said(json: &str) -> rusqlite::Result<Extraction> {
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}
