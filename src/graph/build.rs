//! Draws the graph: extractions and their resolution → nodes, edges with evidence, utterances.
//!
//! Laws: nothing is drawn without evidence and nothing stated is dropped, but for relations of a node to itself, which
//! are counted; equal input in any order gives equal nodes and edges.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attach::node;
use super::{Edge, EdgeEvidence, KnowledgeGraph, Utterance};
use crate::model::date::Date;
use crate::model::extraction::{Extraction, Passage};
use crate::model::kinds::{Level, Modality, NodeKind, Predicate};
use crate::model::resolution::{Member, Resolution};

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
    let mut nodes = Nodes::default();
    for (n, cluster) in resolution.clusters.iter().enumerate() {
        for &member in &cluster.members {
            if cluster.kind == NodeKind::Event {
                nodes.events.insert(member, n as u32);
            } else {
                nodes.entities.insert(member, n as u32);
            }
        }
        graph.graph.add_node(node(extractions, cluster));
    }
    let mut facts = Facts::new();
    for (a, extraction) in extractions.iter().enumerate() {
        let ids = nodes.ids(a as u32, extraction);
        graph.folded += draw_relations(&mut facts, a as u32, extraction, &ids);
        draw_statements(&mut graph, &mut facts, a as u32, extraction, &ids);
        if options.co_mentions {
            draw_co_mentions(&mut facts, a as u32, extraction, &ids);
        }
    }
    let dates: Vec<Option<Date>> = graph.articles.iter().map(|article| article.published).collect();
    for (key, evidence) in facts {
        let (subject, object) = (NodeIndex::new(key.subject as usize), NodeIndex::new(key.object as usize));
        let role = key.role.as_deref().unwrap_or_default();
        let ends = (&graph.graph[subject].id, &graph.graph[object].id);
        let id = edge_id(ends.0, key.predicate, ends.1, key.modality, role);
        let edge = edge(id, key, evidence, &resolution.stories, &dates);
        graph.graph.add_edge(subject, object, edge);
    }
    locate_events(&mut graph);
    graph
}

/// What makes an edge one edge, in the order that edges are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    subject: u32,
    object: u32,
    predicate: Predicate,
    modality: Modality,
    role: Option<String>,
}

type Facts = BTreeMap<Key, Vec<EdgeEvidence>>;

/// Which node an entity or event became.
#[derive(Default)]
struct Nodes {
    entities: FxHashMap<Member, u32>,
    events: FxHashMap<Member, u32>,
}

impl Nodes {
    fn ids<'e>(&self, article: u32, extraction: &'e Extraction) -> FxHashMap<&'e str, u32> {
        let member = |item: usize| Member { extraction: article, item: item as u32 };
        let entities = extraction.entities.iter().map(|entity| entity.id.as_str()).enumerate();
        let events = extraction.events.iter().map(|event| event.id.as_str()).enumerate();
        let entities = entities.filter_map(|(i, id)| Some((id, *self.entities.get(&member(i))?)));
        let events = events.filter_map(|(i, id)| Some((id, *self.events.get(&member(i))?)));
        entities.chain(events).collect()
    }
}

impl Key {
    /// A symmetric edge runs from the smaller node to the larger one; nodes are sorted by id.
    fn new(subject: u32, predicate: Predicate, object: u32, modality: Modality, role: Option<String>) -> Self {
        let turned = predicate.is_symmetric() && subject > object;
        let (subject, object) = if turned { (object, subject) } else { (subject, object) };
        let role = role.filter(|_| predicate == Predicate::HoldsRole);
        Self { subject, object, predicate, modality, role }
    }
}

/// The sentence that evidence stands in: the one it names, or the shortest that holds its passage, or its own words.
fn sentence(extraction: &Extraction, number: Option<u32>, passage: &Passage) -> String {
    let named = number.and_then(|number| extraction.sentences.get(number as usize));
    let around = || {
        extraction
            .sentences
            .iter()
            .filter(|s| s.field == passage.field && s.start <= passage.start && passage.end <= s.end)
            .min_by_key(|s| s.end - s.start)
    };
    named.or_else(around).map_or_else(|| passage.text.clone(), |sentence| sentence.text.clone())
}

