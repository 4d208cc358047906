//! Names that were written in the other script, so that none has to be searched for again.
//!
//! Law: what was kept is what the model writes.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lang::transliteration::{self, Direction};

/// A name and how the model writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Written {
    name: String,
    /// Whether it is written in Latin letters.
    latin: bool,
    /// As it is written; none where the model cannot.
    pub text: Option<String>,
}

/// Names with their spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    known: [FxHashMap<String, Option<String>>; 2],
}

impl Spellings {
    /// A name as the model writes it.
    #[must_use]
    pub fn written(&self, name: &str, direction: Direction) -> Written {
        let latin = direction == Direction::ToLatin;
        let known = self.known[usize::from(latin)].get(name).cloned();
        let text = known.unwrap_or_else(|| transliteration::person(name, direction));
        Written { name: name.to_owned(), latin, text }
    }

    /// Keeps these, and forgets all others.
    pub fn keep(&mut self, written: impl Iterator<Item = Written>) {
        self.known = Default::default();
        for Written { name, latin, text } in written {
            self.known[usize::from(latin)].insert(name, text);
        }
    }
}

impl Serialize for Spellings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lists = self.known.each_ref().map(|known| {
            let mut list: Vec<(&String, &Option<String>)> = known.iter().collect();
            list.sort_unstable();
            list
        });
        lists.serialize(serializer)
    }
}

impl<'d> Deserialize<'d> for Spellings {
    fn deserialize<D: serde::Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let lists = <[Vec<(String, Option<String>)>; 2]>::deserialize(deserializer)?;
        Ok(Self { known: lists.map(|list| list.into_iter().collect()) })
    }
}
