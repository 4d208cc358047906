//! Questions to 100 thousand nodes and a million edges; SPARQL over the same.
//!
//! `cargo bench --bench query`. The goals, at the 99th percentile: a name and one hop in 1 ms, two hops in 5 ms, the
//! shortest path in 50 ms; SPARQL over plain edges loaded in 10 s with 1 GB. Machines differ and are busy, so the same is
//! asked of petgraph's own iterators and `astar`, and of oxrdf's graph, in the same run.

mod made;

use std::hint::black_box;
use std::time::Instant;

use khabar::graph::rdf::{self, Detail};
use khabar::graph::selection::Selection;
use khabar::graph::view::View;
use khabar::query::Scope;
use khabar::query::find::Names;
use khabar::query::neighbors::neighbors;
use khabar::query::path::{By, paths};
use khabar::query::sparql::ask;
use khabar::query::triples::Triples;
use petgraph::algo::astar;
use petgraph::graph::NodeIndex;
use petgraph::visit::UndirectedAdaptor;
use rustc_hash::FxHashSet;

/// Questions of a kind.
const QUESTIONS: u32 = 500;

/// A stride through the nodes that meets none twice.
const STRIDE: u32 = 7919;

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = made::graph(made::NODES);
    let scope = Scope::default();
    let start = Instant::now();
    let names = Names::new(&graph);
    println!("index of names: {:.2} s", start.elapsed().as_secs_f64());
    let node = |number: u32| NodeIndex::new((number * STRIDE % made::NODES) as usize);
    let pair = |number: u32| (node(number), node(number + QUESTIONS));
    measure("name", |number| _ = black_box(names.find(&made::name(node(number).index() as u32), None)));
    measure("first word of a hundred names", |number| {
        let name = made::name(node(number).index() as u32);
        _ = black_box(names.find(name.split(' ').next().unwrap_or_default(), None));
    });
    measure("one hop", |number| _ = black_box(neighbors(&graph, node(number), 1, scope)));
    measure("two hops", |number| _ = black_box(neighbors(&graph, node(number), 2, scope)));
    for (name, by) in [("strongest path", By::Strength), ("shortest path", By::Steps)] {
        measure(name, |number| _ = black_box(paths(&graph, pair(number).0, pair(number).1, scope, by, 1)));
    }

    let bare = &graph.graph;
    measure("  petgraph: nodes within two hops", |number| {
        let mut near = FxHashSet::from_iter([node(number)]);
        for inner in bare.neighbors_undirected(node(number)) {
            near.insert(inner);
            near.extend(bare.neighbors_undirected(inner));
        }
        _ = black_box(near.len());
    });
    let both_ways = UndirectedAdaptor(bare);
    measure("  petgraph: astar, steps alone", |number| {
        let (from, to) = pair(number);
        _ = black_box(astar(&both_ways, from, |node| node == to, |_| 1, |_| 0));
    });

    let before = memory("VmRSS");
    let start = Instant::now();
    let view = View::new(&graph, &Selection::default());
    let triples = Triples::new(&view, Detail::Plain);
    let seconds = start.elapsed().as_secs_f64();
    drop(view);
    let (held, peak) = (memory("VmRSS").saturating_sub(before), memory("VmHWM").saturating_sub(before));
    println!("SPARQL: {} triples loaded in {seconds:.2} s, {held} MB, {peak} MB at most meanwhile", triples.len());
    let start = Instant::now();
    let view = View::new(&graph, &Selection::default());
    let mut plain = oxrdf::Graph::new();
    rdf::triples(&view, Detail::Plain, &mut |triple| {
        plain.insert(triple);
        Ok(())
    })?;
    let peer = start.elapsed().as_secs_f64();
    println!("  oxrdf: {} triples in a graph in {peer:.2} s", plain.len());
    drop((view, plain));
    let mut failed = None;
    measure("SPARQL, two hops", |number| {
        let id = &graph.graph[node(number)].id;
        let query =
            format!("SELECT (COUNT(DISTINCT ?x) AS ?n) {{ id:{id} (kh:met|kh:support)/(kh:met|kh:support) ?x }}");
        failed = ask(&triples, &query).err().or(failed.take());
    });
    let start = Instant::now();
    ask(&triples, "SELECT ?a (COUNT(*) AS ?n) { ?a kh:met ?b } GROUP BY ?a ORDER BY DESC(?n) LIMIT 10")?;
    println!("SPARQL, who met most: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// Asks many questions and shows the middle one and the 99th of a hundred.
#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn measure(name: &str, mut question: impl FnMut(u32)) {
    let mut times: Vec<f64> = (0..QUESTIONS)
        .map(|number| {
            let start = Instant::now();
            question(number);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[times.len() * percent / 100];
    println!("{name}: {:.3} ms, 99th percentile {:.3} ms", at(50), at(99));
}

/// Megabytes that the kernel counts for this process; 0 where there is no `/proc`.
fn memory(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
