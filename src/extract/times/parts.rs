//! Reads a run of tokens as parts of one time expression: weekday, day, month, year, unit, direction, …

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
        at = next;
        if run.is_anchored() && !dangles(context, at - 1) {
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
        TokenKind::Number => number(context, run, first, at, limit),
        TokenKind::Mark => mark(context, run, first, at, limit),
        TokenKind::Word => {
            if let Some(next) = word(context, run, first, at) {
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
    let month = is_class(context, at + 1, &["month", "hijri_month"]);
    let open = run.days.len() == 1 && run.months.is_empty() || run.years.len() == 1 || run.months.len() == 1;
    let unit = is_class(context, at + 1, &["unit", "calendar"]) && !run.months.is_empty() && run.years.is_empty();
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
    (at..at + 3).any(|t| is_class(context, t, &["month", "hijri_month"]))
}

fn is_class(context: &Context, at: usize, classes: &[&str]) -> bool {
    context
        .matches
        .find(at, |m| match m {
            Meaning::Time { class, .. } if classes.contains(&class) => Some(()),
            _ => None,
        })
        .is_some()
}

/// Digits alone as a number.
fn whole(norm: &str) -> Option<i32> {
    (norm.len() <= 4 && norm.bytes().all(|b| b.is_ascii_digit())).then(|| norm.parse().ok()).flatten()
}

fn number(context: &Context, run: &mut Run, first: usize, at: usize, limit: usize) -> Option<usize> {
    let norm = &*context.token(at)?.norm;
    if let Some(next) = dashed(context, run, at, limit) {
        return Some(next);
    }
    if let Some((day, month, year)) = slashed(norm) {
        if !run.months.is_empty() {
            return None;
        }
        run.days.push(day);
        run.months.push(month);
        run.years.extend(year);
        return Some(at + 1);
    }
    let value = whole(norm)?;
    if (1300..=1500).contains(&value) && run.hijri && run.years.is_empty() {
        run.years.push(value);
        return Some(at + 1);
    }
    if (1500..=2100).contains(&value) && norm.len() == 4 {
        let after_month = !run.months.is_empty() && run.years.is_empty();
        let after_unit = run.unit == Some('y') && run.years.is_empty();
        let second = run.years.len() == 1 && at > first;
        let led = at == first && is_led(context, at);
        if after_month || after_unit || second || led || run.position.is_some() && run.unit.is_none() {
            run.years.push(value);
            run.unit = None;
            return Some(at + 1);
        }
        return None;
    }
    if (1..=31).contains(&value) && run.days.len() < 2 && run.years.is_empty() {
        let day = value as u8;
        let month_follows = is_month_near(context, at + 1) || run.days.len() == 1;
        let month_before = run.months.len() == 1 && run.days.is_empty();
        if month_follows || month_before || run.days.len() == 1 {
            run.days.push(day);
            return Some(at + 1);
        }
    }
    if run.count.is_none() && is_class(context, at + 1, &["unit"]) && run.months.is_empty() {
        run.count = Some(i64::from(value));
        return Some(at + 1);
    }
    None
}

/// A year alone is a time after في, in, since, منذ, or between brackets.
fn is_led(context: &Context, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if context.document.sentence_of(before) != context.document.sentence_of(at) {
        return false;
    }
    let bracketed = context.is(before, "(") && context.is(at + 1, ")");
    let preposition = |m| matches!(m, Meaning::Function(Function::Preposition)).then_some(());
    bracketed
        || is_class(context, before, &["position"])
        || context.matches.find(before, preposition).is_some()
            && !is_class(context, at + 1, &["unit"])
            && !context.token(at + 1).is_some_and(|t| t.is("%") || t.kind == TokenKind::Word && t.norm.ends_with('s'))
}

/// `2014-10-27` as five tokens.
fn dashed(context: &Context, run: &mut Run, at: usize, limit: usize) -> Option<usize> {
    if at + 4 >= limit || !run.months.is_empty() {
        return None;
    }
    let part = |i: usize| whole(&context.token(at + i)?.norm);
    if !(context.is(at + 1, "-") && context.is(at + 3, "-")) {
        return None;
    }
    let (a, b, c) = (part(0)?, part(2)?, part(4)?);
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if !((1..=12).contains(&month) && (1..=31).contains(&day) && (1000..=2100).contains(&year)) {
        return None;
    }
    run.years.push(year);
    run.months.push(month as u8);
    run.days.push(day as u8);
    Some(at + 5)
}

/// `27/10/2014`, `10/27/2014`, `2014/10/27`, `27.10.2014`.
fn slashed(norm: &str) -> Option<(u8, u8, Option<i32>)> {
    let parts: Vec<i32> = norm.split(['/', '.']).map(whole).collect::<Option<_>>()?;
    let (day, month, year) = match *parts.as_slice() {
        [a, b, c] if a > 31 => (c, b, Some(a)),
        [a, b, c] if c > 99 && b > 12 => (b, a, Some(c)),
        [a, b, c] if c > 99 => (a, b, Some(c)),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((day as u8, month as u8, year))
}

/// Marks within a time: a comma before the year, a slash or bracket between two names of one month, a dash of a span.
fn mark(context: &Context, run: &Run, first: usize, at: usize, limit: usize) -> Option<usize> {
    if at == first || at + 1 >= limit {
        return None;
    }
    let norm = &*context.token(at)?.norm;
    let month = is_class(context, at + 1, &["month"]);
    let year = context.token(at + 1).and_then(|t| whole(&t.norm)).is_some_and(|v| (1500..=2100).contains(&v));
    let weekday = is_class(context, at + 1, &["weekday"]);
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
    at > 0 && is_class(context, at - 1, &["month"]) && context.token(at - 1).is_some_and(|t| t.norm.len() <= 4)
}

fn word(context: &Context, run: &mut Run, first: usize, at: usize) -> Option<usize> {
    // The longest reading that fits; a relative phrase beats its parts.
    for m in context.matches.at(at) {
        for meaning in m.meanings() {
            let Meaning::Time { class, value } = meaning else { continue };
            let year_follows = context.token(m.end).and_then(|t| whole(&t.norm)).is_some_and(|v| v >= 1500);
            // `since a year` is no reading of منذ عام 2011; a month is written with a capital where names are.
            if class == "relative" && year_follows
                || class == "month" && context.language.grammar().capitals && !context.is_capitalised(at)
            {
                continue;
            }
            let clitic = m.reading.surface;
            if take(context, run, class, value, first, at, m.end) {
                if at == first {
                    run.cut = clitic;
                    // The article is part of the expression: cut only conjunction and preposition.
                    let whole = context.token(at)?;
                    if m.reading.proclitics.has(crate::model::document::Proclitics::ARTICLE) {
                        run.cut =
                            whole.readings.iter().filter(|r| r.surface < clitic).map(|r| r.surface).max().unwrap_or(0);
                    }
                }
                return Some(m.end);
            }
        }
    }
    None
}

/// Notes a word's part; false where it does not fit what was read before.
fn take(
    context: &Context,
    run: &mut Run,
    class: &'static str,
    value: &'static str,
    first: usize,
    at: usize,
    end: usize,
) -> bool {
    match class {
        "weekday" => {
            let fits = run.weekday.is_none() || context.is(at.wrapping_sub(1), "-");
            run.weekday = run.weekday.or(value.parse().ok());
            fits
        }
        "month" | "hijri_month" => {
            let Ok(month) = value.parse() else { return false };
            if run.months.last() == Some(&month) {
                return true;
            }
            // English `may` and the like need a day, year or preposition beside them; capitals are asked for already.
            if run.months.len() >= 2 || run.years.len() == 1 && run.days.is_empty() && at > first {
                return false;
            }
            run.hijri = class == "hijri_month";
            run.months.push(month);
            true
        }
        "relative" => {
            if run.relative.is_some() || !run.years.is_empty() {
                return false;
            }
            match offset(value) {
                Some(offset) => run.relative = Some(offset),
                None => run.vague = true,
            }
            true
        }
        "part_of_day" => {
            run.part_of_day = true;
            true
        }
        "position" => {
            let fits = run.months.is_empty() && run.weekday.is_none() && run.years.is_empty() && run.relative.is_none()
                || run.unit.is_some();
            run.position = run.position.or(Some(value)).filter(|_| fits);
            fits && (at == first || run.position.is_some())
        }
        "unit" => {
            let unit = unit(value);
            if unit.is_none() || run.unit.is_some() && run.unit != unit {
                return false;
            }
            run.unit = unit;
            true
        }
        "direction" => {
            // A direction needs something to point from.
            let led = !(run.unit.is_none() && run.weekday.is_none() && run.months.is_empty() && run.relative.is_none());
            let counted = is_class(context, end, &["number"]) && is_class(context, end + 1, &["unit"]);
            let leads = is_class(context, end, &["unit", "month", "weekday"]) || counted || run.count.is_some();
            if !(led || leads) {
                return false;
            }
            run.direction = run.direction.or_else(|| sign(value));
            true
        }
        "number" | "ordinal" => {
            let Ok(count) = value.parse::<i64>() else { return false };
            let day = class == "ordinal" && (is_month_near(context, end)) && (1..=31).contains(&count);
            if day && run.days.len() < 2 {
                run.days.push(count as u8);
                return true;
            }
            if count > 0 && count < 1000 && is_class(context, end, &["unit"]) && run.count.is_none() {
                run.count = Some(count);
                return true;
            }
            false
        }
        "calendar" | "zone" => at > first,
        _ => false,
    }
}

/// The sign of a direction: `-1`, `-`, `0`, `+`.
fn sign(value: &str) -> Option<i64> {
    match value {
        "-" => Some(-1),
        "+" => Some(1),
        _ => value.trim_start_matches('+').parse().ok(),
    }
}

/// The letter of a unit.
fn unit(value: &str) -> Option<char> {
    match value {
        "day" | "d" | "night" => Some('d'),
        "week" | "w" => Some('w'),
        "month" | "m" => Some('m'),
        "year" | "y" | "season" => Some('y'),
        "decade" | "10y" => Some('x'),
        "quarter" | "q" => Some('q'),
        "hour" | "h" | "minute" | "min" => Some('h'),
        _ => None,
    }
}

/// An offset like `-1d` or `+10y`.
fn offset(value: &str) -> Option<(i64, char)> {
    let unit = value.chars().last().filter(char::is_ascii_alphabetic)?;
    let number = value[..value.len() - 1].trim_start_matches('+').parse().ok()?;
    Some((number, unit))
}
