//! Graphs made by hand: a small one as the news gives it, and those that break what is careless.

use khabar::graph::{Edge, EdgeEvidence, KnowledgeGraph, Measures, Node, NodeMention, Overview, Utterance};
use khabar::model::date::Date;
use khabar::model::extraction::{Passage, Source};
use khabar::model::kinds::{EventType, Level, Modality, NodeKind, Predicate};
use khabar::model::resolution::LabelSource;
use khabar::model::span::Field;
use petgraph::graph::{DiGraph, NodeIndex};

/// Every graph of the grid with its name.
pub fn all() -> Vec<(&'static str, KnowledgeGraph)> {
    vec![
        ("news", news()),
        ("hostile", hostile()),
        ("numbers", numbers()),
        ("no_edges", no_edges()),
        ("no_nodes", KnowledgeGraph::default()),
    ]
}

pub fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

pub fn node(id: &str, kind: NodeKind, ar: &str, en: &str) -> Node {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Node {
        id: id.into(),
        kind: Some(kind),
        label: if ar.is_empty() { en.into() } else { ar.into() },
        label_ar: some(ar),
        label_en: some(en),
        label_source: Some(LabelSource::Seen),
        mention_count: 1,
        article_count: 1,
        first_seen: day("2014-10-28"),
        last_seen: day("2014-10-29"),
        mentions: vec![NodeMention { article: 0, passage: passage("كلمة"), level: Level::Name }],
        measures: Measures { size: 6.0, ..Measures::default() },
        ..Node::default()
    }
}

pub fn passage(text: &str) -> Passage {
    Passage { field: Field::Body, start: 7, end: 7 + text.chars().count() as u32, text: text.into() }
}

pub fn edge(id: &str, predicate: Predicate, articles: &[u32]) -> Edge {
    Edge {
        id: id.into(),
        predicate,
        modality: Modality::Asserted,
        role: None,
        source_count: articles.len() as u32,
        confidence: 0.9,
        valid_from: None,
        valid_to: None,
        first_seen: day("2014-10-28"),
        last_seen: day("2014-10-28"),
        evidence: articles
            .iter()
            .map(|article| EdgeEvidence {
                article: *article,
                passage: passage("شارك في المؤتمر"),
                sentence: "وقد شارك في المؤتمر وزراء & سفراء.".into(),
                rule: "ar.event.took-part".into(),
                confidence: 0.9,
            })
            .collect(),
    }
}

/// Edges in the order that a graph keeps them in.
pub fn assemble(nodes: Vec<Node>, mut edges: Vec<(u32, u32, Edge)>) -> DiGraph<Node, Edge> {
    let mut graph = DiGraph::new();
    for node in nodes {
        graph.add_node(node);
    }
    edges.sort_by(|a, b| {
        let key = |e: &(u32, u32, Edge)| (e.0, e.1, e.2.predicate, e.2.modality, e.2.role.clone(), e.2.id.clone());
        key(a).cmp(&key(b))
    });
    for (source, target, edge) in edges {
        graph.add_edge(NodeIndex::new(source as usize), NodeIndex::new(target as usize), edge);
    }
    graph
}

fn source(id: &str, title: &str, published: &str, language: &str) -> Source {
    Source {
        id: id.into(),
        title: title.into(),
        published: day(published),
        publisher: Some("وكالة".into()),
        language: language.into(),
        url: Some("https://example.org/?a=1&b=2".into()),
    }
}

