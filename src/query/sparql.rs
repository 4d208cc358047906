//! What else can be asked? A query in SPARQL 1.1 and the triples of a graph → solutions, a truth, or triples.
//!
//! The prefixes of [`crate::graph::rdf::PREFIXES`] are declared already. Evaluated by oxigraph's evaluator.

use oxrdf::{Term, Triple};
use spareval::{QueryEvaluationError, QueryEvaluator, QueryResults};
use spargebra::SparqlParser;

use super::triples::Triples;
use crate::graph::rdf::PREFIXES;

/// What a query gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT.
    Solutions {
        /// The names of the columns.
        variables: Vec<String>,
        /// For each solution its terms; none where a variable is not bound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Triples(Vec<Triple>),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SparqlError {
    /// It is not a query of SPARQL 1.1; the message tells line and column.
    #[error(transparent)]
    Syntax(#[from] spargebra::SparqlSyntaxError),
    /// It would change the graph.
    #[error("a graph is only asked, with SELECT, ASK, CONSTRUCT or DESCRIBE; new articles change it")]
    Update,
    /// It cannot be answered here.
    #[error(transparent)]
    Evaluation(#[from] QueryEvaluationError),
}

/// Answers a query.
///
/// # Errors
/// When it is none, or asks for what only a server has.
pub fn ask(triples: &Triples, query: &str) -> Result<Answer, SparqlError> {
    let query = match parser().parse_query(query) {
        Ok(query) => query,
        Err(_) if parser().parse_update(query).is_ok() => return Err(SparqlError::Update),
        Err(error) => return Err(error.into()),
    };
    let evaluator = QueryEvaluator::new();
    Ok(match evaluator.prepare(&query).execute(triples)? {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Graph(triples) => Answer::Triples(triples.collect::<Result<_, _>>()?),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<String> = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let rows = solutions.map(|solution| Ok::<_, QueryEvaluationError>(solution?.values().to_vec()));
            Answer::Solutions { variables, rows: rows.collect::<Result<_, _>>()? }
        }
    })
}

fn parser() -> SparqlParser {
    let parser = PREFIXES.iter().try_fold(SparqlParser::new(), |parser, (name, iri)| parser.with_prefix(*name, *iri));
    // The prefixes are IRIs, as the tests show.
    parser.unwrap_or_default()
}

/// A term as people read it: a literal's text, an IRI by its prefix.
#[must_use]
pub fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => {
            let short =
                PREFIXES.iter().find_map(|(name, iri)| Some(format!("{name}:{}", node.as_str().strip_prefix(iri)?)));
            short.unwrap_or_else(|| node.as_str().to_owned())
        }
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::Triple(triple) => {
            let [subject, predicate] = [triple.subject.clone().into(), triple.predicate.clone().into()];
            format!("{} {} {}", plain(&subject), plain(&predicate), plain(&triple.object))
        }
    }
}
