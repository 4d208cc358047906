//! Nodes: written where they are new or changed, and laid where their events were.

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Compared, Drawing, Picture};
use crate::graph::Node;
use crate::model::kinds::NodeKind;
use crate::store::search::index_names;

/// What became of the nodes that were there.
#[derive(Default)]
pub(super) struct Nodes {
    /// Those that are no more.
    pub gone: Vec<i64>,
    /// Those that got another id.
    pub renamed: Vec<i64>,
    /// Events that were written again, without where they were.
    pub events: Vec<i64>,
    /// Places that lie elsewhere than they did.
    pub moved: Vec<i64>,
}

/// Where a node lies: latitude, longitude and country.
type Place = (Option<f64>, Option<f64>, Option<String>);

impl<P: Picture> Drawing<'_, P> {
    /// Writes the nodes that are new or changed.
    pub(super) fn write_nodes(&mut self) -> rusqlite::Result<Nodes> {
        let marks: Vec<i64> = (0..self.picture.nodes()).map(|node| self.picture.mark(node)).collect();
        let Compared { kept, mut new, mut gone } = self.compare("node", "n", &marks)?;
        let mut nodes = Nodes::default();
        self.nodes = vec![0; marks.len()];
        for (node, n) in kept {
            self.nodes[node] = n;
        }
        new.sort_unstable();
        let mut found = self.transaction.prepare_cached("SELECT n FROM node WHERE id = ?1")?;
        let found = |&node: &usize| found.query_row([self.picture.id(node)], |row| row.get(0)).optional();
        let mut rows: Vec<Option<i64>> = new.iter().map(found).collect::<rusqlite::Result<_>>()?;
        let stays: FxHashSet<i64> = rows.iter().copied().flatten().collect();
        gone.retain(|n| !stays.contains(n));
        // What is called otherwise now keeps its row, so that what refers to it need not be written again.
        let mut kin: FxHashMap<i64, i64> = FxHashMap::default();
        for &n in &gone {
            kin.extend(self.numbers("SELECT kin FROM node WHERE n = ?1", n)?.into_iter().map(|kin| (kin, n)));
        }
        let mut order = self.transaction.prepare_cached("UPDATE node SET id = ?2 WHERE n = ?1")?;
        for (&node, row) in new.iter().zip(&mut rows).filter(|(_, row)| row.is_none()) {
            *row = self.picture.kin(node).into_iter().find_map(|own| kin.remove(&own));
            if let Some(n) = *row {
                order.execute(params![n, self.picture.id(node)])?;
                nodes.renamed.push(n);
            }
        }
        for (node, before) in new.into_iter().zip(rows) {
            let kin = self.picture.kin(node).into_iter().min().unwrap_or_default();
            let marks = (marks[node], kin);
            self.nodes[node] = self.write_node(&self.picture.node(node), marks, before, &mut nodes)?;
        }
        nodes.renamed.sort_unstable();
        gone.retain(|n| nodes.renamed.binary_search(n).is_err());
        nodes.gone = gone;
        Ok(nodes)
    }

    fn write_node(
        &self,
        node: &Node,
        (mark, kin): (i64, i64),
        before: Option<i64>,
        nodes: &mut Nodes,
    ) -> rusqlite::Result<i64> {
        let place = (node.latitude, node.longitude, node.country.clone());
        if node.kind == Some(NodeKind::Event) {
            nodes.events.extend(before);
        } else if let Some(n) = before
            && self.place(n)? != place
        {
            nodes.moved.push(n);
        }
        let mut order = self.transaction.prepare_cached(NODE)?;
        let n = order.query_row(
            params![
                node.id,
                node.kind,
                node.label,
                node.label_ar,
                node.label_en,
                node.label_source,
                serde_json::Value::from(node.aliases.clone()).to_string(),
                node.wikidata,
                node.subtype,
                node.gender,
                node.country,
                node.iso2,
                node.iso3,
                node.latitude,
                node.longitude,
                node.event_type,
                node.event_start,
                node.event_end,
                node.time_text,
                node.mention_count,
                node.article_count,
                node.first_seen,
                node.last_seen,
                mark,
                kin
            ],
            |row| row.get(0),
        )?;
        if before.is_some() {
            self.transaction.prepare_cached("DELETE FROM name WHERE rowid = ?1")?.execute([n])?;
        }
        let labels = [Some(&node.label), node.label_ar.as_ref(), node.label_en.as_ref()];
        index_names(self.transaction, n, labels.into_iter().flatten().chain(&node.aliases).map(String::as_str))?;
        Ok(n)
    }

    fn place(&self, n: i64) -> rusqlite::Result<Place> {
        let query = "SELECT latitude, longitude, country FROM node WHERE n = ?1";
        self.transaction.prepare_cached(query)?.query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Lays events where they were, as [`crate::graph::build()`] does: those given, those that were written again, and those
    /// in places that moved or got another id, which decides between places that tell the same.
    pub(super) fn locate(&self, mut events: Vec<i64>, nodes: &Nodes) -> rusqlite::Result<()> {
        events.extend(&nodes.events);
        for &place in nodes.moved.iter().chain(&nodes.renamed) {
            events
                .extend(self.numbers("SELECT source FROM edge WHERE target = ?1 AND predicate = 'located_in'", place)?);
        }
        events.sort_unstable();
        events.dedup();
        // A city tells more than its country; then the one that more evidence puts it in.
        let mut query = self.transaction.prepare_cached(
            "SELECT place.latitude, place.longitude, place.country FROM edge JOIN node AS place ON place.n = target
             WHERE source = ?1 AND predicate = 'located_in' AND modality = 'asserted'
               AND place.latitude IS NOT NULL AND place.longitude IS NOT NULL
             ORDER BY place.kind = 'place' DESC, (SELECT count(*) FROM proof WHERE proof.e = edge.e) DESC, place.id
             LIMIT 1",
        )?;
        let mut order = self.transaction.prepare_cached(
            "UPDATE node SET (latitude, longitude, country) = (?2, ?3, ?4) WHERE n = ?1 AND kind = 'event'",
        )?;
        for n in events {
            let place: Option<Place> =
                query.query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
            let (latitude, longitude, country) = place.unwrap_or_default();
            order.execute(params![n, latitude, longitude, country])?;
        }
        Ok(())
    }
}

const NODE: &str = "INSERT INTO node (id, kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype,
    gender, country, iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
    article_count, first_seen, last_seen, mark, kin)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
  ON CONFLICT (id) DO UPDATE SET (kind, label, label_ar, label_en, label_source, aliases, wikidata, subtype, gender,
    country, iso2, iso3, latitude, longitude, event_type, event_start, event_end, time_text, mention_count,
    article_count, first_seen, last_seen, mark, kin)
  = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
  RETURNING n";
