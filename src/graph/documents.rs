//! Nodes for statements and articles, where a view shows them, and the edges that tie them to the rest.

use std::collections::BTreeMap;

use crate::model::kinds::{Modality, NodeKind};

use super::style::PLAIN_SIZE;
use super::value::{clean, token};
use super::view::{Link, Thing, View, ViewEdge, ViewNode};

/// The label of a statement shows so many characters of it.
const LABEL_LENGTH: usize = 60;

/// Adds the statements and articles that the view's selection asks for.
pub(super) fn add(view: &mut View<'_>, has_layout: bool) {
    let statements =
        if view.selection.shows_kind(NodeKind::Statement) { add_statements(view, has_layout) } else { Vec::new() };
    if view.selection.shows_kind(NodeKind::Article) {
        add_articles(view, &statements, has_layout);
    }
}

/// Adds a node for each statement whose speaker is shown; gives the article and the node of each.
fn add_statements(view: &mut View<'_>, has_layout: bool) -> Vec<(u32, u32)> {
    let graph = view.graph;
    let mut added = Vec::new();
    for (number, utterance) in graph.statements.iter().enumerate() {
        let Some(speaker) = view.position.get(utterance.speaker as usize).copied().flatten() else { continue };
        let node = view.nodes.len() as u32;
        let text = clean(&utterance.content.text);
        let mut label: String = text.chars().take(LABEL_LENGTH).collect();
        if label.len() < text.len() {
            label.push('…');
        }
        if label.is_empty() {
            label = clean(&utterance.id).into_owned();
        }
        view.nodes.push(ViewNode {
            id: token(&utterance.id),
            label,
            thing: Thing::Statement(utterance),
            position: has_layout.then(|| beside(view, speaker, number)),
            size: PLAIN_SIZE,
            distance: None,
        });
        let abouts: Vec<u32> =
            utterance.about.iter().filter_map(|about| view.position.get(*about as usize).copied().flatten()).collect();
        view.edges.push(edge(&format!("r-said-{}", utterance.id), speaker, node, "said", Link::Said(utterance)));
        for about in abouts {
            let id = format!("r-about-{}-{}", utterance.id, view.nodes[about as usize].id);
            view.edges.push(edge(&id, node, about, "about", Link::About(utterance)));
        }
        added.push((utterance.article, node));
    }
    added
}

/// Adds a node for each article that mentions a node shown.
fn add_articles(view: &mut View<'_>, statements: &[(u32, u32)], has_layout: bool) {
    let graph = view.graph;
    // Article → node → mentions of the one in the other.
    let mut mentions: BTreeMap<u32, BTreeMap<u32, u32>> = BTreeMap::new();
    for (number, node) in view.nodes.iter().enumerate() {
        for mention in node.entity().map(|n| n.mentions.as_slice()).unwrap_or_default() {
            *mentions.entry(mention.article).or_default().entry(number as u32).or_default() += 1;
        }
    }
    for (article, node) in statements {
        mentions.entry(*article).or_default().insert(*node, 1);
    }
    for (article, nodes) in mentions {
        let Some(source) = graph.articles.get(article as usize) else { continue };
        let node = view.nodes.len() as u32;
        let first = nodes.keys().next().copied().unwrap_or_default();
        let label = if source.title.trim().is_empty() { &source.id } else { &source.title };
        view.nodes.push(ViewNode {
            id: token(&source.id),
            label: clean(label).into_owned(),
            thing: Thing::Article(source),
            position: has_layout.then(|| beside(view, first, article as usize)),
            size: PLAIN_SIZE,
            distance: None,
        });
        for (mentioned, count) in nodes {
            let id = format!("r-in-{}-{}", view.nodes[mentioned as usize].id, source.id);
            view.edges.push(edge(&id, mentioned, node, "mentioned_in", Link::MentionedIn(article, count)));
        }
    }
}

/// An edge of a statement or an article.
fn edge<'g>(id: &str, source: u32, target: u32, kind: &'static str, link: Link<'g>) -> ViewEdge<'g> {
    ViewEdge {
        id: token(id).into_owned().into(),
        source,
        target,
        kind: kind.into(),
        modality: Modality::Asserted,
        link,
    }
}

/// A place near a node, another for each number: eight directions on growing squares.
fn beside(view: &View<'_>, node: u32, number: usize) -> (f64, f64) {
    let node = &view.nodes[node as usize];
    let (x, y) = node.position.unwrap_or_default();
    let step = node.size + PLAIN_SIZE * 2.0 * (1 + number / 8 % 4) as f64;
    let (dx, dy) = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)][number % 8];
    (x + f64::from(dx) * step, y + f64::from(dy) * step)
}
