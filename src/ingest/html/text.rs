//! HTML as text: what is no part of an article taken out, each paragraph on a line of its own.

use dom_query::{Document, NodeRef};

/// Elements within elements at most: browsers stop at 512.
pub const DEEPEST: usize = 1024;

/// Elements that are never part of an article.
const OUTSIDE: &str = "script, style, noscript, template, iframe, object, form, button, select, nav, aside, footer, dialog, \
     figcaption, svg, [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=search], [role=banner]";

/// Words in the class or id of what stands around an article.
const AROUND: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "captions",
    "comments",
    "cookie",
    "copyright",
    "credit",
    "disqus",
    "newsletter",
    "promo",
    "recommended",
    "related",
    "readmore",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "sponsored",
    "subscribe",
    "tags",
    "taglist",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "widget",
];

/// Such elements are taken out while they hold no more than so many hundredths of the page's text.
const SMALL: usize = 30;

/// Hundredths of a paragraph's letters that stand in links when it is a teaser.
const LINKED: usize = 60;

/// A teaser has at most so many characters.
const TEASER: usize = 250;

/// Elements that begin a new line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// How deep the elements of a page lie at most, counted without building it.
pub fn depth(page: &str) -> usize {
    let page = page.to_ascii_lowercase();
    let (mut rest, mut depth, mut deepest) = (page.as_str(), 0_usize, 0);
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        // What stands in these is no markup.
        let silent = [("!--", "-->"), ("script", "</script"), ("style", "</style")];
        if let Some((_, end)) = silent.iter().find(|(start, _)| tag.starts_with(start)) {
            rest = tag.split_once(end).map_or("", |(_, rest)| rest);
            continue;
        }
        match tag.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(letter) if letter.is_ascii_alphabetic() && !is_void(tag) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether a tag opens an element that needs no end.
fn is_void(tag: &str) -> bool {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "param", "source", "td", "th", "tr", "track", "wbr",
    ];
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
    VOID.contains(&&tag[..end]) || tag.split('>').next().is_some_and(|tag| tag.ends_with('/'))
}

/// Takes out of a page what stands around its article.
pub fn clear(page: &Document) {
    page.select(OUTSIDE).remove();
    let all = page.select("body").text().len();
    // Elements of such names within each other cost their text each time.
    let mut effort = 50 * all;
    for element in page.select("body [class], body [id]").nodes() {
        let names = [element.attr_or("class", ""), element.attr_or("id", "")].map(|name| name.to_lowercase());
        let around =
            names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).any(|word| AROUND.contains(&word));
        if around {
            let length = element.text().len();
            let Some(left) = effort.checked_sub(length) else { return };
            effort = left;
            if 100 * length <= SMALL * all {
                element.remove_from_parent();
            }
        }
    }
}

/// The text of a page or a piece of one, without teasers.
pub fn plain(html: &str) -> String {
    if depth(html) > DEEPEST {
        return String::new();
    }
    let fragment = Document::fragment(html);
    fragment.select(OUTSIDE).remove();
    let mut lines = Lines::default();
    lines.walk(fragment.root());
    lines.end();
    lines.text
}

/// Lines of text, as blocks begin and end.
#[derive(Default)]
struct Lines {
    text: String,
    line: String,
    /// Bytes of the line that stand in links.
    linked: usize,
    links: usize,
}

impl Lines {
    fn walk(&mut self, node: NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.add(&child.text());
            } else if let Some(name) = child.node_name() {
                let block = BLOCKS.contains(&&*name);
                let link = usize::from(&*name == "a");
                if block {
                    self.end();
                }
                self.links += link;
                self.walk(child);
                self.links -= link;
                if block {
                    self.end();
                }
            }
        }
    }

    fn add(&mut self, text: &str) {
        let before = self.line.len();
        if text.starts_with(char::is_whitespace) && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        for (number, word) in text.split_whitespace().enumerate() {
            if number > 0 {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
        if text.trim_start() != "" && text.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
        if self.links > 0 {
            self.linked += self.line.len() - before;
        }
    }

    fn end(&mut self) {
        let line = self.line.trim();
        let teaser = 100 * self.linked > LINKED * line.len() && line.chars().count() <= TEASER;
        if !line.is_empty() && !teaser {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
        self.line.clear();
        self.linked = 0;
    }
}

/// A text without a first line that repeats the title.
pub fn without_title<'t>(text: &'t str, title: Option<&str>) -> &'t str {
    match text.split_once('\n') {
        Some((first, rest)) if Some(first.trim()) == title.map(str::trim) => rest,
        _ => text,
    }
}
