//! Definite nouns that mean an entity named elsewhere: التنظيم, الوزير, the ministry, the minister.
//!
//! The noun goes to the nearest entity before it whose own head or office it repeats; a noun that governs more words
//! of its own is another thing.

use super::cast::{Cast, Mention};
use super::context::Context;
use super::fact::Office;
use super::salience;
use crate::lang::lexicon::{Meaning, TitleClass};
use crate::model::document::TokenKind;
use crate::model::kinds::{EntityType, Level};

/// Sorts of bodies whose names often do without a head.
const WITHOUT_HEAD: &[&str] = &["company", "club", "armed_group", "media", "bank", "party"];

/// Adds the mentions by definite noun to the cast.
pub fn attach(context: &Context, cast: &mut Cast, offices: &[Office]) {
    let mut found = Vec::new();
    for at in 0..context.document.tokens.len() {
        if cast.covering(at).is_some() || offices.iter().any(|o| o.title.contains(&at)) {
            continue;
        }
        let Some((cut, stem)) = definite_noun(context, at) else { continue };
        let meanings = meanings(context, at);
        let member = if meanings.organization {
            organization(context, cast, at, &stem)
        } else if meanings.office {
            person(context, cast, offices, at, &stem)
        } else {
            None
        };
        if let Some(member) = member {
            found.push(Mention { tokens: at..at + 1, cut, level: Level::Nominal, member });
        }
    }
    cast.add(found);
}

struct Kinds {
    organization: bool,
    office: bool,
}

fn meanings(context: &Context, at: usize) -> Kinds {
    let mut kinds = Kinds { organization: false, office: false };
    for m in context.matches.at(at).iter().filter(|m| m.end == at + 1) {
        for meaning in m.meanings() {
            kinds.organization |= matches!(meaning, Meaning::OrganizationHead(_));
            kinds.office |= matches!(
                meaning,
                Meaning::Title(TitleClass::Office | TitleClass::Rank | TitleClass::Profession | TitleClass::Spokesman)
            );
        }
    }
    kinds
}

/// The stem of a definite noun and the bytes before its article.
fn definite_noun(context: &Context, at: usize) -> Option<(u8, String)> {
    let token = context.token(at).filter(|t| t.kind == TokenKind::Word)?;
    if !context.language.grammar().definite.is_empty() {
        let definite = at > 0 && context.is_definite(at - 1);
        let alone = !context.is_word(at + 1)
            || !context.is_capitalised(at + 1)
                && context
                    .matches
                    .at(at + 1)
                    .iter()
                    .all(|m| m.meanings().all(|x| !matches!(x, Meaning::OrganizationHead(_) | Meaning::Title(_))));
        return (definite && alone).then(|| (0, token.norm.to_string()));
    }
    let reading = context.definite(at)?;
    Some((context.before_article(at, reading), token.stem(reading).to_owned()))
}

/// The body that a definite noun means: the foremost one whose name or title has the noun, or is of its sort.
fn organization(context: &Context, cast: &Cast, at: usize, stem: &str) -> Option<usize> {
    let named = |m: &Mention| m.level == Level::Name && cast.kind(m) == EntityType::Organization;
    let worded = |m: &Mention| {
        named(m)
            && (has_stem(context, m.tokens.clone(), stem)
                || m.tokens.start > 0 && has_stem(context, m.tokens.start - 1..m.tokens.start, stem))
    };
    let before = || cast.mentions.iter().rev().filter(|m| m.tokens.end <= at);
    let by_word = salience::foremost(context, cast, 0..at, None, worded)
        .or_else(|| before().find(|m| worded(m)).map(|m| m.member));
    // The company: one whose name may not say that it is one.
    let (_, sort) = context.matches.find(at, |m| match m {
        Meaning::OrganizationHead(subtype) => Some(subtype),
        _ => None,
    })?;
    let sorted = |m: &Mention| {
        let subtype = cast.members[m.member].subtype;
        named(m) && (subtype == Some(sort) || subtype.is_none() && WITHOUT_HEAD.contains(&sort))
    };
    by_word
        .or_else(|| salience::foremost(context, cast, 0..at, None, sorted))
        .or_else(|| before().filter(|m| named(m)).take(3).find(|m| sorted(m)).map(|m| m.member))
}

fn person(context: &Context, cast: &Cast, offices: &[Office], at: usize, stem: &str) -> Option<usize> {
    let office = offices.iter().rev().filter(|o| o.evidence.end <= at).find(|o| {
        let first = o.title.start..(o.title.start + 2).min(o.title.end);
        has_stem(context, if context.language.grammar().adjective_follows { first } else { o.title.clone() }, stem)
    });
    office.map(|o| o.person).filter(|&person| cast.members.get(person).is_some())
}

/// Whether a word of some tokens has this stem.
fn has_stem(context: &Context, tokens: std::ops::Range<usize>, stem: &str) -> bool {
    tokens
        .into_iter()
        .any(|t| context.token(t).is_some_and(|token| token.readings.iter().any(|r| token.stem(r) == stem)))
}
