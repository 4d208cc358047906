//! Which candidates are one occurrence: the learned decision `same event` weighs nouns, complements, definiteness and
//! distance.

use super::candidates::Candidate;
use super::keep::time_of;
use crate::extract::cast::Cast;
use crate::extract::context::{Context, Grain};
use crate::extract::times::Time;
use crate::lang::weights::{Features, Subject};
use crate::model::document::TokenKind;
use crate::model::kinds::EventType;
use crate::model::span::Field;

/// Mentions of one occurrence.
#[derive(Clone, Debug)]
pub struct Group {
    /// In the order of the text.
    pub mentions: Vec<Candidate>,
    /// Stems of the words that its phrases hold besides the head.
    words: Vec<String>,
    /// Who is named in its phrases, and in their sentences.
    names: Names,
    /// Its time words.
    times: Vec<String>,
}

/// Farthest that a name stands from an occurrence that it is told with, in tokens of its sentence.
const NEAR: usize = 100;

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
        let names_of = Names::of(context, cast, &candidate);
        let time = time_of(context, times, &candidate).map(|t| context.text(t.tokens.clone(), t.cut).to_owned());
        let mut best: Option<(i32, usize)> = None;
        for (i, group) in groups.iter().enumerate().rev().take(REACH) {
            if !group.may_be(&candidate, &words) {
                continue;
            }
            let mut features = group.compare(context, &candidate, &words, groups.len() - i);
            group.scenery(context, &candidate, &names_of, time.as_ref(), &mut features);
            let about = || vec![group.subject(context), Subject::Event(names(context, &candidate))];
            let choice = context.decide(TASK, features, about);
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
            group.names.add(names_of);
            group.times.extend(time);
            group.times.truncate(MOST);
        } else {
            let times = time.into_iter().collect();
            groups.push(Group { mentions: vec![candidate], words, names: names_of, times });
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

    /// What speaks for and against the two being one.
    fn compare(&self, context: &Context, candidate: &Candidate, words: &[String], back: usize) -> Features {
        let mut f = context.features();
        let last = &self.mentions[self.mentions.len() - 1];
        let exact = self.mentions.iter().any(|m| m.stem == candidate.stem);
        let head = if exact {
            "head same "
        } else if self.head_is_like(candidate) {
            "head alike "
        } else {
            "head other "
        };
        let kind = if last.kind == candidate.kind { "kind same " } else { "kind other " };
        let form = match (candidate.verbal, candidate.is_bare(), candidate.shown || candidate.definite) {
            (true, ..) => "verb",
            (_, true, true) => "bare definite",
            (_, true, false) => "bare",
            (_, false, true) => "full definite",
            (_, false, false) => "full",
        };
        let told = if last.verbal { " verb told" } else { " noun told" };
        let shared = self.shared(words);
        let fewest = words.len().min(self.words.len());
        let overlap = match (fewest, 4 * shared / fewest.max(1)) {
            (0, _) => "nothing to share",
            (_, 0) => "shared few",
            (_, 1) => "shared a quarter",
            (_, 2) => "shared half",
            (_, 3) => "shared most",
            _ => "shared all",
        };
        f.add(&[head]);
        f.add(&[kind]);
        f.add(&[head, kind, form]);
        f.add(&[head, form, told]);
        f.add(&[head, overlap]);
        f.add(&[head, overlap, " ", form]);
        f.add(&[kind, overlap, told]);
        f.count("shared=", shared, 4);
        f.count("words=", words.len(), 5);
        f.count("back=", back, 8);
        f.add(&["kind=", candidate.kind.name()]);
        f.add(&[head, "kind=", candidate.kind.name()]);
        let document = context.document;
        let apart = document.sentence_of(candidate.head)
            - document.sentence_of(last.head).min(document.sentence_of(candidate.head));
        f.count("sentences apart=", apart, 6);
        f.add(&[head, if apart == 0 { "one sentence" } else { "two sentences" }]);
        f.flag("from title", document.tokens[self.mentions[0].head].field == Field::Title);
        f.flag("first of the text", document.tokens[last.head].field == Field::Title && back <= 2);
        f.count("mentions=", self.mentions.len(), 4);
        f
    }

    /// Whether the same people, places and times stand around the two, and whether their heads stand for each other.
    fn scenery(
        &self,
        context: &Context,
        candidate: &Candidate,
        names: &Names,
        time: Option<&String>,
        f: &mut Features,
    ) {
        let last = &self.mentions[self.mentions.len() - 1];
        let head = if self.mentions.iter().any(|m| m.stem == candidate.stem) { "head same " } else { "head other " };
        let inside = match (names.inside.len().min(self.names.inside.len()), common(&names.inside, &self.names.inside))
        {
            (0, _) => "no names",
            (_, 0) => "other names",
            (_, 1) => "a name shared",
            _ => "names shared",
        };
        f.add(&[inside]);
        f.add(&[head, inside]);
        let form = if candidate.is_bare() { "bare " } else { "full " };
        f.add(&[head, form, inside]);
        f.count("names shared around=", common(&names.around, &self.names.around), 4);
        f.count(&[head, "names shared around="].concat(), common(&names.around, &self.names.around), 3);
        let when = match time {
            None if self.times.is_empty() => "no times",
            None => "one has a time",
            Some(_) if self.times.is_empty() => "one has a time",
            Some(time) if self.times.contains(time) => "times same",
            Some(_) => "times other",
        };
        f.add(&[when]);
        f.add(&[head, when]);
        let alike = |grain| {
            let own = context.cluster(candidate.head, grain);
            own != "none" && self.mentions.iter().any(|m| context.cluster(m.head, grain) == own)
        };
        let like = if alike(Grain::Fine) {
            "fine"
        } else if alike(Grain::Middle) {
            "middle"
        } else {
            "no"
        };
        f.add(&[head, "cluster shared=", like]);
        f.add(&[
            head,
            if last.kind == candidate.kind { "kind same " } else { "kind other " },
            form,
            "cluster shared=",
            like,
        ]);
        f.add(&["kind of last=", last.kind.name(), " kind=", candidate.kind.name()]);
        let nested = self
            .mentions
            .iter()
            .any(|m| m.extent.whole().contains(&candidate.head) || candidate.extent.whole().contains(&m.head));
        f.flag("one holds the other", nested);
        f.add(&[head, if nested { "nested" } else { "apart" }]);
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
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = || a.chars().count().max(b.chars().count());
    shared >= 3 && shared + 3 >= longest()
}

fn words(context: &Context, candidate: &Candidate) -> Vec<String> {
    let tokens = candidate.extent.upto(1);
    tokens
        .filter(|&at| !(candidate.head..candidate.head_end).contains(&at) && context.function(at).is_none())
        .filter_map(|at| {
            let token = context.token(at).filter(|t| t.kind != TokenKind::Mark)?;
            let reading = context.definite(at).unwrap_or_default();
            Some(token.stem(reading).to_owned())
        })
        .collect()
}
