//! What stands in a cell of a node or an edge, and the form that every table can hold.
//!
//! Law: a cell is one line of characters that XML 1.0 allows, without marks of direction, which hide in
//! labels and break searches. The exact text stays in the JSON's mentions and evidence.

use std::borrow::Cow;
use std::io::Write;

use smallvec::SmallVec;

use crate::model::date::Date;

/// A few items: mostly one, which then needs no memory of its own. A million edges have three such lists each.
pub type Few<T> = SmallVec<[T; 1]>;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Not known, or not of this node or edge.
    Missing,
    /// A name from a closed list of ours, which needs no cleaning.
    Name(&'static str),
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

    /// The cell as a text of its own; empty where there is nothing to write.
    #[must_use]
    pub fn cell(&self) -> String {
        let mut bytes = Vec::new();
        self.write_to(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Appends the cell to `out`, which stays UTF-8; false where there is nothing to write.
    pub fn write_to(&self, out: &mut Vec<u8>) -> bool {
        let before = out.len();
        match self {
            Self::Missing => {}
            Self::Name(name) => out.extend_from_slice(name.as_bytes()),
            Self::Text(text) => clean_to(text, out),
            Self::List(items) => {
                for item in items {
                    let start = out.len();
                    if start > before {
                        out.push(b'|');
                    }
                    let item_start = out.len();
                    clean_to(item, out);
                    if out.len() == item_start {
                        out.truncate(start);
                    }
                    for byte in out.iter_mut().skip(item_start) {
                        *byte = match *byte {
                            b'|' => b'/',
                            b';' => b',',
                            other => other,
                        };
                    }
                }
            }
            Self::Day(date) => day_to(*date, out),
            Self::Integer(number) => whole_to(*number, out),
            Self::Double(number) => double_to(*number, out),
            Self::Boolean(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        }
        out.len() > before
    }
}

/// Appends a date: by hand, as an edge has four and `Display` takes its time.
fn day_to(date: Date, out: &mut Vec<u8>) {
    let year = date.year();
    if !(0..=9999).contains(&year) {
        // Writing to a Vec cannot fail.
        _ = write!(out, "{date}");
        return;
    }
    let part = |part: Option<u8>| part.unwrap_or_default().into();
    let mut text = *b"0000-00-00";
    for (at, number) in [(0, year as u32 / 100), (2, year as u32), (5, part(date.month())), (8, part(date.day()))] {
        text[at..at + 2].copy_from_slice(&two_digits(number));
    }
    let length = if date.month().is_none() { 4 } else { 7 } + if date.day().is_none() { 0 } else { 3 };
    let end = out.len() + length;
    out.extend_from_slice(&text);
    out.truncate(end);
}

/// The last two digits of a number.
const fn two_digits(number: u32) -> [u8; 2] {
    [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8]
}

/// Appends a whole number.
fn whole_to(number: i64, out: &mut Vec<u8>) {
    match number {
        0..10 => out.push(b'0' + number as u8),
        10..100 => out.extend_from_slice(&two_digits(number as u32)),
        _ => _ = write!(out, "{number}"),
    }
}

/// Appends a number with a point in it, so that readers who guess see a double; the shortest that reads back.
fn double_to(number: f64, out: &mut Vec<u8>) {
    // Most numbers here are small counts and hundredths, which need no search for the shortest form.
    let hundredths = (number.abs() * 100.0 + 0.5) as i64;
    if !is_hundredths(number.abs(), hundredths) {
        _ = write!(out, "{number:?}");
        return;
    }
    if number < 0.0 {
        out.push(b'-');
    }
    whole_to(hundredths / 100, out);
    let [tenth, hundredth] = two_digits((hundredths % 100) as u32);
    out.extend_from_slice(&[b'.', tenth, hundredth]);
    if hundredth == b'0' {
        out.pop();
    }
}

/// Whether a number is the double nearest to so many hundredths. Of up to fifteen digits, no two texts are the same
/// double, so that those of the hundredths are then the shortest.
#[expect(clippy::float_cmp, reason = "only the very same number may be written short")]
fn is_hundredths(number: f64, hundredths: i64) -> bool {
    number < 1e12 && hundredths as f64 / 100.0 == number
}

/// The text as one clean line.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(cleaned(text)) }
}

/// Appends the text as one clean line.
fn clean_to(text: &str, out: &mut Vec<u8>) {
    if is_clean(text) {
        out.extend_from_slice(text.as_bytes());
    } else {
        out.extend_from_slice(cleaned(text).as_bytes());
    }
}

/// The text with one space for each gap, and without what is hidden.
fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_hidden(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
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
        assert_eq!(list.cell(), "a/b|c,d");
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
            (-42.5, "-42.5"),
            (1234.07, "1234.07"),
            (1e15, "1000000000000000.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0, "0.0"),
        ] {
            assert_eq!(Value::double(number).cell(), expected);
        }
        assert_eq!(Value::double(f64::INFINITY), Value::Missing);
    }
}
