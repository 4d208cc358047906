//! Why a store cannot be opened, read or written, each with what to do about it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("no store at {} (make one with 'khabar build INPUT --store FILE')", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{} is not a khabar store; it was left as it is", .0.display())]
    Foreign(PathBuf),
    /// The file is of a later schema.
    #[error("{} was written by a newer khabar (schema {version}, this one knows {known}); update khabar to read it", path.display())]
    Newer {
        /// Which.
        path: PathBuf,
        /// Its schema.
        version: u32,
        /// The latest schema known.
        known: u32,
    },
    /// Another program writes to the file.
    #[error("another program is writing to {}; try again when it has finished", .0.display())]
    Busy(PathBuf),
    /// There is no room left.
    #[error("{} could not be written: the disk is full; nothing that was added before is lost, make room and go on", .0.display())]
    Full(PathBuf),
    /// The system refused a write: a quota, a limit, a broken disk.
    #[error("{} could not be written: {source}; nothing that was added before is lost, make room and go on", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file, or its folder, is read-only.
    #[error("{} cannot be written", .0.display())]
    ReadOnly(PathBuf),
    /// The file is damaged.
    #[error("{} is damaged: {source} ('khabar check' says more)", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// What was kept of the last drawing cannot be read.
    #[error("what {} keeps of its last graph cannot be read ('khabar compact' draws it anew)", .0.display())]
    Kept(PathBuf),
    /// What an article says cannot be read as the JSON that khabar writes.
    #[error("{}: the extraction of article '{article}' cannot be read: {source}", path.display())]
    Extraction {
        /// Which file.
        path: PathBuf,
        /// Id of the article.
        article: String,
        /// Why.
        source: serde_json::Error,
    },
    /// What was asked in SQL would change something.
    #[error("{} can only be asked in SQL, not changed ('khabar add' and 'khabar remove' do that)", .0.display())]
    NotAQuestion(PathBuf),
    /// Anything else that SQLite reports.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// Which.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What an error of SQLite means to the user.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure) if is_write(&source) => Self::Write { path, source },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, source },
            _ => Self::Sqlite { path, source },
        }
    }
}

/// Whether an error of input or output was one of output.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    let code = error.sqlite_error().map(|error| error.extended_code);
    [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_TRUNCATE, ffi::SQLITE_IOERR_SHMSIZE]
        .into_iter()
        .any(|written| code == Some(written))
}
