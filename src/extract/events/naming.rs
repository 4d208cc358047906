//! What an occurrence is called, of which sort it is, and when it was.

use super::candidates::Candidate;
use super::coreference::Group;
use super::extent;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Happening, Phrase};
use crate::extract::times::Time;
use crate::model::kinds::EventType;
use crate::model::span::Field;

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

pub fn happening(context: &Context, cast: &Cast, times: &[Time], group: &Group) -> Happening {
    let naming = naming(context, group);
    let mut mentions: Vec<Phrase> = vec![naming.phrase(1)];
    mentions.extend(group.mentions.iter().filter(|m| m.head != naming.head).map(|m| m.phrase(1)));
    let mut forms = vec![naming.phrase(0), naming.phrase(2), naming.phrase(9)];
    if let Some(first) = naming.verbal.then(|| extent::subject(context, times, naming.head)).flatten() {
        let with =
            |complements| Phrase { tokens: first..naming.extent.upto(complements).end, cut: 0, head: naming.head };
        forms.splice(1..1, [with(0), with(1)]);
    }
    if let Some(end) = naming.extent.timed {
        forms.push(Phrase { tokens: naming.extent.first..end, cut: naming.cut, head: naming.head });
    }
    if naming.verbal
        && let Some(named) = cast.within(naming.extent.whole()).next()
    {
        forms.push(Phrase { tokens: naming.extent.first..named.tokens.end, cut: naming.cut, head: naming.head });
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
pub fn naming<'g>(context: &Context, group: &'g Group) -> &'g Candidate {
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
