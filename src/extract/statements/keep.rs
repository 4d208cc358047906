//! Whether what a rule took for a statement is one, and whose: a learned decision about each who may have said it.

use std::ops::Range;

use super::asked::Phrase;
use crate::extract::cast::{Cast, Member, Mention};
use crate::extract::context::{Context, Grain};
use crate::extract::fact::Utterance;
use crate::lang::Reference;
use crate::lang::lexicon::{Form, Function, Meaning};
use crate::lang::weights::{Features, Subject};
use crate::model::kinds::EntityType;
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "statement";

/// How a rule found the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The text names him at the cue.
    Named,
    /// A pronoun means him.
    Pronoun,
    /// The one who spoke before.
    Before,
    /// The rule knows nobody.
    Nobody,
}

impl How {
    const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Pronoun => "pronoun",
            Self::Before => "before",
            Self::Nobody => "nobody",
        }
    }

    /// Confidence in such a speaker.
    pub const fn confidence(self) -> u8 {
        match self {
            Self::Named => 85,
            Self::Pronoun => 75,
            Self::Before | Self::Nobody => 70,
        }
    }
}

/// What is known of a speaker before the decision.
#[derive(Clone, Copy, Debug)]
pub struct Known<'r> {
    /// Where each member of the cast is mentioned.
    pub mentions: &'r [Vec<&'r Mention>],
    /// How many of its kind each is outdone by in mentions.
    pub ranks: &'r [usize],
    /// How the rule found its speaker.
    pub how: How,
    /// Whom it found.
    pub pick: Option<usize>,
    /// The noun phrase where the subject stands.
    pub phrase: Option<&'r Phrase>,
    /// Whether the cue tells that its subject passes on what another said.
    pub passed: bool,
    /// The pronoun in the place of the subject.
    pub reference: Option<Reference>,
    /// Who spoke last.
    pub last: Option<usize>,
    /// The token after the last cue of somebody whom the text does not name; 0 where there is none.
    pub silenced: usize,
    /// Who spoke so far and how often, the latest first.
    pub spoken: &'r [(usize, usize)],
}

/// By how many thousandths of a log-odd an utterance is one, above zero; `features` are those it has whoever said it.
pub fn weigh(
    context: &Context,
    cast: &Cast,
    mut features: Features,
    utterance: &Utterance,
    known: &Known,
) -> Option<i32> {
    speaker(context, cast, utterance, known, &mut features);
    let about = || {
        let content = context.text(utterance.content.clone(), utterance.cut).to_owned();
        vec![cast.members[utterance.speaker].subject(), Subject::Text(content)]
    };
    let choice = context.decide(TASK, &features, about);
    if context.knows(TASK) {
        (choice.label != "none").then_some(choice.margin)
    } else {
        (known.pick == Some(utterance.speaker)).then_some(0)
    }
}

/// Sentences before a cue whose actors may be its speaker, and tokens on either side.
const REACH: usize = 3;
const WINDOW: usize = 120;

/// Most of them.
const MOST: usize = 10;

/// How many of them spoke before.
const SPOKEN: usize = 3;

/// Who may have said something: whom the rule found, who spoke before, and the actors near the cue that are not named
/// in what was said, the nearest first.
pub fn candidates(context: &Context, cast: &Cast, cue: usize, content: &Range<usize>, known: &Known) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::with_capacity(MOST);
    let spoken = known.spoken.iter().take(SPOKEN).map(|&(member, _)| member);
    for member in known.pick.into_iter().chain(known.last).chain(spoken) {
        if !found.contains(&member) {
            found.push(member);
        }
    }
    let here = context.document.sentence_of(cue);
    let field = context.document.sentences[here].field;
    let first = (here.saturating_sub(REACH)..here).find(|&s| context.document.sentences[s].field == field);
    let start = context.document.sentences[first.unwrap_or(here)].tokens.start;
    let mut near: Vec<&Mention> = cast
        .within(start.max(cue.saturating_sub(WINDOW))..context.sentence(cue).end.min(cue + WINDOW))
        .filter(|m| cast.kind(m).is_actor() && !content.contains(&m.tokens.start))
        .collect();
    near.sort_by_key(|m| m.tokens.start.abs_diff(cue));
    for mention in near {
        if found.len() < MOST && !found.contains(&mention.member) {
            found.push(mention.member);
        }
    }
    found
}

