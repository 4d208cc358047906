//! The graph of a store's articles, drawn again: what each article is about is kept from the last time, and only what
//! came out another way is written.
//!
//! Law: the graph is the one that all articles would give in one build.

use std::hash::{DefaultHasher, Hasher};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{decisions, renew};
use crate::graph;
use crate::graph::piece::{Homes, Piece};
use crate::graph::{Node, Options};
use crate::lang::sketch::{hash, mix};
use crate::model::date::Date;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
use crate::model::resolution::Judgement;
use crate::resolve::gist::{Gist, Gists, Reader};
use crate::resolve::ruling::Naming;
use crate::resolve::share::Packed;
use crate::resolve::{self, Memory, Resolved};
use crate::store::{Given, Known, Picture, Store, StoreError};

/// Articles whose gists are unpacked at once.
const CHUNK: usize = 512;

/// What became of a graph that was to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Whether it is kept. Not where articles changed meanwhile: then whoever changed them has to draw it.
    pub done: bool,
    /// What is to be said about the user's decisions.
    pub remarks: Vec<Diagnostic>,
}

/// Draws the graph of a store's articles under the user's decisions and keeps it, where something came or went since
/// it was drawn.
///
/// # Errors
/// When the store cannot be read or written.
pub fn draw(store: &mut Store) -> Result<Drawn, StoreError> {
    if !store.is_stale()? {
        return Ok(Drawn { done: true, remarks: Vec::new() });
    }
    renew(store, |_| true)?;
    let print = print(store)?;
    let (decisions, _) = decisions(store)?;
    let naming = Naming::new(&decisions);
    let mut kept: Vec<(Vec<u8>, bool)> = Vec::new();
    let changes = store.known(print, |some| {
        let gist = |reader: &mut Reader, known| match known {
            Known::Gist(bytes) => (bytes, true),
            Known::Said(said) => (packed(&reader.read(&said, &naming)), false),
        };
        kept.par_extend(some.into_par_iter().map_init(Reader::default, gist));
    })?;
    let mut gists = Gists::default();
    for chunk in kept.chunks(CHUNK) {
        let chunk: Option<Vec<Gist<Packed<'_>>>> = chunk.par_iter().map(|(bytes, _)| unpacked(bytes)).collect();
        for gist in chunk.ok_or_else(|| StoreError::Kept(store.path().to_owned()))? {
            gists.add(gist);
        }
    }
    let new = kept.into_iter().enumerate().filter(|(_, (_, is_kept))| !is_kept);
    let new: Vec<(usize, Vec<u8>)> = new.map(|(place, (bytes, _))| (place, bytes)).collect();
    let before = store.memory(print)?;
    let memory = before.as_deref().map_or_else(|| Some(Memory::default()), unpacked);
    let mut memory = memory.ok_or_else(|| StoreError::Kept(store.path().to_owned()))?;
    let mut resolution = resolve::resolve_gists(&gists, &decisions, &mut memory);
    let remarks = std::mem::take(&mut resolution.remarks);
    let sizes = gists.list.iter().map(|gist| (gist.entities.len(), gist.events.len()));
    let homes = Homes::new(sizes, resolution.named.iter().map(|named| (named.kind, named.members())));
    let memory = packed(&memory);
    let fresh = Fresh { gists: &gists, resolution: &resolution, homes, new: &new, memory, print };
    Ok(Drawn { done: store.draw(&fresh, changes)?, remarks })
}

/// A number that tells this program and the decisions of a store from others.
fn print(store: &Store) -> Result<i64, StoreError> {
    let decisions = store.given(Given::Decisions)?.text;
    Ok(mix(hash(env!("KHABAR_PRINT")) ^ hash(&decisions)).cast_signed())
}

/// What is kept, as bytes that end in a number by which damage is seen.
fn packed(kept: &impl Serialize) -> Vec<u8> {
    let mut bytes = postcard::to_allocvec(kept).unwrap_or_default();
    bytes.extend(sum(&bytes).to_le_bytes());
    bytes
}

