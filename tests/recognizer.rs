//! The trained recogniser: what it finds, what broken files do to it, and that training repeats itself.

use khabar::lang::by_code;
use khabar::lang::recognizer::features::Style;
use khabar::lang::recognizer::model::Model;
use khabar::lang::recognizer::recent::Recent;
use khabar::lang::recognizer::scores::Scores;
use khabar::lang::recognizer::words::Words;
use khabar::lang::recognizer::{Kind, Memory, local_scores, read, recognizer};
use khabar::learn::corpora;
use khabar::learn::recognizer::{Settings, model};
use khabar::learn::{evaluate, usage};
use khabar::model::article::Article;
use khabar::text;

/// Checks that the recogniser finds these surfaces with these kinds.
fn check_finds(code: &str, body: &str, expected: &[(&str, Kind)]) {
    let language = by_code(code).expect("a language");
    let article = Article { body: body.to_owned(), ..Article::default() };
    let document = text::analyze(&article, language);
    let found = recognizer(code).expect("a recogniser").tag(&document).found;
    for &(surface, kind) in expected {
        assert!(
            found.iter().any(|f| f.kind == kind && document.text(f.tokens.clone()) == surface),
            "{surface} is not among {:?}",
            found.iter().map(|f| (document.text(f.tokens.clone()), f.kind, f.margin)).collect::<Vec<_>>()
        );
    }
}

#[test]
fn arabic_names() {
    check_finds(
        "ar",
        "قال المتحدث باسم الحكومة سامر العبدالله إن وفدا حكوميا سيزور بغداد غدا.",
        &[("سامر العبدالله", Kind::Person), ("بغداد", Kind::Place)],
    );
}

#[test]
fn english_names() {
    check_finds(
        "en",
        "Foreign Minister Karin Holmgren met her counterpart in Lisbon on Tuesday, the Reuters news agency said.",
        &[("Karin Holmgren", Kind::Person), ("Lisbon", Kind::Place)],
    );
}

/// What is remembered of each word, and the rest, are all features; however few words are remembered.
#[test]
fn scores_are_the_weights_of_all_features() {
    for (code, file) in [("ar", "data/articles/arabic.jsonl"), ("en", "data/articles/english.jsonl")] {
        let language = by_code(code).expect("a language");
        let recognizer = recognizer(code).expect("a recogniser");
        let article = Article { body: std::fs::read_to_string(file).expect("articles"), ..Article::default() };
        let sentences = read(&text::analyze(&article, language), &recognizer.words, &mut Memory::new(4));
        for style in [Style::Graph, Style::Corpus] {
            let model = &recognizer.names;
            let scores = Scores::new(model, &sentences, style, &mut Recent::new(6));
            let mut found = Vec::new();
            for (sentence, words) in sentences.iter().enumerate() {
                scores.sentence(sentence, &mut found);
                assert_eq!(found, local_scores(model, words, style));
            }
        }
    }
}

#[test]
fn broken_files_are_refused() {
    for code in ["ar", "en"] {
        let shipped = recognizer(code).expect("a recogniser");
        for bytes in [shipped.words.to_bytes(), shipped.names.to_bytes()] {
            for length in [0, 3, 4, 9, 100, bytes.len() / 2, bytes.len() - 1] {
                assert!(Words::from_bytes(&bytes[..length]).is_none());
                assert!(Model::from_bytes(&bytes[..length]).is_none());
            }
            let mut hostile = bytes[..64].to_vec();
            hostile[4..].fill(0xff);
            assert!(Words::from_bytes(&hostile).is_none() && Model::from_bytes(&hostile).is_none());
        }
    }
}

#[test]
fn files_read_back_as_written() {
    let shipped = recognizer("ar").expect("a recogniser");
    let bytes = shipped.names.to_bytes();
    assert_eq!(Model::from_bytes(&bytes).expect("a model").to_bytes(), bytes);
    let bytes = shipped.words.to_bytes();
    assert_eq!(Words::from_bytes(&bytes).expect("a table").to_bytes(), bytes);
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let language = by_code("en").expect("a language");
    let sentence = |name: &str| format!("Minister\tO\n{name}\tB-PER\nsaid\tO\nso\tO\nin\tO\nParis\tB-LOC\n.\tO\n\n");
    let corpus: String =
        ["Anna", "Boris", "Clara", "David"].iter().cycle().take(40).map(|name| sentence(name)).collect();
    let texts = corpora::conll(&corpus, language, 3, |_| true);
    let train = || {
        let tables = [0, 1, 2].map(|_| usage::table("paris\t9\t9\t1\t2\t3\n", &[], language));
        (model(&texts, &tables, Settings::names()), tables)
    };
    let (first, tables) = train();
    assert_eq!(first.to_bytes(), train().0.to_bytes());
    let counts = evaluate::evaluate(&first, &tables[2], &texts, Style::Corpus, 0);
    assert!(counts.last().expect("a total").f1() > 99.0);
}
