//! What do we know of a language? Its letters, its proclitics, its lexicons, its gazetteers, its models.
//!
//! The only module that holds words of a language; stages see `&dyn Language`.
//! A language is a folder here, a folder in `data/lang`, and one line in [`LANGUAGES`].

pub mod ar;
pub mod calendar;
pub mod detect;
pub mod en;
pub mod gazetteer;
pub mod heads;
pub mod lexicon;
pub mod names;
pub mod recognizer;
pub mod search;
pub mod sites;
pub mod skeleton;
pub mod sketch;
pub mod split;
pub mod supplement;
pub mod table;
pub mod transliteration;
pub mod weights;

use crate::model::document::{Proclitics, Readings};
use lexicon::Lexicon;

/// Every language that articles are read in, the first for text in no known script.
pub static LANGUAGES: &[&dyn Language] = &[&ar::Arabic, &en::English];

/// What the stages ask about a language.
pub trait Language: Sync {
    /// ISO 639-1 code.
    fn code(&self) -> &'static str;

    /// Appends the folded form of a token: what lexicons and models know it by.
    fn fold(&self, surface: &str, folded: &mut String);

    /// The ways to take proclitics off a token.
    fn readings(&self, surface: &str, folded: &str) -> Readings;

    /// Whether this full stop after `token` belongs to an abbreviation.
    fn is_abbreviation(&self, folded: &str) -> bool;

    /// Whether this character belongs to the language's script; decides what an undeclared article is read as.
    fn has_letter(&self, letter: char) -> bool;

    /// The lexicons and gazetteers, ready to be matched against tokens.
    fn lexicon(&self) -> &'static Lexicon;

    /// The table of words of time.
    fn times(&self) -> &'static str;

    /// The order of words that rules ask about.
    fn grammar(&self) -> &'static Grammar;
}

/// Word order and writing: the few facts that the same rules need to serve several languages.
#[derive(Clone, Copy, Debug)]
pub struct Grammar {
    /// Adjectives and demonyms follow their noun (الوزير الأميركي) rather than stand before it.
    pub adjective_follows: bool,
    /// The verb usually stands before its subject (قال الوزير).
    pub verb_first: bool,
    /// The article that is written together with its noun, where it is; a preposition may swallow its first letter.
    pub prefixed_article: &'static str,
    /// Names begin with a capital letter.
    pub capitals: bool,
    /// Folded prepositions that tell where something stands.
    pub place_prepositions: &'static [&'static str],
    /// Prepositions of the way to or from a place.
    pub motion_prepositions: &'static [&'static str],
    /// Folded prepositions that tell in the course of what something happens.
    pub during: &'static [&'static str],
    /// Folded prepositions that tell where someone belongs.
    pub belonging_prepositions: &'static [&'static str],
    /// Folded prepositions before those who do something with each other.
    pub between: &'static [&'static str],
    /// Folded prepositions before whom something is directed against.
    pub against: &'static [&'static str],
    /// Folded prepositions that can stand within a title.
    pub title_prepositions: &'static [&'static str],
    /// Folded prepositions between a thing and whose it is: the minister of the state.
    pub genitive: &'static [&'static str],
    /// Folded marks between a possessor and what is his: the state's minister.
    pub possessive: &'static [&'static str],
    /// Folded prepositions before who did what is told in the passive.
    pub agent: &'static [&'static str],
    /// How finite verbs of the third person may end: by it a word that no list knows can be one.
    pub verb_endings: &'static [&'static str],
    /// Folded prepositions of where and when something is said, in languages that put it between the verb and what is
    /// said: in a letter, on Monday.
    pub within: &'static [&'static str],
    /// Folded words before an infinitive.
    pub infinitive: &'static [&'static str],
    /// Folded auxiliaries that make a past form passive.
    pub passive: &'static [&'static str],
    /// Folded words that make the noun after them one that was named before; none where an article is part of the word.
    pub definite: &'static [&'static str],
    /// Folded complementizers that are no part of what is said.
    pub complementizers: &'static [&'static str],
    /// Folded words that open a clause of its own without making it subordinate.
    pub contrasts: &'static [&'static str],
    /// Folded pronouns of the third person as subjects, and what they can refer to.
    pub pronouns: &'static [(&'static str, Reference)],
    /// Prepositions as they are written, where a name is folded alike: على beside علي.
    pub written_prepositions: &'static [&'static str],
    /// Words by which an article shows that it writes ى for the last ي, so that على may be the name there: فى.
    pub loosely_written: &'static [&'static str],
    /// Folded words, without the article, for what acts for a state: with a demonym they mean the state.
    pub governments: &'static [&'static str],
    /// Prepositions that are written as part of the next word.
    pub attached: &'static [(&'static str, Proclitics)],
}

/// What a pronoun refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A person of this gender, `m` or `f`.
    Person(&'static str),
    /// A body or state.
    Thing,
    /// Several, or a body of several.
    Several,
}

/// The language with this ISO 639-1 code; regional subtags (`ar-KW`) are ignored.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static dyn Language> {
    let code = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    LANGUAGES.iter().copied().find(|language| language.code() == code)
}
