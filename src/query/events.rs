//! What happened? Events by place, time, type and participant, in the order of time.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::times::Spell;
use crate::graph::{KnowledgeGraph, Node};
use crate::model::date::Date;
use crate::model::kinds::{EventType, NodeKind, Predicate};

/// An event with who and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow<'g> {
    /// The event.
    #[serde(flatten)]
    pub node: NodeRef<'g>,
    /// Which sort of occurrence.
    pub event_type: Option<EventType>,
    /// First day.
    pub event_start: Option<Date>,
    /// Last day.
    pub event_end: Option<Date>,
    /// The time words as written.
    pub time_text: Option<&'g str>,
    /// Publication day of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// Articles that mention it.
    pub article_count: u32,
    /// Who hosted it.
    pub hosts: Vec<NodeRef<'g>>,
    /// Who took part.
    pub participants: Vec<NodeRef<'g>>,
    /// Where.
    pub places: Vec<NodeRef<'g>>,
    /// Every fact about it.
    pub facts: Vec<Fact<'g>>,
}

/// Which events are asked for; what is not given does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// All of these hosted it or took part in it.
    pub participants: Vec<NodeIndex>,
    /// It happened here, or in a place of this country, or this country or place hosted it.
    pub place: Option<NodeIndex>,
    /// Which sort of occurrence.
    pub event_type: Option<EventType>,
}

/// The events that a filter lets through, in the order of their first days; those without one at the end.
///
/// An event without a day of its own is taken to be of the time when it was first told of.
#[must_use]
pub fn events<'g>(graph: &'g KnowledgeGraph, filter: &Filter, scope: Scope) -> Vec<EventRow<'g>> {
    // What is known of an event is told whatever its day; only the event itself has to be of the time.
    let anytime = Scope { from: None, to: None, ..scope };
    let of_type = |node: &Node| filter.event_type.is_none_or(|wanted| node.event_type == Some(wanted));
    let mut rows: Vec<EventRow<'_>> = graph
        .graph
        .node_indices()
        .filter(|&index| {
            let node = &graph.graph[index];
            node.kind == Some(NodeKind::Event) && of_type(node) && scope.covers(days(node))
        })
        .filter(|&index| fits(graph, index, filter, anytime))
        .map(|index| event(graph, index, anytime))
        .collect();
    rows.sort_by_key(|row| {
        let day = row.event_start.or(row.first_seen).map(Date::day_number);
        (day.is_none(), day)
    });
    rows
}

/// When an event is taken to have been.
fn days(node: &Node) -> Spell {
    let start = node.event_start.or(node.first_seen);
    Spell::between(start, node.event_end.or(start))
}

/// Whether those who are asked for were there, and it was where it is asked for.
fn fits(graph: &KnowledgeGraph, index: NodeIndex, filter: &Filter, scope: Scope) -> bool {
    let edges = edges(graph, index, scope);
    let has = |predicates: [Predicate; 2], fits: &dyn Fn(NodeIndex) -> bool| {
        edges.iter().any(|&(edge, other)| predicates.contains(&graph.graph[edge].predicate) && fits(other))
    };
    let part = [Predicate::ParticipatedIn, Predicate::Hosted];
    let place = [Predicate::LocatedIn, Predicate::Hosted];
    filter.participants.iter().all(|&who| has(part, &|other| other == who))
        && filter.place.is_none_or(|whole| has(place, &|other| is_within(graph, other, whole)))
}

/// Whether a place is another, or lies in that country.
fn is_within(graph: &KnowledgeGraph, place: NodeIndex, whole: NodeIndex) -> bool {
    let (place_node, whole_node) = (&graph.graph[place], &graph.graph[whole]);
    place == whole
        || place_node.kind == Some(NodeKind::Place)
            && whole_node.iso2.is_some()
            && place_node.country == whole_node.iso2
}

/// An event with everything that is known of it.
pub(super) fn event(graph: &KnowledgeGraph, index: NodeIndex, scope: Scope) -> EventRow<'_> {
    let node = &graph.graph[index];
    let edges = edges(graph, index, scope);
    let who = |predicate: Predicate| {
        let of = edges.iter().filter(|(edge, _)| graph.graph[*edge].predicate == predicate);
        let mut list: Vec<NodeIndex> = of.map(|&(_, other)| other).collect();
        list.sort_unstable();
        list.dedup();
        list.into_iter().map(|n| node_ref(graph, n)).collect::<Vec<_>>()
    };
    EventRow {
        node: node_ref(graph, index),
        event_type: node.event_type,
        event_start: node.event_start,
        event_end: node.event_end,
        time_text: node.time_text.as_deref(),
        first_seen: node.first_seen,
        article_count: node.article_count,
        hosts: who(Predicate::Hosted),
        participants: who(Predicate::ParticipatedIn),
        places: who(Predicate::LocatedIn),
        facts: edges.iter().map(|&(edge, _)| fact(graph, edge)).collect(),
    }
}
