//! Who or what is it? A node → its dossier: names, roles, events, meetings, acts, statements, neighbours, articles.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use serde::Serialize;

use super::events::{EventRow, event};
use super::neighbors::{Neighbor, neighbors};
use super::quotes::{self, Quote, quotes};
use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::extraction::Source;
use crate::model::kinds::{EventType, NodeKind, Predicate};

/// What the graph knows of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier<'g> {
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef<'g>,
    /// Other names.
    pub aliases: Vec<&'g str>,
    /// Finer kind.
    pub subtype: Option<&'g str>,
    /// ISO 3166-1 code of its country.
    pub country: Option<&'g str>,
    /// Item of Wikidata.
    pub wikidata: Option<&'g str>,
    /// Which sort of occurrence, for events.
    pub event_type: Option<EventType>,
    /// First day, for events.
    pub event_start: Option<Date>,
    /// Last day, for events.
    pub event_end: Option<Date>,
    /// Mentions in all articles.
    pub mention_count: u32,
    /// Articles that mention it.
    pub article_count: u32,
    /// Publication day of the first article.
    pub first_seen: Option<Date>,
    /// Publication day of the last article.
    pub last_seen: Option<Date>,
    /// Offices that it holds, in the order of time.
    pub roles: Vec<Fact<'g>>,
    /// Who holds an office in it, in the order of time.
    pub officers: Vec<Fact<'g>>,
    /// Where it is, what it is part of, what is part of it, and its kin.
    pub belongs: Vec<Fact<'g>>,
    /// What it hosted, took part in, or is the place of, in the order of time.
    pub events: Vec<EventRow<'g>>,
    /// Of an event, who hosted it, who took part and where it was.
    pub parts: Vec<Fact<'g>>,
    /// Whom it met, the oftenest first.
    pub met: Vec<Meeting<'g>>,
    /// What it did to others, and others to it, in the order of time.
    pub acts: Vec<Fact<'g>>,
    /// What it said.
    pub said: Vec<Quote<'g>>,
    /// What was said about it.
    pub said_about: Vec<Quote<'g>>,
    /// Its neighbours, the strongest first.
    pub neighbors: Vec<Neighbor<'g>>,
    /// The articles that mention it.
    pub articles: Vec<&'g Source>,
}

/// Someone whom a node met.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting<'g> {
    /// The other.
    pub who: NodeRef<'g>,
    /// The facts that say so: that they met, or that they took part in one meeting or visit.
    pub facts: Vec<Fact<'g>>,
    /// The meetings and visits in which both took part.
    pub events: Vec<NodeRef<'g>>,
}

/// The dossier of a node.
#[must_use]
pub fn show(graph: &KnowledgeGraph, index: NodeIndex, scope: Scope) -> Dossier<'_> {
    let node = &graph.graph[index];
    let edges = edges(graph, index, scope);
    let is_event = node.kind == Some(NodeKind::Event);
    let facts = |wanted: &dyn Fn(Predicate, bool) -> bool| {
        let wanted = edges.iter().filter(|(edge, _)| {
            let outgoing = graph.graph.edge_endpoints(*edge).is_some_and(|ends| ends.0 == index);
            wanted(graph.graph[*edge].predicate, outgoing)
        });
        let mut facts: Vec<Fact<'_>> = wanted.map(|(edge, _)| fact(graph, *edge)).collect();
        facts.sort_by(|a, b| {
            let day = |fact: &Fact| fact.valid_from.or(fact.first_seen).map(Date::day_number);
            day(a).cmp(&day(b)).then(b.weight.total_cmp(&a.weight)).then_with(|| a.id.cmp(b.id))
        });
        facts
    };
    let is_part = |p: Predicate| matches!(p, Predicate::Hosted | Predicate::ParticipatedIn | Predicate::LocatedIn);
    let belongs = |p: Predicate| {
        matches!(p, Predicate::LocatedIn | Predicate::PartOf | Predicate::MemberOf | Predicate::FamilyOf)
    };
    let mut articles: Vec<u32> = node.mentions.iter().map(|m| m.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let articles = articles.iter().filter_map(|&a| graph.articles.get(a as usize));
    let said = quotes::Filter { speaker: Some(index), ..quotes::Filter::default() };
    let said_about = quotes::Filter { about: vec![index], ..quotes::Filter::default() };
    let mut belonging = facts(&|p, _| belongs(p) && !is_event);
    belonging.retain(|fact| ![&fact.subject, &fact.object].iter().any(|end| end.kind == Some(NodeKind::Event)));
    Dossier {
        node: node_ref(graph, index),
        aliases: node.aliases.iter().map(String::as_str).collect(),
        subtype: node.subtype.as_deref(),
        country: node.country.as_deref(),
        wikidata: node.wikidata.as_deref(),
        event_type: node.event_type,
        event_start: node.event_start,
        event_end: node.event_end,
        mention_count: node.mention_count,
        article_count: node.article_count,
        first_seen: node.first_seen,
        last_seen: node.last_seen,
        roles: facts(&|p, outgoing| p == Predicate::HoldsRole && outgoing),
        officers: facts(&|p, outgoing| p == Predicate::HoldsRole && !outgoing),
        belongs: belonging,
        events: events(graph, &edges, scope),
        parts: facts(&|p, _| is_part(p) && is_event),
        met: met(graph, index, &edges, scope),
        acts: facts(&|p, _| p.is_act()),
        said: quotes(graph, &said, scope),
        said_about: quotes(graph, &said_about, scope),
        neighbors: neighbors(graph, index, 1, scope),
        articles: articles.filter(|source| scope.reports(source.published)).collect(),
    }
}

