//! Publication dates as newspapers' systems write them → [`Date`].
//!
//! Law: what is not surely a date is none; nothing is guessed.

use crate::lang::calendar;
use crate::model::date::Date;

/// Reads ISO 8601, RFC 3339 and RFC 5322 forms, `27/10/2014`, `20141027`, seconds since 1970, and dates in words with
/// the months of every usage and of the Islamic calendar; in Western or Arabic digits.
///
/// The day is that of the clock by which it was written, whatever its zone.
/// Of `03/04/2014` the day comes first, as in the Arab world and Europe; `10/27/2014` can only be the other way round.
pub fn parse(text: &str) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    let text: String = text.trim().chars().filter(|c| !is_mark(*c)).map(western).collect();
    let date = text.parse().ok().or_else(|| stamp(&text)).or_else(|| text.split(is_gap).find_map(figures));
    date.or_else(|| words(&text)).filter(|date| YEARS.contains(&date.year()))
}

/// The day in the dateline that a text begins with, where it has a year: `الكويت، 27 أكتوبر 2014 - `.
pub fn dateline(body: &str) -> Option<Date> {
    let line = body.trim_start().lines().next()?;
    let end = [" - ", " – ", " — ", " -- "].iter().filter_map(|dash| line.find(dash)).min()?;
    let short = end <= LONGEST_DATELINE && line[..end].split_whitespace().count() <= MOST_WORDS;
    parse(line.get(..end).filter(|_| short)?).filter(|date| date.day().is_some())
}

/// Bytes and words of the longest dateline.
const LONGEST_DATELINE: usize = 120;
const MOST_WORDS: usize = 9;

/// A date as a message shows it, cut where it is long.
pub fn shown(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(60).chain(['…']).collect() }
}

/// Bytes of the longest text that is a date and little else.
const LONGEST: usize = 300;

