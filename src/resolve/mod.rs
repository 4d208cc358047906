//! Who is the same? Extractions → `Resolution`.
pub mod normal;
