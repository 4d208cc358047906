//! The one list of columns: every format shows these for its nodes and edges, by these names.
//!
//! Names are lower snake case, which Gephi, Gephi Lite and NetworkX read alike, and none is reserved by them.

use std::borrow::Cow;

use super::value::Value;
use super::view::{Thing, View, ViewEdge, ViewNode};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Several texts.
    List,
    /// A date with its precision in its form; text where a format has none such.
    Day,
    /// A whole number below 2³¹.
    Integer,
    /// A whole number.
    Long,
    /// A number.
    Double,
    /// `true` or `false`.
    Boolean,
}

/// Which nodes have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// All kinds, or those of the world.
    All,
    /// Statements, which are shown only when asked for.
    Statements,
    /// Articles, which are shown only when asked for.
    Articles,
    /// Those near some that were asked for.
    Surroundings,
}

impl Of {
    /// Whether a view shows such nodes.
    #[must_use]
    pub fn is_shown(self, view: &View<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Statements => view.selection.shows_kind(super::NodeKind::Statement),
            Self::Articles => view.selection.shows_kind(super::NodeKind::Article),
            Self::Surroundings => view.selection.ego.is_some(),
        }
    }
}

/// One column of the nodes.
pub struct NodeColumn {
    /// Its name in every format.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Type,
    /// Which nodes have it.
    pub of: Of,
    /// What it says.
    pub doc: &'static str,
    /// A node's cell.
    pub get: for<'v> fn(&'v View<'_>, &'v ViewNode<'_>) -> Value<'v>,
}

/// One column of the edges.
pub struct EdgeColumn {
    /// Its name in every format.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Type,
    /// What it says.
    pub doc: &'static str,
    /// An edge's cell.
    pub get: for<'v> fn(&'v View<'_>, &'v ViewEdge<'_>) -> Value<'v>,
}

impl EdgeColumn {
    /// Whether Gephi's formats have a place of their own for it.
    #[must_use]
    pub fn is_gephis_own(&self) -> bool {
        matches!(self.name, "weight" | "edge_id")
    }
}

/// Column of a field of [`crate::graph::Node`]; other things have none.
macro_rules! entity {
    ($name:literal, $kind:ident, $doc:literal, |$node:ident| $value:expr) => {
        NodeColumn {
            name: $name,
            kind: Type::$kind,
            of: Of::All,
            doc: $doc,
            get: |_, node| match node.thing {
                Thing::Entity($node) => $value,
                _ => Value::Missing,
            },
        }
    };
}

