//! Node-link JSON (<https://networkx.org/documentation/stable/reference/readwrite/json_graph.html>).
//!
//! The file that holds all: each fact with its own role and dates, every mention and evidence with the exact
//! characters, statements and articles. [`read`](super::json_read::read) gives the graph back.
//! Facts that the selection hides for their modality alone, and co-mentions, are set aside under `graph`.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use crate::graph::style;
use crate::graph::value::Value;
use crate::graph::view::{Link, View, ViewEdge, ViewNode};
use crate::graph::{Edge, Utterance};
use crate::model::extraction::{Passage, Source};

use super::Format;

/// Node-link JSON.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn title(&self) -> &'static str {
        "node-link JSON with all evidence, for programs, NetworkX and khabar itself"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.json"]
    }

    fn specification(&self) -> &'static str {
        "https://networkx.org/documentation/stable/reference/readwrite/json_graph.html"
    }

    fn cannot_express(&self) -> &'static str {
        ""
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let graph = view.graph;
        out.write_all(b"{\"directed\": true, \"multigraph\": true, \"graph\": {\"creator\": \"khabar\"")?;
        if let Some(overview) = &graph.overview {
            out.write_all(b",\n\"measures\": ")?;
            serde_json::to_writer(&mut *out, overview)?;
        }
        if let Some(projection) = &graph.projection {
            out.write_all(b",\n\"projection\": ")?;
            serde_json::to_writer(&mut *out, projection)?;
        }
        out.write_all(b",\n\"articles\": [")?;
        let stories = graph.stories.iter().copied().map(Some).chain(std::iter::repeat(None));
        lines(out, graph.articles.iter().zip(stories).map(|(source, story)| ArticleRow { source, story }))?;
        out.write_all(b"],\n\"statements\": [")?;
        lines(out, graph.statements.iter().filter_map(|utterance| statement(view, utterance)))?;
        out.write_all(b"],\n\"aside\": [")?;
        lines(out, view.aside.iter().map(|edge| LinkRow { view, edge, edge_id: &edge.id }))?;
        out.write_all(b"]},\n\"nodes\": [")?;
        lines(out, view.nodes.iter().map(|node| NodeRow { view, node }))?;
        out.write_all(b"],\n\"links\": [")?;
        let mut rows = Lines { out, first: true };
        for edge in &view.edges {
            match &edge.link {
                // Each fact on its own: the roles with their dates, the dates with their evidence.
                Link::Facts(predicate, range) if range.len() > 1 => {
                    for number in range.clone() {
                        let fact = ViewEdge {
                            id: (&*view.facts[number as usize].id).into(),
                            kind: edge.kind.clone(),
                            link: Link::Facts(*predicate, number..number + 1),
                            ..*edge
                        };
                        rows.add(&LinkRow { view, edge: &fact, edge_id: &edge.id })?;
                    }
                }
                _ => rows.add(&LinkRow { view, edge, edge_id: &edge.id })?,
            }
        }
        rows.end()?;
        out.write_all(b"]}\n")
    }
}

/// One object a line, so that the file can be searched and compared line by line.
struct Lines<'o> {
    out: &'o mut dyn Write,
    first: bool,
}

impl Lines<'_> {
    fn add(&mut self, row: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.out, row).map_err(io::Error::from)
    }

    fn end(self) -> io::Result<()> {
        if self.first { Ok(()) } else { self.out.write_all(b"\n") }
    }
}

/// Writes the rows of an array.
fn lines(out: &mut dyn Write, rows: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    let mut lines = Lines { out, first: true };
    for row in rows {
        lines.add(&row)?;
    }
    lines.end()
}

/// An article's head and the number of its story.
#[derive(Serialize)]
struct ArticleRow<'g> {
    #[serde(flatten)]
    source: &'g Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<u32>,
}

/// A statement with the ids of its nodes.
#[derive(Serialize)]
struct StatementRow<'v> {
    id: &'v str,
    speaker: &'v str,
    about: Vec<&'v str>,
    cue: &'v str,
    direct: bool,
    article: &'v str,
    #[serde(flatten)]
    content: &'v Passage,
    sentence: &'v str,
    rule: &'v str,
    confidence: f64,
}

/// A statement whose speaker is shown.
fn statement<'v>(view: &'v View<'_>, utterance: &'v Utterance) -> Option<StatementRow<'v>> {
    let id = |number: &u32| {
        let position = view.position.get(*number as usize).copied().flatten()?;
        Some(&*view.nodes[position as usize].id)
    };
    Some(StatementRow {
        id: &utterance.id,
        speaker: id(&utterance.speaker)?,
        about: utterance.about.iter().filter_map(id).collect(),
        cue: &utterance.cue,
        direct: utterance.direct,
        article: view.article_id(utterance.article).unwrap_or_default(),
        content: &utterance.content,
        sentence: &utterance.sentence,
        rule: &utterance.rule,
        confidence: utterance.confidence,
    })
}

