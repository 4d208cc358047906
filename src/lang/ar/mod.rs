//! Arabic: folding of spelling variants, proclitics as an analysis over the token, lexicons.

mod clitics;
mod fold;

use std::sync::OnceLock;

use super::lexicon::{Lexicon, Sources};
use super::{Grammar, Language};
use crate::model::document::{Proclitics, Readings};

/// Modern Standard Arabic as newspapers write it.
#[derive(Debug)]
pub struct Arabic;

impl Language for Arabic {
    fn code(&self) -> &'static str {
        "ar"
    }

    fn fold(&self, surface: &str, folded: &mut String) {
        fold::fold(surface, folded);
    }

    fn readings(&self, surface: &str, folded: &str) -> Readings {
        clitics::readings(surface, folded)
    }

    fn is_abbreviation(&self, folded: &str) -> bool {
        // Doctor, engineer, professor, and the letters of agencies (أ.ف.ب, د.ب.أ).
        matches!(folded, "د." | "م." | "ا." | "ف." | "ب." | "ش." | "ه.")
    }

    fn has_letter(&self, letter: char) -> bool {
        ('\u{600}'..='\u{6ff}').contains(&letter) || ('\u{fb50}'..='\u{feff}').contains(&letter)
    }

    fn lexicon(&self) -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::build(self, &SOURCES))
    }

    fn times(&self) -> &'static str {
        SOURCES.times
    }

    fn grammar(&self) -> &'static Grammar {
        &Grammar {
            adjective_follows: true,
            verb_first: true,
            prefixed_article: "ال",
            capitals: false,
            place_prepositions: &["في"],
            motion_prepositions: &["الي", "من"],
            during: &["خلال", "اثناء"],
            belonging_prepositions: &["من"],
            between: &["بين", "مع"],
            against: &["ضد"],
            title_prepositions: &["في", "لدي", "علي", "الي", "عن", "ضد", "من"],
            genitive: &[],
            possessive: &[],
            agent: &[],
            verb_endings: &[],
            within: &[],
            infinitive: &[],
            passive: &[],
            definite: &[],
            complementizers: &["ان", "بان"],
            contrasts: &[],
            pronouns: &[],
            written_prepositions: &["على"],
            loosely_written: &["فى", "التى", "الذى"],
            governments: &["حكومه", "سلطات", "نظام"],
            attached: &[("ب", Proclitics::BI), ("ل", Proclitics::LI)],
        }
    }
}

const SOURCES: Sources = Sources {
    titles: include_str!("../../../data/lang/ar/titles.tsv"),
    speech: include_str!("../../../data/lang/ar/speech.tsv"),
    events: include_str!("../../../data/lang/ar/events.tsv"),
    event_verbs: include_str!("../../../data/lang/ar/event_verbs.tsv"),
    acts: include_str!("../../../data/lang/ar/acts.tsv"),
    organizations: include_str!("../../../data/lang/ar/organizations.tsv"),
    places: include_str!("../../../data/lang/ar/places.tsv"),
    times: include_str!("../../../data/lang/ar/times.tsv"),
    names: include_str!("../../../data/lang/ar/names.tsv"),
    function: include_str!("../../../data/lang/ar/function.tsv"),
};
