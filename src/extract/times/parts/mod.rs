//! Reads a run of tokens as parts of one time expression: weekday, day, month, year, unit, direction, …
//!
//! A part is taken where it fits what was read before it; the run ends with the last part that makes it a time.

mod mark;
mod number;
mod word;

use crate::extract::context::Context;
use crate::lang::lexicon::{Function, Meaning};
use crate::model::document::TokenKind;

/// The parts of one time expression; what is missing is not said.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// ISO number of the weekday.
    pub weekday: Option<u8>,
    /// Days of the month: one, or the first and last of a span.
    pub days: Vec<u8>,
    /// Months: one, or the first and last of a span.
    pub months: Vec<u8>,
    /// The months are those of the Islamic calendar.
    pub hijri: bool,
    /// Years: one, or the first and last of a span.
    pub years: Vec<i32>,
    /// Offset with its unit, as `-1d`.
    pub relative: Option<(i64, char)>,
    /// A word of the past or future without a measure: recently, soon.
    pub vague: bool,
    /// A unit of time: `d`, `w`, `m`, `y`, `q`.
    pub unit: Option<char>,
    /// How many units.
    pub count: Option<i64>,
    /// Before, at or after now.
    pub direction: Option<i64>,
    /// `start`, `middle`, `end`, `before`, `after`, `since`, `until`, `during`.
    pub position: Option<&'static str>,
    /// A part of the day was named.
    pub part_of_day: bool,
    end: usize,
    cut: u8,
}

impl Run {
    /// Whether the parts found are enough to speak of a time.
    pub fn is_anchored(&self) -> bool {
        let measured = self.count.is_some() || self.direction.is_some();
        self.weekday.is_some()
            || !self.months.is_empty()
            || !self.years.is_empty()
            || self.relative.is_some()
            || self.vague
            || self.unit.is_some()
                && (measured || self.position != Some("during"))
                && self.position.is_some_and(is_bound)
            || self.unit.is_some() && self.direction.is_some()
    }

    /// The token after the last.
    pub const fn end(&self) -> usize {
        self.end
    }

    /// Bytes of the first token that are proclitics.
    pub const fn cut(&self) -> u8 {
        self.cut
    }
}

/// Before, after and since make a time of a number of units.
fn is_bound(position: &str) -> bool {
    matches!(position, "before" | "after" | "since" | "during")
}

/// Reads as many tokens from `first` on as belong together.
pub fn read(context: &Context, first: usize, limit: usize) -> Run {
    let mut run = Run::default();
    let mut at = first;
    let mut anchored = 0;
    let mut last = Run::default();
    while at < limit && at < first + 16 {
        let Some(next) = step(context, &mut run, first, at, limit) else { break };
        let small = next == at + 1;
        at = next;
        if run.is_anchored() && !(small && dangles(context, at - 1)) {
            anchored = at;
            last = run.clone();
        }
    }
    if anchored == 0 {
        return Run::default();
    }
    last.end = anchored;
    last
}

/// Words that cannot end a time: of, from, a bare comma.
fn dangles(context: &Context, at: usize) -> bool {
    let position = context
        .matches
        .find(at, |m| matches!(m, Meaning::Time { class: "position", .. }).then_some(()))
        .is_some_and(|(m, ())| m.end == at + 1);
    position
        || context.token(at).is_some_and(|t| t.kind == TokenKind::Mark && !matches!(&*t.norm, ")" | "\"" | "»" | "”"))
        || matches!(context.function(at), Some(Function::Preposition | Function::Conjunction | Function::Demonstrative))
            && context.matches.find(at, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_none()
}

/// Takes one part; gives the token after it.
fn step(context: &Context, run: &mut Run, first: usize, at: usize, limit: usize) -> Option<usize> {
    let token = context.token(at)?;
    match token.kind {
        TokenKind::Number => {
            word::take(context, run, first, at).or_else(|| number::take(context, run, first, at, limit))
        }
        TokenKind::Mark => mark::take(context, run, first, at, limit),
        TokenKind::Word => {
            if let Some(next) = word::take(context, run, first, at) {
                return Some(next);
            }
            let glue = at > first
                && at + 1 < limit
                && matches!(
                    context.function(at),
                    Some(Function::Preposition | Function::Conjunction | Function::Other)
                )
                && joins(context, run, at);
            glue.then_some(at + 1)
        }
    }
}

/// Whether a small word ties two parts: `27 of October`, `من 7 إلى 9`, `the`.
fn joins(context: &Context, run: &Run, at: usize) -> bool {
    let next = context.token(at + 1);
    let number = next.is_some_and(|t| t.kind == TokenKind::Number && t.norm.len() <= 4 && whole(&t.norm).is_some());
    let month = context.is_time(at + 1, &["month", "hijri_month"]);
    let open = run.days.len() == 1 && run.months.is_empty() || run.years.len() == 1 || run.months.len() == 1;
    let unit = context.is_time(at + 1, &["unit", "calendar"]) && !run.months.is_empty() && run.years.is_empty();
    (month && open)
        || unit && context.token(at).is_some_and(|t| t.norm.len() <= 4)
        || (number && open && run.years.len() < 2 && spans(context, run, at))
}

/// A second number makes a span only where the words between are those of a span, or where a year is missing.
fn spans(context: &Context, run: &Run, at: usize) -> bool {
    let value = context.token(at + 1).and_then(|t| whole(&t.norm)).unwrap_or(0);
    let year = (1500..=2100).contains(&value);
    year && (run.years.is_empty() && !run.months.is_empty() || !run.years.is_empty() && !is_stop(context, at))
        || !year && run.months.is_empty() && run.years.is_empty() && is_month_near(context, at + 2)
}

/// A list comma separates, it does not span.
fn is_stop(context: &Context, at: usize) -> bool {
    context.is_mark(at) && !matches!(context.token(at).map_or("", |t| &*t.norm), "-" | "–" | "/")
}

fn is_month_near(context: &Context, at: usize) -> bool {
    (at..at + 3).any(|t| context.is_time(t, &["month", "hijri_month"]))
}

/// Whether a word of time of one class and value stands at an index.
fn is_value(context: &Context, at: usize, wanted: &str, worth: &str) -> bool {
    let same = |m| matches!(m, Meaning::Time { class, value } if class == wanted && value == worth).then_some(());
    context.matches.find(at, same).is_some()
}

/// Digits alone as a number.
fn whole(norm: &str) -> Option<i32> {
    (norm.len() <= 4 && norm.bytes().all(|b| b.is_ascii_digit())).then(|| norm.parse().ok()).flatten()
}
