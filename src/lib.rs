//! News articles, Arabic and English, into a knowledge graph with evidence for every edge.
//!
//! 1. [`ingest`] reads files into articles.
//! 2. [`text`] finds the words and sentences of an article.
//! 3. [`extract`] reads who, what, where, when, and who said what.
//! 4. [`resolve`] finds out who is the same over all articles.
//! 5. [`graph`] connects it.
//! 6. [`export`] writes it, [`query`] asks it, `store` keeps it.
//!
//! [`pipeline`] runs them in this order.

pub mod model;

pub mod lang;

pub mod ingest;

pub mod text;

pub mod extract;

pub mod resolve;

pub mod graph;

#[cfg(feature = "store")]
pub mod store;

pub mod export;

pub mod query;

pub mod eval;

pub mod learn;

pub mod pipeline;

#[cfg(feature = "program")]
pub mod cli;

/// The example of README.md compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
