//! What changed? Two states of knowledge → what is new, what is gone, whose roles changed, which ties grew.
//!
//! A state is a graph, or what its articles until a day say. Nodes and facts are the same where their ids are.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::Serialize;

use super::{Fact, NodeRef, Scope, fact, node_ref};
use crate::graph::KnowledgeGraph;
use crate::model::date::Date;
use crate::model::kinds::Predicate;

/// What is known: all that a graph holds, or what its articles until a day say. Articles without a day count always.
#[derive(Clone, Copy, Debug)]
pub struct State<'g> {
    /// The graph.
    pub graph: &'g KnowledgeGraph,
    /// The last day.
    pub until: Option<Date>,
}

/// What one state has and another has not.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes<'g> {
    /// Nodes that only the later state has, the oftenest mentioned first.
    pub new_nodes: Vec<Counted<'g>>,
    /// Nodes that only the earlier state has.
    pub gone_nodes: Vec<Counted<'g>>,
    /// Those who hold a role that they did not hold; first those of whom another was known.
    pub roles: Vec<RoleChange<'g>>,
    /// Facts other than roles that only the later state has, the strongest first.
    pub new_facts: Vec<Fact<'g>>,
    /// Facts that only the earlier state has.
    pub gone_facts: Vec<Fact<'g>>,
    /// Pairs of which more is said than before, those first that gained most.
    pub stronger: Vec<Tie<'g>>,
}

/// A node and how often it is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counted<'g> {
    /// The node.
    #[serde(flatten)]
    pub node: NodeRef<'g>,
    /// Its mentions.
    pub mention_count: u32,
}

/// Someone whose roles changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleChange<'g> {
    /// Who.
    pub who: NodeRef<'g>,
    /// The roles known before.
    pub before: Vec<Fact<'g>>,
    /// The roles that were not.
    pub after: Vec<Fact<'g>>,
}

/// Two nodes of which more is said than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tie<'g> {
    /// One.
    pub a: NodeRef<'g>,
    /// The other.
    pub b: NodeRef<'g>,
    /// Evidences before.
    pub before: u32,
    /// Evidences after.
    pub after: u32,
}

/// What changed from one state to a later one.
#[must_use]
pub fn compare<'g>(before: State<'g>, after: State<'g>, scope: Scope) -> Changes<'g> {
    let (old, new) = (Known::of(before, scope), Known::of(after, scope));
    let (mut roles, new_facts): (Vec<Fact<'_>>, Vec<Fact<'_>>) =
        new.missing_in(&old).partition(|fact| fact.predicate == Predicate::HoldsRole);
    roles.sort_by(|a, b| a.subject.id.cmp(b.subject.id));
    let mut roles: Vec<RoleChange<'_>> =
        roles.chunk_by(|a, b| a.subject.id == b.subject.id).map(|after| old.change(after)).collect();
    roles.sort_by_key(|change| change.before.is_empty());
    let strongest = |mut facts: Vec<Fact<'g>>| {
        facts.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.id.cmp(b.id)));
        facts
    };
    Changes {
        new_nodes: new.nodes_missing_in(&old),
        gone_nodes: old.nodes_missing_in(&new),
        roles,
        new_facts: strongest(new_facts),
        gone_facts: strongest(old.missing_in(&new).collect()),
        stronger: stronger(&old, &new),
    }
}

/// The nodes, facts and ties of a state.
struct Known<'g> {
    state: State<'g>,
    /// Node → mentions.
    nodes: BTreeMap<&'g str, (NodeIndex, u32)>,
    /// Fact → edge.
    facts: BTreeMap<&'g str, EdgeIndex>,
    /// Pair → evidences.
    ties: BTreeMap<(&'g str, &'g str), (NodeIndex, NodeIndex, u32)>,
}

