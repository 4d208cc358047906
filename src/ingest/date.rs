//! Publication dates as newspapers' systems write them → [`Date`].
//!
//! Law: what is not surely a date is none; nothing is guessed.

use crate::model::date::Date;

/// Reads ISO 8601 and RFC 3339 forms, `27/10/2014`, `27.10.2014`, `2014/10/27`, `20141027`, in Western or Arabic digits.
///
/// Of `03/04/2014` the day comes first, as in the Arab world and Europe; `10/27/2014` can only be the other way round.
pub fn parse(text: &str) -> Option<Date> {
    let text: String = text.trim().chars().map(western).collect();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let day = text.split(['T', ' ']).next()?;
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return Date::of_day(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?);
    }
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let [a, b, c] = parts[..] else { return None };
    if a.len() == 4 {
        return Date::of_day(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    }
    let (a, b, year) = (a.parse().ok()?, b.parse().ok()?, (c.len() == 4).then(|| c.parse().ok())??);
    Date::of_day(year, b, a).or_else(|| Date::of_day(year, a, b))
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
    use super::parse;

    #[test]
    fn forms_of_one_day() {
        for text in [
            "2014-10-27",
            "2014-10-27T09:30:00+03:00",
            "2014-10-27 09:30",
            "27/10/2014",
            "10/27/2014",
            "27.10.2014",
            "27-10-2014",
            "2014/10/27",
            "20141027",
            "٢٧/١٠/٢٠١٤",
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some("2014-10-27"), "{text}");
        }
        for text in ["", "yesterday", "32/10/2014", "27/10/14", "99999999", "-", "1/2", "أمس"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
