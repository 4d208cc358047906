//! One binary: the list below is the table of contents.

/// Modules import what ARCHITECTURE.md allows.
mod architecture;

/// What holds for every text and every order of articles.
mod laws;

/// What articles come in, and what comes in place of articles.
#[cfg(all(feature = "archives", feature = "web", feature = "documents"))]
mod input;

/// When it was: words of time and their dates.
mod times;

/// Articles one after the other, in little memory.
mod gathered;

/// The measures, and how good the rules are.
mod eval;

/// What leaves the program, and whether it comes back.
mod export;

/// What a graph answers.
mod query;

/// The sample graph is what the program writes.
mod sample;

/// The program as people run it.
mod cli;

/// Who is the same over articles and scripts.
mod resolve;

/// A third language is a type and a few tables.
mod language;

/// Names as the graph has them.
mod names;

/// Names that the user lists.
mod lexicon;

/// What holds between names.
mod relations;

/// Who said what.
mod statements;

/// What the trainers learn from.
#[cfg(feature = "archives")]
mod annotations;

/// What the trained models find.
mod recognizer;

/// A graph that stays in a file.
mod store;
