//! Which node is meant? A name in either script, whole or in part, with or without diacritics → nodes.
//!
//! Names are compared word by word in their folded form, without the Arabic article. The index is built once, in time
//! linear in the names; a question then costs what its words' names do. Law: nothing is taken for what was meant
//! where another is close.

use std::cmp::Reverse;
use std::ops::Range;

use petgraph::graph::NodeIndex;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::similar::similar;
use super::words::words;
use super::{NodeRef, node_ref};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::kinds::{NodeKind, Predicate};

/// What a name may refer to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This node and no other.
    One(NodeIndex),
    /// This node by far before the others, which are told so that nobody is misled.
    Likely(NodeIndex, Vec<NodeIndex>),
    /// One of several, the likeliest first.
    Several(Vec<NodeIndex>),
    /// None; these have similar names, the most similar first.
    None(Vec<NodeIndex>),
}

/// A node to choose from, with what tells it from others of its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice<'g> {
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef<'g>,
    /// ISO 3166-1 code of its country.
    pub country: Option<&'g str>,
    /// Its offices as written, the oftenest told first.
    pub roles: Vec<&'g str>,
    /// Mentions in all articles.
    pub mention_count: u32,
    /// Publication day of the first article that mentions it.
    pub first_seen: Option<Date>,
    /// Publication day of the last.
    pub last_seen: Option<Date>,
}

/// The names of a graph, ready to be asked for.
pub struct Names<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    ids: FxHashMap<&'g str, NodeIndex>,
    /// All words of names, sorted.
    pub(super) vocabulary: Vec<String>,
    /// For each word the names that hold it, as a range of `holders`.
    ranges: Vec<Range<u32>>,
    holders: Vec<u32>,
    pub(super) entries: Vec<Name>,
}

/// A name of a node.
pub(super) struct Name {
    pub(super) node: NodeIndex,
    fit: Fit,
    /// Its words, by their number in the vocabulary.
    pub(super) words: Vec<u32>,
}

/// How a name fits; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Name,
    Alias,
    Words,
    Beginnings,
}

/// One is taken for likely that is mentioned so many times as often as the next.
const LIKELY: u32 = 10;

/// One whose name fits best is not taken without a question when another that fits less well is mentioned so many
/// times as often.
const RIVAL: u32 = 3;

impl<'g> Names<'g> {
    /// The names of a graph.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph) -> Self {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut entries = Vec::new();
        for (node, weight) in graph.graph.node_indices().zip(graph.graph.node_weights()) {
            let labels = [Some(&weight.label), weight.label_ar.as_ref(), weight.label_en.as_ref()];
            let labels = labels.into_iter().flatten().map(|name| (name, Fit::Name));
            let mut seen: Vec<&str> = Vec::new();
            for (name, fit) in labels.chain(weight.aliases.iter().map(|name| (name, Fit::Alias))) {
                if seen.contains(&name.as_str()) {
                    continue;
                }
                seen.push(name);
                let mut number = |word: String| {
                    let next = numbers.len() as u32;
                    *numbers.entry(word).or_insert(next)
                };
                let words: Vec<u32> = words(name).into_iter().map(&mut number).collect();
                if !words.is_empty() {
                    entries.push(Name { node, fit, words });
                }
            }
        }
        let mut sorted: Vec<(String, u32)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut place = vec![0; sorted.len()];
        for (at, (_, number)) in sorted.iter().enumerate() {
            place[*number as usize] = at as u32;
        }
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (number, name) in entries.iter_mut().enumerate() {
            for word in &mut name.words {
                *word = place[*word as usize];
                pairs.push((*word, number as u32));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut ranges = vec![0..0; sorted.len()];
        let mut start = 0;
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let end = start + group.len() as u32;
            ranges[group[0].0 as usize] = start..end;
            start = end;
        }
        let ids = graph.graph.node_indices().map(|node| (graph.graph[node].id.as_str(), node)).collect();
        let holders = pairs.into_iter().map(|pair| pair.1).collect();
        Self { graph, ids, vocabulary: sorted.into_iter().map(|word| word.0).collect(), ranges, holders, entries }
    }

    /// The nodes of some kind (any when none is given) that a text may name.
    ///
    /// An event is meant only where nothing else fits: its name holds the names of others.
    #[must_use]
    pub fn find(&self, text: &str, kind: Option<NodeKind>) -> Found {
        let of_kind = |node: NodeIndex| kind.is_none() || self.graph.graph[node].kind == kind;
        if let Some(&node) = self.ids.get(text.trim()).filter(|node| of_kind(**node)) {
            return Found::One(node);
        }
        let wanted = words(text);
        let mut fits = self.fits(&wanted, &of_kind);
        let is_event = |node: NodeIndex| self.graph.graph[node].kind == Some(NodeKind::Event);
        if fits.iter().any(|fit| !is_event(fit.1)) {
            fits.retain(|fit| !is_event(fit.1));
        }
        let mentions = |node: NodeIndex| self.graph.graph[node].mention_count;
        fits.sort_by_key(|&(fit, node)| (fit, Reverse(mentions(node)), node));
        let Some(&(best, first)) = fits.first() else {
            return Found::None(similar(self, &wanted, &of_kind));
        };
        let nodes: Vec<NodeIndex> = fits.iter().map(|fit| fit.1).collect();
        let equal = fits.iter().take_while(|fit| fit.0 == best).count();
        let rival = nodes[equal..].iter().any(|&node| mentions(node) > mentions(first).saturating_mul(RIVAL));
        match nodes.get(1..equal).and_then(<[NodeIndex]>::first) {
            _ if rival => Found::Several(nodes),
            None => Found::One(first),
            Some(&second) if mentions(first) >= mentions(second).saturating_mul(LIKELY).max(LIKELY) => {
                Found::Likely(first, nodes[1..equal].to_vec())
            }
            Some(_) => Found::Several(nodes[..equal].to_vec()),
        }
    }