/// The coalition's conference in Kuwait, with every kind of node and edge.
pub fn news() -> KnowledgeGraph {
    let mut conference = node("event:conference", NodeKind::Event, "مؤتمر الاتصالات", "communications conference");
    conference.event_type = Some(EventType::Conference);
    conference.event_start = day("2014-10-27");
    conference.time_text = Some("أمس".into());
    (conference.latitude, conference.longitude) = (Some(29.37), Some(47.98));
    let mut kuwait = node("country:kw", NodeKind::Country, "الكويت", "Kuwait");
    (kuwait.iso2, kuwait.iso3) = (Some("KW".into()), Some("KWT".into()));
    kuwait.aliases = vec!["دولة الكويت".into(), "State of Kuwait".into()];
    kuwait.wikidata = Some("Q817".into());
    (kuwait.latitude, kuwait.longitude) = (Some(29.5), Some(47.75));
    let mut city = node("place:kuwait-city", NodeKind::Place, "مدينة الكويت", "Kuwait City");
    (city.country, city.subtype) = (Some("KW".into()), Some("city".into()));
    let mut stengel = node("person:richard-stengel", NodeKind::Person, "ريتشارد ستينغل", "Richard Stengel");
    stengel.gender = Some("m".into());
    let mut nodes = vec![
        kuwait,
        conference,
        node("organization:state-department", NodeKind::Organization, "وزارة الخارجية الأمريكية", "State Department"),
        node("person:john-allen", NodeKind::Person, "جون ألين", "John Allen"),
        stengel,
        city,
    ];
    for (number, node) in nodes.iter_mut().enumerate() {
        let number = number as u32;
        node.measures = Measures {
            degree_in: number,
            degree_out: 1,
            degree_total: number + 1,
            weighted_degree: 1.0 + f64::from(number),
            pagerank: 0.123_456 / f64::from(number + 1),
            betweenness: 0.1 + 0.2,
            community: number % 2,
            component: 0,
            x: f64::from(number) * 31.25 - 50.0,
            y: f64::from(number % 3) * -17.5 + 3.0,
            size: 5.0 + f64::from(number),
        };
    }
    let role = |id: &str, role: &str, from: &str, to: &str| Edge {
        role: Some(role.into()),
        valid_from: day(from),
        valid_to: day(to),
        ..edge(id, Predicate::HoldsRole, &[0])
    };
    let negated = Edge { modality: Modality::Negated, ..edge("r08", Predicate::Support, &[1]) };
    let edges = vec![
        (0, 1, edge("r01", Predicate::Hosted, &[0, 1, 2])),
        (3, 1, edge("r02", Predicate::ParticipatedIn, &[0, 1])),
        (4, 1, edge("r03", Predicate::ParticipatedIn, &[0])),
        (4, 2, role("r04", "وكيل وزارة الخارجية", "2014-02", "2016")),
        (4, 2, role("r05", "under secretary", "2015", "2016-12-01")),
        (3, 4, edge("r06", Predicate::Met, &[0, 2])),
        (1, 5, edge("r07", Predicate::LocatedIn, &[1])),
        (3, 0, negated),
        (3, 0, edge("r09", Predicate::Support, &[1])),
        (0, 4, edge("r10", Predicate::CoMentioned, &[0])),
        (3, 2, Edge { evidence: edge("", Predicate::Met, &[3]).evidence, ..edge("r11", Predicate::Accuse, &[3]) }),
    ];
    KnowledgeGraph {
        folded: 0,
        overview: Some(Overview {
            components: 1,
            communities: 2,
            modularity: 0.25,
            betweenness_pivots: 6,
            betweenness_error: 0.0,
        }),
        projection: None,
        graph: assemble(nodes, edges),
        articles: vec![
            source("kuwait-1", "مؤتمر في الكويت", "2014-10-28", "ar"),
            source("kuwait-2", "Coalition meets", "2014-10-28", "en"),
            source("kuwait-3", "مؤتمر", "2014-10-29", "ar"),
            source("undated", "", "", "ar"),
        ],
        stories: vec![0, 1, 0, 2],
        statements: vec![Utterance {
            id: "s01".into(),
            speaker: 4,
            about: vec![0, 1],
            cue: "قال".into(),
            direct: true,
            article: 0,
            content: passage("إن الكويت شريك مهم في المعركة الإعلامية التي يخوضها التحالف ضد التنظيم"),
            sentence: "قال ستينغل إن الكويت شريك مهم".into(),
            rule: "ar.statement.verb".into(),
            confidence: 0.95,
        }],
    }
}

/// Texts that some reader somewhere has lost, merged, truncated or choked on.
pub fn hostile_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}control\u{fffe}\u{ffff}",
        "]]> <![CDATA[ & < > \" ' &amp; <html>",
        "INF",
        "INF Treaty talks -INF NaN",
        "null",
        "true",
        "007",
        "C:\\new\\table\\",
        "\\",
        "a \\\" b",
        "\"quoted\" 'single' `back` “curly” «angle»",
        "👩‍👩‍👧‍👦 🇰🇼 🕊️",
        "\u{202b}\u{200f}من اليمين\u{202c}\u{200e} left \u{2067}x\u{2069}\u{61c}",
        "line\nbreak\ttab\r\nreturn\u{2028}separator",
        "  padded\u{a0}\u{a0}text  ",
        "",
        " ",
        "a,b;c|d",
        "=1+1",
        "2014-10-27",
        "<script>alert(1)</script> --> </script>",
        "{\"json\": [1, 2]}",
        "$name ${x} %s %d {0} #",
        "ـــمـــدّدٌ وَمُشَكَّلٌ",
        "ﷺ ﻻ",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("طويل ".repeat(2000));
    texts
}

