//! From a graph and a selection to a view: which nodes and facts are shown, and what is merged into one edge.
//!
//! Deterministic, in time linear in the graph but for the sorting of its edges.

use std::borrow::Cow;
use std::cmp::Ordering;

use petgraph::visit::{EdgeRef, NodeIndexable};
use rustc_hash::FxHashSet;

use crate::model::kinds::{Modality, Predicate};

use super::selection::Selection;
use super::style::PLAIN_SIZE;
use super::times::Spell;
use super::value::{clean, token};
use super::view::{Asked, Link, Thing, View, ViewEdge, ViewNode};
use super::{Edge, KnowledgeGraph, Node};

/// A fact and the numbers of its ends in the graph.
pub(super) type Fact<'g> = (u32, u32, &'g Edge);

impl<'g> View<'g> {
    /// What the selection shows of the graph.
    #[must_use]
    pub fn new(graph: &'g KnowledgeGraph, selection: &Selection) -> Self {
        let nodes: Vec<&Node> = graph.graph.node_weights().collect();
        let mut keep: Vec<bool> = nodes.iter().map(|node| node.kind.is_none_or(|k| selection.shows_kind(k))).collect();
        let (mut shown, mut aside) = facts(graph, selection, &keep);
        shown.sort_by(order);
        if selection.min_weight > 0.0 {
            shown = shown
                .chunk_by(same_edge)
                .filter(|facts| facts.iter().map(|f| f.2.weight()).sum::<f64>() >= selection.min_weight)
                .flatten()
                .copied()
                .collect();
        }
        let distances = narrow(&nodes, &shown, selection, &mut keep);
        let within = |fact: &Fact<'_>| keep[fact.0 as usize] && keep[fact.1 as usize];
        shown.retain(within);
        aside.retain(within);

        let mut position = vec![None; nodes.len()];
        let mut view_nodes = Vec::new();
        let has_layout = nodes.iter().any(|n| n.measures.x != 0.0 || n.measures.y != 0.0);
        for (number, node) in nodes.iter().enumerate().filter(|(number, _)| keep[*number]) {
            position[number] = Some(view_nodes.len() as u32);
            let distance = distances.get(number).copied().flatten();
            view_nodes.push(ViewNode { distance, ..entity(node, selection, has_layout) });
        }
        let at = |number: u32| position[number as usize].unwrap_or_default();
        let mut edges = Vec::new();
        let mut view_facts: Vec<&Edge> = Vec::with_capacity(shown.len());
        for group in shown.chunk_by(same_edge) {
            let (source, target, first) = group[0];
            let parts = if selection.multi_edges { group.len() } else { 1 };
            for part in 0..parts {
                let members = if selection.multi_edges { &group[part..=part] } else { group };
                let start = view_facts.len() as u32;
                view_facts.extend(members.iter().map(|f| f.2));
                edges.push(ViewEdge {
                    id: token(&members[0].2.id),
                    source: at(source),
                    target: at(target),
                    kind: kind(first.predicate, first.modality, part),
                    modality: first.modality,
                    link: Link::Facts(first.predicate, start..view_facts.len() as u32),
                });
            }
        }
        let aside = aside
            .into_iter()
            .map(|(source, target, fact)| {
                view_facts.push(fact);
                let end = view_facts.len() as u32;
                ViewEdge {
                    id: token(&fact.id),
                    source: at(source),
                    target: at(target),
                    kind: kind(fact.predicate, fact.modality, 0),
                    modality: fact.modality,
                    link: Link::Facts(fact.predicate, end - 1..end),
                }
            })
            .collect();
        let mut view = Self {
            graph,
            selection: selection.clone(),
            nodes: view_nodes,
            edges,
            facts: view_facts,
            aside,
            position,
            asked: Asked::default(),
        };
        super::documents::add(&mut view, has_layout);
        unique(view.nodes.iter_mut().map(|node| &mut node.id), "n");
        unique(view.edges.iter_mut().map(|edge| &mut edge.id), "r");
        view.asked = Asked::new(&view.nodes, &graph.articles);
        view
    }
}

