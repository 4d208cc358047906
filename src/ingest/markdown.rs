//! Markdown: one article a file, with or without YAML front matter: <https://spec.commonmark.org/>.
//!
//! The marks are taken off; a first heading is the headline, what the front matter names goes before it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::fields::{Field, Fields};
use super::record::Record;
use super::sink::Sink;
use super::{Flow, Input, Reader};

/// Reads `.md`.
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        start.trim_ascii_start().starts_with(b"# ") || start.starts_with(b"---\n") || start.starts_with(b"---\r\n")
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let fields = input.fields;
        let Some(source) = input.text(sink)? else { return Flow::Continue(()) };
        let mut record = Record::default();
        let mut page = Page::default();
        for event in Parser::new_ext(&source, Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES) {
            page.take(event, fields, &mut record);
        }
        page.end();
        record.offer((Field::Id, usize::MAX), sink.id.to_owned());
        record.offer((Field::Title, 20), page.title);
        record.offer((Field::Text, 0), page.text.trim().to_owned());
        record.finish(1, sink)
    }
}

/// What has been read of a page.
#[derive(Default)]
struct Page {
    title: String,
    text: String,
    line: String,
    /// Within the front matter.
    front: bool,
    /// Within what is no text: code, pictures.
    silent: usize,
    headline: bool,
}

impl Page {
    fn take(&mut self, event: Event<'_>, fields: &Fields, record: &mut Record) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.front = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.front = false,
            Event::Text(text) if self.front => front_matter(&text, fields, record),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                self.end();
                self.headline = self.title.is_empty() && self.text.is_empty();
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if self.headline => {
                self.title = std::mem::take(&mut self.line);
                self.headline = false;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => self.silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => self.silent = self.silent.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.line.push_str(&text),
            Event::SoftBreak => self.line.push(' '),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. })
            | Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead,
            )
            | Event::HardBreak => self.end(),
            Event::End(TagEnd::TableCell) => self.line.push(' '),
            _ => {}
        }
    }

    /// Ends a line of text.
    fn end(&mut self) {
        let line = self.line.trim();
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.line.clear();
    }
}

/// Reads `name: value` lines; lists and what is nested are left out.
fn front_matter(text: &str, fields: &Fields, record: &mut Record) {
    for line in text.lines().filter(|line| !line.starts_with([' ', '-', '#'])) {
        if let Some((name, value)) = line.split_once(':')
            && let Some(place) = fields.of(name).filter(|(field, _)| *field != Field::Text)
        {
            record.offer(place, value.trim().trim_matches(['"', '\'']).to_owned());
        }
    }
}
