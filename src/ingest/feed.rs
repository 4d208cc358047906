//! RSS 0.9 to 2.0 and Atom feeds: <https://www.rssboard.org/rss-specification>, <https://www.rfc-editor.org/rfc/rfc4287>.
//!
//! Read as a stream of events, one entry at a time; entities that a document declares are not expanded.

use std::io::BufRead;

use quick_xml::Reader as Xml;
use quick_xml::events::{BytesStart, Event};

use super::fields::Field;
use super::html;
use super::record::Record;
use super::sink::Sink;
use super::xml::reference;
use super::{Flow, Input, LONGEST_ARTICLE, Reader};

/// Reads `.rss`, `.atom` and feeds in `.xml`.
pub struct Feed;

impl Reader for Feed {
    fn name(&self) -> &'static str {
        "RSS or Atom"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "xml"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        let start = String::from_utf8_lossy(&start[..start.len().min(4096)]).to_lowercase();
        start.trim_start().starts_with('<') && ["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| start.contains(tag))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let lines = LineCounter { bytes: input.bytes, line: 1, left: LONGEST_ARTICLE };
        let mut xml = Xml::from_reader(lines);
        xml.config_mut().check_end_names = false;
        xml.config_mut().allow_unmatched_ends = true;
        xml.config_mut().allow_dangling_amp = true;
        let mut state = State::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            xml.get_mut().left = LONGEST_ARTICLE;
            let event = match xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => {
                    let line = xml.get_ref().line;
                    return sink.failed(Some(line), &format!("broken XML: {error}"), "look for a whole copy of it");
                }
            };
            match event {
                Event::Start(start) => state.open(&start),
                Event::Empty(start) => {
                    state.open(&start);
                    _ = state.close();
                }
                Event::End(_) => {
                    let line = state.line;
                    if let Some(record) = state.close() {
                        record.finish(line, sink)?;
                    }
                }
                Event::Text(text) => state.add(&text),
                Event::CData(text) => state.add(&text),
                Event::GeneralRef(name) => state.add(&reference(&name)),
                Event::Eof => break,
                _ => {}
            }
            if state.entry.is_none() {
                state.line = xml.get_ref().line;
            }
            if state.value.len() as u64 > LONGEST_ARTICLE || state.path.len() > DEEPEST {
                return sink.failed(Some(state.line), "an entry longer or deeper than any article", "look what it is");
            }
        }
        if !state.known {
            return sink.failed(None, "XML that is no RSS or Atom feed", "convert it to JSON or CSV");
        }
        Flow::Continue(())
    }
}

/// Elements within elements at most.
const DEEPEST: usize = 256;

/// Where in a feed the reader is.
#[derive(Default)]
struct State {
    /// The elements around.
    path: Vec<String>,
    /// What is known of the entry.
    entry: Option<Record>,
    /// How deep the entry lies.
    depth: usize,
    /// The text of the element so far.
    value: String,
    /// The name of the feed, which is that of the outlet.
    outlet: String,
    known: bool,
    line: usize,
}

impl State {
    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.name().as_ref().to_lowercase();
        let inner = self.entry.is_some() && self.path.len() > self.depth;
        self.known |= matches!(name.as_str(), "rss" | "feed" | "rdf:rdf" | "channel");
        if matches!(name.as_str(), "item" | "entry") && self.entry.is_none() {
            (self.entry, self.depth) = (Some(Record::default()), self.path.len() + 1);
        } else if name == "link" && !inner {
            let attribute = |key: &str| {
                let value = start.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == key)?;
                Some(value.value.into_owned())
            };
            let plain = attribute("rel").is_none_or(|rel| rel == "alternate");
            if let (Some(entry), Some(address)) = (&mut self.entry, attribute("href").filter(|_| plain)) {
                entry.offer((Field::Url, 0), address.replace("&amp;", "&"));
            }
        }
        if self.is_markup() {
            self.value.extend(["<", name.as_str(), ">"]);
        } else if !inner {
            self.value.clear();
        }
        self.path.push(name);
    }

    /// Whether the reader stands within a text whose markup is not escaped, as XHTML in Atom.
    fn is_markup(&self) -> bool {
        let outer = self.path.get(self.depth).filter(|_| self.entry.is_some());
        outer.and_then(|name| place(name)).is_some_and(|(field, _)| matches!(field, Field::Text | Field::Title))
    }

    fn add(&mut self, text: &str) {
        self.value.push_str(text);
    }

    /// Ends an element; gives the entry that ends with it.
    fn close(&mut self) -> Option<Record> {
        let name = self.path.pop()?;
        let depth = self.path.len();
        if self.is_markup() {
            self.value.extend(["</", name.as_str(), ">"]);
        }
        if self.entry.is_none() {
            if name == "title" && self.outlet.is_empty() && depth <= 3 {
                self.outlet = self.value.trim().to_owned();
            }
            return None;
        }
        if depth + 1 == self.depth {
            let mut entry = self.entry.take()?;
            entry.offer((Field::Publisher, 50), self.outlet.clone());
            return Some(entry);
        }
        if depth == self.depth || name == "name" && self.path.last().is_some_and(|outer| outer == "author") {
            let value = std::mem::take(&mut self.value);
            if let (Some(place), Some(entry)) = (place(&name), &mut self.entry) {
                let markup = matches!(place.0, Field::Text | Field::Title) && value.contains(['<', '&']);
                entry.offer(place, if markup { html::plain(&value) } else { value.trim().to_owned() });
            }
        }
        None
    }
}

/// What an element of an entry holds, and how telling it is.
fn place(name: &str) -> Option<(Field, usize)> {
    Some(match name {
        "guid" | "id" => (Field::Id, 0),
        "title" => (Field::Title, 0),
        "link" => (Field::Url, 1),
        "pubdate" | "published" => (Field::Published, 0),
        "dc:date" | "issued" => (Field::Published, 1),
        "updated" => (Field::Published, 2),
        "dc:creator" | "author" | "name" => (Field::Author, 0),
        "source" | "dc:publisher" => (Field::Publisher, 0),
        "content:encoded" | "content" => (Field::Text, 0),
        "description" | "summary" => (Field::Text, 1),
        "dc:language" => (Field::Language, 0),
        _ => return None,
    })
}

/// An input that knows its line, and ends an event that has no end.
struct LineCounter<'a> {
    bytes: Box<dyn BufRead + 'a>,
    line: usize,
    left: u64,
}

impl std::io::Read for LineCounter<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for LineCounter<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 {
            return Err(std::io::Error::other("a text of more than 64 MB"));
        }
        self.bytes.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        let bytes = self.bytes.fill_buf().unwrap_or_default();
        let used = bytes[..length.min(bytes.len())].split(|byte| *byte == b'\n').count() - 1;
        self.line += used;
        self.left = self.left.saturating_sub(length as u64);
        self.bytes.consume(length);
    }
}
