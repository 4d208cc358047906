//! Who speaks: the subject of the cue, after it, before it, or the one who spoke last.

use std::ops::Range;

use super::content::Content;
use super::cue::Cue;
use super::subject;
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::{Office, around};
use crate::lang::Reference;
use crate::lang::lexicon::{Form, Function, Meaning, TitleClass};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, EventType, Level};

/// Farthest that a body is named behind a source that belongs to it, in tokens.
const BODY: usize = 6;

/// Longest rest of a title between a body's name and the comma before its holder's, in tokens.
const APPOSED: usize = 8;

/// The speaker of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A member of the cast.
    Named(usize),
    /// The cue has no subject of its own.
    Before,
    /// A pronoun is its subject.
    Pronoun(Reference),
    /// Somebody whom the text does not name.
    Unnamed,
}

/// Finds the speaker of a cue whose content is known.
pub fn find(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    cue: &Cue,
    content: &Content,
    sentence: &Range<usize>,
    last: Option<usize>,
) -> Found {
    let follows = content.tokens.start >= cue.tokens.end;
    let after = cue.tokens.end..if follows { content.tokens.start } else { sentence.end.min(cue.tokens.end + 14) };
    let start = if follows { sentence.start } else { content.tokens.end.min(cue.tokens.start) };
    let verb_first = context.language.grammar().verb_first;
    if let Some(source) = quoted_from(context, cue, &after) {
        return subject(context, cast, offices, source);
    }
    match cue.form {
        Form::Participle | Form::Passive => last.map_or_else(
            || nearest_before(context, cast, offices, sentence.start..cue.tokens.start),
            |_| Found::Before,
        ),
        Form::Source if verb_first => subject(context, cast, offices, after),
        Form::Source => {
            subject::read(context, cast, offices, &subject::after(context, cast, after.start, sentence.end))
        }
        Form::Noun | Form::Masdar => {
            // اتهامات الأمم المتحدة بأن: whose they are stands behind the noun.
            let owner = if verb_first { subject(context, cast, offices, after) } else { Found::Before };
            match owner {
                Found::Named(member) => Found::Named(member),
                _ => match nearest_before(context, cast, offices, sentence.start..cue.tokens.start) {
                    Found::Unnamed => Found::Before,
                    found => found,
                },
            }
        }
        _ if verb_first && in_relative_clause(context, cue.tokens.start) => {
            let found = subject(context, cast, offices, after);
            if found == Found::Before { antecedent(context, cast, offices, cue.tokens.start) } else { found }
        }
        _ if verb_first => {
            let found = subject(context, cast, offices, after);
            let topic = topic(context, cast, offices, sentence.start..cue.tokens.start);
            match (found, topic) {
                // صرح كيري أن, against كيري أكد أن: a subject before the verb stands where none follows it.
                (Found::Before, Some(member)) => Found::Named(member),
                // كانت روسيا قد اتهمت سوريا: what follows the verb is its object.
                (_, Some(member)) if is_perfect(context, cue.tokens.start) => Found::Named(member),
                (found, _) => found,
            }
        }
        _ => {
            let subject = subject::before(context, cast, cue.tokens.start, start);
            if !subject.phrase.is_empty() {
                return subject::read(context, cast, offices, &subject.phrase);
            }
            if follows {
                return Found::Before;
            }
            let phrase = subject::after(context, cast, cue.tokens.end, sentence.end);
            let behind = subject::named_behind(context, cast, phrase.end);
            match subject::read(context, cast, offices, &phrase) {
                Found::Named(member) if cast.members[member].kind == EntityType::Person => Found::Named(member),
                found => behind.map_or(found, |m| Found::Named(m.member)),
            }
        }
    }
}

/// Where those stand whose words the subject of a cue passes on: نقلت وكالة عن وزير أن.
fn quoted_from(context: &Context, cue: &Cue, after: &Range<usize>) -> Option<Range<usize>> {
    let preposition = cue.source()?;
    let mut folded = String::new();
    context.language.fold(preposition, &mut folded);
    let at = after.clone().find(|&t| context.token(t).is_some_and(|t| t.is(&folded)))?;
    Some(at + 1..after.end)
}

/// Whether the particle of the perfect stands before a verb, which only a subject before both can have: كان X قد قال.
fn is_perfect(context: &Context, verb: usize) -> bool {
    verb > 0 && context.function(verb - 1) == Some(Function::Hypothetical)
}

