//! What rules find out before it is written down: facts between participants, and utterances.

use std::ops::Range;

use crate::model::date::Date;
use crate::model::kinds::{EventType, Modality, Predicate};

/// An entity or an event of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Participant {
    /// Index in [`super::cast::Cast::members`].
    Member(usize),
    /// Index in the list of happenings.
    Happening(usize),
}

/// A relation with the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Who.
    pub subject: Participant,
    /// What is said of the two.
    pub predicate: Predicate,
    /// To whom.
    pub object: Participant,
    /// The office as written.
    pub role: Option<String>,
    /// How the text puts it.
    pub modality: Modality,
    /// Out of a hundred.
    pub confidence: u8,
    /// The tokens that say it, within one sentence.
    pub evidence: Range<usize>,
    /// The rule, without the language's code.
    pub rule: &'static str,
}

/// An office that a person holds, as the text puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Index of the person in the cast.
    pub person: usize,
    /// The tokens of the title.
    pub title: Range<usize>,
    /// Bytes of the first token's surface that are proclitics.
    pub cut: u8,
    /// The tokens of title and name together.
    pub evidence: Range<usize>,
    /// The rule that read it.
    pub rule: &'static str,
}

/// The longest title and name together, in tokens.
const LONGEST: usize = 64;

/// The offices among whose words a token can be; they stand in the order of their evidence.
pub fn around(offices: &[Office], token: usize) -> &[Office] {
    let first = offices.partition_point(|o| o.evidence.start + LONGEST <= token);
    let end = offices.partition_point(|o| o.evidence.start <= token);
    offices.get(first..end).unwrap_or_default()
}

/// The offices whose titles hold a token.
pub fn titled(offices: &[Office], token: usize) -> impl Iterator<Item = &Office> {
    around(offices, token).iter().filter(move |o| o.title.contains(&token))
}

/// An event of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Which sort.
    pub kind: EventType,
    /// Its mentions, the one that names it first.
    pub mentions: Vec<Phrase>,
    /// Wider and narrower cuts of its mentions: further names, no further mentions.
    pub forms: Vec<Phrase>,
    /// Thousandths of a log-odd that the article tells of it.
    pub margin: i32,
    /// The time words as written.
    pub time_text: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// A stretch of tokens with its proclitics cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token's surface that are proclitics.
    pub cut: u8,
    /// The token of the noun or verb that makes it one.
    pub head: usize,
}

/// Which tokens stand in what somebody said, and who said them.
#[derive(Clone, Debug)]
pub struct Said(Vec<Option<usize>>);

impl Said {
    /// Of the utterances of a document; what is said within another's words is his who said it first.
    pub fn new(tokens: usize, utterances: &[Utterance]) -> Self {
        let mut said = vec![None; tokens];
        for utterance in utterances {
            for own in said.iter_mut().take(utterance.content.end).skip(utterance.content.start) {
                own.get_or_insert(utterance.speaker);
            }
        }
        Self(said)
    }

    /// Whether somebody said a token.
    pub fn holds(&self, token: usize) -> bool {
        self.by(token).is_some()
    }

    /// Who said a token.
    pub fn by(&self, token: usize) -> Option<usize> {
        self.0.get(token).copied().flatten()
    }
}

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Index of the speaker in the cast.
    pub speaker: usize,
    /// The token of the verb, noun or colon.
    pub cue: Range<usize>,
    /// Whether it is quoted.
    pub direct: bool,
    /// The tokens of what was said.
    pub content: Range<usize>,
    /// Bytes of the content's first token that are proclitics.
    pub cut: u8,
    /// Out of a hundred.
    pub confidence: u8,
    /// The rule, without the language's code.
    pub rule: &'static str,
}
