//! Whether two names are one by their words alone: parts of names, initials, acronyms.

use crate::lang::names::{self, NameWord};
use crate::model::kinds::EntityType;

/// The initials that an organization of several words may be called by: of all its words; without the small ones and its
/// legal form (IBM of International Business Machines Corp), or with the legal form (BPCC of British Printing and
/// Communication Corp Plc); without whose it is (FAO of U.N. Food and Agriculture …).
pub fn acronyms(kind: EntityType, words: &[Box<str>]) -> Vec<Box<str>> {
    let initials =
        |words: &[&str]| -> Box<str> { words.iter().filter_map(|word| word.chars().next()).collect::<String>().into() };
    let all: Vec<&str> = words.iter().map(|word| &**word).collect();
    let main: Vec<&str> = all.iter().copied().filter(|word| !is_small(word)).collect();
    if kind != EntityType::Organization || main.len() < 2 {
        return Vec::new();
    }
    let mut found = vec![initials(&all), initials(&main)];
    let form = all.len() - all.iter().rev().take_while(|word| is_small(word)).count();
    found.extend((form..all.len()).map(|end| initials(&[&main, &all[form..=end]].concat())));
    if main.len() > 3 && main[0].chars().filter(|c| c.is_alphabetic()).count() <= 2 {
        found.push(initials(&main[1..]));
    }
    found
}

/// Whether a name is made of the initials of another, in one word (IBM) or as letters (S and P).
pub fn is_acronym(kind: EntityType, long: &[Box<str>], short: &[Box<str>]) -> bool {
    let first = short.first().and_then(|word| word.chars().next());
    // Most names are told apart by how they begin.
    if long.len() < 2 || !long.iter().take(2).any(|word| word.chars().next() == first) {
        return false;
    }
    let letters: Option<String> = if let [word] = short {
        Some(word.to_string())
    } else {
        let letters = short.iter().filter(|word| !is_small(word));
        letters.map(|word| word.chars().next().filter(|_| is_initial(word))).collect()
    };
    letters.is_some_and(|letters| letters.len() > 1 && acronyms(kind, long).iter().any(|acronym| **acronym == letters))
}

/// Whether a word is no part of an organization's name: of, Inc.
fn is_small(word: &str) -> bool {
    names::class(word.trim_end_matches('.')) == Some(NameWord::Small)
}

/// Whether a word is a letter that stands for a name.
pub fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

/// The shorter name's words stand in the longer one in the same order, and its last word is the longer one's last, or
/// it is the given name alone. Whoever is named by his father (حمدان بن محمد بن راشد آل مكتوم) is called by his own name
/// or his family's, never by his father's (محمد بن راشد آل مكتوم), and a clan's with its آل: الأمير سعود is no Al Saud.
pub fn same_person(long: &[Box<str>], short: &[Box<str>]) -> bool {
    if short.is_empty() || short.len() > long.len() {
        return false;
    }
    let links = |word: &str| names::class(word) == Some(NameWord::Son);
    let (first, last) = (long.first() == short.first(), long.last() == short.last());
    if !first && short.len() == 1 && is_of_clan(long, &short[0]) {
        return false;
    }
    if long.get(1).is_some_and(|word| links(word)) && !first && !links(&short[0]) {
        let family = long.iter().rposition(|word| links(word)).and_then(|link| long.get(link + 2..));
        return family.is_some_and(|family| family.ends_with(short));
    }
    // H Luscombe of a line-up is Hal Luscombe.
    if short.len() == 2 && is_initial(&short[0]) && !is_initial(&long[0]) {
        return last && long[0].chars().next() == short[0].chars().next();
    }
    if short.len() == 1 {
        return first || last || long.len() > 2 && long.contains(&short[0]);
    }
    in_order(long, short) && (first || last)
}

/// Whether a word stands behind آل, the only article of Arabic that is a word of its own.
fn is_of_clan(long: &[Box<str>], word: &str) -> bool {
    let clan = |before: &str| !before.is_ascii() && names::class(before) == Some(NameWord::Article);
    long.windows(2).any(|pair| &*pair[1] == word && clan(&pair[0]))
}

/// The shorter name begins or ends the longer one, or is its acronym.
pub fn same_organization(long: &[Box<str>], short: &[Box<str>]) -> bool {
    if short.is_empty() || short.len() > long.len() {
        return false;
    }
    if long == short || long.first() == short.first() && (in_order(long, short) || shortens(long, short)) {
        return true;
    }
    // شركة بوينج الأمريكية and بوينج: a head before and nothing but one more word behind.
    if short.len() + 2 >= long.len()
        && long.len() > 1
        && long[1..].starts_with(short)
        && short.len() * 2 >= long.len() - 1
    {
        return true;
    }
    is_acronym(EntityType::Organization, long, short)
}

/// Whether a name of several words is the other one with words cut short: Grand Met of Grand Metropolitan.
fn shortens(long: &[Box<str>], short: &[Box<str>]) -> bool {
    let mut rest = long.iter();
    short.len() > 1 && short.iter().all(|word| word.len() > 2 && rest.any(|w| w.starts_with(&**word)))
}

fn in_order(long: &[Box<str>], short: &[Box<str>]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|w| w == word))
}
