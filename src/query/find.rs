//! Which node is meant? A name in either script, whole or in part, with or without diacritics → nodes.
//!
//! Names are compared word by word in their folded form, without the Arabic article. Linear in the nodes' names.

use petgraph::graph::NodeIndex;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{NodeRef, node_ref};
use crate::graph::{KnowledgeGraph, Node};
use crate::lang::detect::detect;
use crate::lang::split::split;
use crate::model::document::Proclitics;
use crate::model::kinds::NodeKind;

/// What a name may refer to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This node and no other.
    One(NodeIndex),
    /// One of several, the most mentioned first.
    Several(Vec<NodeIndex>),
    /// None; these have similar names, the most similar first.
    None(Vec<NodeIndex>),
}

/// A node to choose from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef,
    /// Mentions in all articles.
    pub mention_count: u32,
}

/// How a name fits; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Id,
    Name,
    Alias,
    Words,
    Beginnings,
}

/// The nodes of some kind (any when none is given) that a text may name.
///
/// An event is meant only where nothing else fits as well: its name holds the names of others.
#[must_use]
pub fn find(graph: &KnowledgeGraph, text: &str, kind: Option<NodeKind>) -> Found {
    let wanted = words(text);
    let nodes = || graph.graph.node_indices().filter(|&n| kind.is_none() || graph.graph[n].kind == kind);
    let mut fits: Vec<(Fit, NodeIndex)> =
        nodes().filter_map(|n| Some((fit(&graph.graph[n], text, &wanted)?, n))).collect();
    let Some(best) = fits.iter().map(|(fit, _)| *fit).min() else {
        return Found::None(similar(graph, nodes(), &wanted.join(" ")));
    };
    fits.retain(|(fit, _)| *fit == best);
    if fits.iter().any(|(_, n)| graph.graph[*n].kind != Some(NodeKind::Event)) {
        fits.retain(|(_, n)| graph.graph[*n].kind != Some(NodeKind::Event));
    }
    let mut found: Vec<NodeIndex> = fits.into_iter().map(|(_, n)| n).collect();
    found.sort_by_key(|&n| (std::cmp::Reverse(graph.graph[n].mention_count), n));
    if let [one] = found[..] { Found::One(one) } else { Found::Several(found) }
}

/// Nodes as they are shown to choose from.
#[must_use]
pub fn choices(graph: &KnowledgeGraph, nodes: &[NodeIndex]) -> Vec<Choice> {
    let choice = |&n| Choice { node: node_ref(graph, n), mention_count: graph.graph[n].mention_count };
    nodes.iter().map(choice).collect()
}

fn fit(node: &Node, text: &str, wanted: &[String]) -> Option<Fit> {
    if node.id == text {
        return Some(Fit::Id);
    }
    if wanted.is_empty() {
        return None;
    }
    let mut best = None;
    for (name, whole) in names(node) {
        let words = words(name);
        let fit = if words == wanted {
            whole
        } else if wanted.iter().all(|w| words.contains(w)) {
            Fit::Words
        } else if wanted.iter().all(|w| words.iter().any(|word| word.starts_with(w.as_str()))) {
            Fit::Beginnings
        } else {
            continue;
        };
        best = Some(best.map_or(fit, |b: Fit| b.min(fit)));
    }
    best
}

fn names(node: &Node) -> impl Iterator<Item = (&str, Fit)> {
    let labels = [Some(&node.label), node.label_ar.as_ref(), node.label_en.as_ref()];
    let labels = labels.into_iter().flatten().map(|name| (name.as_str(), Fit::Name));
    labels.chain(node.aliases.iter().map(|name| (name.as_str(), Fit::Alias)))
}

/// The nodes with the most similar names, five at most.
fn similar(graph: &KnowledgeGraph, nodes: impl Iterator<Item = NodeIndex>, wanted: &str) -> Vec<NodeIndex> {
    let mut near: Vec<(f64, NodeIndex)> = nodes
        .filter_map(|n| {
            let node = &graph.graph[n];
            let likeness = |name: &str| {
                let words = words(name);
                let parts = words.iter().map(|word| strsim::jaro_winkler(word, wanted));
                parts.fold(strsim::jaro_winkler(&words.join(" "), wanted), f64::max)
            };
            let best = names(node).map(|(name, _)| likeness(name)).fold(0.0, f64::max);
            (best >= SIMILAR).then_some((best, n))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.into_iter().take(5).map(|(_, n)| n).collect()
}

/// Jaro-Winkler similarity from which a name is suggested: one wrong letter in five or so.
const SIMILAR: f64 = 0.85;

/// The folded words of a name, without article and accents.
pub(super) fn words(text: &str) -> Vec<String> {
    let language = detect(text);
    let mut words = Vec::new();
    for (span, _) in split(text, language) {
        let surface = span.of(text);
        if !surface.contains(char::is_alphanumeric) {
            continue;
        }
        let mut folded = String::new();
        language.fold(surface, &mut folded);
        let article = language.readings(surface, &folded).iter().find(|r| r.proclitics == Proclitics::ARTICLE);
        let stem = article.and_then(|r| folded.get(usize::from(r.norm)..)).unwrap_or(&folded);
        words.push(stem.nfd().filter(|&c| !is_combining_mark(c)).collect());
    }
    words
}
