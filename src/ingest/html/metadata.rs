//! What a page says of its article: JSON-LD, Open Graph, Dublin Core and the other `meta` names in use.

use dom_query::Document;
use serde_json::Value;

use super::super::fields::Field;
use super::super::record::Record;

/// Names of `meta` elements (as `property`, `name` or `itemprop`), the more telling first.
const META: &[(Field, &[&str])] = &[
    (Field::Title, &["og:title", "twitter:title", "dc.title", "parsely-title", "headline", "sailthru.title"]),
    (
        Field::Published,
        &[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "pubdate",
            "publish-date",
            "publish_date",
            "article.published",
            "date",
        ],
    ),
    (Field::Publisher, &["og:site_name", "publisher", "dc.publisher", "application-name", "twitter:site"]),
    (
        Field::Author,
        &["author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "twitter:creator"],
    ),
    (Field::Url, &["og:url", "parsely-link", "twitter:url"]),
    (Field::Language, &["og:locale", "content-language", "dc.language"]),
];

/// Types of schema.org whose object is an article.
const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
];

/// Offers what the page says, JSON-LD before `meta` before what stands on the page.
pub fn offer(page: &Document, record: &mut Record) {
    for script in page.select("script[type=\"application/ld+json\"]").nodes() {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            linked(&value, record);
        }
    }
    for element in page.select("meta[content]").nodes() {
        let content = element.attr_or("content", "");
        let names = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| element.attr(key));
        for name in names.map(|name| name.to_lowercase()) {
            for (field, known) in META {
                if let Some(rank) = known.iter().position(|known| *known == name) {
                    // An author given as an address is a page about one, and a handle is no outlet's name.
                    let address = content.starts_with("http") && *field == Field::Author || content.starts_with('@');
                    if !address {
                        record.offer((*field, 20 + rank), content.to_string());
                    }
                }
            }
        }
    }
    first(page, "link[rel=canonical]", Some("href"), (Field::Url, 15), record);
    for (selector, attribute) in [
        ("[itemprop=datePublished]", "datetime"),
        ("article time[datetime]", "datetime"),
        ("time[datetime]", "datetime"),
        ("time[pubdate]", "datetime"),
    ] {
        first(page, selector, Some(attribute), (Field::Published, 50), record);
    }
    first(page, "[itemprop=datePublished]", None, (Field::Published, 55), record);
    first(
        page,
        "[itemprop=author] [itemprop=name], [itemprop=author], [rel=author]",
        None,
        (Field::Author, 50),
        record,
    );
    first(page, "html", Some("lang"), (Field::Language, 10), record);
    first(page, "article h1, main h1, h1", None, (Field::Title, 50), record);
    first(page, "title", None, (Field::Title, 60), record);
    without_site(record);
}

/// Offers the first element that a selector finds: an attribute of it, or its text.
fn first(page: &Document, selector: &str, attribute: Option<&str>, place: (Field, usize), record: &mut Record) {
    let found = page.select(selector);
    let Some(element) = found.nodes().first() else { return };
    let value = match attribute {
        Some(name) => element.attr_or(name, "").to_string(),
        None => element.text().split_whitespace().collect::<Vec<_>>().join(" "),
    };
    record.offer(place, value);
}

/// Offers what an article in JSON-LD says; such an object may stand alone, in a list, or in a graph.
fn linked(value: &Value, record: &mut Record) {
    if let Value::Array(values) = value {
        return values.iter().for_each(|value| linked(value, record));
    }
    if let Some(graph) = value.get("@graph") {
        linked(graph, record);
        // Yoast and others name the outlet beside the article.
        let outlet = graph
            .as_array()
            .into_iter()
            .flatten()
            .find(|value| is_of(value, &["Organization", "NewsMediaOrganization", "WebSite"]));
        offer_name(outlet.and_then(|outlet| outlet.get("name")), (Field::Publisher, 12), record);
        return;
    }
    if !is_of(value, ARTICLES) {
        return;
    }
    for (key, place) in [
        ("headline", (Field::Title, 1)),
        ("name", (Field::Title, 2)),
        ("datePublished", (Field::Published, 1)),
        ("dateCreated", (Field::Published, 2)),
        ("publisher", (Field::Publisher, 1)),
        ("author", (Field::Author, 1)),
        ("url", (Field::Url, 30)),
        ("mainEntityOfPage", (Field::Url, 31)),
        ("inLanguage", (Field::Language, 1)),
    ] {
        offer_name(value.get(key), place, record);
    }
}

/// Offers a text, the name or address of an object, or those of several.
fn offer_name(value: Option<&Value>, place: (Field, usize), record: &mut Record) {
    if let Some(name) = value.and_then(name) {
        record.offer(place, name);
    }
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("@id").filter(|_| object.len() <= 2))
            .and_then(name)
            .filter(|name| !name.contains('#')),
        _ => None,
    }
}

/// Whether an object of JSON-LD is of one of some types.
fn is_of(value: &Value, types: &[&str]) -> bool {
    let is =
        |value: &Value| value.as_str().is_some_and(|name| types.contains(&name.rsplit('/').next().unwrap_or(name)));
    value.get("@type").is_some_and(|value| is(value) || value.as_array().is_some_and(|values| values.iter().any(is)))
}

/// Takes the outlet's name off the end of the title: `Headline | Outlet`.
fn without_site(record: &mut Record) {
    let Some(title) = record.get(Field::Title).map(str::to_owned) else { return };
    let site = record.get(Field::Publisher).unwrap_or_default().trim().to_owned();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && tail.trim() == site
            && !head.trim().is_empty()
        {
            return record.replace(Field::Title, head.trim().to_owned());
        }
    }
}
