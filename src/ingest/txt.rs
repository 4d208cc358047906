//! Plain text: one article a file. The first line is the headline when a blank line follows it.

use super::sink::Sink;
use super::{Flow, Input, Reader};
use crate::model::article::Article;

/// Reads `.txt`.
pub struct Txt;

impl Reader for Txt {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _start: &[u8]) -> bool {
        true
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let Some(text) = input.text(sink)? else { return Flow::Continue(()) };
        let (title, body) = headline(&text).unwrap_or(("", &text));
        let article =
            Article { id: sink.id.to_owned(), title: title.to_owned(), body: body.to_owned(), ..Article::default() };
        sink.article(article, 1)
    }
}

/// The headline and the text below it, where a blank line parts them. A teaser behind a bullet is no headline, and
/// neither is a first paragraph.
fn headline(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let (second, _) = rest.split_once('\n')?;
    let (first, body) = (first.trim(), rest.trim_start());
    let teaser = first.starts_with(['•', '●', '▪', '■', '-', '–', '*']);
    let paragraph = first.ends_with('.') && first.chars().count() > LONGEST_HEADLINE;
    let parted = second.trim().is_empty() && !first.is_empty() && !body.is_empty();
    (parted && !teaser && !paragraph).then_some((first, body))
}

/// A first line that ends with a full stop and is longer than this is a paragraph, in characters.
const LONGEST_HEADLINE: usize = 150;
