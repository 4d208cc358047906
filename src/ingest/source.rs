//! Paths → open inputs with the reader that fits them: by extension, by content where there is none.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::{Origin, READERS, Reader};
use crate::model::diagnostic::{Diagnostic, Severity};

/// The first bytes of a file in the zstd format (RFC 8878).
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Something to read, not opened yet.
pub enum Input {
    /// The standard input.
    Standard,
    /// A file, and where its path below a named folder begins.
    File { path: PathBuf, id: String },
    /// What stood in the way of listing it.
    Bad(Diagnostic),
}

/// An input with its reader.
pub struct Opened {
    pub reader: &'static dyn Reader,
    pub input: Box<dyn BufRead + Send>,
    pub origin: Origin,
}

/// All files under some paths: the paths in the given order, folders in the order of names.
pub fn list(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if path.is_dir() {
            let before = inputs.len();
            walk(path, path, &mut inputs);
            if inputs.len() == before {
                inputs.push(failed(path, "a folder without articles", &format!("put {} files in it", endings())));
            }
        } else {
            let name = path.file_name().unwrap_or(path.as_os_str());
            inputs.push(Input::File { path: path.clone(), id: stem(Path::new(name)) });
        }
    }
    inputs
}

/// Adds the files of a folder; hidden ones and README are none of ours, and links to folders could go in circles.
fn walk(root: &Path, folder: &Path, inputs: &mut Vec<Input>) {
    let entries = match folder.read_dir() {
        Ok(entries) => entries,
        Err(error) => return inputs.push(failed(folder, &error.to_string(), "")),
    };
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.split('.').next().is_some_and(|n| n.eq_ignore_ascii_case("readme")) {
            continue;
        }
        if path.is_dir() {
            if !path.is_symlink() {
                walk(root, &path, inputs);
            }
        } else if let (None, _) = reader_of(&path) {
            let message = "a file of a format that is not read";
            inputs.push(Input::Bad(diagnostic(&path, Severity::Skipped, message, &remedy())));
        } else {
            let id = stem(path.strip_prefix(root).unwrap_or(&path));
            inputs.push(Input::File { path, id });
        }
    }
}

/// Opens an input.
pub fn open(input: Input) -> Result<Opened, Diagnostic> {
    let (path, id) = match input {
        Input::Bad(diagnostic) => return Err(diagnostic),
        Input::Standard => {
            let origin = Origin { file: "-".to_owned(), id: "stdin".to_owned() };
            return sniffed(Box::new(BufReader::new(std::io::stdin())), origin);
        }
        Input::File { path, id } => (path, id),
    };
    let file = File::open(&path).map_err(|error| {
        let (message, remedy) = match error.kind() {
            std::io::ErrorKind::NotFound => ("no such file".to_owned(), "check the path"),
            std::io::ErrorKind::PermissionDenied => ("permission denied".to_owned(), "check the file's rights"),
            _ => (error.to_string(), ""),
        };
        diagnostic(&path, Severity::Failed, &message, remedy)
    })?;
    let origin = Origin { file: path.display().to_string(), id };
    let input: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(1 << 16, file));
    match reader_of(&path) {
        (Some(reader), true) => Ok(Opened { reader, input: unpack(input, &origin)?, origin }),
        (Some(reader), false) => Ok(Opened { reader, input, origin }),
        (None, _) if path.extension().is_none() => sniffed(input, origin),
        (None, _) => Err(origin.diagnostic(Severity::Failed, None, "a file of a format that is not read", &remedy())),
    }
}

/// The reader for a path's extension, and whether the file is packed.
fn reader_of(path: &Path) -> (Option<&'static dyn Reader>, bool) {
    let lower = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let (name, packed) = lower.strip_suffix(".zst").map_or((lower.as_str(), false), |name| (name, true));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    (READERS.iter().copied().find(|reader| reader.extensions().contains(&extension)), packed)
}

/// Takes the reader that recognises the first bytes.
fn sniffed(mut input: Box<dyn BufRead + Send>, origin: Origin) -> Result<Opened, Diagnostic> {
    let mut input = loop {
        // A pipe may give its first bytes in pieces: 64 KiB, or all that there is, show the format.
        let mut start = Vec::new();
        (&mut input)
            .take(1 << 16)
            .read_to_end(&mut start)
            .map_err(|error| origin.diagnostic(Severity::Failed, None, &format!("reading stopped: {error}"), ""))?;
        let packed = start.starts_with(ZSTD);
        let whole: Box<dyn BufRead + Send> = Box::new(BufReader::new(Cursor::new(start.clone()).chain(input)));
        if !packed {
            let text = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&start);
            let reader = READERS.iter().copied().find(|reader| reader.recognises(text)).unwrap_or(READERS[0]);
            break Opened { reader, input: whole, origin };
        }
        input = unpack(whole, &origin)?;
    };
    if input.input.fill_buf().is_ok_and(<[u8]>::is_empty) {
        return Err(input.origin.diagnostic(Severity::Failed, None, "an empty input", "look why it is empty"));
    }
    Ok(input)
}

/// Unpacks the zstd format.
#[cfg(feature = "program")]
fn unpack(input: Box<dyn BufRead + Send>, origin: &Origin) -> Result<Box<dyn BufRead + Send>, Diagnostic> {
    match zstd::Decoder::with_buffer(input) {
        Ok(decoder) => Ok(Box::new(BufReader::with_capacity(1 << 16, decoder))),
        Err(error) => Err(origin.diagnostic(Severity::Failed, None, &error.to_string(), "")),
    }
}

/// The bare library has no decoder.
#[cfg(not(feature = "program"))]
fn unpack(_input: Box<dyn BufRead + Send>, origin: &Origin) -> Result<Box<dyn BufRead + Send>, Diagnostic> {
    let message = "a packed file, which this build cannot unpack";
    Err(origin.diagnostic(Severity::Failed, None, message, "build with the feature 'program', or unpack it"))
}

/// A relative path without its extensions, with `/` between its parts.
fn stem(path: &Path) -> String {
    let mut path = path.to_path_buf();
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zst")) {
        path.set_extension("");
    }
    path.set_extension("");
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// `.txt, .json, …`
fn endings() -> String {
    let endings: Vec<_> = READERS.iter().flat_map(|reader| reader.extensions()).map(|e| format!(".{e}")).collect();
    endings.join(", ")
}

fn remedy() -> String {
    format!("read are {}, and each of them packed as .zst", endings())
}

fn diagnostic(path: &Path, severity: Severity, message: &str, remedy: &str) -> Diagnostic {
    let origin = Origin { file: path.display().to_string(), id: String::new() };
    origin.diagnostic(severity, None, message, remedy)
}

fn failed(path: &Path, message: &str, remedy: &str) -> Input {
    Input::Bad(diagnostic(path, Severity::Failed, message, remedy))
}
