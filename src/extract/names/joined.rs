//! Where a person's name ends because the next word is only joined to it, in a language that writes conjunctions and
//! prepositions on words.

use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Match, Meaning};
use crate::lang::names::{self, NameWord};
use crate::lang::recognizer::recognizer;
use crate::model::document::Proclitics;

/// What a proclitic joins to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Another name.
    Name,
    /// What is said of it.
    Clause,
}

/// How much better known than the whole word what is left without its proclitic is, and how well known, as
/// `Recognizer::prevails` counts: any word, and a name.
const CLEARLY: (u8, u8) = (6, 40);
pub(super) const BARELY: (u8, u8) = (4, 0);

/// Fewest letters of a word behind a preposition that is written on it: باول is no ب + اول.
const LETTERS: usize = 4;

/// What a proclitic on a word within a person's name joins to it, if anything: X فرأى, X بحضور, X وأحمد.
/// The name begins at `first`.
pub fn join(context: &Context, first: usize, at: usize) -> Option<Join> {
    let token =
        context.token(at).filter(|token| !names::is_known(&token.norm) && names::class(&token.norm).is_none())?;
    let recognizer = recognizer(context.language.code())?;
    let says = |m: &&Match| {
        m.reading.proclitics.has(Proclitics::CONJUNCTION)
            && m.meanings().any(|x| matches!(x, Meaning::Speech { form: Form::Past | Form::Present, .. }))
    };
    if context.matches.at(at).iter().any(|m| says(&m)) {
        return Some(Join::Clause);
    }
    token.readings.iter().find_map(|reading| {
        let rest = token.stem(reading);
        let by = |by| recognizer.prevails(&token.norm, usize::from(reading.norm), by);
        match reading.proclitics {
            Proclitics::CONJUNCTION if names::is_given(rest) => by(BARELY).then_some(Join::Name),
            Proclitics::CONJUNCTION => by(CLEARLY).then_some(Join::Clause),
            // لمجرد is a surname.
            Proclitics::BI | Proclitics::LI if at < first + 2 => None,
            Proclitics::BI | Proclitics::LI if rest.chars().count() >= LETTERS && !begins_with_parent(&token.norm) => {
                by(CLEARLY).then_some(Join::Clause)
            }
            _ => None,
        }
    })
}

/// Whether a word is a name that is written in one with the word for a parent: بوطالب.
fn begins_with_parent(norm: &str) -> bool {
    norm.char_indices().any(|(at, _)| names::class(&norm[..at]) == Some(NameWord::Parent))
}
