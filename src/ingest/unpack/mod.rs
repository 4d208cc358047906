//! Packed and archived input → what lies within, layer by layer.
//!
//! Members are read as a stream and never written; their names are names and no paths. Law: however an input is packed,
//! what comes out of it is bounded by its own size ([`Meter`]) and by [`DEEPEST`].

#![cfg_attr(not(feature = "archives"), allow(dead_code, unused_imports, reason = "the bare library unpacks nothing"))]

#[cfg(feature = "archives")]
mod gzip;
mod meter;
#[cfg(feature = "archives")]
mod tar;
#[cfg(feature = "archives")]
mod zip;
#[cfg(feature = "archives")]
mod zstd;

use std::fs::File;
use std::io::BufRead;

use super::decode::Decoder;
use super::lookahead::Lookahead;
use super::sink::Sink;
use super::{Fields, Flow, Input, READERS, Reader};
pub use meter::{Counted, Meter, Metered};

/// Layers of packing in one input: `articles.jsonl.gz` in a `.zip` in a `.tar.gz` are four.
const DEEPEST: usize = 6;

/// Bytes that show the format of an input.
const ENOUGH: usize = 1 << 16;

/// The ways of packing, in the order that they are recognised.
static PACKINGS: &[&dyn Packing] = &[
    #[cfg(feature = "archives")]
    &gzip::Gzip,
    #[cfg(feature = "archives")]
    &zstd::Zstd,
    #[cfg(feature = "archives")]
    &zip::Zip,
    #[cfg(feature = "archives")]
    &tar::Tar,
];

/// One way of packing.
trait Packing: Sync {
    /// The endings of its files, each with what the name ends in once it is unpacked.
    fn endings(&self) -> &'static [(&'static str, &'static str)];

    /// Whether bytes that begin like this are packed so.
    fn recognises(&self, start: &[u8]) -> bool;

    /// Reads what lies within.
    fn read(&self, packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow;
}

/// An input, or what was unpacked of one.
pub struct Packed<'a> {
    pub bytes: Lookahead<'a>,
    /// The file itself, where it can be read in any order.
    pub file: Option<File>,
    /// The name that shows the format.
    pub name: &'a str,
    /// Whether the content shows the format where the name does not.
    pub sniffs: bool,
    /// Layers around this one.
    pub depth: usize,
    pub fields: &'a Fields,
    pub meter: &'a Meter<'a>,
}

impl Packed<'_> {
    /// Reads what this input is the packing of.
    #[cfg(feature = "archives")]
    fn inner(&self, bytes: Box<dyn BufRead + '_>, sink: &mut Sink<'_>) -> Flow {
        let name = without_packing(self.name);
        let sniffs = self.sniffs || !name.contains('.');
        let Self { depth, fields, meter, .. } = *self;
        read(
            Packed { bytes: Lookahead::new(bytes), file: None, name: &name, sniffs, depth: depth + 1, fields, meter },
            sink,
        )
    }
}

/// What the members of an archive share.
#[cfg(feature = "archives")]
struct Members<'a> {
    depth: usize,
    fields: &'a Fields,
    meter: &'a Meter<'a>,
}

#[cfg(feature = "archives")]
impl Members<'_> {
    /// Reads one member.
    fn read(&self, name: &str, bytes: Box<dyn BufRead + '_>, sink: &mut Sink<'_>) -> Flow {
        if is_ours_to_ignore(name) {
            return Flow::Continue(());
        }
        let (file, id) = (format!("{}/{name}", sink.file), format!("{}/{}", sink.id, stem(name)));
        let mut sink = sink.within(&file, &id);
        if !promises(name) {
            return sink.skipped(None, "a file of a format that is not read", &remedy());
        }
        let Self { depth, fields, meter } = *self;
        let bytes = Lookahead::new(bytes);
        read(Packed { bytes, file: None, name, sniffs: false, depth: depth + 1, fields, meter }, &mut sink)
    }

    /// Says that a member is no file.
    fn link(name: &str, sink: &mut Sink<'_>) -> Flow {
        let (file, id) = (format!("{}/{name}", sink.file), String::new());
        sink.within(&file, &id).skipped(None, "a link within an archive", "put the file itself there")
    }
}

