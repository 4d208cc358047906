//! What is known of a word form before it is read: its clusters, its lists, how raw news uses it.
//!
//! A sorted table of 32-bit fingerprints; words themselves are not kept.

use super::index::Index;
use super::model::{Reader, Writer};

/// Bits of the lists that a word or phrase can stand in.
pub mod list {
    /// A country.
    pub const COUNTRY: u16 = 1;
    /// A city, province, region or water.
    pub const CITY: u16 = 2;
    /// A known person, in full.
    pub const PERSON: u16 = 4;
    /// Part of the name of a known person.
    pub const PERSON_PART: u16 = 8;
    /// A given name.
    pub const GIVEN: u16 = 16;
    /// A family name, or a part that joins names.
    pub const FAMILY: u16 = 32;
    /// A demonym.
    pub const DEMONYM: u16 = 64;
    /// A known organization.
    pub const ORGANIZATION: u16 = 128;
    /// An office, rank, honorific, profession.
    pub const TITLE: u16 = 256;
    /// A word of speech.
    pub const SPEECH: u16 = 512;
    /// A noun of events.
    pub const EVENT: u16 = 1024;
    /// A verb of events, or of acts between actors.
    pub const EVENT_VERB: u16 = 2048;
    /// The head of an organization's name.
    pub const ORGANIZATION_HEAD: u16 = 4096;
    /// The head of a place's name.
    pub const PLACE_HEAD: u16 = 8192;
    /// A word of time.
    pub const TIME: u16 = 16384;
    /// A word of the closed classes.
    pub const FUNCTION: u16 = 32768;
}

/// What the table says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Four times the binary logarithm of its count in raw news; 0 where it was not counted.
    pub frequency: u8,
    /// How often it is capitalised within sentences: 0 unknown, 1 never … 6 always.
    pub capital: u8,
    /// How an earlier model tagged it in raw news: 0 unknown, else one more than a base-6 code of three shares.
    pub usage: u8,
    /// Clusters, coarse to fine.
    pub clusters: [u16; 3],
    /// Lists that it stands in.
    pub lists: u16,
}

/// What the table says of a phrase of several words, or of the beginning of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Lists that it stands in.
    pub lists: u16,
    /// The kind of name it is in raw news: 0 none, else 1 + 2 × kind + 1 when nearly always so.
    pub name: u8,
}

/// Values by fingerprint.
pub type Prints<T> = Vec<(u32, T)>;

/// The table of words and phrases.
#[derive(Debug, Default)]
pub struct Words {
    index: Index,
    entries: Vec<Entry>,
    phrase_index: Index,
    phrases: Vec<Phrase>,
    /// Whether proclitics are written together with the word.
    pub proclitics: bool,
}

/// Proclitics that may be taken off, in folded form.
const PROCLITICS: [&str; 12] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "س"];

/// Appends the form that the table knows a folded token by: every digit is 0, quotation marks are one.
pub fn normalise(folded: &str, norm: &mut String) {
    for c in folded.chars() {
        norm.push(match c {
            '0'..='9' => '0',
            '“' | '”' | '«' | '»' => '"',
            '‘' => '\'',
            c => c,
        });
    }
}

/// A 64-bit hash of bytes (FNV-1a with a final mix), the same on every machine.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        sum = (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(sum)
}

/// Spreads the bits of a number.
#[must_use]
pub const fn mix(mut bits: u64) -> u64 {
    bits ^= bits >> 32;
    bits = bits.wrapping_mul(0xd6e8_feb8_6659_fd93);
    bits ^ (bits >> 32)
}

/// The hash of a phrase, made longer by one word.
#[must_use]
pub const fn longer(phrase: u64, word: u64) -> u64 {
    mix(phrase.rotate_left(7).wrapping_add(word ^ 0x9E37_79B9_7F4A_7C15))
}

/// The 32 bits of a hash that tables keep.
#[must_use]
pub const fn print(hash: u64) -> u32 {
    (hash >> 32) as u32
}

impl Words {
    /// A table from entries by hash; of two with one fingerprint the first is kept.
    #[must_use]
    pub fn new(mut entries: Vec<(u64, Entry)>, mut phrases: Vec<(u64, Phrase)>, proclitics: bool) -> Self {
        entries.sort_by_key(|(hash, _)| print(*hash));
        entries.dedup_by_key(|(hash, _)| print(*hash));
        phrases.sort_by_key(|(hash, _)| print(*hash));
        phrases.dedup_by_key(|(hash, _)| print(*hash));
        Self::from_parts(
            entries.into_iter().map(|(hash, entry)| (print(hash), entry)).collect(),
            phrases.into_iter().map(|(hash, phrase)| (print(hash), phrase)).collect(),
            proclitics,
        )
    }

