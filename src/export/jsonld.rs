//! JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>): the triples of the Turtle file, for programs that read JSON.
//!
//! The context is in the file, so that no reader has to fetch one. Cannot hold: positions, colours and sizes.

use std::io::{self, Write};

use oxjsonld::JsonLdSerializer;
use oxrdf::GraphNameRef;

use crate::graph::rdf::{Detail, PREFIXES, triples};
use crate::graph::view::View;

use super::Format;

/// JSON-LD.
pub struct JsonLd;

impl Format for JsonLd {
    fn name(&self) -> &'static str {
        "jsonld"
    }

    fn title(&self) -> &'static str {
        "RDF in JSON, with schema.org's terms and all evidence"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.jsonld"]
    }

    fn specification(&self) -> &'static str {
        "https://www.w3.org/TR/json-ld11/"
    }

    fn cannot_express(&self) -> &'static str {
        "positions, colours and sizes"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let named = |serializer: JsonLdSerializer, (prefix, iri): &(&str, &str)| serializer.with_prefix(*prefix, *iri);
        let serializer = PREFIXES.iter().try_fold(JsonLdSerializer::new(), named).map_err(io::Error::other)?;
        let mut writer = serializer.for_writer(out);
        triples(view, Detail::Reified, &mut |triple| {
            writer.serialize_quad(triple.in_graph(GraphNameRef::DefaultGraph))
        })?;
        writer.finish().map(|_| ())
    }
}