/// What these edges of a node lead to that is an event, in the order of time.
pub(super) fn events<'g>(
    graph: &'g KnowledgeGraph,
    edges: &[(EdgeIndex, NodeIndex)],
    scope: Scope,
) -> Vec<EventRow<'g>> {
    let takes_part = |p: Predicate| matches!(p, Predicate::Hosted | Predicate::ParticipatedIn | Predicate::LocatedIn);
    let parts = edges.iter().filter(|(edge, other)| {
        takes_part(graph.graph[*edge].predicate) && graph.graph[*other].kind == Some(NodeKind::Event)
    });
    let mut nodes: Vec<NodeIndex> = parts.map(|&(_, other)| other).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let mut rows: Vec<EventRow<'_>> = nodes.into_iter().map(|node| event(graph, node, scope)).collect();
    rows.sort_by_key(|row| {
        let day = row.event_start.or(row.first_seen).map(Date::day_number);
        (day.is_none(), day)
    });
    rows
}

/// Whom a node met: by a fact that says so, or as its host, guest or counterpart in a meeting or visit.
fn met<'g>(
    graph: &'g KnowledgeGraph,
    index: NodeIndex,
    edges: &[(EdgeIndex, NodeIndex)],
    scope: Scope,
) -> Vec<Meeting<'g>> {
    let mut meetings: BTreeMap<NodeIndex, (Vec<EdgeIndex>, Vec<NodeIndex>)> = BTreeMap::new();
    let takes_part =
        |edge: EdgeIndex| matches!(graph.graph[edge].predicate, Predicate::Hosted | Predicate::ParticipatedIn);
    for &(edge, other) in edges {
        if graph.graph[edge].predicate == Predicate::Met {
            meetings.entry(other).or_default().0.push(edge);
        }
        let kind = graph.graph[other].event_type;
        if takes_part(edge) && matches!(kind, Some(EventType::Meeting | EventType::Visit | EventType::Summit)) {
            for (theirs, who) in super::edges(graph, other, scope) {
                if takes_part(theirs) && who != index {
                    let (facts, events) = meetings.entry(who).or_default();
                    facts.extend([edge, theirs]);
                    events.push(other);
                }
            }
        }
    }
    let mut met: Vec<Meeting<'_>> = meetings
        .into_iter()
        .map(|(who, (mut facts, mut events))| {
            facts.sort_unstable();
            facts.dedup();
            events.sort_unstable();
            events.dedup();
            Meeting {
                who: node_ref(graph, who),
                facts: facts.into_iter().map(|edge| fact(graph, edge)).collect(),
                events: events.into_iter().map(|event| node_ref(graph, event)).collect(),
            }
        })
        .collect();
    met.sort_by(|a, b| b.facts.len().cmp(&a.facts.len()).then_with(|| a.who.id.cmp(b.who.id)));
    met
}
