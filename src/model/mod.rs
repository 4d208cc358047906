//! What is everything made of? Types, constructors and accessors that cross a stage's border.
//!
//! Imports nothing of ours.

pub mod article;
pub mod date;
pub mod decision;
pub mod diagnostic;
pub mod document;
pub mod extraction;
pub mod kinds;
pub mod resolution;
pub mod span;
