//! The lists that the tagger's table of words is told of: gazetteers and lexicons, by their bits.

use crate::lang::gazetteer::{Entry, gazetteer};
use crate::lang::recognizer::words::list;
use crate::lang::table;

/// The files of `data/lang/<code>` that are used: name, column of the word, bit.
pub const FILES: [(&str, &str, u16); 10] = [
    ("titles", "title", list::TITLE),
    ("speech", "form", list::SPEECH),
    ("events", "noun", list::EVENT),
    ("event_verbs", "form", list::EVENT_VERB),
    ("acts", "form", list::EVENT_VERB),
    ("organizations", "head", list::ORGANIZATION_HEAD),
    ("places", "head", list::PLACE_HEAD),
    ("times", "expression", list::TIME),
    ("names", "name", list::GIVEN),
    ("function", "word", list::FUNCTION),
];

/// The forms of a lexicon file with their bits.
#[must_use]
pub fn lexicon(text: &str, column: &str, bit: u16) -> Vec<(String, u16)> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let Some(place) = header.iter().position(|name| *name == column) else { return Vec::new() };
    let class = header.iter().position(|name| *name == "class");
    let form = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let family = class.and_then(|c| cells.get(c)).is_some_and(|c| matches!(*c, "family" | "kunya_part"));
        let bit = if bit == list::GIVEN && family { list::FAMILY } else { bit };
        cells.get(place).map(|cell| (cell.trim().to_owned(), bit))
    };
    lines.filter_map(form).filter(|(form, _)| !form.is_empty()).collect()
}

/// The names of the gazetteers with their bits.
#[must_use]
pub fn gazetteers(arabic: bool) -> Vec<(String, u16)> {
    let gazetteer = gazetteer();
    let mut forms = Vec::new();
    for country in &gazetteer.countries {
        let (demonyms, capitals) = if arabic {
            (&country.demonyms_ar, &country.capitals_ar)
        } else {
            (&country.demonyms_en, &country.capitals_en)
        };
        for demonym in demonyms {
            forms.push(((*demonym).to_owned(), list::DEMONYM));
            if arabic {
                forms.push((format!("ال{demonym}"), list::DEMONYM));
            }
        }
        forms.extend(capitals.iter().map(|c| ((*c).to_owned(), list::CITY)));
    }
    for (entries, bit) in [
        (&gazetteer.countries, list::COUNTRY),
        (&gazetteer.cities, list::CITY),
        (&gazetteer.organizations, list::ORGANIZATION),
        (&gazetteer.people, list::PERSON),
    ] {
        for entry in entries {
            for name in names(entry, arabic) {
                forms.push((name.to_owned(), bit));
                if bit == list::PERSON {
                    forms.extend(name.split(' ').map(|part| (part.to_owned(), list::PERSON_PART)));
                }
            }
        }
    }
    forms
}

fn names(entry: &Entry<'static>, arabic: bool) -> impl Iterator<Item = &'static str> {
    let (name, aliases) = if arabic { (entry.name_ar, &entry.aliases_ar) } else { (entry.name_en, &entry.aliases_en) };
    std::iter::once(name).chain(aliases.clone()).flat_map(table::items)
}
