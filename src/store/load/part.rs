//! Which part of the graph is read: what a name may mean, and what lies around some nodes.

use std::fmt::Write;

use super::super::{Store, StoreError};
use crate::graph::KnowledgeGraph;
use crate::model::kinds::NodeKind;

/// The numbers of a JSON list as a table.
pub(super) const LISTED: &str = "SELECT value FROM json_each(?1)";

/// Which rows of the tables are read, as JSON lists of their numbers; all where there is no list.
pub(super) struct Part {
    pub(super) articles: Option<String>,
    pub(super) nodes: Option<String>,
    /// Nodes that are read with their mentions.
    pub(super) within: Option<String>,
    pub(super) edges: Option<String>,
    pub(super) statements: Option<String>,
    pub(super) sentences: Option<String>,
}

impl Store {
    /// The nodes that a name may mean, without their edges: that with this id, or all (of a kind, where one is given) that
    /// bear its words; where there are none, all whose names have words that begin so; where there are none either, all
    /// nodes, since one of them may be similar. What `query::find` finds in the whole graph it finds among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, name: &str, kind: Option<NodeKind>) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let meant = self.meant(name, kind)?;
        let none = || Some("[]".to_owned());
        let nodes = (!meant.is_empty()).then(|| list(&meant));
        self.load(&Part {
            articles: none(),
            nodes,
            within: none(),
            edges: none(),
            statements: none(),
            sentences: none(),
        })
    }

    /// The part of the graph that is fewer than `depth` edges away from some nodes, with all that is known of it, and by
    /// name what it is tied to. What it says of them the whole graph says too, and it costs what it gives, whatever the
    /// size of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn around(&self, ids: &[&str], depth: usize) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let ids = serde_json::Value::from(ids).to_string();
        let mut named = self.column(&format!("SELECT n FROM node WHERE id IN ({LISTED})"), &ids)?;
        let mut within = if depth == 0 { Vec::new() } else { named.clone() };
        for _ in 1..depth {
            let next = format!(
                "SELECT target FROM edge WHERE source IN ({LISTED}) UNION SELECT source FROM edge WHERE target IN ({LISTED})"
            );
            within.extend(self.column(&next, &list(&within))?);
            within.sort_unstable();
            within.dedup();
        }
        named.extend(&within);
        let within = list(&within);
        let edges = list(&self.column(
            &format!(
                "SELECT e FROM edge WHERE source IN ({LISTED}) UNION SELECT e FROM edge WHERE target IN ({LISTED})"
            ),
            &within,
        )?);
        let statements = list(&self.column(
            &format!(
                "SELECT u FROM statement WHERE speaker IN ({LISTED}) UNION SELECT u FROM about WHERE n IN ({LISTED})"
            ),
            &within,
        )?);
        let gather = |numbers: &mut Vec<i64>, from: &[(&str, &str, &str, &String)]| {
            from.iter().try_for_each(|&(number, table, column, list)| {
                let query = format!("SELECT {number} FROM {table} WHERE {column} IN ({LISTED})");
                self.column(&query, list).map(|found| numbers.extend(found))
            })
        };
        gather(
            &mut named,
            &[
                ("source", "edge", "e", &edges),
                ("target", "edge", "e", &edges),
                ("speaker", "statement", "u", &statements),
                ("n", "about", "u", &statements),
            ],
        )?;
        let mut articles = Vec::new();
        let from = [("a", "mention", "n", &within), ("a", "proof", "e", &edges), ("a", "statement", "u", &statements)];
        gather(&mut articles, &from)?;
        let mut sentences = Vec::new();
        gather(&mut sentences, &[("s", "proof", "e", &edges), ("s", "statement", "u", &statements)])?;
        self.load(&Part {
            articles: Some(list(&articles)),
            nodes: Some(list(&named)),
            within: Some(within),
            edges: Some(edges),
            statements: Some(statements),
            sentences: Some(list(&sentences)),
        })
    }

    /// The one column of a query about a list of numbers.
    fn column(&self, query: &str, numbers: &str) -> Result<Vec<i64>, StoreError> {
        let rows = || {
            let mut query = self.connection.prepare_cached(query)?;
            query.query_map([numbers], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        rows().map_err(|error| self.error(error))
    }
}

/// Numbers as a JSON list, which SQLite reads as a table.
fn list(numbers: &[i64]) -> String {
    let mut list = String::from("[");
    for (place, number) in numbers.iter().enumerate() {
        _ = write!(list, "{}{number}", if place == 0 { "" } else { "," });
    }
    list.push(']');
    list
}
