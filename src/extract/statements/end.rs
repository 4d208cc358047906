//! Where reported speech ends: at the first boundary of clauses behind which the learned decision `end of statement`
//! finds the reporter speak again, or with its sentence.

use std::ops::Range;

use super::before;
use super::content::trimmed;
use super::cue::{self, Cue};
use super::subject;
use crate::extract::cast::Cast;
use crate::extract::context::{Context, Grain};
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::document::Proclitics;

/// The task of the learned decision.
const TASK: &str = "end of statement";

/// The token after the last word of what is said from a token on.
pub fn reported(context: &Context, cast: &Cast, start: usize, sentence: &Range<usize>) -> usize {
    let mut at = start;
    while at < sentence.end {
        if at > start
            && is_boundary(context, at)
            && (before::is_attribution(context, cast, at, sentence) || ends(context, cast, start, at, sentence))
        {
            break;
        }
        at = if context.opens_quote(at) { context.quotes.end(at).max(at + 1) } else { at + 1 };
    }
    trimmed(context, at.min(sentence.end), start)
}

/// Whether a clause or phrase can begin at a token that is no part of the one before it.
fn is_boundary(context: &Context, at: usize) -> bool {
    let marked = context.is_comma(at - 1) || context.closes_quote(at - 1) || subject::is_dash(context, at - 1);
    let linked =
        matches!(context.function(at), Some(Function::Conjunction | Function::Subordinator | Function::Relative));
    if !context.is_mark(at) && (marked || linked || is_joined(context, at) && context.is_finite(at)) {
        return true;
    }
    // A participle of speech can go on without a mark: … مؤكدا أن.
    let verb_first = context.language.grammar().verb_first;
    cue_at(context, at).is_some_and(|cue| verb_first && cue.form == Form::Participle || goes_on(context, at, &cue))
}

fn ends(context: &Context, cast: &Cast, start: usize, at: usize, sentence: &Range<usize>) -> bool {
    let features = features(context, cast, start, at, sentence);
    let said = || vec![Subject::Text(context.text(start..trimmed(context, at, start), 0).to_owned())];
    let choice = context.decide(TASK, &features, said);
    if context.knows(TASK) { choice.label != "none" } else { opens_report(context, at) }
}

fn features(context: &Context, cast: &Cast, start: usize, at: usize, sentence: &Range<usize>) -> Features {
    let mut f = Features::new();
    let language = context.language.code();
    let mark = match at - 1 {
        before if context.closes_quote(before) => "quotation",
        before if context.is_comma(before) => "comma",
        before if context.is_mark(before) => "mark",
        _ => "none",
    };
    let (next, then) = (class(context, cast, at), class(context, cast, at + 1));
    f.add(&["language=", language]);
    f.add(&["mark=", mark]);
    f.add(&["opens a report=", if opens_report(context, at) { "yes " } else { "no " }, mark]);
    f.add(&["next=", next, " mark=", mark]);
    f.add(&["next=", next, " then=", then]);
    f.add(&["next=", next, " then=", then, " mark=", mark]);
    if let Some(token) = context.token(at).filter(|_| cast.covering(at).is_none()) {
        f.add(&["word=", &token.norm]);
        f.add(&["word=", &token.norm, " mark=", mark]);
        f.add(&["word=", &token.norm, " then=", then]);
    }
    for (name, grain) in [("fine=", Grain::Fine), ("middle=", Grain::Middle)] {
        f.add(&[language, " ", name, context.cluster(at, grain), " mark=", mark]);
    }
    let joined = if is_joined(context, at) { "joined " } else { "alone " };
    f.add(&[joined, next, " mark=", mark]);
    let quoted = context.opens_quote(start);
    f.flag("begins with a quotation", quoted);
    f.add(&[if quoted { "quotation " } else { "report " }, mark, " next=", next]);
    f.count("words=", (at - start) / 4, 8);
    f.count_of(&["words ", mark, "="], (at - start) / 4, 5);
    f.count("left=", (sentence.end - at) / 4, 8);
    f.count("commas=", (start..at - 1).filter(|&t| context.is_comma(t)).take(4).count(), 4);
    let verbs = (start..at).filter(|&t| context.is_finite(t)).take(3).count();
    f.count("verbs=", verbs, 3);
    f.count_of(&["verbs ", mark, " ", next, "="], verbs, 2);
    let ahead = (at..sentence.end).take_while(|&t| !context.is_comma(t));
    let finite = ahead.clone().any(|t| context.is_finite(t));
    let told = !cue::find(context, at..(at + 6).min(sentence.end)).is_empty();
    f.add(&[if finite { "verb ahead " } else { "no verb ahead " }, mark]);
    f.add(&[if told { "speech ahead " } else { "no speech ahead " }, mark, " next=", next]);
    f.flag(
        "words of time ahead",
        context.matches.find(at, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some(),
    );
    f
}

/// What sort of word stands at a token.
fn class(context: &Context, cast: &Cast, at: usize) -> &'static str {
    if let Some(mention) = cast.covering(at) {
        return cast.kind(mention).name();
    }
    if let Some(form) = context.matches.find(at, |m| match m {
        Meaning::Speech { form, .. } => Some(form),
        _ => None,
    }) {
        return match form.1 {
            Form::Participle | Form::Passive => "participle of speech",
            Form::Past | Form::Present | Form::Base => "verb of speech",
            Form::Noun | Form::Masdar => "noun of speech",
            Form::Source => "source",
        };
    }
    match context.function(at) {
        Some(function) => function.name(),
        None if context.is_finite(at) => "verb",
        None if context.title(at).is_some() => "title",
        None if context.is_mark(at) => "mark",
        None => "word",
    }
}

/// Whether a conjunction is written on the word at a token.
fn is_joined(context: &Context, at: usize) -> bool {
    context.token(at).is_some_and(|t| t.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION))
}

/// Whether a new cue of the same clause stands at a token: a participle after a comma (، مؤكدا), or a verb joined by a
/// conjunction after a comma (، وأضاف).
fn opens_report(context: &Context, at: usize) -> bool {
    cue_at(context, at).is_some_and(|cue| goes_on(context, at, &cue))
}

/// The cue that begins at a token.
fn cue_at(context: &Context, at: usize) -> Option<Cue> {
    cue::find(context, at..at + 3).into_iter().next().filter(|c| c.tokens.start == at)
}

/// Whether a cue at a token carries on the clause before it.
fn goes_on(context: &Context, at: usize, cue: &Cue) -> bool {
    let comma = context.is_comma(at - 1) || context.closes_quote(at - 1);
    let conjunction = is_joined(context, at)
        && context.matches.at(at).iter().any(|m| m.reading.proclitics == Proclitics::CONJUNCTION);
    let verb_first = context.language.grammar().verb_first;
    match cue.form {
        Form::Participle => comma || verb_first && conjunction,
        Form::Past if !verb_first => {
            comma
                || context.function(at - 1) == Some(Function::Conjunction)
                    && context.is_any(cue.tokens.end, context.language.grammar().complementizers)
        }
        Form::Past => comma && conjunction,
        // وفقا للائحة is part of what was said; وفقا لرويترز at its end is not.
        Form::Source => comma,
        _ => false,
    }
}
