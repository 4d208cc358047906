//! Who is the same over all articles: clusters, and the judgements that they are derived from.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::diagnostic::Diagnostic;
use super::kinds::{NodeKind, vocabulary};

/// What `resolve` found out about the extractions that it was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// One cluster for each node of the graph, sorted by id.
    pub clusters: Vec<Cluster>,
    /// Every pair that was compared and decided, or left undecided.
    pub judgements: Vec<Judgement>,
    /// For each extraction the number of its story: copies of one wire story share it.
    pub stories: Vec<u32>,
    /// Decisions of the user that mean nothing here, in the order of their lines.
    pub remarks: Vec<Diagnostic>,
}

/// Entities (or events) of several articles that are one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Stable, made from the content: `person:richard-stengel`, `country:kw`.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The members, sorted.
    pub members: Vec<Member>,
    /// The name in the language of most mentions.
    pub label: String,
    /// The name in Arabic.
    pub label_ar: Option<String>,
    /// The name in English.
    pub label_en: Option<String>,
    /// Where the two labels come from.
    pub label_source: LabelSource,
    /// Forms seen for this node and no other.
    pub aliases: Vec<String>,
    /// Key in a gazetteer.
    pub gazetteer: Option<String>,
}

/// One entity or event of one extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Number of the extraction.
    pub extraction: u32,
    /// Number in its list of entities, or of events for a cluster of kind event.
    pub item: u32,
}

vocabulary! {
    /// How the weaker of a node's two labels came about.
    LabelSource {
        /// It stands in an article.
        Seen = "seen",
        /// A gazetteer knows it.
        Gazetteer = "gazetteer",
        /// It was transliterated.
        Transliterated = "transliterated",
    }
}

/// A decision about two groups of equal names.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What they are names of.
    pub kind: NodeKind,
    /// One.
    pub left: Member,
    /// The other.
    pub right: Member,
    /// Whether they are the same.
    pub verdict: Verdict,
    /// From 0 to 1.
    pub score: f64,
    /// Why, in words.
    pub reason: Cow<'static, str>,
}

impl Judgement {
    /// What it is about, by which judgements can be put in an order.
    #[must_use]
    pub const fn subject(&self) -> (NodeKind, Member, Member) {
        (self.kind, self.left, self.right)
    }
}

vocabulary! {
    /// The outcome of a judgement.
    Verdict {
        /// One thing.
        Same = "same",
        /// Two things.
        Different = "different",
        /// A person has to look.
        Undecided = "undecided",
    }
}
