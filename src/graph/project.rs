//! Actors tied by what they shared: a graph and a selection → a graph of people, organizations and countries alone,
//! and what is left of the selection to choose from it.
//!
//! Law: a projection is a graph like any other, measured and laid out anew; every tie quotes the sentences that made
//! it, and weighs as many as it stands for: events, statements or sentences. Actors without a tie are not in it.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

use super::build::edge_id;
use super::measures::measure;
use super::select::{Fact, facts};
use super::selection::Selection;
use super::{Edge, EdgeEvidence, KnowledgeGraph, Node, Utterance};
use crate::model::kinds::{Modality, NodeKind, Predicate};

/// By what actors are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Projection {
    /// By the events that both hosted or took part in.
    Events,
    /// By who spoke of whom.
    Statements,
    /// By the sentences that name both.
    CoMentions,
}

impl Projection {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Events, Self::Statements, Self::CoMentions];

    /// The name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Statements => "statements",
            Self::CoMentions => "co-mentions",
        }
    }

    /// The facts that it is made of.
    fn predicates(self) -> Vec<Predicate> {
        match self {
            Self::Events => vec![Predicate::Hosted, Predicate::ParticipatedIn],
            Self::Statements => vec![Predicate::SaidAbout],
            Self::CoMentions => vec![Predicate::CoMentioned],
        }
    }
}

/// The projection that a selection asks for, and the selection to show it with. Kinds, time, confidence and modality
/// choose the facts that it is made of; all else chooses from what comes out.
#[must_use]
pub fn project(graph: &KnowledgeGraph, selection: &Selection) -> Option<(KnowledgeGraph, Selection)> {
    let projection = selection.projection?;
    let made_of = Selection { predicates: projection.predicates(), min_sources: 0, ..selection.clone() };
    let kinds: Vec<NodeKind> = graph.graph.node_weights().filter_map(|node| node.kind).collect();
    let (shown, _) = facts(graph, &made_of, &vec![true; graph.graph.node_count()]);
    let acts = |node: u32| kinds.get(node as usize).is_some_and(|&kind| kind.is_actor() && selection.shows_kind(kind));
    let ties = if projection == Projection::Events {
        shared_events(graph, &shown, acts)
    } else {
        let between = shown.into_iter().filter(|&(source, target, _)| acts(source) && acts(target));
        between.map(|(source, target, fact)| (source, target, fact.clone())).collect()
    };
    let mut projected = tied(graph, ties);
    projected.projection = Some(projection);
    measure(&mut projected);
    let rest = Selection {
        projection: None,
        predicates: Vec::new(),
        from: None,
        to: None,
        min_confidence: 0.0,
        ..selection.clone()
    };
    Some((projected, rest))
}

/// One tie for each event that two actors hosted or took part in, put alike.
fn shared_events(graph: &KnowledgeGraph, shown: &[Fact<'_>], acts: impl Fn(u32) -> bool) -> Vec<(u32, u32, Edge)> {
    // Event and modality → actor → the surest fact that puts it there.
    let mut guests: BTreeMap<(u32, Modality), BTreeMap<u32, &Edge>> = BTreeMap::new();
    for &(actor, event, fact) in shown.iter().filter(|fact| acts(fact.0)) {
        let best = guests.entry((event, fact.modality)).or_default().entry(actor).or_insert(fact);
        if fact.confidence > best.confidence {
            *best = fact;
        }
    }
    let mut ties = Vec::new();
    for ((event, _), guests) in guests {
        let event = &graph.graph[NodeIndex::new(event as usize)];
        let guests: Vec<(u32, &Edge)> = guests.into_iter().collect();
        for (number, &(one, fact)) in guests.iter().enumerate() {
            for &(other, with) in &guests[number + 1..] {
                ties.push((one, other, shared(graph, event, (one, fact), (other, with))));
            }
        }
    }
    ties
}

/// The tie of two actors by one event.
fn shared(graph: &KnowledgeGraph, event: &Node, (one, fact): (u32, &Edge), (other, with): (u32, &Edge)) -> Edge {
    let mut evidence: Vec<EdgeEvidence> = Vec::new();
    for new in fact.evidence.iter().chain(&with.evidence) {
        // One sentence often tells of both.
        if !evidence.iter().any(|e| e.article == new.article && e.sentence == new.sentence) {
            evidence.push(new.clone());
        }
    }
    let mut stories: Vec<u32> = evidence
        .iter()
        .map(|e| graph.stories.get(e.article as usize).copied().unwrap_or(u32::MAX - e.article))
        .collect();
    stories.sort_unstable();
    stories.dedup();
    let id = |node: u32| graph.graph[NodeIndex::new(node as usize)].id.as_str();
    Edge {
        id: edge_id(id(one), Predicate::SharedEvent, id(other), fact.modality, &event.id),
        predicate: Predicate::SharedEvent,
        modality: fact.modality,
        role: Some(event.label.clone()),
        source_count: stories.len() as u32,
        confidence: fact.confidence.min(with.confidence),
        valid_from: event.event_start,
        valid_to: event.event_end.or(event.event_start),
        first_seen: [fact.first_seen, with.first_seen].into_iter().flatten().min(),
        last_seen: [fact.last_seen, with.last_seen].into_iter().flatten().max(),
        evidence,
    }
}

/// A graph of these edges and their ends, in the order that every graph keeps.
fn tied(graph: &KnowledgeGraph, mut ties: Vec<(u32, u32, Edge)>) -> KnowledgeGraph {
    ties.sort_by(|(a, b, one), (c, d, other)| {
        let key = |edge: &Edge| (edge.predicate, edge.modality);
        (a, b, key(one), &one.role, &one.id).cmp(&(c, d, key(other), &other.role, &other.id))
    });
    let mut ends: Vec<u32> = ties.iter().flat_map(|tie| [tie.0, tie.1]).collect();
    ends.sort_unstable();
    ends.dedup();
    let number = |old: u32| ends.binary_search(&old).ok();
    let mut drawn = DiGraph::with_capacity(ends.len(), ties.len());
    for &end in &ends {
        drawn.add_node(graph.graph[NodeIndex::new(end as usize)].clone());
    }
    let statements = graph.statements.iter().filter_map(|said| {
        let about = said.about.iter().filter_map(|&node| Some(number(node)? as u32)).collect();
        Some(Utterance { speaker: number(said.speaker)? as u32, about, ..said.clone() })
    });
    let statements = statements.collect();
    for (source, target, edge) in ties {
        if let (Some(source), Some(target)) = (number(source), number(target)) {
            drawn.add_edge(NodeIndex::new(source), NodeIndex::new(target), edge);
        }
    }
    KnowledgeGraph {
        graph: drawn,
        articles: graph.articles.clone(),
        stories: graph.stories.clone(),
        statements,
        ..KnowledgeGraph::default()
    }
}
