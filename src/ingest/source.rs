//! Paths → inputs, opened one after the other: files, folders, patterns, the standard input.

use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

use super::lookahead::Lookahead;
use super::sink::{Item, Sink};
use super::unpack::{self, Counted, Meter, Packed};
use super::{Fields, Flow};
use crate::model::diagnostic::{Diagnostic, Severity};

/// Something to read, not opened yet.
pub enum Source {
    /// The standard input.
    Standard,
    /// A file.
    File {
        path: PathBuf,
        /// Its path below the named folder, without extensions.
        id: String,
        /// In bytes.
        length: u64,
        /// Whether the content may show the format.
        sniffs: bool,
    },
    /// What stood in the way of listing it.
    Bad(Diagnostic),
}

/// All files under some paths: the paths in the given order, folders and patterns in the order of names.
pub fn list(paths: &[PathBuf]) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.push(Source::Standard);
        } else if path.exists() {
            named(path, &mut sources);
        } else {
            let before = sources.len();
            for path in matching(path) {
                named(&path, &mut sources);
            }
            if sources.len() == before {
                sources.push(bad(path, Severity::Failed, "no such file", "check the path"));
            }
        }
    }
    sources
}

/// Adds a file or folder that was named.
fn named(path: &Path, sources: &mut Vec<Source>) {
    if path.is_dir() {
        let before = sources.len();
        walk(path, path, sources);
        if sources.len() == before {
            sources.push(bad(path, Severity::Failed, "a folder without articles", &unpack::remedy()));
        }
    } else {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let length = path.metadata().map_or(0, |metadata| metadata.len());
        sources.push(Source::File { path: path.to_path_buf(), id: unpack::stem(&name), length, sniffs: true });
    }
}

/// The paths that a pattern matches, for shells that pass patterns on.
#[cfg(feature = "program")]
fn matching(pattern: &Path) -> Vec<PathBuf> {
    let pattern = pattern.to_str().unwrap_or_default();
    glob::glob(pattern).map(|paths| paths.filter_map(Result::ok).collect()).unwrap_or_default()
}

/// The bare library knows no patterns.
#[cfg(not(feature = "program"))]
fn matching(_pattern: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// Adds the files of a folder; links to folders could go in circles.
fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => return sources.push(bad(folder, Severity::Failed, &error.to_string(), "")),
    };
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if unpack::is_ours_to_ignore(&name) {
            continue;
        }
        let skipped = |message: &str, remedy: &str| bad(&path, Severity::Skipped, message, remedy);
        match fs::metadata(&path) {
            Err(error) => sources.push(bad(&path, Severity::Failed, &reason(&error).0, reason(&error).1)),
            Ok(metadata) if metadata.is_dir() && path.is_symlink() => {
                sources.push(skipped("a link to a folder", "name the folder itself"));
            }
            Ok(metadata) if metadata.is_dir() => walk(root, &path, sources),
            Ok(metadata) if !metadata.is_file() => sources.push(skipped("no file but a pipe or device", "name it")),
            Ok(_) if !unpack::promises(&name) => {
                sources.push(skipped("a file of a format that is not read", &unpack::remedy()));
            }
            Ok(metadata) => {
                let id = unpack::stem(&path.strip_prefix(root).unwrap_or(&path).to_string_lossy());
                sources.push(Source::File { length: metadata.len(), id, sniffs: false, path });
            }
        }
    }
}

/// Reads one input to its end; `all` is the account of bytes read.
pub fn read(source: Source, fields: &Fields, all: &AtomicU64, out: &mut dyn FnMut(Item) -> Flow) -> Flow {
    let (path, id, length, sniffs) = match source {
        Source::Bad(diagnostic) => return out(Err(diagnostic)),
        Source::Standard => {
            let meter = Meter::new(None, all);
            let input = BufReader::with_capacity(1 << 16, Counted::new(std::io::stdin(), &meter));
            let bytes = Lookahead::new(Box::new(input));
            let packed = Packed { bytes, file: None, name: "", sniffs: true, depth: 0, fields, meter: &meter };
            return unpack::read(packed, &mut Sink::new("-", "stdin", out));
        }
        Source::File { path, id, length, sniffs } => (path, id, length, sniffs),
    };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) => {
            let (message, remedy) = reason(&error);
            return out(Err(diagnostic(&path, Severity::Failed, &message, remedy)));
        }
    };
    let (label, name) = (path.display().to_string(), path.file_name().unwrap_or_default().to_string_lossy());
    // What has a length can be read in any order.
    let again = (length > 0).then(|| File::open(&path).ok()).flatten();
    let meter = Meter::new((length > 0).then_some(length), all);
    let input = BufReader::with_capacity(1 << 16, Counted::new(file, &meter));
    let bytes = Lookahead::new(Box::new(input));
    let packed = Packed { bytes, file: again, name: &name, sniffs, depth: 0, fields, meter: &meter };
    unpack::read(packed, &mut Sink::new(&label, &id, out))
}

/// Reads bytes that are in memory as if they were a file of this name; a name without an ending leaves the format to
/// the content.
#[must_use]
pub fn read_bytes(name: &str, bytes: &[u8], fields: &Fields) -> Vec<Item> {
    let (mut items, all) = (Vec::new(), AtomicU64::new(0));
    let mut out = |item| {
        items.push(item);
        Flow::Continue(())
    };
    let meter = Meter::new(None, &all);
    let input = BufReader::new(Counted::new(bytes, &meter));
    let (bytes, id) = (Lookahead::new(Box::new(input)), unpack::stem(name));
    let packed = Packed { bytes, file: None, name, sniffs: !name.contains('.'), depth: 0, fields, meter: &meter };
    _ = unpack::read(packed, &mut Sink::new(name, &id, &mut out));
    items
}

/// Why a file cannot be opened, and what to do.
fn reason(error: &std::io::Error) -> (String, &'static str) {
    match error.kind() {
        ErrorKind::NotFound => ("no such file".to_owned(), "check the path"),
        ErrorKind::PermissionDenied => ("permission denied".to_owned(), "check the file's rights"),
        _ => (error.to_string(), ""),
    }
}

fn diagnostic(path: &Path, severity: Severity, message: &str, remedy: &str) -> Diagnostic {
    let (message, remedy) = (message.to_owned(), remedy.to_owned());
    Diagnostic { severity, file: path.display().to_string(), line: None, message, remedy }
}

fn bad(path: &Path, severity: Severity, message: &str, remedy: &str) -> Source {
    Source::Bad(diagnostic(path, severity, message, remedy))
}
