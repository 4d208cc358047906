//! What the algorithms make of the graph that is kept: computed when it is asked for, and kept beside it.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Store, StoreError};
use crate::graph::{KnowledgeGraph, Overview};

impl Store {
    /// Whether the nodes of the graph are measured.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_measured(&self) -> Result<bool, StoreError> {
        Ok(self.state("measured")? == self.state("drawn")?)
    }

    /// Keeps the measures of the graph that stands. False where another was drawn meanwhile: then nothing is kept.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_measures(&mut self, graph: &KnowledgeGraph) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let mut ids = transaction.prepare_cached("SELECT n, id FROM node ORDER BY id")?;
            let rows: Vec<(i64, String)> =
                ids.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            let same = rows.len() == graph.graph.node_count()
                && rows.iter().zip(graph.graph.node_weights()).all(|(row, node)| row.1 == node.id);
            if !same {
                return Ok(false);
            }
            transaction.execute("DELETE FROM measure", [])?;
            let mut order = transaction
                .prepare_cached("INSERT INTO measure VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
            for ((n, _), node) in rows.iter().zip(graph.graph.node_weights()) {
                let m = &node.measures;
                order.execute(params![
                    n,
                    m.degree_in,
                    m.degree_out,
                    m.degree_total,
                    m.weighted_degree,
                    m.pagerank,
                    m.betweenness,
                    m.community,
                    m.component,
                    m.x,
                    m.y,
                    m.size
                ])?;
            }
            if let Some(overview) = &graph.overview {
                let mut figure = transaction.prepare_cached("INSERT OR REPLACE INTO state VALUES (?1, ?2)")?;
                for (name, value) in figures(overview) {
                    figure.execute(params![name, value])?;
                }
            }
            let drawn = "(SELECT value FROM state WHERE name = 'drawn')";
            transaction.execute(&format!("UPDATE state SET value = {drawn} WHERE name = 'measured'"), [])?;
            Ok(true)
        })
    }

    /// What is to be said of the measures that are kept; none where the graph is not measured.
    pub(super) fn overview(&self) -> Result<Option<Overview>, StoreError> {
        if !self.is_measured()? {
            return Ok(None);
        }
        let rows = self.all("SELECT name, value FROM state", |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: BTreeMap<String, i64> = rows.into_iter().collect();
        let [components, communities, modularity, pivots, error] = FIGURES.map(|name| rows.get(name).copied());
        let count = |value: Option<i64>| value.and_then(|value| usize::try_from(value).ok());
        let share = |value: Option<i64>| value.map(|value| value as f64 / MILLION);
        let overview = || {
            Some(Overview {
                components: count(components)?,
                communities: count(communities)?,
                modularity: share(modularity)?,
                betweenness_pivots: count(pivots)?,
                betweenness_error: share(error)?,
            })
        };
        Ok(overview())
    }
}

/// The names of an overview's figures; shares are kept in millionths.
const FIGURES: [&str; 5] = ["components", "communities", "modularity", "betweenness_pivots", "betweenness_error"];
const MILLION: f64 = 1e6;

/// The figures of an overview with their names.
fn figures(overview: &Overview) -> impl Iterator<Item = (&'static str, i64)> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let share = |number: f64| (number * MILLION).round() as i64;
    let Overview { components, communities, modularity, betweenness_pivots, betweenness_error } = *overview;
    FIGURES.into_iter().zip([
        count(components),
        count(communities),
        share(modularity),
        count(betweenness_pivots),
        share(betweenness_error),
    ])
}