/// Hostile texts everywhere, parallel edges, self-loops, numbers that are none, dates the wrong way round.
pub fn hostile() -> KnowledgeGraph {
    let texts = hostile_texts();
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    let count = texts.len() as u32;
    for (number, text) in (0..).zip(&texts) {
        let kind = [NodeKind::Person, NodeKind::Organization, NodeKind::Place, NodeKind::Event][number as usize % 4];
        let mut node = node(&format!("{}:{number:02}", kind.name()), kind, "", text);
        node.label.clone_from(text);
        node.aliases = vec![text.clone(), "alias".into(), texts[(number as usize + 3) % texts.len()].clone()];
        node.label_ar = Some(text.clone());
        node.time_text = (kind == NodeKind::Event).then(|| text.clone());
        node.subtype = Some(text.clone());
        node.measures.x = f64::from(number % 7) * 10.0 + 1.0;
        node.measures.y = f64::from(number / 7) * 10.0 + 1.0;
        if kind == NodeKind::Event {
            node.event_start = day(["2014-10-27", "2014", "2014-02"][number as usize % 3]);
            node.event_end = day(["2014-10-20", "", "2015"][number as usize % 3]);
            (node.latitude, node.longitude) = (Some(-90.0), Some(180.0));
        }
        nodes.push(node);
        let role = Edge {
            role: Some(text.clone()),
            valid_from: day(["2010", "", "2012-05-05"][number as usize % 3]),
            valid_to: day(["", "2011", "2012-05-05"][number as usize % 3]),
            ..edge(&format!("r{number:02}a"), Predicate::HoldsRole, &[number, (number + 1) % count])
        };
        let next = (number + 1) % count;
        edges.push((number, next, Edge { id: format!("r{number:02}b"), role: Some("other".into()), ..role.clone() }));
        edges.push((number, next, role));
        edges.push((number, number, edge(&format!("r{number:02}c"), Predicate::Accuse, &[number])));
        edges.push((number, next, edge(&format!("r{number:02}d"), Predicate::Met, &[number])));
        edges.push((next, number, edge(&format!("r{number:02}e"), Predicate::Threaten, &[number, number])));
        let future = Edge { modality: Modality::Future, ..edge(&format!("r{number:02}f"), Predicate::Met, &[number]) };
        edges.push((number, next, future));
    }
    let articles = (0..).zip(&texts).map(|(number, text): (u32, _)| {
        let published = ["2014-10-28", "", "2014-10"][number as usize % 3];
        Source { title: text.clone(), ..source(&format!("article {number} \\ & <é> \"ء\""), "", published, "ar") }
    });
    let statements = (0..).zip(&texts).map(|(number, text): (u32, _)| Utterance {
        id: format!("s{number:02}"),
        speaker: number,
        about: vec![number, (number + 2) % count],
        cue: text.clone(),
        direct: number % 2 == 0,
        article: number,
        content: passage(text),
        sentence: text.as_str().into(),
        rule: "ar.statement.verb".into(),
        confidence: 1.0,
    });
    let statements = statements.collect();
    KnowledgeGraph {
        articles: articles.collect(),
        stories: (0..count).collect(),
        statements,
        graph: assemble(nodes, edges),
        ..KnowledgeGraph::default()
    }
}

/// Texts that all look like numbers, dates or truth: who guesses types makes `7` of `007`.
fn numbers() -> KnowledgeGraph {
    let like = ["007", "1e5", "2014-10-27", "true", "12|34"];
    let nodes = (0..30_usize).map(|number| {
        let mut node = node(&format!("event:{number:02}"), NodeKind::Event, "", like[number % 4]);
        (node.subtype, node.time_text) = (Some("007".into()), Some(format!("{number:03}")));
        node.aliases = vec![format!("{number:04}")];
        node
    });
    let nodes: Vec<Node> = nodes.collect();
    let edges =
        (0..29).map(|number| (number, number + 1, edge(&format!("r{number:02}"), Predicate::LocatedIn, &[number])));
    KnowledgeGraph {
        graph: assemble(nodes, edges.collect()),
        articles: (0..30).map(|number| source(&format!("{number:03}"), "1", "2014-10-28", "ar")).collect(),
        stories: (0..30).collect(),
        ..KnowledgeGraph::default()
    }
}

/// Nodes alone, two of one name.
fn no_edges() -> KnowledgeGraph {
    let nodes =
        vec![node("person:a", NodeKind::Person, "علي", "Ali"), node("person:b", NodeKind::Person, "علي", "Ali")];
    KnowledgeGraph {
        graph: assemble(nodes, vec![]),
        articles: vec![source("a", "t", "2014-10-28", "ar")],
        ..Default::default()
    }
}
