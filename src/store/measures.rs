//! What the algorithms make of the graph that is kept: computed when it is asked for, and kept beside it.

use rusqlite::params;

use super::{Store, StoreError};
use crate::graph::KnowledgeGraph;

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
            let drawn = "(SELECT value FROM state WHERE name = 'drawn')";
            transaction.execute(&format!("UPDATE state SET value = {drawn} WHERE name = 'measured'"), [])?;
            Ok(true)
        })
    }
}
