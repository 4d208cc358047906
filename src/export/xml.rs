//! XML of clean cells, streamed through one buffer; cells are made in it and escaped in place. What is written is
//! read back by tests and consumers.
//!
//! Law: no character that XML 1.0 forbids, and text with `&` or `<` in a CDATA section, as Gephi loses the
//! spaces around entities.

use std::io::{self, Write};

use crate::graph::value::Value;

use super::piece::{Piece, short_to};

/// A document being written.
pub(super) struct Xml<'o> {
    out: &'o mut dyn Write,
    buffer: Vec<u8>,
    depth: usize,
    /// The depth from which on all stands on one line.
    row: usize,
}

/// Where a cell goes, with what stands around it: made once, written a million times.
pub(super) struct Slot {
    before: Piece<64>,
    after: Piece<8>,
    safe: fn(usize, &mut Vec<u8>),
}

/// A start tag being made.
pub(super) struct Tag<'x, 'o> {
    xml: &'x mut Xml<'o>,
    name: &'x str,
}

/// The buffer is emptied when it is longer: it stays in the processor's nearest memory.
const FULL: usize = 1 << 14;
/// As deep as our elements nest.
const INDENT: &str = "\n          ";

impl<'o> Xml<'o> {
    /// Begins a document.
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        let mut buffer = Vec::with_capacity(FULL * 2);
        buffer.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self { out, buffer, depth: 0, row: usize::MAX }
    }

    /// Begins a start tag.
    pub(super) fn tag<'x>(&'x mut self, name: &'x str) -> Tag<'x, 'o> {
        self.line();
        self.push("<");
        self.push(name);
        Tag { xml: self, name }
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.line();
        self.push("</");
        self.push(name);
        self.push(">");
        if self.depth == self.row {
            self.row = usize::MAX;
        }
        self.pass_on()
    }

    /// Hands on what is in the buffer, when it is full.
    pub(super) fn pass_on(&mut self) -> io::Result<()> {
        if self.buffer.len() > FULL { self.empty_buffer() } else { Ok(()) }
    }

    /// The place of a column's cells as `<attvalue for="…" value="…"/>`.
    pub(super) fn attvalue(column: &str) -> Slot {
        Slot::new(&format!("<attvalue for=\"{column}\" value=\""), "\"/>", escape_from)
    }

    /// The place of a column's cells as `<data key="…">…</data>`.
    pub(super) fn data(key: &str) -> Slot {
        Slot::new(&format!("<data key=\"{key}\">"), "</data>", section_from)
    }

    /// The places of the attributes of a start tag on a line of its own, all of which are to be written.
    pub(super) fn attributes<const N: usize>(&self, tag: &str, names: [&str; N]) -> [Slot; N] {
        let mut begin = format!("{}<{tag}", indent(self.depth));
        let mut left = N;
        names.map(|name| {
            left -= 1;
            // The quotation mark that ends an attribute stands in what is before the next.
            let before = format!("{} {name}=\"", std::mem::replace(&mut begin, "\"".into()));
            Slot::new(&before, if left == 0 { "\">" } else { "" }, escape_from)
        })
    }

    /// Writes what was made before.
    pub(super) fn push(&mut self, made: &str) {
        self.buffer.extend_from_slice(made.as_bytes());
    }

    /// Writes a number or a day, within what was made before.
    pub(super) fn value(&mut self, value: &Value<'_>) {
        value.write_to(&mut self.buffer);
    }

    /// Writes an id or a kind in its place; in it nothing is to be escaped.
    pub(super) fn token(&mut self, slot: &Slot, token: &str) {
        slot.before.write_to(&mut self.buffer);
        short_to(token, &mut self.buffer);
        slot.after.write_to(&mut self.buffer);
    }

    /// Writes a cell in its place, or nothing where it is empty.
    pub(super) fn cell(&mut self, slot: &Slot, value: &Value<'_>) {
        let nothing = match value {
            Value::Missing => true,
            Value::List(items) => items.is_empty(),
            _ => false,
        };
        if nothing {
            return;
        }
        let before = self.buffer.len();
        slot.before.write_to(&mut self.buffer);
        let start = self.buffer.len();
        if value.write_to(&mut self.buffer) {
            // Numbers, dates, truth and our own names hold nothing to escape.
            if matches!(value, Value::Text(_) | Value::List(_)) {
                (slot.safe)(start, &mut self.buffer);
            }
            slot.after.write_to(&mut self.buffer);
        } else {
            self.buffer.truncate(before);
        }
    }

    /// Ends the document.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.push("\n");
        self.empty_buffer()
    }

    /// Begins a line, but within a row.
    fn line(&mut self) {
        if self.depth < self.row {
            self.push(indent(self.depth));
        }
    }

    /// Hands on what is in the buffer.
    fn empty_buffer(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

impl Slot {
    fn new(before: &str, after: &str, safe: fn(usize, &mut Vec<u8>)) -> Self {
        Self { before: Piece::new(before), after: Piece::new(after), safe }
    }
}

impl Tag<'_, '_> {
    /// Adds an attribute with a clean text.
    pub(super) fn with(mut self, name: &str, text: &str) -> Self {
        let start = self.begin(name);
        self.xml.push(text);
        escape_from(start, &mut self.xml.buffer);
        self.xml.push("\"");
        self
    }

    /// Adds an attribute that is an id or a kind, in which nothing is to be escaped.
    pub(super) fn with_token(mut self, name: &str, token: &str) -> Self {
        self.begin(name);
        self.xml.push(token);
        self.xml.push("\"");
        self
    }

    /// Adds an attribute that is a cell.
    pub(super) fn with_value(mut self, name: &str, value: &Value<'_>) -> Self {
        let start = self.begin(name);
        value.write_to(&mut self.xml.buffer);
        escape_from(start, &mut self.xml.buffer);
        self.xml.push("\"");
        self
    }

    /// Ends the tag, with more to come in its element.
    pub(super) fn open(self) {
        self.xml.push(">");
        self.xml.depth += 1;
    }

    /// Ends the tag, with the rest of its element on the same line: a node or an edge a line is what `grep` and `diff`
    /// show whole, and an eighth less to write.
    pub(super) fn row(self) {
        self.xml.row = self.xml.depth;
        self.open();
    }

    /// Ends the tag and its element.
    pub(super) fn empty(self) {
        self.xml.push("/>");
    }

    /// Ends the element with a clean text in it.
    pub(super) fn text(self, text: &str) {
        self.xml.push(">");
        let start = self.xml.buffer.len();
        self.xml.push(text);
        section_from(start, &mut self.xml.buffer);
        self.xml.push("</");
        self.xml.push(self.name);
        self.xml.push(">");
    }

    /// Begins an attribute; gives where its value starts.
    fn begin(&mut self, name: &str) -> usize {
        self.xml.push(" ");
        self.xml.push(name);
        self.xml.push("=\"");
        self.xml.buffer.len()
    }
}

/// The beginning of a line.
fn indent(depth: usize) -> &'static str {
    &INDENT[..=depth.min(INDENT.len() - 1)]
}

