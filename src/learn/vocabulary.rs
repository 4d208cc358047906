//! The words of the raw news: how often each is written, how often with a capital, and the whole text as word ids.

use rustc_hash::FxHashMap;

use crate::lang::Language;
use crate::lang::recognizer::words::normalise;
use crate::lang::split::split;

/// Ends a paragraph in the stream.
pub const BREAK: u32 = u32::MAX;
/// A word too rare to be kept.
pub const RARE: u32 = u32::MAX - 1;

/// The kept words, the most frequent first.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Folded forms.
    pub words: Vec<String>,
    /// Occurrences.
    pub counts: Vec<u32>,
    /// Occurrences within a sentence whose first letter is a capital.
    pub capitals: Vec<u32>,
    /// The text as ids of words, with [`BREAK`] and [`RARE`].
    pub stream: Vec<u32>,
}

/// Collects words paragraph by paragraph.
#[derive(Debug, Default)]
pub struct Collector {
    ids: FxHashMap<String, u32>,
    words: Vec<String>,
    counts: Vec<u32>,
    capitals: Vec<u32>,
    stream: Vec<u32>,
}

impl Collector {
    /// Adds a text of any number of paragraphs.
    pub fn add(&mut self, text: &str, language: &dyn Language) {
        let (mut folded, mut norm) = (String::new(), String::new());
        for paragraph in text.split('\n') {
            let mut inside = false;
            for (span, _) in split(paragraph, language) {
                let surface = span.of(paragraph);
                folded.clear();
                norm.clear();
                language.fold(surface, &mut folded);
                normalise(&folded, &mut norm);
                if norm.is_empty() {
                    continue;
                }
                let id = self.id(&norm);
                self.counts[id as usize] += 1;
                let letter = surface.chars().next().unwrap_or(' ');
                self.capitals[id as usize] += u32::from(inside && letter.is_uppercase());
                inside = letter.is_alphanumeric() || matches!(letter, ',' | ';' | '\'' | '(' | '-' | '’');
                self.stream.push(id);
            }
            self.stream.push(BREAK);
        }
    }

    /// How many words and breaks were read.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.stream.len()
    }

    /// Whether nothing was read.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.stream.is_empty()
    }

    fn id(&mut self, norm: &str) -> u32 {
        if let Some(&id) = self.ids.get(norm) {
            return id;
        }
        let id = self.words.len() as u32;
        self.ids.insert(norm.to_owned(), id);
        self.words.push(norm.to_owned());
        self.counts.push(0);
        self.capitals.push(0);
        id
    }

    /// Keeps at most `most` words that occur at least `least` times.
    #[must_use]
    pub fn finish(mut self, least: u32, most: usize) -> Vocabulary {
        let mut order: Vec<usize> = (0..self.words.len()).filter(|&i| self.counts[i] >= least).collect();
        order.sort_by(|&a, &b| self.counts[b].cmp(&self.counts[a]).then(self.words[a].cmp(&self.words[b])));
        order.truncate(most);
        let mut places = vec![RARE; self.words.len()];
        for (place, &id) in order.iter().enumerate() {
            places[id] = place as u32;
        }
        for id in &mut self.stream {
            if *id != BREAK {
                *id = places[*id as usize];
            }
        }
        Vocabulary {
            words: order.iter().map(|&i| std::mem::take(&mut self.words[i])).collect(),
            counts: order.iter().map(|&i| self.counts[i]).collect(),
            capitals: order.iter().map(|&i| self.capitals[i]).collect(),
            stream: self.stream,
        }
    }
}
