//! Which of the occurrences an article tells of, and what each is called.

use super::candidates::Candidate;
use super::coreference::Group;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Happening, Phrase};
use crate::extract::times::Time;
use crate::lang::lexicon::{Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "event";

/// Keeps the groups that the learned decision takes for events.
pub fn keep(context: &Context, cast: &Cast, times: &[Time], groups: &[Group]) -> Vec<Happening> {
    let mut kept = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let happening = happening(context, times, group);
        let features = features(context, cast, times, group, i, groups.len());
        let choice = context.decide(TASK, features, || vec![Subject::Event(forms(context, &happening))]);
        if choice.label != "none" || !context.knows(TASK) {
            kept.push(happening);
        }
    }
    kept
}

/// All names of a happening, the first one first.
pub fn forms(context: &Context, happening: &Happening) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for phrase in happening.mentions.iter().chain(&happening.forms) {
        let form = context.text(phrase.tokens.clone(), phrase.cut).to_owned();
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn happening(context: &Context, times: &[Time], group: &Group) -> Happening {
    let naming = naming(context, group);
    let mut mentions: Vec<Phrase> = vec![naming.phrase(1)];
    mentions.extend(group.mentions.iter().filter(|m| m.head != naming.head).map(|m| m.phrase(1)));
    let forms = vec![naming.phrase(0), naming.phrase(9)];
    let time =
        group.mentions.iter().filter(|m| !m.is_bare()).chain(&group.mentions).find_map(|m| time_of(context, times, m));
    Happening {
        kind: naming.kind,
        mentions,
        forms,
        time_text: time.map(|t| context.text(t.tokens.clone(), t.cut).to_owned()),
        start: time.and_then(|t| t.start),
        end: time.and_then(|t| t.end),
    }
}

/// The mention that says most of it without being long.
fn naming<'g>(context: &Context, group: &'g Group) -> &'g Candidate {
    let worth = |m: &Candidate| {
        let words = m.extent.upto(1).len().min(5);
        let title = usize::from(context.document.tokens[m.head].field == Field::Title);
        (words * 2).saturating_sub(title)
    };
    let mut best = &group.mentions[0];
    for mention in &group.mentions {
        if worth(mention) > worth(best) {
            best = mention;
        }
    }
    best
}

/// The nearest time expression of the sentence, after the head rather than before it.
fn time_of<'t>(context: &Context, times: &'t [Time], mention: &Candidate) -> Option<&'t Time> {
    let sentence = context.sentence(mention.head);
    let first = times.partition_point(|t| t.tokens.start < sentence.start);
    times[first..]
        .iter()
        .take_while(|t| t.tokens.end <= sentence.end)
        .min_by_key(|t| {
            if t.tokens.start >= mention.head {
                t.tokens.start - mention.head
            } else {
                2 * (mention.head - t.tokens.end) + 2
            }
        })
        .filter(|t| t.tokens.start.abs_diff(mention.head) < 25)
}

fn features(context: &Context, cast: &Cast, times: &[Time], group: &Group, place: usize, groups: usize) -> Features {
    let mut f = context.features();
    let naming = naming(context, group);
    let first = &group.mentions[0];
    let kind = if naming.verbal { "verb:" } else { "noun:" };
    let language = context.language.code();
    f.add(&["language=", language]);
    f.add(&[kind, &naming.stem]);
    f.add(&["kind=", if naming.verbal { "verb," } else { "" }, naming.kind.name()]);
    f.flag("verbal", naming.verbal);
    f.flag("strong", naming.strong);
    f.flag("passive", naming.passive);
    f.count("mentions=", group.mentions.len(), 5);
    f.count("place=", place, 9);
    f.count("tenth=", place * 10 / groups.max(1), 9);
    let titled = group.mentions.iter().any(|m| context.document.tokens[m.head].field == Field::Title);
    f.flag("title", titled);
    f.flag("title and text", titled && group.mentions.len() > 1);
    f.add(&[
        "title ",
        if titled { "yes " } else { "no " },
        "kind=",
        if naming.verbal { "verb," } else { "" },
        naming.kind.name(),
    ]);
    f.count("sentence=", context.document.sentence_of(first.head), 9);
    f.count("words=", naming.extent.upto(1).len(), 9);
    f.count("head words=", naming.extent.upto(0).len(), 6);
    f.flag("bare", naming.is_bare());
    f.flag("bare definite", naming.is_bare() && naming.definite);
    f.add(&[
        "definite=",
        if naming.shown {
            "shown"
        } else if naming.definite {
            "yes"
        } else {
            "no"
        },
    ]);
    if let Some(kind) = naming.named {
        f.add(&["within=", kind.name()]);
    }
    for &opener in naming.extent.openers.iter().take(3) {
        f.add(&[
            "opener=",
            context.token(opener).filter(|_| context.function(opener).is_some()).map_or("clitic", |t| &*t.norm),
        ]);
    }
    around(context, naming, &mut f);
    for mention in cast.within(naming.extent.whole()) {
        f.add(&["holds=", cast.kind(mention).name()]);
    }
    f.flag("has time", time_of(context, times, naming).is_some());
    f.flag("time near", time_of(context, times, naming).is_some_and(|t| t.tokens.start.abs_diff(naming.head) < 8));
    f
}

/// The words beside the phrase and what they are.
fn around(context: &Context, naming: &Candidate, f: &mut Features) {
    let first = naming.extent.first;
    let sentence = context.sentence(first);
    if first > sentence.start {
        let before = context.token(first - 1).map_or("", |t| &*t.norm);
        f.add(&["before=", before]);
        f.add(&["before ", if naming.verbal { "verb=" } else { "noun=" }, before]);
        let verb = (sentence.start.max(first.saturating_sub(3))..first).rev().find_map(|at| {
            context.matches.find(at, |m| match m {
                Meaning::EventVerb { lemma, .. } | Meaning::Act { lemma, .. } | Meaning::Speech { lemma, .. } => {
                    Some(lemma)
                }
                _ => None,
            })
        });
        if let Some((_, lemma)) = verb {
            f.add(&["verb before=", lemma]);
        }
    } else {
        f.add(&["begins sentence"]);
    }
    let after = naming.extent.whole().end;
    if after < sentence.end {
        f.add(&["after=", context.token(after).map_or("", |t| &*t.norm)]);
    }
    let modal = (sentence.start.max(first.saturating_sub(6))..first).find_map(|at| match context.function(at) {
        Some(Function::Negation) => Some("negation"),
        Some(Function::Future) => Some("future"),
        Some(Function::Hypothetical) => Some("hypothetical"),
        _ => None,
    });
    if let Some(modal) = modal {
        f.add(&["after ", modal]);
    }
    let next = context.token(naming.head_end).map_or("", |t| &*t.norm);
    f.add(&["next=", next]);
}
