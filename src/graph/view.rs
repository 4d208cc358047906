//! What an export shows of a graph: the nodes selected, and one edge a (source, target, kind).
//!
//! Gephi merges parallel edges of one kind and keeps the last one's attributes; here they are merged with
//! nothing lost but the pairing of roles and dates. Cells are computed when they are written, so that a
//! view of a million edges costs a few words an edge.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::ops::Range;

use smallvec::smallvec;

use crate::model::date::Date;
use crate::model::extraction::Source;
use crate::model::kinds::{Modality, NodeKind, Predicate};

use super::selection::Selection;
use super::style::{self, Colour, Family};
use super::texts::Texts;
use super::times::{Spell, merge};
use super::value::Few;
use super::{Edge, KnowledgeGraph, Node, Utterance};

/// Edges that are looked at together.
const AT_ONCE: usize = 32;

/// A graph as an export shows it.
pub struct View<'g> {
    /// The whole graph.
    pub graph: &'g KnowledgeGraph,
    /// What was chosen of it.
    pub selection: Selection,
    /// The nodes, those of the world first, in the graph's order.
    pub nodes: Vec<ViewNode<'g>>,
    /// The edges, sorted by source, target, predicate and modality; those of statements and articles last.
    pub edges: Vec<ViewEdge<'g>>,
    /// The facts behind the edges, edge by edge; those of `aside` last.
    pub facts: Vec<&'g Edge>,
    /// One fact each, between nodes shown, that only its modality or its being a co-mention hides.
    pub aside: Vec<ViewEdge<'g>>,
    /// For each node of the graph its number here.
    pub position: Vec<Option<u32>>,
    /// What edges ask of nodes and articles, close together in memory.
    pub(super) asked: Asked,
}

/// What is asked for every edge, of nodes and articles in any order.
#[derive(Default)]
pub(super) struct Asked {
    /// The ids of the nodes.
    nodes: Texts,
    /// Which nodes are events with a day.
    dated: Vec<bool>,
    /// The ids of the articles.
    articles: Texts,
    /// Their days.
    published: Vec<Option<Date>>,
}

impl Asked {
    /// Of the nodes of a view and the articles of a graph.
    pub(super) fn new(nodes: &[ViewNode<'_>], articles: &[Source]) -> Self {
        Self {
            nodes: nodes.iter().map(|node| &*node.id).collect(),
            dated: nodes.iter().map(|node| node.entity().is_some_and(|node| event_spell(node).is_some())).collect(),
            articles: articles.iter().map(|source| source.id.as_str()).collect(),
            published: articles.iter().map(|source| source.published).collect(),
        }
    }
}

/// A node as it is shown.
pub struct ViewNode<'g> {
    /// Unique among the nodes, an XML name token.
    pub id: Cow<'g, str>,
    /// One clean line, never empty.
    pub label: String,
    /// What it stands for.
    pub thing: Thing<'g>,
    /// Place in the picture; `None` for all nodes where there is no layout.
    pub position: Option<(f64, f64)>,
    /// Radius in the picture.
    pub size: f64,
    /// Edges between it and the nearest node whose surroundings were asked for.
    pub distance: Option<u32>,
}

/// What a node stands for.
#[derive(Clone, Copy)]
pub enum Thing<'g> {
    /// A person, organization, country, place or event.
    Entity(&'g Node),
    /// A statement.
    Statement(&'g Utterance),
    /// An article.
    Article(&'g Source),
}

/// An edge as it is shown.
pub struct ViewEdge<'g> {
    /// Unique among the edges, an XML name token.
    pub id: Cow<'g, str>,
    /// Number of the node that it begins at.
    pub source: u32,
    /// Number of the node that it ends at.
    pub target: u32,
    /// `met`, `support:negated`, `met#2`: parallel edges differ in it.
    pub kind: Cow<'static, str>,
    /// How it is put.
    pub modality: Modality,
    /// What it is drawn from.
    pub link: Link<'g>,
}

/// What an edge is drawn from.
pub enum Link<'g> {
    /// Facts with one predicate.
    Facts(Predicate, Range<u32>),
    /// A speaker and the statement.
    Said(&'g Utterance),
    /// A statement and what it names.
    About(&'g Utterance),
    /// A node and an article that mentions it so many times.
    MentionedIn(u32, u32),
}

impl<'g> ViewNode<'g> {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> NodeKind {
        match self.thing {
            // A graph made by hand may lack it; every node made by the program has one.
            Thing::Entity(node) => node.kind.unwrap_or(NodeKind::Organization),
            Thing::Statement(_) => NodeKind::Statement,
            Thing::Article(_) => NodeKind::Article,
        }
    }

    /// The node of the graph.
    #[must_use]
    pub const fn entity(&self) -> Option<&'g Node> {
        if let Thing::Entity(node) = self.thing { Some(node) } else { None }
    }

    /// The statement.
    #[must_use]
    pub const fn utterance(&self) -> Option<&'g Utterance> {
        if let Thing::Statement(utterance) = self.thing { Some(utterance) } else { None }
    }

    /// The article.
    #[must_use]
    pub const fn source(&self) -> Option<&'g Source> {
        if let Thing::Article(source) = self.thing { Some(source) } else { None }
    }

    /// Its colour.
    #[must_use]
    pub fn colour(&self) -> Colour {
        style::node_colour(self.kind())
    }

    /// When it is there: events when they happened, statements and articles when they were published.
    /// Empty: always.
    #[must_use]
    pub fn spells(&self, view: &View<'_>) -> Few<Spell> {
        match self.thing {
            Thing::Entity(node) => event_spell(node).into_iter().collect(),
            Thing::Statement(utterance) => view.published(utterance.article).map(Spell::of).into_iter().collect(),
            Thing::Article(source) => source.published.map(Spell::of).into_iter().collect(),
        }
    }
}

