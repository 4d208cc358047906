//! What the user gave beside articles: decisions about who is who, and a lexicon. A file's text is kept as it was read.
//!
//! Law: the graph follows from the articles and these two alone. With another lexicon the articles are read again, with
//! other decisions the graph is drawn anew.

use rusqlite::{OptionalExtension, params};

use super::articles::{ARTICLE, article_of, changed};
use super::gists::forget;
use super::{Store, StoreError};
use crate::lang::supplement::Supplement;
use crate::model::article::Article;
use crate::model::extraction::Extraction;

/// What can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The user's decisions about who is who.
    Decisions,
    /// The names that the user lists.
    Lexicon,
}

impl Given {
    const fn name(self) -> &'static str {
        match self {
            Self::Decisions => "decisions",
            Self::Lexicon => "lexicon",
        }
    }
}

/// A file that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenFile {
    /// Its name, for messages.
    pub file: String,
    /// Its text.
    pub text: String,
}

impl Store {
    /// What was given last; empty where nothing was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn given(&self, what: Given) -> Result<GivenFile, StoreError> {
        let query = "SELECT file, text FROM given WHERE what = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok(GivenFile { file: row.get(0)?, text: row.get(1)? });
        let found = self.connection.query_row(query, [what.name()], read).optional();
        found.map(Option::unwrap_or_default).map_err(|error| self.error(error))
    }

    /// Takes what is given in place of what was; false where it is the same text.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn give(&mut self, what: Given, given: &GivenFile) -> Result<bool, StoreError> {
        if self.given(what)?.text == given.text {
            return Ok(false);
        }
        self.write(|transaction| {
            let order = "INSERT INTO given VALUES (?1, ?2, ?3)
                         ON CONFLICT (what) DO UPDATE SET (file, text) = (?2, ?3)";
            transaction.execute(order, params![what.name(), given.file, given.text])?;
            if what == Given::Lexicon {
                // SQLite's numbers have a sign.
                let print = Supplement::read(&given.text, &given.file).0.print() >> 1;
                transaction.execute("UPDATE state SET value = ?1 WHERE name = 'lexicon'", [print])?;
            }
            changed(transaction)
        })?;
        Ok(true)
    }

    /// How many articles were read with another lexicon than the one that was given last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outdated(&self) -> Result<u64, StoreError> {
        let query = "SELECT count(*) FROM extraction WHERE lexicon <> ?1";
        let lexicon = self.state("lexicon")?;
        self.connection.query_row(query, [lexicon], |row| row.get(0)).map_err(|error| self.error(error))
    }

    /// Some of those articles.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outdated_articles(&self, most: usize) -> Result<Vec<Article>, StoreError> {
        let query = format!("SELECT {ARTICLE} FROM article JOIN extraction USING (a) WHERE lexicon <> ?1 LIMIT ?2");
        let lexicon = self.state("lexicon")?;
        let rows = || {
            let mut query = self.connection.prepare_cached(&query)?;
            query.query_map(params![lexicon, most], article_of)?.collect::<rusqlite::Result<_>>()
        };
        rows().map_err(|error| self.error(error))
    }

    /// Keeps what articles say now that they were read again with the store's lexicon.
    ///
    /// # Errors
    /// When the file cannot be written; then all say what they said.
    pub fn renew(&mut self, extractions: &[Extraction]) -> Result<(), StoreError> {
        let texts = extractions.iter().map(|said| Ok((&said.article.id, self.json(said)?)));
        let texts: Vec<(&String, String)> = texts.collect::<Result<_, StoreError>>()?;
        self.write(|transaction| {
            let mut find = transaction.prepare_cached("SELECT a FROM article WHERE id = ?1")?;
            let mut order = transaction.prepare_cached(
                "UPDATE extraction SET json = ?2, lexicon = (SELECT value FROM state WHERE name = 'lexicon')
                 WHERE a = ?1",
            )?;
            for (id, json) in &texts {
                if let Some(a) = find.query_row([id], |row| row.get(0)).optional()? {
                    order.execute(params![a, json])?;
                    forget(transaction, a)?;
                }
            }
            changed(transaction)
        })
    }
}
