//! Is the file sound? Every article whole, every fact with its evidence, every evidence where it says it is.

use super::{Store, StoreError};

/// What must find nothing, each with what it would mean; the first column names the culprit.
const LAWS: &[(&str, &str)] = &[
    ("an article without its extraction", "SELECT id FROM article LEFT JOIN extraction USING (a) WHERE json IS NULL"),
    ("an article that cannot be searched", "SELECT id FROM article WHERE a NOT IN (SELECT rowid FROM word)"),
    ("a node that cannot be searched", "SELECT id FROM node WHERE n NOT IN (SELECT rowid FROM name)"),
    (
        "an extraction of another article",
        "SELECT id FROM article JOIN extraction USING (a) WHERE json_valid(json) AND json_extract(json, '$.article.id') <> id",
    ),
    ("a node without mention", "SELECT id FROM node WHERE NOT EXISTS (SELECT 1 FROM mention WHERE mention.n = node.n)"),
    ("an edge without evidence", "SELECT id FROM edge WHERE NOT EXISTS (SELECT 1 FROM proof WHERE proof.e = edge.e)"),
    (
        "an edge that was not counted again",
        "SELECT id FROM edge WHERE due
           AND (SELECT value FROM state WHERE name = 'drawn') = (SELECT value FROM state WHERE name = 'changes')",
    ),
    (
        "a mention that is not in its article",
        "SELECT id || ' ' || surface FROM mention JOIN article USING (a)
         WHERE substr(iif(field = 'title', title, body), \"start\" + 1, \"end\" - \"start\") <> surface
           AND NOT instr(title || body, char(0))",
    ),
    (
        "evidence that is not in its article",
        "SELECT id || ' ' || surface FROM proof JOIN article USING (a)
         WHERE substr(iif(field = 'title', title, body), \"start\" + 1, \"end\" - \"start\") <> surface
           AND NOT instr(title || body, char(0))",
    ),
    (
        "a statement that is not in its article",
        "SELECT article.id || ' ' || text FROM statement JOIN article USING (a)
         WHERE substr(iif(field = 'title', title, body), \"start\" + 1, \"end\" - \"start\") <> text
           AND NOT instr(title || body, char(0))",
    ),
];

impl Store {
    /// What is wrong with the file; nothing where it is sound.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut problems: Vec<String> = self.all("PRAGMA integrity_check", |row| row.get(0))?;
        problems.retain(|problem| problem != "ok");
        let astray = |row: &rusqlite::Row<'_>| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("a row of {table} refers to a missing row of {parent}"))
        };
        problems.extend(self.all("PRAGMA foreign_key_check", astray)?);
        for (law, query) in LAWS {
            problems.extend(self.all(query, |row| Ok(format!("{law}: {}", row.get::<_, String>(0)?)))?);
        }
        if let Err(error) = self.extractions() {
            problems.push(error.to_string());
        }
        Ok(problems)
    }
}
