//! XML of clean cells, streamed into one buffer; cells are made in it and escaped in place. What is written is
//! read back by tests and consumers.
//!
//! Law: no character that XML 1.0 forbids, and text with `&` or `<` in a CDATA section, as Gephi loses the
//! spaces around entities.

use std::io::{self, Write};

use crate::graph::value::Value;

/// A document being written.
pub(super) struct Xml<'o> {
    out: &'o mut dyn Write,
    buffer: String,
    depth: usize,
}

/// Where a cell goes, with what stands around it: made once, written a million times.
pub(super) struct Slot {
    before: String,
    after: &'static str,
    safe: fn(usize, &mut String),
}

/// A start tag being made.
pub(super) struct Tag<'x, 'o> {
    xml: &'x mut Xml<'o>,
    name: &'x str,
}

/// The buffer is emptied when it is longer.
const FULL: usize = 1 << 16;
/// As deep as our elements nest.
const INDENT: &str = "\n          ";

impl<'o> Xml<'o> {
    /// Begins a document.
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        let mut buffer = String::with_capacity(FULL * 2);
        buffer.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self { out, buffer, depth: 0 }
    }

    /// Begins a start tag.
    pub(super) fn tag<'x>(&'x mut self, name: &'x str) -> Tag<'x, 'o> {
        self.line();
        self.buffer.push('<');
        self.buffer.push_str(name);
        Tag { xml: self, name }
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.depth -= 1;
        self.line();
        self.buffer.push_str("</");
        self.buffer.push_str(name);
        self.buffer.push('>');
        self.pass_on()
    }

    /// Hands on what is in the buffer, when it is full.
    pub(super) fn pass_on(&mut self) -> io::Result<()> {
        if self.buffer.len() > FULL { self.empty_buffer() } else { Ok(()) }
    }

    /// The place of a column's cells as `<attvalue for="…" value="…"/>`, `deeper` than what is open now.
    pub(super) fn attvalue(&self, column: &str, deeper: usize) -> Slot {
        let before = format!("{}<attvalue for=\"{column}\" value=\"", indent(self.depth + deeper));
        Slot { before, after: "\"/>", safe: escape_from }
    }

    /// The place of a column's cells as `<data key="…">…</data>`, `deeper` than what is open now.
    pub(super) fn data(&self, key: &str, deeper: usize) -> Slot {
        let before = format!("{}<data key=\"{key}\">", indent(self.depth + deeper));
        Slot { before, after: "</data>", safe: section_from }
    }

    /// The places of a start tag's attributes, all of which are to be written; `deeper` than what is open now.
    pub(super) fn attributes<const N: usize>(&self, tag: &str, names: [&str; N], deeper: usize) -> [Slot; N] {
        let mut begin = format!("{}<{tag}", indent(self.depth + deeper));
        let mut left = N;
        names.map(|name| {
            left -= 1;
            // The quotation mark that ends an attribute stands in what is before the next.
            let before = format!("{} {name}=\"", std::mem::replace(&mut begin, "\"".into()));
            Slot { before, after: if left == 0 { "\">" } else { "" }, safe: escape_from }
        })
    }

    /// A line that is the same in many elements, `deeper` than what is open now.
    pub(super) fn line_of(&self, text: &str, deeper: usize) -> String {
        [indent(self.depth + deeper), text].concat()
    }

    /// Writes lines made before.
    pub(super) fn push(&mut self, lines: &str) {
        self.buffer.push_str(lines);
    }

    /// Writes a number or a day, within lines made before.
    pub(super) fn value(&mut self, value: &Value<'_>) {
        value.write_to(&mut self.buffer);
    }

    /// Writes an id or a kind in its place; in it nothing is to be escaped.
    pub(super) fn token(&mut self, slot: &Slot, token: &str) {
        for part in [&slot.before, token, slot.after] {
            self.buffer.push_str(part);
        }
    }

    /// Writes a cell in its place, or nothing where it is empty.
    pub(super) fn cell(&mut self, slot: &Slot, value: &Value<'_>) {
        let before = self.buffer.len();
        self.buffer.push_str(&slot.before);
        let start = self.buffer.len();
        if value.write_to(&mut self.buffer) {
            // Numbers, dates and truth hold nothing to escape.
            if matches!(value, Value::Text(_) | Value::List(_)) {
                (slot.safe)(start, &mut self.buffer);
            }
            self.buffer.push_str(slot.after);
        } else {
            self.buffer.truncate(before);
        }
    }

    /// Ends the document.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.buffer.push('\n');
        self.empty_buffer()
    }

    /// Begins a line.
    fn line(&mut self) {
        self.buffer.push_str(indent(self.depth));
    }

    /// Hands on what is in the buffer.
    fn empty_buffer(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}

