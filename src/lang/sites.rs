//! Names of places that are made of common words, translated: مطار عدن الدولي is Aden International Airport.
//!
//! In goes an Arabic name, out comes the English one where its head is known (`data/lang/sites.tsv`). What stands between
//! head and adjectives is a place that the gazetteer knows, or spelled as the transliteration spells it.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::gazetteer::gazetteer;
use super::names::fold;
use super::table::Table;
use super::transliteration::{Direction, person};

/// What a word does within a place's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A head that stands behind the rest in English.
    After,
    /// A head that stands before it.
    Before,
    Adjective,
    /// Of somebody whom the place is called by.
    Title,
}

#[derive(Debug, Default)]
struct Words {
    parts: FxHashMap<String, (Part, &'static str)>,
    /// Places by their Arabic names.
    places: FxHashMap<String, &'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words::default();
        for [class, arabic, english] in
            Table::new(include_str!("../../data/lang/sites.tsv")).rows(["class", "ar", "en"])
        {
            let part = match class {
                "after" => Part::After,
                "before" => Part::Before,
                "adjective" => Part::Adjective,
                _ => Part::Title,
            };
            words.parts.insert(bare(&fold(arabic)).to_owned(), (part, english));
        }
        let gazetteer = gazetteer();
        for place in gazetteer.cities.iter().chain(&gazetteer.countries) {
            words.places.entry(fold(place.name_ar)).or_insert(place.name_en);
        }
        words
    })
}

/// The English name of a place whose Arabic name begins with a known head.
#[must_use]
pub fn english(name: &str) -> Option<String> {
    let words = words();
    let part = |word: &str| words.parts.get(bare(&fold(word))).copied();
    let (head, rest) = name.trim().split_once(char::is_whitespace)?;
    let (place @ (Part::After | Part::Before), head) = part(head)? else { return None };
    let mut middle: Vec<&str> = rest.split_whitespace().collect();
    let mut english: Vec<String> = Vec::new();
    while let Some((Part::Adjective, adjective)) = middle.last().and_then(|word| part(word)) {
        english.insert(0, adjective.to_owned());
        middle.pop();
    }
    if let Some(first) = middle.first() {
        let own = middle.join(" ");
        let known = words.places.get(&fold(&own)).map(|place| (*place).to_owned());
        let titled = match part(first) {
            Some((Part::Title, title)) if middle.len() > 1 => {
                person(&middle[1..].join(" "), Direction::ToLatin).map(|name| format!("{title} {name}"))
            }
            _ => None,
        };
        english.insert(0, known.or(titled).or_else(|| person(&own, Direction::ToLatin))?);
    }
    match place {
        Part::Before => english.insert(0, head.to_owned()),
        _ => english.push(head.to_owned()),
    }
    Some(english.join(" "))
}

/// A folded word without the article.
fn bare(folded: &str) -> &str {
    folded.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(english(name).as_deref(), expected, "{name}");
    }

    #[test]
    fn a_name_made_of_common_words_is_translated() {
        check("مطار عدن الدولي", Some("Aden International Airport"));
        check("المنطقة الشمالية", Some("Northern Region"));
        check("خليج عدن", Some("Gulf of Aden"));
        let khalid = person("خالد", Direction::ToLatin).expect("a spelling");
        check("مطار الملك خالد الدولي", Some(&format!("King {khalid} International Airport")));
        check("قاعدة الرياض الجوية", Some("Riyadh Air Base"));
        check("عدن", None);
        check("تل الزعتر", None);
        check("", None);
    }
}
