//! Which of the occurrences an article tells of, and what each is called.

use super::candidates::Candidate;
use super::coreference::{Group, alike};
use super::extent;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Happening, Phrase};
use crate::extract::times::Time;
use crate::lang::lexicon::{Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::document::TokenKind;
use crate::model::kinds::EventType;
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "event";

/// Keeps the groups that the learned decision takes for events.
pub fn keep(context: &Context, cast: &Cast, times: &[Time], groups: &[Group]) -> Vec<Happening> {
    let mut kept = Vec::new();
    let headline = headline(context);
    for (i, group) in groups.iter().enumerate() {
        let mut happening = happening(context, times, group);
        let features = features(context, cast, times, group, &Place { number: i, groups, headline: &headline });
        let choice = context.decide(TASK, features, || vec![Subject::Event(forms(context, &happening))]);
        if choice.label != "none" || !context.knows(TASK) {
            happening.margin = choice.margin;
            kept.push(happening);
        }
    }
    kept
}

/// All names of a happening: what it is called, narrower and wider cuts of that, then what else it is called.
pub fn forms(context: &Context, happening: &Happening) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    let (name, others) = happening.mentions.split_at(happening.mentions.len().min(1));
    for phrase in name.iter().chain(&happening.forms).chain(others) {
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
    let mut forms = vec![naming.phrase(0), naming.phrase(2), naming.phrase(9)];
    if let Some(first) = naming.verbal.then(|| extent::subject(context, times, naming.head)).flatten() {
        let with =
            |complements| Phrase { tokens: first..naming.extent.upto(complements).end, cut: 0, head: naming.head };
        forms.splice(1..1, [with(0), with(1)]);
    }
    if !naming.verbal
        && let Some(clause) = extent::clause(context, times, &naming.extent)
    {
        let with = |complements| Phrase { tokens: clause.upto(complements), cut: naming.cut, head: naming.head };
        forms.extend([with(0), with(1)]);
    }
    let time =
        group.mentions.iter().filter(|m| !m.is_bare()).chain(&group.mentions).find_map(|m| time_of(context, times, m));
    Happening {
        kind: sort(group),
        mentions,
        forms,
        margin: 0,
        time_text: time.map(|t| context.text(t.tokens.clone(), t.cut).to_owned()),
        start: time.and_then(|t| t.start),
        end: time.and_then(|t| t.end),
    }
}

/// The sort that its mentions speak of most; clear nouns have two voices, and the earlier sort wins a draw.
fn sort(group: &Group) -> EventType {
    let voices = |kind: EventType| -> usize {
        group.mentions.iter().filter(|m| m.kind == kind).map(|m| 1 + usize::from(m.strong)).sum()
    };
    let mut best = group.mentions[0].kind;
    for mention in &group.mentions {
        if voices(mention.kind) > voices(best) {
            best = mention.kind;
        }
    }
    best
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
pub fn time_of<'t>(context: &Context, times: &'t [Time], mention: &Candidate) -> Option<&'t Time> {
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

/// Where a group stands among all.
struct Place<'p> {
    number: usize,
    groups: &'p [Group],
    headline: &'p [String],
}

/// The stems of the headline's words, without small words.
fn headline(context: &Context) -> Vec<String> {
    let title = context.document.tokens.iter().take_while(|t| t.field == Field::Title).count();
    (0..title).filter(|&at| context.function(at).is_none()).filter_map(|at| stem(context, at)).collect()
}

/// A word without its proclitics.
fn stem(context: &Context, at: usize) -> Option<String> {
    let token = context.token(at).filter(|t| t.kind != TokenKind::Mark)?;
    Some(token.stem(context.definite(at).unwrap_or_default()).to_owned())
}

fn features(context: &Context, cast: &Cast, times: &[Time], group: &Group, at: &Place) -> Features {
    let (place, groups) = (at.number, at.groups.len());
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
    salience(context, group, naming, at, &mut f);
    for mention in cast.within(naming.extent.whole()) {
        f.add(&["holds=", cast.kind(mention).name()]);
    }
    scenery(context, cast, group, naming, &mut f);
    f.flag("has time", time_of(context, times, naming).is_some());
    f.flag("time near", time_of(context, times, naming).is_some_and(|t| t.tokens.start.abs_diff(naming.head) < 8));
    f
}

