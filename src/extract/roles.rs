//! Offices: the title before or after a person's name, and the body or state that it names.
//!
//! A title before the name reaches back over its whole noun phrase (نائب وزير الخارجية الأميركية للشؤون العامة + name);
//! one after the name follows it directly or after a comma. Ranks and forms of address are no offices.

use std::ops::Range;

use super::cast::{Cast, Mention};
use super::context::Context;
use super::fact::{Fact, Office, Participant, around};
use super::posts::Posts;
use crate::lang::lexicon::{Function, Meaning, TitleClass};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level, Modality, Predicate};

/// Longest title, in tokens.
const LONGEST: usize = 18;

/// Every office of a person in the cast, in the order of its evidence.
pub fn find(context: &Context, cast: &Cast) -> Vec<Office> {
    let mut offices = Vec::new();
    for mention in cast.mentions.iter().filter(|m| m.level == Level::Name && cast.kind(m) == EntityType::Person) {
        // A name behind a proclitic begins a phrase of its own: لترامب, وعبد الواحد.
        let before = (mention.cut == 0)
            .then(|| before(context, cast, mention.tokens.start).map(|title| (title, "role.title-name")))
            .flatten();
        let after = after(context, cast, mention.tokens.end).map(|title| (title, "role.name-title"));
        for (title, rule) in before.into_iter().chain(after) {
            let evidence = title.start.min(mention.tokens.start)..title.end.max(mention.tokens.end);
            let cut = cut(context, title.start);
            offices.push(Office { person: mention.member, title, cut, evidence, rule });
        }
    }
    offices.sort_by_key(|office| office.evidence.start);
    offices
}

/// The bodies and states that a title names, as facts about its holder; `meant` are the definite nouns in titles (مدير
/// المركز).
pub fn facts(context: &Context, cast: &Cast, offices: &[Office], meant: &[Mention]) -> Vec<Fact> {
    let mut facts = Vec::new();
    let single_state = single_state(cast, offices);
    let ministry_of = |m: &&Mention| m.level == Level::Name && cast.members[m.member].subtype == Some("ministry");
    let posts = Posts::new(context, cast, offices);
    let ministries: Vec<&Mention> = cast.mentions.iter().filter(ministry_of).collect();
    for office in offices {
        let member = is_membership(context, office.title.start);
        let mut objects = objects(cast, office);
        if objects.is_empty() {
            let own = meant.iter().filter(|m| office.title.contains(&m.tokens.start) && m.member != office.person);
            objects.extend(own.map(|m| (m.member, 75)).take(1));
        }
        if let Some(ministry) = ministry(context, cast, offices, &ministries, office)
            .filter(|m| !objects.iter().any(|o| o.0 == *m) && (objects.is_empty() || single_state))
        {
            objects.push((ministry, 75));
        }
        let own = if member { Predicate::MemberOf } else { Predicate::HoldsRole };
        let mut found: Vec<_> = objects.into_iter().map(|(object, sure)| (object, own, sure)).collect();
        if found.is_empty() {
            found.extend(posts.of(office));
        }
        for (object, predicate, sure) in found {
            let role = context.text(office.title.clone(), office.cut);
            facts.push(Fact {
                subject: Participant::Member(office.person),
                predicate,
                object: Participant::Member(object),
                role: (predicate == Predicate::HoldsRole).then(|| role.to_owned()),
                modality: Modality::Asserted,
                confidence: sure,
                evidence: office.evidence.clone(),
                rule: office.rule,
            });
        }
    }
    facts
}

/// The countries that some tokens name.
fn states(cast: &Cast, tokens: Range<usize>) -> impl Iterator<Item = usize> {
    cast.within(tokens).filter(|m| cast.kind(m) == EntityType::Country).map(|m| m.member)
}

/// Whether the titles of an article name one state only: then its ministry is that minister's.
fn single_state(cast: &Cast, offices: &[Office]) -> bool {
    let mut states =
        offices.iter().flat_map(|o| cast.within(o.title.clone())).filter(|m| cast.kind(m) == EntityType::Country);
    let first = states.next().map(|m| m.member);
    states.all(|m| Some(m.member) == first)
}

/// The ministry of a minister, where the article names it and gives it to nobody else: its words but the head stand in
/// the title.
fn ministry(
    context: &Context,
    cast: &Cast,
    offices: &[Office],
    ministries: &[&Mention],
    office: &Office,
) -> Option<usize> {
    let stems = |tokens: Range<usize>| -> Vec<&str> {
        tokens.filter_map(|t| context.definite(t).and_then(|r| context.token(t).map(|k| k.stem(r)))).collect()
    };
    let title = stems(office.title.clone());
    let elsewhere = |m: &Mention| {
        let holds = |o: &Office| o.person != office.person && o.title.contains(&m.tokens.start);
        around(offices, m.tokens.start).iter().any(holds)
    };
    let named: Vec<usize> = states(cast, office.title.clone()).collect();
    ministries
        .iter()
        .filter(|m| {
            let own = stems(m.tokens.clone());
            !own.is_empty() && own.first().is_some_and(|w| title.contains(w))
        })
        // وزارة الخارجية الكويتية is not the American minister's.
        .filter(|m| {
            named.is_empty() || states(cast, m.tokens.start..m.tokens.end + 1).any(|state| named.contains(&state))
        })
        // Who else holds one is asked last.
        .find(|m| !elsewhere(m))
        .map(|m| m.member)
}

