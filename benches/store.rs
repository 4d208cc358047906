//! A store of 100 thousand nodes and a million edges: drawing it, opening it, and asking it.
//!
//! `cargo bench --bench store`; the goals are 0.3 s to open, a millisecond to find a name and what is around it, five
//! for two steps.

mod made;

use std::path::Path;
use std::time::{Duration, Instant};

use khabar::graph::KnowledgeGraph;
use khabar::model::article::Article;
use khabar::model::extraction::{Extraction, Source};
use khabar::store::{Store, StoreError};

/// Questions of each sort.
const QUESTIONS: usize = 500;

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() -> Result<(), StoreError> {
    let path = std::env::temp_dir().join(format!("khabar-bench-{}.khabar", std::process::id()));
    let graph = made::graph(made::NODES);
    let mut store = Store::create(&path)?;
    let articles: Vec<(Article, Extraction)> = graph.articles.iter().map(article).collect();
    let start = Instant::now();
    for chunk in articles.chunks(512) {
        store.add(chunk)?;
    }
    println!("{} articles added in {:.2} s", articles.len(), start.elapsed().as_secs_f64());
    draw(&mut store, &graph, "drawn for the first time")?;
    let mut other = graph.clone();
    for edge in other.graph.edge_weights_mut().step_by(100) {
        edge.confidence = 0.5;
    }
    draw(&mut store, &other, "with a hundredth of the edges changed")?;
    drop(store);
    println!("{:.0} MB", path.metadata().map_or(0, |file| file.len()) as f64 / 1e6);
    ask(&path, &graph)?;
    for ending in ["", "-wal", "-shm"] {
        _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    Ok(())
}

/// An article of this head that says nothing.
fn article(source: &Source) -> (Article, Extraction) {
    let article = Article { id: source.id.clone(), published: source.published, ..Article::default() };
    (article, Extraction { article: source.clone(), ..Extraction::default() })
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn draw(store: &mut Store, graph: &KnowledgeGraph, what: &str) -> Result<(), StoreError> {
    let changes = store.changes()?;
    let start = Instant::now();
    store.draw(graph, &[], changes)?;
    println!("{what} in {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn ask(path: &Path, graph: &KnowledgeGraph) -> Result<(), StoreError> {
    let start = Instant::now();
    let store = Store::open(path)?;
    println!("opened in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
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
    time("edges one step around", &|_, id| Ok(store.around(&[id], 1)?.graph.edge_count()))?;
    time("edges two steps around", &|_, id| Ok(store.around(&[id], 2)?.graph.edge_count()))?;
    let start = Instant::now();
    let whole = store.graph()?;
    println!("the whole graph, {} edges: {:.2} s", whole.graph.edge_count(), start.elapsed().as_secs_f64());
    Ok(())
}
