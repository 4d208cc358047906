//! ZIP archives with stored and deflated members: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.
//!
//! The list of members stands at the end, so an archive that is no file of its own is held in memory.

use std::io::{BufReader, Cursor, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::sink::Sink;
use super::super::{Flow, LONGEST_ARTICLE};
use super::{Counted, Members, Metered, Packed, Packing};

/// Reads `.zip`.
pub struct Zip;

impl Packing for Zip {
    fn endings(&self) -> &'static [(&'static str, &'static str)] {
        &[(".zip", "")]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
    }

    fn read(&self, packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow {
        let members = Members { depth: packed.depth, fields: packed.fields, meter: packed.meter };
        if let Some(file) = packed.file {
            return archive(BufReader::new(Counted::new(file, packed.meter)), &members, sink);
        }
        let mut bytes = Vec::new();
        match packed.bytes.take(LONGEST_ARTICLE + 1).read_to_end(&mut bytes) {
            Err(error) => sink.stopped(None, &error),
            Ok(_) if bytes.len() as u64 > LONGEST_ARTICLE => {
                sink.failed(None, "a zip archive of more than 64 MB within another input", "name the file itself")
            }
            Ok(_) => archive(Cursor::new(bytes), &members, sink),
        }
    }
}

/// Reads the members of an archive in the order of its list.
fn archive(input: impl Read + Seek, members: &Members<'_>, sink: &mut Sink<'_>) -> Flow {
    let mut archive = match ZipArchive::new(input) {
        Ok(archive) => archive,
        Err(error) => return sink.failed(None, &format!("a broken zip archive: {error}"), "look for a whole copy"),
    };
    match archive.has_overlapping_files() {
        Ok(false) => {}
        Ok(true) => return sink.failed(None, "a zip archive whose members share bytes", "look where it comes from"),
        Err(error) => return sink.failed(None, &format!("a broken zip archive: {error}"), "look for a whole copy"),
    }
    for number in 0..archive.len() {
        let member = match archive.by_index(number) {
            Ok(member) => member,
            Err(error) => {
                let remedy = if matches!(error, ZipError::UnsupportedArchive(_)) { "unpack it" } else { "" };
                sink.skipped(None, &format!("member {} of a zip archive: {error}", number + 1), remedy)?;
                continue;
            }
        };
        let name = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        if member.is_symlink() {
            Members::link(&name, sink)?;
        } else if !member.is_dir() {
            members.read(&name, Metered::buffered(member, members.meter), sink)?;
        }
    }
    Flow::Continue(())
}
