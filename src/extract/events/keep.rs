//! Which of the occurrences that are told an article is about: the learned decision `event`.

use super::candidates::Candidate;
use super::coreference::{Group, alike, stems};
use super::naming::{forms, happening, naming, time_of};
use super::sort::{self, Topics};
use crate::extract::cast::Cast;
use crate::extract::context::{Context, Grain};
use crate::extract::fact::{Happening, Said, Utterance};
use crate::extract::times::Time;
use crate::lang::lexicon::{Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "event";

/// Keeps the groups that the learned decision takes for events.
pub fn keep(
    context: &Context,
    cast: &Cast,
    times: &[Time],
    utterances: &[Utterance],
    groups: &[Group],
) -> Vec<Happening> {
    let mut kept = Vec::new();
    let headline = headline(context);
    let said = Said::new(context.document.tokens.len(), utterances);
    let topics = Topics::new(cast, groups);
    for (i, group) in groups.iter().enumerate() {
        let mut happening = happening(context, cast, times, group);
        let features =
            features(context, cast, times, group, &Place { number: i, groups, headline: &headline, said: &said });
        let choice = context.decide(TASK, &features, || vec![Subject::Event(forms(context, &happening))]);
        if choice.label != "none" || !context.knows(TASK) {
            happening.margin = choice.margin;
            happening.kind = sort::decide(context, cast, group, &topics, &happening);
            kept.push(happening);
        }
    }
    kept
}

/// Where a group stands among all.
struct Place<'p> {
    number: usize,
    groups: &'p [Group],
    headline: &'p [String],
    said: &'p Said,
}

/// The stems of the headline's words, without small words.
fn headline(context: &Context) -> Vec<String> {
    let title = context.document.tokens.iter().take_while(|t| t.field == Field::Title).count();
    stems(context, 0..title).collect()
}

fn features(context: &Context, cast: &Cast, times: &[Time], group: &Group, at: &Place) -> Features {
    let (place, groups) = (at.number, at.groups.len());
    let mut f = Features::new();
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
    senses(context, naming, &mut f);
    salience(context, group, naming, at, &mut f);
    told(group, naming, at.said, &mut f);
    for mention in cast.within(naming.extent.whole()) {
        f.add(&["holds=", cast.kind(mention).name()]);
    }
    scenery(context, cast, group, naming, &mut f);
    f.flag("has time", time_of(context, times, naming).is_some());
    f.flag("time near", time_of(context, times, naming).is_some_and(|t| t.tokens.start.abs_diff(naming.head) < 8));
    f
}

/// Whether the article tells it, or somebody in it.
fn told(group: &Group, naming: &Candidate, said: &Said, f: &mut Features) {
    let form = if naming.verbal { "verb " } else { "noun " };
    let by_somebody = group.mentions.iter().filter(|m| said.holds(m.head)).count();
    let who = match by_somebody {
        0 => "told by the article",
        n if n == group.mentions.len() => "told by somebody",
        _ => "told by both",
    };
    f.add(&[who]);
    f.add(&[form, who]);
    f.add(&[naming.kind.name(), " ", who]);
    f.add(&[form, if said.holds(naming.head) { "named by somebody" } else { "named by the article" }]);
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
    f.count_of(&[form, " actors near="], actors, 4);
    let inside = cast.within(naming.extent.whole()).count();
    f.count_of(&[form, " names inside="], inside, 3);
    f.count_of(&[kind, " names inside="], inside, 2);
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
    let words: Vec<String> = stems(context, naming.extent.upto(1)).collect();
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

/// What sort of words the head and its neighbours are, so that what was learned of one word serves those like it.
fn senses(context: &Context, naming: &Candidate, f: &mut Features) {
    let language = context.language.code();
    let form = if naming.verbal { " verb" } else { " noun" };
    for (name, grain) in
        [(" head coarse=", Grain::Coarse), (" head middle=", Grain::Middle), (" head fine=", Grain::Fine)]
    {
        f.add(&[language, form, name, context.cluster(naming.head, grain)]);
    }
    let sentence = context.sentence(naming.head);
    let neighbours = [
        (" before ", naming.extent.first.checked_sub(1)),
        (" two before ", naming.extent.first.checked_sub(2)),
        (" next ", Some(naming.head_end)),
        (" second next ", Some(naming.head_end + 1)),
        (" after ", Some(naming.extent.upto(1).end)),
    ];
    for (side, at) in neighbours {
        let Some(at) = at.filter(|at| sentence.contains(at)) else { continue };
        f.add(&[language, form, side, "coarse=", context.cluster(at, Grain::Coarse)]);
        f.add(&[language, form, side, "middle=", context.cluster(at, Grain::Middle)]);
    }
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
