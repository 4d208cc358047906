//! A store of 100 thousand nodes and a million edges: drawing it, opening it, and asking it; and what it costs to draw
//! the graph of many articles again when a hundredth more come.
//!
//! `cargo bench --bench store [-- FILE…]`: extractions (what `khabar extract` writes, also packed as .zst) for the second,
//! in the sizes that they suffice for. The goals are 0.3 s to open, a millisecond to find a name and what is around it,
//! five for two steps, and a cost in proportion to what comes.

mod made;
mod said;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use khabar::graph::KnowledgeGraph;
use khabar::model::article::Article;
use khabar::model::extraction::{Entity, Evidence, Extraction, Mention, Relation, Source};
use khabar::model::kinds::{EntityType, Level, NodeKind};
use khabar::pipeline;
use khabar::store::{Proofs, Store, StoreError};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

/// Questions of each sort.
const QUESTIONS: usize = 500;

/// Articles that a store holds before a hundredth more come.
const SIZES: [usize; 2] = [20_000, 100_000];

fn main() -> Result<(), StoreError> {
    let files: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let path = std::env::temp_dir().join(format!("khabar-bench-{}.khabar", std::process::id()));
    let done = if files.is_empty() { whole(&path) } else { grown(&path, &files) };
    remove(&path);
    done
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn whole(path: &Path) -> Result<(), StoreError> {
    let said = said(&made::graph(made::NODES));
    let mut store = Store::create(path)?;
    let added = took(|| said.chunks(512).try_for_each(|chunk| add(&mut store, chunk)))?;
    println!("{} articles added in {added:.2} s", said.len());
    let first = took(|| pipeline::draw(&mut store).map(drop))?;
    println!("drawn for the first time in {first:.2} s");
    drop(store);
    println!("{:.0} MB", path.metadata().map_or(0, |file| file.len()) as f64 / 1e6);
    ask(path)
}

/// Draws the graph of some articles, and again when a hundredth more have come, spread over all.
#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn grown(path: &Path, files: &[PathBuf]) -> Result<(), StoreError> {
    for size in SIZES {
        remove(path);
        let late = |place: usize| place % 101 == 50;
        let few = || said::read(files).take(size + size / 100).enumerate();
        let mut drawn = [0.0; 2];
        for (when, drawn) in drawn.iter_mut().enumerate() {
            let mut store = Store::create(path)?;
            let mut chunk = Vec::new();
            for (_, extraction) in few().filter(|&(place, _)| late(place) == (when == 1)) {
                chunk.push(extraction);
                if chunk.len() == 512 {
                    add(&mut store, &chunk)?;
                    chunk.clear();
                }
            }
            add(&mut store, &chunk)?;
            *drawn = took(|| pipeline::draw(&mut store).map(drop))?;
        }
        let [first, again] = drawn;
        let count = Store::open(path)?.info()?.articles;
        println!(
            "{count} articles: {first:.2} s for the first drawing, {again:.2} s when a hundredth came: {:.1} %",
            100.0 * again / first
        );
        if (count as usize) < size {
            break;
        }
    }
    Ok(())
}

/// Adds articles of which only what they say is known.
fn add(store: &mut Store, said: &[Extraction]) -> Result<(), StoreError> {
    let article = |said: &Extraction| {
        let source = said.article.clone();
        let article = Article { id: source.id, title: source.title, published: source.published, ..Article::default() };
        (article, said.clone())
    };
    store.add(&said.iter().map(article).collect::<Vec<_>>()).map(drop)
}

/// Articles that say what a graph holds, each of its nodes told by a key of its own.
fn said(graph: &KnowledgeGraph) -> Vec<Extraction> {
    let of = |article: &Source| Extraction { article: article.clone(), ..Extraction::default() };
    let mut said: Vec<Extraction> = graph.articles.iter().map(of).collect();
    for edge in graph.graph.edge_references() {
        let Some(proof) = edge.weight().evidence.first() else { continue };
        let said = &mut said[proof.article as usize];
        let [subject, object] = [edge.source(), edge.target()].map(|node| entity(graph, node, said));
        said.relations.push(Relation {
            subject,
            predicate: edge.weight().predicate,
            object,
            role: None,
            modality: edge.weight().modality,
            confidence: proof.confidence,
            evidence: vec![Evidence { passage: proof.passage.clone(), rule: proof.rule.clone(), sentence: None }],
        });
    }
    said
}

/// The id of a node among the entities of an article, where it is added.
fn entity(graph: &KnowledgeGraph, node: NodeIndex, said: &mut Extraction) -> String {
    let weight = &graph.graph[node];
    let id = format!("e{}", node.index());
    let kind = EntityType::ALL.iter().copied().find(|&kind| Some(NodeKind::from(kind)) == weight.kind);
    if let Some(kind) = kind.filter(|_| said.entities.iter().all(|entity| entity.id != id)) {
        // The word that it alone bears: a bench of the store is none of who is alike.
        let name = weight.label.split(' ').next_back().unwrap_or_default();
        said.entities.push(Entity {
            gazetteer: Some(weight.id.replacen(weight.kind.map_or("", NodeKind::name), "made", 1)),
            mentions: vec![Mention {
                passage: khabar::model::extraction::Passage::default(),
                level: Level::Name,
                sentence: None,
            }],
            ..Entity::named(&id, kind, name)
        });
    }
    id
}

fn took(run: impl FnOnce() -> Result<(), StoreError>) -> Result<f64, StoreError> {
    let start = Instant::now();
    run().map(|()| start.elapsed().as_secs_f64())
}

fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn ask(path: &Path) -> Result<(), StoreError> {
    let start = Instant::now();
    let store = Store::open(path)?;
    println!("opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let graph = store.graph()?;
    let nodes: Vec<(&str, &str)> = graph.graph.node_weights().map(|node| (&*node.label, &*node.id)).collect();
    let mut asked = (0..QUESTIONS).map(|i| nodes[i * 7919 % nodes.len()]).cycle();
    let mut time = |what: &str, ask: &dyn Fn(&str, &str) -> Result<usize, StoreError>| -> Result<(), StoreError> {
        let mut times: Vec<Duration> = Vec::new();
        let mut found = 0;
        for (label, id) in asked.by_ref().take(QUESTIONS) {
            let start = Instant::now();
            found += ask(label, id)?;
            times.push(start.elapsed());
        }
        times.sort();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1e3;
        let found = found / QUESTIONS;
        println!("{what}: {:.2} ms, 99th percentile {:.2} ms, {found} on average", at(50), at(99));
        Ok(())
    };
    time("nodes of a name", &|name, _| Ok(store.named(name, None)?.graph.node_count()))?;
    time("edges one step around", &|_, id| Ok(store.around(&[id], 1, Proofs::Told)?.graph.edge_count()))?;
    time("edges two steps around", &|_, id| Ok(store.around(&[id], 2, Proofs::Told)?.graph.edge_count()))?;
    for (what, evidence) in [("with all evidence", Proofs::Told), ("with its evidence counted", Proofs::Counted)] {
        time(&format!("edges of a dossier {what}"), &|_, id| Ok(store.dossier(&[id], evidence)?.graph.edge_count()))?;
    }
    let start = Instant::now();
    let outline = store.outline()?;
    println!("its outline, {} edges: {:.2} s", outline.graph.edge_count(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    let problems = store.check()?.len();
    println!("checked in {:.2} s: {problems} problems", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let whole = store.graph()?;
    println!("the whole graph, {} edges: {:.2} s", whole.graph.edge_count(), start.elapsed().as_secs_f64());
    Ok(())
}
