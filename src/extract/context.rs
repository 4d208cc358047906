//! A document with what the lexicon knows of each of its tokens: what every rule of this stage looks at.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::LazyLock;

use super::cast::Key;
use super::quotes::Quotes;
use super::verbs;
use crate::lang::Language;
use crate::lang::gazetteer::{Entry, Gazetteer, gazetteer};
use crate::lang::lexicon::{Form, Function, Match, Matches, Meaning, TitleClass};
use crate::lang::recognizer::{Found, recognizer};
use crate::lang::supplement::Supplement;
use crate::lang::weights::{Choice, Decision, Features, Subject, Weights, weights};
use crate::model::document::{Document, Proclitics, Reading, Token, TokenKind};

/// Tokens of a quotation that may be no more than a name.
const LONGEST_NAME: usize = 8;

/// Clusters of the finest grain.
const CLUSTERS: usize = 2048;

/// How fine the words of raw news are told apart.
#[derive(Clone, Copy, Debug)]
pub enum Grain {
    /// Parts of speech, roughly.
    Coarse,
    /// Sorts of things and doings.
    Middle,
    /// Words that stand for each other.
    Fine,
}

/// A document, its language, and the lexicon's matches.
pub struct Context<'d> {
    /// The analysed article.
    pub document: &'d Document<'d>,
    /// The language that it is read in.
    pub language: &'static dyn Language,
    /// Where lexicon entries stand.
    pub matches: Matches<'static>,
    /// What the user listed.
    pub supplement: &'d Supplement<'d>,
    /// Where that stands.
    pub listed: Matches<'d>,
    /// The world's countries, cities, organizations and people.
    pub gazetteer: &'static Gazetteer,
    /// What was learned.
    weights: &'d Weights,
    /// The decisions that were met, while a model is being taught.
    journal: Option<RefCell<Vec<Decision>>>,
    /// The quotation marks, paired.
    pub quotes: Quotes,
    /// For each token whether it stands within a quotation of more than a name.
    quoted: Vec<bool>,
    /// What the trained recogniser finds, in a language that has one.
    pub recognised: Option<Vec<Found>>,
    /// The clusters of each token.
    clusters: Vec<Option<[u16; 3]>>,
    /// Which tokens are finite verbs.
    verbs: OnceCell<Vec<bool>>,
    /// What is asked of every token over and over.
    known: Vec<Known>,
}

/// What is known of a token.
#[derive(Clone, Copy, Debug)]
struct Known {
    function: Option<Function>,
    verb: bool,
    capital: bool,
}

impl<'d> Context<'d> {
    /// Looks a document up in the lexicon of its language.
    pub fn new(document: &'d Document<'d>, language: &'static dyn Language, supplement: &'d Supplement<'d>) -> Self {
        let matches = language.lexicon().scan(document, language);
        let quotes = Quotes::new(document);
        let known = |at| Known {
            function: matches.find(at, function).map(|(_, class)| class),
            verb: matches.find(at, finite).is_some(),
            capital: document.surface(at).chars().next().is_some_and(char::is_uppercase),
        };
        let known = (0..document.tokens.len()).map(known).collect();
        let tagged = recognizer(language.code()).map(|r| r.tag(document));
        let (recognised, clusters) = tagged.map_or((None, Vec::new()), |t| (Some(t.found), t.clusters));
        Self {
            document,
            language,
            matches,
            supplement,
            listed: supplement.lexicon(language).map(|own| own.scan(document, language)).unwrap_or_default(),
            gazetteer: gazetteer(),
            quoted: quotes.inside(LONGEST_NAME),
            quotes,
            recognised,
            clusters,
            verbs: OnceCell::new(),
            weights: weights(),
            journal: None,
            known,
        }
    }

    /// Decides by other weights and writes down every decision.
    pub fn taught(mut self, weights: &'d Weights) -> Self {
        self.weights = weights;
        self.journal = Some(RefCell::default());
        self
    }

