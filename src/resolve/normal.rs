//! Normal forms of names: what comparison sees of a name as written.
//!
//! Law: spellings that no reader would tell apart have one normal form; what a reader might tell apart keeps two.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Language;
use crate::lang::names::{self, NameWord};
use crate::lang::split::split;
use crate::model::document::{Proclitics, TokenKind};

/// A name as comparison sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// Whether it is written in Arabic letters.
    pub arabic: bool,
    /// Its words, without titles, articles and links.
    pub parts: Vec<Part>,
}

/// One word of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Part {
    /// The word: folded, its spelling the one that stands for all.
    pub text: String,
    /// ابن or bin stood before it.
    pub linked: bool,
    /// It is written with the Arabic article, or is a house's (آل سعود): a family name, seldom a given one.
    pub definite: bool,
}

impl Part {
    /// Whether it is a given name; with the article it is a family's (الأسد).
    #[must_use]
    pub fn is_given(&self) -> bool {
        !self.definite && names::is_given(&self.text)
    }

    /// Whether it is a letter that stands for a name.
    #[must_use]
    pub fn is_initial(&self) -> bool {
        self.text.len() == 1
    }
}

impl Name {
    /// The words joined by spaces: equal for names that need no comparison.
    #[must_use]
    pub fn key(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The first letters of its words.
    #[must_use]
    pub fn initials(&self) -> String {
        self.parts.iter().filter_map(|part| part.text.chars().next()).collect()
    }

    /// Whether it is a lone given name or family name, بن علي among them.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        match self.parts.as_slice() {
            [] | [_] => true,
            [first, second] => {
                names::class(&first.text) == Some(NameWord::Son)
                    && (first.text != "ben" || names::is_house(&second.text))
            }
            _ => false,
        }
    }
}

/// One word as it was cut out of a name.
struct Word {
    /// Folded, without signs and dots.
    text: String,
    /// The same without the article that is written together with it.
    stem: String,
    hyphen: bool,
}

fn words(text: &str, language: &dyn Language) -> Vec<Word> {
    let text = text.split(['(', '[', '（']).next().filter(|before| !before.trim().is_empty()).unwrap_or(text);
    let mut words: Vec<Word> = Vec::new();
    for (span, kind) in split(text, language) {
        let surface = span.of(text);
        if kind == TokenKind::Mark {
            if matches!(surface, "-" | "‐" | "–")
                && let Some(last) = words.last_mut()
            {
                last.hyphen = true;
            }
            continue;
        }
        let mut folded = String::new();
        language.fold(surface, &mut folded);
        if folded == "'s" {
            continue;
        }
        let article = language
            .readings(surface, &folded)
            .iter()
            .filter(|r| matches!(r.proclitics, Proclitics::ARTICLE) || r.proclitics == ARTICLE_AFTER_LI)
            .map(|r| usize::from(r.norm))
            .max()
            .unwrap_or_default();
        let stem = plain(folded.get(article..).unwrap_or(&folded));
        let text = plain(&folded);
        if !text.is_empty() {
            words.push(Word { text, stem, hyphen: false });
        }
    }
    words
}

const ARTICLE_AFTER_LI: Proclitics = Proclitics::LI.with(Proclitics::ARTICLE);

