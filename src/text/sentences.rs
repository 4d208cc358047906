//! Cuts the tokens of a field into sentences: at full stops, question marks and line breaks, and where one has
//! [`LONGEST`] tokens without any of them, so that text without punctuation costs no more than other text.
//!
//! A full stop glued to the next word (`نقطة .وا`) ends a sentence too; one within a number or an abbreviation is no
//! token of its own. Quotation marks and brackets that close after the stop stay with it.

use crate::model::document::{Sentence, Token, TokenKind};
use crate::model::span::Field;

/// Most tokens of a sentence: no writer's has as many.
const LONGEST: usize = 2000;

/// Appends the sentences of one field, whose tokens begin at `first`.
pub fn cut(text: &str, field: Field, tokens: &[Token], first: usize, sentences: &mut Vec<Sentence>) {
    let mut paragraph = sentences.last().map_or(usize::from(field == Field::Body), |s| s.paragraph + 1);
    let mut start = first;
    let mut stopped = false;
    // A straight mark closes where an odd number of them stands before it in the paragraph.
    let mut quoted = false;
    for at in first..tokens.len() {
        if at > start {
            let gap = &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
            let broken = gap.contains('\n');
            quoted &= !broken;
            // “What?” he asked is one sentence.
            let goes_on =
                || tokens[at - 1].kind == TokenKind::Mark && !stops(tokens, at - 1) && is_lower(text, &tokens[at]);
            let endless = at - start == LONGEST;
            if broken || endless || (stopped && !closes(tokens, at, quoted) && !goes_on()) {
                sentences.push(sentence(field, tokens, start, at, paragraph));
                start = at;
                stopped = false;
                paragraph += usize::from(broken);
            }
        }
        quoted ^= tokens[at].is("\"");
        stopped |= stops(tokens, at);
    }
    if start < tokens.len() {
        sentences.push(sentence(field, tokens, start, tokens.len(), paragraph));
    }
}

fn sentence(field: Field, tokens: &[Token], first: usize, end: usize, paragraph: usize) -> Sentence {
    Sentence { field, span: tokens[first].span.to(tokens[end - 1].span), tokens: first..end, paragraph }
}

/// A stop ends a sentence unless it is the first of several dots in a row.
fn stops(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != TokenKind::Mark || !matches!(&*token.norm, "." | "!" | "?" | "؟" | "…") {
        return false;
    }
    tokens
        .get(at + 1)
        .is_none_or(|next| !(matches!(&*next.norm, "." | "!" | "?" | "؟") && next.span.start == token.span.end))
}

/// A straight mark closes where it is glued to what stands before it alone, or to both sides and one is open.
fn closes(tokens: &[Token], at: usize, quoted: bool) -> bool {
    let token = &tokens[at];
    let glued = |left: usize| {
        tokens
            .get(left)
            .zip(tokens.get(left + 1))
            .is_some_and(|(a, b)| a.field == b.field && a.span.end == b.span.start)
    };
    let straight = || match (at > 0 && glued(at - 1), glued(at)) {
        (true, false) => true,
        (false, true) => false,
        _ => quoted,
    };
    matches!(&*token.norm, "»" | "”" | "’" | ")" | "]") || (token.is("\"") && straight())
}

fn is_lower(text: &str, token: &Token) -> bool {
    token.span.of(text).chars().next().is_some_and(char::is_lowercase)
}
