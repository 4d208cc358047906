//! Nodes that got another id keep their rows; the ids of edges and statements are made of theirs.
//!
//! Law: afterwards edges and statements are called, and symmetric edges run, as if they were written now.

use rusqlite::params;

use super::{Drawing, Picture};
use crate::graph::build::edge_id;
use crate::graph::piece::statement_id;
use crate::model::kinds::{Modality, Predicate};
use crate::model::span::Field;

impl<P: Picture> Drawing<'_, P> {
    /// Names the edges and statements of such nodes anew.
    pub(super) fn rename(&self, nodes: &[i64]) -> rusqlite::Result<()> {
        let (mut edges, mut statements) = (Vec::new(), Vec::new());
        for &n in nodes {
            edges.extend(self.numbers("SELECT e FROM edge WHERE source = ?1", n)?);
            edges.extend(self.numbers("SELECT e FROM edge WHERE target = ?1", n)?);
            statements.extend(self.numbers("SELECT u FROM statement WHERE speaker = ?1", n)?);
        }
        edges.sort_unstable();
        edges.dedup();
        let mut query = self.transaction.prepare_cached(
            "SELECT subject.id, predicate, object.id, modality, ifnull(role, ''), source, target
             FROM edge JOIN node AS subject ON subject.n = source JOIN node AS object ON object.n = target WHERE e = ?1",
        )?;
        let mut order =
            self.transaction.prepare_cached("UPDATE edge SET (id, source, target) = (?2, ?3, ?4) WHERE e = ?1")?;
        for e in edges {
            let row = |row: &rusqlite::Row<'_>| {
                let (predicate, modality): (Predicate, Modality) = (row.get(1)?, row.get(3)?);
                let (subject, object, role): (String, String, String) = (row.get(0)?, row.get(2)?, row.get(4)?);
                let (source, target): (i64, i64) = (row.get(5)?, row.get(6)?);
                Ok(if predicate.is_symmetric() && subject > object {
                    (edge_id(&object, predicate, &subject, modality, &role), target, source)
                } else {
                    (edge_id(&subject, predicate, &object, modality, &role), source, target)
                })
            };
            let (id, source, target) = query.query_row([e], row)?;
            order.execute(params![e, id, source, target])?;
        }
        let mut query = self.transaction.prepare_cached(
            "SELECT article.id, field, \"start\", text, node.id
             FROM statement JOIN article USING (a) JOIN node ON n = speaker WHERE u = ?1",
        )?;
        let mut order = self.transaction.prepare_cached("UPDATE statement SET id = ?2 WHERE u = ?1")?;
        for u in statements {
            let row = |row: &rusqlite::Row<'_>| {
                let (article, text, speaker): (String, String, String) = (row.get(0)?, row.get(3)?, row.get(4)?);
                Ok(statement_id(&article, row.get::<_, Field>(1)?, row.get(2)?, &text, &speaker))
            };
            order.execute(params![u, query.query_row([u], row)?])?;
        }
        Ok(())
    }
}
