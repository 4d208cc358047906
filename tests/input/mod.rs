//! Articles as people have them: formats, encodings, packings, copies, and what is broken or hostile.

mod formats;
mod hostile;

use std::fs;
use std::path::{Path, PathBuf};

use khabar::ingest::{self, Counts, Fields};
use khabar::model::article::Article;
use khabar::model::diagnostic::Diagnostic;

/// What a reading gave.
struct Reading {
    articles: Vec<Article>,
    diagnostics: Vec<Diagnostic>,
    counts: Counts,
}

/// Reads paths to their end; the counts are those of what came out.
fn read(paths: &[&Path], maps: &[&str]) -> Reading {
    let mut fields = Fields::default();
    for map in maps {
        fields.map(map).expect("a mapping");
    }
    let mut stream = ingest::read_with(paths, fields);
    let (mut articles, mut diagnostics) = (Vec::new(), Vec::new());
    for item in stream.by_ref() {
        match item {
            Ok(article) => articles.push(article),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let counts = stream.counts();
    assert_eq!(articles.len(), counts.read);
    assert_eq!(articles.len() + diagnostics.len(), counts.inputs() + counts.notes);
    Reading { articles, diagnostics, counts }
}

/// A new folder.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("input").join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A file in a folder, read.
fn read_file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Reading {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    read(&[&path], &[])
}

/// The one article of a file that has no problem.
fn read_one(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Article {
    let reading = read_file(folder, name, bytes);
    assert!(reading.diagnostics.is_empty(), "{name}: {:?}", reading.diagnostics);
    assert_eq!(reading.articles.len(), 1, "{name}");
    reading.articles.into_iter().next().expect("an article")
}

/// Bytes packed by gzip.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("packed")
}

/// Members in a zip archive.
fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        archive.write_all(bytes).expect("a member");
    }
    archive.finish().expect("an archive").into_inner()
}

/// Members in a tar archive.
fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Names as the hostile write them: the library would refuse some.
        if name.len() < 100 {
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            archive.append(&header, *bytes).expect("a member");
        } else {
            archive.append_data(&mut header, name, *bytes).expect("a member");
        }
    }
    archive.into_inner().expect("an archive")
}
