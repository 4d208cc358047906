//! Web pages: the article of a page, without menus, teasers, captions and buttons.
//!
//! Where the article stands is found as Firefox's reader view finds it (`dom_smoothie`, after Mozilla's Readability);
//! who wrote it, when and where is told by the page's own descriptions (`metadata`). Law: a page without an article
//! gives none.

mod metadata;
mod text;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::fields::Field;
use super::record::Record;
use super::sink::Sink;
use super::{Flow, Input, Reader, date};

pub use text::plain;

/// Reads `.html`.
pub struct Html;

/// Characters of the shortest article; what is shorter is a list of links or an error page.
const SHORTEST: usize = 140;

/// Elements on a page at most.
const LARGEST: usize = 200_000;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        let start = String::from_utf8_lossy(&start[..start.len().min(2048)]).to_lowercase();
        let start = start.trim_start();
        start.starts_with('<')
            && (start.contains("<html") || start.contains("<!doctype html") || start.contains("<body"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let Some(page) = input.text(sink)? else { return Flow::Continue(()) };
        let mut record = Record::default();
        record.offer((Field::Id, usize::MAX), sink.id.to_owned());
        read(&page, record, 1, sink)
    }
}

/// Reads the article of a page; what is known of it already goes first.
pub fn read(page: &str, mut record: Record, line: usize, sink: &mut Sink<'_>) -> Flow {
    if page.bytes().filter(|byte| *byte == b'<').count() > 2 * LARGEST || text::depth(page) > text::DEEPEST {
        return sink.skipped(Some(line), "a page of more elements than any newspaper's", "look what it is");
    }
    let document = Document::from(page);
    metadata::offer(&document, &mut record);
    text::clear(&document);
    let config = Config { disable_json_ld: true, max_elements_to_parse: LARGEST, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let Some(body) = article.ok().map(|article| text::plain(&article.content)) else {
        return sink.skipped(Some(line), "a page without an article", "name the pages of articles");
    };
    let body = text::without_title(&body, record.get(Field::Title));
    let body = without_date(body, &mut record);
    if body.chars().count() < SHORTEST {
        return sink.skipped(Some(line), "a page without an article", "name the pages of articles");
    }
    record.offer((Field::Text, 0), body.to_owned());
    record.finish(line, sink)
}

/// A text without a first line that is the day of publication, which then counts where the page tells of none.
fn without_date<'t>(text: &'t str, record: &mut Record) -> &'t str {
    match text.split_once('\n') {
        Some((first, rest))
            if first.chars().count() <= DATELINE && date::parse(first).is_some_and(|d| d.day().is_some()) =>
        {
            record.offer((Field::Published, 70), first.to_owned());
            rest
        }
        _ => text,
    }
}

/// A line with a date that is longer than this says more than the date, in characters.
const DATELINE: usize = 60;
