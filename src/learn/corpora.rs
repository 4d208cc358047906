//! Reads annotated corpora into sentences with their mentions, in the program's own tokens.
//!
//! Two forms: a token and its tag a line (`CoNLL`), and articles with gold graphs, whose names are searched in the text.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::lang::Language;
use crate::lang::gazetteer::gazetteer;
use crate::lang::recognizer::features::Style;
use crate::lang::recognizer::words::normalise;
use crate::lang::split::split;

/// A mention: first token, the token after the last, kind.
pub type Mention = (usize, usize, u8);

/// A sentence with its mentions.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Each token as written, and in its normal form.
    pub tokens: Vec<(String, String)>,
    /// Mentions in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Sentences that stood together.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// How much it counts in training.
    pub weight: f32,
    /// By whose rules it is annotated; only texts in the style of the program are whole articles.
    pub style: Style,
}

/// Kinds in the order of the models.
pub const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
/// `CoNLL` files do not mark where an article ends: so many sentences are taken as one text.
const TOGETHER: usize = 12;

/// Appends the tokens of a text.
pub fn tokenize(text: &str, language: &dyn Language, tokens: &mut Vec<(String, String)>) {
    let mut folded = String::new();
    for (span, _) in split(text, language) {
        let surface = span.of(text);
        folded.clear();
        language.fold(surface, &mut folded);
        let mut norm = String::with_capacity(folded.len());
        normalise(&folded, &mut norm);
        tokens.push((surface.to_owned(), norm));
    }
}

/// Cuts a text into sentences of tokens: at stops and line breaks.
#[must_use]
pub fn sentences(text: &str, language: &dyn Language) -> Vec<Vec<(String, String)>> {
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for paragraph in text.split('\n') {
        tokens.clear();
        tokenize(paragraph, language, &mut tokens);
        let mut sentence = Vec::new();
        for token in tokens.drain(..) {
            let stop = matches!(token.0.as_str(), "." | "!" | "?" | "؟" | "…");
            sentence.push(token);
            if stop {
                sentences.push(std::mem::take(&mut sentence));
            }
        }
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
    }
    sentences
}

/// Reads a `CoNLL` file: token, BIO tag, and a third column that `keep` may refuse a sentence by.
/// Mentions of the first `kinds` of [`KINDS`] are kept; marks at their edges are left out of them.
#[must_use]
pub fn conll(text: &str, language: &dyn Language, kinds: usize, keep: impl Fn(&str) -> bool) -> Vec<Text> {
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let rows: Vec<Vec<&str>> = block.lines().map(|line| line.split('\t').collect()).collect();
        if rows.iter().any(|row| row.get(2).is_some_and(|third| !keep(third))) {
            continue;
        }
        let mut sentence = Sentence::default();
        let mut open: Option<u8> = None;
        for row in rows {
            let (Some(word), Some(tag)) = (row.first(), row.get(1)) else { continue };
            let kind = tag.get(2..).and_then(|name| KINDS.iter().position(|k| *k == name)).map(|k| k as u8);
            let mut begins = tag.starts_with('B') || open != kind;
            let start = sentence.tokens.len();
            tokenize(word, language, &mut sentence.tokens);
            open = kind;
            let Some(kind) = kind else { continue };
            for at in start..sentence.tokens.len() {
                if !sentence.tokens[at].0.contains(char::is_alphanumeric) {
                    continue;
                }
                match sentence.mentions.last_mut() {
                    Some(last) if !begins && last.2 == kind => last.1 = at + 1,
                    _ => sentence.mentions.push((at, at + 1, kind)),
                }
                begins = false;
            }
        }
        sentence.mentions.retain(|m| usize::from(m.2) < kinds);
        if !sentence.tokens.is_empty() {
            sentences.push(sentence);
        }
    }
    sentences
        .chunks(TOGETHER)
        .map(|chunk| Text { sentences: chunk.to_vec(), weight: 1.0, style: Style::Corpus })
        .collect()
}

