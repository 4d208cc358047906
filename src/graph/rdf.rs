//! The graph as triples: schema.org's terms where it has them, `kh:` for the rest.
//!
//! In goes a view, out come its triples, thing by thing; Turtle, JSON-LD and SPARQL share them. A fact that is asserted
//! is stated plainly; what more is known of it stands where [`Detail`] says.

use std::io;

use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, Term, Triple};

use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind};

use super::EdgeEvidence;
use super::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use super::value::{Value, clean, token};
use super::view::{Link, View, ViewEdge, ViewNode};

/// The terms of schema.org.
const SCHEMA: &str = "https://schema.org/";
/// Our own terms: the names of the columns and predicates.
const TERMS: &str = "urn:khabar:term:";
/// Nodes, edges, articles and evidence.
const THINGS: &str = "urn:khabar:id:";

/// The prefixes that files and queries use.
pub const PREFIXES: &[(&str, &str)] = &[
    ("schema", SCHEMA),
    ("kh", TERMS),
    ("id", THINGS),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Where role, dates, weight and evidence of a fact stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nowhere: only what is asserted is told, as plain triples.
    Plain,
    /// In a statement of RDF 1.1 (reified), which every reader takes.
    Reified,
    /// In an annotation of RDF 1.2: the fact's id reifies the triple.
    #[cfg(feature = "sparql")]
    Annotated,
}

/// What takes the triples.
type Sink<'s> = &'s mut dyn FnMut(&Triple) -> io::Result<()>;

/// All triples of a view, thing by thing.
///
/// # Errors
/// Only those of `sink`.
pub fn triples(view: &View<'_>, detail: Detail, sink: Sink<'_>) -> io::Result<()> {
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
                    describe_edge(view, &fact, detail, sink)?;
                }
            }
            _ => describe_edge(view, edge, detail, sink)?,
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

/// A fact: the plain triple, and what describes it.
fn describe_edge(view: &View<'_>, edge: &ViewEdge<'_>, detail: Detail, sink: Sink<'_>) -> io::Result<()> {
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
    match detail {
        Detail::Plain => return Ok(()),
        Detail::Reified => {
            sink(&Triple::new(statement.clone(), rdf::TYPE, rdf::STATEMENT))?;
            sink(&Triple::new(statement.clone(), rdf::SUBJECT, source))?;
            sink(&Triple::new(statement.clone(), rdf::PREDICATE, predicate))?;
            sink(&Triple::new(statement.clone(), rdf::OBJECT, target))?;
        }
        #[cfg(feature = "sparql")]
        Detail::Annotated => {
            let fact = Term::Triple(Box::new(Triple::new(source, predicate, target)));
            sink(&Triple::new(statement.clone(), rdf::REIFIES, fact))?;
        }
    }
    for column in EDGE_COLUMNS.iter().filter(|column| !matches!(column.name, "predicate" | "edge_id")) {
        for object in terms(&(column.get)(view, edge), None) {
            sink(&Triple::new(statement.clone(), term(column.name), object))?;
        }
    }
    for fact in edge.facts(view) {
        for (number, evidence) in fact.evidence.iter().enumerate() {
            let proof = thing(&format!("{}-evidence-{}", token(&fact.id), number + 1));
            sink(&Triple::new(statement.clone(), term("evidence"), proof.clone()))?;
            describe_evidence(view, &proof, evidence, sink)?;
            if detail != Detail::Reified {
                let article = thing(&token(view.article_id(evidence.article).unwrap_or_default()));
                sink(&Triple::new(proof, schema("isPartOf"), article))?;
            }
        }
    }
    Ok(())
}

/// The words that say a fact.
fn describe_evidence(view: &View<'_>, proof: &NamedNode, evidence: &EdgeEvidence, sink: Sink<'_>) -> io::Result<()> {
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
        sink(&Triple::new(proof.clone(), term(name), object))?;
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
        Value::Double(_) => vec![Literal::new_typed_literal(value.cell(), xsd::DOUBLE).into()],
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
