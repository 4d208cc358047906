//! The schema, and how a file is known, made and brought up to date.
//!
//! Law: a file that is not ours, or newer than we are, is not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, Transaction};

use super::search::{index_article, index_names};
use super::{Store, StoreError};

/// The version of the schema that is written.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

/// What leads from an empty file to version 1, from there to 2, and so on: a new file goes the way of all others.
const MIGRATIONS: &[fn(&Transaction<'_>) -> rusqlite::Result<()>] =
    &[to_version_1, to_version_2, to_version_3, to_version_4, to_version_5, to_version_6];

fn to_version_1(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/1.sql"))
}

fn to_version_2(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/2.sql"))?;
    let mut query = transaction.prepare("SELECT a, title, body FROM article")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        index_article(transaction, row.get(0)?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?)?;
    }
    let mut query = transaction.prepare(
        "SELECT n, label, label_ar, label_en, value FROM node, json_each(aliases)
                                         UNION SELECT n, label, label_ar, label_en, '' FROM node ORDER BY n",
    )?;
    let mut rows = query.query([])?;
    let mut names: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let of_node = names.entry(row.get(0)?).or_default();
        for column in 1..5 {
            of_node.extend(row.get::<_, Option<String>>(column)?);
        }
    }
    names.iter().try_for_each(|(&n, names)| index_names(transaction, n, names.iter().map(String::as_str)))
}

fn to_version_3(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/3.sql"))
}

fn to_version_4(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/4.sql"))
}

fn to_version_5(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/5.sql"))
}

fn to_version_6(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(include_str!("schema/6.sql"))
}

/// `khbr`, where SQLite keeps the kind of a file.
const APPLICATION: u32 = 0x6b68_6272;

/// The first bytes of every SQLite file.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Whether a file is an SQLite database.
pub fn is_sqlite(path: &Path) -> bool {
    let mut start = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == MAGIC
}

/// Refuses what is not ours before SQLite opens it.
pub fn recognise(path: &Path) -> Result<(), StoreError> {
    if is_sqlite(path) { Ok(()) } else { Err(StoreError::Foreign(path.to_owned())) }
}

/// Makes the tables in an empty file.
pub fn create(store: &mut Store) -> Result<(), StoreError> {
    // Readers and a writer do not wait for each other, and a killed writer leaves nothing to be undone.
    let mode = "PRAGMA journal_mode = WAL";
    store.connection.query_row(mode, [], |_| Ok(())).map_err(|error| store.error(error))?;
    migrate(store)
}

/// Brings an older schema up to date, in one transaction; a database without tables too, which is a store whose program
/// was killed while it made it.
pub fn migrate(store: &mut Store) -> Result<(), StoreError> {
    let stands = |connection: &Connection| {
        let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok::<_, rusqlite::Error>((number(connection, "application_id")?, number(connection, "user_version")?, tables))
    };
    match stands(&store.connection).map_err(|error| store.error(error))? {
        (APPLICATION, VERSION, _) => Ok(()),
        (APPLICATION, ..VERSION, _) | (0, 0, 0) => store.write(advance),
        (APPLICATION, version, _) => Err(StoreError::Newer { path: store.path.clone(), version, known: VERSION }),
        _ => Err(StoreError::Foreign(store.path.clone())),
    }
}

fn advance(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let version = number(transaction, "user_version")?;
    MIGRATIONS.iter().skip(version as usize).try_for_each(|migration| migration(transaction))?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}