    /// A table from sorted entries by fingerprint.
    #[must_use]
    pub fn from_parts(entries: Prints<Entry>, phrases: Prints<Phrase>, proclitics: bool) -> Self {
        Self {
            index: Index::new(entries.iter().map(|(key, _)| *key).collect()),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            phrase_index: Index::new(phrases.iter().map(|(key, _)| *key).collect()),
            phrases: phrases.into_iter().map(|(_, phrase)| phrase).collect(),
            proclitics,
        }
    }

    /// The entries and phrases by fingerprint, sorted.
    #[must_use]
    pub fn into_parts(self) -> (Prints<Entry>, Prints<Phrase>) {
        (self.index.keys().zip(self.entries).collect(), self.phrase_index.keys().zip(self.phrases).collect())
    }

    /// What is known of a word.
    #[must_use]
    pub fn get(&self, word: u64) -> Option<&Entry> {
        self.entries.get(self.index.get(print(word))?)
    }

    /// What is known of a phrase; an entry without lists and name is the beginning of another.
    #[must_use]
    pub fn phrase(&self, phrase: u64) -> Option<&Phrase> {
        self.phrases.get(self.phrase_index.get(print(phrase))?)
    }

    /// Four times the binary logarithm of how often a word stands in raw news; 0 where it was not counted.
    #[must_use]
    pub fn frequency(&self, word: u64) -> u8 {
        self.get(word).map_or(0, |entry| entry.frequency)
    }

    /// The hash of the form without proclitics, where that form is clearly the better known one, else of the form.
    #[must_use]
    pub fn stem(&self, norm: &str, whole: u64) -> u64 {
        if !self.proclitics || !norm.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'س']) {
            return whole;
        }
        let mut best = whole;
        let mut known = self.frequency(whole).saturating_add(6);
        let mut offer = |stem: u64| {
            if self.frequency(stem) > known {
                known = self.frequency(stem);
                best = stem;
            }
        };
        for proclitic in PROCLITICS {
            let Some(rest) = norm.strip_prefix(proclitic) else { continue };
            if rest.len() >= 6 {
                offer(hash(rest.as_bytes()));
            }
            // ل + ال is written لل.
            if proclitic.ends_with('ل')
                && let Some(noun) = rest.strip_prefix('ل')
                && noun.len() >= 4
            {
                let mut definite = String::with_capacity(noun.len() + 4);
                definite.push_str("ال");
                definite.push_str(noun);
                offer(hash(definite.as_bytes()));
            }
        }
        best
    }

    /// The table as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(*b"KHW1");
        out.u32(u32::from(self.proclitics));
        out.u32(self.entries.len() as u32);
        self.index.keys().for_each(|key| out.u32(key));
        for entry in &self.entries {
            out.bytes(&[entry.frequency, entry.capital, entry.usage, entry.clusters[0] as u8]);
            out.u16(entry.clusters[1]);
            out.u16(entry.clusters[2]);
            out.u16(entry.lists);
        }
        out.u32(self.phrases.len() as u32);
        self.phrase_index.keys().for_each(|key| out.u32(key));
        for phrase in &self.phrases {
            out.u16(phrase.lists);
            out.bytes(&[phrase.name]);
        }
        out.finish()
    }

    /// The table from bytes; `None` where they are not a whole table.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Reader::new(bytes, *b"KHW1")?;
        let proclitics = bytes.u32()? != 0;
        let count = bytes.count(14)?;
        let keys = (0..count).map(|_| bytes.u32()).collect::<Option<Vec<_>>>()?;
        let entries = (0..count).map(|_| entry(&mut bytes)).collect::<Option<Vec<_>>>()?;
        let count = bytes.count(7)?;
        let phrase_keys = (0..count).map(|_| bytes.u32()).collect::<Option<Vec<_>>>()?;
        let phrases =
            (0..count).map(|_| Some(Phrase { lists: bytes.u16()?, name: bytes.u8()? })).collect::<Option<Vec<_>>>()?;
        Some(Self { index: Index::new(keys), entries, phrase_index: Index::new(phrase_keys), phrases, proclitics })
    }
}

fn entry(bytes: &mut Reader) -> Option<Entry> {
    Some(Entry {
        frequency: bytes.u8()?,
        capital: bytes.u8()?,
        usage: bytes.u8()?,
        clusters: [u16::from(bytes.u8()?), bytes.u16()?, bytes.u16()?],
        lists: bytes.u16()?,
    })
}
