//! What the words of a language mean: the lexicons of `data/lang` and the gazetteers as one trie over folded tokens.
//!
//! In goes a document, out come all places where an entry stands in it. An entry written with ال matches only text
//! with it; one written without matches both. Entries know nothing of context: rules choose among the meanings.

mod meaning;
mod sources;

pub use meaning::{Form, Function, Meaning, TitleClass};
pub use sources::Sources;

use rustc_hash::FxHashMap;

use super::Language;
use super::gazetteer::{self, Entry};
use super::split::split;
use crate::model::document::{Document, Proclitics, Reading, TokenKind};

/// A trie over folded words.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    /// The first step by word, without and with an article; 0 where there is none, since no step leads to the root.
    roots: Vec<[u32; 2]>,
    /// The further steps by node, word and article.
    steps: FxHashMap<(u32, u32, bool), u32>,
    /// Nodes that have further steps.
    inner: Vec<bool>,
    /// Meanings by node of the trie.
    meanings: Vec<Vec<Meaning>>,
    /// Nodes whose entry is written in capitals only (WHO, IS): the text must be, too.
    capitals: Vec<bool>,
}

/// A place where an entry stands.
#[derive(Clone, Copy, Debug)]
pub struct Match<'l> {
    /// The first token.
    pub first: usize,
    /// The token after the last.
    pub end: usize,
    /// How the first token was read.
    pub reading: Reading,
    /// Bytes of the first token's surface before the entry, whose own article is part of it.
    pub cut: u8,
    /// What stands before the entry, without an article that it is written with.
    proclitics: Proclitics,
    node: u32,
    meanings: &'l [Meaning],
}

impl Match<'_> {
    /// What the entry means; meanings that cannot follow the proclitics are left out.
    pub fn meanings(&self) -> impl Iterator<Item = Meaning> + '_ {
        self.meanings.iter().copied().filter(|meaning| meaning.may_follow(self.proclitics))
    }
}

/// All matches in a document, by first token, longer ones first.
#[derive(Debug, Default)]
pub struct Matches<'l> {
    list: Vec<Match<'l>>,
    /// For each token the place of its first match in the list.
    starts: Vec<u32>,
}

impl<'l> Matches<'l> {
    /// The matches that begin at a token, longer ones first.
    #[must_use]
    pub fn at(&self, token: usize) -> &[Match<'l>] {
        match (self.starts.get(token), self.starts.get(token.saturating_add(1))) {
            (Some(&start), Some(&end)) => &self.list[start as usize..end as usize],
            _ => &[],
        }
    }

    /// All matches in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Match<'l>> {
        self.list.iter()
    }

    /// The first meaning at a token that a test accepts, with its match.
    pub fn find<T>(&self, token: usize, mut test: impl FnMut(Meaning) -> Option<T>) -> Option<(Match<'l>, T)> {
        self.at(token).iter().find_map(|m| m.meanings().find_map(&mut test).map(|found| (*m, found)))
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        let (words, roots, steps) = Default::default();
        // The root, at which every entry begins.
        Self { words, roots, steps, inner: vec![true], meanings: vec![Vec::new()], capitals: vec![false] }
    }
}

impl Lexicon {
    /// The lexicon of a language: its own tables, then the gazetteers.
    #[must_use]
    pub fn build(language: &dyn Language, sources: &Sources) -> Self {
        let mut lexicon = Self::default();
        for (form, meaning) in sources::entries(sources) {
            lexicon.add(language, form, meaning);
        }
        let gazetteer = gazetteer::gazetteer();
        let arabic = language.code() == "ar";
        for (i, country) in gazetteer.countries.iter().enumerate() {
            let i = i as u16;
            lexicon.add_all(language, names(country, arabic), Meaning::Country(i));
            let (demonyms, capitals) = if arabic {
                (&country.demonyms_ar, &country.capitals_ar)
            } else {
                (&country.demonyms_en, &country.capitals_en)
            };
            lexicon.add_all(language, demonyms.iter().copied(), Meaning::Demonym(i));
            lexicon.add_all(language, capitals.iter().copied(), Meaning::Capital(i));
        }
        for (list, meaning) in [
            (&gazetteer.cities, Meaning::City as fn(u16) -> Meaning),
            (&gazetteer.organizations, Meaning::Organization),
            (&gazetteer.people, Meaning::Person),
        ] {
            for (i, entry) in list.iter().enumerate() {
                lexicon.add_all(language, names(entry, arabic), meaning(i as u16));
            }
        }
        lexicon
    }

