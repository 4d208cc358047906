//! FollowTheMoney (<https://followthemoney.tech/explorer/>), one entity a line: OpenAleph, Yente, nomenklatura.
//!
//! Cannot hold: measures, positions, confidence, the modality of a relation (only asserted ones are written),
//! statements. A country is a `PublicBody`, an office a `Position` with an `Occupancy`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::graph::value::{clean, token};
use crate::graph::view::{Link, View, ViewEdge, ViewNode};
use crate::graph::{Edge, Node};
use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind, Predicate};

use super::Format;

/// FollowTheMoney.
pub struct Ftm;

impl Format for Ftm {
    fn name(&self) -> &'static str {
        "ftm"
    }

    fn title(&self) -> &'static str {
        "FollowTheMoney entities, for OpenAleph and nomenklatura"
    }

    fn files(&self) -> &'static [&'static str] {
        &["entities.ftm.jsonl"]
    }

    fn specification(&self) -> &'static str {
        "https://followthemoney.tech/explorer/"
    }

    fn cannot_express(&self) -> &'static str {
        "measures, positions, confidence; relations that are not asserted; statements"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut events: BTreeMap<u32, Vec<&ViewEdge<'_>>> = BTreeMap::new();
        for edge in view.edges.iter().filter(|edge| edge.modality == Modality::Asserted) {
            for end in [edge.source, edge.target] {
                if view.nodes[end as usize].kind() == NodeKind::Event {
                    events.entry(end).or_default().push(edge);
                }
            }
        }
        for (number, node) in (0..).zip(&view.nodes) {
            let edges = events.get(&number).map(Vec::as_slice).unwrap_or_default();
            if let Some(row) = entity(view, node, edges) {
                row.write(out)?;
            }
        }
        for edge in view.edges.iter().filter(|edge| edge.modality == Modality::Asserted) {
            let Link::Facts(predicate, _) = edge.link else { continue };
            for fact in edge.facts(view) {
                relation(view, edge, predicate, fact, out)?;
            }
        }
        Ok(())
    }
}

/// One line.
#[derive(Serialize)]
struct Row {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Row {
    fn new(id: String, schema: &'static str) -> Self {
        Self { id, schema, properties: BTreeMap::new() }
    }

    /// Adds a value, unless there is none.
    fn add(&mut self, property: &'static str, text: Option<&str>) {
        let text = clean(text.unwrap_or_default());
        let values = self.properties.entry(property).or_default();
        if !text.is_empty() && !values.iter().any(|value| *value == text) {
            values.push(text.into_owned());
        }
        if values.is_empty() {
            self.properties.remove(property);
        }
    }

