//! Which candidates are one occurrence: the learned decision `same event` weighs nouns, complements, definiteness and
//! distance.

use super::candidates::Candidate;
use crate::extract::context::Context;
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
}

/// The task of the learned decision.
const TASK: &str = "same event";

/// How many occurrences back a mention is looked for: news comes back to what was told lately, and no text grows slow.
const REACH: usize = 48;

/// Joins candidates: each with the earlier occurrence that it most surely means, or as a new one.
pub fn group(context: &Context, candidates: Vec<Candidate>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let words = words(context, &candidate);
        let mut best: Option<(i32, usize)> = None;
        for (i, group) in groups.iter().enumerate().rev().take(REACH) {
            if !group.may_be(&candidate, &words) {
                continue;
            }
            let features = group.compare(context, &candidate, &words, groups.len() - i);
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
        match best {
            Some((_, i)) => {
                for word in words {
                    if !groups[i].words.contains(&word) {
                        groups[i].words.push(word);
                    }
                }
                groups[i].mentions.push(candidate);
            }
            None => groups.push(Group { mentions: vec![candidate], words }),
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
    let longest = a.chars().count().max(b.chars().count());
    shared >= 3 && shared + 3 >= longest
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
