//! Draws the graph: extractions and their resolution → nodes, edges with evidence, utterances.
//!
//! Laws: nothing is drawn without evidence and nothing stated is dropped, but for relations of a node to itself, which
//! are counted; equal input in any order gives equal nodes and edges.

use petgraph::graph::NodeIndex;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::attach::node;
use super::piece::{Fact, Homes, Piece};
use super::{Edge, EdgeEvidence, KnowledgeGraph};
use crate::model::date::Date;
use crate::model::extraction::Extraction;
use crate::model::kinds::{Modality, NodeKind, Predicate};
use crate::model::resolution::Resolution;

/// What is drawn beyond the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Edges between all that share a sentence; many, so only when asked for.
    pub co_mentions: bool,
}

/// The graph of some extractions, without co-mentions.
#[must_use]
pub fn build(extractions: &[Extraction], resolution: &Resolution) -> KnowledgeGraph {
    build_with(extractions, resolution, Options::default())
}

/// The graph of some extractions.
#[must_use]
pub fn build_with(extractions: &[Extraction], resolution: &Resolution, options: Options) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph {
        articles: extractions.iter().map(|extraction| extraction.article.clone()).collect(),
        stories: resolution.stories.clone(),
        ..KnowledgeGraph::default()
    };
    for cluster in &resolution.clusters {
        graph.graph.add_node(node(extractions, cluster));
    }
    let sizes = extractions.iter().map(|extraction| (extraction.entities.len(), extraction.events.len()));
    let homes = Homes::new(sizes, &resolution.clusters);
    let id = |node: u32| resolution.clusters[node as usize].id.as_str();
    let pieces = extractions.par_iter().enumerate();
    let pieces = pieces.map(|(a, extraction)| Piece::new(a as u32, extraction, homes.of(a), id, options));
    let mut facts: Vec<(Fact, Vec<EdgeEvidence>)> = Vec::new();
    for piece in pieces.collect::<Vec<_>>() {
        for (node, mention) in piece.mentions {
            graph.graph[NodeIndex::new(node as usize)].mentions.push(mention);
        }
        facts.extend(piece.facts);
        graph.statements.extend(piece.statements);
        graph.folded += piece.folded;
    }
    facts.par_sort_by(|(left, _), (right, _)| left.cmp(right));
    let dates: Vec<Option<Date>> = graph.articles.iter().map(|article| article.published).collect();
    let mut facts = facts.into_iter().peekable();
    while let Some((fact, mut evidence)) = facts.next() {
        while let Some((_, more)) = facts.next_if(|(next, _)| *next == fact) {
            evidence.extend(more);
        }
        let role = fact.role.as_deref().unwrap_or_default();
        let id = edge_id(id(fact.subject), fact.predicate, id(fact.object), fact.modality, role);
        let (subject, object) = (NodeIndex::new(fact.subject as usize), NodeIndex::new(fact.object as usize));
        graph.graph.add_edge(subject, object, edge(id, fact, evidence, &resolution.stories, &dates));
    }
    locate_events(&mut graph);
    graph
}

fn edge(id: String, fact: Fact, evidence: Vec<EdgeEvidence>, stories: &[u32], dates: &[Option<Date>]) -> Edge {
    let story = |e: &EdgeEvidence| stories.get(e.article as usize).copied().unwrap_or(e.article);
    let sources: FxHashSet<u32> = evidence.iter().map(story).collect();
    let days = || evidence.iter().filter_map(|e| *dates.get(e.article as usize)?);
    Edge {
        id,
        predicate: fact.predicate,
        modality: fact.modality,
        role: fact.role,
        source_count: sources.len() as u32,
        confidence: evidence.iter().map(|e| e.confidence).fold(0.0, f64::max),
        valid_from: None,
        valid_to: None,
        first_seen: days().min(),
        last_seen: days().max(),
        evidence,
    }
}

/// The id of a fact; `role` is what sets it apart from others of its predicate.
#[must_use]
pub fn edge_id(subject: &str, predicate: Predicate, object: &str, modality: Modality, role: &str) -> String {
    format!("r{:012x}", hash(&[subject, predicate.name(), object, modality.name(), role]))
}

/// FNV-1a over the parts with a separator: ids are the same on every machine and in every run. 48 bits.
pub(super) fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (sum ^ (sum >> 31)) & 0xffff_ffff_ffff
}

/// An event lies where it is located.
fn locate_events(graph: &mut KnowledgeGraph) {
    for n in graph.graph.node_indices() {
        if graph.graph[n].kind != Some(NodeKind::Event) {
            continue;
        }
        let places = graph.graph.edges(n);
        let of = |edge: petgraph::graph::EdgeReference<'_, Edge>| {
            use petgraph::visit::EdgeRef;
            let place = &graph.graph[edge.target()];
            let fits = edge.weight().predicate == Predicate::LocatedIn && edge.weight().modality == Modality::Asserted;
            let at = (place.latitude?, place.longitude?);
            // A city tells more than its country; then the one that more evidence puts it in.
            let rank = (
                place.kind == Some(NodeKind::Place),
                edge.weight().evidence.len(),
                std::cmp::Reverse(place.id.clone()),
            );
            fits.then_some((rank, at, place.country.clone()))
        };
        let best = places.filter_map(of).max_by(|(l, ..), (r, ..)| l.cmp(r));
        if let Some((_, (latitude, longitude), country)) = best {
            let event = &mut graph.graph[n];
            event.latitude = Some(latitude);
            event.longitude = Some(longitude);
            event.country = country;
        }
    }
}
