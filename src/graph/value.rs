//! What stands in a cell of a node or an edge, and the form that every table can hold.
//!
//! Law: a cell is one line of characters that XML 1.0 allows, without marks of direction, which hide in
//! labels and break searches. The exact text stays in the JSON's mentions and evidence.

use std::borrow::Cow;
use std::fmt::Write;

use smallvec::SmallVec;

use crate::model::date::Date;

/// A few items: mostly one, which then needs no memory of its own. A million edges have three such lists each.
pub type Few<T> = SmallVec<[T; 1]>;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Not known, or not of this node or edge.
    Missing,
    /// A text.
    Text(Cow<'a, str>),
    /// Several texts; one cell where a format has no lists, joined by `|`.
    List(Few<Cow<'a, str>>),
    /// A year, month or day.
    Day(Date),
    /// A count.
    Integer(i64),
    /// A finite number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
}

impl<'a> Value<'a> {
    /// A text that may not be there.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Missing, |t| Self::Text(Cow::Borrowed(t)))
    }

    /// A date that may not be there.
    #[must_use]
    pub fn day(date: Option<Date>) -> Self {
        date.map_or(Self::Missing, Self::Day)
    }

    /// A number; missing where it is not finite, as no reader agrees on those.
    #[must_use]
    pub fn double(number: f64) -> Self {
        if number.is_finite() { Self::Double(number) } else { Self::Missing }
    }

    /// Appends the cell to `out`; false where there is nothing to write.
    pub fn write_to(&self, out: &mut String) -> bool {
        let before = out.len();
        match self {
            Self::Missing => {}
            Self::Text(text) => clean_to(text, out),
            Self::List(items) => {
                for item in items {
                    let start = out.len();
                    if start > before {
                        out.push('|');
                    }
                    let item_start = out.len();
                    clean_to(item, out);
                    if out.len() == item_start {
                        out.truncate(start);
                    } else if out[item_start..].contains(['|', ';']) {
                        let safe = out[item_start..].replace('|', "/").replace(';', ",");
                        out.truncate(item_start);
                        out.push_str(&safe);
                    }
                }
            }
            Self::Day(date) => day_to(*date, out),
            // Writing to a String cannot fail.
            Self::Integer(number @ 0..10) => out.push(char::from(b'0' + *number as u8)),
            Self::Integer(number) => _ = write!(out, "{number}"),
            Self::Double(number) => double_to(*number, out),
            Self::Boolean(yes) => out.push_str(if *yes { "true" } else { "false" }),
        }
        out.len() > before
    }
}

/// Appends a date: by hand, as an edge has four and `Display` takes its time.
fn day_to(date: Date, out: &mut String) {
    let digit = |number: i32| b'0' + (number % 10) as u8;
    let year = date.year();
    if !(0..=9999).contains(&year) {
        _ = write!(out, "{date}");
        return;
    }
    let mut text = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-', 0, 0, b'-', 0, 0];
    let mut length = 4;
    for part in [date.month(), date.day()].into_iter().flatten().map(i32::from) {
        text[length + 1..length + 3].copy_from_slice(&[digit(part / 10), digit(part)]);
        length += 3;
    }
    out.push_str(str::from_utf8(&text[..length]).unwrap_or_default());
}

/// Appends a number with a point in it, so that readers who guess see a double; the shortest that reads back.
fn double_to(number: f64, out: &mut String) {
    // Most numbers here are small counts and hundredths: whole numbers need no search for the shortest form.
    if is_whole(number) {
        if (0.0..10.0).contains(&number) {
            out.push(char::from(b'0' + number as u8));
        } else {
            _ = write!(out, "{}", number as i64);
        }
        out.push_str(".0");
    } else if number > 0.0 && number < 1.0 && is_hundredths(number) {
        // Confidences are hundredths.
        let hundredths = nearest_hundredth(number);
        out.push_str("0.");
        out.push(char::from(b'0' + hundredths / 10));
        if !hundredths.is_multiple_of(10) {
            out.push(char::from(b'0' + hundredths % 10));
        }
    } else {
        _ = write!(out, "{number:?}");
    }
}

