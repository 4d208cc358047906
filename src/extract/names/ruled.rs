//! Names that rules see without a model: a title before unknown words, a given name with what follows it, the head of
//! an organization's name with what it governs.

use super::Name;
use super::joined::join;
use crate::extract::context::Context;
use crate::lang::lexicon::{Function, Meaning, TitleClass};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};

/// Longest name of a person, in tokens.
const LONGEST_PERSON: usize = 6;
/// Longest name of an organization, in tokens.
const LONGEST_ORGANIZATION: usize = 8;

/// Every name that a rule sees.
pub fn find(context: &Context) -> Vec<Name> {
    let mut names = Vec::new();
    for at in 0..context.document.tokens.len() {
        names.extend(person(context, at));
        names.extend(if context.language.grammar().capitals {
            capitalised_organization(context, at)
        } else {
            governed_organization(context, at)
        });
    }
    names
}

/// The names that need no model: a known given name with another word right after a title, whom an honorific addresses,
/// and ministries.
pub fn find_plain(context: &Context) -> Vec<Name> {
    let known = |at: usize| is_known_name(context, at) && context.function(at).is_none();
    let mut names = Vec::new();
    for at in 0..context.document.tokens.len() {
        let titled = at > 0 && known(at) && (follows_title(context, at) || in_title(context, at));
        names.extend((titled || is_addressed(context, at)).then(|| person(context, at)).flatten());
        let ministry = context.matches.find(at, |m| matches!(m, Meaning::OrganizationHead("ministry")).then_some(()));
        if !context.language.grammar().capitals && ministry.is_some() {
            names.extend(governed_organization(context, at));
        }
    }
    names
}

/// Whether the words before a name are a title with its body: مدير الإدارة في وزارة الخارجية.
fn in_title(context: &Context, at: usize) -> bool {
    context.has_article(at - 1)
        && (at.saturating_sub(7)..at).any(|t| {
            context.title(t).is_some_and(|(_, class)| matches!(class, TitleClass::Office | TitleClass::Spokesman))
        })
        && (at.saturating_sub(7)..at).all(|t| context.is_word(t) && !context.is_verb(t))
}

/// An alliance's name goes on over whom it is against: التحالف الدولي ضد «داعش».
pub fn widen_alliances(context: &Context, names: &mut Vec<Name>) {
    let mut widened = Vec::new();
    for at in 0..context.document.tokens.len() {
        if !context.is_any(at, context.language.grammar().against) {
            continue;
        }
        let next = names.partition_point(|n| n.tokens.start <= at);
        let near = names[next..].iter().take_while(|n| n.tokens.start <= at + 2);
        let Some(foe) = near.zip(next..).find(|(n, _)| n.level == Level::Name).map(|(_, foe)| foe) else { continue };
        let quoted = context.closes_quote(names[foe].tokens.end) || context.is(names[foe].tokens.end, ")");
        let end = names[foe].tokens.end + usize::from(quoted);
        let alliance = |t: usize| {
            context.matches.find(t, |m| matches!(m, Meaning::OrganizationHead("alliance")).then_some(m)).map(|(m, _)| m)
        };
        let named = names.iter().position(|n| {
            n.kind == EntityType::Organization && n.tokens.end == at && n.tokens.clone().any(|t| alliance(t).is_some())
        });
        let bare = at.checked_sub(1).filter(|_| named.is_none()).and_then(|t| alliance(t).map(|m| (t, m)));
        match (named, bare) {
            (Some(own), _) => names[own].tokens.end = end,
            (None, Some((t, m)))
                if context.language.grammar().capitals || m.reading.proclitics.has(Proclitics::ARTICLE) =>
            {
                let cut = context.before_article(t, m.reading);
                widened.push(Name {
                    tokens: t..end,
                    cut,
                    kind: EntityType::Organization,
                    level: Level::Name,
                    key: None,
                    trust: 70,
                });
            }
            _ => continue,
        }
        names[foe].level = Level::Demonym;
    }
    names.extend(widened);
    names.sort_by_key(|n| (n.tokens.start, std::cmp::Reverse(n.tokens.end)));
}

