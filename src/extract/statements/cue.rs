//! Words of speech: verbs, participles, nouns with a possessor, prepositions of source.

use std::ops::Range;

use crate::extract::context::Context;
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::model::document::Proclitics;

/// Longest name with a title between a noun of speech and its content, in tokens.
const OWNER: usize = 14;

/// A word of speech.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it stands.
    pub form: Form,
    /// How its content follows.
    pub complement: &'static str,
}

impl Cue {
    /// Whether its content can follow in this way.
    pub fn allows(&self, way: &str) -> bool {
        self.complement.split(',').any(|c| c == way)
    }

    /// Whether it is a finite verb.
    pub const fn is_finite(&self) -> bool {
        matches!(self.form, Form::Past | Form::Present | Form::Base)
    }

    /// The prepositions that can lead to its content.
    pub fn prepositions(&self) -> impl Iterator<Item = &'static str> {
        self.complement.split(',').filter_map(|c| c.strip_prefix("prep:"))
    }

    /// The preposition before whoever said what its subject only passes on: نقلت وكالة عن وزير أن.
    pub fn source(&self) -> Option<&'static str> {
        self.complement.split(',').find_map(|c| c.strip_prefix("from:"))
    }
}

/// The cues in some tokens, in order.
pub fn find(context: &Context, tokens: Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match cue(context, at) {
            Some(cue) if cue.tokens.end <= tokens.end => {
                at = cue.tokens.end;
                cues.push(cue);
            }
            _ => at += 1,
        }
    }
    cues
}

fn cue(context: &Context, at: usize) -> Option<Cue> {
    let (found, (form, complement)) = context.matches.find(at, |m| match m {
        Meaning::Speech { form, complement, .. } => Some((form, complement)),
        _ => None,
    })?;
    let grammar = context.language.grammar();
    let article = found.reading.proclitics.has(Proclitics::ARTICLE);
    let preposition = found.reading.proclitics.0 & (Proclitics::BI.0 | Proclitics::LI.0 | Proclitics::KA.0) != 0;
    let fits = match form {
        Form::Past | Form::Present | Form::Base => true,
        // A participle with an article is a noun: المؤكد.
        Form::Participle | Form::Passive => !article && !preposition,
        // A noun of speech is a cue where its content follows at once, قوله إن, a statement: "…", or behind whose it is:
        // اتهامات الأمم المتحدة بأن.
        Form::Noun | Form::Masdar => {
            let end = context.sentence(at).end;
            let clause = |t: usize| context.function(t) == Some(Function::Complementizer);
            let owner = |t: &usize| context.is_word(*t) && !context.is_finite(*t) && !clause(*t);
            let rest = if grammar.verb_first { end.min(found.end + OWNER) } else { found.end };
            let next = (found.end..rest).find(|t| !owner(t)).unwrap_or(rest);
            clause(next) || context.is(found.end, ":") && found.end + 1 < end
        }
        Form::Source => true,
    };
    // A proposed merger, state-owned, that order: an adjective or a noun.
    let hyphened = context.is(found.end, "-") || at > 0 && context.is(at - 1, "-");
    let opener = if at > 0 { context.function(at - 1) } else { None };
    let nominal = !grammar.verb_first
        && match form {
            Form::Past | Form::Present | Form::Participle => {
                hyphened || matches!(opener, Some(Function::Determiner | Function::Possessive))
            }
            Form::Base => {
                hyphened
                    || matches!(
                        opener,
                        Some(
                            Function::Determiner
                                | Function::Possessive
                                | Function::Preposition
                                | Function::Demonstrative
                        )
                    )
            }
            _ => false,
        };
    // Capitalised in the middle of a sentence it is a name, and a base form needs its subject or auxiliary before it.
    let named = grammar.capitals
        && context.is_capitalised(at)
        && context.sentence(at).start < at
        && !context.opens_quote(at - 1);
    let bare = form == Form::Base && at > 0 && context.is_any(at - 1, grammar.infinitive);
    // Reports of talks, forecasts for the year: plurals of nouns.
    let plural = form == Form::Present && is_plural(context, at, found.end);
    // Asked about it, he said: a passive participle.
    let opening = form == Form::Past
        && grammar.capitals
        && context.sentence(at).start == at
        && (context.can_be(found.end, Function::Preposition) || context.can_be(found.end, Function::Complementizer));
    // In the passive the speaker is not the one who spoke before.
    let passive = match form {
        Form::Past => is_passive(context, at.saturating_sub(2)..at),
        // Is forecast to rise.
        Form::Base => is_passive(context, at.saturating_sub(1)..at),
        _ => false,
    };
    let noun = nominal || plural;
    (fits && !named && !noun && !bare && !opening && !passive).then_some(Cue {
        tokens: at..found.end,
        form,
        complement,
    })
}

/// Whether a verb in the present is a noun in the plural: one that a preposition follows, with no subject before it.
fn is_plural(context: &Context, at: usize, end: usize) -> bool {
    let noun = |m| matches!(m, Meaning::Speech { form: Form::Noun, .. } | Meaning::Event { .. }).then_some(());
    let subject = at.checked_sub(1).is_some_and(|before| {
        context.is_capitalised(before)
            || matches!(context.function(before), Some(Function::Pronoun | Function::Relative))
    });
    end == at + 1
        && context.can_be(end, Function::Preposition)
        && !context.is_finite(at)
        && !subject
        && context.matches.find(at, noun).is_some()
}

/// Whether an auxiliary of the passive stands in some tokens: is feared, was charged, to be considered.
fn is_passive(context: &Context, mut tokens: Range<usize>) -> bool {
    let passive = context.language.grammar().passive;
    tokens.any(|t| context.is_any(t, passive))
}
