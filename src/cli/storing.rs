//! What the commands have in common that work on a store: opening it, drawing its graph, reading it.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use petgraph::graph::NodeIndex;

use super::deciding::{self, Obeying};
use super::listing::{self, Listing};
use super::{interrupt, output};
use crate::export::json_read;
use crate::graph::{KnowledgeGraph, Options};
use crate::model::kinds::NodeKind;
use crate::pipeline;
use crate::store::{Given, Store, StoreError};

/// Draws the graph of a store's articles, and says so where another program has to.
pub fn draw(store: &mut Store) -> Result<(), StoreError> {
    let outdated = store.outdated()?;
    if outdated > 0 {
        output::say(&format!("{outdated} articles were read with another lexicon; reading them again"));
        pipeline::renew(store, |_| !interrupt::asked())?;
        if interrupt::asked() {
            output::say("stopped; the next question reads the others, and draws the graph");
            return Ok(());
        }
    }
    let drawn = pipeline::draw(store)?;
    output::say_all(&drawn.remarks);
    if !drawn.done {
        output::say("another program is changing the articles; it draws the graph when it has finished");
    }
    Ok(())
}

/// Gives a store the decisions and the lexicon that the user names, and says what is wrong with them; tells also whether
/// nothing is.
pub fn give(store: &mut Store, obeying: &Obeying, listing: &Listing) -> anyhow::Result<bool> {
    let mut understood = true;
    if let Some(given) = obeying.read()? {
        understood &= deciding::understand(&given).1;
        store.give(Given::Decisions, &given)?;
    }
    if let Some(given) = listing.read()? {
        understood &= listing::understand(&given).1;
        store.give(Given::Lexicon, &given)?;
    }
    Ok(understood)
}

/// Opens a store to ask its graph, which is drawn first where something came or went since. Whoever asks waits for no
/// one: while another program writes, or where the file cannot be written, the graph that was drawn last answers.
pub fn open(path: &Path) -> Result<Store, StoreError> {
    let mut store = Store::open(path)?;
    store.wait(Duration::from_millis(100))?;
    if store.is_stale()? {
        let drawn = match store.may_write() {
            Ok(()) => {
                let drawn = pipeline::draw(&mut store)?;
                output::say_all(&drawn.remarks);
                drawn.done
            }
            Err(StoreError::Busy(_) | StoreError::ReadOnly(_)) => false,
            Err(error) => return Err(error),
        };
        if !drawn {
            output::say(&format!("{}: articles came or went since this graph was drawn", path.display()));
        }
    }
    Ok(store)
}

/// Reads a graph: a store's, or that of an output folder or graph.json. Co-mentions, which a store does not keep, are
/// drawn from its articles.
pub fn graph(path: &Path, options: Options) -> anyhow::Result<KnowledgeGraph> {
    if !Store::is_at(path) {
        return Ok(json_read::read(path)?);
    }
    let store = open(path)?;
    if options.co_mentions {
        return Ok(pipeline::drawn(&store.extractions()?.1, &pipeline::decisions(&store)?.0, options));
    }
    Ok(store.graph()?)
}

/// A name that a question is about, and the kind of its node where that is given.
pub type Asked<'q> = (&'q str, Option<NodeKind>);

/// Reads what a question about some names needs of a graph, and their nodes in it: of a store only what `read` reads
/// about the nodes with these ids. `pick` chooses among the nodes that the names may mean.
pub fn about(
    path: &Path,
    options: Options,
    names: &[Asked<'_>],
    pick: impl Fn(&KnowledgeGraph, &[Asked<'_>]) -> anyhow::Result<Vec<NodeIndex>>,
    read: impl FnOnce(&Store, &[&str]) -> Result<KnowledgeGraph, StoreError>,
) -> anyhow::Result<(KnowledgeGraph, Vec<NodeIndex>)> {
    if !Store::is_at(path) || options.co_mentions {
        let graph = graph(path, options)?;
        let nodes = pick(&graph, names)?;
        return Ok((graph, nodes));
    }
    let store = open(path)?;
    let mut ids = Vec::new();
    for &asked in names {
        let named = store.named(asked.0, asked.1)?;
        ids.extend(pick(&named, &[asked])?.into_iter().map(|node| named.graph[node].id.clone()));
    }
    let graph = read(&store, &ids.iter().map(String::as_str).collect::<Vec<_>>())?;
    let node = |id: &String| {
        let node = graph.graph.node_indices().find(|&node| graph.graph[node].id == *id);
        node.with_context(|| format!("{id} is gone from {}", path.display()))
    };
    let nodes = ids.iter().map(node).collect::<anyhow::Result<_>>()?;
    Ok((graph, nodes))
}

/// Reads the nodes of a graph with their measures, and of a store that is measured nothing else.
pub fn ranked(path: &Path, options: Options) -> anyhow::Result<KnowledgeGraph> {
    if Store::is_at(path) && !options.co_mentions {
        let store = open(path)?;
        if store.is_measured()? {
            return Ok(store.ranked()?);
        }
    }
    measured(path, options)
}

/// Reads a graph with its measures, which a store computes when they are first asked for.
pub fn measured(path: &Path, options: Options) -> anyhow::Result<KnowledgeGraph> {
    if !Store::is_at(path) {
        return Ok(json_read::read(path)?);
    }
    let mut store = open(path)?;
    Ok(if options.co_mentions {
        pipeline::build_with(&store.extractions()?.1, &pipeline::decisions(&store)?.0, options).0
    } else {
        pipeline::measured(&mut store)?
    })
}