/// The organizations and countries in a title; a place only where nothing else stands in it (mayors, governors).
fn objects(cast: &Cast, office: &Office) -> Vec<(usize, u8)> {
    let mut objects: Vec<(usize, u8)> = Vec::new();
    let mut covered = 0;
    let mut places = Vec::new();
    for mention in cast.within(office.title.clone()) {
        let nested = mention.tokens.start < covered;
        covered = covered.max(mention.tokens.end);
        let known = objects.iter().any(|&(m, _)| m == mention.member) || mention.member == office.person;
        match cast.kind(mention) {
            _ if nested || known => {}
            EntityType::Organization | EntityType::Country => objects.push((mention.member, 90)),
            EntityType::Place => places.push((mention.member, 75)),
            EntityType::Person => {}
        }
    }
    if objects.is_empty() {
        objects.extend(places.into_iter().take(1));
    }
    objects
}

/// The title that ends before a name: its tokens without ranks and forms of address next to the name.
fn before(context: &Context, cast: &Cast, name: usize) -> Option<Range<usize>> {
    let sentence = context.sentence(name);
    let mut end = name;
    while let Some(start) = address_before(context, end) {
        // أمير الكويت بالأمير X, الوزير والشيخ X: the title before is another's.
        if context.title(start).is_some_and(|(m, _)| m.reading.proclitics.0 & !Proclitics::ARTICLE.0 != 0) {
            return None;
        }
        end = start;
    }
    while end > sentence.start
        && (context.opens_quote(end - 1) || context.is(end - 1, "،") && context.language.grammar().verb_first)
    {
        end -= 1;
    }
    let floor = sentence.start.max(end.saturating_sub(LONGEST));
    if context.language.grammar().adjective_follows {
        before_in_construct(context, cast, floor, end)
    } else {
        before_in_compound(context, floor, end)
    }
}

/// Head-first noun phrases: the leftmost office from which only nouns, adjectives and prepositions lead to the name.
fn before_in_construct(context: &Context, cast: &Cast, floor: usize, end: usize) -> Option<Range<usize>> {
    let mut start = None;
    let mut at = end;
    while at > floor {
        at -= 1;
        let office = is_office(context, at);
        if office {
            start = Some(at);
        }
        let inside = cast.covering(at).is_some_and(|m| cast.kind(m) != EntityType::Person);
        if !office && !inside && breaks_phrase(context, at) {
            break;
        }
        if cast.covering(at).is_some_and(|m| cast.kind(m) == EntityType::Person) {
            break;
        }
    }
    start.filter(|&start| start < end && ends_title(context, cast, end - 1)).map(|start| start..end)
}

/// Whether a title can end at a token before its holder's name: at a name, a title, a mark or a definite word. Another
/// noun there governs the name (على طريقة X, قضية X), and a conjunction joins another person's.
fn ends_title(context: &Context, cast: &Cast, at: usize) -> bool {
    cast.covering(at).is_some()
        || context.is_mark(at)
        || context.has_article(at)
        || is_office(context, at)
        || context.matches.at(at).iter().any(|m| m.meanings().any(|x| x.is_name()))
}

/// Head-last compounds: `former U.S. Secretary of State`; the office's last word stands next to the name, or before
/// `of` and its complement.
fn before_in_compound(context: &Context, floor: usize, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut office = false;
    while start > floor {
        let at = start - 1;
        let title = title_ending(context, start);
        if let Some((first, class)) = title {
            office |= matches!(
                class,
                TitleClass::Office | TitleClass::Spokesman | TitleClass::Profession | TitleClass::Member
            );
            start = first;
            continue;
        }
        let linked = office_or_none(office, start, end)
            && (context.is_capitalised(at)
                || context.is_genitive(at)
                || context.is_possessive(at)
                || context.is_hyphen(at));
        if !linked {
            break;
        }
        start = at;
    }
    while start < end
        && (context.is_possessive(start)
            || context.is_genitive(start)
            || context.is(start, "-")
            || context.function(start).is_some() && !context.is_capitalised(start))
    {
        start += 1;
    }
    let sentence_start = context.sentence(start.min(end.saturating_sub(1))).start;
    if start < end && start == sentence_start && context.function(start).is_some() {
        start += 1;
    }
    (office && start < end).then_some(start..end)
}

