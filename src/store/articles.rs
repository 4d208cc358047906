//! Articles with what they say: added, replaced, removed and read, each whole.
//!
//! Law: when an article goes or changes, what it alone supported goes in the same transaction.

use rayon::prelude::*;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde::Serialize;

use super::search::index_article;
use super::{Store, StoreError};
use crate::model::article::Article;
use crate::model::date::Date;
use crate::model::extraction::Extraction;

/// Extractions that are parsed at once.
const CHUNK: usize = 1024;

/// What became of articles that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Added {
    /// New ones.
    pub added: u64,
    /// Those that took the place of one with their id.
    pub replaced: u64,
    /// Those that were there already.
    pub unchanged: u64,
}

/// An article as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// Its day.
    pub published: Option<Date>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// The length of its text, in bytes.
    pub bytes: u64,
    /// When it came into the store, UTC.
    pub read_at: String,
}

impl Store {
    /// Whether this very article is there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn holds(&self, article: &Article) -> Result<bool, StoreError> {
        let held = || {
            let mut query = self.connection.prepare_cached(
                "SELECT 1 FROM article WHERE id = ?1 AND title = ?2 AND published IS ?3 AND publisher IS ?4
                 AND stated_language IS ?5 AND url IS ?6 AND author IS ?7 AND crawled IS ?8 AND body = ?9",
            )?;
            query.exists(params![
                article.id,
                article.title,
                article.published,
                article.publisher,
                article.language,
                article.url,
                article.author,
                article.crawled,
                article.body
            ])
        };
        held().map_err(|error| self.error(error))
    }

    /// What an article says, as it is kept.
    pub(super) fn json(&self, said: &Extraction) -> Result<String, StoreError> {
        let (path, article) = (self.path.clone(), said.article.id.clone());
        serde_json::to_string(said).map_err(|source| StoreError::Extraction { path, article, source })
    }

    /// Adds articles with what they say, read with the store's lexicon, all or none. One with the id of another that is there takes its place.
    ///
    /// # Errors
    /// When the file cannot be written; then none was added.
    pub fn add(&mut self, articles: &[(Article, Extraction)]) -> Result<Added, StoreError> {
        let mut added = Added::default();
        let mut new = Vec::new();
        for pair in articles {
            if self.holds(&pair.0)? {
                added.unchanged += 1;
            } else {
                new.push((&pair.0, pair.1.article.language.as_str(), self.json(&pair.1)?));
            }
        }
        if new.is_empty() {
            return Ok(added);
        }
        self.write(|transaction| {
            for (article, language, json) in &new {
                if delete(transaction, &article.id)? {
                    added.replaced += 1;
                } else {
                    added.added += 1;
                }
                insert(transaction, article, language, json)?;
            }
            changed(transaction)
        })?;
        Ok(added)
    }

    /// Removes articles, and what they alone supported; gives the ids that were not there.
    ///
    /// # Errors
    /// When the file cannot be written; then none was removed.
    pub fn remove<'i>(&mut self, ids: &[&'i str]) -> Result<Vec<&'i str>, StoreError> {
        self.write(|transaction| {
            let mut unknown = Vec::new();
            for &id in ids {
                if !delete(transaction, id)? {
                    unknown.push(id);
                }
            }
            if unknown.len() < ids.len() {
                changed(transaction)?;
            }
            Ok(unknown)
        })
    }

    /// The articles, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let query = "SELECT id, title, published, publisher, language, octet_length(body), read_at
                     FROM article ORDER BY id";
        self.all(query, |row| {
            Ok(Listed {
                id: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                publisher: row.get(3)?,
                language: row.get(4)?,
                bytes: row.get(5)?,
                read_at: row.get(6)?,
            })
        })
    }

    /// One article as it was read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article(&self, id: &str) -> Result<Option<Article>, StoreError> {
        let query = format!("SELECT {ARTICLE} FROM article WHERE id = ?1");
        let found = self.connection.query_row(&query, [id], article_of);
        found.optional().map_err(|error| self.error(error))
    }

    /// What the articles say, by id, and how often articles had come or gone by then.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn extractions(&self) -> Result<(u64, Vec<Extraction>), StoreError> {
        // Whoever commits meanwhile is not seen.
        let snapshot = self.connection.unchecked_transaction().map_err(|error| self.error(error))?;
        let changes = self.state("changes")?;
        let mut extractions = Vec::new();
        let mut chunk: Vec<(String, String)> = Vec::new();
        let path = &self.path;
        let mut parse = |chunk: &mut Vec<(String, String)>| {
            let parsed: Result<Vec<Extraction>, StoreError> = chunk
                .par_drain(..)
                .map(|(article, json)| {
                    let read = serde_json::from_str(&json);
                    read.map_err(|source| StoreError::Extraction { path: path.clone(), article, source })
                })
                .collect();
            parsed.map(|parsed| extractions.extend(parsed))
        };
        {
            let mut query = snapshot
                .prepare_cached("SELECT id, json FROM article JOIN extraction USING (a) ORDER BY id")
                .map_err(|error| self.error(error))?;
            let mut rows = query.query([]).map_err(|error| self.error(error))?;
            while let Some(row) = rows.next().map_err(|error| self.error(error))? {
                chunk.push((row.get(0).map_err(|e| self.error(e))?, row.get(1).map_err(|e| self.error(e))?));
                if chunk.len() == CHUNK {
                    parse(&mut chunk)?;
                }
            }
        }
        parse(&mut chunk)?;
        Ok((changes, extractions))
    }
}

