//! What holds for every text, however hostile, and for every order of the articles.

use std::convert::Infallible;

use khabar::graph::{KnowledgeGraph, build};
use khabar::lang::supplement::Supplement;
use khabar::model::article::Article;
use khabar::model::document::Document;
use khabar::model::extraction::{Extraction, Passage};
use khabar::model::span::Field;
use khabar::pipeline::{Outcome, extract_all};
use khabar::{extract, ingest, lang, resolve, text};
use petgraph::visit::EdgeRef;
use proptest::prelude::*;

/// Pieces that news are made of, and pieces that break what is careless.
const PIECES: &[&str] = &[
    "قال",
    "هجوم قبل 4003 سنة",
    "وأضاف",
    "أن",
    "إن",
    "الوزير",
    "وزير الخارجية",
    "الأميركي",
    "جون كيري",
    "ريتشارد ستينغل",
    "الكويت",
    "داعش",
    "«",
    "»",
    "(",
    ")",
    "مؤتمر صحافي",
    "أمس",
    "27 أكتوبر 2014",
    "٢٠١٤",
    "د.",
    "لــلكويت",
    "مُحَمَّد",
    "ولا",
    "لم",
    "said",
    "told reporters",
    "that",
    "Secretary of State John Kerry",
    "Mr.",
    "U.S.",
    "the United States",
    "Kuwait's",
    "on Monday",
    "O’Brien",
    "al-Sabah",
    "the ministry",
    "will not",
    "conference",
    "\"",
    "“",
    "”",
    "'",
    "’s",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ".",
    "؟",
    "،",
    ",",
    "...",
    "…",
    "-",
    "–",
    "—",
    ":",
    "•",
    "http://a.b/c?d=e",
    "\u{200f}",
    "\u{200c}",
    "\u{feff}",
    "\u{0}",
    "\u{301}",
    "ﷺ",
    "ﻣﺼﺮ",
    "İ",
    "ß",
    "ﬀ",
    "👩‍👩‍👧",
    "𝔘",
    "漢字",
    "1,000.5",
    "3.8 billion",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| piece + if space { " " } else { "" }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_taken(title in hostile(), body in hostile()) {
        let article = Article { id: "a".to_owned(), title, body, ..Article::default() };
        for language in lang::LANGUAGES {
            let document = text::analyze(&article, *language);
            check_rebuilds(&document);
            check_extraction(&article, &extract::extract(&document, *language));
        }
    }

    #[test]
    fn every_input_is_read_to_its_end(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a-d]\\.(txt|json|jsonl|zst|jsonl\\.zst)") {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("laws-{name}"));
        std::fs::write(&path, bytes).expect("a file");
        let mut articles = ingest::read(&[path]);
        let items = articles.by_ref().count();
        let counts = articles.counts();
        prop_assert!(items > 0);
        prop_assert_eq!(items, counts.read + counts.duplicate + counts.skipped + counts.failed + counts.notes);
    }
}

#[test]
fn what_is_too_long_ago_for_four_digits_has_no_year() {
    for (text, language) in [
        ("قتل عشرة في هجوم على بغداد قبل 4003 سنة.", "ar"),
        ("Ten died in an attack on Baghdad 4003 years ago.", "en"),
        ("Ten died in an attack on Baghdad 99999999999 days ago.", "en"),
    ] {
        let published = "2018-03-05".parse().ok();
        let article =
            Article { body: text.to_owned(), language: Some(language.to_owned()), published, ..Article::default() };
        let extraction = khabar::pipeline::extract(&article);
        assert!(!extraction.events.is_empty(), "{text}");
        check_extraction(&article, &extraction);
    }
}

/// Text without any punctuation is cut all the same, and loses nothing.
#[test]
fn no_sentence_is_endless() {
    let article = Article {
        body: "قال الوزير إن الكويت تشارك في المؤتمر ".repeat(1000), ..Article::default()
    };
    let document = text::analyze(&article, lang::LANGUAGES[0]);
    check_rebuilds(&document);
    assert!(document.sentences.iter().all(|sentence| sentence.tokens.len() <= 2000));
}

/// Tokens and the white space between them are the text; sentences hold every token once.
fn check_rebuilds(document: &Document) {
    for field in [Field::Title, Field::Body] {
        let text = document.article.field(field);
        let mut at = 0;
        for token in document.tokens.iter().filter(|token| token.field == field) {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let gap = text.get(at..start).unwrap_or_else(|| panic!("tokens overlap at {start} of {text:?}"));
            assert!(gap.chars().all(is_blank), "{gap:?} is lost of {text:?}");
            assert!(text.get(start..end).is_some_and(|surface| !surface.is_empty()), "{start}..{end} of {text:?}");
            at = end;
        }
        assert!(text[at..].chars().all(is_blank), "{:?} is lost of {text:?}", &text[at..]);
    }
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(sentence.tokens.end > next);
        next = sentence.tokens.end;
    }
    assert_eq!(next, document.tokens.len());
}