/// When an event happened.
fn event_spell(node: &Node) -> Option<Spell> {
    let start = node.event_start.or(node.event_end)?;
    Some(Spell::between(Some(start), Some(node.event_end.unwrap_or(start))))
}

impl ViewEdge<'_> {
    /// The name of its predicate, without its modality.
    #[must_use]
    pub const fn predicate_name(&self) -> &'static str {
        match &self.link {
            Link::Facts(predicate, _) => predicate.name(),
            Link::Said(_) => "said",
            Link::About(_) => "about",
            Link::MentionedIn(..) => "mentioned_in",
        }
    }

    /// Its predicate; none for the edges of statements and articles.
    #[must_use]
    pub const fn predicate(&self) -> Option<Predicate> {
        if let Link::Facts(predicate, _) = self.link { Some(predicate) } else { None }
    }

    /// What it is about.
    #[must_use]
    pub fn family(&self) -> Family {
        self.predicate().map_or(Family::Speech, style::family)
    }

    /// Whether it says the same of both ends.
    #[must_use]
    pub fn is_symmetric(&self) -> bool {
        self.predicate().is_some_and(Predicate::is_symmetric)
    }

    /// The facts that it joins.
    #[must_use]
    pub fn facts<'v>(&self, view: &'v View<'_>) -> &'v [&'v Edge] {
        match &self.link {
            Link::Facts(_, range) => &view.facts[range.start as usize..range.end as usize],
            _ => &[],
        }
    }

    /// Number of evidences; above zero.
    #[must_use]
    pub fn weight(&self, view: &View<'_>) -> f64 {
        match &self.link {
            Link::Facts(..) => self.facts(view).iter().map(|fact| fact.weight()).sum(),
            Link::MentionedIn(_, count) => f64::from((*count).max(1)),
            _ => 1.0,
        }
    }

    /// The articles that say it, in reading order.
    #[must_use]
    pub fn articles(&self, view: &View<'_>) -> Few<u32> {
        match &self.link {
            Link::Facts(..) => {
                if let [Edge { evidence, .. }] = self.facts(view)
                    && let [evidence] = evidence.as_slice()
                {
                    return smallvec![evidence.article];
                }
                let mut articles: Few<u32> =
                    self.facts(view).iter().flat_map(|f| f.evidence.iter().map(|e| e.article)).collect();
                articles.sort_unstable();
                articles.dedup();
                articles
            }
            Link::Said(utterance) | Link::About(utterance) => smallvec![utterance.article],
            Link::MentionedIn(article, _) => smallvec![*article],
        }
    }

    /// Independent articles that say it.
    #[must_use]
    pub fn source_count(&self, view: &View<'_>) -> u32 {
        match self.facts(view) {
            [] => 1,
            [fact] => fact.source_count,
            _ => {
                let articles = self.articles(view);
                let story = |a: &u32| view.graph.stories.get(*a as usize).copied().unwrap_or(u32::MAX - a);
                articles.iter().map(story).collect::<BTreeSet<u32>>().len() as u32
            }
        }
    }

    /// Of the surest evidence.
    #[must_use]
    pub fn confidence(&self, view: &View<'_>) -> f64 {
        match &self.link {
            Link::Facts(..) => self.facts(view).iter().map(|f| f.confidence).fold(0.0, f64::max),
            Link::Said(utterance) | Link::About(utterance) => utterance.confidence,
            Link::MentionedIn(..) => 1.0,
        }
    }

    /// The offices, each once.
    #[must_use]
    pub fn roles<'v>(&self, view: &'v View<'_>) -> Few<&'v str> {
        let mut roles: Few<&str> = Few::new();
        for role in self.facts(view).iter().filter_map(|f| f.role.as_deref()) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }

    /// The rules that read it, sorted.
    #[must_use]
    pub fn rules<'v>(&'v self, view: &'v View<'_>) -> Few<&'v str> {
        match &self.link {
            Link::Said(utterance) | Link::About(utterance) => smallvec![utterance.rule.as_str()],
            Link::MentionedIn(..) => Few::new(),
            Link::Facts(..) => {
                if let [Edge { evidence, .. }] = self.facts(view)
                    && let [evidence] = evidence.as_slice()
                {
                    return smallvec![evidence.rule.as_str()];
                }
                let mut rules: Few<&str> =
                    self.facts(view).iter().flat_map(|f| f.evidence.iter().map(|e| e.rule.as_str())).collect();
                rules.sort_unstable();
                rules.dedup();
                rules
            }
        }
    }

    /// Publication days of the first and the last article that say it.
    #[must_use]
    pub fn seen(&self, view: &View<'_>) -> (Option<Date>, Option<Date>) {
        match &self.link {
            Link::Facts(..) => {
                let facts = self.facts(view);
                (facts.iter().filter_map(|f| f.first_seen).min(), facts.iter().filter_map(|f| f.last_seen).max())
            }
            Link::Said(Utterance { article, .. })
            | Link::About(Utterance { article, .. })
            | Link::MentionedIn(article, _) => (view.published(*article), view.published(*article)),
        }
    }

    /// When it is there: what touches a dated event with the event, offices from their first to their last
    /// day, ties by events on the days of those, all else on the days when it was published. Empty: always.
    #[must_use]
    pub fn spells(&self, view: &View<'_>) -> Few<Spell> {
        for end in [self.target, self.source] {
            // Gephi shows an edge only while both its ends are there.
            if view.asked.dated[end as usize]
                && let Some(spell) = view.nodes[end as usize].entity().and_then(event_spell)
            {
                return smallvec![spell];
            }
        }
        let facts = self.facts(view);
        let dated = facts.iter().all(|f| f.valid_from.is_some() || f.valid_to.is_some());
        match self.predicate() {
            Some(Predicate::HoldsRole | Predicate::SharedEvent) if dated => {
                merge(facts.iter().map(|f| Spell::between(f.valid_from, f.valid_to)).collect())
            }
            Some(Predicate::HoldsRole) => Few::new(),
            _ => merge(self.articles(view).into_iter().filter_map(|a| view.published(a)).map(Spell::of).collect()),
        }
    }
}

