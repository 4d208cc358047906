//! The graph as triples: schema.org's terms where it has them, `kh:` for the rest.
//!
//! In goes a view, out come its triples, thing by thing; Turtle, JSON-LD and SPARQL share them. A fact that is asserted
//! is stated plainly; what more is known of it stands where [`Detail`] says.

use std::io;

#[cfg(feature = "sparql")]
use oxrdf::Triple;
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, LiteralRef, NamedNode, NamedNodeRef, TermRef, TripleRef};

use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind};

use super::EdgeEvidence;
use super::attributes::{EDGE_COLUMNS, NODE_COLUMNS};
use super::value::{Value, clean, token};
use super::view::{Link, View, ViewEdge};

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
type Sink<'s> = &'s mut dyn FnMut(TripleRef<'_>) -> io::Result<()>;

/// All triples of a view, thing by thing.
///
/// # Errors
/// Only those of `sink`.
pub fn triples(view: &View<'_>, detail: Detail, sink: Sink<'_>) -> io::Result<()> {
    let told = Told {
        view,
        detail,
        things: view.nodes.iter().map(|node| thing(&node.id)).collect(),
        node_terms: NODE_COLUMNS.iter().map(|column| node_term(column.name)).collect(),
        edge_terms: EDGE_COLUMNS.iter().map(|column| term(column.name)).collect(),
    };
    for number in 0..view.nodes.len() {
        told.node(number, sink)?;
    }
    for edge in &view.edges {
        match &edge.link {
            Link::Facts(predicate, range) if detail != Detail::Plain => {
                for number in range.clone() {
                    let fact = ViewEdge {
                        id: token(&view.facts[number as usize].id),
                        kind: edge.kind.clone(),
                        link: Link::Facts(*predicate, number..number + 1),
                        ..*edge
                    };
                    told.edge(&fact, sink)?;
                }
            }
            _ => told.edge(edge, sink)?,
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

/// The term for a column of nodes, and the language of its texts.
fn node_term(column: &str) -> (NamedNode, Option<&'static str>) {
    match column {
        "label_ar" => (schema("name"), Some("ar")),
        "label_en" => (schema("name"), Some("en")),
        "aliases" => (schema("alternateName"), None),
        "latitude" | "longitude" | "text" | "publisher" => (schema(column), None),
        "event_start" => (schema("startDate"), None),
        "event_end" => (schema("endDate"), None),
        "published" => (schema("datePublished"), None),
        "title" => (schema("headline"), None),
        "language" => (schema("inLanguage"), None),
        name => (term(name), None),
    }
}

/// A view while it is told. What many triples name is put into words once.
struct Told<'v> {
    view: &'v View<'v>,
    detail: Detail,
    /// The nodes.
    things: Vec<NamedNode>,
    /// The columns of nodes.
    node_terms: Vec<(NamedNode, Option<&'static str>)>,
    /// The columns of edges.
    edge_terms: Vec<NamedNode>,
}

fn say<'t>(
    sink: Sink<'_>,
    subject: &'t NamedNode,
    predicate: impl Into<NamedNodeRef<'t>>,
    object: impl Into<TermRef<'t>>,
) -> io::Result<()> {
    sink(TripleRef::new(subject, predicate, object))
}

/// A cell: a triple for each text of a list.
fn cell(
    sink: Sink<'_>,
    subject: &NamedNode,
    predicate: &NamedNode,
    value: &Value<'_>,
    language: Option<&str>,
) -> io::Result<()> {
    let mut text = |text: &str| {
        let text = clean(text);
        match language {
            _ if text.is_empty() => Ok(()),
            Some(language) => {
                let literal = LiteralRef::new_language_tagged_literal_unchecked(&text, language);
                say(sink, subject, predicate, literal)
            }
            None => say(sink, subject, predicate, LiteralRef::new_simple_literal(&text)),
        }
    };
    match value {
        Value::Missing => Ok(()),
        Value::Name(name) => text(name),
        Value::Text(item) => text(item),
        Value::List(items) => items.iter().try_for_each(|item| text(item)),
        Value::Day(date) => say(sink, subject, predicate, &day(*date)),
        Value::Integer(number) => say(sink, subject, predicate, &Literal::from(*number)),
        Value::Double(_) => say(sink, subject, predicate, LiteralRef::new_typed_literal(&value.cell(), xsd::DOUBLE)),
        Value::Boolean(yes) => say(sink, subject, predicate, &Literal::from(*yes)),
    }
}

impl Told<'_> {
    /// A node: its class, names and columns.
    fn node(&self, number: usize, sink: Sink<'_>) -> io::Result<()> {
        let (view, node) = (self.view, &self.view.nodes[number]);
        let subject = &self.things[number];
        let class = match node.kind() {
            NodeKind::Person => "Person",
            NodeKind::Organization => "Organization",
            NodeKind::Country => "Country",
            NodeKind::Place => "Place",
            NodeKind::Event => "Event",
            NodeKind::Statement => "Quotation",
            NodeKind::Article => "NewsArticle",
        };
        say(sink, subject, rdf::TYPE, &schema(class))?;
        say(sink, subject, rdfs::LABEL, LiteralRef::new_simple_literal(&node.label))?;
        for (at, column) in NODE_COLUMNS.iter().enumerate() {
            let value = (column.get)(view, node);
            if value != Value::Missing {
                let (term, language) = &self.node_terms[at];
                cell(sink, subject, term, &value, *language)?;
            }
        }
        if let Some(wikidata) = node.entity().and_then(|entity| entity.wikidata.as_deref()) {
            let item = NamedNode::new_unchecked(format!("http://www.wikidata.org/entity/{}", token(wikidata)));
            say(sink, subject, &schema("sameAs"), &item)?;
        }
        Ok(())
    }

    /// A fact: the plain triple, and what describes it.
    fn edge(&self, edge: &ViewEdge<'_>, sink: Sink<'_>) -> io::Result<()> {
        let [source, target] = [edge.source, edge.target].map(|end| &self.things[end as usize]);
        let predicate = term(edge.predicate_name());
        if edge.modality == Modality::Asserted {
            say(sink, source, &predicate, target)?;
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
                let (from, to) = if turned { (target, source) } else { (source, target) };
                say(sink, from, &schema(known), to)?;
            }
        }
        let statement = match self.detail {
            Detail::Plain => return Ok(()),
            Detail::Reified => {
                let statement = thing(&edge.id);
                say(sink, &statement, rdf::TYPE, rdf::STATEMENT)?;
                say(sink, &statement, rdf::SUBJECT, source)?;
                say(sink, &statement, rdf::PREDICATE, &predicate)?;
                say(sink, &statement, rdf::OBJECT, target)?;
                statement
            }
            #[cfg(feature = "sparql")]
            Detail::Annotated => {
                let statement = thing(&edge.id);
                say(sink, &statement, rdf::REIFIES, &Triple::new(source.clone(), predicate, target.clone()))?;
                statement
            }
        };
        for (at, column) in EDGE_COLUMNS.iter().enumerate() {
            if !matches!(column.name, "predicate" | "edge_id") {
                cell(sink, &statement, &self.edge_terms[at], &(column.get)(self.view, edge), None)?;
            }
        }
        for fact in edge.facts(self.view) {
            for (number, evidence) in fact.evidence.iter().enumerate() {
                let proof = thing(&format!("{}-evidence-{}", token(&fact.id), number + 1));
                say(sink, &statement, &term("evidence"), &proof)?;
                self.evidence(&proof, evidence, sink)?;
            }
        }
        Ok(())
    }

    /// The words that say a fact.
    fn evidence(&self, proof: &NamedNode, evidence: &EdgeEvidence, sink: Sink<'_>) -> io::Result<()> {
        let passage = &evidence.passage;
        let article = self.view.article_id(evidence.article).unwrap_or_default();
        for (name, object) in [
            ("article", Literal::new_simple_literal(clean(article))),
            ("field", Literal::new_simple_literal(passage.field.name())),
            ("start", Literal::from(passage.start)),
            ("end", Literal::from(passage.end)),
            ("surface", Literal::new_simple_literal(clean(&passage.text))),
            ("sentence", Literal::new_simple_literal(clean(&evidence.sentence))),
            ("rule", Literal::new_simple_literal(clean(&evidence.rule))),
        ] {
            say(sink, proof, &term(name), &object)?;
        }
        if self.detail != Detail::Reified {
            say(sink, proof, &schema("isPartOf"), &thing(&token(article)))?;
        }
        Ok(())
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
