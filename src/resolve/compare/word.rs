//! Single words of names: within a script by spelling, across scripts by sound.

use super::super::normal::Part;
use super::across;
use crate::lang::names;
use crate::lang::skeleton::{phonetic, skeleton, unvowelled};

/// How alike two words of names are; 800 for an initial that fits.
pub fn word(left_arabic: bool, left: &Part, right_arabic: bool, right: &Part) -> u32 {
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
