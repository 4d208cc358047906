//! Articles → graph, in memory that follows the graph: of each article its gist is held, and all that it says is set
//! aside in a file until it is known who is who.
//!
//! Law: the graph is the one of all extractions at once.

use std::io;
use std::path::Path;

use crate::graph::measures::measure;
use crate::graph::piece::Homes;
use crate::graph::{Draft, KnowledgeGraph, Options};
use crate::model::decision::Decisions;
use crate::model::diagnostic::Diagnostic;
use crate::model::extraction::Extraction;
use crate::resolve::gist::{Gists, Reader};
use crate::resolve::ruling::Naming;
use crate::resolve::{self, Memory};
use crate::store::Aside;

/// Articles of which a graph is to be made, where the user decided who is who.
#[derive(Debug)]
pub struct Gathering<'d> {
    decisions: &'d Decisions,
    naming: Naming<'d>,
    reader: Reader,
    gists: Gists,
    aside: Aside,
}

impl<'d> Gathering<'d> {
    /// No articles yet; what they say is set aside in `folder`.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn new(decisions: &'d Decisions, folder: &Path) -> io::Result<Self> {
        let (reader, gists) = (Reader::default(), Gists::default());
        Ok(Self { decisions, naming: Naming::new(decisions), reader, gists, aside: Aside::new(folder)? })
    }

    /// Takes what the next article says.
    ///
    /// # Errors
    /// When it cannot be set aside.
    pub fn add(&mut self, extraction: &Extraction) -> io::Result<()> {
        self.gists.add(self.reader.read(extraction, &self.naming));
        self.aside.put(extraction)
    }

    /// Resolves what was gathered, connects it, and measures the graph; gives also what is to be said about the
    /// decisions.
    ///
    /// # Errors
    /// When what was set aside cannot be read.
    pub fn build(self, options: Options) -> io::Result<(KnowledgeGraph, Vec<Diagnostic>)> {
        let Self { decisions, reader, gists, aside, .. } = self;
        drop(reader);
        let resolution = resolve::resolve_gists(&gists, decisions, &mut Memory::default()).finish();
        let sizes = gists.list.iter().map(|gist| (gist.entities.len(), gist.events.len()));
        let homes = Homes::new(sizes, resolution.clusters.iter().map(|cluster| (cluster.kind, &*cluster.members)));
        let mut draft = Draft::new(&gists, resolution.clusters, resolution.stories, homes, options);
        drop(gists);
        aside.take(|chunk| draft.add(chunk))?;
        let mut graph = draft.finish();
        measure(&mut graph);
        Ok((graph, resolution.remarks))
    }
}
