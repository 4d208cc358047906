//! Which candidates are one occurrence: the learned decision `same event` weighs nouns, complements, definiteness and
//! distance.

mod likeness;

use std::ops::Range;

use super::candidates::Candidate;
use super::naming::time_of;
use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::times::Time;
use crate::lang::weights::Subject;
use crate::model::document::TokenKind;
use crate::model::kinds::EventType;

/// Mentions of one occurrence.
#[derive(Clone, Debug)]
pub struct Group {
    /// In the order of the text.
    pub mentions: Vec<Candidate>,
    /// Stems of the words that its phrases hold besides the head.
    words: Vec<String>,
    /// Stems of the words of each noun phrase itself, its head with them.
    narrow: Vec<Vec<String>>,
    /// Who is named in its phrases, and in their sentences.
    names: Names,
    /// Its time words.
    times: Vec<String>,
}

/// Farthest that a name stands from an occurrence that it is told with, in tokens of its sentence.
const NEAR: usize = 100;

/// The latest mentions of an occurrence that may stand within each other with a new one.
const LATEST: usize = 32;

/// Most names and times that are remembered of an occurrence: no text grows slow.
const MOST: usize = 64;

/// The members of the cast that are named in phrases, and in their sentences.
#[derive(Clone, Debug, Default)]
struct Names {
    inside: Vec<usize>,
    around: Vec<usize>,
}

impl Names {
    fn of(context: &Context, cast: &Cast, candidate: &Candidate) -> Self {
        let members = |tokens| {
            let mut members: Vec<usize> = cast.within(tokens).map(|m| m.member).collect();
            members.sort_unstable();
            members.dedup();
            members
        };
        let sentence = context.sentence(candidate.head);
        let near = sentence.start.max(candidate.head.saturating_sub(NEAR))..sentence.end.min(candidate.head + NEAR);
        Self { inside: members(candidate.extent.whole()), around: members(near) }
    }

    fn add(&mut self, other: Self) {
        for (own, new) in [(&mut self.inside, other.inside), (&mut self.around, other.around)] {
            own.extend(new);
            own.truncate(MOST);
        }
    }
}

/// How many of one list stand in another.
fn common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().filter(|x| b.contains(x)).count()
}

/// The task of the learned decision.
const TASK: &str = "same event";

/// How many occurrences back a mention is looked for: news comes back to what was told lately, and no text grows slow.
const REACH: usize = 48;

/// Joins candidates: each with the earlier occurrence that it most surely means, or as a new one.
pub fn group(context: &Context, cast: &Cast, times: &[Time], candidates: Vec<Candidate>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let words = words(context, &candidate);
        let narrow: Vec<String> = stems(context, candidate.extent.upto(0)).collect();
        let names_of = Names::of(context, cast, &candidate);
        let time = time_of(context, times, &candidate).map(|t| context.text(t.tokens.clone(), t.cut).to_owned());
        let mut best: Option<(i32, usize)> = None;
        for (i, group) in groups.iter().enumerate().rev().take(REACH) {
            if !group.may_be(&candidate, &words) {
                continue;
            }
            let mut features = group.compare(context, &candidate, &words, groups.len() - i);
            group.phrases(&candidate, &narrow, &mut features);
            group.scenery(context, &candidate, &names_of, time.as_ref(), &mut features);
            let about = || vec![group.subject(context), Subject::Event(names(context, &candidate))];
            let choice = context.decide(TASK, &features, about);
            let margin = if context.knows(TASK) {
                Some(choice.margin).filter(|_| choice.label != "none")
            } else {
                Some(0).filter(|_| group.fits_by_rule(&candidate, &words))
            };
            if let Some(margin) = margin.filter(|m| best.is_none_or(|(most, _)| *m > most)) {
                best = Some((margin, i));
            }
        }
        if let Some((_, i)) = best {
            let group = &mut groups[i];
            for word in words {
                if !group.words.contains(&word) {
                    group.words.push(word);
                }
            }
            group.mentions.push(candidate);
            group.narrow.push(narrow);
            group.narrow.truncate(MOST);
            group.names.add(names_of);
            group.times.extend(time);
            group.times.truncate(MOST);
        } else {
            let times = time.into_iter().collect();
            let narrow = vec![narrow];
            groups.push(Group { mentions: vec![candidate], words, narrow, names: names_of, times });
        }
    }
    groups
}