/// The facts that are shown, and those that only their modality or being a co-mention hides.
pub(super) fn facts<'g>(
    graph: &'g KnowledgeGraph,
    selection: &Selection,
    keep: &[bool],
) -> (Vec<Fact<'g>>, Vec<Fact<'g>>) {
    let (mut shown, mut aside) = (Vec::with_capacity(graph.graph.edge_count()), Vec::new());
    for reference in graph.graph.edge_references() {
        let (source, target) = (graph.graph.to_index(reference.source()), graph.graph.to_index(reference.target()));
        let edge = reference.weight();
        // The ends are far away in memory, and asked only where it matters.
        let in_time = || {
            let spell = Spell::of_fact(edge, &graph.graph[reference.source()], &graph.graph[reference.target()]);
            spell.touches(selection.from, selection.to)
        };
        let fits = keep[source]
            && keep[target]
            && edge.confidence >= selection.min_confidence
            && edge.source_count >= selection.min_sources
            && (selection.from.is_none() && selection.to.is_none() || in_time());
        if !fits {
            continue;
        }
        let fact = (source as u32, target as u32, edge);
        // A projection was asked for by what it consists of.
        let predicate_shown =
            selection.shows_predicate(edge.predicate) || graph.projection.is_some() && selection.predicates.is_empty();
        if predicate_shown && selection.shows_modality(edge.modality) {
            shown.push(fact);
        } else if predicate_shown || edge.predicate == Predicate::CoMentioned {
            aside.push(fact);
        }
    }
    (shown, aside)
}

/// The order of the facts of a view; facts with equal first four make one edge.
fn order(a: &Fact<'_>, b: &Fact<'_>) -> Ordering {
    // Most differ in their ends, which are at hand; what lies behind is far away in memory.
    (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| {
        let rest = |edge: &Edge| (edge.predicate, edge.modality, edge.valid_from, edge.valid_to);
        rest(a.2).cmp(&rest(b.2)).then_with(|| (&a.2.role, &a.2.id).cmp(&(&b.2.role, &b.2.id)))
    })
}

/// Whether two facts make one edge.
fn same_edge(a: &Fact<'_>, b: &Fact<'_>) -> bool {
    (a.0, a.1) == (b.0, b.1) && (a.2.predicate, a.2.modality) == (b.2.predicate, b.2.modality)
}

/// The kind of an edge: its predicate, its modality where it is not asserted, its number from the second on.
fn kind(predicate: Predicate, modality: Modality, part: usize) -> Cow<'static, str> {
    match (modality, part) {
        (Modality::Asserted, 0) => predicate.name().into(),
        (Modality::Asserted, part) => format!("{predicate}#{}", part + 1).into(),
        (modality, 0) => format!("{predicate}:{modality}").into(),
        (modality, part) => format!("{predicate}:{modality}#{}", part + 1).into(),
    }
}