    fn add_all<'a>(&mut self, language: &dyn Language, forms: impl Iterator<Item = &'a str>, meaning: Meaning) {
        for form in forms {
            self.add(language, form, meaning);
        }
    }

    /// Adds an entry in ordinary spelling.
    pub fn add(&mut self, language: &dyn Language, form: &str, meaning: Meaning) {
        let mut node = 0;
        for (span, _) in split(form, language) {
            let surface = span.of(form);
            let mut folded = String::new();
            language.fold(surface, &mut folded);
            let article = language
                .readings(surface, &folded)
                .iter()
                .find(|r| r.proclitics == Proclitics::ARTICLE)
                .map_or(0, |r| usize::from(r.norm));
            let next_word = self.words.len() as u32;
            let word = *self.words.entry(folded[article..].into()).or_insert(next_word);
            self.roots.resize(self.words.len(), [0; 2]);
            let next_node = self.meanings.len() as u32;
            self.inner[node as usize] = true;
            node = if node == 0 {
                let root = &mut self.roots[word as usize][usize::from(article > 0)];
                *root = if *root == 0 { next_node } else { *root };
                *root
            } else {
                *self.steps.entry((node, word, article > 0)).or_insert(next_node)
            };
            if node == next_node {
                self.meanings.push(Vec::new());
                self.capitals.push(true);
                self.inner.push(false);
            }
        }
        if node == 0 {
            return;
        }
        let node = node as usize;
        let shouted = language.grammar().capitals && is_shouted(form);
        self.capitals[node] &= shouted;
        let meanings = &mut self.meanings[node];
        if !meanings.contains(&meaning) {
            // Names come last: what is written small has the meanings before them.
            let at = if meaning.is_name() { meanings.len() } else { common(meanings) };
            meanings.insert(at, meaning);
        }
    }

    /// Every place of a document where an entry stands.
    #[must_use]
    pub fn scan(&self, document: &Document, language: &dyn Language) -> Matches<'_> {
        let mut matches = Matches { list: Vec::new(), starts: Vec::with_capacity(document.tokens.len() + 1) };
        let words = self.words_of(document);
        let capitals = language.grammar().capitals;
        let cased = capitals && has_capitals(document);
        for sentence in &document.sentences {
            for first in sentence.tokens.clone() {
                let start = matches.list.len();
                matches.starts.push(start as u32);
                for &(word, reading) in words.at(first) {
                    let definite = reading.proclitics.has(Proclitics::ARTICLE);
                    for article in [true, false] {
                        let node = self.roots[word as usize][usize::from(article)];
                        if node != 0 && (definite || !article) {
                            let token = &document.tokens[first];
                            // للمغرب is ل before المغرب: an article that the entry has is not taken off.
                            let own = if article { token.before_article(reading) } else { reading };
                            let off = own.proclitics;
                            let proclitics = if article { off.without(Proclitics::ARTICLE) } else { off };
                            let start =
                                Start { first, limit: sentence.tokens.end, reading, cut: own.surface, proclitics };
                            self.walk(&words, start, first + 1, node, &mut matches.list);
                        }
                    }
                }
                if capitals {
                    self.drop_lower_case(document, &mut matches.list, start, cased);
                }
                matches.list[start..].sort_by_key(|m| (std::cmp::Reverse(m.end), m.reading.norm));
            }
        }
        matches.starts.push(matches.list.len() as u32);
        matches
    }

    fn walk<'l>(&'l self, words: &Words, start: Start, next: usize, node: u32, list: &mut Vec<Match<'l>>) {
        let meanings = &self.meanings[node as usize];
        if meanings.iter().any(|meaning| meaning.may_follow(start.proclitics)) {
            list.push(Match {
                first: start.first,
                end: next,
                reading: start.reading,
                cut: start.cut,
                proclitics: start.proclitics,
                node,
                meanings,
            });
        }
        if next >= start.limit || !self.inner[node as usize] {
            return;
        }
        for &(word, inner) in words.at(next) {
            let definite = inner.proclitics == Proclitics::ARTICLE;
            if inner.norm != 0 && !definite {
                continue;
            }
            for article in [true, false] {
                if let Some(&after) = self.steps.get(&(node, word, article)).filter(|_| definite == article || !article)
                {
                    self.walk(words, start, next + 1, after, list);
                }
            }
        }
    }

    /// The known words among the readings of every token.
    fn words_of(&self, document: &Document) -> Words {
        let mut words = Words {
            list: Vec::with_capacity(document.tokens.len()),
            starts: Vec::with_capacity(document.tokens.len() + 1),
        };
        for token in &document.tokens {
            words.starts.push(words.list.len() as u32);
            if token.kind == TokenKind::Mark && token.norm.len() == 1 && &*token.norm != "-" {
                if let Some(&word) = self.words.get(&*token.norm) {
                    words.list.push((word, Reading::default()));
                }
                continue;
            }
            for reading in token.readings.iter() {
                if let Some(&word) = self.words.get(token.stem(reading)) {
                    words.list.push((word, reading));
                }
            }
        }
        words.starts.push(words.list.len() as u32);
        words
    }

    /// Names and acronyms are capitalised: `us` is no country, `may` no month, `who` no organization. In a text without
    /// any capital only acronyms can be told from words by their letters.
    fn drop_lower_case(&self, document: &Document, list: &mut Vec<Match>, start: usize, cased: bool) {
        let mut kept = start;
        for i in start..list.len() {
            let mut m = list[i];
            if m.meanings.iter().any(Meaning::is_name) {
                let surface = document.text(m.first..m.end);
                let upper = surface.chars().next().is_some_and(char::is_uppercase);
                let shouted = self.capitals[m.node as usize];
                if !upper && cased || shouted && !is_shouted(surface) {
                    m.meanings = &m.meanings[..common(m.meanings)];
                }
            }
            if !m.meanings.is_empty() {
                list[kept] = m;
                kept += 1;
            }
        }
        list.truncate(kept);
    }
}