/// What speaks for an utterance, whoever said it.
pub fn features(context: &Context, cast: &Cast, utterance: &Utterance, phrase: Option<&Phrase>) -> Features {
    let mut f = Features::new();
    let cue = utterance.cue.start;
    let content = &utterance.content;
    f.add(&["language=", context.language.code()]);
    f.add(&["rule=", utterance.rule]);
    f.flag("quoted", utterance.direct);
    f.flag("in title", context.token(cue).is_some_and(|t| t.field == Field::Title));
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
    let between = if follows { utterance.cue.end..content.start } else { content.end..cue.max(content.end) };
    for at in between.take(WINDOW) {
        match context.function(at) {
            Some(Function::Preposition) => {
                let word = context.token(at).map_or("", |t| &t.norm);
                f.add(&["between ", word]);
                if let Some((_, (lemma, ..))) = speech {
                    f.add(&["verb=", lemma, " between ", word]);
                }
            }
            Some(Function::Relative) => f.add(&["between a relative"]),
            _ => {}
        }
        if context.is_finite(at) {
            f.add(&["between a verb"]);
        }
        let noun = |m| matches!(m, Meaning::Speech { form: Form::Noun | Form::Masdar, .. }).then_some(());
        if context.matches.find(at, noun).is_some() {
            f.add(&["between a noun of speech"]);
        }
    }
    let sentence = context.sentence(cue);
    around(context, &utterance.cue, &mut f);
    f.flag("cue begins the sentence", sentence.start == cue);
    f.flag("in a later sentence", !sentence.contains(&content.start));
    let verbs = content.clone().filter(|&t| context.is_verb(t)).count();
    f.count("verbs=", verbs, 3);
    if let Some(phrase) = phrase {
        phrase.features(context, cast, &mut f);
    }
    f
}

/// Longest way from a negation to the cue, in tokens.
const NEGATED: usize = 3;

/// What the words beside a cue tell of it: a noun among nouns, a verb that is denied or passive.
fn around(context: &Context, cue: &Range<usize>, f: &mut Features) {
    let sentence = context.sentence(cue.start);
    let word = |at: usize| match context.token(at) {
        Some(token) if context.is_mark(at) || context.function(at).is_some() => &token.norm,
        _ => context.cluster(at, Grain::Fine),
    };
    let before = if cue.start > sentence.start { word(cue.start - 1) } else { "-" };
    let after = if cue.end < sentence.end { word(cue.end) } else { "-" };
    let finite = if context.is_finite(cue.start) { "finite" } else { "not finite" };
    f.add(&[finite, " cue behind ", before]);
    f.add(&[finite, " cue before ", after]);
    let lowest = sentence.start.max(cue.start.saturating_sub(NEGATED));
    f.flag("denied", (lowest..cue.start).any(|t| context.function(t) == Some(Function::Negation)));
}

