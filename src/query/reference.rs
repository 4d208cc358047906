//! How is a node named so that the name stays true when the graph is built again? A node → a reference.
//!
//! A name as an article writes it; with the articles where another node bears it too, or the node is an event.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::find::{Found, Names};
use crate::graph::KnowledgeGraph;
use crate::model::decision::Reference;
use crate::model::kinds::{Level, NodeKind};

/// The reference of a node; `names` are those of its graph.
#[must_use]
pub fn reference(graph: &KnowledgeGraph, names: &Names<'_>, index: NodeIndex) -> Reference {
    let node = &graph.graph[index];
    let event = node.kind == Some(NodeKind::Event);
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in node.mentions.iter().filter(|mention| event || mention.level == Level::Name) {
        *written.entry(mention.passage.text.as_str()).or_default() += 1;
    }
    let labels = [Some(&node.label), node.label_en.as_ref(), node.label_ar.as_ref()];
    let label = labels.into_iter().flatten().find(|label| written.contains_key(label.as_str()));
    let long = |text: &str| text.split_whitespace().count();
    let most = || written.iter().max_by_key(|&(text, count)| (long(text), *count)).map(|(text, _)| (*text).to_owned());
    let id = || node.id.split_once(':').map_or(node.id.as_str(), |(_, id)| id).to_owned();
    let country = node.kind == Some(NodeKind::Country);
    // A country is known by its id, whatever it was called.
    let name = if country { id() } else { label.cloned().or_else(most).unwrap_or_else(id) };
    let alone = country || (!event && (long(&name) > 1 || node.kind != Some(NodeKind::Person)));
    let mut articles = Vec::new();
    let only = || country || matches!(names.find(&name, node.kind), Found::One(found) if found == index);
    if !alone || !only() {
        let of = |article: u32| graph.articles.get(article as usize).map(|source| source.id.clone());
        articles.extend(node.mentions.iter().filter_map(|mention| of(mention.article)));
        articles.sort();
        articles.dedup();
    }
    Reference { kind: node.kind, name, articles }
}
