//! The graph as a set of triples that SPARQL can search: a view → terms by number, and the triples in three orders.
//!
//! Law: equal views give equal answers in equal order. Sorted arrays of numbers take 36 bytes a triple and are searched
//! by halving; whatever of a triple is given, one of the orders has its matches side by side.

use std::convert::Infallible;

use indexmap::{Equivalent, IndexSet};
use oxrdf::{NamedOrBlankNode, Term, TermRef};
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxBuildHasher;
use spareval::{InternalQuad, QueryableDataset};

use crate::graph::rdf::{self, Detail};
use crate::graph::view::View;

/// Subject, predicate and object, by number.
type Row = [u32; 3];

/// All triples of a view.
#[derive(Debug, Default)]
pub struct Triples {
    terms: IndexSet<Term, FxBuildHasher>,
    /// Sorted by subject, predicate, object.
    by_subject: Vec<Row>,
    /// Sorted by predicate, object, subject.
    by_predicate: Vec<Row>,
    /// Sorted by object, subject, predicate.
    by_object: Vec<Row>,
}

/// A term of a query: one of the graph, or one that the query makes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// By its number.
    Known(u32),
    /// Not of the graph.
    Other(Box<Term>),
}

impl Triples {
    /// The triples of a view, with so much detail.
    #[must_use]
    pub fn new(view: &View<'_>, detail: Detail) -> Self {
        let mut terms: IndexSet<Term, FxBuildHasher> = IndexSet::default();
        let mut rows: Vec<Row> = Vec::new();
        // Triples of one subject come in a row.
        let mut last: Option<(NamedOrBlankNode, u32)> = None;
        let mut number = |term: TermRef<'_>| {
            let known = terms.get_index_of(&Borrowed(term));
            known.unwrap_or_else(|| terms.insert_full(term.into_owned()).0) as u32
        };
        // The sink cannot fail.
        _ = rdf::triples(view, detail, &mut |triple| {
            let subject = match &last {
                Some((known, number)) if known.as_ref() == triple.subject => *number,
                _ => {
                    let subject = number(triple.subject.into());
                    last = Some((triple.subject.into_owned(), subject));
                    subject
                }
            };
            rows.push([subject, number(triple.predicate.into()), number(triple.object)]);
            Ok(())
        });
        terms.shrink_to_fit();
        let turned = |turn: fn(Row) -> Row| {
            let mut turned: Vec<Row> = rows.iter().map(|&row| turn(row)).collect();
            turned.par_sort_unstable();
            turned.dedup();
            turned
        };
        Self {
            by_subject: turned(|row| row),
            by_predicate: turned(|[s, p, o]| [p, o, s]),
            by_object: turned(|[s, p, o]| [o, s, p]),
            terms,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_subject.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_subject.is_empty()
    }

    /// The rows that fit, and how to turn one back into subject, predicate and object.
    fn search(&self, subject: Option<u32>, predicate: Option<u32>, object: Option<u32>) -> (&[Row], fn(Row) -> Row) {
        match (subject, predicate, object) {
            (None, Some(p), o) => (begun(&self.by_predicate, &[Some(p), o]), |[p, o, s]| [s, p, o]),
            (s, None, Some(o)) => (begun(&self.by_object, &[Some(o), s]), |[o, s, p]| [s, p, o]),
            (s, p, o) => (begun(&self.by_subject, &[s, p, o]), |row| row),
        }
    }
}

/// A term to look up without owning it; hashes as the term does.
#[derive(Hash)]
struct Borrowed<'t>(TermRef<'t>);

impl Equivalent<Term> for Borrowed<'_> {
    fn equivalent(&self, term: &Term) -> bool {
        self.0 == term.as_ref()
    }
}

/// The rows that begin with these numbers, up to the first that is not given.
fn begun<'r>(rows: &'r [Row], numbers: &[Option<u32>]) -> &'r [Row] {
    let given: Vec<u32> = numbers.iter().map_while(|number| *number).collect();
    let start = rows.partition_point(|row| row[..given.len()] < given[..]);
    let end = start + rows[start..].partition_point(|row| row[..given.len()] == given[..]);
    &rows[start..end]
}

impl<'a> QueryableDataset<'a> for &'a Triples {
    type InternalTerm = Number;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Number>,
        predicate: Option<&Number>,
        object: Option<&Number>,
        graph_name: Option<Option<&Number>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Number>, Infallible>> + use<'a> {
        let known = |number: Option<&Number>| match number {
            None => Some(None),
            Some(Number::Known(number)) => Some(Some(*number)),
            Some(Number::Other(_)) => None,
        };
        let triples: &'a Triples = self;
        let (rows, turn): (&'a [Row], fn(Row) -> Row) =
            match (known(subject), known(predicate), known(object), graph_name) {
                // There is but the default graph.
                (Some(s), Some(p), Some(o), Some(None)) => triples.search(s, p, o),
                _ => (&[], |row| row),
            };
        rows.iter().map(move |&row| {
            let [subject, predicate, object] = turn(row).map(Number::Known);
            Ok(InternalQuad { subject, predicate, object, graph_name: None })
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Number, Infallible> {
        Ok(match self.terms.get_index_of(&term) {
            Some(number) => Number::Known(number as u32),
            None => Number::Other(Box::new(term)),
        })
    }

    fn externalize_term(&self, term: Number) -> Result<Term, Infallible> {
        Ok(match term {
            // Numbers come from the set itself.
            Number::Known(number) => self.terms[number as usize].clone(),
            Number::Other(term) => *term,
        })
    }
}
