//! What is kept of articles, and of the last drawing, so that the next one costs what has changed.
//!
//! Law: all of it can be forgotten; the next graph is the same, and costs what the first one did.

use rayon::prelude::*;
use rusqlite::{OptionalExtension, Transaction, params};

use super::{Store, StoreError};
use crate::model::extraction::Extraction;

/// Articles that are parsed at once.
const CHUNK: usize = 1024;

/// An article's id, what was kept of it, and what it says where nothing was.
type Row = (String, Option<Vec<u8>>, Option<String>);

/// What is known of an article.
#[derive(Debug)]
pub enum Known {
    /// What was kept of it when the graph was last drawn.
    Gist(Vec<u8>),
    /// What it says, where nothing was kept.
    Said(Box<Extraction>),
}

impl Store {
    /// Hands over what is known of the articles, by id, some at a time; gives how often articles had come or gone by
    /// then. What was kept counts where it was kept with this `print`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known(&self, print: i64, mut take: impl FnMut(Vec<Known>)) -> Result<u64, StoreError> {
        // Whoever commits meanwhile is not seen.
        let _snapshot = self.snapshot()?;
        let changes = self.state("changes")?;
        let query = "SELECT id, bytes,
                       CASE WHEN bytes IS NULL THEN (SELECT json FROM extraction WHERE extraction.a = article.a) END
                     FROM article LEFT JOIN gist ON gist.a = article.a AND print = ?1 ORDER BY id";
        let path = &self.path;
        let read = |(article, bytes, json): Row| {
            if let Some(bytes) = bytes {
                return Ok(Known::Gist(bytes));
            }
            let read = serde_json::from_str(&json.unwrap_or_default());
            read.map(Known::Said).map_err(|source| StoreError::Extraction { path: path.clone(), article, source })
        };
        let mut query = self.connection.prepare_cached(query).map_err(|error| self.error(error))?;
        let mut rows = query
            .query_map([print], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(|error| self.error(error))?;
        loop {
            let chunk: Vec<Row> =
                rows.by_ref().take(CHUNK).collect::<rusqlite::Result<_>>().map_err(|error| self.error(error))?;
            if chunk.is_empty() {
                return Ok(changes);
            }
            let chunk: Result<Vec<Known>, StoreError> = chunk.into_par_iter().map(read).collect();
            take(chunk?);
        }
    }

    /// What was kept of all articles together with this `print`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn memory(&self, print: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let query = "SELECT bytes FROM memory WHERE print = ?1";
        self.connection.query_row(query, [print], |row| row.get(0)).optional().map_err(|error| self.error(error))
    }

    /// What was kept of an article with this `print`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gist(&self, article: &str, print: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let query = "SELECT bytes FROM gist JOIN article USING (a) WHERE id = ?1 AND print = ?2";
        let found = self.connection.query_row(query, params![article, print], |row| row.get(0)).optional();
        found.map_err(|error| self.error(error))
    }
}

/// Forgets what was kept of an article that says something else now.
pub(super) fn forget(transaction: &Transaction<'_>, a: i64) -> rusqlite::Result<()> {
    for order in [
        "DELETE FROM gist WHERE a = ?1",
        "DELETE FROM piece WHERE a = ?1",
        "UPDATE node SET mark = 0 WHERE n IN (SELECT n FROM mention WHERE a = ?1)",
    ] {
        transaction.prepare_cached(order)?.execute([a])?;
    }
    Ok(())
}

/// Forgets all that was kept.
pub(super) fn forget_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(
        "DELETE FROM gist; DELETE FROM memory; DELETE FROM piece; UPDATE node SET mark = 0; UPDATE edge SET due = 1;
         UPDATE judgement SET mark = 0;",
    )
}