/// Adds an article's relations; gives the number of those whose two ends are one node.
fn draw_relations(facts: &mut Facts, article: u32, extraction: &Extraction, ids: &FxHashMap<&str, u32>) -> u32 {
    let mut folded = 0;
    for relation in &extraction.relations {
        let (Some(&subject), Some(&object)) = (ids.get(relation.subject.as_str()), ids.get(relation.object.as_str()))
        else {
            continue;
        };
        if relation.evidence.is_empty() {
            continue;
        }
        // Two names that became one node say nothing of each other.
        if subject == object {
            folded += 1;
            continue;
        }
        let key = Key::new(subject, relation.predicate, object, relation.modality, relation.role.clone());
        let list = facts.entry(key).or_default();
        for evidence in &relation.evidence {
            list.push(EdgeEvidence {
                article,
                sentence: sentence(extraction, evidence.sentence, &evidence.passage),
                passage: evidence.passage.clone(),
                rule: evidence.rule.clone(),
                confidence: relation.confidence,
            });
        }
    }
    folded
}

fn draw_statements(
    graph: &mut KnowledgeGraph,
    facts: &mut Facts,
    article: u32,
    extraction: &Extraction,
    ids: &FxHashMap<&str, u32>,
) {
    for statement in &extraction.statements {
        let Some(&speaker) = ids.get(statement.speaker.as_str()) else { continue };
        let mut about: Vec<u32> =
            statement.about.iter().filter_map(|id| ids.get(id.as_str())).copied().filter(|&n| n != speaker).collect();
        about.sort_unstable();
        about.dedup();
        let sentence = sentence(extraction, statement.sentence, &statement.content);
        for &object in &about {
            let key = Key::new(speaker, Predicate::SaidAbout, object, Modality::Asserted, None);
            facts.entry(key).or_default().push(EdgeEvidence {
                article,
                passage: statement.content.clone(),
                sentence: sentence.clone(),
                rule: statement.rule.clone(),
                confidence: statement.confidence,
            });
        }
        let content = &statement.content;
        let place = format!("{}\n{}\n{}", extraction.article.id, content.field.name(), content.start);
        let id = format!("s{:012x}", hash(&[&place, &content.text, &graph.graph[NodeIndex::new(speaker as usize)].id]));
        graph.statements.push(Utterance {
            id,
            speaker,
            about,
            cue: statement.cue.clone(),
            direct: statement.direct,
            article,
            content: content.clone(),
            sentence,
            rule: statement.rule.clone(),
            confidence: statement.confidence,
        });
    }
}

/// One evidence a sentence for each two named things that stand in it.
fn draw_co_mentions(facts: &mut Facts, article: u32, extraction: &Extraction, ids: &FxHashMap<&str, u32>) {
    let mut sentences: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entity in &extraction.entities {
        let Some(&node) = ids.get(entity.id.as_str()) else { continue };
        for mention in entity.mentions.iter().filter(|mention| mention.level != Level::Pronoun) {
            if let Some(sentence) = mention.sentence {
                sentences.entry(sentence).or_default().push(node);
            }
        }
    }
    for (number, mut named) in sentences {
        let Some(sentence) = extraction.sentences.get(number as usize) else { continue };
        named.sort_unstable();
        named.dedup();
        for (i, &one) in named.iter().enumerate() {
            for &other in &named[i + 1..] {
                let key = Key::new(one, Predicate::CoMentioned, other, Modality::Asserted, None);
                facts.entry(key).or_default().push(EdgeEvidence {
                    article,
                    passage: sentence.clone(),
                    sentence: sentence.text.clone(),
                    rule: "graph.co-mention".to_owned(),
                    confidence: 1.0,
                });
            }
        }
    }
}

fn edge(id: String, key: Key, evidence: Vec<EdgeEvidence>, stories: &[u32], dates: &[Option<Date>]) -> Edge {
    let story = |e: &EdgeEvidence| stories.get(e.article as usize).copied().unwrap_or(e.article);
    let sources: FxHashSet<u32> = evidence.iter().map(story).collect();
    let days = || evidence.iter().filter_map(|e| *dates.get(e.article as usize)?);
    Edge {
        id,
        predicate: key.predicate,
        modality: key.modality,
        role: key.role,
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
pub(super) fn edge_id(subject: &str, predicate: Predicate, object: &str, modality: Modality, role: &str) -> String {
    format!("r{:012x}", hash(&[subject, predicate.name(), object, modality.name(), role]))
}

/// FNV-1a over the parts with a separator: ids are the same on every machine and in every run. 48 bits.
fn hash(parts: &[&str]) -> u64 {
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