/// White space, control characters and the invisible marks of direction.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Every passage reads back, every id names something, and every fact has evidence.
fn check_extraction(article: &Article, extraction: &Extraction) {
    let written = serde_json::to_string(extraction).expect("an extraction is text");
    let read: Extraction = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(serde_json::to_string(&read).ok(), Some(written));
    let slice = |passage: &Passage| {
        let text = article.field(passage.field).chars();
        text.skip(passage.start as usize).take((passage.end - passage.start) as usize).collect::<String>()
    };
    let entities = extraction.entities.iter().flat_map(|entity| &entity.mentions);
    let mentions = entities.chain(extraction.events.iter().flat_map(|event| &event.mentions));
    let evidence = extraction.relations.iter().flat_map(|relation| &relation.evidence);
    let passages = mentions
        .map(|mention| &mention.passage)
        .chain(evidence.map(|evidence| &evidence.passage))
        .chain(extraction.statements.iter().map(|statement| &statement.content))
        .chain(&extraction.sentences);
    for passage in passages {
        assert_eq!(slice(passage), passage.text, "{passage:?}");
    }
    let ids: Vec<&str> = extraction
        .entities
        .iter()
        .map(|e| e.id.as_str())
        .chain(extraction.events.iter().map(|e| e.id.as_str()))
        .collect();
    for relation in &extraction.relations {
        assert!(!relation.evidence.is_empty(), "{relation:?}");
        assert!(ids.contains(&relation.subject.as_str()) && ids.contains(&relation.object.as_str()), "{relation:?}");
    }
    for statement in &extraction.statements {
        assert!(ids.contains(&statement.speaker.as_str()), "{statement:?}");
        assert!(statement.about.iter().all(|id| ids.contains(&id.as_str())), "{statement:?}");
    }
    assert!(extraction.entities.iter().all(|entity| !entity.mentions.is_empty()));
    assert!(extraction.events.iter().all(|event| !event.mentions.is_empty()));
}

/// The sample articles, extracted.
pub fn sample() -> Vec<Extraction> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let mut extractions = Vec::new();
    let taken = extract_all(ingest::read(&[folder]), Supplement::NONE, |outcome| {
        match outcome {
            Outcome::Extracted { extraction, .. } => extractions.push(extraction),
            Outcome::Remark(diagnostic) => panic!("{diagnostic}"),
        }
        Ok::<(), Infallible>(())
    });
    assert!(taken.is_ok() && extractions.len() >= 12, "{} sample articles", extractions.len());
    extractions
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let mut extractions = sample();
    let told = tell(&build(&extractions, &resolve::resolve(&extractions)));
    for step in [5, 7, 11] {
        // Another order each time: every so manieth article first.
        let count = extractions.len();
        let order: Vec<usize> = (0..count).map(|i| (i * step + 3) % count).collect();
        let mut shuffled: Vec<Extraction> = Vec::new();
        for i in order.into_iter().chain(0..count) {
            if !shuffled.iter().any(|e| e.article.id == extractions[i].article.id) {
                shuffled.push(extractions[i].clone());
            }
        }
        let other = tell(&build(&shuffled, &resolve::resolve(&shuffled)));
        let line = told.iter().zip(&other).find(|(a, b)| a != b);
        assert!(line.is_none() && told.len() == other.len(), "step {step}: {line:#?}");
    }
    extractions.reverse();
    assert_eq!(told, tell(&build(&extractions, &resolve::resolve(&extractions))));
}

/// All nodes, edges and statements in words, whatever the numbers of the articles.
fn tell(graph: &KnowledgeGraph) -> Vec<String> {
    let article = |number: u32| &graph.articles[number as usize].id;
    let mut lines = Vec::new();
    for node in graph.graph.node_weights() {
        let mut mentions: Vec<String> =
            node.mentions.iter().map(|m| format!("{}:{:?}:{}", article(m.article), m.passage, m.level)).collect();
        mentions.sort();
        let node = khabar::graph::Node { mentions: Vec::new(), ..node.clone() };
        lines.push(format!("{node:?} {mentions:?}"));
    }
    for edge in graph.graph.edge_references() {
        let ends = [edge.source(), edge.target()].map(|n| &graph.graph[n].id);
        let weight = edge.weight();
        let mut evidence: Vec<String> = weight
            .evidence
            .iter()
            .map(|e| format!("{}:{:?}:{}:{}", article(e.article), e.passage, e.sentence, e.rule))
            .collect();
        evidence.sort();
        let edge = khabar::graph::Edge { evidence: Vec::new(), ..weight.clone() };
        lines.push(format!("{ends:?} {edge:?} {evidence:?}"));
    }
    let mut statements: Vec<String> = graph
        .statements
        .iter()
        .map(|u| {
            let about: Vec<&String> =
                u.about.iter().map(|&n| &graph.graph[petgraph::graph::NodeIndex::new(n as usize)].id).collect();
            format!("{} {} {about:?} {:?}", u.id, article(u.article), u.content)
        })
        .collect();
    statements.sort();
    lines.extend(statements);
    lines
}
