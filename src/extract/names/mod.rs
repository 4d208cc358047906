//! Named mentions: what the gazetteers know, what the rules see, what the recogniser recognises.
//!
//! Where they disagree the longer one stands; of equal length a gazetteer's unambiguous entry, then the recogniser,
//! then a rule. A country or demonym within an organization's name is kept beside it: it tells whose the body is.

mod known;
mod ruled;

use std::ops::Range;

use super::cast::Key;
use super::context::Context;
use crate::model::kinds::{EntityType, Level};

/// A stretch of text that is a name, before anyone knows whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token's surface that are proclitics.
    pub cut: u8,
    /// What it names.
    pub kind: EntityType,
    /// By name or by demonym.
    pub level: Level,
    /// Its place in a gazetteer.
    pub key: Option<Key>,
    /// Out of a hundred: who to believe where two overlap.
    pub trust: u8,
}

/// All names of a document in the order of the text.
pub fn find(context: &Context) -> Vec<Name> {
    let mut names = known::find(context);
    names.extend(ruled::find(context));
    settle(context, names)
}

/// Chooses among names that overlap.
fn settle(context: &Context, mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|n| (std::cmp::Reverse(n.tokens.len()), std::cmp::Reverse(n.trust), n.tokens.start));
    let mut taken = vec![false; context.document.tokens.len()];
    let mut chosen: Vec<Name> = Vec::new();
    for name in names {
        let free = !name.tokens.clone().any(|t| taken[t]);
        if free {
            for t in name.tokens.clone() {
                taken[t] = true;
            }
            chosen.push(name);
        } else if name.level == Level::Demonym || name.kind == EntityType::Country {
            let inside = chosen.iter().any(|c| {
                c.kind == EntityType::Organization
                    && c.tokens.start <= name.tokens.start
                    && name.tokens.end <= c.tokens.end
                    && c.tokens.len() > name.tokens.len()
            });
            if inside {
                chosen.push(name);
            }
        }
    }
    chosen.sort_by_key(|n| (n.tokens.start, std::cmp::Reverse(n.tokens.end)));
    chosen
}
