//! Where does it stay? Articles, what they say, and the graph drawn from them, in one SQLite file.
//!
//! The tables and views are described in `schema/`. Laws: the file holds each article whole or not at all, whenever
//! a program is killed; the graph depends on the articles and on what the user gave beside them (decisions, a lexicon),
//! not on the order in which they came; nothing in it is without an article that is there.
//!
//! What is read from articles and the graph that follows from it are two steps: articles are committed as they come,
//! and the graph is drawn afterwards (`pipeline::draw`), anew where they change it. Until then [`Store::is_stale`] says so.

mod articles;
mod aside;
mod check;
mod draw;
mod error;
mod gists;
mod given;
mod load;
mod measures;
mod schema;
mod search;
mod sql;
mod values;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use serde::Serialize;

pub use articles::{Added, Listed};
pub use aside::Aside;
pub use draw::Picture;
pub use error::StoreError;
pub use gists::Known;
pub use given::{Given, GivenFile};
pub use load::Proofs;
pub use search::{Found, Hit, Marked, Named};
pub use sql::Rows;

use crate::model::date::Date;

/// How long a program waits for another that writes to the same file.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A graph that is drawn touches the file in many places: 64 MB of it are held.
const PRAGMAS: &str = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;";

/// An open store. Any number of programs may read one file while one of them writes to it.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Info {
    /// The version of the file's schema.
    pub schema: u32,
    /// Articles.
    pub articles: u64,
    /// The first day of publication.
    pub first_day: Option<Date>,
    /// The last.
    pub last_day: Option<Date>,
    /// Nodes of the graph.
    pub nodes: u64,
    /// Edges of the graph.
    pub edges: u64,
    /// Evidences of the edges.
    pub evidence: u64,
    /// Attributed utterances.
    pub statements: u64,
    /// Decisions on who is the same.
    pub judgements: u64,
    /// Whether articles came or went since the graph was drawn.
    pub stale: bool,
    /// The versions of khabar that read the articles.
    pub read_by: Vec<String>,
    /// The size of the file, in bytes.
    pub bytes: u64,
}

impl Store {
    /// Opens a store; where the file cannot be written, for reading alone. An older schema is brought up to date.
    ///
    /// # Errors
    /// When there is no such file, it is not a store, or a newer khabar wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        schema::recognise(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        schema::migrate(&mut store)?;
        Ok(store)
    }

    /// Opens a store, and makes it where there is none.
    ///
    /// # Errors
    /// When the file cannot be made, or [`Store::open`] cannot open it.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        // An empty file is a store that was about to be made when its program was killed.
        if path.metadata().is_ok_and(|file| file.len() > 0) {
            return Self::open(path);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        schema::create(&mut store)?;
        Ok(store)
    }

    /// Whether a file is an SQLite database, as a store is.
    #[must_use]
    pub fn is_at(path: &Path) -> bool {
        schema::is_sqlite(path)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long to wait for another program that writes.
    ///
    /// # Errors
    /// Only those of SQLite.
    pub fn wait(&self, time: Duration) -> Result<(), StoreError> {
        self.connection.busy_timeout(time).map_err(|error| self.error(error))
    }

    /// How often articles came or went.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes(&self) -> Result<u64, StoreError> {
        self.state("changes")
    }

    /// Whether articles came or went since the graph was drawn.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_stale(&self) -> Result<bool, StoreError> {
        Ok(self.state("drawn")? != self.changes()?)
    }

    /// Has the graph drawn anew from what the articles say, as after an update of khabar, with nothing kept of the last.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_stale(&mut self) -> Result<(), StoreError> {
        self.write(|transaction| {
            gists::forget_all(transaction)?;
            articles::changed(transaction)
        })
    }

    /// Tries whether one could write now.
    ///
    /// # Errors
    /// [`StoreError::Busy`] or [`StoreError::ReadOnly`] where one could not.
    pub fn may_write(&mut self) -> Result<(), StoreError> {
        self.write(|_| Ok(()))
    }

    /// What the store holds.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn info(&self) -> Result<Info, StoreError> {
        let count = |table: &str| {
            let query = format!("SELECT count(*) FROM {table}");
            self.connection.query_row(&query, [], |row| row.get(0)).map_err(|error| self.error(error))
        };
        let days = "SELECT min(published), max(published) FROM article";
        let (first_day, last_day) =
            self.connection.query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?))).map_err(|e| self.error(e))?;
        Ok(Info {
            schema: schema::VERSION,
            articles: count("article")?,
            first_day,
            last_day,
            nodes: count("node")?,
            edges: count("edge")?,
            evidence: count("proof")?,
            statements: count("statement")?,
            judgements: count("judgement")?,
            stale: self.is_stale()?,
            read_by: self.all("SELECT DISTINCT read_by FROM article ORDER BY read_by", |row| row.get(0))?,
            bytes: self.path.metadata().map_or(0, |file| file.len()),
        })
    }

    /// Gives the space of what was removed back to the disk, and orders what is left.
    ///
    /// # Errors
    /// When another program is reading or writing, or the disk has no room for a second copy of the file.
    pub fn compact(&mut self) -> Result<(), StoreError> {
        let orders = "INSERT INTO word (word) VALUES ('optimize'); INSERT INTO name (name) VALUES ('optimize');
                      VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);";
        self.connection.execute_batch(orders).map_err(|error| self.error(error))
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, StoreError> {
        let explain = |error| StoreError::of(path, error);
        let connection = Connection::open_with_flags(path, flags).map_err(explain)?;
        connection.busy_timeout(PATIENCE).map_err(explain)?;
        connection.set_prepared_statement_cache_capacity(64);
        let store = Self { connection, path: path.to_owned() };
        store.connection.execute_batch(PRAGMAS).map_err(explain)?;
        Ok(store)
    }

    /// A number of the table `state`.
    fn state(&self, name: &str) -> Result<u64, StoreError> {
        let query = "SELECT value FROM state WHERE name = ?1";
        self.connection.query_row(query, [name], |row| row.get(0)).map_err(|error| self.error(error))
    }

    /// All rows of a query without parameters.
    fn all<T>(
        &self,
        query: &str,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || self.connection.prepare_cached(query)?.query_map([], row)?.collect::<rusqlite::Result<_>>();
        rows().map_err(|error| self.error(error))
    }

    /// Does something within one transaction that writes: all of it, or nothing.
    fn write<T>(&mut self, act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let path = &self.path;
        let done = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = act(&transaction)?;
            transaction.commit()?;
            Ok(result)
        };
        done().map_err(|error| StoreError::of(path, error))
    }

    fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}
