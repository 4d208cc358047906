//! Reads annotated corpora into sentences with their mentions, in the program's own tokens.
//!
//! The form is `CoNLL`, a token and its tag a line.

use crate::lang::Language;
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

/// A text as it would be all in capitals, or all in small letters.
#[must_use]
pub fn recased(text: &Text, capitals: bool) -> Text {
    let mut text = text.clone();
    for token in text.sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
        token.0 = if capitals { token.0.to_uppercase() } else { token.0.to_lowercase() };
    }
    text
}
