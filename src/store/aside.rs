//! What articles say, set aside while a graph is made of them: in a file without a name, encoded as in a store.
//!
//! Law: what is taken back is what was put, in the same order; whatever happens, no file is left behind.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::model::extraction::Extraction;

/// Extractions that are taken back at once.
const CHUNK: usize = 256;

/// Bytes of them; long ones make short chunks.
const CHUNK_BYTES: usize = 4 << 20;

/// What some articles say.
#[derive(Debug)]
pub struct Aside {
    file: BufWriter<File>,
}

impl Aside {
    /// Nothing yet, in a file within this folder.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 16, tempfile::tempfile_in(folder)?) })
    }

    /// Sets aside what the next article says.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&mut self, extraction: &Extraction) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, extraction)?;
        self.file.write_all(b"\n")
    }

    /// Takes all back, some at a time.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn take(self, mut each: impl FnMut(&[Extraction])) -> io::Result<()> {
        let mut file = self.file.into_inner()?;
        file.rewind()?;
        let mut rows = BufReader::with_capacity(1 << 16, file).split(b'\n').fuse();
        loop {
            let (mut chunk, mut bytes) = (Vec::new(), 0);
            while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
                let Some(row) = rows.next() else { break };
                chunk.push(row?);
                bytes += chunk.last().map_or(0, Vec::len);
            }
            if chunk.is_empty() {
                return Ok(());
            }
            let read: serde_json::Result<Vec<Extraction>> =
                chunk.into_par_iter().map(|row| serde_json::from_slice(&row)).collect();
            each(&read?);
        }
    }
}