/// Letters and digits alone: no dots, no apostrophes, no accents.
fn plain(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    for c in folded.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' => plain.push('i'),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ə' => plain.push('a'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            _ if c.is_alphanumeric() => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// The normal form of a person's name.
#[must_use]
pub fn person(text: &str) -> Name {
    let language = names::language_of(text);
    let words = words(text, language);
    let mut name = Name { arabic: !language.grammar().capitals, parts: Vec::new() };
    let (mut linked, mut house) = (false, false);
    let mut i = 0;
    while let Some(word) = words.get(i) {
        i += 1;
        let rest = words.len() - i;
        let first = name.parts.is_empty();
        let class = names::class(&word.text);
        match class {
            Some(NameWord::Honorific) if first && rest > 0 => continue,
            Some(NameWord::Suffix) if rest == 0 && !first => continue,
            Some(NameWord::Article) if rest > 0 && (word.hyphen || !first || name.arabic) => {
                // آل سعود is a house.
                house |= name.arabic;
                continue;
            }
            Some(NameWord::Assimilated) if word.hyphen && rest > 0 => continue,
            Some(NameWord::Particle) if rest > 0 => continue,
            Some(NameWord::Son) if rest > 0 && !first => {
                linked = true;
                continue;
            }
            Some(NameWord::Joined) if !first => {
                let last = name.parts.len() - 1;
                let joined = format!("{}{}", name.parts[last].text, word.text);
                name.parts[last].text = spelled(&joined);
                continue;
            }
            Some(NameWord::Parent | NameWord::Servant) if rest > 0 => {
                let (mut next, arabic) = (i, name.arabic);
                while !arabic && next + 1 < words.len() && is_article(&words[next]) {
                    next += 1;
                }
                let head = names::spelling(&word.text).unwrap_or(&word.text);
                let tail = if class == Some(NameWord::Parent) { &words[next].stem } else { &words[next].text };
                let tail = names::spelling(tail).filter(|_| !arabic).unwrap_or(tail);
                name.parts.push(Part { text: spelled(&format!("{head}{tail}")), linked, definite: false });
                i = next + 1;
            }
            Some(NameWord::Son) if first && rest > 0 => {
                let text = names::spelling(&word.text).unwrap_or(&word.text).to_owned();
                // Ben is also a given name.
                let text = if word.text == "ben" { word.text.clone() } else { text };
                name.parts.push(Part { text, linked, definite: false });
            }
            _ => {
                let text = if class == Some(NameWord::Joined) { &word.text } else { &word.stem };
                let definite = house || word.stem != word.text;
                name.parts.push(Part { text: spelled(text), linked, definite });
            }
        }
        (linked, house) = (false, false);
    }
    name
}

/// A person's name without what stands before it (*Sheikh* Mohammed Saleh), where at least two names are left: *Queen
/// Elizabeth* is called so. Arabic names come without their titles, and السيد is a name too.
#[must_use]
pub fn untitled(text: &str) -> &str {
    let language = names::language_of(text);
    let mut rest = text;
    while language.grammar().capitals {
        let mut words = split(rest, language).into_iter().filter(|(_, kind)| *kind != TokenKind::Mark);
        let (Some((first, _)), Some((second, _))) = (words.next(), words.next()) else { break };
        let mut folded = String::new();
        language.fold(first.of(rest), &mut folded);
        let after = &rest[second.start as usize..];
        if names::class(&plain(&folded)) != Some(NameWord::Honorific) || person(after).is_bare() {
            break;
        }
        rest = after;
    }
    rest
}

fn is_article(word: &Word) -> bool {
    matches!(names::class(&word.text), Some(NameWord::Article | NameWord::Assimilated))
}

fn spelled(word: &str) -> String {
    let word = names::spelling(word).unwrap_or(word);
    names::after_servant(word).map_or_else(|| word.to_owned(), |rest| format!("abd{rest}"))
}

/// The normal form of any other name: words without articles and small words, in their order.
#[must_use]
pub fn title(text: &str) -> Name {
    let language = names::language_of(text);
    titled(&words(text, language), language)
}

/// The normal form of a place's name: without the word before it that says what sort of place it is (مدينة برلين, the
/// city of Mosul).
#[must_use]
pub fn place(text: &str) -> Name {
    let language = names::language_of(text);
    let words = words(text, language);
    let class = |word: &Word| names::class(&word.text);
    let small = |word: &Word| matches!(class(word), Some(NameWord::Small | NameWord::Article));
    let sort = words.iter().position(|word| !small(word)).unwrap_or_default();
    match words.get(sort..) {
        Some([head, next, ..])
            if class(head) == Some(NameWord::Town) && (small(next) || !language.grammar().capitals) =>
        {
            titled(&words[sort + 1..], language)
        }
        _ => titled(&words, language),
    }
}

/// Whether the last word of a name is written with the Arabic article, as ordinary words that became names are.
#[must_use]
pub fn is_definite(text: &str) -> bool {
    words(text, names::language_of(text)).last().is_some_and(|word| word.stem != word.text)
}

fn titled(words: &[Word], language: &dyn Language) -> Name {
    let part = |word: &Word| Part { text: word.stem.clone(), linked: false, definite: false };
    let small = |word: &&Word| {
        !matches!(names::class(&word.text), Some(NameWord::Small | NameWord::Article | NameWord::Assimilated))
    };
    let arabic = !language.grammar().capitals;
    let parts: Vec<Part> = words.iter().filter(small).map(part).collect();
    if parts.is_empty() {
        return Name { arabic, parts: words.iter().map(part).collect() };
    }
    Name { arabic, parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_one(normal: fn(&str) -> Name, variants: &[&str]) {
        let key = normal(variants[0]).key();
        for variant in variants {
            assert_eq!(normal(variant).key(), key, "{variant}");
        }
    }

    #[test]
    fn spellings_of_a_person_have_one_form() {
        check_one(person, &["محمد بن سلمان", "محمد ابن سلمان", "الأمير محمد بن سلمان"]);
        check_one(person, &["Mohammed bin Salman", "Muhammad ibn Salman", "Prince Mohamed Bin Salman"]);
        check_one(person, &["عبد الفتاح السيسي", "عبدالفتاح السيسي", "عبد الفتاح سيسي"]);
        check_one(
            person,
            &["Abdel-Fattah el-Sisi", "Abdul Fattah al-Sisi", "Abdelfattah Al Sissi", "Abd al-Fattah al-Sisi"],
        );
        check_one(person, &["أبو بكر البغدادي", "أبوبكر البغدادي", "أبي بكر البغدادي"]);
        check_one(person, &["حسن نصر الله", "حسن نصرالله", "السيد حسن نصر الله"]);
        check_one(person, &["Ursula von der Leyen", "Ursula Leyen", "Dr. Ursula von der Leyen"]);
        check_one(person, &["Abdullah Saleh", "Abdallah Salih", "Abd Allah Saleh"]);
    }

    #[test]
    fn titles_before_a_full_name_are_no_part_of_it() {
        for (text, name) in [
            ("Sheikh Mohammed Saleh", "Mohammed Saleh"),
            ("Maj. Gen. John Allen", "John Allen"),
            ("Sheikh Ahmed bin Rashid", "Ahmed bin Rashid"),
            ("Queen Elizabeth II", "Queen Elizabeth II"),
            ("Sheikh Hasina", "Sheikh Hasina"),
            ("King", "King"),
            ("Richard Stengel", "Richard Stengel"),
            ("السيد البدوي حسن", "السيد البدوي حسن"),
        ] {
            assert_eq!(untitled(text), name);
        }
    }

    #[test]
    fn spellings_of_a_body_have_one_form() {
        check_one(title, &["وزارة الخارجية", "وزاره خارجيه", "وزارةُ الخارجية"]);
        check_one(title, &["The Ministry of Foreign Affairs", "Ministry for Foreign Affairs"]);
        check_one(title, &["U.N.", "UN", "the UN"]);
        check_one(title, &["Al-Qaeda", "al Qaeda", "Qaeda"]);
    }

    #[test]
    fn a_town_is_called_with_and_without_its_sort() {
        check_one(place, &["برلين", "مدينة برلين"]);
        check_one(place, &["Mosul", "the city of Mosul", "City of Mosul"]);
        for other in ["المدينة المنورة", "Kuwait City", "قرية", "Village Green"] {
            assert_eq!(place(other), title(other), "{other}");
        }
    }

    #[test]
    fn nothing_panics_on_odd_names() {
        for odd in ["", "()", "-", "ال", "عبد", "abu", "bin", "'s", "…", "عبد ال", "Al", "Dr."] {
            let _ = (person(odd), title(odd), place(odd));
        }
    }
}