/// Columns of the nodes, in the order of every format.
pub const NODE_COLUMNS: &[NodeColumn] = &[
    NodeColumn {
        name: "node_kind",
        kind: Type::Text,
        of: Of::All,
        doc: "person, organization, country, place, event, statement or article",
        get: |_, node| Value::Name(node.kind().name()),
    },
    entity!("subtype", Text, "finer kind: ministry, party, city", |n| Value::text(n.subtype.as_deref())),
    entity!("label_ar", Text, "name in Arabic", |n| Value::text(n.label_ar.as_deref())),
    entity!("label_en", Text, "name in English", |n| Value::text(n.label_en.as_deref())),
    entity!(
        "label_source",
        Text,
        "where the weaker of the two names comes from: seen, gazetteer, transliterated",
        |n| { Value::text(n.label_source.map(super::LabelSource::name)) }
    ),
    entity!("aliases", List, "other forms seen for this node and no other", |n| list(&n.aliases)),
    entity!("wikidata", Text, "item of Wikidata", |n| Value::text(n.wikidata.as_deref())),
    entity!("gender", Text, "m or f", |n| Value::text(n.gender.as_deref())),
    entity!("country", Text, "ISO 3166-1 alpha-2 code of its country", |n| Value::text(n.country.as_deref())),
    entity!("iso2", Text, "ISO 3166-1 alpha-2 code of a country", |n| Value::text(n.iso2.as_deref())),
    entity!("iso3", Text, "ISO 3166-1 alpha-3 code of a country", |n| Value::text(n.iso3.as_deref())),
    entity!("latitude", Double, "degrees north", |n| n.latitude.map_or(Value::Missing, Value::double)),
    entity!("longitude", Double, "degrees east", |n| n.longitude.map_or(Value::Missing, Value::double)),
    entity!("event_type", Text, "what sort of occurrence", |n| Value::text(n.event_type.map(super::EventType::name))),
    entity!("event_start", Day, "first day of the event", |n| Value::day(n.event_start)),
    entity!("event_end", Day, "last day of the event", |n| Value::day(n.event_end)),
    entity!("time_text", Text, "the time as the article words it", |n| Value::text(n.time_text.as_deref())),
    entity!("mention_count", Integer, "mentions in all articles", |n| Value::Integer(n.mention_count.into())),
    entity!("article_count", Integer, "articles that mention it", |n| Value::Integer(n.article_count.into())),
    entity!("first_seen", Day, "publication day of the first article", |n| Value::day(n.first_seen)),
    entity!("last_seen", Day, "publication day of the last article", |n| Value::day(n.last_seen)),
    entity!("degree_in", Integer, "edges that end here", |n| Value::Integer(n.measures.degree_in.into())),
    entity!("degree_out", Integer, "edges that begin here", |n| Value::Integer(n.measures.degree_out.into())),
    entity!("degree_total", Integer, "edges that end or begin here", |n| Value::Integer(
        n.measures.degree_total.into()
    )),
    entity!("weighted_degree", Double, "sum of their weights", |n| Value::double(n.measures.weighted_degree)),
    entity!("pagerank", Double, "share of a random walk's time", |n| Value::double(n.measures.pagerank)),
    entity!("betweenness", Double, "share of shortest paths through it", |n| Value::double(n.measures.betweenness)),
    entity!("community", Integer, "number of its community, the largest is 0", |n| {
        Value::Integer(n.measures.community.into())
    }),
    entity!("component", Integer, "number of its connected part, the largest is 0", |n| {
        Value::Integer(n.measures.component.into())
    }),
    NodeColumn {
        name: "distance",
        kind: Type::Integer,
        of: Of::Surroundings,
        doc: "edges between it and the nearest node that was asked for; 0 for those themselves",
        get: |_, node| node.distance.map_or(Value::Missing, |edges| Value::Integer(edges.into())),
    },
    NodeColumn {
        name: "text",
        kind: Type::Text,
        of: Of::Statements,
        doc: "what was said",
        get: |_, node| Value::text(node.utterance().map(|u| u.content.text.as_str())),
    },
    NodeColumn {
        name: "cue",
        kind: Type::Text,
        of: Of::Statements,
        doc: "the verb or noun that attributes it",
        get: |_, node| Value::text(node.utterance().map(|u| u.cue.as_str())),
    },
    NodeColumn {
        name: "direct",
        kind: Type::Boolean,
        of: Of::Statements,
        doc: "quoted (true) or reported",
        get: |_, node| node.utterance().map_or(Value::Missing, |u| Value::Boolean(u.direct)),
    },
    NodeColumn {
        name: "title",
        kind: Type::Text,
        of: Of::Articles,
        doc: "headline",
        get: |_, node| Value::text(node.source().map(|s| s.title.as_str())),
    },
    NodeColumn {
        name: "publisher",
        kind: Type::Text,
        of: Of::Articles,
        doc: "outlet",
        get: |_, node| Value::text(node.source().and_then(|s| s.publisher.as_deref())),
    },
    NodeColumn {
        name: "published",
        kind: Type::Day,
        of: Of::Articles,
        doc: "publication day",
        get: |_, node| Value::day(node.source().and_then(|s| s.published)),
    },
    NodeColumn {
        name: "url",
        kind: Type::Text,
        of: Of::Articles,
        doc: "where it stood",
        get: |_, node| Value::text(node.source().and_then(|s| s.url.as_deref())),
    },
    NodeColumn {
        name: "language",
        kind: Type::Text,
        of: Of::Articles,
        doc: "ISO 639-1 code",
        get: |_, node| Value::text(node.source().map(|s| s.language.as_str())),
    },
];

