//! What the tagger sees of a token: its form, what the tables know of it, and both for its neighbours.
//!
//! A feature is 32 bits of a hash of its template and its values; the tables decide which ones count.

use super::recent::Recent;
use super::words::{Entry, Words, hash, longer, mix, normalise};

/// A token as the tagger sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of its surface: tokens of one hash differ only in the phrases around them.
    pub form: u64,
    /// Hash of its normal form.
    pub whole: u64,
    /// Hash of the form without proclitics.
    pub stem: u64,
    /// Hash of the form as written; where it has capital letters.
    surface: Option<u64>,
    known: bool,
    entry: Entry,
    /// Lists that the longest phrase around it stands in, with its place in the phrase.
    listed: u64,
    /// The kind of name that the longest phrase around it is in raw news, with its place in the phrase.
    named: u64,
    shape: u64,
    prefixes: [u64; 4],
    suffixes: [u64; 4],
}

impl Word {
    /// Its clusters, coarse to fine, where raw news have it.
    #[must_use]
    pub fn clusters(&self) -> Option<[u16; 3]> {
        self.known.then_some(self.entry.clusters)
    }
}

/// The tokens of a sentence, each as written and as folded.
pub fn read<'t>(tokens: impl Iterator<Item = (&'t str, &'t str)>, table: &Words, seen: &mut Recent<Word>) -> Vec<Word> {
    let forms: Vec<(&str, &str, u64)> = tokens.map(|(surface, folded)| (surface, folded, form(surface))).collect();
    for &(_, _, form) in &forms {
        seen.fetch(form);
    }
    let known = |&(surface, folded, form): &(_, _, u64)| *seen.get(form, || word(surface, folded, form, table));
    let mut words: Vec<Word> = forms.iter().map(known).collect();
    mark_phrases(&mut words, table);
    words
}

/// A hash of a surface, eight bytes at a time.
fn form(surface: &str) -> u64 {
    let (chunks, rest) = surface.as_bytes().as_chunks();
    let sum = chunks.iter().fold(surface.len() as u64, |sum, chunk| mix(sum ^ u64::from_le_bytes(*chunk)));
    mix(rest.iter().fold(0, |bits, &byte| bits << 8 | u64::from(byte)) ^ mix(sum))
}

fn word(surface: &str, folded: &str, form: u64, table: &Words) -> Word {
    let mut norm = String::with_capacity(folded.len());
    normalise(folded, &mut norm);
    let norm = norm.as_str();
    let whole = hash(norm.as_bytes());
    let stem = table.stem(norm, whole);
    let (own, bare) = (table.get(whole), table.get(stem));
    let counted = |entry: &&Entry| entry.frequency > 0;
    let mut entry = own.filter(counted).or(bare.filter(counted)).copied().unwrap_or_default();
    let known = entry.frequency > 0;
    entry.lists = own.map_or(0, |e| e.lists) | bare.map_or(0, |e| e.lists);
    if let Some(bare) = bare.filter(|e| e.usage > 0) {
        entry.usage = bare.usage;
    }
    let mut ends = [0; 64];
    let mut letters = 0;
    for (at, c) in norm.char_indices().take(ends.len()) {
        ends[letters] = at + c.len_utf8();
        letters += 1;
    }
    let prefix = |n: usize| if letters > n { hash(&norm.as_bytes()[..ends[n - 1]]) } else { 0 };
    let suffix = |n: usize| if letters > n { hash(&norm.as_bytes()[ends[letters - n - 1]..]) } else { 0 };
    Word {
        form,
        whole,
        stem,
        surface: surface.chars().any(char::is_uppercase).then(|| hash(surface.as_bytes())),
        known,
        entry,
        listed: 0,
        named: 0,
        shape: shape(surface),
        prefixes: [prefix(1), prefix(2), prefix(3), prefix(4)],
        suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
    }
}

/// Which sorts of characters it has, and whether it ends in ى, which folding takes for ي (على, علي); a lone mark is its
/// own shape.
fn shape(surface: &str) -> u64 {
    let (mut first, mut seen, mut count, mut capitals) = (0, 0_u64, 0, 0);
    for c in surface.chars() {
        // The letters of Arabic are told directly: to look them up takes long.
        let class = if matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}') {
            3
        } else if c.is_uppercase() {
            capitals += 1;
            1
        } else if c.is_numeric() {
            2
        } else if c.is_alphabetic() {
            3
        } else {
            4
        };
        if count == 0 {
            first = class;
        }
        seen |= 1 << class;
        count += 1;
    }
    let mark = if count == 1 && first == 4 { hash(surface.as_bytes()) << 16 } else { 0 };
    let ends = u64::from(count == 1) | u64::from(capitals > 1) << 1 | u64::from(surface.ends_with('ى')) << 2;
    first | seen << 3 | ends << 8 | mark
}

