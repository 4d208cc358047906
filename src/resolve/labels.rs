//! What things were called the last time, so that only those that articles tell otherwise now are named anew.
//!
//! Law: whatever labels of this program it begins with, none too, the same names come out.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::flat::{Flat, Lists};
use crate::lang::sketch::{hash, mix};
use crate::lang::transliteration::{self, Direction};

/// What others must know of how a thing is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Its id, before it is told apart from others of that id.
    pub id: String,
    /// Its name in the articles is no name of its own, but one that was made for it.
    pub guessed: bool,
    /// Its aliases, in their order, each as a number that means the same anywhere.
    pub aliases: Box<[u64]>,
    /// Its name in the other script, where the model wrote it.
    pub written: Option<Written>,
}

/// A name and how the model writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Written {
    name: String,
    /// Whether it is written in Latin letters.
    latin: bool,
    /// As it is written; none where the model cannot.
    pub text: Option<String>,
}

/// The labels of all things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// For each thing a number that changes with all that its label rests on.
    contents: Flat<u64>,
    ids: Lists<u8>,
    guessed: Flat<u8>,
    aliases: Lists<u64>,
    /// Names that were written, each with its thing; in the order of those.
    written: Vec<(u32, Written)>,
}

/// Where labels are found.
#[derive(Debug)]
pub struct Known<'l> {
    labels: &'l Labels,
    things: FxHashMap<u64, u32>,
    written: FxHashMap<u64, u32>,
}

impl Labels {
    /// Adds the label of the next thing.
    pub fn push(&mut self, content: u64, label: &Label) {
        let thing = self.contents.0.len() as u32;
        self.contents.0.push(content);
        self.ids.push(label.id.as_bytes());
        self.guessed.0.push(label.guessed.into());
        self.aliases.push(&label.aliases);
        self.written.extend(label.written.clone().map(|written| (thing, written)));
    }

    /// How labels are found.
    #[must_use]
    pub fn known(&self) -> Known<'_> {
        let written = self.written.iter().map(|(_, written)| key(&written.name, written.latin)).zip(0..).collect();
        Known { labels: self, things: self.contents.0.iter().copied().zip(0..).collect(), written }
    }
}

impl Known<'_> {
    /// The number and the label of the thing of this content.
    #[must_use]
    pub fn find(&self, content: u64) -> Option<(u32, Label)> {
        let &thing = self.things.get(&content)?;
        let Labels { ids, guessed, aliases, written, .. } = self.labels;
        let place = thing as usize;
        let id = std::str::from_utf8(ids.get(place)).ok()?.to_owned();
        let written = written.binary_search_by_key(&thing, |&(thing, _)| thing).ok().map(|at| written[at].1.clone());
        let guessed = guessed.0.get(place) == Some(&1);
        Some((thing, Label { id, guessed, aliases: aliases.get(place).into(), written }))
    }

    /// A name as the model writes it.
    #[must_use]
    pub fn written(&self, name: &str, direction: Direction) -> Written {
        let latin = direction == Direction::ToLatin;
        let known = self.written.get(&key(name, latin)).map(|&at| &self.labels.written[at as usize].1);
        if let Some(known) = known.filter(|known| known.name == name && known.latin == latin) {
            return known.clone();
        }
        Written { name: name.to_owned(), latin, text: transliteration::person(name, direction) }
    }
}

fn key(name: &str, latin: bool) -> u64 {
    mix(hash(name) ^ u64::from(latin))
}
