//! Named mentions → the cast: which names of one article are one person, organization, country or place.

mod same;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use self::same::{acronyms, is_acronym, is_initial, same_organization, same_person};
use super::cast::{Cast, Key, Member, Mention};
use super::context::Context;
use super::names::Name;
use crate::lang::lexicon::Meaning;
use crate::lang::names::{self, NameWord};
use crate::model::document::{Proclitics, TokenKind};
use crate::model::kinds::{EntityType, Level};

/// Groups the names of a document. Longer names come first, so that a surname alone finds the full name that stands
/// later in the text (headlines have surnames only).
pub fn group(context: &Context, names: &[Name]) -> Cast {
    let words: Vec<Vec<Box<str>>> = names.iter().map(|name| words(context, name)).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(words[i].len()), names[i].tokens.start));
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: FxHashMap<Key, usize> = FxHashMap::default();
    let mut by_word: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
    let mut owner = vec![usize::MAX; names.len()];
    for i in order {
        let name = &names[i];
        let keyed = name.key.and_then(|key| by_key.get(&key).copied());
        // A head alone, the Bank, is the nearest that has it.
        let bare =
            name.kind == EntityType::Organization && words[i].len() == 1 && subtype(context, &name.tokens).is_some();
        let found = keyed.or_else(|| {
            let fits = |g: &&Group| {
                let keys = g.key.is_none() || name.key.is_none() || g.key == name.key;
                // Inter is known, and the Inter-American Development Bank another.
                let named = |key: Key| {
                    g.key.is_some() || g.goes_by(&words[i]) || adds_nothing(context, &names[g.fullest], &words[i], key)
                };
                g.kind == name.kind && keys && name.key.is_none_or(named)
            };
            // A group that takes a name has all its words.
            let whole = words[i].iter().filter(|word| !is_initial(word));
            let posted = whole.map(|word| by_word.get(word).map_or(&[][..], Vec::as_slice));
            let likely = posted.min_by_key(|list| list.len()).unwrap_or_default().iter().map(|&g| &groups[g]);
            likely
                .filter(fits)
                .filter(|g| if bare { g.contains(&words[i][0]) } else { g.takes(name.kind, &words[i]) })
                .min_by_key(|g| (g.distance(name.tokens.start), g.number))
                .map(|g| g.number)
        });
        let at = found.unwrap_or_else(|| {
            groups.push(Group {
                number: groups.len(),
                fullest: i,
                kind: name.kind,
                key: None,
                forms: Vec::new(),
                places: BTreeSet::new(),
            });
            groups.len() - 1
        });
        owner[i] = at;
        let group = &mut groups[at];
        group.places.insert(name.tokens.start);
        if !group.forms.contains(&words[i]) && !words[i].is_empty() {
            for word in words[i].iter().cloned().chain(acronyms(name.kind, &words[i])) {
                let list = by_word.entry(word).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
            group.forms.push(words[i].clone());
        }
        if let Some(key) = name.key.filter(|key| !group.goes_by(&words[i]) || group.is_known_as(context, *key)) {
            group.key = group.key.or(Some(key));
            by_key.entry(key).or_insert(at);
        }
    }
    join_brackets(context, names, &mut owner, &mut groups);
    let mut cast = cast(context, names, &owner, &groups);
    let surnames = surnames(context, &cast, &groups, &owner, names);
    cast.add(surnames);
    cast
}

/// An acronym or second name in brackets right after an organization's name is the same organization.
fn join_brackets(context: &Context, names: &[Name], owner: &mut [usize], groups: &mut [Group]) {
    let mut heir: Vec<usize> = (0..groups.len()).collect();
    for i in 1..names.len() {
        let (long, short) = (&names[i - 1], &names[i]);
        let bracketed = long.kind == EntityType::Organization
            && short.kind == EntityType::Organization
            && context.is(long.tokens.end, "(")
            && short.tokens.start <= long.tokens.end + 2
            && short.tokens.start > long.tokens.end
            && (context.is(short.tokens.end, ")") || context.is(short.tokens.end + 1, ")"));
        let (from, into) = (last_heir(&heir, owner[i]), last_heir(&heir, owner[i - 1]));
        if !bracketed || from == into {
            continue;
        }
        let moved = std::mem::take(&mut groups[from].forms);
        groups[into].forms.extend(moved);
        groups[into].key = groups[into].key.or(groups[from].key);
        heir[from] = into;
    }
    for group in owner {
        *group = last_heir(&heir, *group);
    }
}

/// The group that has taken over a group, and those that have taken that one over.
fn last_heir(heir: &[usize], mut group: usize) -> usize {
    while heir[group] != group {
        group = heir[group];
    }
    group
}

