//! Reads articles whose names are annotated into sentences with their names, which are searched in the text.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::corpora::{Mention, Sentence, Text, sentences, tokenize};
use crate::lang::Language;
use crate::lang::gazetteer::{Entry, gazetteer};
use crate::lang::recognizer::features::Style;
use crate::lang::table::{self, Table};

#[derive(Deserialize)]
struct Article {
    id: String,
    title: Option<String>,
    text: String,
}

#[derive(Debug, Deserialize)]
struct Named {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    entities: Vec<Named>,
}

/// The entities of articles by the article's id.
#[derive(Debug, Default)]
pub struct Annotations(FxHashMap<String, Vec<Named>>);

impl Annotations {
    /// From gold graphs, one JSON object a line.
    #[must_use]
    pub fn of_graphs(gold: &str) -> Self {
        let gold = gold.lines().filter_map(|line| serde_json::from_str::<Gold>(line).ok());
        Self(gold.map(|gold| (gold.id, gold.entities)).collect())
    }

    /// From a table of `data/annotations`: article, type, names joined by `|`, the fullest first.
    #[must_use]
    pub fn of_table(text: &str) -> Self {
        let mut found: FxHashMap<String, Vec<Named>> = FxHashMap::default();
        for [article, kind, names] in Table::new(text).rows(["article", "type", "names"]) {
            let own = found.entry(article.to_owned()).or_default();
            let mut names = table::items(names).map(str::to_owned);
            own.extend(names.next().map(|name| Named { kind: kind.to_owned(), name, aliases: names.collect() }));
        }
        Self(found)
    }

    /// How many articles are annotated.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an article is annotated.
    #[must_use]
    pub fn has(&self, article: &str) -> bool {
        self.0.contains_key(article)
    }
}

/// Reads articles (one JSON object a line) and the names of their entities as kinds 0 to 2, wherever they stand in the
/// text. What means a country without naming it (المملكة, قوات النظام) is no name.
#[must_use]
pub fn read(articles: &str, annotations: &Annotations, language: &dyn Language) -> Vec<Text> {
    let (demonyms, states) = (demonyms(language), states(language));
    let mut texts = Vec::new();
    for article in articles.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok()) {
        let Some(entities) = annotations.0.get(&article.id) else { continue };
        let mut names = Vec::new();
        for named in entities {
            let kind = match named.kind.as_str() {
                "person" => 0,
                "organization" => 1,
                _ => 2,
            };
            for name in std::iter::once(&named.name).chain(&named.aliases) {
                let mut tokens = Vec::new();
                tokenize(name, language, &mut tokens);
                let norms: Vec<String> = tokens.into_iter().map(|token| token.1).collect();
                let whole = norms.join(" ");
                let says_which = states.contains(&whole) || norms.iter().any(|norm| states.contains(norm));
                let other = named.kind == "country" && (demonyms.contains(&whole) || !says_which);
                if !norms.is_empty() && !other {
                    names.push((norms, kind));
                }
            }
        }
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup();
        let whole = format!("{}\n{}", article.title.unwrap_or_default(), article.text);
        let sentences = sentences(&whole, language)
            .into_iter()
            .map(|tokens| Sentence { mentions: search(&tokens, &names, language), tokens })
            .collect();
        texts.push(Text { sentences, weight: 1.0, style: Style::Graph });
    }
    texts
}

/// Adjectives and inhabitants of countries, with and without the article, that are no country's name.
fn demonyms(language: &dyn Language) -> FxHashSet<String> {
    let mut forms = adjectives(language);
    for name in countries(language) {
        forms.remove(&name);
    }
    forms
}

/// All that says which country is meant.
fn states(language: &dyn Language) -> FxHashSet<String> {
    let mut forms = adjectives(language);
    forms.extend(countries(language));
    for country in &gazetteer().countries {
        let capitals = if language.code() == "ar" { &country.capitals_ar } else { &country.capitals_en };
        forms.extend(capitals.iter().map(|capital| norm(capital, language)));
    }
    forms
}

fn norm(form: &str, language: &dyn Language) -> String {
    let mut tokens = Vec::new();
    tokenize(form, language, &mut tokens);
    tokens.into_iter().map(|token| token.1).collect::<Vec<_>>().join(" ")
}

/// The adjectives and inhabitants of all countries, with and without the article.
fn adjectives(language: &dyn Language) -> FxHashSet<String> {
    let article = language.grammar().prefixed_article;
    let mut forms = FxHashSet::default();
    for country in &gazetteer().countries {
        for form in if language.code() == "ar" { &country.demonyms_ar } else { &country.demonyms_en } {
            let form = norm(form, language);
            forms.insert(format!("{article}{form}"));
            forms.insert(form);
        }
    }
    forms
}

/// The names of all countries.
fn countries(language: &dyn Language) -> Vec<String> {
    let names = |country: &'static Entry| {
        let (name, aliases) = if language.code() == "ar" {
            (country.name_ar, &country.aliases_ar)
        } else {
            (country.name_en, &country.aliases_en)
        };
        std::iter::once(name).chain(aliases.iter().copied()).map(|form| norm(form, language))
    };
    gazetteer().countries.iter().flat_map(names).collect()
}

/// The places of names in a sentence; longer names come first and are not cut into.
fn search(tokens: &[(String, String)], names: &[(Vec<String>, u8)], language: &dyn Language) -> Vec<Mention> {
    let mut taken = vec![false; tokens.len()];
    let mut mentions = Vec::new();
    for (name, kind) in names {
        for (first, window) in tokens.windows(name.len()).enumerate() {
            let rest = window[1..].iter().zip(&name[1..]).all(|(token, word)| token.1 == *word);
            let cased = language.grammar().capitals;
            let lower = cased && name.len() == 1 && window[0].0.starts_with(char::is_lowercase);
            if !rest || (lower && *kind != 0) || taken[first..first + name.len()].contains(&true) {
                continue;
            }
            if window[0].1 == name[0] || (!cased && without_proclitics(&window[0].1, &name[0])) {
                taken[first..first + name.len()].fill(true);
                mentions.push((first, first + name.len(), *kind));
            }
        }
    }
    mentions.sort_unstable();
    mentions
}

/// Whether a token is a word with proclitics before it.
fn without_proclitics(token: &str, word: &str) -> bool {
    let bare = token.strip_prefix(['و', 'ف']).unwrap_or(token);
    let definite =
        |form: &str| matches!((form.strip_prefix("لل"), word.strip_prefix("ال")), (Some(a), Some(b)) if a == b);
    bare == word || [token, bare].iter().any(|form| form.strip_prefix(['ب', 'ل', 'ك']) == Some(word) || definite(form))
}