/// What speaks for this speaker rather than another.
fn speaker(context: &Context, cast: &Cast, utterance: &Utterance, known: &Known, f: &mut Features) {
    let cue = utterance.cue.start;
    let member = &cast.members[utterance.speaker];
    let kind = member.kind.name();
    let how = known.how.name();
    f.add(&["speaker=", kind]);
    f.add(&["rule=", utterance.rule, " speaker=", kind]);
    // Where a subject stands differs by language, and so does what a rule's pick is worth.
    let picked = if known.pick == Some(utterance.speaker) { " picked" } else { " other" };
    let picked = &[context.language.code(), picked].concat();
    f.add(&[picked, " how=", how]);
    f.add(&[picked, " how=", how, " kind=", kind]);
    f.add(&[picked, " how=", how, " rule=", utterance.rule]);
    let last = match known.last {
        None if known.silenced > 0 => "silenced",
        None => "nobody",
        Some(last) if last == utterance.speaker => "this one",
        Some(_) => "another",
    };
    f.add(&[picked, " how=", how, " last=", last]);
    f.add(&["kind=", kind, " last=", last, " how=", how]);
    if known.passed {
        f.add(&[picked, " how=", how, " passed on, kind=", kind]);
    }
    agreement(context, member, cue, f);
    subject(context, cast, utterance.speaker, known, [picked, last], f);
    // التقرير, المتحدث, the company: whom such a noun means.
    let verb_first = context.language.grammar().verb_first;
    let noun = if verb_first { Some(utterance.cue.end) } else { cue.checked_sub(1) };
    if let Some(at) = noun.filter(|&at| context.is_word(at) && context.function(at).is_none()) {
        let word = context.token(at).map_or("", |t| t.stem(context.definite(at).unwrap_or_default()));
        f.add(&[how, " noun=", word, " last=", last]);
        f.add(&[how, " noun=", word, " kind=", kind]);
        f.add(&[how, " noun like=", context.cluster(at, Grain::Fine), " last=", last]);
    }
    standing(context, utterance.speaker, known, [picked, kind], f);
    let own = &known.mentions[utterance.speaker];
    let inside = cast.within(utterance.content.clone()).any(|m| m.member == utterance.speaker);
    f.add(&[picked, if inside { " named in it" } else { " not named in it" }]);
    let (before, after) = own.split_at(own.partition_point(|m| m.tokens.start < cue));
    let outside = |m: &&&Mention| !utterance.content.contains(&m.tokens.start);
    let nearest = before.iter().rev().find(outside).into_iter().chain(after.iter().find(outside));
    let Some(mention) = nearest.min_by_key(|m| m.tokens.start.abs_diff(cue)) else {
        f.add(&[picked, " nowhere else"]);
        return;
    };
    let (level, at) = (mention.level.name(), mention.tokens.start);
    if known.silenced > 0 {
        let since = if at < known.silenced { "before silence" } else { "since silence" };
        f.add(&[picked, " how=", how, " named ", since]);
    }
    f.add(&["speaker level=", level]);
    f.add(&[picked, " level=", level, " kind=", kind]);
    f.add(&[level, " rule=", utterance.rule]);
    let sentence = context.sentence(cue);
    let side = if !sentence.contains(&at) {
        if at < sentence.start { "earlier sentence" } else { "later sentence" }
    } else if at > cue {
        if at < utterance.content.start { "between cue and content" } else { "behind" }
    } else if at > utterance.content.start {
        "between content and cue"
    } else {
        "before"
    };
    if side == "between cue and content" {
        inserted(context, cast, utterance, mention, picked, f);
    }
    f.add(&[picked, " ", side]);
    f.add(&[picked, " ", side, " kind=", kind]);
    f.add(&[picked, " ", side, " how=", how]);
    f.count_of(&[side, "="], at.abs_diff(cue).min(27) / 3, 9);
    let before = context.document.sentence_of(cue).saturating_sub(context.document.sentence_of(at));
    f.count_of(&[picked, " sentences="], before, 4);
    if at.abs_diff(cue) > WINDOW {
        f.add(&[picked, " far"]);
        return;
    }
    let governed = at > 0 && context.function(at - 1) == Some(Function::Preposition) || mention.cut > 0;
    f.add(&[picked, " ", side, if governed { " governed" } else { " free" }]);
    let line = context.sentence(at);
    let leads = cast.within(line.start.max(at.saturating_sub(WINDOW))..at).all(|m| !cast.kind(m).is_actor());
    f.add(&[picked, " ", side, if leads { " leads" } else { " later" }]);
    let between = at.min(cue)..at.max(cue);
    let others =
        cast.within(between.clone()).filter(|m| cast.kind(m).is_actor() && m.member != utterance.speaker).count();
    f.count_of(&[picked, " ", side, " others="], others, 3);
    let kin = cast.within(between.clone()).filter(|m| cast.kind(m) == member.kind && m.member != utterance.speaker);
    f.count_of(&[picked, " ", side, " how=", how, " of its kind="], kin.count(), 2);
    let verbs = between.filter(|&t| context.is_finite(t)).count();
    f.count_of(&[picked, " ", side, " verbs="], verbs, 3);
}

