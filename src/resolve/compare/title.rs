//! Names of organizations and places: the same words, the same body of a state, first letters.

use super::super::directory::directory;
use super::super::normal::{Name, Part};
use super::super::unit::Unit;
use super::across::BUT_FOR_VOWELS;
use super::word::alike;
use super::{ALIKE, COUNTRY_LEFT_OUT, Comparison, SORT_LEFT_OUT, agree, best, conflict, found, names, partial};
use crate::lang::names::{self as words, NameWord};

/// Compares two names that are titles: of bodies, places, works.
pub fn title(left: &Name, right: &Name) -> Comparison {
    if left.parts.is_empty() || right.parts.is_empty() {
        return found(0, "no name");
    }
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
        if left.parts.len() > 2 && sorted(left) == sorted(right) {
            return found(900, "the same words in another order");
        }
    }
    if left.parts.len() == right.parts.len() {
        // الشباب is a club and a militia: one word that sounds alike in two scripts is not enough. Nor is one letter
        // that two words of Latin script differ by: Mobil, Mobily.
        let most = match (left.parts.len(), left.arabic, right.arabic) {
            (1, false, false) => 650,
            (1, true, false) | (1, false, true) => 740,
            _ => 1000,
        };
        let like = |l: &Part, r: &Part| match alike(left.arabic, &l.text, right.arabic, &r.text) {
            score if score < ALIKE && left.arabic != right.arabic && directory().is_one_place(&l.text, &r.text) => {
                ALIKE
            }
            // أمانة is no إمارة: words for sorts of bodies differ by a letter.
            score if score < ALIKE && (words::class(&l.text).is_some() || words::class(&r.text).is_some()) => 0,
            score => score,
        };
        let least = left.parts.iter().zip(&right.parts).map(|(l, r)| like(l, r)).min().unwrap_or_default().min(most);
        return found(least, if least >= BUT_FOR_VOWELS { "spellings of one name" } else { "other words" });
    }
    found(0, "other words")
}

/// Compares two bodies: by what they are and whose, by name, by first letters.
pub fn organization(left: &Unit, right: &Unit) -> Comparison {
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
        let stated = left.country.is_some() && left.country == right.country;
        return match (fits, stated) {
            (false, _) => found(700, "one name, two countries"),
            (true, false) if is_any_club(left, right) || is_any_club(right, left) => {
                found(700, "a name that several known clubs bear")
            }
            _ => names,
        };
    }
    let same = |l: &Name, r: &Name| l.arabic == r.arabic && unsorted(l) == unsorted(r);
    if left.names.iter().any(|l| right.names.iter().any(|r| same(l, r))) {
        return partial(860, SORT_LEFT_OUT);
    }
    let directory = directory();
    let ((l, l_country), (r, r_country)) =
        (directory.without_country(&left.name), directory.without_country(&right.name));
    if (l_country.is_some() || r_country.is_some()) && title(&l, &r).score >= 900 {
        return match (l_country, r_country) {
            (Some(one), Some(other)) if one == other => found(950, "one name, its country put in two ways"),
            (Some(_), Some(_)) => conflict(0, "one name, two countries"),
            _ if agree(left.country.as_deref().or(l_country), right.country.as_deref().or(r_country)) => {
                // The opposition, a bank: one common noun is every country's.
                if l.parts.len() > 1 {
                    partial(860, COUNTRY_LEFT_OUT)
                } else {
                    found(600, "one word, and no word of its country")
                }
            }
            _ => conflict(100, "one name, two countries"),
        };
    }
    let short = best(acronym(&left.name, &right.name), acronym(&right.name, &left.name));
    best(best(short, spelled_out(left, right)), names)
}

/// Whether a known club is one of several that a name may mean.
fn is_any_club(known: &Unit, named: &Unit) -> bool {
    let entry = known.gazetteer.as_deref().and_then(|key| directory().get(key));
    entry.is_some_and(|entry| entry.subtype == "club")
        && named.names.iter().any(|name| directory().organizations(name).len() > 1)
}

/// Letters that a lone word has, to be told by how it sounds.
const LONG: usize = 5;

/// Whether one word names both, in two scripts: no ordinary word, for الشباب is a club and a militia.
fn spelled_out(left: &Unit, right: &Unit) -> Comparison {
    let ([l], [r]) = (left.name.parts.as_slice(), right.name.parts.as_slice()) else {
        return found(0, "no lone words");
    };
    let long = |part: &Part| part.text.chars().count() >= LONG;
    let ordinary = |unit: &Unit| unit.shares().any(|share| share.ordinary);
    let two = left.name.arabic != right.name.arabic && long(l) && long(r) && !ordinary(left) && !ordinary(right);
    if two && alike(left.name.arabic, &l.text, right.name.arabic, &r.text) >= 970 {
        return found(860, "one word spelled in two scripts");
    }
    found(0, "no lone words")
}

/// A longer name without what sort of body it is: منظمة الصليب الأحمر, Imperial Tobacco Group.
#[must_use]
pub fn unsorted(name: &Name) -> &[Part] {
    match name.parts.as_slice() {
        [head, rest @ ..] if rest.len() > 1 && words::class(&head.text) == Some(NameWord::Sort) => rest,
        [rest @ .., last] if rest.len() > 1 && words::class(&last.text) == Some(NameWord::Sort) => rest,
        all => all,
    }
}

/// Whether `short` is made of the first letters of `long`.
fn acronym(short: &Name, long: &Name) -> Comparison {
    let ([word], false) = (short.parts.as_slice(), short.arabic || long.arabic) else {
        return found(0, "no acronym");
    };
    let initials = long.initials();
    // Inc. and PLC say what sort of body it is, and stand for no words of its name.
    let form = words::class(&word.text).is_some();
    if long.parts.len() < 3 || initials != word.text || form {
        return found(0, "no acronym");
    }
    partial(if initials.len() >= 4 { 830 } else { 700 }, "first letters of the longer name")
}

/// Compares two places: by name, and never over a border.
pub fn place(left: &Unit, right: &Unit) -> Comparison {
    let names = names(left, right, title);
    let same_country = left.country.is_some() && left.country == right.country;
    let long = left.name.parts.len() > 2;
    if names.score >= 790 && names.score < 960 && !same_country && !long {
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