fn in_relative_clause(context: &Context, cue: usize) -> bool {
    cue > 0 && context.function(cue - 1) == Some(Function::Relative)
}

/// Of whom a relative clause tells that begins before a cue: the body or person that stands before it.
fn antecedent(context: &Context, cast: &Cast, offices: &[Office], cue: usize) -> Found {
    let end = cue - 1;
    let end = end - usize::from(end > 0 && context.is_comma(end - 1));
    let Some(last) = end.checked_sub(1) else { return Found::Unnamed };
    match cast.covering(last) {
        Some(mention) => speaks(context, cast, offices, mention).map_or(Found::Unnamed, Found::Named),
        None if is_document(context, last) => Found::Before,
        None => Found::Unnamed,
    }
}

/// Another speaker whom a conjunction joins to the subject before a cue.
pub fn companion(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    cue: &Cue,
    content: &Content,
    sentence: &Range<usize>,
) -> Option<usize> {
    if !cue.is_finite() {
        return None;
    }
    let follows = content.tokens.start >= cue.tokens.end;
    if context.language.grammar().verb_first {
        return if follows { second(context, cast, cue.tokens.end..content.tokens.start) } else { None };
    }
    let floor = if follows { sentence.start } else { content.tokens.end.min(cue.tokens.start) };
    let subject = subject::before(context, cast, cue.tokens.start, floor);
    let phrase = subject::joined(context, cast, &subject.phrase, floor).filter(|_| !subject.phrase.is_empty())?;
    match subject::read(context, cast, offices, &phrase) {
        Found::Named(member) => Some(member),
        _ => None,
    }
}

/// The second of two persons whom a conjunction joins behind a verb: قال الرئيس X ووزير خارجيته Y إن.
fn second(context: &Context, cast: &Cast, tokens: Range<usize>) -> Option<usize> {
    let mut persons = cast.within(tokens).filter(|m| cast.kind(m) == EntityType::Person && m.level == Level::Name);
    let (first, second) = (persons.next()?, persons.next()?);
    let between = first.tokens.end..second.tokens.start;
    let joins = context
        .token(first.tokens.end)
        .is_some_and(|t| t.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION));
    let plain = between.clone().all(|t| context.is_word(t) && context.function(t).is_none() && !context.is_finite(t));
    (joins && plain).then_some(second.member)
}

/// The subject in the tokens after a verb: the first actor that no preposition governs; of `the Portuguese player X` it
/// is X. A title without a name is its holder, if the article names him, or speaks for the body or state in it.
fn subject(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mut at = tokens.start;
    let mut noun = Noun::None;
    while at < tokens.end {
        if let Some(mention) = cast.covering(at) {
            let governed = is_governed(context, mention.tokens.start.max(tokens.start), tokens.start);
            if governed && noun == Noun::None {
                return Found::Before;
            }
            if let Some(person) = person_after(context, cast, mention, tokens.end) {
                return Found::Named(person);
            }
            let person = cast.kind(mention) == EntityType::Person && !governed;
            if (person || noun != Noun::Other)
                && let Some(member) = speaks(context, cast, offices, mention)
            {
                let title = tokens.start..mention.tokens.end;
                let holder = (noun == Noun::Official).then(|| holder(context, cast, offices, &title)).flatten();
                return Found::Named(holder.unwrap_or(member));
            }
            return Found::Unnamed;
        }
        match context.token(at).map(|t| t.kind) {
            // وأضاف قائلا: one cue that carries another on.
            Some(TokenKind::Word) if noun == Noun::None && !super::cue::find(context, at..at + 1).is_empty() => {}
            Some(TokenKind::Word) if noun == Noun::None && is_document(context, at) => return Found::Before,
            Some(TokenKind::Word) if noun == Noun::None && is_issued(context, at) => noun = Noun::Document,
            Some(TokenKind::Word) if noun == Noun::None && is_adverbial(context, at) => {
                return named_later(context, cast, offices, at..tokens.end);
            }
            Some(TokenKind::Word) if context.function(at).is_none() => {
                if is_anonymous(context, at) {
                    // مصدر في وزارة الداخلية speaks for it.
                    if noun == Noun::None
                        && let Some(body) = body_of(context, cast, at + 1..tokens.end)
                    {
                        return Found::Named(body);
                    }
                    // المصدر نفسه, the source: the one before.
                    return if noun == Noun::None && context.has_article(at) { Found::Before } else { Found::Unnamed };
                }
                if noun == Noun::None && is_address(context, at) {
                    at += 1;
                    continue;
                }
                let official = context
                    .matches
                    .find(at, |m| {
                        matches!(
                            m,
                            Meaning::OrganizationHead(_) | Meaning::Title(TitleClass::Office | TitleClass::Spokesman)
                        )
                        .then_some(())
                    })
                    .is_some();
                if noun == Noun::None {
                    noun = if official { Noun::Official } else { Noun::Other };
                }
            }
            Some(TokenKind::Mark) if noun == Noun::None && context.is_comma(at) => {
                return named_later(context, cast, offices, at + 1..tokens.end);
            }
            Some(TokenKind::Mark) if context.is_comma(at) && cast.covering(at + 1).is_none() => break,
            _ => {}
        }
        at += 1;
    }
    match noun {
        Noun::None => Found::Before,
        Noun::Official => holder(context, cast, offices, &tokens).map_or(Found::Unnamed, Found::Named),
        Noun::Document | Noun::Other => Found::Unnamed,
    }
}