/// Marks the longest phrases of the lists, and of the names of raw news, from left to right.
fn mark_phrases(words: &mut [Word], table: &Words) {
    let (mut listed_to, mut named_to) = (0, 0);
    for first in 0..words.len() {
        let (mut lists, mut name) = ((0, 0), (0, 0));
        let starts = [words[first].whole, words[first].stem];
        for (turn, &start) in starts.iter().enumerate() {
            if turn > 0 && start == starts[0] {
                break;
            }
            let mut key = longer(0, start);
            let mut end = first + 1;
            while let Some(phrase) = table.phrase(key) {
                if phrase.lists > 0 && end > lists.0 && end - first > 1 {
                    lists = (end, u64::from(phrase.lists));
                }
                if phrase.name > 0 && end > name.0 && end - first > 1 {
                    name = (end, u64::from(phrase.name));
                }
                let Some(next) = words.get(end) else { break };
                key = longer(key, next.whole);
                end += 1;
            }
        }
        let place = |at: usize, end: usize| if at == first { 1 } else { 2 + u64::from(at + 1 == end) };
        if first >= listed_to && lists.0 > 0 {
            listed_to = lists.0;
            for (at, word) in words.iter_mut().enumerate().take(lists.0).skip(first) {
                word.listed = lists.1 << 2 | place(at, lists.0);
            }
        }
        if first >= named_to && name.0 > 0 {
            named_to = name.0;
            for (at, word) in words.iter_mut().enumerate().take(name.0).skip(first) {
                word.named = name.1 << 2 | place(at, name.0);
            }
        }
    }
}

/// By whose rules names are to be found: corpora differ in what they call a name and where it ends. The features that
/// tell most are there once for all styles and once for each (Daumé 2007), so that a text of one style teaches the
/// others without binding them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Articles read for their graph: the style of the program.
    #[default]
    Graph,
    /// Sentences of published corpora.
    Corpus,
}

/// The farthest neighbour that a feature looks at.
pub const REACH: isize = 2;

/// Calls `put` with every feature of the token at `at`.
pub fn features(words: &[Word], at: usize, style: Style, put: impl FnMut(u32)) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|place| words.get(place));
    templates(&words[at], near, at == 0, style, |_| true, put);
}

/// Calls `put` with the features of the token at `at` that look at several words or at the phrases around it.
pub fn joint(words: &[Word], at: usize, style: Style, put: impl FnMut(u32)) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|place| words.get(place));
    templates(&words[at], near, at == 0, style, |place| place.is_none(), put);
}

/// Calls `put` with the features that a word alone, or the end of the sentence, gives to the token from which it is
/// `offset` away. These and the joint ones are all.
pub fn lone(word: Option<&Word>, offset: isize, style: Style, put: impl FnMut(u32)) {
    let nothing = Word::default();
    templates(word.unwrap_or(&nothing), |_| word, false, style, |place| place == Some(offset), put);
}

