//! Whole names: word by word, capitals and the Arabic article put back.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Direction, spellings};
use crate::lang::names::{self, NameWord, language_of};
use crate::lang::split::split;
use crate::model::document::{Proclitics, TokenKind};

/// The likeliest spellings of a name of several words, the best first.
#[must_use]
pub fn words(name: &str, direction: Direction, count: usize) -> Vec<(String, u32)> {
    let mut best: Vec<(String, u32)> = vec![(String::new(), 0)];
    for piece in pieces(name, direction, count) {
        let mut next: Vec<(String, u32)> = Vec::new();
        for (text, cost) in &best {
            for (word, step) in &piece {
                let gap = if text.is_empty() || text.ends_with('-') { "" } else { " " };
                next.push((format!("{text}{gap}{word}"), cost + step));
            }
        }
        next.sort_by(|(l, l_cost), (r, r_cost)| (l_cost, l).cmp(&(r_cost, r)));
        next.dedup_by(|l, r| l.0 == r.0);
        next.truncate(count.max(1));
        best = next;
    }
    best.retain(|(text, _)| !text.is_empty());
    best
}

/// The likeliest spelling of a person's name.
#[must_use]
pub fn person(name: &str, direction: Direction) -> Option<String> {
    words(name, direction, 1).into_iter().next().map(|(text, _)| text)
}

/// For each word its spellings with their costs.
fn pieces(name: &str, direction: Direction, count: usize) -> Vec<Vec<(String, u32)>> {
    let language = language_of(name);
    let mut pieces = Vec::new();
    for (span, kind) in split(name, language) {
        let surface = span.of(name);
        if kind == TokenKind::Mark {
            continue;
        }
        let mut folded = String::new();
        language.fold(surface, &mut folded);
        if kind == TokenKind::Number {
            pieces.push(vec![(folded, 0)]);
            continue;
        }
        pieces.push(match direction {
            Direction::ToLatin => to_latin(surface, &folded, count),
            Direction::ToArabic => to_arabic(&folded, count),
        });
    }
    pieces
}

fn to_latin(surface: &str, folded: &str, count: usize) -> Vec<(String, u32)> {
    let language = language_of(surface);
    if names::class(folded) == Some(NameWord::Servant) {
        return vec![(capitalized(names::other_script(folded).unwrap_or_default()), 0)];
    }
    if names::class(folded) == Some(NameWord::Son) {
        return vec![(names::other_script(folded).unwrap_or("bin").to_owned(), 0)];
    }
    let readings = language.readings(surface, folded);
    let article = readings.iter().find(|r| r.proclitics == Proclitics::ARTICLE).map_or(0, |r| usize::from(r.norm));
    let prefix = if article > 0 { "al-" } else { "" };
    let list = spellings(&folded[article..], Direction::ToLatin, count * 2);
    if list.is_empty() {
        return vec![(folded.to_owned(), 999)];
    }
    let mut forms: Vec<(String, u32)> = Vec::new();
    for spelling in list {
        // English text writes names without accents: Tomás and Tomas are one form.
        let plain: String = spelling.text.nfd().filter(|c| !is_combining_mark(*c)).collect();
        let form = format!("{prefix}{}", capitalized(&plain));
        if !forms.iter().any(|(known, _)| *known == form) {
            forms.push((form, spelling.cost));
        }
    }
    forms.truncate(count);
    forms
}

fn to_arabic(folded: &str, count: usize) -> Vec<(String, u32)> {
    if matches!(names::class(folded), Some(NameWord::Son | NameWord::Article))
        && let Some(form) = names::other_script(folded)
    {
        return vec![(form.to_owned(), 0)];
    }
    let list = spellings(folded, Direction::ToArabic, count);
    let modelled = list.into_iter().map(|spelling| (spelling.text, spelling.cost));
    // A frequent name is written as it always is; what the model makes of it comes after.
    let exact = names::other_script(folded).map(|form| (form.to_owned(), 0));
    let mut forms: Vec<(String, u32)> = exact.clone().into_iter().collect();
    forms.extend(modelled.filter(|(form, _)| exact.as_ref().is_none_or(|(exact, _)| exact != form)));
    forms.truncate(count.max(1));
    if forms.is_empty() {
        forms.push((folded.to_owned(), 999));
    }
    forms
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
