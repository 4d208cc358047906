//! Time expressions: tokens that speak of a day, month, year or span, with the dates that they mean.
//!
//! Weekdays, months and relative words are read against the day of publication. What has no date keeps its text.

mod parts;
mod resolve;

use std::ops::Range;

use super::context::Context;
use crate::model::date::Date;

/// One time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token's surface that are proclitics.
    pub cut: u8,
    /// The first day, or the period.
    pub start: Option<Date>,
    /// The last day, where a span is stated.
    pub end: Option<Date>,
}

/// All time expressions of a document in the order of the text.
pub fn find(context: &Context) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    for sentence in &context.document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let run = parts::read(context, at, sentence.tokens.end);
            if run.is_anchored() {
                let end = run.end();
                let (start, last) = resolve::resolve(&run, context.document.article.published);
                times.push(Time { tokens: at..end, cut: run.cut(), start, end: last });
                at = end;
            } else {
                at += 1;
            }
        }
    }
    times
}
