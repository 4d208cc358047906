//! Word documents, Office Open XML: <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.
//!
//! Paragraphs become lines; deleted text, notes, headers and pictures are left out.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader as Xml;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::sink::Sink;
use super::xml::reference;
use super::{Flow, Input, LONGEST_ARTICLE, Reader};
use crate::model::article::Article;

/// Reads `.docx`.
pub struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "Word document"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        let holds = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
        start.starts_with(b"PK\x03\x04") && holds(b"[Content_Types].xml") && holds(b"word/")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let Some(bytes) = input.whole(sink)? else { return Flow::Continue(()) };
        let failed = |sink: &mut Sink<'_>, why: &str| {
            sink.failed(None, &format!("a broken Word document: {why}"), "save it again, or as text")
        };
        let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => return failed(sink, &error.to_string()),
        };
        let body = match part(&mut archive, "word/document.xml", paragraphs) {
            Ok(text) if text.trim().is_empty() => return sink.skipped(None, "a document without text", "leave it out"),
            Ok(text) => text,
            Err(error) => return failed(sink, &error),
        };
        let property = |archive: &mut Archive, name| {
            part(archive, "docProps/core.xml", |xml| element(xml, name)).unwrap_or_default()
        };
        let (first, rest) = body.split_once('\n').unwrap_or((&body, ""));
        let headed = !rest.trim().is_empty() && first.chars().count() <= LONGEST_HEADLINE && !first.ends_with('.');
        let (title, body) = if headed { (first, rest) } else { ("", body.as_str()) };
        let title = Some(property(&mut archive, "dc:title"))
            .filter(|t| title.is_empty() && !t.is_empty())
            .unwrap_or(title.to_owned());
        let author = Some(property(&mut archive, "dc:creator")).filter(|author| !author.is_empty());
        sink.article(Article { id: sink.id.to_owned(), title, author, body: body.to_owned(), ..Article::default() }, 1)
    }
}

/// A first paragraph that is longer than this is no headline, in characters.
const LONGEST_HEADLINE: usize = 150;

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Reads a part of the document.
fn part<T>(
    archive: &mut Archive,
    name: &str,
    read: impl Fn(&mut Events<'_>) -> Result<T, String>,
) -> Result<T, String> {
    let part = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut xml = Xml::from_reader(Box::new(BufReader::new(part.take(LONGEST_ARTICLE))) as Box<dyn std::io::BufRead>);
    xml.config_mut().check_end_names = false;
    read(&mut xml)
}

type Events<'a> = Xml<Box<dyn std::io::BufRead + 'a>>;

/// The paragraphs of the main part, one a line.
fn paragraphs(xml: &mut Events<'_>) -> Result<String, String> {
    let (mut text, mut buffer, mut inside) = (String::new(), Vec::new(), false);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(start) if start.name().as_ref() == "w:t" => inside = true,
            Event::End(end) => match end.name().as_ref() {
                "w:t" => inside = false,
                "w:p" if !text.ends_with('\n') && !text.is_empty() => text.push('\n'),
                _ => {}
            },
            Event::Empty(empty) => match empty.name().as_ref() {
                "w:tab" => text.push(' '),
                "w:br" | "w:cr" => text.push('\n'),
                _ => {}
            },
            Event::Text(words) if inside => text.push_str(&words),
            Event::GeneralRef(name) if inside => text.push_str(&reference(&name)),
            Event::Eof => return Ok(text.trim().to_owned()),
            _ => {}
        }
    }
}

/// The text of the first element of a name.
fn element(xml: &mut Events<'_>, name: &str) -> Result<String, String> {
    let (mut text, mut buffer, mut inside) = (String::new(), Vec::new(), false);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(start) if start.name().as_ref() == name => inside = true,
            Event::End(end) if end.name().as_ref() == name => break,
            Event::Text(words) if inside => text.push_str(&words),
            Event::GeneralRef(name) if inside => text.push_str(&reference(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(text.trim().to_owned())
}
