//! Is the file sound? Every article whole, every fact with its evidence, every evidence where it says it is.
//!
//! SQLite's own check and ours read the file side by side; each table is read once, from its beginning to its end.

use rayon::prelude::*;
use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::model::extraction::Extraction;

/// What must find nothing, each with what it would mean; the first column names the culprit.
const LAWS: &[(&str, &str)] = &[
    ("an article without its extraction", "SELECT id FROM article LEFT JOIN extraction USING (a) WHERE json IS NULL"),
    ("an article that cannot be searched", "SELECT id FROM article WHERE a NOT IN (SELECT rowid FROM word)"),
    ("a node that cannot be searched", "SELECT id FROM node WHERE n NOT IN (SELECT rowid FROM name)"),
    ("a node without mention", "SELECT id FROM node WHERE NOT EXISTS (SELECT 1 FROM mention WHERE mention.n = node.n)"),
    ("an edge without evidence", "SELECT id FROM edge WHERE NOT EXISTS (SELECT 1 FROM proof WHERE proof.e = edge.e)"),
    (
        "an edge that was not counted again",
        "SELECT id FROM edge WHERE due
           AND (SELECT value FROM state WHERE name = 'drawn') = (SELECT value FROM state WHERE name = 'changes')",
    ),
];

/// Passages that must read back from their articles, each with what it would mean otherwise.
const PASSAGES: &[(&str, &str)] = &[
    ("a mention that is not in its article", "SELECT a, field, \"start\", \"end\", surface FROM mention"),
    ("evidence that is not in its article", "SELECT a, field, \"start\", \"end\", surface FROM proof"),
    ("a statement that is not in its article", "SELECT a, field, \"start\", \"end\", text FROM statement"),
];

/// Extractions that are parsed at once.
const CHUNK: usize = 512;

impl Store {
    /// What is wrong with the file; nothing where it is sound.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let path = &self.path;
        std::thread::scope(|scope| {
            let whole = scope.spawn(move || Self::open(path)?.check_file());
            let laws = self.check_laws();
            let mut problems = whole.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            problems.extend(laws?);
            Ok(problems)
        })
    }

    /// What is wrong with the file as SQLite sees it.
    fn check_file(&self) -> Result<Vec<String>, StoreError> {
        let mut problems: Vec<String> = self.all("PRAGMA integrity_check", |row| row.get(0))?;
        problems.retain(|problem| problem != "ok");
        Ok(problems)
    }

    /// Rows that refer to others that are missing. Each reference is indexed, so that what is referred to is looked up once,
    /// which SQLite's own `foreign_key_check` does for each row.
    fn check_references(&self) -> Result<Vec<String>, StoreError> {
        let references = "SELECT child.name, \"from\", \"table\"
                          FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) WHERE child.type = 'table'";
        let references: Vec<[String; 3]> = self.all(references, |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        let mut problems = Vec::new();
        for [table, column, parent] in references {
            let missing = format!(
                "WITH referred AS MATERIALIZED (SELECT DISTINCT {column} AS number FROM {table})
                 SELECT number FROM referred WHERE number NOT IN (SELECT rowid FROM {parent})"
            );
            let problem = format!("a row of {table} refers to a missing row of {parent}");
            problems.extend(self.all(&missing, |_| Ok(problem.clone()))?);
        }
        Ok(problems)
    }

    /// What is in the file that must not be.
    fn check_laws(&self) -> Result<Vec<String>, StoreError> {
        let mut problems = self.check_references()?;
        for (law, query) in LAWS {
            problems.extend(self.all(query, |row| Ok(format!("{law}: {}", row.get::<_, String>(0)?)))?);
        }
        for (law, query) in PASSAGES {
            let astray = self.astray(query).map_err(|error| self.error(error))?;
            problems.extend(astray.into_iter().map(|passage| format!("{law}: {passage}")));
        }
        problems.extend(self.misread().map_err(|error| self.error(error))?);
        Ok(problems)
    }

    /// The passages of a query that their articles do not hold. What stands in one article was written in one piece, so
    /// that its text is read once.
    fn astray(&self, query: &str) -> rusqlite::Result<Vec<String>> {
        let mut article = self.connection.prepare_cached("SELECT id, title, body FROM article WHERE a = ?1")?;
        let mut query = self.connection.prepare(query)?;
        let mut rows = query.query([])?;
        let mut astray = Vec::new();
        let mut here: Option<(i64, Option<Article>)> = None;
        while let Some(row) = rows.next()? {
            let a = row.get(0)?;
            if here.as_ref().is_none_or(|here| here.0 != a) {
                let texts =
                    |row: &rusqlite::Row<'_>| Ok((row.get(0)?, [Text::new(row.get(1)?), Text::new(row.get(2)?)]));
                here = Some((a, article.query_row([a], texts).optional()?));
            }
            let Some((_, Some((id, [title, body])))) = &here else { continue };
            let text = if row.get_ref(1)?.as_str()? == "title" { title } else { body };
            let surface = row.get_ref(4)?.as_str()?;
            if text.passage(row.get(2)?, row.get(3)?) != Some(surface) {
                astray.push(format!("{id} {surface}"));
            }
        }
        Ok(astray)
    }

    /// Extractions that cannot be read, or are of another article.
    fn misread(&self) -> rusqlite::Result<Vec<String>> {
        let mut query = self.connection.prepare("SELECT id, json FROM article JOIN extraction USING (a)")?;
        let mut rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let path = &self.path;
        let problem = |(article, json): (String, String)| match serde_json::from_str::<Extraction>(&json) {
            Ok(said) if said.article.id == article => None,
            Ok(_) => Some(format!("an extraction of another article: {article}")),
            Err(source) => Some(StoreError::Extraction { path: path.clone(), article, source }.to_string()),
        };
        let mut problems = Vec::new();
        loop {
            let chunk: Vec<(String, String)> = rows.by_ref().take(CHUNK).collect::<rusqlite::Result<_>>()?;
            if chunk.is_empty() {
                return Ok(problems);
            }
            problems.par_extend(chunk.into_par_iter().filter_map(problem));
        }
    }
}

/// An article's id, title and body.
type Article = (String, [Text; 2]);

/// A text whose passages are looked up by code points.
struct Text {
    text: String,
    /// Where each code point begins, and the text ends.
    starts: Vec<u32>,
}

impl Text {
    fn new(text: String) -> Self {
        let starts =
            text.char_indices().map(|(start, _)| start).chain([text.len()]).map(|start| start as u32).collect();
        Self { text, starts }
    }

    /// The passage from one code point to another; none where the text has no such place.
    fn passage(&self, start: usize, end: usize) -> Option<&str> {
        let [start, end] = [start, end].map(|place| self.starts.get(place).map(|&start| start as usize));
        self.text.get(start?..end?)
    }
}
