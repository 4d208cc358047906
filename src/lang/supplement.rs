//! What a user knows besides the gazetteers: people, bodies, countries and places, each with the forms of its name.
//!
//! In goes the text of a table, out come its entries, found in text as those of the gazetteers are, and what is wrong
//! with the lines that are none. Columns: `kind`, `name`, `aliases`, `country`, `wikidata`; any others are for people.
//! Law: a form means one thing only, that of the first line that has it.

use rustc_hash::FxHashMap;

use super::gazetteer::{Entry, gazetteer, slug};
use super::lexicon::{Lexicon, Meaning};
use super::names::{fold, language_of};
use super::sketch::{hash, mix};
use super::table::{Table, items};
use super::{LANGUAGES, Language};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::kinds::EntityType;

/// The columns that are read.
pub const COLUMNS: [&str; 5] = ["kind", "name", "aliases", "country", "wikidata"];

/// A user's lexicon.
#[derive(Debug, Default)]
pub struct Supplement<'t> {
    entries: Vec<(EntityType, Entry<'t>)>,
    /// In the order of [`LANGUAGES`].
    lexicons: Vec<Lexicon>,
    print: u64,
}

impl<'t> Supplement<'t> {
    /// One that lists nothing.
    pub const NONE: &'static Supplement<'static> = &Supplement { entries: Vec::new(), lexicons: Vec::new(), print: 0 };

    /// Reads a file's text; `file` is its name in messages.
    #[must_use]
    pub fn read(text: &'t str, file: &str) -> (Self, Vec<Diagnostic>) {
        let table = Table::new(text);
        let mut reading = Reading { file, wrong: Vec::new(), known: FxHashMap::default(), lines: FxHashMap::default() };
        let mut supplement = Self::default();
        let missing: Vec<&str> = COLUMNS[..2].iter().copied().filter(|column| !table.has(column)).collect();
        if text.trim().is_empty() {
            return (supplement, reading.wrong);
        }
        if !missing.is_empty() {
            let remedy = format!("begin with a line of column names: {}", COLUMNS.join(", "));
            reading.skip(None, format!("no column {}", missing.join(", ")), remedy);
            return (supplement, reading.wrong);
        }
        supplement.lexicons = LANGUAGES.iter().map(|_| Lexicon::default()).collect();
        for (line, cells) in table.numbered(COLUMNS) {
            if let Err((message, remedy)) = supplement.take(line, cells, &mut reading) {
                reading.skip(Some(line), message, remedy);
            }
        }
        (supplement, reading.wrong)
    }

    /// What is listed under a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&(EntityType, Entry<'t>)> {
        self.entries.get(number as usize)
    }

    /// Its forms in a language; none where it lists nothing.
    #[must_use]
    pub fn lexicon(&self, language: &dyn Language) -> Option<&Lexicon> {
        let at = LANGUAGES.iter().position(|own| own.code() == language.code())?;
        self.lexicons.get(at)
    }

    /// A number that tells two lexicons apart, the same on every machine; 0 for one that lists nothing.
    #[must_use]
    pub const fn print(&self) -> u64 {
        self.print
    }

    fn take(&mut self, line: usize, cells: [&'t str; 5], reading: &mut Reading) -> Result<(), (String, String)> {
        let [kind, name, aliases, country, wikidata] = cells;
        let Some(kind) = EntityType::named(kind) else {
            let kinds: Vec<&str> = EntityType::ALL.iter().map(|kind| kind.name()).collect();
            return Err((format!("'{kind}' is no kind"), format!("write one of {}", kinds.join(", "))));
        };
        if !name.chars().any(char::is_alphanumeric) {
            return Err((
                "the column name is empty".to_owned(),
                "write the name by which it shall be known".to_owned(),
            ));
        }
        let states = &gazetteer().countries;
        if !country.is_empty() && !states.iter().any(|state| state.country == country) {
            let named = |state: &&Entry| [state.name_en, state.name_ar].contains(&country);
            let code = states.iter().find(named).map_or("ISO 3166-1 alpha-2, such as KW", |state| state.country);
            return Err((format!("'{country}' is no code of a country"), format!("write {code}")));
        }
        let (known, name) = reading.known(kind, name)?;
        let meaning = known.unwrap_or_else(|| {
            let forms = || std::iter::once(name).chain(items(aliases));
            let of = |code: &str| forms().find(|form| language_of(form).code() == code).unwrap_or_default();
            let key = format!("{kind}:{}", slug(name));
            let (name_en, name_ar) = (of("en"), of("ar"));
            self.entries.push((kind, Entry { key, name_en, name_ar, country, wikidata, ..Entry::default() }));
            Meaning::Listed(self.entries.len() as u32 - 1)
        });
        reading.known.entry((kind, fold(name))).or_insert(Some(meaning));
        for form in std::iter::once(name).filter(|name| !name.is_empty()).chain(items(aliases)) {
            let language = language_of(form);
            let (first, other) = *reading.lines.entry(fold(form)).or_insert((line, meaning));
            if other != meaning {
                let message = format!("'{form}' is already the name of what line {first} lists");
                reading.skip(Some(line), message, "leave it out of one of the two lines".to_owned());
                continue;
            }
            if let Some(at) = LANGUAGES.iter().position(|own| own.code() == language.code()) {
                self.lexicons[at].add(language, form, meaning);
            }
        }
        self.print = cells.iter().fold(self.print, |sum, cell| mix(sum ^ hash(cell)));
        Ok(())
    }
}

