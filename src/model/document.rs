//! An article as analysed: its tokens and sentences, each with its exact span.

use std::ops::Range;

use super::article::Article;
use super::span::{Field, Span};

/// An article with its tokens and sentences. The title's come first.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The article as it came.
    pub article: &'a Article,
    /// ISO 639-1 code of the language that it was analysed in.
    pub language: &'static str,
    /// All tokens, in the order of the text.
    pub tokens: Vec<Token>,
    /// All sentences, in the order of the text; together they hold every token once.
    pub sentences: Vec<Sentence>,
}

/// A word, number or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The field it stands in.
    pub field: Field,
    /// Its bytes in that field.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its folded form: what lexicons and models are asked for.
    pub norm: Box<str>,
    /// The ways to take proclitics off it, the whole token first.
    pub readings: Readings,
    /// The number of the sentence that holds it.
    pub sentence: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// Anything else that is not white space.
    Mark,
}

/// One way to read a token: some proclitics, then the stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Bytes of the surface before the stem.
    pub surface: u8,
    /// Bytes of the folded form before the stem.
    pub norm: u8,
    /// What was taken off.
    pub proclitics: Proclitics,
}

/// A set of proclitics: conjunction, preposition, future mark, article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Proclitics(pub u8);

impl Proclitics {
    /// The conjunctions و and ف.
    pub const CONJUNCTION: Self = Self(1);
    /// The preposition ب.
    pub const BI: Self = Self(2);
    /// The preposition ل.
    pub const LI: Self = Self(4);
    /// The preposition ك.
    pub const KA: Self = Self(8);
    /// The article ال.
    pub const ARTICLE: Self = Self(16);
    /// The future mark س.
    pub const FUTURE: Self = Self(32);

    /// Whether all of `other` was taken off.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is left of the set without another.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Up to eight readings, without an allocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    items: [Reading; 8],
    len: u8,
}

impl Readings {
    /// Only the token as it stands.
    #[must_use]
    pub fn whole() -> Self {
        Self { items: [Reading::default(); 8], len: 1 }
    }

    /// Adds a reading; the ninth and later ones are dropped.
    pub fn push(&mut self, reading: Reading) {
        if let Some(slot) = self.items.get_mut(usize::from(self.len)) {
            *slot = reading;
            self.len += 1;
        }
    }

    /// The readings, the whole token first.
    pub fn iter(&self) -> impl Iterator<Item = Reading> + '_ {
        self.items[..usize::from(self.len)].iter().copied()
    }
}

impl Token {
    /// The folded stem of a reading.
    #[must_use]
    pub fn stem(&self, reading: Reading) -> &str {
        self.norm.get(usize::from(reading.norm)..).unwrap_or_default()
    }

    /// The reading that takes off what stands before the article of another reading; that one itself without an article.
    #[must_use]
    pub fn before_article(&self, reading: Reading) -> Reading {
        if !reading.proclitics.has(Proclitics::ARTICLE) {
            return reading;
        }
        // An article that is fused with a preposition (لل) cannot be kept without it.
        let before = self.readings.iter().filter(|r| {
            !r.proclitics.has(Proclitics::ARTICLE)
                && r.proclitics.with(Proclitics::ARTICLE) == reading.proclitics
                && r.norm + 4 == reading.norm
        });
        before.max_by_key(|r| r.surface).unwrap_or(reading)
    }

    /// Whether it is this mark, word or number, in folded form.
    #[must_use]
    pub fn is(&self, norm: &str) -> bool {
        &*self.norm == norm
    }
}

/// A run of tokens that ends at a full stop, a question, or the end of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The field it stands in.
    pub field: Field,
    /// From the first byte of its first token to the last of its last.
    pub span: Span,
    /// Its tokens, as indices into the document's.
    pub tokens: Range<usize>,
    /// Number of its paragraph within the document; the title is paragraph 0.
    pub paragraph: usize,
}

impl<'a> Document<'a> {
    /// The exact characters of a token.
    #[must_use]
    pub fn surface(&self, token: usize) -> &'a str {
        let token = &self.tokens[token];
        token.span.of(self.article.field(token.field))
    }

    /// The exact characters from the first to the last of some tokens.
    #[must_use]
    pub fn text(&self, tokens: Range<usize>) -> &'a str {
        let (Some(first), Some(last)) = (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1)))
        else {
            return "";
        };
        first.span.to(last.span).of(self.article.field(first.field))
    }

    /// The exact characters of some tokens, without the first bytes of the first one: its proclitics.
    #[must_use]
    pub fn text_after(&self, tokens: Range<usize>, cut: u8) -> &'a str {
        self.text(tokens).get(usize::from(cut)..).unwrap_or_default()
    }

    /// The number of the sentence that holds a token; of the last sentence after the last token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.tokens.get(token).or(self.tokens.last()).map_or(0, |token| token.sentence as usize)
    }
}
