//! How alike are two reports? Sort, time, people, places and words → a score with its explanation.
//!
//! Law: the same two reports score the same whichever stands first.

use super::report::{Report, common};
use super::{SAME, UNDECIDED};
use crate::model::kinds::EventType;

/// Sorts that reporters use for each other.
pub(super) const fn family(kind: EventType) -> EventType {
    match kind {
        EventType::Summit | EventType::Conference => EventType::Meeting,
        EventType::War | EventType::Exercise => EventType::Attack,
        other => other,
    }
}

/// Sorts of which one place seldom sees two a day.
pub(super) const fn is_rare(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Conference | EventType::Summit | EventType::Election | EventType::Disaster | EventType::War
    )
}

/// Days within which an article that does not say when tells of what others tell with a day.
const WEEK: i64 = 7;

/// Whether so many words in common, of at least so many, say which of the occurrences of a sort it is. Of fights a theatre
/// sees many a week; what is of no sort may be anything.
const fn says_which(kind: EventType, common: usize, few: usize, one_day: bool) -> bool {
    match family(kind) {
        EventType::Other => common >= 2 && common * 2 >= few,
        EventType::Attack if !one_day => common >= 2 && common * 3 >= few,
        _ => true,
    }
}

/// Whether two reports cannot be of one occurrence.
pub(super) fn apart(left: &Report, right: &Report) -> bool {
    left.member.extraction == right.member.extraction || days(left, right).is_some_and(|days| days > 1)
}

/// Days between two dated reports; `None` where one has no date.
fn days(left: &Report, right: &Report) -> Option<i64> {
    let ((l_start, l_end), (r_start, r_end)) = (left.days?, right.days?);
    Some((r_start - l_end).max(l_start - r_end).max(0))
}

/// How alike two reports are, and why; from 650 they are of one occurrence.
pub(super) fn compare(left: &Report, right: &Report) -> (u32, &'static str) {
    if family(left.kind) != family(right.kind) || apart(left, right) {
        return (0, "two occurrences");
    }
    let mut score = if left.kind == right.kind { 250 } else { 150 };
    let between = days(left, right);
    let one_day = left.exact && right.exact && between == Some(0);
    score += match between {
        Some(0) if one_day => 250,
        Some(0) => 150,
        Some(_) => 100,
        None => match (left.told, right.told) {
            (Some(l), Some(r)) => match (l - r).abs() {
                0..=2 => 130,
                3..=7 => 60,
                _ => 0,
            },
            _ => 50,
        },
    };
    let actors = common(&left.actors, &right.actors);
    let places = common(&left.places, &right.places);
    let shared = common(&left.around, &right.around);
    score += [0, 130, 230, 280][shared.min(3)];
    score += if actors > 0 && places > 0 { 40 } else { 0 };
    // Articles that name the same people and bodies tell one story.
    let cast = common(&left.cast, &right.cast);
    score += 30 * cast.min(3) as u32;
    // There is seldom more than one of such a sort a day in one place: that says what words would say.
    let rare = is_rare(left.kind);
    // A country votes, or is shaken, whether the report has it take part or be the place.
    let felt = matches!(left.kind, EventType::Disaster | EventType::Election) && shared > 0;
    let grounds = felt || common(&left.grounds, &right.grounds) > 0;
    // Nor do two stories of one cast tell of two agreements that one of them made that day.
    let alone = one_day && left.kind == right.kind && ((rare && (grounds || cast >= 3)) || (shared > 0 && cast >= 3));
    let words = common(&left.words, &right.words);
    // The same people meet each week: where a report does not say when, more must be common, the more so the farther its
    // article is from the other.
    let vague = between.is_none() && !rare;
    let far = left.told.zip(right.told).is_none_or(|(l, r)| (l - r).abs() > WEEK);
    if vague && (words < if far { 3 } else { 2 }) && (far || shared < 3) {
        return (score.min(SAME - 1), "no word of when, and too little in common");
    }
    // Two who met others met twice.
    let company = left.actors.len().min(right.actors.len());
    if left.kind == EventType::Meeting && right.kind == left.kind && company > 1 && actors < 2 {
        return (score.min(SAME - 1), "a meeting with others");
    }
    // A war's sides meet again and again.
    if left.told.is_none() && right.told.is_none() && (shared < 3 || words < 3) {
        return (score.min(SAME - 1), "no word of when");
    }
    if left.arabic == right.arabic {
        let all = left.words.len() + right.words.len() - words;
        score += (300 * words).checked_div(all).unwrap_or_default() as u32;
        if shared == 0 && (words < 3 || words * 3 < all * 2) {
            return (score.min(UNDECIDED - 1), "nobody and nowhere in common");
        }
        if words == 0 && !one_day {
            return (score.min(SAME - 1), "no day and no word in common");
        }
        let few = left.words.len().min(right.words.len());
        if !says_which(left.kind, words, few, one_day) {
            return (score.min(SAME - 1), "a sort of which much happens, and too few words in common");
        }
        // One word in common is the sort's: championship, talks.
        if shared < 2 && words < 2 && !alone {
            return (score.min(SAME - 1), "too little in common");
        }
    } else if shared < 2 && !alone {
        return (score.min(SAME - 1), "too little in common across languages");
    } else {
        // The words cannot be compared: the rest weighs more.
        score += 80;
    }
    (score, "one sort, time, place, people and words")
}
