//! Definite nouns that mean an entity named elsewhere: التنظيم, الوزير, the ministry, the minister.
//!
//! The noun goes to the foremost body before it whose name or sort it repeats, or to the last person before it whose
//! office it does; a noun that governs more words of its own, and that of another state, is another thing.

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
        if cast.covering(at).is_some()
            || titled(offices, at).any(|o| o.title.start == at)
            || is_named(context, cast, at) && !is_owned(context, at)
        {
            continue;
        }
        let Some((cut, stem)) = definite_noun(context, at) else { continue };
        let meanings = meanings(context, at);
        let in_title = titled(offices, at).next().is_some();
        // السفارة التركية, الرئيس اليمني: of which state it is.
        let state = behind(context, cast, at).filter(|m| m.level == Level::Demonym).map(|m| m.member);
        let member = if meanings.body {
            let fits = |&body: &usize| state.is_none_or(|state| is_of(context, cast, body, state));
            bodies.meant(context, cast, at, stem).filter(fits)
        } else if meanings.office && !in_title && !is_owned(context, at) {
            let named = |o: &Office, state| cast.within(o.title.clone()).any(|m| m.member == state);
            let fits = |o: &Office| state.is_none_or(|state| named(o, state) || is_of(context, cast, o.person, state));
            holder(offices, &titles, at, stem, fits)
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

/// The mention that begins right behind a word, in its sentence.
fn behind<'c>(context: &Context, cast: &'c Cast, at: usize) -> Option<&'c Mention> {
    cast.covering(at + 1).filter(|m| m.tokens.start == at + 1 && context.sentence(at).contains(&m.tokens.start))
}

/// Whether a person's name follows, whose title the noun is then: اللواء أحمد الزهراني.
fn is_named(context: &Context, cast: &Cast, at: usize) -> bool {
    behind(context, cast, at).is_some_and(|m| cast.kind(m) == EntityType::Person)
}

/// Whether a title without the article stands before a noun, which belongs to it: رئيس الوزراء.
fn is_owned(context: &Context, at: usize) -> bool {
    at > context.sentence(at).start
        && context.title(at - 1).is_some_and(|(_, class)| class != TitleClass::Honorific)
        && !context.has_article(at - 1)
}

/// Whether somebody or a body is of a state: a gazetteer says so, or its name does.
fn is_of(context: &Context, cast: &Cast, member: usize, state: usize) -> bool {
    let country = |member: usize| cast.members[member].key.and_then(|key| context.entry(key)).map(|e| e.country);
    let own = cast.mentions.iter().filter(|m| m.member == member);
    country(member).is_some_and(|home| country(state) == Some(home))
        || own.flat_map(|m| cast.within(m.tokens.clone())).any(|m| m.member == state)
}

struct Kinds {
    body: bool,
    office: bool,
}

fn meanings(context: &Context, at: usize) -> Kinds {
    let mut kinds = Kinds { body: false, office: false };
    for m in context.matches.at(at).iter().filter(|m| m.end == at + 1) {
        for meaning in m.meanings() {
            kinds.body |= meaning == Meaning::Body;
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
        return (definite && !is_modifier(context, at)).then_some((0, &*token.norm));
    }
    let reading = context.definite(at)?;
    Some((context.before_article(at, reading), token.stem(reading)))
}

/// Whether the noun that a noun stands before is meant: the bank industry, the post-war years.
fn is_modifier(context: &Context, at: usize) -> bool {
    let next = at + 1;
    if !context.sentence(at).contains(&next) {
        return false;
    }
    let joined =
        context.is(next, "-") && context.token(at).map(|t| t.span.end) == context.token(next).map(|t| t.span.start);
    // The company employs, the company hired: what ends so may be a verb that no list knows.
    let endings = context.language.grammar().verb_endings;
    let verbal = context.token(next).is_some_and(|t| endings.iter().any(|ending| t.norm.ends_with(ending)));
    let noun = context.is_word(next)
        && !verbal
        && context.function(next).is_none()
        && !context.is_verb(next)
        && !context.is_finite(next)
        && !context.is_possessive(next)
        && context.matches.find(next, |m| matches!(m, Meaning::Time { .. }).then_some(())).is_none();
    joined || noun
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
        let of = |subtype: Option<&str>| {
            let fits = |m: &Mention| cast.members[m.member].subtype == subtype;
            salience::foremost(context, cast, 0..at, None, |m| among(m, &self.named) && fits(m))
                .or_else(|| before(&self.named).into_iter().find(|m| fits(m)).map(|m| m.member))
        };
        let unsorted = || WITHOUT_HEAD.contains(&sort).then(|| of(None)).flatten();
        by_word.or_else(|| of(Some(sort))).or_else(unsorted)
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

/// The last person before a token whose office has a stem and fits.
fn holder(offices: &[Office], titles: &Stems, at: usize, stem: &str, fits: impl Fn(&Office) -> bool) -> Option<usize> {
    let mut before = titles.get(stem)?.iter().rev().map(|&i| &offices[i]);
    before.find(|o| o.evidence.end <= at && fits(o)).map(|o| o.person)
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
