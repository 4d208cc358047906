//! The only file that knows the order of the stages.
//!
//! Law: equal input gives equal output, whatever the number of threads; a text is dropped once it is extracted.

use rayon::prelude::*;

use crate::graph::measures::measure;
use crate::graph::{KnowledgeGraph, Options};
use crate::model::article::Article;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
use crate::{extract, graph, lang, resolve, text};

/// Articles that are held and extracted at once: enough to keep the threads busy, and few megabytes of text.
const CHUNK: usize = 512;

/// Text that is held at once, in bytes; long articles make short chunks.
const CHUNK_BYTES: usize = 8 << 20;

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
    let stated = article.language.as_deref().and_then(lang::by_code);
    let language = stated.unwrap_or_else(|| lang::detect::detect(&article.body));
    extract::extract(&text::analyze(article, language), language)
}

/// Extracts a stream of articles on all threads, a chunk at a time, and hands each outcome over in the order of the
/// input.
///
/// # Errors
/// Stops at the first error of `receive`, and gives it back.
pub fn extract_all<E>(
    articles: impl Iterator<Item = Result<Article, Diagnostic>>,
    mut receive: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let mut articles = articles.fuse();
    loop {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while chunk.len() < CHUNK && bytes < CHUNK_BYTES {
            let Some(article) = articles.next() else { break };
            bytes += article.as_ref().map_or(0, |a| a.body.len());
            chunk.push(article);
        }
        if chunk.is_empty() {
            return Ok(());
        }
        let outcomes: Vec<Outcome> = chunk
            .into_par_iter()
            .map(|article| match article {
                Ok(article) => Outcome::Extracted {
                    extraction: extract(&article),
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

/// Resolves extractions, connects them, and measures the graph.
#[must_use]
pub fn build(extractions: &[Extraction], options: Options) -> KnowledgeGraph {
    let mut graph = graph::build_with(extractions, &resolve::resolve(extractions), options);
    measure(&mut graph);
    graph
}