/// Mentions by surname alone that nobody recognised as names: what is a surname once in an article is one throughout.
fn surnames(context: &Context, cast: &Cast, groups: &[Group], owner: &[usize], names: &[Name]) -> Vec<Mention> {
    let mut bearers: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for (i, name) in names.iter().enumerate().filter(|(_, n)| n.kind == EntityType::Person && n.level == Level::Name) {
        let member = cast.exactly(&name.tokens).map(|m| m.member);
        for form in groups[owner[i]].forms.iter().filter(|form| form.len() > 1) {
            if let Some(surname) = form.last().filter(|w| w.chars().count() > 2) {
                let bearer = bearers.entry(surname).or_insert(member);
                *bearer = bearer.filter(|_| *bearer == member);
            }
        }
    }
    let mut found = Vec::new();
    for (at, token) in context.document.tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || cast.covering(at).is_some() {
            continue;
        }
        let capitals = context.language.grammar().capitals;
        if capitals && !context.is_capitalised(at)
            || !context.matches.at(at).iter().all(|m| m.meanings().all(|x| is_nameable(&x)))
        {
            continue;
        }
        for reading in token.readings.iter() {
            if let Some(&Some(member)) = bearers.get(token.stem(reading)) {
                let cut = token.before_article(reading).surface;
                found.push(Mention { tokens: at..at + 1, cut, level: Level::Name, member });
                break;
            }
        }
    }
    found
}

/// A meaning that a surname may have besides.
const fn is_nameable(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::FamilyName | Meaning::GivenName { .. } | Meaning::Person(_) | Meaning::City(_) | Meaning::NamePart
    )
}

/// Names that were found to be one.
struct Group {
    number: usize,
    /// Its first name, which has the most words.
    fullest: usize,
    kind: EntityType,
    key: Option<Key>,
    /// The folded words of every form.
    forms: Vec<Vec<Box<str>>>,
    /// First tokens of the mentions.
    places: BTreeSet<usize>,
}

impl Group {
    fn takes(&self, kind: EntityType, words: &[Box<str>]) -> bool {
        self.forms.iter().any(|form| match kind {
            EntityType::Person => same_person(form, words),
            EntityType::Organization => same_organization(form, words),
            EntityType::Country => form == words,
            // محافظة صعدة and صعدة, not مطار صعدة.
            EntityType::Place => form.strip_suffix(words).is_some_and(|head| !head.iter().any(|word| is_site(word))),
        })
    }

    /// Whether a word is an acronym of one of its forms.
    fn goes_by(&self, words: &[Box<str>]) -> bool {
        self.forms.iter().any(|form| is_acronym(self.kind, form, words))
    }

    /// Whether a name of a known body has most words of one of its forms: LSE is a school, and the London Stock Exchange.
    fn is_known_as(&self, context: &Context, key: Key) -> bool {
        let Some(entry) = context.entry(key) else { return false };
        std::iter::once(&entry.name_en).chain(&entry.aliases_en).any(|name| {
            let mut folded = String::new();
            context.language.fold(name, &mut folded);
            let known: Vec<&str> = folded.split_whitespace().collect();
            let common =
                |form: &[Box<str>]| known.iter().filter(|word| form.iter().any(|own| **own == ***word)).count();
            self.forms.iter().map(|form| common(form)).any(|common| common > 1 && common * 2 >= known.len())
        })
    }

    fn contains(&self, word: &str) -> bool {
        self.forms.iter().any(|form| form.iter().any(|w| **w == *word))
    }

    fn distance(&self, token: usize) -> usize {
        let before = self.places.range(..=token).next_back().map(|place| token - place);
        let after = self.places.range(token..).next().map(|place| place - token);
        before.into_iter().chain(after).min().unwrap_or(usize::MAX)
    }
}

/// Whether a word says what stands in a town.
fn is_site(word: &str) -> bool {
    names::class(word) == Some(NameWord::Site)
}

/// Whether a longer name of a known body says no more than what sort of body it is, and whose: شركة مايكروسوفت.
fn adds_nothing(context: &Context, long: &Name, short: &[Box<str>], key: Key) -> bool {
    let country = context.entry(key).map_or("", |entry| entry.country);
    let possessive = &context.language.grammar().possessive;
    let plain = |at: usize| {
        let small = |word: &str| names::class(word).is_some() || possessive.contains(&word);
        context.token(at).is_none_or(|token| small(&token.norm))
            || context
                .matches
                .find(at, |meaning| match meaning {
                    Meaning::OrganizationHead(_) => Some(()),
                    Meaning::Demonym(i) | Meaning::Country(i) => {
                        (context.gazetteer.countries[usize::from(i)].country == country).then_some(())
                    }
                    _ => None,
                })
                .is_some()
    };
    let own = |at: usize| {
        let token = context.token(at);
        token.is_some_and(|token| token.readings.iter().any(|r| short.iter().any(|word| **word == *token.stem(r))))
    };
    long.kind != EntityType::Organization || long.tokens.clone().all(|at| context.is_mark(at) || own(at) || plain(at))
}

