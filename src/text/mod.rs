//! Where are the words? Article → Document: tokens with exact spans, readings and folded forms; sentences.
//!
//! Law: tokens and the white space between them rebuild each field; nobody moves a span afterwards.

mod sentences;

use crate::lang::Language;
use crate::lang::split::split;
use crate::model::article::Article;
use crate::model::document::{Document, Readings, Token, TokenKind};
use crate::model::span::Field;

/// Analyses an article as text of a language.
#[must_use]
pub fn analyze<'a>(article: &'a Article, language: &dyn Language) -> Document<'a> {
    let mut tokens = Vec::with_capacity((article.title.len() + article.body.len()) / 8);
    let mut sentences = Vec::new();
    let mut folded = String::new();
    for field in [Field::Title, Field::Body] {
        let text = article.field(field);
        let first = tokens.len();
        for (span, kind) in split(text, language) {
            folded.clear();
            let surface = span.of(text);
            language.fold(surface, &mut folded);
            let readings =
                if kind == TokenKind::Word { language.readings(surface, &folded) } else { Readings::whole() };
            tokens.push(Token { field, span, kind, norm: folded.as_str().into(), readings, sentence: 0 });
        }
        sentences::cut(text, field, &tokens, first, &mut sentences);
    }
    for (number, sentence) in (0..).zip(&sentences) {
        tokens[sentence.tokens.clone()].iter_mut().for_each(|token| token.sentence = number);
    }
    Document { article, language: language.code(), tokens, sentences }
}
