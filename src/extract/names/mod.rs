//! Named mentions: what the gazetteers know, what the rules see, what the recogniser recognises.
//!
//! Where they disagree the longer one stands; of equal length what the user listed, then a country or well-known organization, then the recogniser,
//! then a city or person that a gazetteer knows. The rules serve a language that has no recogniser yet; beside one only
//! the plainest of them are asked. A country,
//! demonym or place within an organization's name is kept beside it: it tells whose the body is.

mod governments;
mod joined;
mod known;
mod listed;
mod recognised;
mod ruled;
mod surnames;
mod told;

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
    names.extend(listed::find(context));
    governments::read(context, &mut names);
    match recognised::find(context) {
        Some(recognised) => {
            names.extend(recognised);
            names.extend(ruled::find_plain(context));
        }
        None => names.extend(ruled::find(context)),
    }
    surnames::read(context, &mut names);
    let mut names = settle(context, names);
    ruled::widen_alliances(context, &mut names);
    names
}

/// Trust below which a gazetteer's entry is no name by itself: it only says who or what a recognised name is.
const DOUBTFUL: u8 = 60;

/// Chooses among names that overlap.
fn settle(context: &Context, mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|n| (std::cmp::Reverse(n.tokens.len()), std::cmp::Reverse(n.trust), n.tokens.start));
    let mut owner: Vec<Option<usize>> = vec![None; context.document.tokens.len()];
    let mut chosen: Vec<Name> = Vec::new();
    for name in names {
        let over = name.tokens.clone().find_map(|t| owner[t]);
        match over {
            None if name.trust < DOUBTFUL => {}
            None => {
                owner[name.tokens.clone()].fill(Some(chosen.len()));
                chosen.push(name);
            }
            Some(i) if chosen[i].tokens == name.tokens && chosen[i].kind == name.kind => {
                if chosen[i].key.is_none() && name.key.is_some() {
                    (chosen[i].key, chosen[i].cut) = (name.key, name.cut);
                }
            }
            // A name within a name is no entity by itself, only where it tells whose or where the body is.
            Some(i) if is_part(&chosen[i], &name) => chosen.push(Name { level: Level::Demonym, ..name }),
            Some(_) => {}
        }
    }
    chosen.sort_by_key(|n| (n.tokens.start, std::cmp::Reverse(n.tokens.end)));
    chosen
}

/// Whether a name tells something of the organization in whose name it stands.
fn is_part(whole: &Name, part: &Name) -> bool {
    whole.kind == EntityType::Organization
        && part.trust >= DOUBTFUL
        && part.kind != EntityType::Person
        && whole.tokens.start <= part.tokens.start
        && part.tokens.end <= whole.tokens.end
        && whole.tokens.len() > part.tokens.len()
}
