//! Marks within a time: commas, dashes, slashes, brackets.

use super::{Run, is_month_near, joins, whole};
use crate::extract::context::Context;
use crate::model::document::TokenKind;

/// Marks within a time: a comma before the year, a slash or bracket between two names of one month, a dash of a span.
pub fn take(context: &Context, run: &Run, first: usize, at: usize, limit: usize) -> Option<usize> {
    if at == first || at + 1 >= limit {
        return None;
    }
    let norm = &*context.token(at)?.norm;
    let month = context.is_time(at + 1, &["month"]);
    let year = context.token(at + 1).and_then(|t| whole(&t.norm)).is_some_and(|v| (1500..=2100).contains(&v));
    let weekday = context.is_time(at + 1, &["weekday"]);
    let number = context.token(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
    let fits = match norm {
        "/" => month && !run.months.is_empty() || number && run.days.len() == 1,
        "," | "،" => {
            year && !run.months.is_empty() && run.years.is_empty()
                || run.weekday.is_some() && run.months.is_empty() && (month || number && is_month_near(context, at + 2))
        }
        "-" | "–" => joins(context, run, at) || weekday && run.weekday.is_some(),
        "(" => {
            (month && !run.months.is_empty() || weekday && run.relative.is_some()) && context.is(at + 2, ")")
                || run.weekday.is_some() && number && is_month_near(context, at + 2)
        }
        ")" => at >= first + 2 && context.is(at - 2, "("),
        "." => month_abbreviated(context, at) && number,
        _ => false,
    };
    fits.then_some(at + 1)
}

fn month_abbreviated(context: &Context, at: usize) -> bool {
    at > 0 && context.is_time(at - 1, &["month"]) && context.token(at - 1).is_some_and(|t| t.norm.len() <= 4)
}
