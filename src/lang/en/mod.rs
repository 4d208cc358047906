//! English: case folding, abbreviations, lexicons.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::lexicon::{Lexicon, Sources};
use super::table::Table;
use super::{Grammar, Language, Reference};
use crate::model::document::Readings;

/// English as news agencies write it.
#[derive(Debug)]
pub struct English;

impl Language for English {
    fn code(&self) -> &'static str {
        "en"
    }

    fn fold(&self, surface: &str, folded: &mut String) {
        for c in surface.chars() {
            match c {
                '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
                '’' => folded.push('\''),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }

    fn readings(&self, _surface: &str, _folded: &str) -> Readings {
        Readings::whole()
    }

    fn is_abbreviation(&self, folded: &str) -> bool {
        static ABBREVIATIONS: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
        ABBREVIATIONS
            .get_or_init(|| {
                Table::new(include_str!("../../../data/lang/en/abbreviations.tsv"))
                    .rows(["abbreviation"])
                    .map(|[abbreviation]| abbreviation)
                    .collect()
            })
            .contains(folded)
    }

    fn has_letter(&self, letter: char) -> bool {
        letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter)
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
            adjective_follows: false,
            verb_first: false,
            prefixed_article: "",
            capitals: true,
            place_prepositions: &["in", "at", "near"],
            motion_prepositions: &["to", "from", "into"],
            during: &["during"],
            belonging_prepositions: &["of", "from", "at"],
            between: &["between", "with"],
            against: &["against"],
            title_prepositions: &["of", "for", "to", "at", "in", "on", "from", "with"],
            genitive: &["of", "for"],
            possessive: &["'s", "'"],
            agent: &["by"],
            verb_endings: &["s", "ed"],
            within: &["in", "on", "at"],
            infinitive: &["to"],
            passive: &["is", "are", "was", "were", "be", "been", "being"],
            definite: &["the", "this"],
            complementizers: &["that"],
            contrasts: &["but", "while", "although", "when"],
            pronouns: &[
                ("he", Reference::Person("m")),
                ("she", Reference::Person("f")),
                ("it", Reference::Thing),
                ("they", Reference::Several),
            ],
            written_prepositions: &[],
            loosely_written: &[],
            governments: &["government", "authorities", "regime"],
            attached: &[],
        }
    }
}

const SOURCES: Sources = Sources {
    titles: include_str!("../../../data/lang/en/titles.tsv"),
    speech: include_str!("../../../data/lang/en/speech.tsv"),
    events: include_str!("../../../data/lang/en/events.tsv"),
    event_verbs: include_str!("../../../data/lang/en/event_verbs.tsv"),
    acts: include_str!("../../../data/lang/en/acts.tsv"),
    organizations: include_str!("../../../data/lang/en/organizations.tsv"),
    places: include_str!("../../../data/lang/en/places.tsv"),
    times: include_str!("../../../data/lang/en/times.tsv"),
    names: include_str!("../../../data/lang/en/names.tsv"),
    function: include_str!("../../../data/lang/en/function.tsv"),
};
