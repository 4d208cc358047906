//! Names of fields and columns → what they hold: those of the common corpora, and those that the caller names.

use std::fmt;

/// What a field of a record can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Id,
    Title,
    Text,
    Published,
    Crawled,
    Publisher,
    Author,
    Url,
    Language,
}

impl Field {
    pub const COUNT: usize = 9;
}

/// Every field, the name under which a caller maps it, and the names that corpora give it, the more telling first.
///
/// Sources: schema.org's `NewsArticle`, news-please, Common Crawl News dumps, `SaudiNewsNet`, `NewsAPI`, `WordPress`.
const NAMES: [(Field, &str, &[&str]); Field::COUNT] = [
    (Field::Id, "id", &["id", "guid", "uuid", "article_id", "_id"]),
    (Field::Title, "title", &["title", "headline", "article_title", "heading"]),
    (
        Field::Text,
        "text",
        &[
            "text",
            "body",
            "content",
            "articlebody",
            "article_body",
            "article_text",
            "maintext",
            "fulltext",
            "full_text",
            "article",
            "story",
        ],
    ),
    (
        Field::Published,
        "date",
        &[
            "date",
            "published",
            "datepublished",
            "date_published",
            "date_publish",
            "published_at",
            "publishedat",
            "publication_date",
            "publish_date",
            "published_date",
            "pub_date",
            "pubdate",
        ],
    ),
    (
        Field::Crawled,
        "crawled",
        &[
            "crawled",
            "date_extracted",
            "date_download",
            "date_crawled",
            "crawled_at",
            "crawl_date",
            "fetched",
            "fetched_at",
            "scraped_at",
            "retrieved",
        ],
    ),
    (
        Field::Publisher,
        "publisher",
        &["publisher", "source", "source_name", "outlet", "newspaper", "publication", "site_name", "source_domain"],
    ),
    (Field::Author, "author", &["author", "authors", "byline", "creator"]),
    (Field::Url, "url", &["url", "link", "canonical_url", "web_url", "uri"]),
    (Field::Language, "language", &["lang", "language"]),
];

/// The names under which fields are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    mapped: Vec<(Field, String)>,
}

/// A mapping that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown(String);

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = NAMES.iter().map(|(_, name, _)| *name).collect();
        write!(f, "'{}' is not of the form FIELD=NAME, where FIELD is one of {}", self.0, known.join(", "))
    }
}

impl std::error::Error for Unknown {}

impl Fields {
    /// Maps a field to a name, as in `text=artikel`; the name goes before those that are known anyway.
    ///
    /// # Errors
    /// When the mapping is of another form or its field is none.
    pub fn map(&mut self, mapping: &str) -> Result<(), Unknown> {
        let unknown = || Unknown(mapping.to_owned());
        let (field, name) = mapping.split_once('=').ok_or_else(unknown)?;
        let (field, ..) = NAMES.iter().find(|(_, own, _)| *own == field.trim()).ok_or_else(unknown)?;
        if name.trim().is_empty() {
            return Err(unknown());
        }
        self.mapped.push((*field, plain(name)));
        Ok(())
    }

    /// What a name stands for, and how telling it is: the least rank wins.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<(Field, usize)> {
        let name = plain(name);
        if let Some((field, _)) = self.mapped.iter().find(|(_, mapped)| *mapped == name) {
            return Some((*field, 0));
        }
        NAMES.iter().find_map(|(field, _, names)| {
            let rank = names.iter().position(|known| *known == name)?;
            Some((*field, rank + 1))
        })
    }

    /// What a column stands for that is known by its number only, from 1.
    #[must_use]
    pub fn of_number(&self, number: usize) -> Option<(Field, usize)> {
        let number = number.to_string();
        self.mapped.iter().find(|(_, mapped)| *mapped == number).map(|(field, _)| (*field, 0))
    }
}

/// A name without what differs by custom: `Date Published` is `date_published`.
fn plain(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-', ':', '.'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_custom_and_mapped_ones_go_first() {
        let mut fields = Fields::default();
        assert_eq!(fields.of("Date Published"), fields.of("date_published"));
        assert_eq!(fields.of("datePublished").map(|(field, _)| field), Some(Field::Published));
        assert_eq!(fields.of("date_extracted").map(|(field, _)| field), Some(Field::Crawled));
        assert_eq!(fields.of("colour"), None);
        fields.map("text=colour").expect("a mapping");
        fields.map("date=3").expect("a mapping");
        assert_eq!(fields.of("Colour"), Some((Field::Text, 0)));
        assert_eq!(fields.of_number(3), Some((Field::Published, 0)));
        for wrong in ["text", "beauty=x", "text=", "=x"] {
            assert!(fields.map(wrong).is_err(), "{wrong}");
        }
    }
}
