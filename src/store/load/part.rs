//! Some rows of the tables: their numbers, and the part of the graph that they are.

use std::fmt::Write;

use rusqlite::Row;

use super::super::{Store, StoreError};
use crate::graph::KnowledgeGraph;

/// The numbers of a JSON list as a table.
pub(super) const LISTED: &str = "SELECT value FROM json_each(?1)";

/// What is read of the evidence of edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proofs {
    /// All of it.
    Told,
    /// How much there is: each is there, and blank. An answer that shows none needs no more, and most of what a large
    /// node costs is its evidence.
    Counted,
    /// Nothing.
    Left,
}

/// Which rows of the tables are read, as JSON lists of their numbers; all where there is no list.
pub(super) struct Part {
    pub(super) articles: Option<String>,
    pub(super) nodes: Option<String>,
    /// Nodes that are read with their mentions.
    pub(super) within: Option<String>,
    pub(super) edges: Option<String>,
    pub(super) evidence: Proofs,
    pub(super) statements: Option<String>,
    pub(super) sentences: Option<String>,
}

impl Part {
    /// Nothing at all.
    pub(super) fn none() -> Self {
        let none = || Some("[]".to_owned());
        Self {
            articles: none(),
            nodes: none(),
            within: none(),
            edges: none(),
            evidence: Proofs::Left,
            statements: none(),
            sentences: none(),
        }
    }
}

/// What a question is about, by numbers; what belongs to it is read with it.
#[derive(Default)]
pub(super) struct Asked {
    /// Nodes that are there in any case.
    pub(super) nodes: Vec<i64>,
    /// Nodes whose mentions are told.
    pub(super) within: Vec<i64>,
    pub(super) edges: Vec<i64>,
    pub(super) statements: Vec<i64>,
}

impl Store {
    /// What a question is about, and by name the nodes at the ends of its edges and in its statements.
    pub(super) fn told(&self, asked: Asked, evidence: Proofs) -> Result<KnowledgeGraph, StoreError> {
        let Asked { mut nodes, within, edges, statements } = asked;
        let [within, edges, statements] = [within, edges, statements].map(|numbers| list(&numbers));
        let ends = self.pairs(&format!("SELECT source, target FROM edge WHERE e IN ({LISTED})"), &edges)?;
        nodes.extend(ends.into_iter().flat_map(<[i64; 2]>::from));
        let named = format!(
            "SELECT speaker FROM statement WHERE u IN ({LISTED}) UNION SELECT n FROM about WHERE u IN ({LISTED})"
        );
        nodes.extend(self.column(&named, &statements)?);
        let mut places = self.pairs(&format!("SELECT a, s FROM statement WHERE u IN ({LISTED})"), &statements)?;
        if evidence == Proofs::Told {
            places.extend(self.pairs(&format!("SELECT a, s FROM proof WHERE e IN ({LISTED})"), &edges)?);
        }
        let (mut articles, sentences): (Vec<i64>, Vec<i64>) = places.into_iter().unzip();
        articles.extend(self.column(&format!("SELECT DISTINCT a FROM mention WHERE n IN ({LISTED})"), &within)?);
        self.load(&Part {
            articles: Some(list(&articles)),
            nodes: Some(list(&nodes)),
            within: Some(within),
            edges: Some(edges),
            evidence,
            statements: Some(statements),
            sentences: Some(list(&sentences)),
        })
    }

    /// The numbers of nodes.
    pub(super) fn numbers(&self, ids: &[&str]) -> Result<Vec<i64>, StoreError> {
        self.column(&format!("SELECT n FROM node WHERE id IN ({LISTED})"), &serde_json::Value::from(ids).to_string())
    }

    /// The edges of some nodes.
    pub(super) fn edges_at(&self, nodes: &[i64]) -> Result<Vec<i64>, StoreError> {
        let query = format!(
            "SELECT e FROM edge WHERE source IN ({LISTED}) UNION SELECT e FROM edge WHERE target IN ({LISTED})"
        );
        self.column(&query, &list(nodes))
    }

    /// The events at the ends of some edges.
    pub(super) fn events_at(&self, edges: &[i64]) -> Result<Vec<i64>, StoreError> {
        let query = format!(
            "SELECT n FROM edge JOIN node ON n = source WHERE e IN ({LISTED}) AND kind = 'event'
             UNION SELECT n FROM edge JOIN node ON n = target WHERE e IN ({LISTED}) AND kind = 'event'"
        );
        self.column(&query, &list(edges))
    }

    /// The statements by and about some nodes.
    pub(super) fn statements_of(&self, nodes: &[i64]) -> Result<Vec<i64>, StoreError> {
        let query = format!(
            "SELECT u FROM statement WHERE speaker IN ({LISTED}) UNION SELECT u FROM about WHERE n IN ({LISTED})"
        );
        self.column(&query, &list(nodes))
    }

    /// The one column of a query about a list of numbers.
    pub(super) fn column(&self, query: &str, numbers: &str) -> Result<Vec<i64>, StoreError> {
        self.asked(query, numbers, |row| row.get(0))
    }

    /// The two columns of a query about a list of numbers.
    fn pairs(&self, query: &str, numbers: &str) -> Result<Vec<(i64, i64)>, StoreError> {
        self.asked(query, numbers, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn asked<T>(
        &self,
        query: &str,
        numbers: &str,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = || {
            let mut query = self.connection.prepare_cached(query)?;
            query.query_map([numbers], row)?.collect::<rusqlite::Result<_>>()
        };
        rows().map_err(|error| self.error(error))
    }
}

/// Numbers as a JSON list, which SQLite reads as a table.
pub(super) fn list(numbers: &[i64]) -> String {
    let mut list = String::from("[");
    for (place, number) in numbers.iter().enumerate() {
        _ = write!(list, "{}{number}", if place == 0 { "" } else { "," });
    }
    list.push(']');
    list
}
