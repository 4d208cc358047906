//! What the user gives a store beside articles: decisions and a lexicon hold for all articles, whenever they come.

use khabar::graph::{KnowledgeGraph, Options};
use khabar::lang::supplement::Supplement;
use khabar::model::extraction::Extraction;
use khabar::resolve::decisions;
use khabar::store::{Given, GivenFile, Store};
use khabar::{ingest, pipeline};

use super::{ARTICLES, check_equals, check_same, fresh, full};

const DECISIONS: &str =
    "decision\tleft\tright\nsame\tperson:Richard Stengel\tperson:John Allen\nsplit\tKuwait @ nowhere\t\n";
const LEXICON: &str = "kind\tname\taliases\norganization\tCounter-Message Forum\tpropaganda|المعركة\n";

fn given(text: &str) -> GivenFile {
    GivenFile { file: "given.tsv".to_owned(), text: text.to_owned() }
}

/// What one build of the sample articles gives under the decisions and the lexicon above.
fn expected() -> KnowledgeGraph {
    let (supplement, wrong) = Supplement::read(LEXICON, "given.tsv");
    assert_eq!(wrong, []);
    let said: Vec<Extraction> =
        ARTICLES.iter().map(|(article, _)| pipeline::extract_with(article, &supplement)).collect();
    assert!(said.iter().zip(ARTICLES.iter()).any(|(with, (_, without))| with != without), "it lists what is there");
    pipeline::drawn(&said, &decisions::read(DECISIONS, "given.tsv").0, Options::default())
}

#[test]
fn decisions_and_lexicon_hold_in_any_order_and_any_batches() {
    let expected = expected();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let mut articles: Vec<_> = ingest::read(&[folder]).collect();
    for (name, size, late) in [("given-first", 18, false), ("given-late", 7, true)] {
        let mut store = Store::create(&fresh(name)).expect("a store");
        articles.rotate_left(5);
        for (n, batch) in articles.chunks(size).enumerate() {
            if n == usize::from(late) {
                assert!(store.give(Given::Decisions, &given(DECISIONS)).expect("given"));
                assert!(store.give(Given::Lexicon, &given(LEXICON)).expect("given"));
            }
            pipeline::add(&mut store, batch.iter().cloned(), |_| ()).expect("added");
            if late {
                pipeline::draw(&mut store).expect("drawn");
            }
        }
        let drawn = pipeline::draw(&mut store).expect("drawn");
        assert!(drawn.done);
        check_same(&store.graph().expect("a graph"), &expected);
        assert_eq!((store.outdated().expect("counted"), store.check().expect("checked")), (0, Vec::new()));
        assert!(pipeline::is_drawn_right(&store).expect("compared"));
    }
}

#[test]
fn what_is_taken_back_leaves_nothing_behind() {
    let mut store = full("taken-back");
    store.give(Given::Decisions, &given(DECISIONS)).expect("given");
    store.give(Given::Lexicon, &given(LEXICON)).expect("given");
    let drawn = pipeline::draw(&mut store).expect("drawn");
    let told: Vec<String> = drawn.remarks.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].starts_with("given.tsv:3: note: nothing here is called"), "{told:?}");
    check_same(&store.graph().expect("a graph"), &expected());
    assert!(!store.give(Given::Decisions, &given(DECISIONS)).expect("given"), "the same text is nothing new");
    assert!(!store.is_stale().expect("asked"));
    store.give(Given::Decisions, &GivenFile::default()).expect("given");
    store.give(Given::Lexicon, &GivenFile::default()).expect("given");
    assert_eq!(store.outdated().expect("counted"), ARTICLES.len() as u64);
    check_equals(&mut store, ARTICLES.iter().map(|(_, said)| said));
}
