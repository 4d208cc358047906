//! Proclitics of Arabic words: و ف, then س, or ب ل ك and ال.
//!
//! Every cut is only a possible reading: ولد is a boy as well as و + لد. Lexicons and models choose.

use unicode_normalization::UnicodeNormalization;

use crate::model::document::{Proclitics, Reading, Readings};

/// Letters that a stem has at least.
const SHORTEST_STEM: usize = 2;

/// The ways to read a token, the whole first. The article is only taken where it is written with a bare alef:
/// ألفي folds to الفي and is no في with an article.
pub fn readings(surface: &str, folded: &str) -> Readings {
    let mut readings = Readings::whole();
    let mut letters = [Letter { at: 0, c: ' ' }; 6];
    let mut count = 0;
    let mut take = |at: usize, c: char| {
        if is_sign(c) {
            return;
        }
        if let Some(slot) = letters.get_mut(count) {
            *slot = Letter { at, c };
        }
        count += 1;
    };
    for (at, c) in surface.char_indices() {
        if is_form(c) {
            std::iter::once(c).nfkc().for_each(|c| take(at, c));
        } else {
            take(at, c);
        }
    }
    // Folding keeps one letter for one.
    if count != folded.chars().count() || count <= SHORTEST_STEM {
        return readings;
    }
    let word = Word { letters: &letters[..count.min(6)], count };
    word.push_article(&mut readings, 0, Proclitics::default());
    for (first, conjunction) in [(0, Proclitics::default()), (1, Proclitics::CONJUNCTION)] {
        if first == 1 {
            if !matches!(letters[0].c, 'و' | 'ف') || !word.push(&mut readings, 1, conjunction) {
                continue;
            }
            word.push_article(&mut readings, 1, conjunction);
        }
        let preposition = match word.letters.get(first).map(|l| l.c) {
            Some('ب') => Proclitics::BI,
            Some('ل') => Proclitics::LI,
            Some('ك') => Proclitics::KA,
            Some('س') => Proclitics::FUTURE,
            _ => continue,
        };
        let taken = conjunction.with(preposition);
        word.push(&mut readings, first + 1, taken);
        if preposition == Proclitics::LI && word.letters.get(first + 1).is_some_and(|l| l.c == 'ل') {
            word.push(&mut readings, first + 2, taken.with(Proclitics::ARTICLE));
        } else {
            word.push_article(&mut readings, first + 1, taken);
        }
    }
    readings
}

#[derive(Clone, Copy)]
struct Letter {
    at: usize,
    c: char,
}

/// The first letters of a token, and how many it has in all.
struct Word<'a> {
    letters: &'a [Letter],
    count: usize,
}

impl Word<'_> {
    /// Adds the reading whose stem begins at this letter, if enough of a stem is left.
    fn push(&self, readings: &mut Readings, stem: usize, proclitics: Proclitics) -> bool {
        let Some(letter) = self.letters.get(stem).filter(|_| self.count >= stem + SHORTEST_STEM) else {
            return false;
        };
        // Every folded Arabic letter has two bytes.
        readings.push(Reading { surface: letter.at as u8, norm: (stem * 2) as u8, proclitics });
        true
    }

    fn push_article(&self, readings: &mut Readings, at: usize, before: Proclitics) {
        if let [Letter { c: 'ا' | 'ٱ', .. }, Letter { c: 'ل', .. }, ..] = self.letters.get(at..).unwrap_or_default()
        {
            self.push(readings, at + 2, before.with(Proclitics::ARTICLE));
        }
    }
}

/// Whether a character is a presentation form: it stands for the letter that it shows, a ligature for those of which it
/// is made.
fn is_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::ar::fold::fold;

    #[track_caller]
    fn check(surface: &str, stems: &[&str]) {
        let mut folded = String::new();
        fold(surface, &mut folded);
        let found: Vec<&str> = readings(surface, &folded).iter().map(|r| &surface[usize::from(r.surface)..]).collect();
        assert_eq!(found, stems, "{surface}");
    }

    #[test]
    fn cuts_stand_on_letters() {
        check("وبالكويت", &["وبالكويت", "بالكويت", "الكويت", "كويت"].map(|s| s));
        check("للتحالف", &["للتحالف", "لتحالف", "تحالف"]);
        check("الكويت", &["الكويت", "كويت"]);
        check("وَقَالَ", &["وَقَالَ", "قَالَ"]);
        check("ألفي", &["ألفي"]);
        check("ﻭﺍﻟﻜﻮﻳﺖ", &["ﻭﺍﻟﻜﻮﻳﺖ", "ﺍﻟﻜﻮﻳﺖ", "ﻜﻮﻳﺖ"]);
        check("سيزور", &["سيزور", "يزور"]);
    }
}
