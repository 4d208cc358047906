//! What each language's recogniser learns from: corpora with their weights, and what is held out to measure by.
//!
//! Chosen by held-out figures. The texts are handed in by a function from paths below the folder of corpora.

use super::corpora::{self, Text, recased};
use super::graphs::{self, Annotations};
use crate::lang::Language;

/// A corpus in `CoNLL` form.
#[derive(Clone, Copy, Debug)]
struct Corpus {
    path: &'static str,
    weight: f32,
    held: Held,
}

/// Which part of a corpus is not learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Held {
    /// None.
    Nothing,
    /// The last tenth, while measuring.
    Tail,
    /// All of it, always.
    All,
}

const fn corpus(path: &'static str, weight: f32, held: Held) -> Corpus {
    Corpus { path, weight, held }
}

const ARABIC: &[Corpus] = &[
    corpus("ner/ar_anercorp/train.conll", 1.0, Held::Tail),
    corpus("ner/ar_aqmar/train.conll", 0.5, Held::Nothing),
    corpus("ner/ar_aqmar/dev.conll", 0.5, Held::Nothing),
];

const ENGLISH: &[Corpus] = &[
    corpus("ner/en_uner_ewt/dev.conll", 1.0, Held::All),
    corpus("ner/en_uner_ewt/train.conll", 1.0, Held::Nothing),
    corpus("ner/en_gum/train.conll", 0.3, Held::Nothing),
    corpus("ner/en_gum/dev.conll", 0.3, Held::Nothing),
    corpus("ner/en_wikigold/all.conll", 0.7, Held::Nothing),
    corpus("ner/en_crossner_politics/train.conll", 0.3, Held::Nothing),
    corpus("ner/en_crossner_politics/dev.conll", 0.3, Held::Nothing),
    corpus("ner/en_redocred/dev.conll", 0.3, Held::Nothing),
];

/// The articles of the program's own annotators tell the names that it is to find, so they weigh most.
const ARTICLES_WEIGHT: f32 = 2.0;
/// Of so many texts, one is copied in capitals and one in small letters.
const RECASED: usize = 7;
/// What a copy weighs beside its original.
const RECASED_WEIGHT: f32 = 0.5;
/// Genres of the GUM corpus whose texts are not for every use.
const GENRES: [&str; 5] = ["@essay", "@fiction", "@letter", "@podcast", "@whow"];

/// What to learn from, and what to measure by under which name.
#[derive(Debug, Default)]
pub struct Texts {
    /// To learn from.
    pub train: Vec<Text>,
    /// To measure by.
    pub held: Vec<(&'static str, Vec<Text>)>,
}

/// The texts of a language; `news` are articles with the names that stand in them.
///
/// # Errors
///
/// Whatever `read` fails with.
pub fn texts<E>(
    language: &dyn Language,
    measure: bool,
    news: (&str, &Annotations),
    read: &dyn Fn(&str) -> Result<String, E>,
) -> Result<Texts, E> {
    let mut texts = Texts::default();
    let folder = format!("graphs/{}", language.code());
    let (articles, gold) = (read(&format!("{folder}/articles.jsonl"))?, read(&format!("{folder}/gold.jsonl"))?);
    let mut held = Vec::new();
    let mut annotated = graphs::read(&articles, &Annotations::of_graphs(&gold), language);
    annotated.extend(graphs::read(news.0, news.1, language));
    for (place, mut text) in annotated.into_iter().enumerate() {
        text.weight = ARTICLES_WEIGHT;
        if measure && place % 5 == 4 { held.push(text) } else { texts.train.push(text) }
    }
    texts.held.push(("a fifth of the annotated articles", held));
    let corpora = match language.code() {
        "ar" => ARABIC,
        "en" => ENGLISH,
        _ => &[],
    };
    let allowed = |third: &str| !GENRES.iter().any(|genre| third.ends_with(genre));
    for corpus in corpora {
        let mut all = corpora::conll(&read(corpus.path)?, language, 3, allowed);
        for text in &mut all {
            text.weight = corpus.weight;
        }
        let tail = match corpus.held {
            Held::All => 0,
            Held::Tail if measure => all.len() * 9 / 10,
            _ => all.len(),
        };
        let tail = all.split_off(tail);
        if !tail.is_empty() && measure {
            texts.held.push((corpus.path, tail));
        }
        texts.train.append(&mut all);
    }
    if language.grammar().capitals {
        texts.train = with_recased(texts.train);
        let all = |capitals: bool| texts.held.iter().flat_map(|(_, held)| held).map(|t| recased(t, capitals)).collect();
        let held = [("all of these in capitals", all(true)), ("all of these in small letters", all(false))];
        texts.held.extend(held.into_iter().filter(|_| measure));
    }
    Ok(texts)
}

/// Texts with copies of some of them all in capitals, or all in small letters, each beside its original: names are to be
/// found in headlines and in messages too.
fn with_recased(texts: Vec<Text>) -> Vec<Text> {
    let mut all = Vec::with_capacity(texts.len() * 4 / 3);
    for (place, text) in texts.into_iter().enumerate() {
        let copy = (place % RECASED < 2).then(|| {
            let mut copy = recased(&text, place % RECASED == 0);
            copy.weight *= RECASED_WEIGHT;
            copy
        });
        all.push(text);
        all.extend(copy);
    }
    all
}