/// Whether one of the bytes is there; without a way out in between, so that many are looked at at once.
fn has_any<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> bool {
    bytes.iter().fold(0, |found, byte| wanted.iter().fold(found, |found, b| found | u8::from(byte == b))) != 0
}

/// Escapes what stands after `start` for an attribute.
fn escape_from(start: usize, buffer: &mut Vec<u8>) {
    if !has_any(&buffer[start..], *b"&<>\"") {
        return;
    }
    for byte in buffer.split_off(start) {
        match byte {
            b'&' => buffer.extend_from_slice(b"&amp;"),
            b'<' => buffer.extend_from_slice(b"&lt;"),
            b'>' => buffer.extend_from_slice(b"&gt;"),
            b'"' => buffer.extend_from_slice(b"&quot;"),
            byte => buffer.push(byte),
        }
    }
}

/// Wraps what stands after `start` in a CDATA section, where it needs one.
fn section_from(start: usize, buffer: &mut Vec<u8>) {
    if !has_any(&buffer[start..], *b"&<>") {
        return;
    }
    let text = String::from_utf8_lossy(&buffer[start..]);
    if text.contains(['&', '<']) || text.contains("]]>") {
        let section = format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"));
        buffer.truncate(start);
        buffer.extend_from_slice(section.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out);
        xml.buffer.clear();
        for slot in [Xml::attvalue("a"), Xml::data("k")] {
            xml.cell(&slot, &Value::Text(text.into()));
        }
        assert_eq!(String::from_utf8_lossy(&xml.buffer), expected);
    }

    #[test]
    fn text_is_escaped() {
        check("", "");
        check(
            "A & <b> \"\u{1}",
            r#"<attvalue for="a" value="A &amp; &lt;b&gt; &quot;"/><data key="k"><![CDATA[A & <b> "]]></data>"#,
        );
        check("]]>", r#"<attvalue for="a" value="]]&gt;"/><data key="k"><![CDATA[]]]]><![CDATA[>]]></data>"#);
        check("سلام > 'x'", r#"<attvalue for="a" value="سلام &gt; 'x'"/><data key="k">سلام > 'x'</data>"#);
    }
}