/// A given name, or any word after a title, with the words that can belong to a name after it.
fn person(context: &Context, first: usize) -> Option<Name> {
    let token = context.token(first).filter(|t| t.kind == TokenKind::Word)?;
    let given = context.matches.find(first, |m| match m {
        Meaning::GivenName { ambiguous, .. } => Some(!ambiguous),
        Meaning::NamePart => Some(true),
        _ => None,
    });
    let titled = first > 0 && follows_title(context, first);
    // على folds to the name علي, and لبنى is no verb: a closed-class word begins a name only after a title.
    if !titled && context.function(first).is_some() {
        return None;
    }
    if !titled && !given.is_some_and(|(_, clear)| clear) || is_other_word(context, first) && given.is_none() {
        return None;
    }
    let cut = given.map_or(0, |(m, _)| m.reading.surface);
    if titled && given.is_none() && token.readings.iter().any(|r| r.proclitics.has(Proclitics::ARTICLE)) {
        return None;
    }
    let limit = context.sentence(first).end.min(first + LONGEST_PERSON);
    let mut end = first + 1;
    while end < limit && continues_person(context, first, end) {
        end += 1;
    }
    while end > first + 1 && !ends_person(context, end - 1) {
        end -= 1;
    }
    let length = end - first;
    (length >= 2 || titled && given.is_some() || is_addressed(context, first)).then_some(Name {
        tokens: first..end,
        cut,
        kind: EntityType::Person,
        level: Level::Name,
        key: None,
        trust: 62,
    })
}

/// Whether a capitalised word follows an honorific: Mr. Stengel.
fn is_addressed(context: &Context, at: usize) -> bool {
    let honorific =
        |start: usize| context.title(start).is_some_and(|(m, class)| m.end == at && class == TitleClass::Honorific);
    context.is_capitalised(at) && (at.saturating_sub(2)..at).any(honorific) && !is_other_word(context, at)
}

fn follows_title(context: &Context, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|start| {
        context.matches.at(start).iter().any(|m| {
            m.end == at
                && m.meanings()
                    .any(|x| matches!(x, Meaning::Title(TitleClass::Office | TitleClass::Rank | TitleClass::Honorific)))
        })
    })
}

/// Whether a name of a person that begins at `first` goes on at a token.
fn continues_person(context: &Context, first: usize, at: usize) -> bool {
    let Some(token) = context.token(at) else { return false };
    if context.language.grammar().capitals {
        // Where all words have capitals, they tell nothing: KING FAHD WANTS STABLE OIL PRICES.
        let shown = if context.is_all_capitals(at) { is_known_name(context, at) } else { context.is_capitalised(at) };
        return shown && !is_other_word(context, at)
            || is_part(context, at)
            || (token.is("-") && context.is_capitalised(at + 1) && touches(context, at));
    }
    if token.kind != TokenKind::Word {
        return false;
    }
    is_part(context, at)
        || is_known_name(context, at)
        || !is_other_word(context, at) && context.matches.at(at).is_empty() && join(context, first, at).is_none()
}

fn ends_person(context: &Context, at: usize) -> bool {
    context.is_word(at) && (!is_part(context, at) || is_known_name(context, at))
}

/// Whether a mark stands between two words without white space.
fn touches(context: &Context, at: usize) -> bool {
    let (Some(before), Some(mark), Some(after)) =
        (context.token(at.wrapping_sub(1)), context.token(at), context.token(at + 1))
    else {
        return false;
    };
    before.span.end == mark.span.start && mark.span.end == after.span.start
}

fn is_part(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::NamePart).then_some(())).is_some()
}

fn is_known_name(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::GivenName { .. } | Meaning::FamilyName).then_some(())).is_some()
}

