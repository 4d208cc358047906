//! The weights: graphones, and a back-off n-gram model over them as a trie.
//!
//! Costs are negative logarithms in sixteenths, one byte each. On disk the trie stands level by level, the children of
//! a node together and in order, so that it is read into five flat lists without a hash table.

use rustc_hash::FxHashMap;

use super::decode::{Spelling, decode};

/// Steps of a cost in one unit of the natural logarithm.
pub const STEPS: f64 = 16.0;

/// The graphone that stands before every word.
pub const START: u16 = 0;

/// The graphone that stands after every word.
pub const END: u16 = 1;

const MAGIC: &[u8] = b"khabar transliteration 1\n";

/// From which script into which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Arabic letters into Latin ones.
    ToLatin,
    /// Latin letters into Arabic ones.
    ToArabic,
}

/// A trained model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Pieces of both spellings, Arabic and Latin; the first two are [`START`] and [`END`].
    pub graphones: Vec<(String, String)>,
    /// Graphones by their piece of the source, for each direction.
    by_source: [FxHashMap<String, Vec<u16>>; 2],
    nodes: Nodes,
}

/// The trie; node 0 is the empty context.
#[derive(Clone, Debug, Default)]
struct Nodes {
    /// Where a node's children begin; one more than nodes.
    children: Vec<u32>,
    graphones: Vec<u16>,
    costs: Vec<u8>,
    backoffs: Vec<u8>,
    /// The node of the context without its first graphone.
    suffixes: Vec<u32>,
}

/// A cost, and the context after it.
pub type Step = (u32, u32);

/// Graphones that could come next, with what they cost after the contexts that were asked about.
#[derive(Debug)]
pub struct Choice<'g> {
    graphones: &'g [u16],
    places: FxHashMap<u16, u32>,
    known: FxHashMap<u32, Vec<Step>>,
}

impl<'g> Choice<'g> {
    /// A choice of these graphones, each once.
    #[must_use]
    pub fn new(graphones: &'g [u16]) -> Self {
        let places = graphones.iter().zip(0..).map(|(&graphone, place)| (graphone, place)).collect();
        Self { graphones, places, known: FxHashMap::default() }
    }
}

/// A node as the trainer makes it: the path from the empty context, its cost and its back-off.
pub type Entry = (Vec<u16>, u8, u8);

