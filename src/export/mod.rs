//! How does it leave? A graph and a selection → files that other programs open.
//!
//! Laws: all formats show the same nodes, edges and columns (`graph::attributes`); equal input gives equal
//! bytes; a file appears whole or not at all.

pub mod cypher;
pub mod dot;
pub mod ftm;
pub mod geojson;
pub mod gephi_csv;
pub mod gexf;
pub mod graphml;
pub mod html;
pub mod json;
pub mod json_read;
pub mod jsonld;
pub mod neo4j;
mod picture;
mod piece;
#[cfg(feature = "png")]
pub mod png;
pub mod svg;
pub mod turtle;
mod xml;
pub mod yed;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::graph::KnowledgeGraph;
use crate::graph::project::project;
use crate::graph::selection::Selection;
use crate::graph::view::View;

/// One way to write a graph.
pub trait Format: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;
    /// What it is and who reads it, in a line.
    fn title(&self) -> &'static str;
    /// The files that it makes, below the output folder.
    fn files(&self) -> &'static [&'static str];
    /// Where it is specified.
    fn specification(&self) -> &'static str;
    /// What of the graph it cannot hold; empty where it holds all.
    fn cannot_express(&self) -> &'static str;
    /// Writes the file with this number in [`Format::files`].
    ///
    /// # Errors
    /// Only those of `out`.
    fn write(&self, view: &View<'_>, file: usize, out: &mut dyn Write) -> io::Result<()>;
}

/// All formats, in the order of the documentation.
pub const FORMATS: &[&dyn Format] = &[
    &gexf::Gexf,
    &graphml::GraphMl,
    &gephi_csv::GephiCsv,
    &json::Json,
    &yed::YEd,
    &neo4j::Neo4j,
    &cypher::Cypher,
    &turtle::Turtle,
    &jsonld::JsonLd,
    &ftm::Ftm,
    &geojson::GeoJson,
    &dot::Dot,
    &svg::Svg,
    #[cfg(feature = "png")]
    &png::Png,
    &html::Html,
];

/// The format with this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Why nothing, or not all, was written or read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Files or folders cannot be made or filled.
    #[error("cannot write {}", paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))]
    Write {
        /// Which.
        paths: Vec<PathBuf>,
        /// Why the first of them cannot.
        source: io::Error,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not what `json` writes.
    #[error("{} is not a graph as 'khabar build' writes it", path.display())]
    NotAGraph {
        /// Which.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// Every node whose surroundings were asked for is missing from the graph, or left out by the rest of the selection.
    #[error("no node that is shown is called '{0}'")]
    NoSuchNode(String),
    /// The graph has nodes, and none of them is shown.
    #[error("no node fits what is to be shown: nothing is written")]
    Nothing,
}

/// Writes what the selection shows of a graph into a folder, in each of the formats; gives the files' paths.
///
/// # Errors
/// When files cannot be written (the others are all the same), no ego of the selection is there, or it leaves nothing of
/// the graph.
pub fn write(
    graph: &KnowledgeGraph,
    selection: &Selection,
    formats: &[&dyn Format],
    folder: &Path,
) -> Result<Vec<PathBuf>, ExportError> {
    let projected = project(graph, selection);
    let (graph, selection) = projected.as_ref().map_or((graph, selection), |(graph, rest)| (graph, rest));
    let view = View::new(graph, selection);
    if let (Some(ego), true) = (&selection.ego, view.nodes.is_empty()) {
        return Err(ExportError::NoSuchNode(ego.nodes.join("', '")));
    }
    if view.nodes.is_empty() && graph.graph.node_count() > 0 {
        return Err(ExportError::Nothing);
    }
    let (mut paths, mut missing, mut why) = (Vec::new(), Vec::new(), None);
    for format in formats {
        for (number, file) in format.files().iter().enumerate() {
            let path = folder.join(file);
            match whole(&path, |out| format.write(&view, number, out)) {
                Ok(()) => paths.push(path),
                Err(source) => {
                    missing.push(path);
                    why.get_or_insert(source);
                }
            }
        }
    }
    why.map_or(Ok(paths), |source| Err(ExportError::Write { paths: missing, source }))
}

/// Writes beside the file and renames, so that no reader sees half of it.
fn whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let mut out = BufWriter::with_capacity(1 << 18, File::create(&partial)?);
    let done = fill(&mut out).and_then(|()| out.flush()).and_then(|()| fs::rename(&partial, path));
    if done.is_err() {
        // The first error is the one to tell; a leftover is at worst a file too many.
        _ = fs::remove_file(&partial);
    }
    done
}
