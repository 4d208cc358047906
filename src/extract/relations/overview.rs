//! What is known of each member of the cast for all its pairs: where it is named, which country is its own, who speaks.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::extract::cast::{Cast, Key};
use crate::extract::context::Context;
use crate::extract::fact::{Said, Utterance};
use crate::model::kinds::EntityType;
use crate::model::span::Field;

/// Names in a statement that it may be about.
const SPOKEN_OF: usize = 3;

/// The members of a cast at a glance; each list is by member.
pub struct Overview {
    /// Where it is named.
    pub mentions: Vec<Vec<Range<usize>>>,
    /// How often it speaks.
    pub said: Vec<usize>,
    /// Who says which words.
    pub words: Said,
    /// Where one member speaks of another for the first time.
    spoken: FxHashMap<(usize, usize), Spoken>,
    /// The country that a gazetteer or the user's lexicon gives it.
    home: Vec<Option<u16>>,
    /// The member that is this country.
    states: FxHashMap<u16, usize>,
    /// How many countries are named more often.
    rank: Vec<usize>,
    /// Whether the headline names it.
    pub titled: Vec<bool>,
    /// The first sentence that names it.
    pub first_sentence: Vec<usize>,
}

/// Where a member is named in what another says.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The token of the verb, noun or colon of speech.
    pub cue: usize,
    /// The words that are said.
    pub content: Range<usize>,
    /// The name.
    pub name: Range<usize>,
}

/// How a member's country in the gazetteer stands to another member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// No gazetteer knows its country.
    Unknown,
    /// It is the other one.
    Here,
    /// It is another one.
    Elsewhere,
}

impl Overview {
    /// Looks over a cast.
    pub fn new(context: &Context, cast: &Cast, utterances: &[Utterance]) -> Self {
        let mut mentions: Vec<Vec<Range<usize>>> = vec![Vec::new(); cast.members.len()];
        for mention in &cast.mentions {
            mentions[mention.member].push(mention.tokens.clone());
        }
        let mut said = vec![0; cast.members.len()];
        let mut spoken = FxHashMap::default();
        for utterance in utterances {
            said[utterance.speaker] += 1;
            for mention in cast.within(utterance.content.clone()).take(SPOKEN_OF) {
                spoken.entry((utterance.speaker, mention.member)).or_insert_with(|| Spoken {
                    cue: utterance.cue.start,
                    content: utterance.content.clone(),
                    name: mention.tokens.clone(),
                });
            }
        }
        let codes: FxHashMap<&str, u16> =
            context.gazetteer.countries.iter().enumerate().map(|(i, c)| (c.country, i as u16)).collect();
        let home = cast.members.iter().map(|m| {
            let g = context.gazetteer;
            let code = match m.key? {
                Key::Country(_) => return None,
                Key::Listed(i) => context.supplement.get(i)?.1.country,
                Key::City(i) => g.cities[usize::from(i)].country,
                Key::Organization(i) => g.organizations[usize::from(i)].country,
                Key::Person(i) => g.people[usize::from(i)].country,
            };
            codes.get(code).copied()
        });
        let mut states: Vec<usize> =
            (0..cast.members.len()).filter(|&i| cast.members[i].kind == EntityType::Country).collect();
        let by_country = states.iter().filter_map(|&i| cast.members[i].country.map(|c| (c, i)));
        let known = by_country.collect();
        states.sort_by_key(|&i| (std::cmp::Reverse(mentions[i].len()), i));
        let mut rank = vec![0; cast.members.len()];
        for (r, &i) in states.iter().enumerate() {
            rank[i] = r;
        }
        Self {
            said,
            words: Said::new(context.document.tokens.len(), utterances),
            spoken,
            home: home.collect(),
            states: known,
            rank,
            titled: mentions.iter().map(|m| is_titled(context, m)).collect(),
            first_sentence: mentions.iter().map(|m| first_sentence(context, m)).collect(),
            mentions,
        }
    }

    /// The member that is the country which a gazetteer gives another one.
    pub fn state_of(&self, member: usize) -> Option<usize> {
        self.home[member].and_then(|country| self.states.get(&country).copied())
    }

    /// Whether a member is the country that a gazetteer gives another one.
    pub fn home(&self, member: usize, country: usize) -> Home {
        match self.home[member] {
            None => Home::Unknown,
            Some(_) if self.state_of(member) == Some(country) => Home::Here,
            Some(_) => Home::Elsewhere,
        }
    }

    /// How many countries are named more often than this one.
    pub fn rank(&self, country: usize) -> usize {
        self.rank[country]
    }

    /// Where one member says something that begins with another.
    pub fn speaks_of(&self, speaker: usize, member: usize) -> Option<&Spoken> {
        self.spoken.get(&(speaker, member))
    }
}

impl Home {
    /// Its name as a feature.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// Whether the headline holds one of some mentions.
pub fn is_titled(context: &Context, mentions: &[Range<usize>]) -> bool {
    mentions.iter().any(|m| context.document.tokens[m.start].field == Field::Title)
}

/// The first sentence that holds one of some mentions.
pub fn first_sentence(context: &Context, mentions: &[Range<usize>]) -> usize {
    mentions.iter().map(|m| context.document.sentence_of(m.start)).min().unwrap_or(0)
}
