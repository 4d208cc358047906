//! Definite nouns that mean an entity named elsewhere: التنظيم, الوزير, the ministry, the minister.
//!
//! The noun goes to the nearest entity before it whose own head or office it repeats; a noun that governs more words
//! of its own is another thing.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cast::{Cast, Mention};
use super::context::Context;
use super::fact::{Office, titled};
use super::salience;
use crate::lang::lexicon::{Meaning, TitleClass};
use crate::model::document::TokenKind;
use crate::model::kinds::{EntityType, Level};

/// Sorts of bodies whose names often do without a head.
const WITHOUT_HEAD: &[&str] = &["company", "club", "armed_group", "media", "bank", "party"];

/// Adds the mentions by definite noun to the cast; gives those within titles, which only say whose an office is.
pub fn attach(context: &Context, cast: &mut Cast, offices: &[Office]) -> Vec<Mention> {
    let (mut found, mut in_titles) = (Vec::new(), Vec::new());
    let (bodies, titles) = (Bodies::of(context, cast), titles(context, offices));
    for at in 0..context.document.tokens.len() {
        if cast.covering(at).is_some() || titled(offices, at).any(|o| o.title.start == at) {
            continue;
        }
        let Some((cut, stem)) = definite_noun(context, at) else { continue };
        let meanings = meanings(context, at);
        let in_title = titled(offices, at).next().is_some();
        let member = if meanings.organization {
            bodies.meant(context, cast, at, stem)
        } else if meanings.office && !in_title {
            holder(offices, &titles, at, stem)
        } else {
            None
        };
        if let Some(member) = member {
            let list = if in_title { &mut in_titles } else { &mut found };
            list.push(Mention { tokens: at..at + 1, cut, level: Level::Nominal, member });
        }
    }
    cast.add(found);
    in_titles
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
fn definite_noun<'d>(context: &Context<'d>, at: usize) -> Option<(u8, &'d str)> {
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
        return (definite && alone).then_some((0, &*token.norm));
    }
    let reading = context.definite(at)?;
    Some((context.before_article(at, reading), token.stem(reading)))
}

/// By the stem of a word those who have it, in the order of the text.
type Stems<'d> = FxHashMap<&'d str, Vec<usize>>;

/// The bodies that are named, and the stems of the words in their names and right before them.
struct Bodies<'d> {
    /// As indices of mentions.
    named: Vec<usize>,
    stems: Stems<'d>,
}

impl<'d> Bodies<'d> {
    fn of(context: &Context<'d>, cast: &Cast) -> Self {
        let mut bodies = Self { named: Vec::new(), stems: Stems::default() };
        for (i, mention) in cast.mentions.iter().enumerate() {
            if mention.level == Level::Name && cast.kind(mention) == EntityType::Organization {
                bodies.named.push(i);
                note(context, mention.tokens.start.saturating_sub(1)..mention.tokens.end, i, &mut bodies.stems);
            }
        }
        bodies
    }

    /// The body that a definite noun means: the foremost one whose name or title has the noun, or is of its sort.
    fn meant(&self, context: &Context, cast: &Cast, at: usize, stem: &str) -> Option<usize> {
        let before = |list: &[usize]| -> Vec<&Mention> {
            let end = list.partition_point(|&i| cast.mentions[i].tokens.start < at);
            list[..end].iter().rev().map(|&i| &cast.mentions[i]).filter(|m| m.tokens.end <= at).take(3).collect()
        };
        let worded = self.stems.get(stem).map_or(&[][..], Vec::as_slice);
        let among = |m: &Mention, list: &[usize]| {
            let first = list.partition_point(|&i| cast.mentions[i].tokens.start < m.tokens.start);
            list[first..]
                .iter()
                .map(|&i| &cast.mentions[i])
                .take_while(|other| other.tokens.start == m.tokens.start)
                .any(|other| other.tokens == m.tokens)
        };
        let by_word = salience::foremost(context, cast, 0..at, None, |m| among(m, worded))
            .or_else(|| before(worded).first().map(|m| m.member));
        // The company: one whose name may not say that it is one.
        let (_, sort) = context.matches.find(at, |m| match m {
            Meaning::OrganizationHead(subtype) => Some(subtype),
            _ => None,
        })?;
        let sorted = |m: &Mention| {
            let subtype = cast.members[m.member].subtype;
            subtype == Some(sort) || subtype.is_none() && WITHOUT_HEAD.contains(&sort)
        };
        by_word
            .or_else(|| salience::foremost(context, cast, 0..at, None, |m| among(m, &self.named) && sorted(m)))
            .or_else(|| before(&self.named).into_iter().find(|m| sorted(m)).map(|m| m.member))
    }
}

/// The offices by the stems of the words that name them.
fn titles<'d>(context: &Context<'d>, offices: &[Office]) -> Stems<'d> {
    let mut stems = Stems::default();
    for (i, office) in offices.iter().enumerate() {
        let first = office.title.start..(office.title.start + 2).min(office.title.end);
        let words = if context.language.grammar().adjective_follows { first } else { office.title.clone() };
        note(context, words, i, &mut stems);
    }
    stems
}

/// The last person before a token whose office has a stem.
fn holder(offices: &[Office], titles: &Stems, at: usize, stem: &str) -> Option<usize> {
    titles.get(stem)?.iter().rev().map(|&i| &offices[i]).find(|o| o.evidence.end <= at).map(|o| o.person)
}

/// Notes the stems of some words, in all their readings.
fn note<'d>(context: &Context<'d>, tokens: Range<usize>, who: usize, stems: &mut Stems<'d>) {
    for token in tokens.filter_map(|at| context.token(at)) {
        for reading in token.readings.iter() {
            let list = stems.entry(token.stem(reading)).or_default();
            if list.last() != Some(&who) {
                list.push(who);
            }
        }
    }
}
