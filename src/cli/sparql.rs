//! `khabar sparql`: a query in SPARQL 1.1.

use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use oxrdf::{GraphName, Quad, Term, Triple, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use super::answer::{Row, Section};
use super::asking::Asking;
use super::{Ending, output};
use crate::graph::rdf::{Detail, PREFIXES};
use crate::graph::view::View;
use crate::query::sparql::{Answer, SparqlError, ask, plain};
use crate::query::triples::Triples;

/// Ask a graph in SPARQL 1.1
///
/// Facts are plain triples: `?who kh:met ?whom`. With --evidence each is annotated, in RDF 1.2, with its role, dates,
/// weight, confidence and sentences: `?who kh:met ?whom ~ ?fact. ?fact kh:first_seen ?day`. SELECT and ASK answer with
/// a table, --json and --csv in the W3C's formats; CONSTRUCT and DESCRIBE with Turtle, --json with JSON-LD.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{}
Examples:
  khabar sparql 'SELECT ?who ?whom {{ ?who kh:met ?whom }}'
  khabar sparql --file data/queries/03-who-met-whom.rq --in exports/sample --csv
  khabar sparql 'ASK {{ id:country:kw kh:hosted ?event }}'
  khabar sparql --evidence 'SELECT ?o ?s {{ ?p rdfs:label \"John Kerry\"; kh:met ?o {{| kh:evidence/kh:sentence ?s |}} }}'

data/queries holds ten worked examples.", prefixes()))]
pub struct SparqlCommand {
    /// The query; - for the standard input.
    #[arg(required_unless_present = "file", value_name = "QUERY")]
    query: Option<String>,
    /// A file with the query.
    #[arg(long, conflicts_with = "query", value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    asking: Asking,
}

/// The prefixes that need no declaration.
fn prefixes() -> String {
    let lines = PREFIXES.iter().map(|(name, iri)| format!("  {:<8}{iri}\n", format!("{name}:")));
    format!("Prefixes that are declared already:\n{}", lines.collect::<String>())
}

impl SparqlCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let query = self.query()?;
        let graph = self.asking.measured()?;
        let view = View::new(&graph, &self.asking.selection());
        let triples = Triples::new(&view, if self.asking.evidence { Detail::Annotated } else { Detail::Plain });
        match ask(&triples, &query) {
            Ok(Answer::Solutions { variables, rows }) => self.solutions(&variables, rows),
            Ok(Answer::Truth(truth)) => self.truth(truth),
            Ok(Answer::Triples(triples)) => self.triples(&triples),
            Err(SparqlError::Syntax(error)) => bail!("{}", pointed(&query, &error.to_string())),
            Err(error) => Err(error.into()),
        }
    }

    fn query(&self) -> anyhow::Result<String> {
        let (text, name) = match (&self.query, &self.file) {
            (Some(dash), _) if dash == "-" => {
                let mut text = String::new();
                (io::stdin().read_to_string(&mut text).map(|_| text), "the standard input".to_owned())
            }
            (Some(query), _) => (Ok(query.clone()), String::new()),
            (None, Some(file)) => (fs::read_to_string(file), file.display().to_string()),
            (None, None) => (Ok(String::new()), String::new()),
        };
        text.with_context(|| format!("cannot read {name}"))
    }

    fn solutions(&self, variables: &[String], mut rows: Vec<Vec<Option<Term>>>) -> anyhow::Result<Ending> {
        rows.truncate(self.asking.limit.unwrap_or(usize::MAX));
        let Some(format) = self.format() else {
            let header: Vec<&str> = variables.iter().map(String::as_str).collect();
            let cell = |term: &Option<Term>| term.as_ref().map(plain).unwrap_or_default();
            let rows = rows.iter().map(|row| Row::new(row.iter().map(cell).collect(), Vec::new())).collect();
            let section = Section::new("", &header, rows);
            return self.asking.write(&(), &[], &[section], "no solution");
        };
        let names = variables.iter().map(|name| Variable::new_unchecked(name.clone())).collect::<Vec<_>>();
        let out = output::writer(None)?;
        let mut writer =
            QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(out, names.clone())?;
        let ending = if rows.is_empty() { Ending::Nothing } else { Ending::Done };
        for row in rows {
            let bound = names.iter().zip(&row).filter_map(|(name, term)| Some((name, term.as_ref()?)));
            writer.serialize(bound.map(|(name, term)| (name.as_ref(), term.as_ref())))?;
        }
        writer.finish()?.flush()?;
        Ok(ending)
    }

    fn truth(&self, truth: bool) -> anyhow::Result<Ending> {
        let mut out = output::writer(None)?;
        if let Some(format) = self.format() {
            out = QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, truth)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", if truth { "yes" } else { "no" })?;
        }
        out.flush()?;
        Ok(Ending::Done)
    }

    fn triples(&self, triples: &[Triple]) -> anyhow::Result<Ending> {
        let triples = &triples[..triples.len().min(self.asking.limit.unwrap_or(usize::MAX))];
        let mut out = output::writer(None)?;
        if self.asking.json {
            let mut serializer = oxjsonld::JsonLdSerializer::new();
            for (prefix, iri) in PREFIXES {
                serializer = serializer.with_prefix(*prefix, *iri)?;
            }
            let mut writer = serializer.for_writer(out);
            for triple in triples {
                let Triple { subject, predicate, object } = triple.clone();
                writer.serialize_quad(&Quad::new(subject, predicate, object, GraphName::DefaultGraph))?;
            }
            out = writer.finish()?;
        } else {
            let mut serializer = oxttl::TurtleSerializer::new();
            for (prefix, iri) in PREFIXES {
                serializer = serializer.with_prefix(*prefix, *iri)?;
            }
            let mut writer = serializer.for_writer(out);
            for triple in triples {
                writer.serialize_triple(triple)?;
            }
            out = writer.finish()?;
        }
        out.flush()?;
        if triples.is_empty() {
            output::say("no triple");
        }
        Ok(if triples.is_empty() { Ending::Nothing } else { Ending::Done })
    }

    /// The standard format that is asked for; none for people.
    fn format(&self) -> Option<QueryResultsFormat> {
        if self.asking.json {
            Some(QueryResultsFormat::Json)
        } else {
            self.asking.csv.then_some(QueryResultsFormat::Csv)
        }
    }
}

/// A message that begins `error at LINE:COLUMN:`, with that line of the query and a mark below the place.
fn pointed(query: &str, message: &str) -> String {
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (place, what) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, what))
    });
    let Some((line, column, what)) = place else { return format!("the query cannot be read: {message}") };
    let text = query.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let mark = " ".repeat(column.saturating_sub(1));
    format!("the query cannot be read at line {line}, column {column}: {}\n  {text}\n  {mark}^", expected(what))
}

/// What the parser expected, without classes of letters; what it found wrong of itself, where it says so.
fn expected(what: &str) -> String {
    let items = what.strip_prefix("expected ").unwrap_or(what);
    let items: Vec<&str> = items.strip_prefix("one of ").unwrap_or(items).split(", ").collect();
    if items.contains(&UNKNOWN_PREFIX) {
        let known: Vec<String> = PREFIXES.iter().map(|(name, _)| format!("{name}:")).collect();
        return format!("no such prefix (known are {}, others need a PREFIX line)", known.join(", "));
    }
    let items: Vec<&str> = items.into_iter().filter(|item| !item.starts_with('[')).collect();
    if items.is_empty() { what.to_owned() } else { format!("expected {}", items.join(" or ")) }
}

/// As the parser says it.
const UNKNOWN_PREFIX: &str = "Prefix not found";