/// Years in which there are newspapers.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// Seconds since 1970 of the years 2001 to 2100, as ten digits, or thousandths as thirteen; or the digits of a day and time.
fn stamp(text: &str) -> Option<Date> {
    let digits = text.split('.').next().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let seconds = match digits.len() {
        8 | 14 => {
            return Date::of_day(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?);
        }
        10 => digits.parse::<i64>().ok()?,
        13 => digits.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    (1_000_000_000..4_102_444_800).contains(&seconds).then(|| Date::from_day_number(seconds.div_euclid(86_400)))
}

/// A day in figures alone.
fn figures(word: &str) -> Option<Date> {
    if let Ok(date) = word.parse::<Date>()
        && date.day().is_some()
    {
        return Some(date);
    }
    let parts: Vec<&str> = word.trim_matches(|c: char| !c.is_ascii_digit()).split(['/', '.', '-']).collect();
    let [a, b, c] = parts[..] else { return None };
    if a.len() == 4 {
        return Date::of_day(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let (a, b, year) = (a.parse().ok()?, b.parse().ok()?, (c.len() == 4).then(|| c.parse().ok())??);
    Date::of_day(year, b, a).or_else(|| Date::of_day(year, a, b))
}

/// A date in words: a month, the day beside it, the year after them. The common calendar goes before the Islamic one.
fn words(text: &str) -> Option<Date> {
    let pieces: Vec<&str> = pieces(text);
    let mut islamic = None;
    for at in 0..pieces.len() {
        let named = [2, 1].into_iter().find_map(|length| {
            let name = pieces.get(at..at + length)?.join(" ");
            Some((calendar::month(&name)?, at + length))
        });
        let Some((month, end)) = named else { continue };
        let number =
            |at: usize| pieces.get(at).filter(|piece| piece.len() <= 4).and_then(|piece| piece.parse::<i32>().ok());
        let day = |at: usize| pieces.get(at).and_then(|piece| day(piece));
        let before = at.checked_sub(1).and_then(day);
        let after = day(end).filter(|_| before.is_none());
        let years = if month.islamic { 1300..=1500 } else { YEARS };
        // Between the month of a day and its year may stand the month's other name, or a word or two.
        let far = if before.or(after).is_some() { 4 } else { 1 };
        let year = (end..end + far).filter(|&at| pieces.get(at).is_some_and(|p| p.len() == 4)).find_map(number);
        let Some(year) = year.filter(|year| years.contains(year)) else { continue };
        let day = before.or(after);
        if month.islamic {
            islamic = islamic.or_else(|| calendar::gregorian(year, month.number, day));
        } else {
            return match day {
                Some(day) => Date::of_day(year, month.number, day),
                None => Date::of_month(year, month.number),
            };
        }
    }
    islamic
}

/// A day of a month, as `27`, `3rd`.
fn day(piece: &str) -> Option<u8> {
    let digits = piece.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ordinal = matches!(&piece[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}

/// Runs of letters and digits.
fn pieces(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && !('\u{64b}'..='\u{65f}').contains(&c))
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// What parts a date from what is written around it.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '،' | '|' | '(' | ')' | 'T')
}

/// Invisible marks of direction, which pages put around figures.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{640}')
}

fn western(digit: char) -> char {
    match digit {
        '٠'..='٩' => char::from(b'0' + (digit as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (digit as u32 - '۰' as u32) as u8),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{dateline, parse};

    #[test]
    fn forms_of_one_day() {
        for text in [
            "2014-10-27",
            "2014-10-27T09:30:00+03:00",
            "2014-10-27T23:30:00Z",
            "2014-10-27 09:30",
            "27/10/2014",
            "10/27/2014",
            "27.10.2014",
            "27-10-2014",
            "2014/10/27",
            "20141027",
            "20141027093000",
            "1414368000",
            "1414368000000",
            "٢٧/١٠/٢٠١٤",
            "الاثنين 27/10/2014 - 09:30",
            "Mon, 27 Oct 2014 09:30:00 +0300",
            "Monday, October 27, 2014 9:30 AM EDT",
            "Oct. 27th, 2014",
            "27 October 2014",
            "Published: 27 Oct 2014, 10:05",
            "27 أكتوبر 2014",
            "الاثنين، ٢٧ أكتوبر/ تشرين الأول ٢٠١٤ - ٠٩:٣٠",
            "27 تشرين الأول 2014",
            "27 تشرين الاول/أكتوبر 2014",
            "نشر في: 27 اكتوبر, 2014",
            "الاثنين 3 محرم 1436 هـ - الموافق 27 أكتوبر 2014 م",
            "\u{200f}27\u{200f}/10\u{200f}/2014",
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some("2014-10-27"), "{text}");
        }
        for text in [
            "",
            "yesterday",
            "32/10/2014",
            "27/10/14",
            "99999999",
            "-",
            "1/2",
            "أمس",
            "12",
            "2014-13-40",
            "may be 2014 or so",
            "27 October",
            "9999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
    #[test]
    fn datelines() {
        for (body, day) in [
            ("الكويت، 27 أكتوبر 2014 - استضافت الكويت", Some("2014-10-27")),
            ("\nKUWAIT CITY, Oct. 27, 2014 (KUNA) -- Kuwait hosted", Some("2014-10-27")),
            ("PARIS, Oct 27 - France", None),
            ("Kuwait hosted in October 2014 a conference", None),
            ("It was on 27 October 2014 in the Gulf state of Kuwait that they met - at last", None),
            ("", None),
        ] {
            assert_eq!(dateline(body).map(|d| d.to_string()).as_deref(), day, "{body}");
        }
    }

    #[test]
    fn months_and_islamic_days() {
        for (text, day) in [
            ("أكتوبر 2014", "2014-10"),
            ("October 2014", "2014-10"),
            ("2014", "2014"),
            ("1 محرم 1435", "2013-11-05"),
            ("١ رمضان ١٤٤٥ هـ", "2024-03-11"),
            ("14 جويلية 2019", "2019-07-14"),
            ("3 غشت 2020", "2020-08-03"),
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
    }
}
