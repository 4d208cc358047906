//! Months: their names in every language, and the days of the Islamic ones.
//!
//! The Islamic calendar goes by its tabular rule (Reingold and Dershowitz, *Calendrical Calculations*): within a day or
//! two of the calendar by sight that newspapers use.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::LANGUAGES;
use super::table::Table;
use crate::model::date::Date;

/// A month that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// From 1 to 12.
    pub number: u8,
    /// Of the Islamic calendar.
    pub islamic: bool,
}

/// The month that a name of one or more words means, in any language and usage: يناير, كانون الثاني, جانفي, *January*.
#[must_use]
pub fn month(name: &str) -> Option<Month> {
    static NAMES: OnceLock<FxHashMap<String, Month>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = FxHashMap::default();
        for language in LANGUAGES {
            for [name, class, value] in Table::new(language.times()).rows(["expression", "class", "value"]) {
                let islamic = class == "hijri_month";
                if (class == "month" || islamic)
                    && let Ok(number) = value.parse()
                {
                    names.entry(folded(name)).or_insert(Month { number, islamic });
                }
            }
        }
        names
    });
    names.get(&folded(name)).copied()
}

/// A name as its language folds it, without full stops.
fn folded(name: &str) -> String {
    let letter = name.chars().find(|c| c.is_alphabetic()).unwrap_or_default();
    let language = LANGUAGES.iter().find(|language| language.has_letter(letter)).unwrap_or(&LANGUAGES[0]);
    let mut folded = String::new();
    language.fold(name.trim_end_matches('.'), &mut folded);
    folded
}

/// Day number since 1970-01-01 of the first of Muharram of the year 1.
const EPOCH: i64 = -492_148;

/// The day of an Islamic date, or its month's first day, as a Gregorian date of the same precision.
#[must_use]
pub fn gregorian(year: i32, month: u8, day: Option<u8>) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=1600).contains(&year) {
        return None;
    }
    let (y, m) = (i64::from(year), i64::from(month));
    let first = EPOCH + (y - 1) * 354 + (3 + 11 * y).div_euclid(30) + 29 * (m - 1) + m / 2;
    let date = Date::from_day_number(first + i64::from(day.unwrap_or(15)) - 1);
    if day.is_some() { Some(date) } else { Date::of_month(date.year(), date.month().unwrap_or(1)) }
}

/// The year in which most of an Islamic year lies.
#[must_use]
pub fn gregorian_year(year: i32) -> Option<Date> {
    gregorian(year, 7, Some(1)).map(|day| Date::of_year(day.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_in_all_usages() {
        let names =
            ["يناير", "كانون الثاني", "جانفي", "January", "Jan.", "jan", "محرم", "ديسمبر", "Sept", "كَانُون الأوّل"];
        let numbers = names.map(|name| month(name).map(|month| (month.number, month.islamic)));
        let months = [1, 1, 1, 1, 1, 1, 1, 12, 9, 12].map(|number| Some((number, false)));
        assert_eq!(numbers[..6], months[..6]);
        assert_eq!(numbers[6], Some((1, true)));
        assert_eq!(numbers[7..], months[7..]);
        assert_eq!(month("أمس"), None);
    }

    #[test]
    fn islamic_dates_fall_on_their_days() {
        for ((year, month, day), iso) in
            [((1435, 1, Some(1)), "2013-11-05"), ((1445, 9, Some(1)), "2024-03-11"), ((1440, 6, None), "2019-02")]
        {
            assert_eq!(gregorian(year, month, day).map(|d| d.to_string()).as_deref(), Some(iso));
        }
    }
}
