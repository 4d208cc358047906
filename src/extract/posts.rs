//! Whose office a title is that names neither body nor state (President Reagan, the club's manager X): the learned
//! decision `post` weighs every body, state and town of the article.

use std::ops::Range;

use super::cast::Cast;
use super::context::Context;
use super::fact::{self, Office};
use crate::lang::lexicon::{Function, TitleClass};
use crate::lang::weights::{Choice, Features, bucket};
use crate::model::kinds::{EntityType, Level, Predicate};
use crate::model::span::Field;

/// What can have an office.
const KINDS: [EntityType; 3] = [EntityType::Organization, EntityType::Country, EntityType::Place];

/// The task of the learned decision.
const TASK: &str = "post";

/// Words of a title that are looked at.
const WORDS: usize = 5;

/// Most bodies, states and towns that are weighed for one title, the first that are named: no text grows slow.
const MOST: usize = 128;

/// Farthest that a body is named from the title, in sentences, before it counts as far.
const FAR: usize = 5;

/// What is known of the members of a cast for all bare titles.
pub struct Posts<'p, 'd> {
    context: &'p Context<'d>,
    cast: &'p Cast,
    /// By member: where it is named.
    mentions: Vec<Vec<Range<usize>>>,
    /// By member: whether the headline names it.
    in_headline: Vec<bool>,
    /// By member: how many of its kind are named more often.
    rank: Vec<usize>,
    /// By member: whose titles name it, once for each title, in order.
    holders: Vec<Vec<usize>>,
    /// By person: how many of the titles name a body, state or town.
    named: Vec<usize>,
    /// By member: whether it stands in a title.
    in_title: Vec<bool>,
}

/// One bare title and what is the same for all that are weighed for it.
struct Bare<'o> {
    office: &'o Office,
    /// The sort of title.
    class: &'static str,
    /// The country that a gazetteer gives its holder.
    home: Option<usize>,
    /// Who was named last before it, of each kind.
    last: Vec<usize>,
}

