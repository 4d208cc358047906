//! How good is it? Annotations and gold graphs → precision, recall and F1.
//!
//! The measures are those of the annotation guidelines: nodes are paired one to one by their names, relations and
//! statements are compared over the paired nodes. The guidelines' own script gives the same figures.

pub mod annotation;
mod measures;
pub mod normal;
pub mod pairing;
pub mod pairs;
pub mod report;
pub mod score;
