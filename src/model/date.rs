//! Calendar dates that know their precision: `2014`, `2014-10`, `2014-10-27` (ISO 8601).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A year, a month of a year, or a day, in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A whole year.
    #[must_use]
    pub const fn of_year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// A whole month; `None` where there is no such month.
    #[must_use]
    pub fn of_month(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn of_day(year: i32, month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)).then_some(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day of the period.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self { year: self.year, month: Some(self.month.unwrap_or(1)), day: Some(self.day.unwrap_or(1)) }
    }

    /// The last day of the period.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| days_in_month(self.year, month));
        Self { year: self.year, month: Some(month), day: Some(day) }
    }

    /// Days since 1970-01-01 of the first day (Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
    #[must_use]
    pub fn day_number(self) -> i64 {
        let (month, day) = (i64::from(self.month.unwrap_or(1)), i64::from(self.day.unwrap_or(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day with this number of days since 1970-01-01.
    #[must_use]
    pub fn from_day_number(number: i64) -> Self {
        let number = number + 719_468;
        let era = number.div_euclid(146_097);
        let day_of_era = number.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as i32, month: Some(month as u8), day: Some(day as u8) }
    }

    /// The day so many days later (or earlier), counted from the first day.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_day_number(self.day_number() + days)
    }

    /// The month so many months later (or earlier), with a month's precision.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let count = self.year * 12 + i32::from(self.month.unwrap_or(1)) - 1 + months;
        Self { year: count.div_euclid(12), month: Some(count.rem_euclid(12) as u8 + 1), day: None }
    }

    /// ISO weekday of the first day, Monday = 1 to Sunday = 7.
    #[must_use]
    pub fn weekday(self) -> u8 {
        (self.day_number() + 3).rem_euclid(7) as u8 + 1
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first_day().day_number() <= other.last_day().day_number()
            && other.first_day().day_number() <= self.last_day().day_number()
    }
}

/// Days of a month in the Gregorian calendar.
const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

/// A text that is no ISO date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a date of the form 2014, 2014-10 or 2014-10-27")]
pub struct NotADate(String);

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2014`, `2014-10`, `2014-10-27` and what begins with a whole day, as `2014-10-27T09:30:00Z` does.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let error = || NotADate(text.to_owned());
        let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
        let mut parts = date.split('-');
        let year = parts.next().filter(|p| p.len() == 4).and_then(|p| p.parse().ok()).ok_or_else(error)?;
        let month = parts.next().map(str::parse).transpose().map_err(|_| error())?;
        let day = parts.next().map(str::parse).transpose().map_err(|_| error())?;
        if parts.next().is_some() {
            return Err(error());
        }
        match (month, day) {
            (None, _) => Some(Self::of_year(year)),
            (Some(month), None) => Self::of_month(year, month),
            (Some(month), Some(day)) => Self::of_day(year, month, day),
        }
        .ok_or_else(error)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_go_there_and_back() {
        for number in (-800_000..800_000).step_by(17) {
            assert_eq!(Date::from_day_number(number).day_number(), number);
        }
        assert_eq!("2014-10-27".parse::<Date>().map(Date::weekday), Ok(1));
    }

    #[test]
    fn precision_stands_in_the_form() {
        for text in ["2014", "2014-10", "2014-10-27"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "14", "2014-13", "2014-02-30", "yesterday", "2014-1-2-3"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
