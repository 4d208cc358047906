//! XML of clean cells, streamed: quick-xml writes the tags, this escapes what stands in them.
//!
//! Law: no character that XML 1.0 forbids, and text with `&` or `<` in a CDATA section, as Gephi loses the
//! spaces around entities.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::graph::value::Value;

/// A document being written.
pub(super) struct Xml<'o> {
    writer: Writer<&'o mut dyn Write>,
    /// The tag being made; kept for its room.
    tag: String,
    /// A cell being made; kept for its room.
    cell: String,
}

/// A start tag being made.
pub(super) struct Tag<'x, 'o> {
    xml: &'x mut Xml<'o>,
    name: usize,
}

impl<'o> Xml<'o> {
    /// Begins a document.
    pub(super) fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(out, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer, tag: String::new(), cell: String::new() })
    }

    /// Begins a start tag.
    pub(super) fn tag<'x>(&'x mut self, name: &str) -> Tag<'x, 'o> {
        self.tag.clear();
        self.tag.push_str(name);
        Tag { name: name.len(), xml: self }
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes `<attvalue for="…" value="…"/>`, or nothing for an empty cell.
    pub(super) fn attvalue(&mut self, column: &str, value: &Value<'_>) -> io::Result<()> {
        self.cell.clear();
        if !value.write_to(&mut self.cell) {
            return Ok(());
        }
        let cell = std::mem::take(&mut self.cell);
        let done = self.tag("attvalue").with("for", column).with("value", &cell).empty();
        self.cell = cell;
        done
    }

    /// Writes `<data key="…">…</data>`, or nothing for an empty cell.
    pub(super) fn data(&mut self, key: &str, value: &Value<'_>) -> io::Result<()> {
        self.cell.clear();
        if !value.write_to(&mut self.cell) {
            return Ok(());
        }
        let cell = std::mem::take(&mut self.cell);
        let done = self.tag("data").with("key", key).text(&cell);
        self.cell = cell;
        done
    }

    /// Writes a clean text between tags.
    fn content(&mut self, text: &str) -> io::Result<()> {
        if text.contains(['&', '<']) || text.contains("]]>") {
            for part in BytesCData::escaped(text) {
                self.writer.write_event(Event::CData(part))?;
            }
            return Ok(());
        }
        self.writer.write_event(Event::Text(BytesText::from_escaped(text)))
    }

    /// Ends the document.
    pub(super) fn end(self) -> io::Result<()> {
        self.writer.into_inner().write_all(b"\n")
    }
}

impl Tag<'_, '_> {
    /// Adds an attribute.
    pub(super) fn with(self, name: &str, text: &str) -> Self {
        let tag = &mut self.xml.tag;
        tag.push(' ');
        tag.push_str(name);
        tag.push_str("=\"");
        escape_to(text, tag);
        tag.push('"');
        self
    }

    /// Adds an attribute that is a cell.
    pub(super) fn with_value(self, name: &str, value: &Value<'_>) -> Self {
        let mut cell = String::new();
        value.write_to(&mut cell);
        self.with(name, &cell)
    }

    /// Writes the tag, open.
    pub(super) fn open(self) -> io::Result<()> {
        self.xml.writer.write_event(Event::Start(BytesStart::from_content(self.xml.tag.as_str(), self.name)))
    }

    /// Writes the tag, closed.
    pub(super) fn empty(self) -> io::Result<()> {
        self.xml.writer.write_event(Event::Empty(BytesStart::from_content(self.xml.tag.as_str(), self.name)))
    }

    /// Writes the element with a clean text in it.
    pub(super) fn text(self, text: &str) -> io::Result<()> {
        let Self { xml, name } = self;
        xml.writer.write_event(Event::Start(BytesStart::from_content(xml.tag.as_str(), name)))?;
        xml.content(text)?;
        xml.writer.write_event(Event::End(BytesEnd::new(&xml.tag[..name])))
    }
}

/// Escapes a clean text for an attribute.
fn escape_to(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        let sink: &mut dyn Write = &mut out;
        let mut xml = Xml { writer: Writer::new(sink), tag: String::new(), cell: String::new() };
        let made = xml.attvalue("a", &Value::Text(text.into())).and_then(|()| xml.data("k", &Value::Text(text.into())));
        assert!(made.is_ok());
        assert_eq!(String::from_utf8_lossy(&out), expected);
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
