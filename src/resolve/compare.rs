//! How alike are two names? Two units → a score from 0 to 1000 with its explanation.
//!
//! Law: the same two units score the same whatever else the corpus holds, and whichever stands first.

use super::across;
use super::directory::directory;
use super::normal::{Name, Part};
use super::unit::Unit;
use crate::lang::names;
use crate::lang::skeleton::{phonetic, skeleton, unvowelled};
use crate::model::kinds::EntityType;

/// Words at least this much alike are taken for spellings of one.
pub const ALIKE: u32 = 850;

/// Words at most this much alike are two words.
pub const UNLIKE: u32 = 600;

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// From 0 to 1000.
    pub score: u32,
    /// One name is only part of the other, or short for it: others may bear it too.
    pub partial: bool,
    /// Something says that they are two, however alike the names are.
    pub conflict: bool,
    /// What decided, in words.
    pub reason: &'static str,
}

const fn found(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: false, conflict: false, reason }
}

const fn partial(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: true, conflict: false, reason }
}

const fn conflict(score: u32, reason: &'static str) -> Comparison {
    Comparison { score, partial: false, conflict: true, reason }
}

/// Compares two units of one kind.
#[must_use]
pub fn compare(left: &Unit, right: &Unit) -> Comparison {
    if let (Some(l), Some(r)) = (left.gazetteer, right.gazetteer) {
        return if l == r { found(1000, "same gazetteer entry") } else { conflict(0, "two gazetteer entries") };
    }
    if left.kind != right.kind {
        return conflict(0, "two kinds");
    }
    match left.kind {
        EntityType::Person => {
            let names = names(left, right, person);
            if names.score >= UNLIKE && !agree(left.gender.as_deref(), right.gender.as_deref()) {
                return conflict(100, "a man and a woman");
            }
            if names.score >= 800 {
                return names;
            }
            best(names, aliases(left, right, person))
        }
        EntityType::Organization => {
            let names = organization(left, right);
            if names.conflict { names } else { best(names, aliases(left, right, title)) }
        }
        EntityType::Country => found(if left.name == right.name { 1000 } else { 0 }, "countries go by name"),
        EntityType::Place => place(left, right),
    }
}

fn best(one: Comparison, other: Comparison) -> Comparison {
    if other.score > one.score { other } else { one }
}

/// Whether two statements about a unit do not contradict each other.
fn agree(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(l), Some(r)) => l == r || l.is_empty() || r.is_empty(),
        _ => true,
    }
}

/// The names of two units that are most alike.
fn names(left: &Unit, right: &Unit, compare: fn(&Name, &Name) -> Comparison) -> Comparison {
    let mut top: Option<Comparison> = None;
    for one in &left.names {
        for other in &right.names {
            let found = compare(one, other);
            if top.is_none_or(|top| found.score > top.score) {
                top = Some(found);
            }
        }
    }
    top.unwrap_or(found(0, "no name"))
}

/// An article's own second name for its subject, found as the name of another.
fn aliases(left: &Unit, right: &Unit, compare: fn(&Name, &Name) -> Comparison) -> Comparison {
    let mut top = found(0, "no alias in common");
    for (alias, name) in pairs(&left.aliases, &right.names).chain(pairs(&right.aliases, &left.names)) {
        let score = compare(alias, name);
        let lone = left.kind == EntityType::Person && (alias.is_bare() || name.is_bare());
        if !lone && score.score >= 900 && !score.partial {
            top = best(top, partial(870, "an article uses the one name for the other"));
        }
    }
    top
}

fn pairs<'n>(aliases: &'n [Name], names: &'n [Name]) -> impl Iterator<Item = (&'n Name, &'n Name)> {
    aliases.iter().flat_map(move |alias| names.iter().map(move |name| (alias, name)))
}