impl Model {
    /// A model from graphones and n-grams; every prefix and suffix of an n-gram must be there.
    #[must_use]
    pub fn new(graphones: Vec<(String, String)>, mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|(l, ..), (r, ..)| (l.len(), l).cmp(&(r.len(), r)));
        let mut counts: FxHashMap<&[u16], u32> = FxHashMap::default();
        for (path, ..) in &entries {
            *counts.entry(&path[..path.len() - 1]).or_default() += 1;
        }
        let mut nodes = Nodes { graphones: vec![0], costs: vec![0], backoffs: vec![0], ..Nodes::default() };
        let mut next = 1;
        nodes.children.push(next);
        next += counts.get(&[][..]).copied().unwrap_or_default();
        nodes.children.push(next);
        for (path, cost, backoff) in &entries {
            nodes.graphones.push(path.last().copied().unwrap_or_default());
            nodes.costs.push(*cost);
            nodes.backoffs.push(*backoff);
            next += counts.get(path.as_slice()).copied().unwrap_or_default();
            nodes.children.push(next);
        }
        Self::with(graphones, nodes)
    }

    fn with(graphones: Vec<(String, String)>, mut nodes: Nodes) -> Self {
        nodes.link();
        let mut by_source = [FxHashMap::<String, Vec<u16>>::default(), FxHashMap::default()];
        for (g, (arabic, latin)) in graphones.iter().enumerate().skip(2) {
            by_source[0].entry(arabic.clone()).or_default().push(g as u16);
            by_source[1].entry(latin.clone()).or_default().push(g as u16);
        }
        Self { graphones, by_source, nodes }
    }

    /// The likeliest spellings of a word, the best first.
    #[must_use]
    pub fn spell(&self, word: &str, direction: Direction, count: usize) -> Vec<Spelling> {
        decode(self, word, direction, count)
    }

    /// Graphones whose piece of the source is this.
    #[must_use]
    pub fn with_source(&self, piece: &str, direction: Direction) -> &[u16] {
        self.by_source[direction as usize].get(piece).map(Vec::as_slice).unwrap_or_default()
    }

    /// The piece of the target that a graphone writes.
    #[must_use]
    pub fn target(&self, graphone: u16, direction: Direction) -> &str {
        let (arabic, latin) = &self.graphones[usize::from(graphone)];
        match direction {
            Direction::ToLatin => latin,
            Direction::ToArabic => arabic,
        }
    }

    /// The context before the first graphone of a word.
    #[must_use]
    pub fn start(&self) -> u32 {
        self.nodes.child(0, START).unwrap_or_default()
    }

    /// What a graphone costs after a context, and the context after it.
    #[must_use]
    pub fn step(&self, context: u32, graphone: u16) -> (u32, u32) {
        self.steps(context, &mut Choice::new(&[graphone]))[0]
    }

    /// What each graphone of a choice costs after a context, and the context after it, in the order of the choice.
    pub fn steps<'c>(&self, context: u32, choice: &'c mut Choice<'_>) -> &'c [Step] {
        if !choice.known.contains_key(&context) {
            // What the context does not know costs as much as after the shorter one, and the back-off.
            let mut steps: Vec<Step> = if context == 0 {
                vec![(255, 0); choice.graphones.len()]
            } else {
                let backoff = u32::from(self.nodes.backoffs[context as usize]);
                let shorter = self.steps(self.nodes.suffixes[context as usize], choice);
                shorter.iter().map(|&(cost, next)| (cost + backoff, next)).collect()
            };
            let step = |child: u32| (u32::from(self.nodes.costs[child as usize]), self.nodes.context(child));
            let children = self.nodes.children[context as usize]..self.nodes.children[context as usize + 1];
            // The short contexts have thousands of children, of which few are asked about.
            if choice.graphones.len() * 8 < children.len() {
                for (place, &graphone) in steps.iter_mut().zip(choice.graphones) {
                    if let Some(child) = self.nodes.child(context, graphone) {
                        *place = step(child);
                    }
                }
            } else {
                for child in children {
                    if let Some(&place) = choice.places.get(&self.nodes.graphones[child as usize]) {
                        steps[place as usize] = step(child);
                    }
                }
            }
            choice.known.insert(context, steps);
        }
        &choice.known[&context]
    }

    /// Reads what [`Model::write`] wrote; `None` where the bytes are something else.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = bytes.strip_prefix(MAGIC)?;
        let mut graphones = Vec::new();
        for _ in 0..number(&mut bytes)? {
            let end = bytes.iter().position(|&b| b == b'\n')?;
            let line = std::str::from_utf8(&bytes[..end]).ok()?;
            let (arabic, latin) = line.split_once('\t')?;
            graphones.push((arabic.to_owned(), latin.to_owned()));
            bytes = &bytes[end + 1..];
        }
        let count = number(&mut bytes)? as usize;
        let mut nodes = Nodes { graphones: vec![0], costs: vec![0], backoffs: vec![0], ..Nodes::default() };
        nodes.children.push(1);
        for _ in 0..count {
            let children = number(&mut bytes)?;
            nodes.children.push(nodes.children.last()? + children);
            let mut graphone = 0;
            for _ in 0..children {
                graphone += number(&mut bytes)?;
                nodes.graphones.push(graphone as u16);
                nodes.costs.push(byte(&mut bytes)?);
            }
        }
        nodes.children.truncate(count + 1);
        if nodes.graphones.len() != count || nodes.children.last().copied()? as usize != count {
            return None;
        }
        // Only nodes with children back off.
        nodes.backoffs = vec![0; count];
        for node in 1..count {
            if nodes.children[node] < nodes.children[node + 1] {
                nodes.backoffs[node] = byte(&mut bytes)?;
            }
        }
        Some(Self::with(graphones, nodes))
    }

    /// The model as bytes, the same for the same model.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        push(&mut bytes, self.graphones.len() as u32);
        for (arabic, latin) in &self.graphones {
            bytes.extend(format!("{arabic}\t{latin}\n").bytes());
        }
        let nodes = &self.nodes;
        let count = nodes.graphones.len();
        push(&mut bytes, count as u32);
        for node in 0..count {
            let children = nodes.children[node] as usize..nodes.children[node + 1] as usize;
            push(&mut bytes, children.len() as u32);
            let mut last = 0;
            for child in children {
                push(&mut bytes, u32::from(nodes.graphones[child]) - last);
                last = u32::from(nodes.graphones[child]);
                bytes.push(nodes.costs[child]);
            }
        }
        for node in 1..count {
            if nodes.children[node] < nodes.children[node + 1] {
                bytes.push(nodes.backoffs[node]);
            }
        }
        bytes
    }
}

impl Nodes {
    fn child(&self, node: u32, graphone: u16) -> Option<u32> {
        let (start, end) = (self.children[node as usize] as usize, self.children[node as usize + 1] as usize);
        let place = self.graphones[start..end].binary_search(&graphone).ok()?;
        Some((start + place) as u32)
    }

    /// The longest suffix of a node's path that something follows.
    fn context(&self, mut node: u32) -> u32 {
        while node != 0 && self.children[node as usize] == self.children[node as usize + 1] {
            node = self.suffixes[node as usize];
        }
        node
    }

    fn link(&mut self) {
        self.suffixes = vec![0; self.graphones.len()];
        for node in 0..self.graphones.len() as u32 {
            for child in self.children[node as usize]..self.children[node as usize + 1] {
                if node != 0 {
                    let above = self.suffixes[node as usize];
                    self.suffixes[child as usize] = self.child(above, self.graphones[child as usize]).unwrap_or(0);
                }
            }
        }
    }
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    let (&first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(first)
}

/// A number in groups of seven bits, the lowest first (LEB128).
fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (mut value, mut shift) = (0_u32, 0);
    loop {
        let next = byte(bytes)?;
        value |= u32::from(next & 0x7f).checked_shl(shift)?;
        if next < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
