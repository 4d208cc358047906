//! The words of a text as questions compare them: folded, without accents; a text → its words, a word → its forms.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Language;
use crate::lang::detect::detect;
use crate::lang::split::split;
use crate::model::document::Proclitics;

/// The words of a text, without the article.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each(text, |language, surface, folded| {
        let article = language.readings(surface, folded).iter().find(|r| r.proclitics == Proclitics::ARTICLE);
        words.push(plain(article.and_then(|r| folded.get(usize::from(r.norm)..)).unwrap_or(folded)));
    });
    words
}

/// Whether a text holds all these words, each in any form: with or without article, conjunction and preposition.
pub(super) fn holds(text: &str, wanted: &[String]) -> bool {
    let mut missing: Vec<&String> = wanted.iter().collect();
    each(text, |language, surface, folded| {
        for reading in language.readings(surface, folded).iter() {
            let stem = plain(folded.get(usize::from(reading.norm)..).unwrap_or_default());
            missing.retain(|word| **word != stem);
        }
    });
    missing.is_empty()
}

/// Calls `word` with the language of a text, and each word as written and as folded.
fn each(text: &str, mut word: impl FnMut(&'static dyn Language, &str, &str)) {
    let language = detect(text);
    let mut folded = String::new();
    for (span, _) in split(text, language) {
        let surface = span.of(text);
        if surface.contains(char::is_alphanumeric) {
            folded.clear();
            language.fold(surface, &mut folded);
            word(language, surface, &folded);
        }
    }
}

/// Without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() { word.to_owned() } else { word.nfd().filter(|&c| !is_combining_mark(c)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one() {
        let text = "وقال إن التحالف سيحاربهم على الإنترنت وبالأفكار، وللإعلام دور في Tōkyō.";
        for (wanted, found) in [
            ("إنترنت", true),
            ("الانترنت", true),
            ("أفكار", true),
            ("اعلام", true),
            ("tokyo تحالف", true),
            ("قال", true),
            ("إنترنت حرب", false),
            ("نترنت", false),
        ] {
            assert_eq!(holds(text, &words(wanted)), found, "{wanted}");
        }
    }
}