impl<'p, 'd> Posts<'p, 'd> {
    /// Looks over a cast.
    pub fn new(context: &'p Context<'d>, cast: &'p Cast, offices: &'p [Office]) -> Self {
        let mut mentions = vec![Vec::new(); cast.members.len()];
        for mention in &cast.mentions {
            mentions[mention.member].push(mention.tokens.clone());
        }
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); cast.members.len()];
        let mut named = vec![0; cast.members.len()];
        for office in offices {
            let mut inside: Vec<usize> = cast.within(office.title.clone()).map(|m| m.member).collect();
            inside.sort_unstable();
            inside.dedup();
            named[office.person] += usize::from(inside.iter().any(|&m| cast.members[m].kind != EntityType::Person));
            for member in inside {
                holders[member].push(office.person);
            }
        }
        for own in &mut holders {
            own.sort_unstable();
        }
        let titled = |m: &Range<usize>| context.document.tokens[m.start].field == Field::Title;
        let in_headline = mentions.iter().map(|own: &Vec<_>| own.iter().any(titled)).collect();
        let within = |m: &Range<usize>| fact::titled(offices, m.start).next().is_some();
        let in_title = mentions.iter().map(|own| own.iter().any(within)).collect();
        Self { context, cast, mentions, in_headline, rank: cast.ranks(), holders, named, in_title }
    }

    /// Where the holder of a bare title holds it or belongs to, and the confidence in that.
    pub fn of(&self, office: &Office) -> Option<(usize, Predicate, u8)> {
        let bare = self.bare(office);
        let mut best: Option<(Choice, usize)> = None;
        let members = self.cast.members.iter().enumerate().filter(|(_, m)| m.kind != EntityType::Person);
        for (number, member) in members.take(MOST) {
            let about = || vec![self.cast.members[office.person].subject(), member.subject()];
            let choice = self.context.decide(TASK, &self.features(&bare, number), about);
            if choice.label != "none" && best.is_none_or(|(most, _)| choice.margin > most.margin) {
                best = Some((choice, number));
            }
        }
        let (choice, member) = best?;
        Some((member, Predicate::named(choice.label)?, choice.confidence()))
    }

    fn bare<'o>(&self, office: &'o Office) -> Bare<'o> {
        let Self { context, cast, .. } = self;
        let start = office.evidence.start;
        let before = &cast.mentions[..cast.mentions.partition_point(|m| m.tokens.start < start)];
        let last = |kind| before.iter().rev().find(|m| m.tokens.end <= start && cast.kind(m) == kind);
        Bare {
            office,
            class: context.title(office.title.start).map_or("none", |(_, class)| class_name(class)),
            home: self.home(office.person),
            last: KINDS.into_iter().filter_map(last).map(|m| m.member).collect(),
        }
    }

    /// The country that a gazetteer gives a person.
    fn home(&self, person: usize) -> Option<usize> {
        let Self { context, cast, .. } = self;
        let code = context.entry(cast.members[person].key?)?.country;
        let country = context.gazetteer.countries.iter().position(|c| c.country == code)? as u16;
        cast.members.iter().position(|m| m.kind == EntityType::Country && m.country == Some(country))
    }

    fn features(&self, bare: &Bare, member: usize) -> Features {
        let Self { context, cast, .. } = self;
        let mut f = Features::new();
        let own = &cast.members[member];
        let (kind, language) = (own.kind.name(), context.language.code());
        let Bare { office, class, home, .. } = bare;
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
        f.count_of(&[kind, " rank="], rank, 4);
        f.count_of(&["title ", class, " in ", kind, " rank="], rank, 2);
        f.count_of(&[kind, " mentions="], self.mentions[member].len(), 6);
        f.add(&[kind, if self.in_headline[member] { " in the headline" } else { " below the headline" }]);
        let home = match home {
            None => "unknown",
            Some(country) if *country == member => "here",
            Some(_) => "elsewhere",
        };
        f.add(&[kind, " home=", home]);
        f.add(&["title ", class, " in ", kind, " home=", home]);
        self.nearness(bare, member, kind, &mut f);
        self.others(office, member, kind, &mut f);
        f
    }

    /// How near it is named.
    fn nearness(&self, bare: &Bare, member: usize, kind: &str, f: &mut Features) {
        let context = self.context;
        let evidence = &bare.office.evidence;
        let sentence = |at: usize| context.document.sentence_of(at);
        let here = sentence(bare.office.title.start);
        let mentions = &self.mentions[member];
        let before = mentions[..mentions.partition_point(|m| m.start < evidence.start)].last();
        let after = mentions.get(mentions.partition_point(|m| m.start < evidence.end));
        let back = before.map_or(FAR, |m| (here - sentence(m.start).min(here)).min(FAR));
        let ahead = after.map_or(FAR, |m| (sentence(m.start).max(here) - here).min(FAR));
        f.count_of(&[kind, " back="], back, FAR);
        f.count_of(&[kind, " ahead="], ahead, FAR);
        f.count_of(&[kind, " near="], back.min(ahead), FAR);
        f.add(&[kind, if bare.last.contains(&member) { " last named" } else { " named earlier" }]);
        let gaps = [before.map(|m| m.end..evidence.start), after.map(|m| evidence.end..m.start)];
        for (side, gap, named) in [(" before", &gaps[0], before), (" behind", &gaps[1], after)] {
            let (Some(gap), Some(named)) = (gap, named) else { continue };
            if sentence(named.start) != here {
                continue;
            }
            let word = context.before(named.start);
            f.add(&[kind, side, " after=", word]);
            let verbs = gap.clone().filter(|&at| context.is_finite(at)).take(2).count();
            f.count_of(&[kind, side, " verbs between="], verbs, 2);
            f.add(&[kind, side, " gap=", bucket(gap.len())]);
        }
        // Analyst X of a firm that the article does not name again.
        let own =
            context.function(evidence.end) == Some(Function::Preposition) && context.is_capitalised(evidence.end + 1);
        f.add(&[kind, if own { " another stands behind the name" } else { " nothing stands behind the name" }]);
        let demonym = before.and_then(|m| self.cast.exactly(m)).is_some_and(|m| m.level == Level::Demonym);
        f.flag("by its adjective", demonym);
    }

    /// Who else holds an office there, and what else the holder holds; the bare title itself names nothing.
    fn others(&self, office: &Office, member: usize, kind: &str, f: &mut Features) {
        let others = self.holders[member].iter().filter(|&&person| person != office.person).take(3).count();
        f.count_of(&[kind, " held by others="], others, 3);
        let here = self.holders[member].binary_search(&office.person).is_ok();
        f.add(&[kind, if here { " holder has another there" } else { " holder has no other there" }]);
        let another = self.named[office.person] > 0;
        f.add(&[kind, if another { " holder has another" } else { " holder has no other" }]);
        f.add(&[kind, if self.in_title[member] { " in a title" } else { " in no title" }]);
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