/// How foremost a speaker of a kind, `picked` or not, stands in the article: who spoke when and how often, who is named
/// most and in the headline.
fn standing(context: &Context, speaker: usize, known: &Known, [picked, kind]: [&str; 2], f: &mut Features) {
    let how = known.how.name();
    let turn = known.spoken.iter().position(|&(member, _)| member == speaker);
    let often = turn.map_or(0, |turn| known.spoken[turn].1);
    let turn = match turn {
        None => "never",
        Some(0) => "last",
        Some(1) => "before last",
        Some(_) => "earlier",
    };
    f.add(&[picked, " how=", how, " spoke ", turn]);
    f.add(&["kind=", kind, " spoke ", turn, " how=", how]);
    f.count_of(&[picked, " how=", how, " said="], often, 4);
    let own = &known.mentions[speaker];
    f.count_of(&[picked, " mentions="], own.len(), 6);
    f.count_of(&[picked, " how=", how, " kind=", kind, " rank="], known.ranks[speaker], 3);
    let titled = own.first().and_then(|m| context.token(m.tokens.start)).is_some_and(|t| t.field == Field::Title);
    f.add(&[picked, " how=", how, if titled { " in the headline" } else { " below the headline" }]);
}

/// What the pronoun or noun in the place of the subject tells of a speaker, `picked` or not, beside who spoke `last`.
fn subject(context: &Context, cast: &Cast, speaker: usize, known: &Known, [picked, last]: [&str; 2], f: &mut Features) {
    let member = &cast.members[speaker];
    if let Some(reference) = known.reference {
        let reference = match reference {
            Reference::Person(gender) => gender,
            Reference::Thing => "thing",
            Reference::Several => "several",
        };
        f.add(&["pronoun=", reference, " who=", member.kind.name(), " ", member.gender.unwrap_or("-")]);
        f.add(&["pronoun=", reference, " ", picked, " last=", last]);
    }
    if let Some(phrase) = known.phrase {
        phrase.speaker(context, cast, &[picked, " ", last].concat(), &known.mentions[speaker], f);
    }
}

/// What speaks for a speaker who is named between the cue and what was said.
fn inserted(context: &Context, cast: &Cast, utterance: &Utterance, mention: &Mention, picked: &str, f: &mut Features) {
    let kind = cast.kind(mention).name();
    let start = mention.tokens.start;
    let governor = match context.token(start.wrapping_sub(1)) {
        _ if mention.cut > 0 => "proclitic",
        _ if start == utterance.cue.end => "cue",
        Some(token) if context.function(start - 1).is_some() => &token.norm,
        _ if context.is_mark(start - 1) => "mark",
        _ if context.title(start - 1).is_some() => "title",
        _ => "word",
    };
    f.add(&[picked, " behind ", governor]);
    f.add(&["behind ", governor, " kind=", kind]);
    let between = utterance.cue.end..utterance.content.start;
    let rest = (mention.tokens.end..utterance.content.start).filter(|&t| {
        context.is_word(t) && context.matches.find(t, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_none()
    });
    f.count_of(&[picked, " words to content="], rest.count(), 4);
    let actors = || cast.within(between.clone()).filter(|m| cast.kind(m).is_actor());
    let before = actors().filter(|m| m.tokens.start < start).count();
    let after = actors().filter(|m| m.tokens.start > start).count();
    let place = match (before, after) {
        (0, 0) => "only",
        (0, _) => "first",
        (_, 0) => "last",
        _ => "middle",
    };
    f.add(&[picked, " ", place, " behind ", governor]);
    f.add(&[place, " kind=", kind, " behind ", governor]);
    let persons = actors().filter(|m| cast.kind(m) == EntityType::Person && m.tokens.start != start).count();
    f.count_of(&[picked, " kind=", kind, " persons="], persons, 2);
}

/// Whether verb and subject agree, as far as their letters tell: the last ones of feminine words are others.
fn agreement(context: &Context, member: &Member, cue: usize, f: &mut Features) {
    let Some(token) = context.token(cue) else { return };
    let stem = context.matches.at(cue).first().map_or(&*token.norm, |m| token.stem(m.reading));
    let ends = |word: &str| word.chars().next_back().map(String::from).unwrap_or_default();
    let head = member.name.split(' ').next().unwrap_or_default();
    let who = [member.kind.name(), " ", member.gender.unwrap_or("-"), " ", &ends(head)].concat();
    f.add(&["verb ends=", &ends(stem), " who=", &who]);
    // مؤكدين and قالوا are said of several.
    let last = stem.char_indices().rev().nth(1).map_or(stem, |(at, _)| &stem[at..]);
    f.add(&["verb ends in ", last, " kind=", member.kind.name()]);
    let begins: String = stem.chars().take(1).collect();
    f.add(&["verb begins=", &begins, " who=", &who]);
}
