//! What of the graph is shown: the same choices for every format.

use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind, Predicate};

use super::{Node, Projection};

/// The parts of a graph that an export shows. The default shows all that is asserted.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Selection {
    /// Only nodes of these kinds; all where empty.
    pub kinds: Vec<NodeKind>,
    /// Only edges with these predicates; all where empty.
    pub predicates: Vec<Predicate>,
    /// Only edges put so; asserted ones where empty.
    pub modalities: Vec<Modality>,
    /// Also edges between entities that only share a sentence.
    pub with_co_mentions: bool,
    /// Also a node for each statement.
    pub with_statements: bool,
    /// Also a node for each article.
    pub with_articles: bool,
    /// Only edges of at least this confidence.
    pub min_confidence: f64,
    /// Only edges of at least this weight, after parallel ones were added up.
    pub min_weight: f64,
    /// Only edges of at least so many independent articles.
    pub min_sources: u32,
    /// Nothing that ended before.
    pub from: Option<Date>,
    /// Nothing that began after.
    pub to: Option<Date>,
    /// Only these nodes and what is near them.
    pub ego: Option<Ego>,
    /// Only the largest part that hangs together.
    pub largest_component: bool,
    /// Only the first nodes by a measure.
    pub top: Option<Top>,
    /// The language of the labels.
    pub labels: Labels,
    /// Actors tied by what they shared, in the place of all that ties them.
    pub projection: Option<Projection>,
    /// An edge of its own for each fact, with numbered kinds (`met`, `met#2`), as Gephi would merge them.
    pub multi_edges: bool,
}

/// Some nodes and their surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ego {
    /// Their ids, or names in full.
    pub nodes: Vec<String>,
    /// How many edges away from the nearest of them, in either direction.
    pub depth: usize,
}

/// The first nodes by a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Top {
    /// How many.
    pub count: usize,
    /// By what.
    pub measure: Measure,
}

/// What nodes are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Edges in and out.
    Degree,
    /// Sum of their weights.
    WeightedDegree,
    /// PageRank.
    #[default]
    PageRank,
    /// Share of shortest paths.
    Betweenness,
    /// Mentions in all articles.
    Mentions,
    /// Articles that mention it.
    Articles,
}

impl Measure {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Degree, Self::WeightedDegree, Self::PageRank, Self::Betweenness, Self::Mentions, Self::Articles];

    /// The name of its column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree_total",
            Self::WeightedDegree => "weighted_degree",
            Self::PageRank => "pagerank",
            Self::Betweenness => "betweenness",
            Self::Mentions => "mention_count",
            Self::Articles => "article_count",
        }
    }

    /// The figure of a node.
    #[must_use]
    pub fn of(self, node: &Node) -> f64 {
        match self {
            Self::Degree => f64::from(node.measures.degree_total),
            Self::WeightedDegree => node.measures.weighted_degree,
            Self::PageRank => node.measures.pagerank,
            Self::Betweenness => node.measures.betweenness,
            Self::Mentions => f64::from(node.mention_count),
            Self::Articles => f64::from(node.article_count),
        }
    }
}

/// The language of the labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// Of most of a node's mentions.
    #[default]
    Own,
    /// Arabic, where there is a name in it.
    Arabic,
    /// English, where there is a name in it.
    English,
    /// Both, where there are two: `الكويت · Kuwait`.
    Both,
}

impl Labels {
    /// The label of a node.
    #[must_use]
    pub fn of(self, node: &Node) -> String {
        let chosen = match self {
            Self::Own => None,
            Self::Arabic => node.label_ar.clone(),
            Self::English => node.label_en.clone(),
            Self::Both => match (&node.label_ar, &node.label_en) {
                (Some(ar), Some(en)) if ar != en => Some(format!("{ar} · {en}")),
                _ => None,
            },
        };
        chosen.unwrap_or_else(|| node.label.clone())
    }
}

impl Selection {
    /// Whether nodes of this kind are shown.
    #[must_use]
    pub fn shows_kind(&self, kind: NodeKind) -> bool {
        let asked = self.kinds.contains(&kind);
        match kind {
            NodeKind::Statement => self.with_statements || asked,
            NodeKind::Article => self.with_articles || asked,
            _ => asked || self.kinds.iter().all(|k| matches!(k, NodeKind::Statement | NodeKind::Article)),
        }
    }

    /// Whether edges that say this are shown, however they put it.
    #[must_use]
    pub fn shows_predicate(&self, predicate: Predicate) -> bool {
        if predicate == Predicate::CoMentioned {
            return self.with_co_mentions || self.predicates.contains(&predicate);
        }
        self.predicates.is_empty() || self.predicates.contains(&predicate)
    }

    /// Whether edges that put it so are shown.
    #[must_use]
    pub fn shows_modality(&self, modality: Modality) -> bool {
        if self.modalities.is_empty() { modality == Modality::Asserted } else { self.modalities.contains(&modality) }
    }

    /// Whether edges are chosen; then nodes that lost all theirs go too.
    #[must_use]
    pub fn chooses_edges(&self) -> bool {
        !self.predicates.is_empty()
            || !self.modalities.is_empty() && !self.shows_modality(Modality::Asserted)
            || self.min_confidence > 0.0
            || self.min_weight > 0.0
            || self.min_sources > 0
            || self.from.is_some()
            || self.to.is_some()
    }
}