/// Joins the proclitics and suffixes again that a corpus has split off (و + ال, ل + ال → لل, كتاب + ه).
pub fn join_clitics(texts: &mut [Text]) {
    for sentence in texts.iter_mut().flat_map(|text| &mut text.sentences) {
        let mut places = Vec::with_capacity(sentence.tokens.len());
        let mut tokens: Vec<(String, String)> = Vec::new();
        let mut glue = false;
        for (surface, norm) in sentence.tokens.drain(..) {
            let suffix = matches!(norm.as_str(), "ه" | "ها" | "هم" | "هما" | "نا" | "هن" | "كم");
            let letters = norm.chars().all(char::is_alphabetic);
            let proclitic = matches!(norm.as_str(), "و" | "ف" | "ب" | "ل" | "ك" | "س");
            match tokens.last_mut() {
                Some(last) if (glue && letters) || (suffix && last.1.chars().all(char::is_alphabetic)) => {
                    let definite = glue && last.1.ends_with('ل') && norm.starts_with("ال");
                    last.0.push_str(if definite { &surface[2..] } else { &surface });
                    last.1.push_str(if definite { &norm[2..] } else { &norm });
                }
                _ => tokens.push((surface, norm)),
            }
            glue = proclitic;
            places.push(tokens.len() - 1);
        }
        sentence.tokens = tokens;
        for mention in &mut sentence.mentions {
            *mention = (places[mention.0], places[mention.1 - 1] + 1, mention.2);
        }
        sentence.mentions.dedup_by(|b, a| b.0 < a.1);
    }
}

#[derive(Deserialize)]
struct Article {
    id: String,
    title: Option<String>,
    text: String,
}

#[derive(Deserialize)]
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
    events: Vec<Named>,
}

/// Reads articles and their gold graphs (one JSON object a line): the names of entities as kinds 0 to 2, or the
/// events as kind 0, wherever they stand in the text.
#[must_use]
pub fn graphs(articles: &str, gold: &str, language: &dyn Language, events: bool) -> Vec<Text> {
    let gold: FxHashMap<String, Gold> = gold
        .lines()
        .filter_map(|line| serde_json::from_str::<Gold>(line).ok())
        .map(|gold| (gold.id.clone(), gold))
        .collect();
    let demonyms = demonyms(language);
    let mut texts = Vec::new();
    for article in articles.lines().filter_map(|line| serde_json::from_str::<Article>(line).ok()) {
        let Some(gold) = gold.get(&article.id) else { continue };
        let mut names = Vec::new();
        for named in if events { &gold.events } else { &gold.entities } {
            let kind = match named.kind.as_str() {
                _ if events => 0,
                "person" => 0,
                "organization" => 1,
                _ => 2,
            };
            for name in std::iter::once(&named.name).chain(&named.aliases) {
                let mut tokens = Vec::new();
                tokenize(name, language, &mut tokens);
                let norms: Vec<String> = tokens.into_iter().map(|token| token.1).collect();
                let adjective = !events && named.kind == "country" && demonyms.contains(&norms.join(" "));
                if !norms.is_empty() && !adjective {
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
    let arabic = language.code() == "ar";
    let norm = |form: &str| {
        let mut tokens = Vec::new();
        tokenize(form, language, &mut tokens);
        tokens.into_iter().map(|token| token.1).collect::<Vec<_>>().join(" ")
    };
    let mut forms = FxHashSet::default();
    for country in &gazetteer().countries {
        for form in if arabic { &country.demonyms_ar } else { &country.demonyms_en } {
            forms.insert(norm(form));
            if arabic {
                forms.insert(format!("ال{}", norm(form)));
            }
        }
    }
    for country in &gazetteer().countries {
        let (name, aliases) =
            if arabic { (country.name_ar, &country.aliases_ar) } else { (country.name_en, &country.aliases_en) };
        forms.remove(&norm(name));
        for alias in aliases {
            forms.remove(&norm(alias));
        }
    }
    forms
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
