//! A made graph of 100 thousand nodes and a million edges, or of so many, the same in every run.

use khabar::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node};
use khabar::model::date::Date;
use khabar::model::extraction::{Passage, Source};
use khabar::model::kinds::{Modality, NodeKind, Predicate};
use petgraph::graph::{DiGraph, NodeIndex};

pub const NODES: u32 = 100_000;

const LATIN: &[&str] = &["ba", "do", "fi", "ka", "le", "mu", "na", "ri", "so", "ta"];
const ARABIC: &[&str] = &["با", "دو", "في", "كا", "لي", "مو", "نا", "ري", "سو", "تا"];

/// A word of its own for each number.
fn word(number: u32, syllables: &[&str]) -> String {
    format!("{number:05}").bytes().map(|digit| syllables[usize::from(digit - b'0')]).collect()
}

/// The English name of the node with this number: one of a thousand first words, and a second of its own.
pub fn name(number: u32) -> String {
    format!("{} {}", word(number % 1000, LATIN), word(number, LATIN))
}

/// A graph such as a year of news gives, from a small random walk: ten edges a node, two nodes an article.
pub fn graph(nodes: u32) -> KnowledgeGraph {
    let (edges, articles) = (nodes * 10, nodes / 2);
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as u32 % below
    };
    let day = Date::of_day(2014, 1, 1).map_or(Date::of_year(2014), |d| d);
    let mut graph = DiGraph::with_capacity(nodes as usize, edges as usize);
    for number in 0..nodes {
        let kind = NodeKind::ALL[number as usize % 4];
        graph.add_node(Node {
            id: format!("{kind}:name-of-it-{number}"),
            kind: Some(kind),
            label: format!("وزارة {}", word(number, ARABIC)),
            label_ar: Some(format!("وزارة {}", word(number, ARABIC))),
            label_en: Some(name(number)),
            aliases: vec!["الوزارة".into(), word(number, LATIN)],
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
    // As the program draws them: in the order of their ends.
    let mut ends: Vec<(u32, u32)> = (0..edges).map(|_| (random(nodes), random(nodes))).collect();
    ends.sort_unstable();
    for (number, (source, target)) in ends.into_iter().enumerate() {
        let article = random(articles);
        let seen = day.plus_days((article % 365).into());
        let evidence = EdgeEvidence {
            article,
            passage: Passage { text: "التقى".into(), end: 5, ..Passage::default() },
            sentence: "".into(),
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
        graph.add_edge(NodeIndex::new(source as usize), NodeIndex::new(target as usize), edge);
    }
    let source = |number: u32| Source {
        id: format!("article-{number}"),
        published: Some(day.plus_days((number % 365).into())),
        ..Source::default()
    };
    KnowledgeGraph {
        graph,
        articles: (0..articles).map(source).collect(),
        stories: (0..articles).collect(),
        ..KnowledgeGraph::default()
    }
}
