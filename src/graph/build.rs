//! Draws the graph: extractions and their resolution → nodes, edges with evidence, utterances.
//!
//! Laws: nothing is drawn without evidence and nothing stated is dropped, but for relations of a node to itself, which
//! are counted; equal input in any order gives equal nodes and edges; extractions are looked at once, some at a time.

use std::borrow::Borrow;

use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::attach::{Corpus, node};
use super::piece::{Fact, Homes, Piece};
use super::{Edge, EdgeEvidence, KnowledgeGraph};
use crate::model::date::Date;
use crate::model::extraction::Extraction;
use crate::model::kinds::{Modality, NodeKind, Predicate};
use crate::model::resolution::{Cluster, Resolution};

/// Extractions whose pieces are held at once.
const CHUNK: usize = 256;

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
    let sizes = extractions.iter().map(|extraction| (extraction.entities.len(), extraction.events.len()));
    let homes = Homes::new(sizes, resolution.clusters.iter().map(|cluster| (cluster.kind, &*cluster.members)));
    let mut draft = Draft::new(extractions, &resolution.clusters, resolution.stories.clone(), homes, options);
    extractions.chunks(CHUNK).for_each(|chunk| draft.add(chunk));
    draft.finish()
}

/// A graph that has its nodes, and gets what its articles say.
#[derive(Debug)]
pub struct Draft {
    graph: KnowledgeGraph,
    homes: Homes,
    options: Options,
    /// What articles say, each with the evidence of one article.
    facts: Vec<(Fact, Vec<EdgeEvidence>)>,
}

impl Draft {
    /// Begins with the nodes of some clusters; `homes` tell which of them entities and events became.
    pub fn new<C: Borrow<Cluster>>(
        corpus: &(impl Corpus + ?Sized),
        clusters: impl IntoIterator<Item = C, IntoIter: ExactSizeIterator>,
        stories: Vec<u32>,
        homes: Homes,
        options: Options,
    ) -> Self {
        let clusters = clusters.into_iter();
        let mut nodes = DiGraph::with_capacity(clusters.len(), 0);
        for cluster in clusters {
            let mut node = node(corpus, cluster.borrow());
            node.mentions.reserve_exact(node.mention_count as usize);
            nodes.add_node(node);
        }
        let graph = KnowledgeGraph { graph: nodes, stories, ..KnowledgeGraph::default() };
        Self { graph, homes, options, facts: Vec::new() }
    }

    /// Adds what the next articles say.
    pub fn add(&mut self, extractions: &[Extraction]) {
        let Self { graph, homes, options, facts } = self;
        let first = graph.articles.len();
        let id = |node: u32| graph.graph[NodeIndex::new(node as usize)].id.as_str();
        let piece = |(place, extraction)| {
            let article = first + place;
            Piece::new(article as u32, extraction, homes.of(article), id, *options)
        };
        let pieces: Vec<Piece> = extractions.par_iter().enumerate().map(piece).collect();
        graph.articles.extend(extractions.iter().map(|extraction| extraction.article.clone()));
        for piece in pieces {
            for (node, mention) in piece.mentions {
                graph.graph[NodeIndex::new(node as usize)].mentions.push(mention);
            }
            facts.extend(piece.facts);
            graph.statements.extend(piece.statements);
            graph.folded += piece.folded;
        }
    }

    /// The graph of all that was added.
    #[must_use]
    pub fn finish(self) -> KnowledgeGraph {
        let Self { mut graph, mut facts, .. } = self;
        let article = |evidence: &[EdgeEvidence]| evidence.first().map(|evidence| evidence.article);
        facts.par_sort_unstable_by(|(left, l), (right, r)| left.cmp(right).then_with(|| article(l).cmp(&article(r))));
        let dates: Vec<Option<Date>> = graph.articles.iter().map(|article| article.published).collect();
        graph.graph.reserve_exact_edges(facts.chunk_by(|(left, _), (right, _)| left == right).count());
        let mut facts = facts.into_iter().peekable();
        while let Some((fact, mut evidence)) = facts.next() {
            while let Some((_, more)) = facts.next_if(|(next, _)| *next == fact) {
                evidence.extend(more);
            }
            evidence.shrink_to_fit();
            let [subject, object] = [fact.subject, fact.object].map(|node| NodeIndex::new(node as usize));
            let (from, to) = (&graph.graph[subject].id, &graph.graph[object].id);
            let id = edge_id(from, fact.predicate, to, fact.modality, fact.role.as_deref().unwrap_or_default());
            let edge = edge(id, fact, evidence, &graph.stories, &dates);
            graph.graph.add_edge(subject, object, edge);
        }
        graph.articles.shrink_to_fit();
        graph.statements.shrink_to_fit();
        locate_events(&mut graph);
        graph
    }
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
