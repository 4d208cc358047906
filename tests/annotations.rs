//! What language models read in the raw news: the tables that the trainers learn from.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;

use khabar::eval::annotation::{self, Annotation};
use khabar::lang::table::{Table, items};
use khabar::model::kinds::{EntityType, Predicate};

fn graphs(language: &str) -> Vec<Annotation> {
    let read = |name: &str| {
        let file = File::open(format!("data/annotations/{language}.{name}.jsonl.zst")).expect("a file");
        annotation::read(BufReader::new(zstd::Decoder::new(file).expect("packed lines"))).expect("annotations")
    };
    ["graphs", "sparing"].into_iter().flat_map(read).collect()
}

#[test]
fn graphs_name_only_what_they_hold() {
    for graph in ["ar", "en"].into_iter().flat_map(graphs) {
        let things: BTreeSet<&str> = graph.entities.iter().chain(&graph.events).map(|t| t.id.as_str()).collect();
        assert_eq!(things.len(), graph.entities.len() + graph.events.len(), "{}: an id stands twice", graph.id());
        for fact in &graph.relations {
            assert!(Predicate::named(&fact.predicate).is_some(), "{}: no predicate {}", graph.id(), fact.predicate);
            for end in [&fact.subject, &fact.object] {
                assert!(things.contains(end.as_str()), "{}: nothing is {end}", graph.id());
            }
        }
        for saying in &graph.statements {
            let named = saying.about.iter().flatten().chain(&saying.speaker);
            assert!(named.into_iter().all(|id| things.contains(id.as_str())), "{}: {saying:?}", graph.id());
            assert_eq!(saying.words(), "", "{}: the text of an article", graph.id());
        }
    }
}

#[test]
fn an_article_is_annotated_once() {
    for graphs in ["ar", "en"].map(graphs) {
        let articles: BTreeSet<&str> = graphs.iter().map(Annotation::id).collect();
        assert_eq!(articles.len(), graphs.len());
    }
}

#[test]
fn a_statement_is_cited_from_headline_and_body() {
    let graph = r#"{"id": "a", "statements": [{"speaker": "e1", "at": [[0, 5], [7, 12]]}, {"speaker": "e1", "at": [[6, 99]]}]}"#;
    let mut graph = annotation::read(graph.as_bytes()).expect("an annotation").remove(0);
    graph.cite("قال أب", "هوَ هنا");
    assert_eq!(graph.statements[0].words(), "قال أ ... هوَ ه");
    assert_eq!(graph.statements[1].words(), "", "a place beyond the text");
}

#[test]
fn names_are_of_known_kinds() {
    for language in ["ar", "en"] {
        let file = File::open(format!("data/annotations/{language}.names.tsv.zst")).expect("a file");
        let table = std::io::read_to_string(zstd::Decoder::new(file).expect("packed lines")).expect("UTF-8");
        let rows: Vec<[&str; 3]> = Table::new(&table).rows(["article", "type", "names"]).collect();
        assert!(rows.len() > 10_000, "{language}: {} rows", rows.len());
        for [article, kind, names] in rows {
            // An article without any name has a row without one.
            let named = EntityType::named(kind).is_some() && items(names).next().is_some();
            let nameless = kind.is_empty() && names.is_empty();
            assert!(!article.is_empty() && (named || nameless), "{language}: {article}\t{kind}\t{names}");
        }
    }
}