/// A table while it is read.
struct Reading<'f> {
    file: &'f str,
    wrong: Vec<Diagnostic>,
    /// What is known under a name, in the gazetteers and in the lines before; `None` where they know several.
    known: FxHashMap<(EntityType, String), Option<Meaning>>,
    /// The line that has a form first, and what it means there.
    lines: FxHashMap<String, (usize, Meaning)>,
}

impl Reading<'_> {
    fn skip(&mut self, line: Option<usize>, message: String, remedy: String) {
        let file = self.file.to_owned();
        self.wrong.push(Diagnostic { severity: Severity::Skipped, file, line, message, remedy });
    }

    /// What the gazetteers or the lines before have under a name or an id, and the name; an id has none.
    fn known<'t>(&mut self, kind: EntityType, name: &'t str) -> Result<(Option<Meaning>, &'t str), (String, String)> {
        if self.known.is_empty() {
            self.known = gazetted();
        }
        let id = name.split_once(':').filter(|(prefix, _)| EntityType::named(prefix).is_some());
        let Some((prefix, rest)) = id else {
            return Ok((self.known.get(&(kind, fold(name))).copied().flatten(), name));
        };
        let found = self.known.get(&(kind, format!(":{}", rest.to_lowercase()))).copied().flatten();
        let found = found.filter(|_| prefix == kind.name());
        found.map(|meaning| (Some(meaning), "")).ok_or_else(|| {
            let message = format!("no {kind} of the gazetteers has the id '{name}'");
            (message, "write the name, not the id; khabar show NAME tells both".to_owned())
        })
    }
}

/// What the gazetteers know, by folded name, and by id after a colon.
fn gazetted() -> FxHashMap<(EntityType, String), Option<Meaning>> {
    let gazetteer = gazetteer();
    let mut known: FxHashMap<(EntityType, String), Option<Meaning>> = FxHashMap::default();
    for (list, kind, meaning) in [
        (&gazetteer.countries, EntityType::Country, Meaning::Country as fn(u16) -> Meaning),
        (&gazetteer.cities, EntityType::Place, Meaning::City),
        (&gazetteer.organizations, EntityType::Organization, Meaning::Organization),
        (&gazetteer.people, EntityType::Person, Meaning::Person),
    ] {
        for (i, entry) in list.iter().enumerate() {
            let meaning = meaning(i as u16);
            let id = entry.key.split_once(':').map(|(_, id)| format!(":{}", id.to_lowercase()));
            for name in [fold(entry.name_en), fold(entry.name_ar)].into_iter().chain(id).filter(|n| !n.is_empty()) {
                let found = known.entry((kind, name)).or_insert(Some(meaning));
                *found = found.filter(|found| *found == meaning);
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_entry_is_told_with_its_line() {
        let text = "# ours\nkind\tname\taliases\tcountry\twikidata\n\
            person\tOle Vexley\tاولي فكسلي|Vex\tGB\tQ1\n\
            spaceship\tX\t\t\t\n\
            person\t\t\t\t\n\
            organization\tVexley Group\tVex\tKuwait\t\n\
            organization\tVexley Group\tVex|Vexley Ltd\t\t\n\
            organization\torganization:nothing-of-the-sort\t\t\t\n\
            organization\torganization:united-nations\tthe world body\t\t\n";
        let (supplement, wrong) = Supplement::read(text, "l.tsv");
        let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        let expected = [
            "l.tsv:4: skipped: 'spaceship' is no kind (write one of",
            "l.tsv:5: skipped: the column name is empty",
            "l.tsv:6: skipped: 'Kuwait' is no code of a country (write KW",
            "l.tsv:7: skipped: 'Vex' is already the name of what line 3 lists",
            "l.tsv:8: skipped: no organization of the gazetteers has the id",
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told}");
        }
        // What a gazetteer knows gets other names, and no entry of its own.
        let keys: Vec<&str> = supplement.entries.iter().map(|(_, entry)| entry.key.as_str()).collect();
        assert_eq!(keys, ["person:ole-vexley", "organization:vexley-group"]);
        assert_eq!(supplement.entries[0].1.name_ar, "اولي فكسلي");
        assert_ne!(supplement.print(), 0);
        assert!(Supplement::read("name\nX\n", "l").1[0].to_string().contains("no column kind"));
        assert_eq!(Supplement::read("", "l").0.print(), Supplement::NONE.print());
    }
}
