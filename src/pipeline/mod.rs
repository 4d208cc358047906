//! The only place that knows the order of the stages; `gather.rs` knows it where memory is to follow the graph alone,
//! `draw.rs` for a graph that is kept.
//!
//! Law: equal input gives equal output, whatever the number of threads; a text is dropped once it is extracted.

mod corpus;
#[cfg(feature = "store")]
mod draw;
#[cfg(feature = "store")]
mod gather;

use rayon::prelude::*;

use crate::graph::measures::measure;
use crate::graph::{KnowledgeGraph, Options};
use crate::lang::supplement::Supplement;
use crate::model::article::Article;
use crate::model::decision::Decisions;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
#[cfg(feature = "store")]
use crate::store::{Added, Given, Store, StoreError};
use crate::{extract, graph, lang, resolve, text};

#[cfg(feature = "store")]
pub use draw::{Drawn, draw, is_drawn_right};
#[cfg(feature = "store")]
pub use gather::Gathering;

/// Articles that are held and extracted at once: enough to keep the threads busy, few enough to stop soon.
const CHUNK: usize = 256;

/// Text that is held at once, in bytes; long articles make short chunks.
const CHUNK_BYTES: usize = 1 << 20;

/// What a run of [`extract_all`] hands out, in the order of the input.
#[derive(Debug)]
pub enum Outcome {
    /// An article's extraction.
    Extracted {
        /// What the article says.
        extraction: Extraction,
        /// The length of its text.
        bytes: usize,
    },
    /// What is to be said about the input.
    Remark(Diagnostic),
}

/// Extracts one article, in its stated language or else in that of its script.
#[must_use]
pub fn extract(article: &Article) -> Extraction {
    extract_with(article, Supplement::NONE)
}

/// The same, with what the user listed besides.
#[must_use]
pub fn extract_with(article: &Article, supplement: &Supplement) -> Extraction {
    let language = language(article);
    extract::extract_with(&text::analyze(article, language), language, supplement)
}

/// The language that an article is read in.
#[must_use]
pub fn language(article: &Article) -> &'static dyn lang::Language {
    let stated = article.language.as_deref().and_then(lang::by_code);
    stated.unwrap_or_else(|| lang::detect::detect(&article.body))
}

/// What copies of an article are known by.
#[must_use]
pub fn sketch(article: &Article) -> Vec<u32> {
    lang::sketch::of(&text::analyze(article, language(article)))
}

/// Extracts a stream of articles on all threads, a chunk at a time, and hands each outcome over in the order of the
/// input.
///
/// # Errors
/// Stops at the first error of `receive`, and gives it back.
pub fn extract_all<E>(
    articles: impl Iterator<Item = Result<Article, Diagnostic>>,
    supplement: &Supplement,
    mut receive: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let mut articles = articles.fuse();
    loop {
        let chunk = chunk(&mut articles);
        if chunk.is_empty() {
            return Ok(());
        }
        let outcomes: Vec<Outcome> = chunk
            .into_par_iter()
            .map(|article| match article {
                Ok(article) => Outcome::Extracted {
                    extraction: extract_with(&article, supplement),
                    bytes: article.title.len() + article.body.len(),
                },
                Err(diagnostic) => Outcome::Remark(diagnostic),
            })
            .collect();
        for outcome in outcomes {
            receive(outcome)?;
        }
    }
}

/// The next articles of a stream, as many as are held at once; none at its end.
fn chunk(articles: &mut impl Iterator<Item = Result<Article, Diagnostic>>) -> Vec<Result<Article, Diagnostic>> {
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
        let Some(article) = articles.next() else { break };
        bytes += article.as_ref().map_or(0, |a| a.body.len());
        chunk.push(article);
    }
    chunk
}