/// The folded words of a name, without proclitics, articles and marks.
fn words(context: &Context, name: &Name) -> Vec<Box<str>> {
    let grammar = context.language.grammar();
    name.tokens
        .clone()
        .filter_map(|at| {
            let token = context.token(at).filter(|t| t.kind != TokenKind::Mark)?;
            let first = at == name.tokens.start;
            let reading = token
                .readings
                .iter()
                .filter(|r| {
                    if first {
                        r.surface <= name.cut || r.proclitics.has(Proclitics::ARTICLE) && r.surface <= name.cut + 4
                    } else {
                        r.proclitics.0 & !Proclitics::ARTICLE.0 == 0
                    }
                })
                .max_by_key(|r| r.norm)?;
            Some(token.stem(reading))
        })
        .filter(|word| {
            !grammar.definite.contains(word) && !grammar.genitive.contains(word) && !grammar.possessive.contains(word)
        })
        .map(Box::from)
        .collect()
}

fn cast(context: &Context, names: &[Name], owner: &[usize], groups: &[Group]) -> Cast {
    let mut cast = Cast::default();
    let mut member_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut own: Vec<Vec<&Name>> = vec![Vec::new(); groups.len()];
    for (name, &group) in names.iter().zip(owner) {
        own[group].push(name);
    }
    for (i, name) in names.iter().enumerate() {
        let group = &groups[owner[i]];
        let member = *member_of.entry(owner[i]).or_insert_with(|| {
            cast.members.push(member(context, group, &own[owner[i]]));
            cast.members.len() - 1
        });
        cast.mentions.push(Mention { tokens: name.tokens.clone(), cut: name.cut, level: name.level, member });
    }
    cast
}

fn member(context: &Context, group: &Group, own: &[&Name]) -> Member {
    let called = |name: &&Name| context.name(name.tokens.clone(), name.cut);
    let named: Vec<Cow<str>> = own.iter().filter(|n| n.level == Level::Name).map(called).collect();
    let mut forms: Vec<&str> = Vec::new();
    for form in &named {
        if !forms.contains(&&**form) {
            forms.push(form);
        }
    }
    let known = known_name(context, group.key);
    let name = match (group.kind, known) {
        // A country bears its own name, in the language of the article; the others their fullest form.
        (EntityType::Country, Some(known)) => most_frequent(&named).unwrap_or(known),
        _ => forms
            .iter()
            .copied()
            .max_by_key(|f| (f.split_whitespace().count(), std::cmp::Reverse(f.len())))
            .unwrap_or_default(),
    };
    let mut aliases: Vec<String> = forms.iter().filter(|f| **f != name).map(|f| (*f).to_owned()).collect();
    for demonym in own.iter().filter(|n| n.level == Level::Demonym).map(called) {
        if !aliases.iter().any(|alias| **alias == *demonym) {
            aliases.push(demonym.into_owned());
        }
    }
    let head = own.iter().find_map(|n| subtype(context, &n.tokens));
    Member {
        kind: group.kind,
        name: name.to_owned(),
        aliases,
        key: group.key,
        subtype: head.filter(|_| group.kind == EntityType::Organization),
        gender: own.iter().find_map(|n| gender(context, n.tokens.start)).filter(|_| group.kind == EntityType::Person),
        country: match group.key {
            Some(Key::Country(country)) => Some(country),
            _ => None,
        },
    }
}

fn most_frequent<'a>(forms: &'a [Cow<str>]) -> Option<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for form in forms {
        *counts.entry(form).or_default() += 1;
    }
    forms.iter().max_by_key(|form| counts[&***form]).map(|form| &**form)
}

/// The gazetteer's name in the language of the article.
pub fn known_name<'d>(context: &Context<'d>, key: Option<Key>) -> Option<&'d str> {
    let entry = context.entry(key?)?;
    Some(if context.language.code() == "ar" { entry.name_ar } else { entry.name_en }).filter(|name| !name.is_empty())
}

/// The finer kind of an organization, from the head of its name.
pub fn subtype(context: &Context, tokens: &Range<usize>) -> Option<&'static str> {
    tokens
        .clone()
        .find_map(|at| {
            context.matches.find(at, |m| match m {
                Meaning::OrganizationHead(subtype) => Some(subtype),
                _ => None,
            })
        })
        .map(|(_, subtype)| subtype)
}

fn gender(context: &Context, at: usize) -> Option<&'static str> {
    context
        .matches
        .find(at, |m| match m {
            Meaning::GivenName { gender: gender @ ("m" | "f"), .. } => Some(gender),
            _ => None,
        })
        .map(|(_, gender)| gender)
}