/// What was kept; nothing where the bytes are not as they were written.
fn unpacked<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    let (kept, own) = bytes.split_last_chunk()?;
    if sum(kept).to_le_bytes() == *own { postcard::from_bytes(kept).ok() } else { None }
}

fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// The graph as it is now.
struct Fresh<'f> {
    gists: &'f Gists,
    resolution: &'f Resolved<'f>,
    homes: Homes,
    /// The gists that were not kept before.
    new: &'f [(usize, Vec<u8>)],
    memory: Vec<u8>,
    print: i64,
}

impl Picture for Fresh<'_> {
    fn stories(&self) -> &[u32] {
        &self.resolution.stories
    }

    fn day(&self, article: usize) -> Option<Date> {
        self.gists.list[article].published
    }

    fn nodes(&self) -> usize {
        self.resolution.named.len()
    }

    fn id(&self, node: usize) -> &str {
        &self.resolution.named[node].id
    }

    fn mark(&self, node: usize) -> i64 {
        mix(self.resolution.named[node].mark() ^ self.print.cast_unsigned()).cast_signed()
    }

    fn kin(&self, node: usize) -> Vec<i64> {
        self.resolution.named[node].contents(self.gists).map(u64::cast_signed).collect()
    }

    fn node(&self, node: usize) -> Node {
        graph::attach::node(self.gists, &self.resolution.cluster(node))
    }

    fn homes(&self, article: usize) -> &[u32] {
        self.homes.of(article)
    }

    fn piece(&self, article: usize, said: &Extraction) -> Piece {
        let id = |node: u32| self.id(node as usize);
        Piece::new(article as u32, said, self.homes(article), id, Options::default())
    }

    fn judgements(&self) -> &[Judgement] {
        &self.resolution.judgements
    }

    fn gists(&self) -> &[(usize, Vec<u8>)] {
        self.new
    }

    fn memory(&self) -> &[u8] {
        &self.memory
    }

    fn print(&self) -> i64 {
        self.print
    }
}

/// Whether the graph that a store keeps, the judgements that it rests on, and what is kept for the next one, are those of
/// its articles.
///
/// # Errors
/// When the store cannot be read.
pub fn is_drawn_right(store: &Store) -> Result<bool, StoreError> {
    let (_, extractions) = store.extractions()?;
    let (decisions, _) = decisions(store)?;
    let (print, naming) = (print(store)?, Naming::new(&decisions));
    let (mut reader, mut memory) = (Reader::default(), Memory::default());
    let mut gists = Gists::default();
    for extraction in &extractions {
        let gist = reader.read(extraction, &naming);
        let kept = store.gist(&extraction.article.id, print)?;
        if kept.is_some_and(|kept| kept != packed(&gist)) {
            return Ok(false);
        }
        gists.add(gist);
    }
    let mut resolution = resolve::resolve_gists(&gists, &decisions, &mut memory).finish();
    if store.memory(print)?.is_some_and(|kept| kept != packed(&memory)) {
        return Ok(false);
    }
    resolution.judgements.sort_by_key(Judgement::subject);
    let (drawn, mut kept) = (graph::build(&extractions, &resolution), store.graph()?);
    kept.graph.node_weights_mut().for_each(|node| node.measures = graph::Measures::default());
    let same_facts = kept.graph.raw_nodes().iter().map(|n| &n.weight).eq(drawn.graph.node_weights())
        && kept.graph.raw_edges().iter().map(|e| (e.source(), e.target(), &e.weight)).eq(drawn
            .graph
            .raw_edges()
            .iter()
            .map(|e| (e.source(), e.target(), &e.weight)));
    Ok(same_facts
        && (&kept.articles, &kept.stories, &kept.statements, kept.folded)
            == (&drawn.articles, &drawn.stories, &drawn.statements, drawn.folded)
        && store.judgements()? == resolution.judgements)
}