/// Adds a stream of articles to a store, a chunk at a time, read with its lexicon; those that it holds already are not
/// read again. The graph is drawn afterwards, by [`draw()`].
///
/// # Errors
/// When the store cannot be read or written; the chunks before stay added.
#[cfg(feature = "store")]
pub fn add(
    store: &mut Store,
    articles: impl Iterator<Item = Result<Article, Diagnostic>>,
    mut receive: impl FnMut(Outcome),
) -> Result<Added, StoreError> {
    let listed = store.given(Given::Lexicon)?;
    let (supplement, _) = Supplement::read(&listed.text, &listed.file);
    let mut articles = articles.fuse();
    let mut sum = Added::default();
    loop {
        let chunk = chunk(&mut articles);
        if chunk.is_empty() {
            return Ok(sum);
        }
        let mut new = Vec::new();
        for article in chunk {
            match article {
                Err(diagnostic) => receive(Outcome::Remark(diagnostic)),
                Ok(article) if store.holds(&article)? => sum.unchanged += 1,
                Ok(article) => new.push(article),
            }
        }
        let read: Vec<(Article, Extraction)> = new
            .into_par_iter()
            .map(|article| {
                let extraction = extract_with(&article, &supplement);
                (article, extraction)
            })
            .collect();
        let added = store.add(&read)?;
        sum.added += added.added;
        sum.replaced += added.replaced;
        sum.unchanged += added.unchanged;
        for (article, extraction) in read {
            receive(Outcome::Extracted { extraction, bytes: article.title.len() + article.body.len() });
        }
    }
}

/// Reads those articles again that were read with another lexicon than the store's, a chunk at a time, while `go_on`
/// says so of the number that is done; gives that number.
///
/// # Errors
/// When the store cannot be read or written; the chunks before stay read.
#[cfg(feature = "store")]
pub fn renew(store: &mut Store, mut go_on: impl FnMut(u64) -> bool) -> Result<u64, StoreError> {
    let listed = store.given(Given::Lexicon)?;
    let (supplement, _) = Supplement::read(&listed.text, &listed.file);
    let mut done = 0;
    while go_on(done) {
        let articles = store.outdated_articles(CHUNK)?;
        if articles.is_empty() {
            break;
        }
        let read: Vec<Extraction> = articles.par_iter().map(|article| extract_with(article, &supplement)).collect();
        store.renew(&read)?;
        done += read.len() as u64;
    }
    Ok(done)
}

/// The decisions that a store was given, and what is wrong with them.
///
/// # Errors
/// When the store cannot be read.
#[cfg(feature = "store")]
pub fn decisions(store: &Store) -> Result<(Decisions, Vec<Diagnostic>), StoreError> {
    let given = store.given(Given::Decisions)?;
    Ok(resolve::decisions::read(&given.text, &given.file))
}

/// The graph that a store keeps, its nodes measured; measures that were computed are kept where the store can be
/// written.
///
/// # Errors
/// When the store cannot be read.
#[cfg(feature = "store")]
pub fn measured(store: &mut Store) -> Result<KnowledgeGraph, StoreError> {
    let mut graph = store.graph()?;
    if !store.is_measured()? {
        measure(&mut graph);
        match store.keep_measures(&graph) {
            Ok(_) | Err(StoreError::Busy(_) | StoreError::ReadOnly(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(graph)
}

/// Resolves extractions and connects them.
#[must_use]
pub fn drawn(extractions: &[Extraction], decisions: &Decisions, options: Options) -> KnowledgeGraph {
    graph::build_with(extractions, &resolve::resolve_with(extractions, decisions), options)
}

/// Resolves extractions, connects them, and measures the graph.
#[must_use]
pub fn build(extractions: &[Extraction], options: Options) -> KnowledgeGraph {
    build_with(extractions, &Decisions::default(), options).0
}

/// The same, where the user decided who is who; gives also what is to be said about the decisions.
#[must_use]
pub fn build_with(
    extractions: &[Extraction],
    decisions: &Decisions,
    options: Options,
) -> (KnowledgeGraph, Vec<Diagnostic>) {
    let mut resolution = resolve::resolve_with(extractions, decisions);
    let remarks = std::mem::take(&mut resolution.remarks);
    let mut graph = graph::build_with(extractions, &resolution, options);
    measure(&mut graph);
    (graph, remarks)
}