impl<'g> Known<'g> {
    fn of(state: State<'g>, scope: Scope) -> Self {
        let graph = state.graph;
        let (mut nodes, mut facts, mut ties) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for index in graph.graph.node_indices() {
            let node = &graph.graph[index];
            let mentions = node.mentions.iter().filter(|mention| state.knows(mention.article)).count();
            if mentions > 0 {
                nodes.insert(node.id.as_str(), (index, mentions as u32));
            }
        }
        for edge in graph.graph.edge_references().filter(|edge| scope.shows(graph, edge.id())) {
            let evidences = edge.weight().evidence.iter().filter(|e| state.knows(e.article)).count() as u32;
            if evidences > 0 {
                facts.insert(edge.weight().id.as_str(), edge.id());
                let (a, b) = (edge.source(), edge.target());
                let (a, b) = if graph.graph[a].id <= graph.graph[b].id { (a, b) } else { (b, a) };
                let tie = (graph.graph[a].id.as_str(), graph.graph[b].id.as_str());
                ties.entry(tie).or_insert((a, b, 0)).2 += evidences;
            }
        }
        Self { state, nodes, facts, ties }
    }

    fn nodes_missing_in(&self, other: &Self) -> Vec<Counted<'g>> {
        let missing = self.nodes.iter().filter(|(id, _)| !other.nodes.contains_key(*id));
        let counted = |(_, &(node, mention_count)): (&&str, &(NodeIndex, u32))| Counted {
            node: node_ref(self.state.graph, node),
            mention_count,
        };
        let mut missing: Vec<Counted<'_>> = missing.map(counted).collect();
        missing.sort_by(|a, b| b.mention_count.cmp(&a.mention_count).then_with(|| a.node.id.cmp(b.node.id)));
        missing
    }

    fn missing_in<'k>(&'k self, other: &'k Self) -> impl Iterator<Item = Fact<'g>> + 'k {
        let missing = self.facts.iter().filter(|(id, _)| !other.facts.contains_key(*id));
        missing.map(|(_, &edge)| self.fact(edge))
    }

    /// A fact with the evidence that is known.
    fn fact(&self, edge: EdgeIndex) -> Fact<'g> {
        let mut fact = fact(self.state.graph, edge);
        fact.evidence.retain(|proof| self.state.reaches(proof.published));
        fact.weight = fact.evidence.len() as f64;
        fact
    }

    /// The new roles of someone, beside those known here.
    fn change(&self, after: &[Fact<'g>]) -> RoleChange<'g> {
        let who = after[0].subject;
        let known = self.nodes.get(who.id).map(|node| node.0);
        let edges = known.into_iter().flat_map(|node| self.state.graph.graph.edges(node));
        let held = edges.filter(|edge| {
            edge.weight().predicate == Predicate::HoldsRole && self.facts.contains_key(edge.weight().id.as_str())
        });
        RoleChange { who, before: held.map(|edge| self.fact(edge.id())).collect(), after: after.to_vec() }
    }
}

/// The pairs known before of which more is said after.
fn stronger<'g>(old: &Known<'g>, new: &Known<'g>) -> Vec<Tie<'g>> {
    let grown = new.ties.iter().filter_map(|(pair, &(a, b, after))| {
        let before = old.ties.get(pair)?.2;
        let name = |node| node_ref(new.state.graph, node);
        (after > before).then(|| Tie { a: name(a), b: name(b), before, after })
    });
    let mut ties: Vec<Tie<'_>> = grown.collect();
    ties.sort_by(|x, y| {
        (y.after - y.before).cmp(&(x.after - x.before)).then_with(|| (&x.a.id, &x.b.id).cmp(&(&y.a.id, &y.b.id)))
    });
    ties
}

impl State<'_> {
    fn knows(&self, article: u32) -> bool {
        self.reaches(self.graph.articles.get(article as usize).and_then(|source| source.published))
    }

    fn reaches(&self, published: Option<Date>) -> bool {
        let day = |date: Date| date.last_day().day_number();
        published.zip(self.until).is_none_or(|(published, until)| day(published) <= day(until))
    }
}
