//! Whether an Arabic and a Latin word are one name, by the transliteration model in both directions.

use crate::lang::names::{self, language_of};
use crate::lang::skeleton::phonetic;
use crate::lang::transliteration::{Direction, spellings};

/// Spellings of a word that are looked at.
const FORMS: usize = 8;

/// Words that a likely spelling brings together but for its vowels: no more than a hint by itself.
pub const BUT_FOR_VOWELS: u32 = 840;

/// From 0 to 1000; from 850 the two are taken for one name.
#[must_use]
pub fn likeness(arabic: &str, latin: &str) -> u32 {
    let to_latin = forms(arabic, Direction::ToLatin);
    let spelled = names::spelling(latin).unwrap_or(latin);
    let place = |list: &[String], wanted: &dyn Fn(&str) -> bool| list.iter().position(|form| wanted(form));
    let exact = place(&to_latin, &|form| form == latin || names::spelling(form).is_some_and(|f| f == spelled));
    if let Some(place) = exact {
        return if place < 3 { 980 } else { 950 };
    }
    let to_arabic = forms(latin, Direction::ToArabic);
    if let Some(place) = place(&to_arabic, &|form| form == arabic) {
        return if place < 3 { 970 } else { 940 };
    }
    let sound = phonetic(latin);
    if to_latin.iter().any(|form| phonetic(form) == sound) {
        return 930;
    }
    // One letter beside a likely form, in a word long enough that this is no other name.
    let near = |list: &[String], word: &str| {
        let length = word.chars().count();
        list.iter().take(4).any(|form| length >= 5 && strsim::levenshtein(form, word) <= 1 + length / 9)
    };
    let consonants = unvoweled(latin);
    let told = consonants.chars().count() >= 3 && !(names::is_given(arabic) && names::is_given(latin));
    match (near(&to_latin, latin), near(&to_arabic, arabic)) {
        (true, true) => 890,
        (true, false) | (false, true) => 860,
        _ if told && to_latin.iter().any(|form| unvoweled(form) == consonants) => BUT_FOR_VOWELS,
        _ => 640,
    }
}

/// A Latin spelling without its vowels, but for the one that it begins with; doubled letters count once.
fn unvoweled(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (i, c) in word.chars().enumerate() {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        if i == 0 && vowel {
            out.push('a');
        } else if !vowel && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The likeliest spellings of a word, folded.
fn forms(word: &str, direction: Direction) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for spelling in spellings(word, direction, FORMS) {
        let mut folded = String::new();
        language_of(&spelling.text).fold(&spelling.text, &mut folded);
        if !list.contains(&folded) {
            list.push(folded);
        }
    }
    list
}
