//! Names of persons: given and family name, what stands between them, initials, names that are part of others.

use super::super::normal::{Name, Part};
use super::across::BUT_FOR_VOWELS;
use super::word::{alike, word};
use super::{ALIKE, Comparison, FATHER_TOLD, UNLIKE, conflict, found, partial};
use crate::lang::names;

/// Compares two names of persons.
pub fn person(left: &Name, right: &Name) -> Comparison {
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
    if names::links(&l.text) || names::links(&r.text) {
        return found(0, "a word that links names");
    }
    if l.is_given() || r.is_given() {
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
    if names::links(&lone.text) {
        return found(0, "a word that links names");
    }
    let family = alike(full.arabic, &last.text, bare.arabic, &lone.text);
    if family >= ALIKE {
        let given = lone.is_given() && bare.parts.len() == 1;
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
            return if linked && known && !l[s.len()].linked {
                partial(860, FATHER_TOLD)
            } else if linked || !known {
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
    // By sound alone most family names of one beginning are somewhat alike.
    let close = l.len() == s.len() && given.max(family) >= ALIKE && given.min(family) >= BUT_FOR_VOWELS;
    let most = match long.arabic == short.arabic {
        true => 1000,
        false if close => 740,
        false => 680,
    };
    found(((given * 9 + family * 11) / 20 * 9 / 10).min(most), "names less alike than spellings of one")
}

/// Given and family name are alike: do the names between them fit?
fn middles(long: &Name, short: &Name, given: u32, family: u32, initial: bool) -> Comparison {
    let like = |a: &Part, b: &Part| word(long.arabic, a, short.arabic, b);
    // محمد بن نايف is a Nayef's son, محمد بن حمود النايف of the family of that name.
    let (one, other) = (&long.parts[long.parts.len() - 1], &short.parts[short.parts.len() - 1]);
    let father = |part: &Part| part.linked && !part.definite;
    if long.parts.len() != short.parts.len() && (father(one) && other.definite || father(other) && one.definite) {
        return found(500, "a family name, and a father of that name");
    }
    if long.parts.len() != short.parts.len() && father(one) && father(other) {
        return found(500, "a father, and a grandfather of that name");
    }
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
