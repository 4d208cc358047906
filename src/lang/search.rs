//! What a text is looked up by: each word in its folded form, with what is left when proclitics are taken off.
//!
//! So الكويت, كويت and وبالكويت meet, and أمس and امس. Law: the same words in the index as in the question.

use unicode_normalization::UnicodeNormalization;

use super::detect::detect;
use super::split::split;
use crate::model::document::Proclitics;
use crate::model::span::Span;

/// A word of a text, as it can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its bytes in the text.
    pub span: Span,
    /// Its folded form, without marks.
    pub whole: String,
    /// The folded form without the article; the whole where it has none.
    pub bare: String,
    /// Every folded stem, the whole first, each once.
    pub stems: Vec<String>,
}

/// The words of a text, in its order.
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    let language = detect(text);
    let mut terms = Vec::new();
    let mut folded = String::new();
    for (span, _) in split(text, language) {
        let surface = span.of(text);
        if !surface.contains(char::is_alphanumeric) {
            continue;
        }
        folded.clear();
        language.fold(surface, &mut folded);
        let whole = letters(&folded);
        if whole.is_empty() {
            continue;
        }
        let mut bare = None;
        let mut stems = vec![whole.clone()];
        for reading in language.readings(surface, &folded).iter().skip(1) {
            let stem = letters(folded.get(usize::from(reading.norm)..).unwrap_or_default());
            if reading.proclitics == Proclitics::ARTICLE {
                bare = Some(stem.clone());
            }
            if !stem.is_empty() && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        terms.push(Term { span, bare: bare.unwrap_or_else(|| whole.clone()), whole, stems });
    }
    terms
}

/// The letters and digits of a folded word, without accents.
fn letters(folded: &str) -> String {
    folded.nfd().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(question: &str, text: &str, meets: bool) {
        let (question, text) = (terms(question), terms(text));
        let found = question.iter().all(|wanted| {
            text.iter().any(|term| term.stems.contains(&wanted.whole) || term.stems.contains(&wanted.bare))
        });
        assert_eq!(found, meets, "{question:?} in {text:?}");
    }

    #[test]
    fn forms_of_a_word_meet() {
        check("كويت", "زار الوزير وبالكويت التقى", true);
        check("الكويت", "في كويت الخير", true);
        check("الى", "إلى", true);
        check("مُحَمَّد", "محمد", true);
        check("وزاره", "للوزارة", true);
        check("kuwait", "Kuwait’s emir", true);
        check("U.S.", "the U.S. said", true);
        check("café", "CAFE", true);
        check("كويت", "بيروت", false);
        check("وزارة", "زارة", false);
    }
}