fn person(left: &Name, right: &Name) -> Comparison {
    let (long, short) = if left.parts.len() >= right.parts.len() { (left, right) } else { (right, left) };
    if long.key() == short.key() && long.arabic == short.arabic {
        return found(1000, "equal names");
    }
    if short.parts.is_empty() {
        return found(0, "no name");
    }
    match (long.is_bare(), short.is_bare()) {
        (true, true) => bare(long, short),
        (false, false) => full(long, short),
        (true, false) => part_of(short, long),
        (false, true) => part_of(long, short),
    }
}

/// Two lone names.
fn bare(left: &Name, right: &Name) -> Comparison {
    let (Some(l), Some(r)) = (left.parts.last(), right.parts.last()) else {
        return found(0, "no name");
    };
    let score = alike(left.arabic, &l.text, right.arabic, &r.text);
    if names::is_given(&l.text) || names::is_given(&r.text) {
        return partial(score.min(700), "a lone given name");
    }
    if score >= ALIKE {
        partial(score * 9 / 10 + 50, "one family name in two spellings")
    } else {
        found(score / 2, "two family names")
    }
}

/// A full name and a lone one.
fn part_of(full: &Name, bare: &Name) -> Comparison {
    let (Some(last), Some(first), Some(lone)) = (full.parts.last(), full.parts.first(), bare.parts.last()) else {
        return found(0, "no name");
    };
    let family = alike(full.arabic, &last.text, bare.arabic, &lone.text);
    if family >= ALIKE {
        let given = names::is_given(&lone.text) && bare.parts.len() == 1;
        return if given {
            partial(650, "a lone given name that is also a family name")
        } else {
            partial(family * 9 / 10, "a family name alone")
        };
    }
    if alike(full.arabic, &first.text, bare.arabic, &lone.text) >= ALIKE {
        return partial(620, "a given name alone");
    }
    found(family / 2, "another family name")
}

/// Two names of several words, the longer one first.
fn full(long: &Name, short: &Name) -> Comparison {
    let (l, s) = (&long.parts, &short.parts);
    let like = |a: &Part, b: &Part| word(long.arabic, a, short.arabic, b);
    if long.arabic == short.arabic {
        let joined = |parts: &[Part]| parts.iter().map(|p| p.text.as_str()).collect::<String>();
        let (one, other) = (joined(l), joined(s));
        if one == other {
            return found(960, "equal but for spaces");
        }
        let sorted = |parts: &[Part]| {
            let mut texts: Vec<&str> = parts.iter().map(|p| p.text.as_str()).collect();
            texts.sort_unstable();
            texts.join(" ")
        };
        if sorted(l) == sorted(s) {
            // Xi Jinping and Jinping Xi; but a father and his son bear each other's names in turn.
            return if l.len() == 2
                && !l.iter().chain(s).any(|p| p.linked)
                && !l.iter().all(|p| names::is_given(&p.text))
            {
                found(880, "the same words in another order")
            } else {
                conflict(300, "the same names in another order")
            };
        }
    }
    let (given, family) = (like(&l[0], &s[0]), like(&l[l.len() - 1], &s[s.len() - 1]));
    let initial = l[0].is_initial() || s[0].is_initial();
    if given >= ALIKE || (initial && given >= 800) {
        if family >= ALIKE {
            return middles(long, short, given, family, initial);
        }
        if l.len() > s.len() && s.iter().zip(l).all(|(a, b)| like(b, a) >= ALIKE) {
            // صالح الناصر is of the family of that name, صالح بن ناصر الجاسر is a Nasir's son.
            if l[s.len() - 1].linked && s[s.len() - 1].definite {
                return found(500, "a family name, and a father of that name");
            }
            let linked = l[..s.len()].iter().any(|p| p.linked) || s.iter().any(|p| p.linked);
            let known = s.iter().all(|p| names::is_given(&p.text));
            return if linked || !known {
                partial(860, "the beginning of the longer name")
            } else {
                partial(700, "given names that begin the longer name")
            };
        }
    }
    if family >= ALIKE && given < UNLIKE {
        // نوري المالكي and a name told by its father's name first: the shorter one may lack the first word.
        if l.len() > s.len() && s.iter().rev().zip(l.iter().rev()).all(|(a, b)| like(b, a) >= ALIKE) {
            return partial(700, "the end of the longer name");
        }
        return conflict(150, "one family name, two given names");
    }
    if given >= ALIKE && family < UNLIKE {
        return conflict(200, "one given name, two family names");
    }
    found((given * 9 + family * 11) / 20 * 9 / 10, "names less alike than spellings of one")
}

