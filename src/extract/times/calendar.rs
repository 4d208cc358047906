//! The Islamic calendar by its tabular rule (Reingold and Dershowitz, *Calendrical Calculations*): within a day or two
//! of the calendar by sight that newspapers use.

use crate::model::date::Date;

/// Day number since 1970-01-01 of the first of Muharram of the year 1.
const EPOCH: i64 = -492_148;

/// The day of an Islamic date, or its month's first day, as a Gregorian date of the same precision.
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
pub fn gregorian_year(year: i32) -> Option<Date> {
    gregorian(year, 7, Some(1)).map(|day| Date::of_year(day.year()))
}

#[cfg(test)]
mod tests {
    use super::gregorian;

    #[test]
    fn islamic_dates_fall_on_their_days() {
        for ((year, month, day), iso) in
            [((1435, 1, Some(1)), "2013-11-05"), ((1445, 9, Some(1)), "2024-03-11"), ((1440, 6, None), "2019-02")]
        {
            assert_eq!(gregorian(year, month, day).map(|d| d.to_string()).as_deref(), Some(iso));
        }
    }
}
