//! 100 thousand nodes and a million edges, written in the formats that are named (`gexf graphml` where none is).
//!
//! `cargo bench --bench export`; the goal is a CPU second a format, in memory that does not grow.

use std::io::{self, Write};
use std::time::Instant;

use khabar::export::{FORMATS, format};
use khabar::graph::selection::Selection;
use khabar::graph::view::View;
use khabar::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node};
use khabar::model::date::Date;
use khabar::model::extraction::{Passage, Source};
use khabar::model::kinds::{Modality, NodeKind, Predicate};
use petgraph::graph::{DiGraph, NodeIndex};

const NODES: u32 = 100_000;
const EDGES: u32 = 1_000_000;
const ARTICLES: u32 = 50_000;

/// Counts what is written.
#[derive(Default)]
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() -> io::Result<()> {
    let graph = graph();
    let start = Instant::now();
    let view = View::new(&graph, &Selection::default());
    println!("view: {:.2} s, {} nodes, {} edges", start.elapsed().as_secs_f64(), view.nodes.len(), view.edges.len());
    let mut names: Vec<String> = std::env::args().skip(1).filter(|a| format(a).is_some()).collect();
    if names.is_empty() {
        names = vec!["gexf".into(), "graphml".into()];
    }
    for chosen in FORMATS.iter().filter(|f| names.iter().any(|n| n == f.name())) {
        for (number, file) in chosen.files().iter().enumerate() {
            let (cpu, start) = (cpu_seconds(), Instant::now());
            let mut out = io::BufWriter::with_capacity(1 << 16, Count::default());
            chosen.write(&view, number, &mut out)?;
            out.flush()?;
            let (cpu, wall) = (cpu_seconds() - cpu, start.elapsed().as_secs_f64());
            println!("{file}: {cpu:.2} CPU s, {wall:.2} s, {} MB", out.get_ref().0 / 1_000_000);
        }
    }
    Ok(())
}

/// CPU time of this process so far, in the kernel's hundredths; 0 where there is no `/proc`.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |n: usize| after.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// A graph such as a year of news gives, from a small random walk.
fn graph() -> KnowledgeGraph {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as u32 % below
    };
    let day = Date::of_day(2014, 1, 1).map_or(Date::of_year(2014), |d| d);
    let mut graph = DiGraph::with_capacity(NODES as usize, EDGES as usize);
    for number in 0..NODES {
        let kind = NodeKind::ALL[number as usize % 4];
        graph.add_node(Node {
            id: format!("{kind}:name-of-it-{number}"),
            kind: Some(kind),
            label: format!("وزارة الخارجية {number}"),
            label_ar: Some(format!("وزارة الخارجية {number}")),
            label_en: Some(format!("Ministry {number}")),
            aliases: vec!["الوزارة".into(), "the ministry".into()],
            mention_count: random(100),
            article_count: random(20),
            first_seen: Some(day),
            last_seen: Some(day.plus_days(random(300).into())),
            measures: Measures {
                degree_total: random(50),
                weighted_degree: f64::from(random(90)),
                pagerank: f64::from(random(1000)) / 1e6,
                betweenness: f64::from(random(1000)) / 1e6,
                community: random(100),
                x: f64::from(random(100_000)) / 100.0,
                y: f64::from(random(100_000)) / 100.0,
                size: 4.0,
                ..Measures::default()
            },
            ..Node::default()
        });
    }
    for number in 0..EDGES {
        let article = random(ARTICLES);
        let seen = day.plus_days((article % 365).into());
        let evidence = EdgeEvidence {
            article,
            passage: Passage { text: "التقى".into(), end: 5, ..Passage::default() },
            sentence: String::new(),
            rule: "ar.act.verb-subject-object".into(),
            confidence: 0.85,
        };
        let edge = Edge {
            id: format!("r{number:016x}"),
            predicate: Predicate::ALL[random(23) as usize],
            modality: Modality::Asserted,
            role: None,
            source_count: 1,
            confidence: 0.85,
            valid_from: None,
            valid_to: None,
            first_seen: Some(seen),
            last_seen: Some(seen),
            evidence: vec![evidence],
        };
        graph.add_edge(NodeIndex::new(random(NODES) as usize), NodeIndex::new(random(NODES) as usize), edge);
    }
    let source = |number: u32| Source {
        id: format!("article-{number}"),
        published: Some(day.plus_days((number % 365).into())),
        ..Source::default()
    };
    KnowledgeGraph {
        graph,
        articles: (0..ARTICLES).map(source).collect(),
        stories: (0..ARTICLES).collect(),
        statements: Vec::new(),
        folded: 0,
    }
}
