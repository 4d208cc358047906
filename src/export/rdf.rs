//! The graph as triples, for Turtle and JSON-LD: schema.org's terms where it has them, `kh:` for the rest.
//!
//! Each fact is stated plainly where it is asserted, and described by a statement of RDF 1.1 (reified), which
//! every reader takes, with its own role, dates and evidence.

use std::io;

use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};

use crate::graph::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use crate::graph::value::{Value, clean, token};
use crate::graph::view::{Link, View, ViewEdge, ViewNode};
use crate::graph::{Edge, EdgeEvidence};
use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind};

/// The terms of schema.org.
const SCHEMA: &str = "https://schema.org/";
/// Our own terms: the names of the columns and predicates.
const TERMS: &str = "urn:khabar:term:";
/// Nodes, edges, articles and evidence.
const THINGS: &str = "urn:khabar:id:";

/// All prefixes that the files use.
pub(super) const PREFIXES: [(&str, &str); 6] = [
    ("schema", SCHEMA),
    ("kh", TERMS),
    ("id", THINGS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What takes the triples.
type Sink<'s> = &'s mut dyn FnMut(&Triple) -> io::Result<()>;

/// All triples of a view, thing by thing.
pub(super) fn triples(view: &View<'_>, sink: Sink<'_>) -> io::Result<()> {
    for node in &view.nodes {
        describe_node(view, node, sink)?;
    }
    for edge in &view.edges {
        match &edge.link {
            Link::Facts(predicate, range) => {
                for number in range.clone() {
                    let fact = ViewEdge {
                        id: token(&view.facts[number as usize].id),
                        kind: edge.kind.clone(),
                        link: Link::Facts(*predicate, number..number + 1),
                        ..*edge
                    };
                    describe_edge(view, &fact, sink)?;
                }
            }
            _ => describe_edge(view, edge, sink)?,
        }
    }
    Ok(())
}

/// A thing by its id.
fn thing(id: &str) -> NamedNode {
    // Ids are name tokens, whose characters an IRI may all hold.
    NamedNode::new_unchecked(format!("{THINGS}{id}"))
}

/// A term of schema.org.
fn schema(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SCHEMA}{name}"))
}

/// A term of ours.
fn term(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{TERMS}{name}"))
}

/// A node: its class, names and columns.
fn describe_node(view: &View<'_>, node: &ViewNode<'_>, sink: Sink<'_>) -> io::Result<()> {
    let subject = thing(&node.id);
    let class = match node.kind() {
        NodeKind::Person => "Person",
        NodeKind::Organization => "Organization",
        NodeKind::Country => "Country",
        NodeKind::Place => "Place",
        NodeKind::Event => "Event",
        NodeKind::Statement => "Quotation",
        NodeKind::Article => "NewsArticle",
    };
    sink(&Triple::new(subject.clone(), rdf::TYPE, schema(class)))?;
    sink(&Triple::new(subject.clone(), rdfs::LABEL, Literal::new_simple_literal(&node.label)))?;
    for column in NODE_COLUMNS {
        let value = (column.get)(view, node);
        let (name, language) = match column.name {
            "label_ar" => (schema("name"), Some("ar")),
            "label_en" => (schema("name"), Some("en")),
            "aliases" => (schema("alternateName"), None),
            "latitude" | "longitude" | "text" | "publisher" => (schema(column.name), None),
            "event_start" => (schema("startDate"), None),
            "event_end" => (schema("endDate"), None),
            "published" => (schema("datePublished"), None),
            "title" => (schema("headline"), None),
            "language" => (schema("inLanguage"), None),
            name => (term(name), None),
        };
        for object in terms(&value, language) {
            sink(&Triple::new(subject.clone(), name.clone(), object))?;
        }
    }
    if let Some(wikidata) = node.entity().and_then(|entity| entity.wikidata.as_deref()) {
        let item = NamedNode::new_unchecked(format!("http://www.wikidata.org/entity/{}", token(wikidata)));
        sink(&Triple::new(subject, schema("sameAs"), item))?;
    }
    Ok(())
}

/// A fact: the plain triple, and the statement that describes it.
fn describe_edge(view: &View<'_>, edge: &ViewEdge<'_>, sink: Sink<'_>) -> io::Result<()> {
    let source = thing(&view.nodes[edge.source as usize].id);
    let target = thing(&view.nodes[edge.target as usize].id);
    let predicate = term(edge.predicate_name());
    if edge.modality == Modality::Asserted {
        sink(&Triple::new(source.clone(), predicate.clone(), target.clone()))?;
        let (known, turned) = match edge.predicate_name() {
            "member_of" => ("memberOf", false),
            "part_of" => ("parentOrganization", false),
            "located_in" => ("location", false),
            "family_of" => ("relatedTo", false),
            "hosted" => ("organizer", true),
            "participated_in" => ("attendee", true),
            "said" => ("creator", true),
            "about" => ("about", false),
            "mentioned_in" => ("mentions", true),
            _ => ("", false),
        };
        if !known.is_empty() {
            let (from, to) = if turned { (&target, &source) } else { (&source, &target) };
            sink(&Triple::new(from.clone(), schema(known), to.clone()))?;
        }
    }
    let statement = thing(&edge.id);
    sink(&Triple::new(statement.clone(), rdf::TYPE, rdf::STATEMENT))?;
    sink(&Triple::new(statement.clone(), rdf::SUBJECT, source))?;
    sink(&Triple::new(statement.clone(), rdf::PREDICATE, predicate))?;
    sink(&Triple::new(statement.clone(), rdf::OBJECT, target))?;
    for column in EDGE_COLUMNS.iter().filter(|column| !matches!(column.name, "predicate" | "edge_id")) {
        for object in terms(&(column.get)(view, edge), None) {
            sink(&Triple::new(statement.clone(), term(column.name), object))?;
        }
    }
    for fact in edge.facts(view) {
        for (number, evidence) in fact.evidence.iter().enumerate() {
            describe_evidence(view, &statement, fact, number, evidence, sink)?;
        }
    }
    Ok(())
}

/// The words that say a fact.
fn describe_evidence(
    view: &View<'_>,
    statement: &NamedNode,
    fact: &Edge,
    number: usize,
    evidence: &EdgeEvidence,
    sink: Sink<'_>,
) -> io::Result<()> {
    let subject = thing(&format!("{}-evidence-{}", token(&fact.id), number + 1));
    sink(&Triple::new(statement.clone(), term("evidence"), subject.clone()))?;
    let passage = &evidence.passage;
    let article = view.article_id(evidence.article).unwrap_or_default();
    for (name, object) in [
        ("article", Literal::new_simple_literal(clean(article))),
        ("field", Literal::new_simple_literal(passage.field.name())),
        ("start", Literal::from(passage.start)),
        ("end", Literal::from(passage.end)),
        ("surface", Literal::new_simple_literal(clean(&passage.text))),
        ("sentence", Literal::new_simple_literal(clean(&evidence.sentence))),
        ("rule", Literal::new_simple_literal(clean(&evidence.rule))),
    ] {
        sink(&Triple::new(subject.clone(), term(name), object))?;
    }
    Ok(())
}

/// The objects that a cell gives: one for each text of a list.
fn terms(value: &Value<'_>, language: Option<&str>) -> Vec<Term> {
    let literal = |text: &str| {
        let text = clean(text);
        match language {
            _ if text.is_empty() => None,
            Some(language) => Some(Literal::new_language_tagged_literal_unchecked(text, language).into()),
            None => Some(Literal::new_simple_literal(text).into()),
        }
    };
    match value {
        Value::Missing => Vec::new(),
        Value::Text(text) => literal(text).into_iter().collect(),
        Value::List(items) => items.iter().filter_map(|item| literal(item)).collect(),
        Value::Day(date) => vec![day(*date).into()],
        Value::Integer(number) => vec![Literal::from(*number).into()],
        Value::Double(_) => {
            let mut text = String::new();
            value.write_to(&mut text);
            vec![Literal::new_typed_literal(text, xsd::DOUBLE).into()]
        }
        Value::Boolean(yes) => vec![Literal::from(*yes).into()],
    }
}

/// A date with the type of its precision.
fn day(date: Date) -> Literal {
    let kind = match (date.month(), date.day()) {
        (None, _) => xsd::G_YEAR,
        (_, None) => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    };
    Literal::new_typed_literal(date.to_string(), kind)
}