/// Reads an input of any format, packed or not.
pub fn read(mut packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow {
    let start = match packed.bytes.peek(ENOUGH) {
        Ok(start) => start,
        Err(error) => return sink.stopped(None, &error),
    };
    let named = reader_of(packed.name);
    if named.is_none_or(Reader::is_text)
        && let Some(packing) = PACKINGS.iter().find(|packing| packing.recognises(start))
    {
        if packed.depth >= DEEPEST {
            return sink.failed(None, "packed more than six layers deep", "unpack it");
        }
        packing.read(packed, sink)?;
        return if sink.is_empty() {
            sink.failed(None, "an archive without articles", &remedy())
        } else {
            Flow::Continue(())
        };
    }
    let recognised =
        |text: bool, start: &[u8]| READERS.iter().copied().find(|r| r.is_text() == text && r.recognises(start));
    let raw = named.or_else(|| recognised(false, start)).filter(|reader| !reader.is_text());
    if raw.is_none() && named.is_none() && !packed.sniffs {
        return sink.skipped(None, "a file of a format that is not read", &remedy());
    }
    let fields = packed.fields;
    if let Some(reader) = raw {
        reader.read(Input { bytes: Box::new(packed.bytes), fields }, sink)?;
        return sink.finish();
    }
    let mut text = Lookahead::new(Box::new(Decoder::new(packed.bytes, None)));
    let reader = match text.peek(ENOUGH) {
        Ok(start) => named.or_else(|| recognised(true, start)),
        Err(error) => return sink.stopped(None, &error),
    };
    reader.unwrap_or(READERS[READERS.len() - 1]).read(Input { bytes: Box::new(text), fields }, sink)?;
    sink.finish()
}

/// Whether a name promises something that is read.
pub fn promises(name: &str) -> bool {
    without_packing(name) != name || reader_of(name).is_some()
}

/// The reader for the ending of a name.
fn reader_of(name: &str) -> Option<&'static dyn Reader> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    READERS.iter().copied().find(|reader| reader.extensions().contains(&extension.as_str()))
}

/// A name without the ending of its outer packing, as `articles.tar` for `articles.tgz`.
fn without_packing(name: &str) -> String {
    let lower = name.to_lowercase();
    let endings = PACKINGS.iter().flat_map(|packing| packing.endings());
    match endings.into_iter().find(|(ending, _)| lower.ends_with(ending)) {
        // Lower-casing keeps the length of ASCII endings.
        Some((ending, inner)) => name.get(..name.len() - ending.len()).unwrap_or_default().to_owned() + inner,
        None => name.to_owned(),
    }
}

/// A relative path without its extensions, with `/` between its parts.
pub fn stem(path: &str) -> String {
    let mut name = path.replace('\\', "/");
    loop {
        let inner = without_packing(&name);
        if inner == name {
            break;
        }
        name = inner;
    }
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    if let Some(dot) = name[file..].rfind('.').filter(|dot| *dot > 0) {
        name.truncate(file + dot);
    }
    name
}

/// Files that come with articles and are none: hidden ones, README, what macOS puts into archives.
pub fn is_ours_to_ignore(path: &str) -> bool {
    let hidden = path.split(['/', '\\']).any(|part| part.len() > 2 && part.starts_with('.') || part == "__MACOSX");
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    hidden || name.split('.').next().is_some_and(|name| name.eq_ignore_ascii_case("readme"))
}

/// What is read, in the words of a remedy.
pub fn remedy() -> String {
    let readers: Vec<_> = READERS.iter().flat_map(|reader| reader.extensions()).map(|e| format!(".{e}")).collect();
    let packings: Vec<_> = PACKINGS.iter().flat_map(|packing| packing.endings()).map(|(ending, _)| *ending).collect();
    format!("read are {}, also within {}", readers.join(", "), packings.join(", "))
}
