//! Whether what a rule took for a statement is one: a learned decision.

use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::Utterance;
use crate::lang::lexicon::Meaning;
use crate::lang::weights::{Features, Subject};
use crate::model::kinds::Level;
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "statement";

/// Confidence in a speaker whom the text names at the cue.
pub const NAMED: u8 = 85;
/// Confidence in a speaker whom a pronoun means.
pub const PRONOUN: u8 = 75;
/// Confidence in a speaker who is not told at the cue: the one who spoke before.
pub const BEFORE: u8 = 70;

/// Whether an utterance is kept.
pub fn keep(context: &Context, cast: &Cast, utterance: &Utterance) -> bool {
    let about = || {
        let member = &cast.members[utterance.speaker];
        let names = std::iter::once(&member.name).chain(&member.aliases).cloned().collect();
        let content = context.text(utterance.content.clone(), utterance.cut).to_owned();
        vec![Subject::Entity(member.kind.name(), names), Subject::Text(content)]
    };
    let choice = context.decide(TASK, features(context, cast, utterance), about);
    choice.label != "none" || !context.knows(TASK)
}

fn features(context: &Context, cast: &Cast, utterance: &Utterance) -> Features {
    let mut f = context.features();
    let cue = utterance.cue.start;
    let content = &utterance.content;
    f.add(&["language=", context.language.code()]);
    f.add(&["rule=", utterance.rule]);
    f.add(&["speaker=", cast.members[utterance.speaker].kind.name()]);
    f.add(&["rule=", utterance.rule, " speaker=", cast.members[utterance.speaker].kind.name()]);
    f.flag("quoted", utterance.direct);
    f.flag("in title", context.token(cue).is_some_and(|t| t.field == Field::Title));
    f.flag("sure of the speaker", utterance.confidence >= 80);
    f.flag("speaker by pronoun", utterance.confidence == PRONOUN);
    f.flag("speaker before", utterance.confidence == BEFORE);
    f.count("words=", content.len() / 4, 5);
    let follows = content.start >= utterance.cue.end;
    let gap = if follows { content.start - utterance.cue.end } else { cue.saturating_sub(content.end) };
    f.count(if follows { "after cue by=" } else { "before cue by=" }, gap.min(9) / 2, 4);
    let speech = context.matches.find(cue, |m| match m {
        Meaning::Speech { lemma, form, polarity, .. } => Some((lemma, form, polarity)),
        _ => None,
    });
    if let Some((_, (lemma, form, polarity))) = speech {
        f.add(&["verb=", lemma]);
        f.add(&["verb=", lemma, " rule=", utterance.rule]);
        let form = format!("{form:?}");
        f.add(&["form=", &form]);
        f.add(&["form=", &form, " rule=", utterance.rule]);
        f.add(&["form=", &form, " polarity=", polarity.map_or("none", |p| p.name())]);
    }
    if let Some(token) = context.token(content.start) {
        f.add(&["first=", &token.norm]);
    }
    let sentence = context.sentence(cue);
    f.flag("cue begins the sentence", sentence.start == cue);
    f.flag("in a later sentence", !sentence.contains(&content.start));
    let verbs = content.clone().filter(|&t| context.is_verb(t)).count();
    f.count("verbs=", verbs, 3);
    if let Some(mention) = cast.nearest(utterance.speaker, cue) {
        f.add(&["speaker level=", mention.level.name()]);
        f.count("speaker from cue=", mention.tokens.start.abs_diff(cue).min(27) / 3, 9);
        let demonym = if mention.level == Level::Demonym { "demonym" } else { "name" };
        f.add(&[demonym, " rule=", utterance.rule]);
    }
    f
}
