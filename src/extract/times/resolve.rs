//! Parts of a time expression and the day of publication → the dates that are meant.

use super::parts::Run;
use crate::lang::calendar;
use crate::model::date::Date;

/// The period, or the first and last of a span.
pub fn resolve(run: &Run, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    if run.hijri {
        return islamic(run);
    }
    let day = published.filter(|p| p.day().is_some());
    if !run.months.is_empty() || !run.years.is_empty() {
        return calendar_dates(run, published);
    }
    if let Some(date) = run.relative.and_then(|(number, unit)| shifted(day?, number, unit)) {
        return (Some(date), None);
    }
    if let (Some(weekday), Some(day)) = (run.weekday, day) {
        return (Some(weekday_near(day, weekday, run.direction)), None);
    }
    if let (Some(unit), Some(day)) = (run.unit, day) {
        return measured(run, unit, day);
    }
    (None, None)
}

fn islamic(run: &Run) -> (Option<Date>, Option<Date>) {
    let Some(&year) = run.years.first() else { return (None, None) };
    let Some(&month) = run.months.first() else { return (calendar::gregorian_year(year), None) };
    let date = |day: Option<u8>| calendar::gregorian(year, month, day);
    (date(run.days.first().copied()), run.days.get(1).and_then(|&day| date(Some(day))))
}

/// Days, months and years by number; a missing year is the one that brings the date next to the publication.
fn calendar_dates(run: &Run, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    let Some(&month) = run.months.first() else {
        return (run.years.first().map(|&y| Date::of_year(y)), run.years.get(1).map(|&y| Date::of_year(y)));
    };
    let last_month = run.months.get(1).copied().unwrap_or(month);
    let Some(year) = run.years.first().copied().or_else(|| Some(year_near(published?, month, run))) else {
        return (None, None);
    };
    let last_year = run.years.get(1).copied().unwrap_or(year + i32::from(last_month < month && run.years.is_empty()));
    let date = |year: i32, month: u8, day: Option<&u8>| match day {
        Some(&day) => Date::of_day(year, month, day),
        None => Date::of_month(year, month),
    };
    let spans = run.days.len() > 1 || run.months.len() > 1 || run.years.len() > 1;
    let last = if run.days.len() > 1 { run.days.last() } else { run.days.first().filter(|_| run.months.len() < 2) };
    (date(year, month, run.days.first()), date(last_year, last_month, last).filter(|_| spans))
}

/// The year in which a month without one is meant: news looks back further than it looks ahead.
fn year_near(published: Date, month: u8, run: &Run) -> i32 {
    let year = published.year();
    let now = published.month().unwrap_or(6);
    match run.direction {
        Some(d) if d < 0 => year - i32::from(month >= now),
        Some(d) if d > 0 => year + i32::from(month <= now),
        Some(_) => year,
        None if i32::from(month) - i32::from(now) > 6 => year - 1,
        None if i32::from(now) - i32::from(month) > 9 => year + 1,
        None => year,
    }
}

/// Most units that a date is away: what lies further has no year of four digits.
const FARTHEST: i64 = 4_000_000;

/// The day, week, month or year so many units away, with the precision of the unit; none before the year 1 or after 9999.
fn shifted(day: Date, number: i64, unit: char) -> Option<Date> {
    if number.abs() > FARTHEST {
        return None;
    }
    let date = match unit {
        'd' => Some(day.plus_days(number)),
        'w' if number == 0 => None,
        // A week has no form of its own: its month is what is sure.
        'w' => Date::of_month(day.plus_days(7 * number).year(), day.plus_days(7 * number).month()?),
        'm' => Some(day.plus_months(number as i32)),
        'q' => Some(day.plus_months(3 * number as i32)),
        'y' => Some(Date::of_year(day.year() + number as i32)),
        _ => None,
    };
    date.filter(|date| (1..=9999).contains(&date.year()))
}

/// The nearest such weekday: the past one, today's, or the coming one after `next`.
fn weekday_near(day: Date, weekday: u8, direction: Option<i64>) -> Date {
    let back = (i64::from(day.weekday()) - i64::from(weekday)).rem_euclid(7);
    match direction {
        Some(d) if d > 0 => day.plus_days(7 - back),
        Some(d) if d < 0 && back == 0 => day.plus_days(-7),
        _ => day.plus_days(-back),
    }
}

/// `three days ago`, `قبل أسبوع`, `last year`, `since two months`.
fn measured(run: &Run, unit: char, day: Date) -> (Option<Date>, Option<Date>) {
    let (number, unit) = match unit {
        'x' => (10, 'y'),
        other => (1, other),
    };
    let number = number * run.count.unwrap_or(1);
    let backward = run.direction.is_some_and(|d| d < 0) || matches!(run.position, Some("before" | "since"));
    let forward = run.direction.is_some_and(|d| d > 0) || run.position == Some("after");
    // Units without a number or direction may be many: `since years`.
    let sure = run.count.is_some() || run.direction.is_some();
    match (backward, forward, run.direction) {
        _ if !sure => (None, None),
        (true, _, _) => (shifted(day, -number, unit), None),
        (_, true, _) => (shifted(day, number, unit), None),
        (_, _, Some(0)) if run.count.is_none() => (shifted(day, 0, unit), None),
        _ => (None, None),
    }
}
