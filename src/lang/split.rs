//! Cuts a text into words, numbers and marks: the one tokenizer, for articles and lexicon entries alike.
//!
//! Law: the pieces and the white space between them rebuild the text.

use super::Language;
use crate::model::document::TokenKind;
use crate::model::span::Span;

/// The pieces of a text, in order.
#[must_use]
pub fn split(text: &str, language: &dyn Language) -> Vec<(Span, TokenKind)> {
    let mut pieces = Vec::with_capacity(text.len() / 8);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let class = Class::of(c);
        let end = match class {
            Class::Space => {
                at += c.len_utf8();
                continue;
            }
            Class::Digit => number_end(text, at),
            Class::Letter => word_end(text, at, language),
            Class::Joiner | Class::Mark => at + c.len_utf8(),
        };
        let kind = match class {
            Class::Digit => TokenKind::Number,
            Class::Letter => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        pieces.push((Span::new(at, end), kind));
        at = end;
        if kind == TokenKind::Word
            && let Some(length) = possessive(&text[at..])
        {
            pieces.push((Span::new(at, at + length), TokenKind::Word));
            at += length;
        }
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    /// Written within words without being a letter: harakat, tatweel, zero-width joiners.
    Joiner,
    Mark,
}

impl Class {
    /// The ranges of news text are looked up directly; `char::is_alphanumeric` is seven times slower on Arabic.
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => {
                Self::Letter
            }
            '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Self::Digit,
            '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}' => Self::Joiner,
            ' ' | '\n' | '\t' | '\r' => Self::Space,
            '!'..='~' | '،' | '؛' | '؟' | '«' | '»' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' => {
                Self::Mark
            }
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                Self::Space
            }
            _ if c.is_whitespace() || c.is_control() => Self::Space,
            _ if c.is_alphabetic() => Self::Letter,
            _ if c.is_numeric() => Self::Digit,
            _ => Self::Mark,
        }
    }
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
        || ('\u{fb50}'..='\u{fdff}').contains(&c)
        || ('\u{fe70}'..='\u{feff}').contains(&c)
}

/// Digits with single separators between them: `1,250`, `3.5`, `27/10/2014`, `10:30`.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        match Class::of(c) {
            Class::Digit => end = start + offset + c.len_utf8(),
            _ if matches!(c, '.' | ',' | ':' | '/' | '\u{66b}' | '\u{66c}')
                && chars.peek().is_some_and(|&(_, next)| Class::of(next) == Class::Digit) => {}
            _ => break,
        }
    }
    end
}

/// Letters of one script with the joiners between them, digits after them (`F16`), apostrophes within them
/// (`O'Brien`), and the full stops of an abbreviation (`U.S.`, `Gen.`).
fn word_end(text: &str, start: usize, language: &dyn Language) -> usize {
    let arabic = text[start..].chars().next().is_some_and(is_arabic);
    let (mut end, mut letters) = (start, 0_usize);
    let mut chars = text[start..].char_indices();
    while let Some((offset, c)) = chars.next() {
        let class = Class::of(c);
        let inside = match class {
            Class::Letter => is_arabic(c) == arabic,
            Class::Joiner => arabic,
            Class::Digit => !arabic && c.is_ascii_digit(),
            _ => {
                matches!(c, '\'' | '’')
                    && chars.clone().next().is_some_and(|(_, next)| Class::of(next) == Class::Letter)
                    && possessive(&text[start + offset..]).is_none()
            }
        };
        if !inside {
            break;
        }
        letters += usize::from(class == Class::Letter);
        end = start + offset + c.len_utf8();
    }
    if text[end..].starts_with('.') {
        return abbreviation_end(text, start, end, letters, language);
    }
    end
}

fn abbreviation_end(text: &str, start: usize, end: usize, letters: usize, language: &dyn Language) -> usize {
    let mut folded = String::new();
    language.fold(&text[start..end], &mut folded);
    folded.push('.');
    if letters > 1 {
        return if language.is_abbreviation(&folded) { end + 1 } else { end };
    }
    let mut dotted = end + 1;
    let mut count = 1;
    while let Some(c) = text[dotted..].chars().next()
        && Class::of(c) == Class::Letter
        && !is_arabic(c)
        && text[dotted + c.len_utf8()..].starts_with('.')
    {
        dotted += c.len_utf8() + 1;
        count += 1;
    }
    let first = text[start..].chars().next().unwrap_or(' ');
    let initial = first.is_uppercase() && text[end + 1..].trim_start().chars().next().is_some_and(char::is_uppercase);
    if count > 1 || initial || language.is_abbreviation(&folded) { dotted } else { end }
}

/// The length of a possessive `'s` at the start of a text.
fn possessive(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\'').or_else(|| text.strip_prefix('’'))?;
    let after = rest.strip_prefix(['s', 'S'])?;
    let ends = after.chars().next().is_none_or(|c| !matches!(Class::of(c), Class::Letter | Class::Digit));
    ends.then(|| text.len() - after.len())
}
