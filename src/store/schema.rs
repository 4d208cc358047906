//! The schema, and how a file is known, made and brought up to date.
//!
//! Law: a file that is not ours, or newer than we are, is not touched.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Store, StoreError};

/// The version of the schema that is written.
pub const VERSION: u32 = 1;

/// The present schema.
const SCHEMA: &str = include_str!("schema.sql");

/// What brings a file of version 1, 2, … to the next one.
const MIGRATIONS: &[&str] = &[];

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
    store.write(|transaction| {
        // Another program may have been quicker.
        if number(transaction, "application_id")? == 0 {
            transaction.execute_batch(SCHEMA)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        Ok(())
    })?;
    migrate(store)
}

/// Brings an older schema up to date, in one transaction.
pub fn migrate(store: &mut Store) -> Result<(), StoreError> {
    let stands = |connection: &rusqlite::Connection| {
        Ok::<_, rusqlite::Error>((number(connection, "application_id")?, number(connection, "user_version")?))
    };
    let (application, version) = stands(&store.connection).map_err(|error| store.error(error))?;
    if application != APPLICATION {
        return Err(StoreError::Foreign(store.path.clone()));
    }
    if version > VERSION {
        return Err(StoreError::Newer { path: store.path.clone(), version, known: VERSION });
    }
    if version == VERSION {
        return Ok(());
    }
    store.write(|transaction| {
        let version = number(transaction, "user_version")?;
        for migration in MIGRATIONS.iter().skip(version.saturating_sub(1) as usize) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "user_version", VERSION)
    })
}

fn number(connection: &rusqlite::Connection, pragma: &str) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}