impl Tag<'_, '_> {
    /// Adds an attribute with a clean text.
    pub(super) fn with(self, name: &str, text: &str) -> Self {
        let buffer = &mut self.xml.buffer;
        buffer.push(' ');
        buffer.push_str(name);
        buffer.push_str("=\"");
        let start = buffer.len();
        buffer.push_str(text);
        escape_from(start, buffer);
        buffer.push('"');
        self
    }

    /// Adds an attribute that is an id or a kind, in which nothing is to be escaped.
    pub(super) fn with_token(self, name: &str, token: &str) -> Self {
        let buffer = &mut self.xml.buffer;
        buffer.push(' ');
        buffer.push_str(name);
        buffer.push_str("=\"");
        buffer.push_str(token);
        buffer.push('"');
        self
    }

    /// Adds an attribute that is a cell.
    pub(super) fn with_value(self, name: &str, value: &Value<'_>) -> Self {
        let buffer = &mut self.xml.buffer;
        buffer.push(' ');
        buffer.push_str(name);
        buffer.push_str("=\"");
        let start = buffer.len();
        value.write_to(buffer);
        escape_from(start, buffer);
        buffer.push('"');
        self
    }

    /// Ends the tag, with more to come in its element.
    pub(super) fn open(self) {
        self.xml.buffer.push('>');
        self.xml.depth += 1;
    }

    /// Ends the tag and its element.
    pub(super) fn empty(self) {
        self.xml.buffer.push_str("/>");
    }

    /// Ends the element with a clean text in it.
    pub(super) fn text(self, text: &str) {
        let buffer = &mut self.xml.buffer;
        buffer.push('>');
        let start = buffer.len();
        buffer.push_str(text);
        section_from(start, buffer);
        buffer.push_str("</");
        buffer.push_str(self.name);
        buffer.push('>');
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
fn escape_from(start: usize, buffer: &mut String) {
    if !has_any(&buffer.as_bytes()[start..], *b"&<>\"") {
        return;
    }
    let rest = buffer[start..].to_owned();
    buffer.truncate(start);
    for c in rest.chars() {
        match c {
            '&' => buffer.push_str("&amp;"),
            '<' => buffer.push_str("&lt;"),
            '>' => buffer.push_str("&gt;"),
            '"' => buffer.push_str("&quot;"),
            c => buffer.push(c),
        }
    }
}

/// Wraps what stands after `start` in a CDATA section, where it needs one.
fn section_from(start: usize, buffer: &mut String) {
    if !has_any(&buffer.as_bytes()[start..], *b"&<>") {
        return;
    }
    let text = &buffer[start..];
    if text.contains(['&', '<']) || text.contains("]]>") {
        let section = format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"));
        buffer.truncate(start);
        buffer.push_str(&section);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out);
        xml.buffer.clear();
        for slot in [xml.attvalue("a", 0), xml.data("k", 0)] {
            xml.cell(&slot, &Value::Text(text.into()));
        }
        assert_eq!(xml.buffer.replace('\n', ""), expected);
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
