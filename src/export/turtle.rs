//! RDF 1.1 Turtle (<https://www.w3.org/TR/turtle/>): triple stores, reasoners, SPARQL.
//!
//! Cannot hold: positions, colours and sizes.

use std::io::{self, Write};

use oxttl::TurtleSerializer;

use crate::graph::rdf::{Detail, PREFIXES, triples};
use crate::graph::view::View;

use super::Format;

/// Turtle.
pub struct Turtle;

impl Format for Turtle {
    fn name(&self) -> &'static str {
        "turtle"
    }

    fn title(&self) -> &'static str {
        "RDF in Turtle, with schema.org's terms and all evidence"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.ttl"]
    }

    fn specification(&self) -> &'static str {
        "https://www.w3.org/TR/turtle/"
    }

    fn cannot_express(&self) -> &'static str {
        "positions, colours and sizes"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let named = |serializer: TurtleSerializer, (prefix, iri): &(&str, &str)| serializer.with_prefix(*prefix, *iri);
        let serializer = PREFIXES.iter().try_fold(TurtleSerializer::new(), named).map_err(io::Error::other)?;
        let mut writer = serializer.for_writer(out);
        triples(view, Detail::Reified, &mut |triple| writer.serialize_triple(triple))?;
        writer.finish().map(|_| ())
    }
}