/// How many meanings are those of common words: they stand before the names.
fn common(meanings: &[Meaning]) -> usize {
    meanings.iter().take_while(|meaning| !meaning.is_name()).count()
}

/// Where a walk down the trie began.
#[derive(Clone, Copy)]
struct Start {
    first: usize,
    limit: usize,
    reading: Reading,
    cut: u8,
    proclitics: Proclitics,
}

/// The words of a document that the lexicon knows, by token.
struct Words {
    list: Vec<(u32, Reading)>,
    starts: Vec<u32>,
}

impl Words {
    fn at(&self, token: usize) -> &[(u32, Reading)] {
        match (self.starts.get(token), self.starts.get(token.saturating_add(1))) {
            (Some(&start), Some(&end)) => &self.list[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The names of an entry in one script.
fn names(entry: &Entry<'static>, arabic: bool) -> impl Iterator<Item = &'static str> {
    let (name, aliases) = if arabic { (entry.name_ar, &entry.aliases_ar) } else { (entry.name_en, &entry.aliases_en) };
    std::iter::once(name).chain(aliases.iter().copied()).filter(|name| !name.is_empty()).collect::<Vec<_>>().into_iter()
}

fn has_capitals(document: &Document) -> bool {
    (0..document.tokens.len()).any(|at| document.surface(at).contains(char::is_uppercase))
}

fn is_shouted(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && !form.chars().any(char::is_lowercase)
}