/// The phrase of a candidate, narrow and wide.
fn names(context: &Context, candidate: &Candidate) -> Vec<String> {
    [1, 0, 9]
        .map(|complements| candidate.phrase(complements))
        .map(|p| context.text(p.tokens, p.cut).to_owned())
        .to_vec()
}

impl Group {
    fn head_is_like(&self, candidate: &Candidate) -> bool {
        self.mentions.iter().any(|m| !m.verbal && m.kind == candidate.kind && alike(&m.stem, &candidate.stem))
    }

    /// Whether the two can be one at all: the same noun, sort, or words.
    fn may_be(&self, candidate: &Candidate, words: &[String]) -> bool {
        // A press conference is another event than the conference that it follows.
        let press = |m: &Candidate| m.kind == EventType::PressConference;
        if press(&self.mentions[0]) != press(candidate) && !(candidate.is_bare() && candidate.definite) {
            return false;
        }
        self.mentions.iter().take(4).any(|m| m.kind == candidate.kind || alike(&m.stem, &candidate.stem))
            || self.shared(words) > 1
            || self.nests(candidate)
    }

    /// Whether the head of one stands in the phrase of the other.
    fn nests(&self, candidate: &Candidate) -> bool {
        let holds = |a: &Candidate, b: &Candidate| a.extent.whole().contains(&b.head);
        self.mentions.iter().rev().take(LATEST).any(|m| holds(m, candidate) || holds(candidate, m))
    }

    fn shared(&self, words: &[String]) -> usize {
        words.iter().filter(|w| self.words.iter().any(|x| alike(x, w))).count()
    }

    /// The rule that stands in until the decision is taught.
    fn fits_by_rule(&self, candidate: &Candidate, words: &[String]) -> bool {
        if candidate.verbal {
            same_clause(self, candidate, words)
        } else if words.is_empty() || candidate.shown {
            self.head_is_like(candidate) && (candidate.definite || self.words.is_empty())
        } else {
            self.head_is_like(candidate) && self.fits(words)
        }
    }

    /// The names of its mentions, the fullest ones being as good as any.
    fn subject(&self, context: &Context) -> Subject {
        Subject::Event(self.mentions.iter().take(3).flat_map(|m| names(context, m)).collect())
    }

    /// Half of the shorter list of words stands in the other one.
    fn fits(&self, words: &[String]) -> bool {
        let shared = words.iter().filter(|w| self.words.iter().any(|x| alike(x, w))).count();
        let least = words.len().min(self.words.len());
        least == 0 || 2 * shared >= least
    }
}

fn same_clause(group: &Group, candidate: &Candidate, words: &[String]) -> bool {
    group.mentions.iter().any(|m| m.verbal && m.stem == candidate.stem) && group.fits(words) && !words.is_empty()
}

/// Singular, plural and suffixed forms of one word begin alike.
pub fn alike(a: &str, b: &str) -> bool {
    // Three characters are three bytes at least: most words differ there.
    if a.as_bytes().first_chunk::<3>() != b.as_bytes().first_chunk() {
        return false;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = || a.chars().count().max(b.chars().count());
    shared >= 3 && shared + 3 >= longest()
}

fn words(context: &Context, candidate: &Candidate) -> Vec<String> {
    let head = candidate.head..candidate.head_end;
    let before = candidate.extent.upto(1).start..head.start;
    let after = head.end..candidate.extent.upto(1).end.max(head.end);
    stems(context, before).chain(stems(context, after)).collect()
}

/// The words of some tokens that carry meaning, without their proclitics.
pub fn stems<'c>(context: &'c Context, tokens: Range<usize>) -> impl Iterator<Item = String> + 'c {
    tokens.filter(|&at| context.function(at).is_none()).filter_map(|at| {
        let token = context.token(at).filter(|t| t.kind != TokenKind::Mark)?;
        Some(token.stem(context.definite(at).unwrap_or_default()).to_owned())
    })
}
