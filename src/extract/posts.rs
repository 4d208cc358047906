//! Whose office a title is that names neither body nor state (President Reagan, the club's manager X): the learned
//! decision `post` weighs every body, state and town of the article.

use std::ops::Range;

use super::cast::Cast;
use super::context::Context;
use super::fact::{Office, titled};
use crate::lang::lexicon::TitleClass;
use crate::lang::weights::{Choice, Features};
use crate::model::kinds::{EntityType, Level, Predicate};
use crate::model::span::Field;

/// The task of the learned decision.
const TASK: &str = "post";

/// Words of a title that are looked at.
const WORDS: usize = 5;

/// Farthest that a body is named from the title, in sentences, before it counts as far.
const FAR: usize = 5;

/// What is known of the members of a cast for all bare titles.
pub struct Posts<'p, 'd> {
    context: &'p Context<'d>,
    cast: &'p Cast,
    offices: &'p [Office],
    /// By member: where it is named.
    mentions: Vec<Vec<Range<usize>>>,
    /// By member: how many of its kind are named more often.
    rank: Vec<usize>,
}

impl<'p, 'd> Posts<'p, 'd> {
    /// Looks over a cast.
    pub fn new(context: &'p Context<'d>, cast: &'p Cast, offices: &'p [Office]) -> Self {
        let mut mentions = vec![Vec::new(); cast.members.len()];
        for mention in &cast.mentions {
            mentions[mention.member].push(mention.tokens.clone());
        }
        let mut rank = vec![0; cast.members.len()];
        for kind in [EntityType::Organization, EntityType::Country, EntityType::Place] {
            let mut own: Vec<usize> = (0..rank.len()).filter(|&i| cast.members[i].kind == kind).collect();
            own.sort_by_key(|&i| (std::cmp::Reverse(mentions[i].len()), i));
            own.into_iter().enumerate().for_each(|(r, i)| rank[i] = r);
        }
        Self { context, cast, offices, mentions, rank }
    }

    /// Where the holder of a bare title holds it or belongs to, and the confidence in that.
    pub fn of(&self, office: &Office) -> Option<(usize, Predicate, u8)> {
        let mut best: Option<(Choice, usize)> = None;
        for (number, member) in self.cast.members.iter().enumerate().filter(|(_, m)| m.kind != EntityType::Person) {
            let about = || vec![self.cast.members[office.person].subject(), member.subject()];
            let choice = self.context.decide(TASK, self.features(office, number), about);
            if choice.label != "none" && best.is_none_or(|(most, _)| choice.margin > most.margin) {
                best = Some((choice, number));
            }
        }
        let (choice, member) = best?;
        Some((member, Predicate::named(choice.label)?, choice.confidence()))
    }

    /// The country that a gazetteer gives a person.
    fn home(&self, person: usize) -> Option<usize> {
        let Self { context, cast, .. } = self;
        let code = context.entry(cast.members[person].key?)?.country;
        let country = context.gazetteer.countries.iter().position(|c| c.country == code)? as u16;
        cast.members.iter().position(|m| m.kind == EntityType::Country && m.country == Some(country))
    }

    fn features(&self, office: &Office, member: usize) -> Features {
        let Self { context, cast, .. } = self;
        let mut f = context.features();
        let own = &cast.members[member];
        let (kind, language) = (own.kind.name(), context.language.code());
        let class = context.title(office.title.start).map_or("none", |(_, class)| class_name(class));
        f.add(&["language=", language]);
        f.add(&[kind]);
        f.add(&["title ", class, " in ", kind]);
        f.add(&[kind, " subtype=", own.subtype.unwrap_or("none")]);
        for at in office.title.clone().take(WORDS) {
            let Some(token) = context.token(at) else { continue };
            let word = token.stem(context.definite(at).unwrap_or_default());
            f.add(&["title=", word, " ", kind]);
            f.add(&["title=", word, " subtype=", own.subtype.unwrap_or("none")]);
        }
        let rank = self.rank[member];
        f.count(&[kind, " rank="].concat(), rank, 4);
        f.count(&["title ", class, " in ", kind, " rank="].concat(), rank, 2);
        f.count(&[kind, " mentions="].concat(), self.mentions[member].len(), 6);
        let in_headline = self.mentions[member].iter().any(|m| context.document.tokens[m.start].field == Field::Title);
        f.add(&[kind, if in_headline { " in the headline" } else { " below the headline" }]);
        let home = self.home(office.person);
        let home = match home {
            None => "unknown",
            Some(country) if country == member => "here",
            Some(_) => "elsewhere",
        };
        f.add(&[kind, " home=", home]);
        f.add(&["title ", class, " in ", kind, " home=", home]);
        self.nearness(office, member, kind, &mut f);
        self.others(office, member, kind, &mut f);
        f
    }

    /// How near it is named.
    fn nearness(&self, office: &Office, member: usize, kind: &str, f: &mut Features) {
        let context = self.context;
        let sentence = |at: usize| context.document.sentence_of(at);
        let here = sentence(office.title.start);
        let mentions = &self.mentions[member];
        let before = mentions.iter().rev().find(|m| m.start < office.evidence.start);
        let after = mentions.iter().find(|m| m.start >= office.evidence.end);
        let back = before.map_or(FAR, |m| (here - sentence(m.start).min(here)).min(FAR));
        let ahead = after.map_or(FAR, |m| (sentence(m.start).max(here) - here).min(FAR));
        f.count(&[kind, " back="].concat(), back, FAR);
        f.count(&[kind, " ahead="].concat(), ahead, FAR);
        f.count(&[kind, " near="].concat(), back.min(ahead), FAR);
        let last = self
            .cast
            .within(0..office.evidence.start)
            .filter(|m| self.cast.kind(m) == self.cast.members[member].kind)
            .last();
        f.add(&[kind, if last.is_some_and(|m| m.member == member) { " last named" } else { " named earlier" }]);
        let demonym = before.and_then(|m| self.cast.exactly(m)).is_some_and(|m| m.level == Level::Demonym);
        f.flag("by its adjective", demonym);
    }

    /// Who else holds an office there, and what else the holder holds.
    fn others(&self, office: &Office, member: usize, kind: &str, f: &mut Features) {
        let within = |o: &Office| self.cast.within(o.title.clone()).any(|m| m.member == member);
        let others = self.offices.iter().filter(|o| o.person != office.person && within(o)).count();
        f.count(&[kind, " held by others="].concat(), others, 3);
        let own = || self.offices.iter().filter(|o| o.person == office.person && *o != office);
        f.add(&[kind, if own().any(within) { " holder has another there" } else { " holder has no other there" }]);
        let named = |o: &Office| self.cast.within(o.title.clone()).any(|m| self.cast.kind(m) != EntityType::Person);
        f.add(&[kind, if own().any(named) { " holder has another" } else { " holder has no other" }]);
        let inside = self.mentions[member].iter().any(|m| titled(self.offices, m.start).next().is_some());
        f.add(&[kind, if inside { " in a title" } else { " in no title" }]);
    }
}

const fn class_name(class: TitleClass) -> &'static str {
    match class {
        TitleClass::Office => "office",
        TitleClass::Spokesman => "spokesman",
        TitleClass::Profession => "profession",
        TitleClass::Member => "member",
        TitleClass::Rank => "rank",
        TitleClass::Honorific => "honorific",
        TitleClass::Modifier => "modifier",
        TitleClass::Anonymous => "anonymous",
    }
}