/// Who is named around it, and who tells it.
fn scenery(context: &Context, cast: &Cast, group: &Group, naming: &Candidate, f: &mut Features) {
    let form = if naming.verbal { "verb" } else { "noun" };
    let kind = naming.kind.name();
    let sentence = context.document.sentence_of(group.mentions[0].head);
    f.add(&[kind, if sentence < 2 { " leads" } else { " follows" }]);
    f.add(&[form, if sentence < 2 { " leads" } else { " follows" }, if naming.strong { " strong" } else { " weak" }]);
    let tokens = context.sentence(naming.head);
    let near = tokens.start.max(naming.extent.first.saturating_sub(8))..tokens.end.min(naming.extent.whole().end + 8);
    let actors = cast.within(near).filter(|m| cast.kind(m).is_actor()).count();
    f.count(&[form, " actors near="].concat(), actors, 4);
    let inside = cast.within(naming.extent.whole()).count();
    f.count(&[form, " names inside="].concat(), inside, 3);
    f.count(&[kind, " names inside="].concat(), inside, 2);
    let quoted = group.mentions.iter().filter(|m| context.quoted(m.head)).count();
    f.flag("all in quotes", quoted == group.mentions.len());
    f.flag(if naming.verbal { "verb in quotes" } else { "noun in quotes" }, context.quoted(naming.head));
    let last = group.mentions.last().map_or(sentence, |m| context.document.sentence_of(m.head));
    f.count("sentences spanned=", last - sentence, 6);
    if naming.verbal {
        let before = naming.head.checked_sub(1).filter(|&at| at >= tokens.start);
        let subject = before.and_then(|at| cast.covering(at)).map(|m| cast.kind(m).name());
        let object = cast.covering(naming.head_end).filter(|_| naming.head_end < tokens.end);
        f.add(&["verb after ", subject.unwrap_or("no name")]);
        f.add(&["verb before ", object.map_or("no name", |m| cast.kind(m).name())]);
    } else {
        let possessor = naming.definite && !naming.shown;
        f.add(&[
            kind,
            if possessor { " definite" } else { " indefinite" },
            if group.mentions.len() > 1 { " again" } else { " once" },
        ]);
    }
}

/// How much of the phrase the headline says, and how much the article has of the sort.
fn salience(context: &Context, group: &Group, naming: &Candidate, at: &Place, f: &mut Features) {
    let words: Vec<String> =
        naming.extent.upto(1).filter(|&at| context.function(at).is_none()).filter_map(|at| stem(context, at)).collect();
    let said = words.iter().filter(|w| at.headline.iter().any(|h| alike(h, w))).count();
    f.count("in headline=", said, 4);
    f.count("in headline, of ten=", said * 10 / words.len().max(1), 9);
    let sentence = context.document.sentence_of(naming.head);
    f.add(&["in headline ", if said > 0 { "yes " } else { "no " }, if sentence < 3 { "lead" } else { "below" }]);
    let of_sort = |g: &&Group| g.mentions[0].kind == naming.kind;
    let (all, earlier) = (at.groups, &at.groups[..at.number]);
    f.count("of its sort=", all.iter().filter(of_sort).take(5).count(), 5);
    f.count("earlier of its sort=", earlier.iter().filter(of_sort).take(4).count(), 4);
    // Groups stand in the order of their first mentions.
    let first = |g: &Group| context.document.sentence_of(g.mentions[0].head);
    let before = earlier.binary_search_by_key(&sentence, first).is_ok();
    f.flag("another before it in the sentence", before);
    f.flag("holds a number", words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit())));
    f.count("groups=", at.groups.len() / 4, 8);
    let strong = if naming.strong { "strong " } else { "weak " };
    f.add(&[strong, if naming.is_bare() { "bare" } else { "full" }]);
    f.count(if naming.strong { "strong mentions=" } else { "weak mentions=" }, group.mentions.len(), 4);
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
