//! Plain text: one article a file. The first line is the headline when a blank line follows it.

use std::io::{BufRead, Read};

use super::{LONGEST_ARTICLE, Origin, Reader, Stream};
use crate::model::article::Article;
use crate::model::diagnostic::{Diagnostic, Severity};

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

    fn read(&self, input: Box<dyn BufRead + Send>, origin: Origin) -> Stream {
        Box::new(std::iter::once_with(move || Ok((article(input, &origin)?, 1))))
    }
}

fn article(input: Box<dyn BufRead + Send>, origin: &Origin) -> Result<Article, Diagnostic> {
    let failed = |line, message: &str, remedy: &str| origin.diagnostic(Severity::Failed, line, message, remedy);
    let mut bytes = Vec::new();
    if let Err(error) = input.take(LONGEST_ARTICLE + 1).read_to_end(&mut bytes) {
        return Err(failed(None, &format!("reading stopped: {error}"), ""));
    }
    if bytes.len() as u64 > LONGEST_ARTICLE {
        return Err(failed(None, "an article of more than 64 MB", "split it"));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.split(|&b| b == b'\n').count();
        failed(Some(line), "bytes that are not UTF-8", "convert the file to UTF-8")
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.trim().is_empty() {
        return Err(failed(None, "an empty file", "remove it, or look why it is empty"));
    }
    let (title, body) = headline(&text).unwrap_or(("", &text));
    Ok(Article { id: origin.id.clone(), title: title.to_owned(), body: body.to_owned(), ..Article::default() })
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