/// Whether a number has no fraction; without `fract`, which calls a function on most machines.
#[expect(clippy::float_cmp, reason = "only the very same number is whole")]
fn is_whole(number: f64) -> bool {
    number.abs() < 1e15 && (number as i64) as f64 == number
}

/// A number between 0 and 1 in hundredths.
fn nearest_hundredth(number: f64) -> u8 {
    (number * 100.0 + 0.5) as u8
}

/// Whether a number between 0 and 1 is the double nearest to some hundredths.
#[expect(clippy::float_cmp, reason = "only the very same number may be written short")]
fn is_hundredths(number: f64) -> bool {
    let hundredths = nearest_hundredth(number);
    hundredths < 100 && f64::from(hundredths) / 100.0 == number
}

/// The text as one clean line.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    clean_to(text, &mut out);
    Cow::Owned(out)
}

/// Appends the text as one clean line.
pub fn clean_to(text: &str, out: &mut String) {
    if is_clean(text) {
        out.push_str(text);
        return;
    }
    let mut gap = false;
    let start = out.len();
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_hidden(c) {
            if gap && out.len() > start {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
}

/// The text as an XML name token, which GraphML wants ids to be: other characters become `_`.
#[must_use]
pub fn token(text: &str) -> Cow<'_, str> {
    let is_part = |c: char| {
        matches!(c, '.' | '-' | '_' | ':' | '0'..='9' | 'a'..='z' | 'A'..='Z') || c >= '\u{c0}' && c.is_alphabetic()
    };
    if text.chars().all(is_part) {
        return Cow::Borrowed(text);
    }
    clean(text).chars().map(|c| if is_part(c) { c } else { '_' }).collect::<String>().into()
}

/// Characters that XML forbids, and marks of direction, which change no letter.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether nothing needs cleaning; may say no in doubt.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(rest) = bytes.get(1..) else { return true };
    // The lead bytes of hidden characters and of spaces outside ASCII: U+0080, U+0600, U+1680, U+2000, U+3000
    // and U+F000 on. Without a way out in between, so that many bytes are looked at at once.
    let doubtful = bytes.iter().fold(0, |found, &byte| {
        found
            | u8::from(byte < 0x20)
            | u8::from(byte == 0x7f)
            | u8::from(byte == 0xc2)
            | u8::from(byte.wrapping_sub(0xe1) < 3)
            | u8::from(byte == 0xef)
    });
    // Arabic letters begin with D8 to DB: only D8 9C is the mark U+061C.
    let pairs = bytes.iter().zip(rest).fold(0, |found, (&one, &next)| {
        found | (u8::from(one == b' ') & u8::from(next == b' ')) | (u8::from(one == 0xd8) & u8::from(next == 0x9c))
    });
    doubtful | pairs == 0 && !text.starts_with(' ') && !text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_clean_line() {
        for (text, expected) in [
            ("", ""),
            ("  a \n\t b\u{a0} c ", "a b c"),
            ("\u{202b}الكويت\u{202c}", "الكويت"),
            ("a\u{0}\u{b}b\u{ffff}\u{61c}", "a b"),
            ("null ]]> INF \\ \" 🕊️", "null ]]> INF \\ \" 🕊️"),
            ("علي بن حسن", "علي بن حسن"),
        ] {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn ids_are_tokens() {
        for (text, expected) in [("person:علي-b.1", "person:علي-b.1"), (" a &\u{1}b² ", "a__b_"), ("", "")] {
            assert_eq!(token(text), expected);
        }
    }

    #[test]
    fn lists_keep_their_seams() {
        let list = Value::List(["a|b", "\u{200f}", "c;d"].map(Cow::from).into_iter().collect());
        let mut out = String::from("=");
        assert!(list.write_to(&mut out));
        assert_eq!(out, "=a/b|c,d");
    }

    #[test]
    fn numbers_show_that_they_are_doubles() {
        for (number, expected) in [
            (3.0, "3.0"),
            (0.25, "0.25"),
            (0.9, "0.9"),
            (0.05, "0.05"),
            (0.123, "0.123"),
            (-0.5, "-0.5"),
            (1e22, "1e22"),
        ] {
            let mut out = String::new();
            Value::double(number).write_to(&mut out);
            assert_eq!(out, expected);
        }
        assert_eq!(Value::double(f64::INFINITY), Value::Missing);
    }
}