/// Given and family name are alike: do the names between them fit?
fn middles(long: &Name, short: &Name, given: u32, family: u32, initial: bool) -> Comparison {
    let like = |a: &Part, b: &Part| word(long.arabic, a, short.arabic, b);
    let (l, s) = (&long.parts[1..long.parts.len() - 1], &short.parts[1..short.parts.len() - 1]);
    let mut at = 0;
    let mut least = 1000;
    for part in s {
        let Some((step, score)) =
            l[at..].iter().enumerate().map(|(i, p)| (i, like(p, part))).find(|&(_, score)| score >= 800)
        else {
            return conflict(250, "other names between given and family name");
        };
        at += step + 1;
        least = least.min(score);
    }
    let score = (given * 8 + family * 10 + least * 2) / 20;
    if initial {
        return partial(score.min(830), "an initial for the given name");
    }
    if s.len() < l.len() {
        return partial(score.min(890), "a name between given and family name left out");
    }
    if least == 800 {
        partial(score.min(890), "an initial for a middle name")
    } else {
        found(score, "spellings of one name")
    }
}

/// How alike two words of names are; 800 for an initial that fits.
fn word(left_arabic: bool, left: &Part, right_arabic: bool, right: &Part) -> u32 {
    if left.is_initial() || right.is_initial() {
        let fits = left_arabic == right_arabic && left.text.chars().next() == right.text.chars().next();
        return if fits { 800 } else { 300 };
    }
    alike(left_arabic, &left.text, right_arabic, &right.text)
}

/// How alike two words are, within a script by spelling and across scripts by sound.
#[must_use]
pub fn alike(left_arabic: bool, left: &str, right_arabic: bool, right: &str) -> u32 {
    if left_arabic != right_arabic {
        let (arabic, latin) = if left_arabic { (left, right) } else { (right, left) };
        return across(arabic, latin);
    }
    if left == right {
        return 1000;
    }
    let least = left.chars().count().min(right.chars().count());
    let both_given = names::is_given(left) && names::is_given(right);
    if left_arabic {
        if both_given {
            return 300;
        }
        let (one, other) = (unvowelled(left), unvowelled(right));
        let letters = one.chars().count();
        if one == other && least >= 4 && letters >= if left.starts_with(['ج', 'غ', 'ك']) { 5 } else { 4 } {
            return 880;
        }
    } else if least >= 4 && phonetic(left) == phonetic(right) {
        return if skeleton(left) == skeleton(right) { 900 } else { 860 };
    } else if both_given {
        return 300;
    }
    let distance = strsim::osa_distance(left, right) as u32;
    let longest = left.chars().count().max(right.chars().count()) as u32;
    (1000 - 1000 * distance.min(longest) / longest.max(1)).min(840) * 9 / 10
}

/// An Arabic and a Latin word: whether the model would write the one for the other.
fn across(arabic: &str, latin: &str) -> u32 {
    let (one, other) = (skeleton(arabic), skeleton(latin));
    let longest = one.len().max(other.len());
    let distance = strsim::levenshtein(&one, &other);
    // Names that do not even share most consonants are not worth the search.
    if distance * 3 > longest {
        return 500 - 500 * distance.min(longest) as u32 / longest.max(1) as u32;
    }
    across::likeness(arabic, latin)
}