/// What is told of an article, for [`article_of`].
pub(super) const ARTICLE: &str = "id, title, published, publisher, stated_language, url, author, crawled, origin, body";

/// The article of a row of [`ARTICLE`].
pub(super) fn article_of(row: &Row<'_>) -> rusqlite::Result<Article> {
    Ok(Article {
        id: row.get(0)?,
        title: row.get(1)?,
        published: row.get(2)?,
        publisher: row.get(3)?,
        language: row.get(4)?,
        url: row.get(5)?,
        author: row.get(6)?,
        crawled: row.get(7)?,
        origin: row.get(8)?,
        body: row.get(9)?,
    })
}

fn insert(transaction: &Transaction<'_>, article: &Article, language: &str, json: &str) -> rusqlite::Result<()> {
    let mut order = transaction.prepare_cached(
        "INSERT INTO article (id, title, published, publisher, stated_language, language, url, author, crawled, origin,
                              body, read_by, read_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, strftime('%Y-%m-%dT%H:%M:%SZ'))",
    )?;
    let a = order.insert(params![
        article.id,
        article.title,
        article.published,
        article.publisher,
        article.language,
        language,
        article.url,
        article.author,
        article.crawled,
        article.origin,
        article.body,
        env!("CARGO_PKG_VERSION")
    ])?;
    transaction
        .prepare_cached(
            "INSERT INTO extraction (a, json, lexicon) SELECT ?1, ?2, value FROM state WHERE name = 'lexicon'",
        )?
        .execute(params![a, json])?;
    index_article(transaction, a, &article.title, &article.body)
}

/// Deletes an article with all that it alone supports; false where there is none.
fn delete(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<bool> {
    let article = "SELECT a FROM article WHERE id = ?1";
    let Some(a) = transaction.prepare_cached(article)?.query_row([id], |row| row.get::<_, i64>(0)).optional()? else {
        return Ok(false);
    };
    let numbers = |query: &str| -> rusqlite::Result<Vec<i64>> {
        transaction.prepare_cached(query)?.query_map([a], |row| row.get(0))?.collect()
    };
    let edges = numbers("SELECT DISTINCT e FROM proof WHERE a = ?1")?;
    let nodes = numbers("SELECT DISTINCT n FROM mention WHERE a = ?1")?;
    transaction.prepare_cached("DELETE FROM article WHERE a = ?1")?.execute([a])?;
    let unsupported = "DELETE FROM edge WHERE e = ?1 AND NOT EXISTS (SELECT 1 FROM proof WHERE proof.e = edge.e)";
    for e in edges {
        transaction.prepare_cached(unsupported)?.execute([e])?;
        transaction.prepare_cached("UPDATE edge SET due = 1 WHERE e = ?1")?.execute([e])?;
    }
    let unmentioned = "DELETE FROM node WHERE n = ?1 AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.n = node.n)";
    for n in nodes {
        transaction.prepare_cached(unmentioned)?.execute([n])?;
    }
    Ok(true)
}

/// Counts that something came or went that the graph follows from.
pub(super) fn changed(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute("UPDATE state SET value = value + 1 WHERE name = 'changes'", [])?;
    Ok(())
}
