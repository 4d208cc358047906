//! When nodes and edges are there: spells of whole days, merged so that none overlap.

use crate::model::date::Date;

use super::value::Few;
use super::{Edge, Node};

/// From the first day to the last, both included; open where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
}

impl Spell {
    /// All days of a year, a month or a day.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { start: Some(date.first_day()), end: Some(date.last_day()) }
    }

    /// From the first day of one date to the last of another; turned round where they are the wrong way.
    #[must_use]
    pub fn between(start: Option<Date>, end: Option<Date>) -> Self {
        let (start, end) = match (start, end) {
            (Some(a), Some(b)) if a.first_day().day_number() > b.last_day().day_number() => (Some(b), Some(a)),
            other => other,
        };
        Self { start: start.map(Date::first_day), end: end.map(Date::last_day) }
    }

    /// When a fact between two nodes is so: the days of its event, its own, or those of its articles.
    #[must_use]
    pub fn of_fact(edge: &Edge, source: &Node, target: &Node) -> Self {
        let event = [target, source].into_iter().find_map(|node| Some((node.event_start?, node.event_end)));
        match (event, edge.valid_from, edge.valid_to) {
            (Some((start, end)), ..) => Self::between(Some(start), end.or(Some(start))),
            (None, None, None) => Self::between(edge.first_seen, edge.last_seen),
            (None, from, to) => Self::between(from, to),
        }
    }

    /// Whether it has a day in common with the time from one date to another; what is not given does not matter.
    #[must_use]
    pub fn touches(self, from: Option<Date>, to: Option<Date>) -> bool {
        let (start, end) = self.days();
        from.is_none_or(|from| end >= from.first_day().day_number())
            && to.is_none_or(|to| start <= to.last_day().day_number())
    }

    /// Whether a day of it is known.
    #[must_use]
    pub const fn is_known(self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// First and last day as numbers that sort.
    #[must_use]
    pub fn days(self) -> (i64, i64) {
        (self.start.map_or(i64::MIN, Date::day_number), self.end.map_or(i64::MAX, Date::day_number))
    }
}

/// The same days in as few spells as will do, in order: Gephi drops the later of two that overlap.
#[must_use]
pub fn merge(mut spells: Few<Spell>) -> Few<Spell> {
    if spells.len() < 2 {
        return spells;
    }
    spells.sort_by_key(|spell| spell.days());
    spells.dedup_by(|next, spell| {
        let joins = next.days().0 <= spell.days().1.saturating_add(1);
        if joins && next.days().1 > spell.days().1 {
            spell.end = next.end;
        }
        joins
    });
    spells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spells: &[(&str, &str)], expected: &[(&str, &str)]) {
        let date = |text: &str| text.parse::<Date>().ok();
        let made = merge(spells.iter().map(|(a, b)| Spell::between(date(a), date(b))).collect());
        let text = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        let made: Vec<(String, String)> = made.iter().map(|s| (text(s.start), text(s.end))).collect();
        let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        assert_eq!(made, expected);
    }

    #[test]
    fn spells_merge() {
        check(&[], &[]);
        check(&[("2014", "2014")], &[("2014-01-01", "2014-12-31")]);
        check(&[("2014-03", "2014-05"), ("2014-01-02", "2014-03-01")], &[("2014-01-02", "2014-05-31")]);
        check(&[("2014-01-01", "2014-01-01"), ("2014-01-02", "2014-01-02")], &[("2014-01-01", "2014-01-02")]);
        check(&[("", "2013"), ("2015", ""), ("2016", "2017")], &[("", "2013-12-31"), ("2015-01-01", "")]);
        check(&[("2015", "2014")], &[("2014-01-01", "2015-12-31")]);
    }
}