/// A node with its columns and mentions.
struct NodeRow<'v> {
    view: &'v View<'v>,
    node: &'v ViewNode<'v>,
}

impl Serialize for NodeRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { view, node } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &node.id)?;
        map.serialize_entry("label", &node.label)?;
        if let Some(entity) = node.entity() {
            // What the labels' language, or an odd character, has changed.
            if entity.label != node.label {
                map.serialize_entry("name", &entity.label)?;
            }
            if entity.id != *node.id {
                map.serialize_entry("key", &entity.id)?;
            }
        }
        for column in NODE_COLUMNS {
            cell(&mut map, column.name, &(column.get)(view, node))?;
        }
        if let Some((x, y)) = node.position {
            map.serialize_entry("x", &x)?;
            map.serialize_entry("y", &y)?;
        }
        map.serialize_entry("size", &node.size)?;
        map.serialize_entry("color", &style::hex(node.colour()))?;
        if let Some(entity) = node.entity() {
            let mentions = entity.mentions.iter().map(|mention| MentionRow {
                article: view.article_id(mention.article).unwrap_or_default(),
                place: Place::of(&mention.passage),
                level: mention.level.name(),
            });
            map.serialize_entry("mentions", &mentions.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

/// Where in an article, and the characters there.
#[derive(Serialize)]
struct Place<'g> {
    field: &'static str,
    start: u32,
    end: u32,
    surface: &'g str,
}

impl<'g> Place<'g> {
    fn of(passage: &'g Passage) -> Self {
        Self { field: passage.field.name(), start: passage.start, end: passage.end, surface: &passage.text }
    }
}

/// A mention with the id of its article.
#[derive(Serialize)]
struct MentionRow<'g> {
    article: &'g str,
    #[serde(flatten)]
    place: Place<'g>,
    level: &'static str,
}

/// An evidence with the id of its article.
#[derive(Serialize)]
struct EvidenceRow<'g> {
    article: &'g str,
    #[serde(flatten)]
    place: Place<'g>,
    sentence: &'g str,
    rule: &'g str,
    confidence: f64,
}

/// One fact with its columns and evidence. `edge_id` is the edge that shows it in the other formats.
struct LinkRow<'v> {
    view: &'v View<'v>,
    edge: &'v ViewEdge<'v>,
    edge_id: &'v str,
}

impl Serialize for LinkRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { view, edge, edge_id } = self;
        let facts = edge.facts(view);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", facts.first().map_or(&*edge.id, |fact| &fact.id))?;
        map.serialize_entry("source", &view.nodes[edge.source as usize].id)?;
        map.serialize_entry("target", &view.nodes[edge.target as usize].id)?;
        map.serialize_entry("kind", &edge.kind)?;
        for column in EDGE_COLUMNS {
            match column.name {
                "edge_id" => map.serialize_entry("edge_id", edge_id)?,
                "role" => {
                    if let Some(role) = facts.first().and_then(|fact| fact.role.as_ref()) {
                        map.serialize_entry("role", role)?;
                    }
                }
                name => cell(&mut map, name, &(column.get)(view, edge))?,
            }
        }
        let evidence = facts.first().map(|fact| evidence(view, fact)).unwrap_or_default();
        map.serialize_entry("evidence", &evidence)?;
        map.end()
    }
}

/// The evidence of a fact.
fn evidence<'v>(view: &'v View<'_>, fact: &'v Edge) -> Vec<EvidenceRow<'v>> {
    let row = |evidence: &'v crate::graph::EdgeEvidence| EvidenceRow {
        article: view.article_id(evidence.article).unwrap_or_default(),
        place: Place::of(&evidence.passage),
        sentence: &evidence.sentence,
        rule: &evidence.rule,
        confidence: evidence.confidence,
    };
    fact.evidence.iter().map(row).collect()
}

/// A cell; nothing where it is missing.
fn cell<M: SerializeMap>(map: &mut M, name: &'static str, value: &Value<'_>) -> Result<(), M::Error> {
    match value {
        Value::Missing => Ok(()),
        Value::Name(text) => map.serialize_entry(name, text),
        Value::Text(text) => map.serialize_entry(name, text),
        Value::List(items) if items.is_empty() => Ok(()),
        Value::List(items) => map.serialize_entry(name, items),
        Value::Day(date) => map.serialize_entry(name, date),
        Value::Integer(number) => map.serialize_entry(name, number),
        Value::Double(number) => map.serialize_entry(name, number),
        Value::Boolean(yes) => map.serialize_entry(name, yes),
    }
}
