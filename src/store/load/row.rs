//! Rows of the tables as the graph's own types.

use rusqlite::Row;
use rustc_hash::FxHashMap;

use crate::graph::{Edge, EdgeEvidence, Measures, Node};
use crate::model::extraction::Passage;

/// From the number in the file to that in the graph.
pub(super) type Numbers = FxHashMap<i64, u32>;

/// The number in the graph of what a column refers to.
pub(super) fn number(numbers: &Numbers, row: &Row<'_>, column: usize) -> rusqlite::Result<u32> {
    let number = row.get(column)?;
    numbers.get(&number).copied().ok_or(rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// The passage whose four columns begin here.
pub(super) fn passage(row: &Row<'_>, column: usize) -> rusqlite::Result<Passage> {
    Ok(Passage {
        field: row.get(column)?,
        start: row.get(column + 1)?,
        end: row.get(column + 2)?,
        text: row.get(column + 3)?,
    })
}

/// A node without its mentions.
pub(super) fn node(row: &Row<'_>) -> rusqlite::Result<Node> {
    let aliases: String = row.get(7)?;
    let aliases = serde_json::from_str(&aliases)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(error)))?;
    Ok(Node {
        id: row.get(1)?,
        kind: row.get(2)?,
        label: row.get(3)?,
        label_ar: row.get(4)?,
        label_en: row.get(5)?,
        label_source: row.get(6)?,
        aliases,
        wikidata: row.get(8)?,
        subtype: row.get(9)?,
        gender: row.get(10)?,
        country: row.get(11)?,
        iso2: row.get(12)?,
        iso3: row.get(13)?,
        latitude: row.get(14)?,
        longitude: row.get(15)?,
        event_type: row.get(16)?,
        event_start: row.get(17)?,
        event_end: row.get(18)?,
        time_text: row.get(19)?,
        mention_count: row.get(20)?,
        article_count: row.get(21)?,
        first_seen: row.get(22)?,
        last_seen: row.get(23)?,
        mentions: Vec::new(),
        measures: measures(row)?,
    })
}

/// The measures after the columns of a node; none where it is not measured.
fn measures(row: &Row<'_>) -> rusqlite::Result<Measures> {
    if row.get::<_, Option<u32>>(24)?.is_none() {
        return Ok(Measures::default());
    }
    Ok(Measures {
        degree_in: row.get(24)?,
        degree_out: row.get(25)?,
        degree_total: row.get(26)?,
        weighted_degree: row.get(27)?,
        pagerank: row.get(28)?,
        betweenness: row.get(29)?,
        community: row.get(30)?,
        component: row.get(31)?,
        x: row.get(32)?,
        y: row.get(33)?,
        size: row.get(34)?,
    })
}

/// An edge with its evidence.
pub(super) fn edge(row: &Row<'_>, evidence: Vec<EdgeEvidence>) -> rusqlite::Result<Edge> {
    Ok(Edge {
        id: row.get(3)?,
        predicate: row.get(4)?,
        modality: row.get(5)?,
        role: row.get(6)?,
        source_count: row.get(7)?,
        confidence: row.get(8)?,
        valid_from: row.get(9)?,
        valid_to: row.get(10)?,
        first_seen: row.get(11)?,
        last_seen: row.get(12)?,
        evidence,
    })
}
