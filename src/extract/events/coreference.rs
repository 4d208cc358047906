//! Which candidates are one occurrence: the same noun with compatible complements, or a bare definite noun for the one
//! told of before.

use super::candidates::Candidate;
use crate::extract::context::Context;
use crate::model::document::TokenKind;

/// Mentions of one occurrence.
#[derive(Clone, Debug)]
pub struct Group {
    /// In the order of the text.
    pub mentions: Vec<Candidate>,
    /// Stems of the words that its phrases hold besides the head.
    words: Vec<String>,
}

/// Joins candidates.
pub fn group(context: &Context, candidates: Vec<Candidate>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for candidate in candidates {
        let words = words(context, &candidate);
        let found = if candidate.verbal {
            groups.iter().rposition(|g| same_clause(g, &candidate, &words))
        } else if words.is_empty() || candidate.shown {
            groups.iter().rposition(|g| g.head_is_like(&candidate) && (candidate.definite || g.words.is_empty()))
        } else {
            groups.iter().rposition(|g| g.head_is_like(&candidate) && g.fits(&words))
        };
        match found {
            Some(i) => {
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

impl Group {
    fn head_is_like(&self, candidate: &Candidate) -> bool {
        self.mentions.iter().any(|m| !m.verbal && m.kind == candidate.kind && alike(&m.stem, &candidate.stem))
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
fn alike(a: &str, b: &str) -> bool {
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