/// The body that a source without a name belongs to: the first name behind it that is one, before the next mark.
fn body_of(context: &Context, cast: &Cast, tokens: Range<usize>) -> Option<usize> {
    let end = tokens.clone().find(|&t| context.is_mark(t)).unwrap_or(tokens.end);
    let mention = cast.within(tokens.start..end.min(tokens.start + BODY)).next()?;
    (cast.kind(mention) == EntityType::Organization).then_some(mention.member)
}

/// The first noun of a subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    None,
    /// A title or the head of a body.
    Official,
    /// بيان لوزارة الخارجية: it speaks for whoever issued it.
    Document,
    Other,
}

/// The person whose name follows a demonym or organization directly, البرتغالي أندري غوميش, Labour's Tessa Jowell, or in
/// apposition behind a comma: مفوض الأمم المتحدة السامي، زيد بن رعد.
fn person_after(context: &Context, cast: &Cast, mention: &Mention, limit: usize) -> Option<usize> {
    let phrase = mention.tokens.end..limit.min(mention.tokens.end + APPOSED);
    let comma = phrase.clone().find(|&t| context.is_comma(t) || context.is_finite(t) || context.function(t).is_some());
    let behind = comma.filter(|&t| context.is_comma(t)).map_or(limit..limit, |t| t + 1..limit.min(t + 4));
    let apposed =
        behind.clone().find_map(|t| cast.covering(t).filter(|m| m.tokens.start == t && m.level == Level::Name));
    if let Some(person) = apposed.filter(|m| cast.kind(m) == EntityType::Person) {
        return Some(person.member);
    }
    (mention.tokens.end..limit.min(mention.tokens.end + 3))
        .find_map(|t| cast.covering(t).filter(|m| m.tokens.start == t && cast.kind(m) == EntityType::Person))
        .map(|m| m.member)
}

/// Who holds the title that stands in some tokens without a name: the article names him with the same head and the same
/// body or state.
pub fn holder(context: &Context, cast: &Cast, offices: &[Office], title: &Range<usize>) -> Option<usize> {
    let head_first = context.language.grammar().adjective_follows;
    let head = title.clone().find(|&t| context.title(t).is_some())?;
    let stems = |t: usize| context.title(t).and_then(|(m, _)| context.token(t).map(|k| k.stem(m.reading).to_owned()));
    let stem = stems(head)?;
    let members = |tokens: Range<usize>| -> Vec<usize> {
        cast.within(tokens).filter(|m| cast.kind(m) != EntityType::Person).map(|m| m.member).collect()
    };
    let own = members(if head_first { head..title.end } else { title.clone() });
    let heads = |o: &Office| if head_first { o.title.start..o.title.start + 1 } else { o.title.clone() };
    let same = |o: &&Office| {
        heads(o).any(|t| stems(t).as_ref() == Some(&stem)) && {
            let theirs = members(o.title.clone());
            own.iter().any(|m| theirs.contains(m))
        }
    };
    // الرئيس الأميركي is the only president of whom the article does not say that he is another's.
    let only = || {
        let bears = |o: &&Office| heads(o).any(|t| stems(t).as_ref() == Some(&stem));
        let others = |person: usize| {
            offices.iter().filter(bears).filter(|o| o.person == person).any(|o| !members(o.title.clone()).is_empty())
        };
        let mut bearers = offices.iter().filter(bears).filter(|o| own.is_empty() || !others(o.person));
        let first = bearers.next()?;
        let definite = context.is_definite(title.start) || context.has_article(head);
        (bearers.all(|o| o.person == first.person) && definite).then_some(first)
    };
    offices.iter().find(same).or_else(only).map(|o| o.person)
}

