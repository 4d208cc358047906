//! The persons, organizations, countries and places of one article while it is being read: who is on stage.

use std::ops::Range;

use crate::lang::weights::Subject;
use crate::model::kinds::{EntityType, Level};

/// Something with a place in a gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Index of a country.
    Country(u16),
    /// Index of a city, region or sea.
    City(u16),
    /// Index of an organization.
    Organization(u16),
    /// Index of a person.
    Person(u16),
    /// Number in the user's lexicon.
    Listed(u32),
}

/// A stretch of text that refers to an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token's surface that are proclitics.
    pub cut: u8,
    /// How it refers.
    pub level: Level,
    /// Index of the entity in [`Cast::members`].
    pub member: usize,
}

/// One entity of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What it is.
    pub kind: EntityType,
    /// The fullest name.
    pub name: String,
    /// The other names.
    pub aliases: Vec<String>,
    /// Its place in a gazetteer.
    pub key: Option<Key>,
    /// Finer kind.
    pub subtype: Option<&'static str>,
    /// `m` or `f`.
    pub gender: Option<&'static str>,
    /// Index of its country in the gazetteer.
    pub country: Option<u16>,
}

impl Member {
    /// What a decision about it is about.
    pub fn subject(&self) -> Subject {
        Subject::Entity(self.kind.name(), std::iter::once(&self.name).chain(&self.aliases).cloned().collect())
    }
}

/// All entities of an article and every mention of them in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The entities, in the order of their first mention.
    pub members: Vec<Member>,
    /// The mentions, sorted by first token; a mention within another follows it.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// Indices of the mentions that lie within some tokens.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[first..]
            .iter()
            .take_while(move |m| m.tokens.start < tokens.end)
            .filter(move |m| m.tokens.end <= tokens.end)
    }

    /// The mention that covers a token, the widest one.
    pub fn covering(&self, token: usize) -> Option<&Mention> {
        let end = self.mentions.partition_point(|m| m.tokens.start <= token);
        // Names are short: what covers a token begins a few tokens before it.
        self.mentions[..end].iter().rev().take(8).rfind(|m| m.tokens.contains(&token))
    }

    /// The mention that stands exactly here.
    pub fn exactly(&self, tokens: &Range<usize>) -> Option<&Mention> {
        let first = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[first..].iter().take_while(|m| m.tokens.start == tokens.start).find(|m| m.tokens == *tokens)
    }

    /// The mentions of each member in the order of the text.
    pub fn by_member(&self) -> Vec<Vec<&Mention>> {
        let mut mentions = vec![Vec::new(); self.members.len()];
        for mention in &self.mentions {
            mentions[mention.member].push(mention);
        }
        mentions
    }

    /// For each member how many of its kind are named more often, and of those named as often earlier.
    pub fn ranks(&self) -> Vec<usize> {
        let mentions = self.by_member();
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_by_key(|&i| (self.members[i].kind, std::cmp::Reverse(mentions[i].len()), i));
        let mut ranks = vec![0; order.len()];
        for same in order.chunk_by(|&a, &b| self.members[a].kind == self.members[b].kind) {
            for (rank, &member) in same.iter().enumerate() {
                ranks[member] = rank;
            }
        }
        ranks
    }

    /// Adds mentions and restores the order.
    pub fn add(&mut self, mentions: impl IntoIterator<Item = Mention>) {
        self.mentions.extend(mentions);
        self.mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
        self.mentions.dedup_by(|b, a| a.tokens == b.tokens);
    }

    /// The kind of a mention's entity.
    pub fn kind(&self, mention: &Mention) -> EntityType {
        self.members[mention.member].kind
    }
}
