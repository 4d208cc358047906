//! Words of personal names that comparison treats alike: honorifics, ابن and bin, أبو and abu, spellings of Muhammad.
//!
//! The table is `data/lang/name_words.tsv`; words are asked for in folded form.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::{Table, items};
use super::{LANGUAGES, Language};

/// What a word does within a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameWord {
    /// ابن, bin: the father's name follows.
    Son,
    /// أبو, أم, abu: one name with the next word.
    Parent,
    /// عبد: one name with the next word.
    Servant,
    /// al-, and آل of families.
    Article,
    /// van, de.
    Particle,
    /// ash-, an-: the article, where a hyphen follows.
    Assimilated,
    /// الله, الدين: one name with the word before.
    Joined,
    /// Of, the, and: no part of an organization's name.
    Small,
    /// مدينة, city of: no part of a place's name before it.
    Town,
    /// حزب, party: of a body that is one country's, while other countries may have one of the same name.
    Domestic,
    /// مجلس, committee: what many bodies are.
    Body,
    /// صحيفة, movement, group: what sort of body it is; left out before or after a longer name.
    Sort,
    /// مطار, airport: what stands in a town; a name with it is not the town's.
    Site,
    /// Before a name.
    Honorific,
    /// After a name.
    Suffix,
}

#[derive(Debug, Default)]
struct NameWords {
    classes: FxHashMap<String, NameWord>,
    spellings: FxHashMap<String, String>,
    servants: Vec<String>,
    others: FxHashMap<String, String>,
    houses: FxHashSet<String>,
    given: FxHashSet<String>,
    family: FxHashSet<String>,
}

fn words() -> &'static NameWords {
    static WORDS: OnceLock<NameWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = NameWords::default();
        for [class, forms] in Table::new(include_str!("../../data/lang/name_words.tsv")).rows(["class", "forms"]) {
            let class = match class {
                "son" => NameWord::Son,
                "parent" => NameWord::Parent,
                "servant" => NameWord::Servant,
                "article" => NameWord::Article,
                "particle" => NameWord::Particle,
                "assimilated" => NameWord::Assimilated,
                "joined" => NameWord::Joined,
                "town" => NameWord::Town,
                "domestic" => NameWord::Domestic,
                "body" => NameWord::Body,
                "sort" => NameWord::Sort,
                "site" => NameWord::Site,
                "small" => NameWord::Small,
                "honorific" => NameWord::Honorific,
                "suffix" => NameWord::Suffix,
                "house" => {
                    words.houses.extend(items(forms).map(fold));
                    continue;
                }
                _ => {
                    let key = items(forms).next().map(fold).unwrap_or_default();
                    let script = |form: &str| language_of(form).code();
                    let (own, other): (Vec<&str>, Vec<&str>) =
                        items(forms).partition(|form| script(form) == script(&key));
                    for form in own.into_iter().map(fold) {
                        words.others.extend(other.first().map(|other| (form.clone(), (*other).to_owned())));
                        words.spellings.insert(form, key.clone());
                    }
                    continue;
                }
            };
            for form in items(forms).map(fold) {
                words.classes.entry(form.clone()).or_insert(class);
                if let Some(other) = items(forms).find(|other| other.is_ascii() != form.is_ascii()) {
                    words.others.insert(form.clone(), other.to_owned());
                }
                if matches!(class, NameWord::Parent | NameWord::Servant | NameWord::Son) {
                    let key = items(forms).map(fold).find(|key| key.is_ascii() == form.is_ascii());
                    words.spellings.insert(form.clone(), key.unwrap_or_default());
                }
                if class == NameWord::Servant && form.len() > "abd".len() && form.is_ascii() {
                    words.servants.push(form);
                }
            }
        }
        for text in [include_str!("../../data/lang/ar/names.tsv"), include_str!("../../data/lang/en/names.tsv")] {
            for [name, class] in Table::new(text).rows(["name", "class"]) {
                if class.starts_with("given") {
                    words.given.insert(fold(name));
                } else if class == "family" {
                    words.family.insert(fold(name));
                }
            }
        }
        words
    })
}

/// What this folded word does within a name; `None` for the names themselves.
#[must_use]
pub fn class(word: &str) -> Option<NameWord> {
    words().classes.get(word).copied()
}

/// Whether a folded word links names, or stands before or behind them, rather than being one.
#[must_use]
pub fn links(word: &str) -> bool {
    use NameWord::{Body, Domestic, Site, Sort, Town};
    // Camp, Park and Church are families too.
    class(word).is_some_and(|class| !matches!(class, Body | Domestic | Site | Sort | Town))
}

/// Whether a folded word behind *Ben* makes a family's name: Ben Ali and Ben Gurion, while Ben Affleck is called Ben.
#[must_use]
pub fn is_house(word: &str) -> bool {
    words().houses.contains(word) || other_script(word).is_some()
}

/// The one spelling that stands for the spellings of a frequent name.
#[must_use]
pub fn spelling(word: &str) -> Option<&'static str> {
    words().spellings.get(word).map(String::as_str)
}

/// How the other script writes a word that links names, or a frequent name: بن for bin, محمد for Mohamed.
#[must_use]
pub fn other_script(word: &str) -> Option<&'static str> {
    words().others.get(word).map(String::as_str)
}

/// What follows عبد in a Latin name written as one word: Abdulrahman, Abdelrahman → rahman.
#[must_use]
pub fn after_servant(word: &str) -> Option<&str> {
    let rest = words().servants.iter().filter_map(|form| word.strip_prefix(form.as_str())).min_by_key(|r| r.len())?;
    (rest.len() >= "lah".len()).then_some(rest)
}

/// Whether this folded word is known as a given name.
#[must_use]
pub fn is_given(word: &str) -> bool {
    // عبدالله and all other servants of God's names, those not in the lists too.
    let servant = |at: &usize| class(&word[..*at]) == Some(NameWord::Servant);
    words().given.contains(word) || word.char_indices().map(|(at, _)| at).filter(|&at| at > 0).any(|at| servant(&at))
}

/// Whether this folded word is known as a family name.
#[must_use]
pub fn is_family(word: &str) -> bool {
    words().family.contains(word)
}

/// Whether this folded word is known as a given or a family name.
#[must_use]
pub fn is_known(word: &str) -> bool {
    is_given(word) || is_family(word)
}

/// The language whose letters a text is mostly written in.
#[must_use]
pub fn language_of(text: &str) -> &'static dyn Language {
    let count = |language: &dyn Language| text.chars().filter(|&c| language.has_letter(c)).count();
    let mut best: (&'static dyn Language, usize) = (LANGUAGES[LANGUAGES.len() - 1], 0);
    for &language in LANGUAGES {
        let letters = count(language);
        if letters > best.1 {
            best = (language, letters);
        }
    }
    best.0
}

/// A word or name as its language folds it.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::new();
    language_of(word).fold(word, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_both_scripts() {
        assert_eq!(class("بن"), Some(NameWord::Son));
        assert_eq!(class("bin"), Some(NameWord::Son));
        assert_eq!(class("ابو"), Some(NameWord::Parent));
        assert_eq!(class("stengel"), None);
        assert_eq!(spelling("mohamed"), Some("muhammad"));
    }
}