/// A form of address without a name: سموه.
fn is_address(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(TitleClass::Honorific)).then_some(())).is_some()
}

/// A statement or report that speaks for whoever issued it.
pub fn is_document(context: &Context, at: usize) -> bool {
    (context.has_article(at) || at > 0 && context.is_definite(at - 1)) && is_issued(context, at)
}

/// A noun of what somebody issues: a statement, a report.
fn is_issued(context: &Context, at: usize) -> bool {
    let issued = |m| {
        matches!(m, Meaning::Speech { form: Form::Noun, .. } | Meaning::Event { kind: EventType::StatementIssued, .. })
            .then_some(())
    };
    context.matches.find(at, issued).is_some()
}

/// After an inserted phrase (في تصريح، خلال مؤتمر) a subject may still follow behind a comma.
fn named_later(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let comma = tokens.clone().find(|&t| context.is(t, "،") || context.is(t, ","));
    let Some(comma) = comma else { return Found::Before };
    match cast.covering(comma + 1).filter(|m| m.tokens.start >= comma && m.tokens.end <= tokens.end) {
        Some(mention) => speaks(context, cast, offices, mention).map_or(Found::Before, Found::Named),
        None => Found::Before,
    }
}

/// Whom a mention makes speak: a person; whoever holds the title that it is part of; a body or state.
pub fn speaks(context: &Context, cast: &Cast, offices: &[Office], mention: &Mention) -> Option<usize> {
    let holds = |o: &&Office| o.title.start <= mention.tokens.start && mention.tokens.end <= o.title.end;
    let holder = around(offices, mention.tokens.start).iter().find(holds);
    if let Some(office) = holder.filter(|_| cast.kind(mention) != EntityType::Person) {
        return Some(office.person);
    }
    match cast.kind(mention) {
        EntityType::Place => government(context, cast, mention),
        _ => Some(mention.member),
    }
}

/// The state for which a capital stands, where the cast has it.
fn government(context: &Context, cast: &Cast, mention: &Mention) -> Option<usize> {
    let (_, country) = context.matches.find(mention.tokens.start, |m| match m {
        Meaning::Capital(country) => Some(country),
        _ => None,
    })?;
    cast.members.iter().position(|m| m.kind == EntityType::Country && m.country == Some(country))
}

/// The topic before a verb: the last actor before it that no preposition governs, with only marks in between.
fn topic(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Option<usize> {
    let mention = cast.within(tokens.clone()).filter(|m| cast.kind(m) != EntityType::Place).last()?;
    let near = (mention.tokens.end..tokens.end)
        .all(|t| context.is_mark(t) || context.function(t).is_some() || cast.covering(t).is_some());
    let titled = around(offices, mention.tokens.start).iter().any(|o| o.evidence.contains(&mention.tokens.start));
    (near && (titled || !is_governed(context, mention.tokens.start, tokens.start)))
        .then(|| speaks(context, cast, offices, mention))
        .flatten()
}

/// The last actor before a participle or noun.
fn nearest_before(context: &Context, cast: &Cast, offices: &[Office], tokens: Range<usize>) -> Found {
    let mentions: Vec<&Mention> =
        cast.within(tokens).filter(|m| cast.kind(m) != EntityType::Place && m.level != Level::Demonym).collect();
    let person = mentions.iter().find(|m| cast.kind(m) == EntityType::Person);
    person.or(mentions.first()).and_then(|m| speaks(context, cast, offices, m)).map_or(Found::Unnamed, Found::Named)
}

/// Whether a preposition stands before a mention, as a word or as a proclitic.
fn is_governed(context: &Context, at: usize, floor: usize) -> bool {
    let before = at > floor && context.function(at - 1) == Some(Function::Preposition);
    let proclitic = context
        .matches
        .at(at)
        .iter()
        .any(|m| m.reading.proclitics.0 & (Proclitics::BI.0 | Proclitics::LI.0 | Proclitics::KA.0) != 0);
    before || proclitic
}

/// A word that opens an inserted phrase: a preposition or an adverb.
fn is_adverbial(context: &Context, at: usize) -> bool {
    matches!(context.function(at), Some(Function::Preposition | Function::Other))
        || context.matches.find(at, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_some()
}

/// A source that stays without a name.
pub fn is_anonymous(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(TitleClass::Anonymous)).then_some(())).is_some()
}