/// Capitalised words between an office and the name belong to the title only once an office was seen, except next to
/// the name, where they may be its complement (`Secretary of State X`).
const fn office_or_none(office: bool, start: usize, end: usize) -> bool {
    office || end - start < 5
}

/// A title whose last token stands before `end`.
fn title_ending(context: &Context, end: usize) -> Option<(usize, TitleClass)> {
    (end.saturating_sub(5)..end).find_map(|start| {
        context.matches.at(start).iter().filter(|m| m.end == end).find_map(|m| {
            let classes = m.meanings().filter_map(|x| match x {
                Meaning::Title(class) if class != TitleClass::Honorific => Some(class),
                _ => None,
            });
            // What is an office besides what else it can be counts as one.
            classes.min_by_key(|class| *class != TitleClass::Office).map(|class| (start, class))
        })
    })
}

/// The title that begins after a name, directly or after a comma.
fn after(context: &Context, cast: &Cast, end: usize) -> Option<Range<usize>> {
    let sentence = context.sentence(end.saturating_sub(1));
    let comma = context.is_comma(end);
    let construct = context.language.grammar().adjective_follows;
    if !comma && !construct {
        return None;
    }
    let mut start = end + usize::from(comma);
    while start < sentence.end && context.function(start) == Some(Function::Determiner) {
        start += 1;
    }
    let limit = sentence.end.min(start + LONGEST);
    let first = if construct { start..(start + 1).min(limit) } else { start..(start + 6).min(limit) };
    let office = first.clone().find(|&at| is_office(context, at))?;
    // What he said to the minister, and the minister Y: no title of his.
    if context.title(office).is_some_and(|(m, _)| m.reading.proclitics.0 & !Proclitics::ARTICLE.0 != 0) {
        return None;
    }
    // In a compound only the words of its own phrase lead to the office.
    if (start..office).any(|at| breaks_phrase(context, at) && cast.covering(at).is_none()) {
        return None;
    }
    // A title that is followed by another name is that person's.
    let mut stop = office + 1;
    while stop < limit && !ends_apposition(context, cast, stop) {
        stop += 1;
    }
    if cast.covering(stop).is_some_and(|m| m.tokens.start == stop && cast.kind(m) == EntityType::Person) && !comma {
        return None;
    }
    (stop > start).then_some(start..stop)
}

fn ends_apposition(context: &Context, cast: &Cast, at: usize) -> bool {
    if let Some(mention) = cast.covering(at) {
        return cast.kind(mention) == EntityType::Person;
    }
    breaks_phrase(context, at)
}

/// A rank, form of address or modifier that ends before a token; gives its first token.
fn address_before(context: &Context, end: usize) -> Option<usize> {
    (end.saturating_sub(4)..end).find(|&start| {
        context.matches.at(start).iter().any(|m| {
            m.end == end && m.meanings().any(|x| matches!(x, Meaning::Title(TitleClass::Rank | TitleClass::Honorific)))
        }) && !is_office(context, start)
    })
}

fn is_office(context: &Context, at: usize) -> bool {
    context
        .matches
        .find(at, |m| {
            matches!(
                m,
                Meaning::Title(
                    TitleClass::Office | TitleClass::Spokesman | TitleClass::Profession | TitleClass::Member
                )
            )
            .then_some(())
        })
        .is_some()
}

fn is_membership(context: &Context, at: usize) -> bool {
    context.title(at).is_some_and(|(_, class)| class == TitleClass::Member)
}

/// Whether a token cannot stand within a title: marks other than quotation marks and brackets, verbs, and the words
/// that open a clause.
fn breaks_phrase(context: &Context, at: usize) -> bool {
    let Some(token) = context.token(at) else { return true };
    match token.kind {
        TokenKind::Mark => !matches!(&*token.norm, "«" | "»" | "\"" | "(" | ")" | "“" | "”" | "-" | "'" | "&"),
        TokenKind::Number => false,
        TokenKind::Word => {
            let clause = matches!(
                context.function(at),
                Some(
                    Function::Complementizer
                        | Function::Relative
                        | Function::Negation
                        | Function::Auxiliary
                        | Function::Pronoun
                        | Function::Future
                        | Function::Hypothetical
                )
            );
            clause
                || ((context.is_verb(at) || context.is_finite(at))
                    && !context.has_article(at)
                    && !context.is_capitalised(at)
                    && !is_noun(context, at))
        }
    }
}

/// A form that is a noun as well as a verb.
fn is_noun(context: &Context, at: usize) -> bool {
    context
        .matches
        .find(at, |m| {
            matches!(m, Meaning::OrganizationHead(_) | Meaning::Title(_) | Meaning::PlaceHead(_)).then_some(())
        })
        .is_some()
}

/// Bytes of proclitics before the title's first word.
fn cut(context: &Context, at: usize) -> u8 {
    context.title(at).map_or(0, |(m, _)| context.before_article(at, m.reading))
}