impl<'g> View<'g> {
    /// The edges, each with what it consists of at hand: an edge is in a dozen places of memory, and to look at those
    /// of many edges at once takes little longer than at those of one.
    pub fn edges_at_hand(&self) -> impl Iterator<Item = &ViewEdge<'g>> {
        self.edges.chunks(AT_ONCE).flat_map(|edges| {
            black_box(self.look_at(edges));
            edges
        })
    }

    /// Looks at a byte of each place that is asked for when these edges are written.
    fn look_at(&self, edges: &[ViewEdge<'_>]) -> usize {
        let last = |text: &str| usize::from(text.as_bytes().last().copied().unwrap_or_default());
        let facts = || edges.iter().flat_map(|edge| edge.facts(self));
        let ids = edges.iter().map(|edge| last(&edge.id) + last(self.node_id(edge.target)));
        let evidence = facts().filter_map(|fact| fact.evidence.first());
        let said = evidence.map(|one| last(&one.rule) + self.article_id(one.article).map_or(0, last));
        ids.sum::<usize>() + facts().map(|fact| fact.evidence.len()).sum::<usize>() + said.sum::<usize>()
    }

    /// The id of a node.
    #[must_use]
    pub fn node_id(&self, number: u32) -> &str {
        self.asked.nodes.get(number).unwrap_or_default()
    }

    /// The day of an article.
    #[must_use]
    pub fn published(&self, article: u32) -> Option<Date> {
        self.asked.published.get(article as usize).copied().flatten()
    }

    /// The id of an article.
    #[must_use]
    pub fn article_id(&self, article: u32) -> Option<&str> {
        self.asked.articles.get(article)
    }

    /// Whether any node or edge has a time.
    #[must_use]
    pub fn has_times(&self) -> bool {
        self.edges.iter().any(|edge| !edge.spells(self).is_empty())
            || self.nodes.iter().any(|node| !node.spells(self).is_empty())
    }
}
