//! Numbers within a time: days, years, counts, and dates written in digits.

use super::{Run, is_month_near, is_value, whole};
use crate::extract::context::Context;
use crate::lang::lexicon::{Function, Meaning};
use crate::model::document::TokenKind;

/// Takes a number: a day, a year, how many of a unit, or a whole date.
pub fn take(context: &Context, run: &mut Run, first: usize, at: usize, limit: usize) -> Option<usize> {
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
    // 1436 هـ: an Islamic year is told by its month or its mark, and is never read as one of ours.
    let islamic = run.hijri || is_value(context, at + 1, "calendar", "hijri");
    if (1300..=1500).contains(&value) && islamic && run.years.is_empty() {
        run.hijri = true;
        run.years.push(value);
        run.unit = None;
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
    if run.count.is_none() && context.is_time(at + 1, &["unit"]) && run.months.is_empty() {
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
        || context.is_time(before, &["position"])
        || context.matches.find(before, preposition).is_some()
            && !context.is_time(at + 1, &["unit"])
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