/// Columns of the edges, in the order of every format.
pub const EDGE_COLUMNS: &[EdgeColumn] = &[
    EdgeColumn {
        name: "predicate",
        kind: Type::Text,
        doc: "what is said of the two ends",
        get: |_, edge| Value::Name(edge.predicate_name()),
    },
    EdgeColumn {
        name: "weight",
        kind: Type::Double,
        doc: "number of evidences",
        get: |view, edge| Value::double(edge.weight(view)),
    },
    EdgeColumn {
        name: "source_count",
        kind: Type::Integer,
        doc: "independent articles: copies of one story count once",
        get: |view, edge| Value::Integer(edge.source_count(view).into()),
    },
    EdgeColumn {
        name: "source_ids",
        kind: Type::List,
        doc: "ids of the articles",
        get: |view, edge| {
            let articles = edge.articles(view);
            Value::List(articles.into_iter().filter_map(|a| view.article_id(a)).map(Cow::Borrowed).collect())
        },
    },
    EdgeColumn {
        name: "confidence",
        kind: Type::Double,
        doc: "of the surest evidence, from 0 to 1",
        get: |view, edge| Value::double(edge.confidence(view)),
    },
    EdgeColumn {
        name: "modality",
        kind: Type::Text,
        doc: "asserted, negated, future or hypothetical",
        get: |_, edge| Value::Name(edge.modality.name()),
    },
    EdgeColumn {
        name: "role",
        kind: Type::List,
        doc: "the offices as written; in a projection the events shared",
        get: |view, edge| Value::List(edge.roles(view).into_iter().map(Cow::Borrowed).collect()),
    },
    EdgeColumn {
        name: "valid_from",
        kind: Type::Day,
        doc: "when the fact began, as the text says",
        get: |view, edge| Value::day(edge.facts(view).iter().filter_map(|f| f.valid_from).min()),
    },
    EdgeColumn {
        name: "valid_to",
        kind: Type::Day,
        doc: "when it ended, as the text says",
        get: |view, edge| Value::day(edge.facts(view).iter().filter_map(|f| f.valid_to).max()),
    },
    EdgeColumn {
        name: "first_seen",
        kind: Type::Day,
        doc: "publication day of the first article that says it",
        get: |view, edge| Value::day(edge.seen(view).0),
    },
    EdgeColumn {
        name: "last_seen",
        kind: Type::Day,
        doc: "publication day of the last article that says it",
        get: |view, edge| Value::day(edge.seen(view).1),
    },
    EdgeColumn {
        name: "rules",
        kind: Type::List,
        doc: "ids of the rules that read it",
        get: |view, edge| Value::List(edge.rules(view).into_iter().map(Cow::Borrowed).collect()),
    },
    EdgeColumn {
        name: "symmetric",
        kind: Type::Boolean,
        doc: "whether it says the same of both ends",
        get: |_, edge| Value::Boolean(edge.is_symmetric()),
    },
    EdgeColumn {
        name: "edge_id",
        kind: Type::Text,
        doc: "the edge's id, for readers that forget it",
        get: |_, edge| Value::Text(Cow::Borrowed(&*edge.id)),
    },
];

/// A cell of several texts.
fn list(items: &[String]) -> Value<'_> {
    Value::List(items.iter().map(|item| Cow::Borrowed(item.as_str())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names that Gephi, Gephi Lite, NetworkX, igraph or Cytoscape use for themselves.
    const RESERVED: &[&str] = &[
        "id",
        "label",
        "timeset",
        "kind",
        "type",
        "source",
        "target",
        "interval",
        "timestamp",
        "start",
        "end",
        "spells",
        "x",
        "y",
        "z",
        "r",
        "g",
        "b",
        "size",
        "color",
        "shape",
        "thickness",
        "viz",
        "pid",
        "parents",
        "name",
        "selected",
        "suid",
        "shared name",
        "interaction",
        "modularity_class",
        "degree",
    ];

    fn check_names<'a>(names: impl Iterator<Item = &'a str>) {
        let mut seen = std::collections::BTreeSet::new();
        for name in names {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
            // A column whose name holds one of these becomes a set of times in Gephi's table import.
            assert!(!name.contains("interval") && !name.contains("timestamp"), "{name}");
            assert!(!RESERVED.contains(&name), "{name}");
            assert!(seen.insert(name), "{name} twice");
        }
    }

    #[test]
    fn no_name_is_reserved() {
        check_names(NODE_COLUMNS.iter().map(|c| c.name));
        check_names(EDGE_COLUMNS.iter().map(|c| c.name));
    }

    #[test]
    fn only_weight_is_a_name_of_the_formats_own() {
        assert!(NODE_COLUMNS.iter().all(|c| c.name != "weight"));
        assert_eq!(EDGE_COLUMNS.iter().filter(|c| c.name == "weight").count(), 1);
        assert_eq!(EDGE_COLUMNS.iter().filter(|c| c.is_gephis_own()).count(), 2);
    }
}