    /// The nodes of some kind (any when none is given) of which a text is the id or a name in full.
    #[must_use]
    pub fn called(&self, text: &str, kind: Option<NodeKind>) -> Vec<NodeIndex> {
        let of_kind = |node: NodeIndex| kind.is_none() || self.graph.graph[node].kind == kind;
        if let Some(&node) = self.ids.get(text.trim()).filter(|node| of_kind(**node)) {
            return vec![node];
        }
        let fits = self.fits(&words(text), &of_kind);
        fits.into_iter().filter(|(fit, _)| matches!(fit, Fit::Name | Fit::Alias)).map(|(_, node)| node).collect()
    }

    /// The nodes whose names fit, each once with its best fit: beginnings of words only where no whole words fit.
    fn fits(&self, wanted: &[String], of_kind: &dyn Fn(NodeIndex) -> bool) -> Vec<(Fit, NodeIndex)> {
        let known: Option<Vec<usize>> = wanted.iter().map(|word| self.vocabulary.binary_search(word).ok()).collect();
        let known = known.unwrap_or_default();
        let fit = |number: &u32| {
            let name = &self.entries[*number as usize];
            let whole = name.words.iter().map(|&word| word as usize).eq(known.iter().copied());
            (if whole { name.fit } else { Fit::Words }, name.node)
        };
        let holders = known.iter().map(|&word| self.holders(word..word + 1)).collect();
        let mut fits: Vec<(Fit, NodeIndex)> = common(holders).iter().map(fit).collect();
        fits.retain(|fit| of_kind(fit.1));
        if fits.is_empty() {
            let begun = wanted.iter().map(|word| {
                let start = self.vocabulary.partition_point(|known| known < word);
                let end = start + self.vocabulary[start..].partition_point(|known| known.starts_with(word.as_str()));
                self.holders(start..end)
            });
            let begun = common(begun.collect());
            fits = begun.iter().map(|number| (Fit::Beginnings, self.entries[*number as usize].node)).collect();
            fits.retain(|fit| of_kind(fit.1));
        }
        fits.sort_unstable_by_key(|&(fit, node)| (node, fit));
        fits.dedup_by_key(|fit| fit.1);
        fits
    }

    /// The names that hold one of some words of the vocabulary, rising.
    pub(super) fn holders(&self, words: Range<usize>) -> Vec<u32> {
        let ranges = self.ranges.get(words).unwrap_or_default();
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return Vec::new() };
        let mut names = self.holders[first.start as usize..last.end as usize].to_vec();
        if ranges.len() > 1 {
            names.sort_unstable();
            names.dedup();
        }
        names
    }

    /// Nodes as they are shown to choose from.
    #[must_use]
    pub fn choices(&self, nodes: &[NodeIndex]) -> Vec<Choice<'_>> {
        nodes.iter().map(|&node| choice(self.graph, node)).collect()
    }
}

/// What all of some rising lists hold.
fn common(mut lists: Vec<Vec<u32>>) -> Vec<u32> {
    lists.sort_by_key(Vec::len);
    let mut lists = lists.into_iter();
    let mut common = lists.next().unwrap_or_default();
    for list in lists {
        common.retain(|name| list.binary_search(name).is_ok());
    }
    common
}

/// Offices that a choice shows.
const ROLES: usize = 2;

fn choice(graph: &KnowledgeGraph, index: NodeIndex) -> Choice<'_> {
    let node = &graph.graph[index];
    let mut offices: Vec<(Reverse<usize>, &str)> = graph
        .graph
        .edges(index)
        .filter(|edge| edge.weight().predicate == Predicate::HoldsRole)
        .filter_map(|edge| Some((Reverse(edge.weight().evidence.len()), edge.weight().role.as_deref()?)))
        .collect();
    offices.sort_unstable();
    let mut seen = FxHashSet::default();
    let roles = offices.iter().filter(|(_, role)| seen.insert(*role)).map(|(_, role)| *role);
    Choice {
        node: node_ref(graph, index),
        country: node.country.as_deref(),
        roles: roles.take(ROLES).collect(),
        mention_count: node.mention_count,
        first_seen: node.first_seen,
        last_seen: node.last_seen,
    }
}
