//! Words within a time: weekdays, months, relative words, units and what they are counted from.

use super::{Run, is_month_near, whole};
use crate::extract::context::Context;
use crate::lang::lexicon::Meaning;
use crate::model::document::Proclitics;

/// Takes a word of time by the longest reading that fits; a relative phrase beats its parts.
pub fn take(context: &Context, run: &mut Run, first: usize, at: usize) -> Option<usize> {
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
            if note(context, run, class, value, first, at, m.end) {
                if at == first {
                    run.cut = clitic;
                    // The article is part of the expression: cut only conjunction and preposition.
                    let whole = context.token(at)?;
                    if m.reading.proclitics.has(Proclitics::ARTICLE) {
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
fn note(
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
            if run.relative.is_some() || !run.years.is_empty() || run.count.is_some() {
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
            let (count, name) = value.split_once(' ').map_or((None, value), |(count, name)| (count.parse().ok(), name));
            let unit = unit(name);
            if unit.is_none() || run.unit.is_some() && run.unit != unit {
                return false;
            }
            run.unit = unit;
            run.count = run.count.or(count);
            true
        }
        "direction" => {
            // A direction needs something to point from.
            let led = !(run.unit.is_none() && run.weekday.is_none() && run.months.is_empty() && run.relative.is_none());
            let counted = context.is_time(end, &["number"]) && context.is_time(end + 1, &["unit"]);
            let leads = context.is_time(end, &["unit", "month", "weekday"]) || counted || run.count.is_some();
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
            if count > 0 && count < 1000 && context.is_time(end, &["unit"]) && run.count.is_none() {
                run.count = Some(count);
                return true;
            }
            false
        }
        "calendar" if value == "equals" => false,
        "calendar" => {
            run.hijri |= value == "hijri" && run.months.is_empty();
            at > first
        }
        "zone" => at > first,
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