/// Clears `keep` for the nodes that the selection leaves out for what they are connected to; gives how far each is from
/// those whose surroundings were asked for.
fn narrow(nodes: &[&Node], facts: &[Fact<'_>], selection: &Selection, keep: &mut [bool]) -> Vec<Option<u32>> {
    let mut distances = Vec::new();
    if selection.chooses_edges() {
        let mut linked = vec![false; nodes.len()];
        for fact in facts {
            linked[fact.0 as usize] = true;
            linked[fact.1 as usize] = true;
        }
        keep.iter_mut().zip(linked).for_each(|(keep, linked)| *keep &= linked);
    }
    if selection.ego.is_none() && selection.top.is_none() && !selection.largest_component {
        return distances;
    }
    let mut neighbours = vec![Vec::new(); nodes.len()];
    for fact in facts {
        neighbours[fact.0 as usize].push(fact.1 as usize);
        neighbours[fact.1 as usize].push(fact.0 as usize);
    }
    if let Some(ego) = &selection.ego {
        let named = |name: &String| nodes.iter().position(|node| is_named(node, name)).filter(|number| keep[*number]);
        let starts: Vec<usize> = ego.nodes.iter().filter_map(named).collect();
        distances = vec![None; nodes.len()];
        let near = reach(&starts, &neighbours, keep, ego.depth);
        for &(number, distance) in &near {
            distances[number] = Some(distance);
        }
        retain(keep, near.into_iter().map(|(number, _)| number));
    }
    if let Some(top) = selection.top {
        let mut ranked: Vec<usize> = (0..nodes.len()).filter(|number| keep[*number]).collect();
        ranked.sort_by(|a, b| top.measure.of(nodes[*b]).total_cmp(&top.measure.of(nodes[*a])).then(a.cmp(b)));
        ranked.truncate(top.count);
        retain(keep, ranked);
    }
    if selection.largest_component {
        let mut left = keep.to_vec();
        let mut largest = Vec::new();
        for start in 0..nodes.len() {
            if left[start] {
                let part = reach(&[start], &neighbours, &left, usize::MAX);
                for (number, _) in &part {
                    left[*number] = false;
                }
                if part.len() > largest.len() {
                    largest = part;
                }
            }
        }
        retain(keep, largest.into_iter().map(|(number, _)| number));
    }
    distances
}

/// Whether a node has this id or, but for the case of its letters, this name.
#[must_use]
pub fn is_named(node: &Node, name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let mut names =
        [Some(&node.label), node.label_ar.as_ref(), node.label_en.as_ref()].into_iter().flatten().chain(&node.aliases);
    node.id == name || names.any(|n| n.to_lowercase() == lower)
}

/// The nodes within `depth` edges of some, nearest first, each with how many edges away it is.
fn reach(starts: &[usize], neighbours: &[Vec<usize>], keep: &[bool], depth: usize) -> Vec<(usize, u32)> {
    let mut seen = vec![false; neighbours.len()];
    let mut found = Vec::new();
    for &start in starts {
        if !std::mem::replace(&mut seen[start], true) {
            found.push((start, 0));
        }
    }
    let mut border = 0..found.len();
    for _ in 0..depth {
        for position in border.clone() {
            let (number, distance) = found[position];
            for &next in &neighbours[number] {
                if keep[next] && !std::mem::replace(&mut seen[next], true) {
                    found.push((next, distance + 1));
                }
            }
        }
        border = border.end..found.len();
        if border.is_empty() {
            break;
        }
    }
    found
}

/// Keeps only these of those kept.
fn retain(keep: &mut [bool], numbers: impl IntoIterator<Item = usize>) {
    let mut only = vec![false; keep.len()];
    for number in numbers {
        only[number] = true;
    }
    keep.iter_mut().zip(only).for_each(|(keep, only)| *keep &= only);
}

/// A node of the world as it is shown.
fn entity<'g>(node: &'g Node, selection: &Selection, has_layout: bool) -> ViewNode<'g> {
    let measures = &node.measures;
    let mut label = clean(&selection.labels.of(node)).into_owned();
    if label.is_empty() {
        label = clean(&node.id).into_owned();
    }
    let finite = measures.x.is_finite() && measures.y.is_finite();
    ViewNode {
        id: token(&node.id),
        label,
        thing: Thing::Entity(node),
        position: has_layout.then_some(if finite { (measures.x, measures.y) } else { (0.0, 0.0) }),
        size: if measures.size.is_finite() && measures.size > 0.0 { measures.size } else { PLAIN_SIZE },
        distance: None,
    }
}

/// Makes ids unique and not empty: `a`, `a.2`. The program's own are so already, which is seen first.
fn unique<'i, 'g: 'i>(ids: impl Iterator<Item = &'i mut Cow<'g, str>>, prefix: &str) {
    let ids: Vec<&mut Cow<'g, str>> = ids.collect();
    let mut seen: FxHashSet<&str> = FxHashSet::with_capacity_and_hasher(ids.len(), rustc_hash::FxBuildHasher);
    if ids.iter().all(|id| !id.is_empty() && seen.insert(id)) {
        return;
    }
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for (number, id) in ids.into_iter().enumerate() {
        if id.is_empty() {
            *id = format!("{prefix}{number}").into();
        }
        if seen.contains(&**id) {
            let free = (2..u64::MAX).map(|n| format!("{id}.{n}")).find(|candidate| !seen.contains(candidate));
            *id = free.unwrap_or_default().into();
        }
        seen.insert(id.to_string());
    }
}