fn title(left: &Name, right: &Name) -> Comparison {
    if left.arabic == right.arabic {
        let (one, other) = (left.key(), right.key());
        if one == other {
            return found(1000, "equal names");
        }
        let squeeze = |key: &str| key.replace(' ', "");
        if squeeze(&one) == squeeze(&other) {
            return found(960, "equal but for spaces");
        }
        let sorted = |name: &Name| {
            let mut texts: Vec<&str> = name.parts.iter().map(|p| p.text.as_str()).collect();
            texts.sort_unstable();
            texts.join(" ")
        };
        if sorted(left) == sorted(right) {
            return found(900, "the same words in another order");
        }
    }
    if left.parts.len() == right.parts.len() {
        // الشباب is a club and a militia: one word that sounds alike in two scripts is not enough.
        let most = if left.arabic != right.arabic && left.parts.len() == 1 { 790 } else { 1000 };
        let least = left
            .parts
            .iter()
            .zip(&right.parts)
            .map(|(l, r)| alike(left.arabic, &l.text, right.arabic, &r.text))
            .min()
            .unwrap_or_default()
            .min(most);
        return found(least, if least >= ALIKE { "spellings of one name" } else { "other words" });
    }
    found(0, "other words")
}

fn organization(left: &Unit, right: &Unit) -> Comparison {
    if let (Some(l), Some(r)) = (left.structure, right.structure) {
        return match (l.concept == r.concept, l.country == r.country) {
            (true, true) if !l.country.is_empty() => found(1000, "the same body of one state"),
            (true, true) => found(500, "the same body, and no word of whose"),
            (true, false) if l.country.is_empty() || r.country.is_empty() => {
                found(500, "the same body, and no word of whose")
            }
            _ => conflict(0, "two bodies of states"),
        };
    }
    let names = names(left, right, title);
    if names.score >= ALIKE {
        let fits = agree(left.country.as_deref(), right.country.as_deref());
        return if fits { names } else { found(700, "one name, two countries") };
    }
    let directory = directory();
    let ((l, l_country), (r, r_country)) =
        (directory.without_country(&left.name), directory.without_country(&right.name));
    if (l_country.is_some() || r_country.is_some()) && title(&l, &r).score >= 900 {
        return match (l_country, r_country) {
            (Some(one), Some(other)) if one == other => found(950, "one name, its country put in two ways"),
            (Some(_), Some(_)) => conflict(0, "one name, two countries"),
            _ if agree(left.country.as_deref().or(l_country), right.country.as_deref().or(r_country)) => {
                partial(860, "its country left out")
            }
            _ => conflict(100, "one name, two countries"),
        };
    }
    best(best(acronym(&left.name, &right.name), acronym(&right.name, &left.name)), names)
}

/// Whether `short` is made of the first letters of `long`.
fn acronym(short: &Name, long: &Name) -> Comparison {
    let ([word], false) = (short.parts.as_slice(), short.arabic || long.arabic) else {
        return found(0, "no acronym");
    };
    let initials: String = long.parts.iter().filter_map(|p| p.text.chars().next()).collect();
    if long.parts.len() < 3 || initials != word.text {
        return found(0, "no acronym");
    }
    partial(if initials.len() >= 4 { 830 } else { 700 }, "first letters of the longer name")
}

fn place(left: &Unit, right: &Unit) -> Comparison {
    let names = names(left, right, title);
    let same_country = left.country.is_some() && left.country == right.country;
    if names.score >= 790 && names.score < 960 && !same_country {
        return found(700, "place names that sound alike");
    }
    if names.score < 790 {
        return names;
    }
    match (left.country.as_deref(), right.country.as_deref()) {
        (Some(l), Some(r)) if !l.is_empty() && !r.is_empty() => {
            if l == r {
                names
            } else {
                conflict(100, "one name, two countries")
            }
        }
        _ => Comparison { partial: true, ..names },
    }
}