/// Calls `put` with the features at those places that are `wanted`. The place of a feature is the offset of the one
/// word that it looks at, none where it looks at more.
#[inline(always)]
#[expect(clippy::too_many_lines, reason = "the list of templates reads best in one place")]
#[expect(clippy::inline_always, reason = "what is not wanted is not reckoned, either")]
fn templates<'w>(
    me: &Word,
    near: impl Fn(isize) -> Option<&'w Word>,
    first: bool,
    style: Style,
    wanted: impl Fn(Option<isize>) -> bool,
    mut put: impl FnMut(u32),
) {
    let mut template = 0_u64;
    let mut add = |place: Option<isize>, value: Option<u64>| {
        template += 1;
        if wanted(place)
            && let Some(value) = value
        {
            put((mix(value ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 32) as u32);
        }
    };
    let both = |a: Option<u64>, b: Option<u64>| {
        let (a, b) = (a.unwrap_or(77), b.unwrap_or(78));
        Some(mix(a).wrapping_add(b.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    };
    add(Some(0), Some(1));
    // Words and pairs of words.
    let whole = |offset: isize| near(offset).map(|w| w.whole);
    for offset in -2..=2_isize {
        add(Some(offset), whole(offset).or(Some(offset.unsigned_abs() as u64 + 2 * u64::from(offset < 0))));
    }
    for offset in -1..=1 {
        add(Some(offset), near(offset).filter(|w| w.stem != w.whole).map(|w| w.stem));
    }
    add(None, both(whole(-1), Some(me.stem)));
    add(None, both(Some(me.stem), whole(1)));
    add(None, both(whole(-1), whole(1)));
    add(None, both(whole(-2), whole(-1)));
    add(None, both(whole(1), whole(2)));
    // Beginnings and ends of words.
    for n in 0..4 {
        add(Some(0), Some(me.prefixes[n]).filter(|&p| p != 0));
        add(Some(0), Some(me.suffixes[n]).filter(|&s| s != 0));
    }
    for offset in [-1, 1] {
        add(Some(offset), near(offset).map(|w| w.prefixes[2]));
        add(Some(offset), near(offset).map(|w| w.suffixes[2]));
        add(Some(offset), near(offset).map(|w| w.prefixes[1]));
        add(Some(offset), near(offset).map(|w| w.suffixes[1]));
    }
    // Clusters.
    for grain in 0..3 {
        let cluster =
            |offset: isize| near(offset).map(|w| if w.known { u64::from(w.entry.clusters[grain]) } else { 9999 });
        for offset in -2..=2 {
            add(Some(offset), cluster(offset));
        }
        let (left, own, right) = (cluster(-1), cluster(0), cluster(1));
        add(None, both(left, own));
        add(None, both(own, right));
        add(None, both(left, right));
        if grain < 2 {
            add(None, both(both(left, own), right));
            add(None, both(cluster(-2), left));
            add(None, both(right, cluster(2)));
        }
    }
    let coarse = |offset: isize| near(offset).map(|w| u64::from(w.entry.clusters[0]));
    let middle = |offset: isize| near(offset).map(|w| u64::from(w.entry.clusters[1]));
    add(None, both(Some(me.suffixes[1]), coarse(-1)));
    add(None, both(Some(me.prefixes[1]), coarse(-1)));
    // Shapes and capitals.
    let shape = |offset: isize| near(offset).map(|w| w.shape);
    for offset in -2..=2 {
        add(Some(offset), shape(offset));
    }
    add(None, both(both(shape(-1), shape(0)), shape(1)));
    add(Some(0), both(shape(0), coarse(0)));
    if me.surface.is_some() || me.entry.capital > 0 {
        let fine = Some(u64::from(me.entry.clusters[2]));
        let first = Some(u64::from(first));
        let capital = |offset: isize| near(offset).map(|w| u64::from(w.entry.capital));
        add(Some(0), me.surface);
        add(None, both(shape(0), first));
        add(Some(0), both(shape(0), Some(me.suffixes[2])));
        add(Some(0), both(shape(0), fine));
        for offset in -1..=1 {
            add(None, both(capital(offset), shape(offset)));
        }
        add(None, both(both(capital(0), shape(0)), first));
        add(None, both(both(capital(-1), capital(0)), capital(1)));
    } else {
        template_skip(&mut add, 9);
    }
    // Lists.
    let lists = |offset: isize| near(offset).map(|w| u64::from(w.entry.lists));
    for offset in -2..=2 {
        add(Some(offset), lists(offset));
    }
    for offset in -1..=1 {
        add(None, near(offset).filter(|w| w.listed > 0).map(|w| w.listed));
    }
    for bit in 0..16 {
        add(Some(0), Some(1).filter(|_| me.entry.lists >> bit & 1 == 1));
    }
    add(None, both(lists(-1), lists(0)));
    add(None, both(lists(0), lists(1)));
    add(None, both(both(lists(-1), lists(0)), lists(1)));
    add(None, both(both(middle(-1), lists(0)), Some(me.listed)));
    // How raw news uses it.
    let usage = |offset: isize| near(offset).map(|w| u64::from(w.entry.usage));
    for offset in -1..=1 {
        add(Some(offset), usage(offset).filter(|&u| u > 0));
        add(None, near(offset).filter(|w| w.named > 0).map(|w| w.named));
    }
    if let Some(code) = me.entry.usage.checked_sub(1) {
        add(None, both(usage(-1), usage(0)));
        add(None, both(usage(0), usage(1)));
        add(None, both(middle(-1), usage(0)));
        add(None, both(usage(0), middle(1)));
        add(Some(0), both(shape(0), usage(0)));
        for share in [code % 6, code / 6 % 6, code / 36] {
            add(Some(0), Some(u64::from(share)));
        }
    }
    // The same again for the style alone.
    template = 200 + 100 * u64::from(style == Style::Corpus);
    let fine = |offset: isize| near(offset).map(|w| u64::from(w.entry.clusters[2]));
    let mut add = |place: Option<isize>, value: Option<u64>| {
        template += 1;
        if wanted(place)
            && let Some(value) = value
        {
            put((mix(value ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 32) as u32);
        }
    };
    add(Some(0), Some(1));
    for offset in -2..=2 {
        add(Some(offset), whole(offset));
        add(Some(offset), middle(offset));
    }
    add(Some(0), Some(me.stem));
    add(None, both(whole(-1), Some(me.stem)));
    add(None, both(Some(me.stem), whole(1)));
    for offset in -1..=1 {
        add(Some(offset), fine(offset));
        add(Some(offset), lists(offset));
    }
    add(None, both(middle(-1), middle(0)));
    add(None, both(middle(0), middle(1)));
    add(None, both(lists(-1), lists(0)));
    add(Some(0), Some(me.prefixes[1]));
    add(Some(0), Some(me.suffixes[1]));
    add(Some(0), Some(me.suffixes[2]));
    add(None, both(shape(0), Some(u64::from(first))));
    add(None, both(both(shape(-1), shape(0)), shape(1)));
    add(None, Some(me.listed));
    add(Some(0), Some(u64::from(me.entry.usage)));
}

/// Leaves out templates, so that those after them keep their numbers.
fn template_skip(add: &mut impl FnMut(Option<isize>, Option<u64>), count: usize) {
    for _ in 0..count {
        add(None, None);
    }
}
