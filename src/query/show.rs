//! Who or what is it? A node → its dossier: names, roles, events, acts, statements, neighbours, articles.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::neighbors::{Neighbor, neighbors};
use super::quotes::{self, Quote, quotes};
use super::{Fact, NodeRef, Scope, edges, fact, node_ref};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::extraction::Source;
use crate::model::kinds::{EventType, Predicate};

/// What the graph knows of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier {
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef,
    /// Other names.
    pub aliases: Vec<String>,
    /// Finer kind.
    pub subtype: Option<String>,
    /// ISO 3166-1 code of its country.
    pub country: Option<String>,
    /// Item of Wikidata.
    pub wikidata: Option<String>,
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
    pub roles: Vec<Fact>,
    /// Who holds an office in it.
    pub officers: Vec<Fact>,
    /// What it hosted and took part in; of an event, who did.
    pub events: Vec<Fact>,
    /// Where it is, what it is part of, and what is part of it.
    pub belongs: Vec<Fact>,
    /// What it did to others, and others to it.
    pub acts: Vec<Fact>,
    /// What it said.
    pub said: Vec<Quote>,
    /// What was said about it.
    pub said_about: Vec<Quote>,
    /// Its neighbours, the strongest first.
    pub neighbors: Vec<Neighbor>,
    /// The articles that mention it.
    pub articles: Vec<Source>,
}

/// The dossier of a node.
#[must_use]
pub fn show(graph: &KnowledgeGraph, index: NodeIndex, scope: Scope) -> Dossier {
    let node = &graph.graph[index];
    let edges = edges(graph, index, scope);
    let facts = |wanted: &dyn Fn(Predicate, bool) -> bool| {
        let mut facts: Vec<Fact> = edges
            .iter()
            .filter(|(edge, _)| {
                let outgoing = graph.graph.edge_endpoints(*edge).is_some_and(|ends| ends.0 == index);
                wanted(graph.graph[*edge].predicate, outgoing)
            })
            .map(|(edge, _)| fact(graph, *edge))
            .collect();
        facts.sort_by(|a, b| {
            let day = |fact: &Fact| fact.valid_from.or(fact.first_seen).map(Date::day_number);
            day(a).cmp(&day(b)).then(b.weight.total_cmp(&a.weight)).then_with(|| a.id.cmp(&b.id))
        });
        facts
    };
    let is_event = |p: Predicate| matches!(p, Predicate::Hosted | Predicate::ParticipatedIn);
    let belongs = |p: Predicate| matches!(p, Predicate::LocatedIn | Predicate::PartOf | Predicate::MemberOf);
    let is_act = |p: Predicate| p.is_act() || matches!(p, Predicate::Met | Predicate::FamilyOf);
    let mut articles: Vec<u32> = node.mentions.iter().map(|m| m.article).collect();
    articles.sort_unstable();
    articles.dedup();
    Dossier {
        node: node_ref(graph, index),
        aliases: node.aliases.clone(),
        subtype: node.subtype.clone(),
        country: node.country.clone(),
        wikidata: node.wikidata.clone(),
        event_type: node.event_type,
        event_start: node.event_start,
        event_end: node.event_end,
        mention_count: node.mention_count,
        article_count: node.article_count,
        first_seen: node.first_seen,
        last_seen: node.last_seen,
        roles: facts(&|p, outgoing| p == Predicate::HoldsRole && outgoing),
        officers: facts(&|p, outgoing| p == Predicate::HoldsRole && !outgoing),
        events: facts(&|p, _| is_event(p)),
        belongs: facts(&|p, _| belongs(p)),
        acts: facts(&|p, _| is_act(p)),
        said: quotes(graph, &quotes::Filter { speaker: Some(index), ..quotes::Filter::default() }),
        said_about: quotes(graph, &quotes::Filter { about: Some(index), ..quotes::Filter::default() }),
        neighbors: neighbors(graph, index, scope),
        articles: articles.iter().filter_map(|&a| graph.articles.get(a as usize)).cloned().collect(),
    }
}