/// A word that cannot stand within a person's name.
fn is_other_word(context: &Context, at: usize) -> bool {
    context
        .matches
        .find(at, |m| {
            matches!(
                m,
                Meaning::Function(_)
                    | Meaning::Speech { .. }
                    | Meaning::Act { .. }
                    | Meaning::EventVerb { .. }
                    | Meaning::Title(_)
                    | Meaning::Event { .. }
                    | Meaning::Time { .. }
                    | Meaning::OrganizationHead(_)
                    | Meaning::Country(_)
                    | Meaning::Demonym(_)
            )
            .then_some(())
        })
        .is_some()
}

/// The head of an organization's name, the words in construct or agreement with it, and names in quotation marks.
fn governed_organization(context: &Context, first: usize) -> Option<Name> {
    let (head, _) = context.matches.find(first, |m| match m {
        // A government is its state, not a body of its own.
        Meaning::OrganizationHead(subtype) if subtype != "government" => Some(subtype),
        _ => None,
    })?;
    // وزير الخارجية الأميركية is a title.
    if first > 0 && context.title(first - 1).is_some_and(|(m, class)| class == TitleClass::Office && m.end >= first) {
        return None;
    }
    let limit = context.sentence(first).end.min(first + LONGEST_ORGANIZATION);
    let definite = head.reading.proclitics.has(Proclitics::ARTICLE);
    let mut end = head.end;
    let mut closed = false;
    let mut owned = false;
    while end < limit {
        if context.opens_quote(end) {
            let close = (end + 1..limit.min(end + 6)).find(|&t| context.closes_quote(t))?;
            end = close + 1;
            closed = true;
            break;
        }
        let Some(token) = context.token(end).filter(|t| t.kind == TokenKind::Word) else { break };
        let article = token.readings.iter().any(|r| r.proclitics == Proclitics::ARTICLE);
        let demonym = context
            .matches
            .at(end)
            .iter()
            .any(|m| m.meanings().any(|x| matches!(x, Meaning::Demonym(_) | Meaning::Country(_))));
        let joined =
            token.readings.iter().any(|r| r.proclitics == Proclitics::CONJUNCTION.with(Proclitics::ARTICLE)) && closed;
        let construct = !definite
            && end == head.end
            && !context.is_verb(end)
            && context.function(end).is_none()
            && context.matches.at(end).is_empty();
        let day = context.is_time(end, &["weekday", "relative"]);
        if !(article || demonym || joined || construct) || context.is_verb(end) || day {
            break;
        }
        closed |= article || demonym;
        owned |= demonym;
        end += 1;
    }
    // التنظيم الإرهابي is no name, الجيش السوري is.
    (closed && end > head.end && (owned || !definite)).then(|| Name {
        tokens: first..end,
        cut: context.before_article(first, head.reading),
        kind: EntityType::Organization,
        level: Level::Name,
        key: None,
        trust: 65,
    })
}

/// A run of capitalised words that holds the head of an organization's name.
fn capitalised_organization(context: &Context, first: usize) -> Option<Name> {
    if !context.is_capitalised(first)
        || (first > 0 && context.is_capitalised(first - 1) && context.sentence(first).start < first)
    {
        return None;
    }
    let limit = context.sentence(first).end.min(first + LONGEST_ORGANIZATION);
    let mut end = first;
    let mut headed = false;
    while end < limit {
        let linked = end > first
            && (context.is_genitive(end) || context.function(end) == Some(Function::Conjunction))
            && context.is_capitalised(end + 1);
        // The Bank of Lyon Catherine Dupont: a given name that the head does not govern begins another name.
        let given = end > first + 1
            && context
                .matches
                .find(end, |m| matches!(m, Meaning::GivenName { ambiguous: false, .. }).then_some(()))
                .is_some();
        if !(context.is_capitalised(end) && context.is_word(end) || linked) || given && headed {
            break;
        }
        headed |= context.matches.find(end, |m| matches!(m, Meaning::OrganizationHead(_)).then_some(())).is_some();
        end += 1;
    }
    let opener = context.function(first).is_some_and(|class| class.is_minor() || class == Function::Preposition);
    let first = first + usize::from(opener);
    (headed && end > first + 1).then_some(Name {
        tokens: first..end,
        cut: 0,
        kind: EntityType::Organization,
        level: Level::Name,
        key: None,
        trust: 65,
    })
}