    fn add_day(&mut self, property: &'static str, date: Option<Date>) {
        self.add(property, date.map(|date| date.to_string()).as_deref());
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// A node, but for statements; an event with its edges.
fn entity(view: &View<'_>, node: &ViewNode<'_>, edges: &[&ViewEdge<'_>]) -> Option<Row> {
    let id = node.id.to_string();
    if let Some(source) = node.source() {
        let mut row = Row::new(id, "Article");
        row.add("title", Some(&node.label));
        row.add("publisher", source.publisher.as_deref());
        row.add("sourceUrl", source.url.as_deref());
        row.add_day("publishedAt", source.published);
        return Some(row);
    }
    let entity = node.entity()?;
    let schema = match (node.kind(), entity.subtype.as_deref()) {
        (NodeKind::Person, _) => "Person",
        (NodeKind::Organization, Some("company")) => "Company",
        (NodeKind::Organization, Some("ministry" | "court" | "government" | "parliament")) => "PublicBody",
        (NodeKind::Organization, _) => "Organization",
        (NodeKind::Country, _) => "PublicBody",
        (NodeKind::Place, _) => "Address",
        _ => "Event",
    };
    let mut row = Row::new(id, schema);
    row.add("name", Some(&node.label));
    row.add("name", entity.label_ar.as_deref());
    row.add("name", entity.label_en.as_deref());
    for alias in &entity.aliases {
        row.add("alias", Some(alias));
    }
    row.add("wikidataId", entity.wikidata.as_deref());
    own(&mut row, node, entity);
    if node.kind() == NodeKind::Event {
        row.add_day("startDate", entity.event_start);
        row.add_day("endDate", entity.event_end);
        involved(&mut row, view, node, edges);
    }
    Some(row)
}

/// What only some schemata have.
fn own(row: &mut Row, node: &ViewNode<'_>, entity: &Node) {
    let country = entity.iso2.as_deref().or(entity.country.as_deref()).map(str::to_lowercase);
    row.add("country", country.as_deref());
    match node.kind() {
        NodeKind::Person => {
            let gender = entity.gender.as_deref();
            row.add("gender", gender.map(|gender| if gender == "f" { "female" } else { "male" }));
        }
        NodeKind::Place => {
            row.add("full", Some(&node.label));
            row.add("latitude", entity.latitude.map(|degrees| degrees.to_string()).as_deref());
            row.add("longitude", entity.longitude.map(|degrees| degrees.to_string()).as_deref());
        }
        _ => {}
    }
}

/// Who organized an event, took part in it, and where it was.
fn involved(row: &mut Row, view: &View<'_>, event: &ViewNode<'_>, edges: &[&ViewEdge<'_>]) {
    for edge in edges {
        let (source, target) = (&view.nodes[edge.source as usize], &view.nodes[edge.target as usize]);
        match edge.predicate() {
            Some(Predicate::Hosted) if target.id == event.id && source.kind() != NodeKind::Place => {
                row.add("organizer", Some(&source.id));
            }
            Some(Predicate::Hosted | Predicate::ParticipatedIn) if target.id == event.id => {
                row.add("involved", Some(&source.id));
            }
            Some(Predicate::LocatedIn) if source.id == event.id => row.add("location", Some(&target.label)),
            _ => {}
        }
    }
}

/// A fact as an entity of its own.
fn relation(
    view: &View<'_>,
    edge: &ViewEdge<'_>,
    predicate: Predicate,
    fact: &Edge,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (source, target) = (&view.nodes[edge.source as usize], &view.nodes[edge.target as usize]);
    let body = |node: &ViewNode<'_>| matches!(node.kind(), NodeKind::Organization | NodeKind::Country);
    let people = source.kind() == NodeKind::Person && target.kind() == NodeKind::Person;
    let id = token(&fact.id);
    let mut row = match predicate {
        Predicate::HoldsRole if source.kind() == NodeKind::Person && body(target) => {
            let mut post = Row::new(format!("{id}-post"), "Position");
            post.add("name", Some(fact.role.as_deref().filter(|role| !clean(role).is_empty()).unwrap_or("holds_role")));
            post.add("organization", Some(&target.id));
            post.write(out)?;
            let mut row = Row::new(id.to_string(), "Occupancy");
            row.add("holder", Some(&source.id));
            row.add("post", Some(&post.id));
            row
        }
        Predicate::MemberOf if body(target) && source.kind() != NodeKind::Place => {
            let mut row = Row::new(id.to_string(), "Membership");
            row.add("member", Some(&source.id));
            row.add("organization", Some(&target.id));
            row
        }
        Predicate::FamilyOf if people => {
            let mut row = Row::new(id.to_string(), "Family");
            row.add("person", Some(&source.id));
            row.add("relative", Some(&target.id));
            row
        }
        _ => {
            let mut row = Row::new(id.to_string(), "UnknownLink");
            row.add("subject", Some(&source.id));
            row.add("object", Some(&target.id));
            row.add("role", Some(predicate.name()));
            row
        }
    };
    row.add("role", fact.role.as_deref().filter(|_| predicate != Predicate::HoldsRole));
    row.add_day("startDate", fact.valid_from);
    row.add_day("endDate", fact.valid_to);
    row.add_day("date", fact.first_seen);
    for evidence in &fact.evidence {
        row.add("description", Some(&evidence.sentence));
        let url = view.graph.articles.get(evidence.article as usize).and_then(|source| source.url.as_deref());
        row.add("sourceUrl", url);
    }
    row.write(out)
}