    /// What was learned about a decision; `about` names what it concerns.
    pub fn decide(&self, task: &'static str, features: &Features, about: impl FnOnce() -> Vec<Subject>) -> Choice<'d> {
        let choice = self.weights.decide(task, features);
        if let Some(journal) = &self.journal {
            journal.borrow_mut().push(Decision { task, features: features.clone(), about: about() });
        }
        choice
    }

    /// Whether a task was taught.
    pub fn knows(&self, task: &str) -> bool {
        self.weights.knows(task)
    }

    /// The decisions that were met.
    pub fn into_journal(self) -> Vec<Decision> {
        self.journal.map(RefCell::into_inner).unwrap_or_default()
    }

    /// What a gazetteer, or the user, knows of something.
    pub fn entry(&self, key: Key) -> Option<&'d Entry<'d>> {
        let g = self.gazetteer;
        match key {
            Key::Country(i) => g.countries.get(usize::from(i)),
            Key::City(i) => g.cities.get(usize::from(i)),
            Key::Organization(i) => g.organizations.get(usize::from(i)),
            Key::Person(i) => g.people.get(usize::from(i)),
            Key::Listed(i) => self.supplement.get(i).map(|(_, entry)| entry),
        }
    }

    /// The token at an index.
    pub fn token(&self, at: usize) -> Option<&'d Token> {
        self.document.tokens.get(at)
    }

    /// Whether the token at an index has this folded form.
    pub fn is(&self, at: usize, norm: &str) -> bool {
        self.token(at).is_some_and(|token| token.is(norm))
    }

    /// Whether the token at an index has one of these folded forms.
    pub fn is_any(&self, at: usize, norms: &[&str]) -> bool {
        self.token(at).is_some_and(|token| norms.contains(&&*token.norm))
    }

    /// Whether a mark stands at an index between a possessor and what is his: the state's minister.
    pub fn is_possessive(&self, at: usize) -> bool {
        self.is_any(at, self.language.grammar().possessive)
    }

    /// Whether a hyphen that is written to the word before it stands at an index; a dash behind a dateline stands apart.
    pub fn is_hyphen(&self, at: usize) -> bool {
        let joined = |left: &Token| self.token(at).is_some_and(|dash| left.span.end == dash.span.start);
        self.is(at, "-") && at.checked_sub(1).and_then(|left| self.token(left)).is_some_and(joined)
    }

    /// Whether a preposition stands at an index between a thing and whose it is: the minister of the state.
    pub fn is_genitive(&self, at: usize) -> bool {
        self.is_any(at, self.language.grammar().genitive)
    }

    /// Whether a preposition stands at an index before who did what is told in the passive.
    pub fn is_agent(&self, at: usize) -> bool {
        self.is_any(at, self.language.grammar().agent)
    }

    /// Whether a word stands at an index that makes the noun after it one that was named before.
    pub fn is_definite(&self, at: usize) -> bool {
        self.is_any(at, self.language.grammar().definite)
    }

    /// The proclitic as which a preposition is written, where it is part of the next word.
    pub fn attached(&self, preposition: &str) -> Option<Proclitics> {
        self.language.grammar().attached.iter().find(|(word, _)| *word == preposition).map(|&(_, proclitic)| proclitic)
    }

