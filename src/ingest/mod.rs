//! How do articles come in? Files, folders and standard input → a stream of articles and diagnostics.
//!
//! A thread reads ahead while the caller works: it lists (`source`), unpacks (`unpack`), decodes (`decode`) and
//! hands every text to the reader of its format. Law: few articles are held at a time, every piece of the input ends as
//! read, duplicate, skipped or failed, and nothing is written or executed.

mod date;
mod decode;
#[cfg(feature = "documents")]
mod docx;
#[cfg(feature = "web")]
mod feed;
mod fields;
#[cfg(feature = "web")]
mod html;
mod json;
mod jsonl;
mod lookahead;
#[cfg(feature = "web")]
mod mail;
#[cfg(feature = "documents")]
mod markdown;
mod record;
mod sink;
mod source;
mod stream;
mod table;
mod txt;
mod unpack;
#[cfg(feature = "web")]
mod warc;
#[cfg(any(feature = "web", feature = "documents"))]
mod xml;

use std::io::{BufRead, Read};
use std::ops::ControlFlow;

pub use fields::{Fields, Unknown};
pub use sink::{Item, Sink};
pub use source::read_bytes;
pub use stream::{Articles, Counts, Progress, read, read_with};

/// The formats that articles are read from, in the order that they are recognised by content; the last takes anything.
pub static READERS: &[&dyn Reader] = &[
    #[cfg(feature = "documents")]
    &docx::Docx,
    #[cfg(feature = "web")]
    &warc::Warc,
    #[cfg(feature = "web")]
    &mail::Mail,
    #[cfg(feature = "web")]
    &feed::Feed,
    #[cfg(feature = "web")]
    &html::Html,
    &jsonl::Jsonl,
    &json::Json,
    &table::Table,
    #[cfg(feature = "documents")]
    &markdown::Markdown,
    &txt::Txt,
];

/// The longest article, in bytes: more than any newspaper prints, less than what would fill the memory.
pub const LONGEST_ARTICLE: u64 = 64 << 20;

/// Whether anybody still listens; `?` passes the end on.
pub type Flow = ControlFlow<()>;

/// One input format.
pub trait Reader: Sync {
    /// The name in messages.
    fn name(&self) -> &'static str;

    /// The endings of its files, without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a text that begins like this is of the format.
    fn recognises(&self, start: &[u8]) -> bool;

    /// Whether it reads UTF-8; a format with encodings of its own gets the bytes as they are.
    fn is_text(&self) -> bool {
        true
    }

    /// Hands the articles of one input, and what is to be said about it, to the sink.
    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow;
}

/// What a reader reads.
pub struct Input<'a> {
    /// The text in UTF-8, or the bytes where the reader asks for them.
    pub bytes: Box<dyn BufRead + 'a>,
    /// The names under which fields are known.
    pub fields: &'a Fields,
}

impl Input<'_> {
    /// All of the input, where it is one article; what is wrong with it goes to the sink.
    pub fn whole(self, sink: &mut Sink<'_>) -> ControlFlow<(), Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        if let Err(error) = self.bytes.take(LONGEST_ARTICLE + 1).read_to_end(&mut bytes) {
            sink.stopped(None, &error)?;
        } else if bytes.len() as u64 > LONGEST_ARTICLE {
            sink.failed(None, "an article of more than 64 MB", "split it")?;
        } else if bytes.trim_ascii().is_empty() {
            sink.failed(None, "an empty file", "remove it, or look why it is empty")?;
        } else {
            return ControlFlow::Continue(Some(bytes));
        }
        ControlFlow::Continue(None)
    }

    /// All of the input as text; bytes that are none are replaced, and a note says so.
    pub fn text(self, sink: &mut Sink<'_>) -> ControlFlow<(), Option<String>> {
        let Some(bytes) = self.whole(sink)? else { return ControlFlow::Continue(None) };
        if bytes.contains(&0) {
            sink.failed(None, "bytes that are no text", "look what kind of file it is")?;
            return ControlFlow::Continue(None);
        }
        let (text, damaged) = decode::repaired(bytes);
        if let Some(line) = damaged {
            sink.note(Some(line), decode::DAMAGED, decode::DAMAGED_REMEDY)?;
        }
        ControlFlow::Continue(Some(text))
    }
}
