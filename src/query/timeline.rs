//! What became of it? A node → its events, facts and statements in the order of time.
//!
//! Law: a day of publication never poses as the day on which something happened.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::events::EventRow;
use super::quotes::{self, Quote, quotes};
use super::{Fact, Scope, edges, fact, show};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::kinds::{NodeKind, Predicate};

/// An entry of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry<'g> {
    /// The first day, or the day of the first report.
    pub when: Option<Date>,
    /// The last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Whether the day is only that of the report.
    pub reported: bool,
    /// What happened, held or was said.
    #[serde(flatten)]
    pub what: What<'g>,
}

/// What stands at a place of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What<'g> {
    /// An event in which it had a part.
    Event(EventRow<'g>),
    /// A fact between it and another.
    Fact(Fact<'g>),
    /// A statement by it or about it.
    Statement(Quote<'g>),
}

/// The timeline of a node; what has no day stands at the end.
#[must_use]
pub fn timeline(graph: &KnowledgeGraph, node: NodeIndex, scope: Scope) -> Vec<Entry<'_>> {
    let edges = edges(graph, node, scope);
    let mut entries: Vec<Entry<'_>> = show::events(graph, &edges, scope).into_iter().map(of_event).collect();
    let is_event = |node: NodeIndex| graph.graph[node].kind == Some(NodeKind::Event);
    // Events stand for the facts that tie it to them, and statements for what is said about it.
    let plain =
        edges.iter().filter(|(edge, other)| !is_event(*other) && graph.graph[*edge].predicate != Predicate::SaidAbout);
    entries.extend(plain.map(|&(edge, _)| of_fact(fact(graph, edge))));
    let by = quotes::Filter { speaker: Some(node), ..quotes::Filter::default() };
    let about = quotes::Filter { about: vec![node], ..quotes::Filter::default() };
    let mut said = quotes(graph, &by, scope);
    for quote in quotes(graph, &about, scope) {
        if said.iter().all(|known| known.id != quote.id) {
            said.push(quote);
        }
    }
    entries.extend(said.into_iter().map(of_quote));
    entries.sort_by_key(|entry| (entry.when.is_none(), entry.when.map(Date::day_number)));
    entries
}

fn of_event(row: EventRow<'_>) -> Entry<'_> {
    let (start, end) = (row.event_start, row.event_end);
    Entry {
        when: start.or(row.first_seen),
        until: end.filter(|_| end != start),
        reported: start.is_none(),
        what: What::Event(row),
    }
}

fn of_fact(fact: Fact<'_>) -> Entry<'_> {
    let dated = fact.valid_from.is_some() || fact.valid_to.is_some();
    Entry {
        when: fact.valid_from.or(fact.valid_to).or(fact.first_seen),
        until: fact.valid_to.filter(|_| fact.valid_from.is_some() && fact.valid_to != fact.valid_from),
        reported: !dated,
        what: What::Fact(fact),
    }
}

fn of_quote(quote: Quote<'_>) -> Entry<'_> {
    Entry { when: quote.proof.published, until: None, reported: true, what: What::Statement(quote) }
}