    /// Whether a comma or semicolon of either script stands at an index.
    pub fn is_comma(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(&*token.norm, "،" | "," | "؛"))
    }

    /// Whether a mark that ends a sentence stands at an index.
    pub fn is_stop(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(&*token.norm, "." | "!" | "?" | "؟" | "…"))
    }

    /// Whether a word stands at an index.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether a mark stands at an index.
    pub fn is_mark(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether a quotation opens at an index.
    pub fn opens_quote(&self, at: usize) -> bool {
        self.quotes.opens(at)
    }

    /// Whether a token stands within a quotation of some words: what is said there, the article does not tell itself.
    pub fn quoted(&self, at: usize) -> bool {
        self.quoted.get(at).is_some_and(|&quoted| quoted)
    }

    /// Whether a quotation closes at an index.
    pub fn closes_quote(&self, at: usize) -> bool {
        self.quotes.closes(at)
    }

    /// The cluster of a token among the words of raw news, in figures; `none` for a word that they do not have.
    pub fn cluster(&self, at: usize, grain: Grain) -> &'static str {
        static FIGURES: LazyLock<Vec<String>> = LazyLock::new(|| (0..CLUSTERS).map(|n| n.to_string()).collect());
        let cluster = self.clusters.get(at).copied().flatten().map(|grains| grains[grain as usize]);
        cluster.and_then(|c| FIGURES.get(usize::from(c))).map_or("none", String::as_str)
    }

    /// Whether a token is a finite verb, known to the lexicon or not.
    pub fn is_finite(&self, at: usize) -> bool {
        self.verbs.get_or_init(|| verbs::find(self)).get(at).is_some_and(|&verb| verb)
    }

    /// The class of the closed-class word at an index.
    pub fn function(&self, at: usize) -> Option<Function> {
        self.known.get(at).and_then(|known| known.function)
    }

    /// Whether the word at an index can be of a closed class, whatever else it can be.
    pub fn can_be(&self, at: usize, class: Function) -> bool {
        self.matches.find(at, |meaning| (meaning == Meaning::Function(class)).then_some(())).is_some()
    }

    /// The longest title that begins at an index.
    pub fn title(&self, at: usize) -> Option<(Match<'static>, TitleClass)> {
        self.matches.find(at, |meaning| match meaning {
            Meaning::Title(class) => Some(class),
            _ => None,
        })
    }

    /// Whether a finite verb that the lexicon knows stands at an index.
    pub fn is_verb(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|known| known.verb)
    }

    /// The reading of a token that takes off the most of what can stand before a noun: conjunction, preposition, article.
    pub fn definite(&self, at: usize) -> Option<Reading> {
        let token = self.token(at)?;
        token.readings.iter().filter(|r| r.proclitics.has(Proclitics::ARTICLE)).last()
    }

    /// Bytes of proclitics before the article of a reading, which belongs to a name; all of them where it has none.
    pub fn before_article(&self, at: usize, reading: Reading) -> u8 {
        self.token(at).map_or(0, |token| token.before_article(reading).surface)
    }

    /// Whether the word at an index is written with the article.
    pub fn has_article(&self, at: usize) -> bool {
        self.definite(at).is_some()
    }

    /// The sentence that holds a token, as a range of tokens.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.document.sentences.get(self.document.sentence_of(at)).map_or(0..0, |s| s.tokens.clone())
    }

    /// The word before a token, or the preposition that is written on it; `nothing` where it opens its sentence.
    pub fn before(&self, at: usize) -> &str {
        if at <= self.sentence(at).start {
            return "nothing";
        }
        let clitic = self.matches.at(at).iter().find_map(|m| {
            let p = m.reading.proclitics;
            if p.has(Proclitics::LI) {
                Some("li")
            } else if p.has(Proclitics::BI) {
                Some("bi")
            } else {
                None
            }
        });
        clitic.unwrap_or_else(|| self.token(at - 1).map_or("", |t| &*t.norm))
    }

    /// Whether a word of time of one of these classes begins at an index.
    pub fn is_time(&self, at: usize, classes: &[&str]) -> bool {
        let of = |m| matches!(m, Meaning::Time { class, .. } if classes.contains(&class)).then_some(());
        self.matches.find(at, of).is_some()
    }

    /// Whether the sentence of a token is written in capitals.
    pub fn is_all_capitals(&self, at: usize) -> bool {
        let small = |t| self.document.surface(t).contains(char::is_lowercase);
        self.language.grammar().capitals && !self.sentence(at).any(small)
    }

    /// Whether the word at an index begins with a capital letter.
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|known| known.capital)
    }

    /// What a name is called: its text without proclitics, and with an article that a preposition swallowed (للمغرب).
    pub fn name(&self, tokens: Range<usize>, cut: u8) -> Cow<'d, str> {
        let swallowed = self.token(tokens.start).is_some_and(|token| {
            let whole = |r: Reading| r.surface == cut && r.proclitics.has(Proclitics::ARTICLE);
            cut > 0 && token.readings.iter().any(|r| whole(r) && token.before_article(r) == r)
        });
        let text = self.text(tokens, cut);
        if swallowed {
            Cow::Owned(format!("{}{text}", self.language.grammar().prefixed_article))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The stem of the first token of a range without its proclitics up to `cut` bytes of its surface.
    pub fn text(&self, tokens: Range<usize>, cut: u8) -> &'d str {
        self.document.text_after(tokens, cut)
    }
}

/// The class of a closed-class word.
const fn function(meaning: Meaning) -> Option<Function> {
    match meaning {
        Meaning::Function(class) => Some(class),
        _ => None,
    }
}

/// Whether a meaning is that of a finite verb.
const fn finite(meaning: Meaning) -> Option<()> {
    match meaning {
        Meaning::Speech { form: Form::Past | Form::Present, .. }
        | Meaning::Act { form: Form::Past | Form::Present, .. }
        | Meaning::EventVerb { .. }
        | Meaning::Function(Function::Auxiliary) => Some(()),
        _ => None,
    }
}
