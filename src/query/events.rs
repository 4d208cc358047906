//! What happened? Events by place, time, type and participant, in the order of time.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::kinds::{EventType, NodeKind, Predicate};

/// An event with who and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// The event.
    #[serde(flatten)]
    pub node: NodeRef,
    /// Which sort of occurrence.
    pub event_type: Option<EventType>,
    /// First day.
    pub event_start: Option<Date>,
    /// Last day.
    pub event_end: Option<Date>,
    /// The time words as written.
    pub time_text: Option<String>,
    /// Publication day of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// Articles that mention it.
    pub article_count: u32,
    /// Who hosted it.
    pub hosts: Vec<NodeRef>,
    /// Who took part.
    pub participants: Vec<NodeRef>,
    /// Where.
    pub places: Vec<NodeRef>,
    /// Every fact about it.
    pub facts: Vec<Fact>,
}

/// Which events are asked for; what is not given does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Hosted it, took part in it, or is where it happened.
    pub with: Option<NodeIndex>,
    /// Is where it happened, or hosted it.
    pub place: Option<NodeIndex>,
    /// Which sort of occurrence.
    pub event_type: Option<EventType>,
    /// Not over before.
    pub from: Option<Date>,
    /// Not begun after.
    pub to: Option<Date>,
}

/// What an event has to do with those it was held with; to speak of it is not to be there.
const WITH: &[Predicate] = &[Predicate::ParticipatedIn, Predicate::Hosted, Predicate::LocatedIn];

/// What it has to do with its place.
const PLACE: &[Predicate] = &[Predicate::LocatedIn, Predicate::Hosted];

/// The events that a filter lets through, in the order of their first days; those without one at the end.
///
/// An event without a day of its own is taken to be of the time when it was first told of.
#[must_use]
pub fn events(graph: &KnowledgeGraph, filter: Filter, scope: Scope) -> Vec<EventRow> {
    let mut rows = Vec::new();
    for index in graph.graph.node_indices() {
        let node = &graph.graph[index];
        if node.kind != Some(NodeKind::Event) || filter.event_type.is_some_and(|t| node.event_type != Some(t)) {
            continue;
        }
        let start = node.event_start.or(node.first_seen);
        let end = node.event_end.or(start);
        let timely = filter.from.is_none_or(|from| end.is_some_and(|d| d.last_day() >= from.first_day()))
            && filter.to.is_none_or(|to| start.is_some_and(|d| d.first_day() <= to.last_day()));
        let edges = edges(graph, index, scope);
        let has = |wanted: NodeIndex, by: &[Predicate]| {
            edges.iter().any(|&(edge, other)| other == wanted && by.contains(&graph.graph[edge].predicate))
        };
        if !timely || filter.with.is_some_and(|n| !has(n, WITH)) || filter.place.is_some_and(|n| !has(n, PLACE)) {
            continue;
        }
        let who = |predicate: Predicate| {
            let mut list: Vec<NodeIndex> =
                edges.iter().filter(|(edge, _)| graph.graph[*edge].predicate == predicate).map(|e| e.1).collect();
            list.sort_unstable();
            list.dedup();
            list.into_iter().map(|n| node_ref(graph, n)).collect::<Vec<_>>()
        };
        rows.push(EventRow {
            node: node_ref(graph, index),
            event_type: node.event_type,
            event_start: node.event_start,
            event_end: node.event_end,
            time_text: node.time_text.clone(),
            first_seen: node.first_seen,
            article_count: node.article_count,
            hosts: who(Predicate::Hosted),
            participants: who(Predicate::ParticipatedIn),
            places: who(Predicate::LocatedIn),
            facts: edges.iter().map(|&(edge, _)| fact(graph, edge)).collect(),
        });
    }
    let day = |row: &EventRow| row.event_start.or(row.first_seen).map(Date::day_number);
    rows.sort_by_key(|row| (day(row).is_none(), day(row)));
    rows
}
