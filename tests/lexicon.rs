//! Names that a user lists: found in both languages, of the stated kind, one node under the stated name.

use khabar::graph::{KnowledgeGraph, Node, Options};
use khabar::lang::supplement::Supplement;
use khabar::model::article::Article;
use khabar::model::decision::Decisions;
use khabar::model::extraction::Extraction;
use khabar::model::kinds::{EntityType, NodeKind};
use khabar::pipeline;

const LEXICON: &str = "\
# What we watch.
kind\tname\taliases\tcountry\twikidata\tnote
organization\tVexley Harrow\tVexley|VXH|فكسلي هارو|فكسلي\tGB\tQ99999\tsince May
person\tOle Brandvik\tالنجار\t\t\t
place\tالمعبر الأزرق\tBlue Crossing|Azrak\tKW\t\t
organization\tUnited Nations\tthe glass house|البيت الزجاجي\t\t\t
";

fn supplement() -> Supplement<'static> {
    let (supplement, wrong) = Supplement::read(LEXICON, "l.tsv");
    assert_eq!(wrong, []);
    supplement
}

fn read(id: &str, body: &str) -> Extraction {
    let article = Article { id: id.to_owned(), body: body.to_owned(), ..Article::default() };
    pipeline::extract_with(&article, &supplement())
}

/// What a text has of one kind: each thing's key, and its mentions.
#[track_caller]
fn check(body: &str, kind: EntityType, key: &str, mentions: &[&str]) {
    let said = read("a", body);
    let found = said.entities.iter().find(|entity| entity.gazetteer.as_deref() == Some(key));
    let Some(found) = found else { panic!("{key} in {:#?}", said.entities) };
    assert_eq!(found.kind, kind);
    let named: Vec<&str> = found.mentions.iter().map(|mention| mention.passage.text.as_str()).collect();
    assert_eq!(named, mentions, "{body}");
}

#[test]
fn what_is_listed_is_found_with_its_clitics_off() {
    use EntityType::{Organization, Person, Place};
    check(
        "أعلن الوزير أمس اتفاقا مع فكسلي، وقال إن لفكسلي مكتبا هناك.",
        Organization,
        "organization:vexley-harrow",
        &["فكسلي", "فكسلي"],
    );
    check("وقال النجار إن العمل مستمر.", Person, "person:ole-brandvik", &["النجار"]);
    check(
        "وصلت القافلة إلى المعبر الأزرق وبالمعبر الأزرق انتظرت.",
        Place,
        "place:المعبر-الأزرق",
        &["المعبر الأزرق", "المعبر الأزرق"],
    );
    check("اجتمع السفراء في البيت الزجاجي أمس.", Organization, "organization:united-nations", &["البيت الزجاجي"]);
}

#[test]
fn what_is_listed_is_found_where_capitals_say_so() {
    use EntityType::{Organization, Place};
    check(
        "The minister met Vexley on Monday; VXH declined to comment.",
        Organization,
        "organization:vexley-harrow",
        &["Vexley", "VXH"],
    );
    check("The convoy waited at Blue Crossing for a day.", Place, "place:المعبر-الأزرق", &["Blue Crossing"]);
    // An acronym in small letters is none.
    let said = read("a", "He typed vxh on a keyboard in Boston.");
    assert!(said.entities.iter().all(|entity| entity.gazetteer.as_deref() != Some("organization:vexley-harrow")));
}

fn graph() -> KnowledgeGraph {
    let said = [
        read("a", "أعلن الوزير أمس اتفاقا مع فكسلي هارو."),
        read("b", "The minister met Vexley on Monday. The glass house was silent."),
        read("c", "VXH declined to comment. The United Nations was silent."),
    ];
    pipeline::drawn(&said, &Decisions::default(), Options::default())
}

#[test]
fn what_is_listed_is_one_node_under_its_name() {
    let graph = graph();
    let node = |id: &str| -> &Node {
        let found: Vec<&Node> = graph.graph.node_weights().filter(|node| node.id == id).collect();
        assert_eq!(found.len(), 1, "{id}");
        found[0]
    };
    let vexley = node("organization:vexley-harrow");
    assert_eq!(vexley.article_count, 3);
    assert_eq!((vexley.label_en.as_deref(), vexley.label_ar.as_deref()), (Some("Vexley Harrow"), Some("فكسلي هارو")));
    assert_eq!((vexley.country.as_deref(), vexley.wikidata.as_deref()), (Some("GB"), Some("Q99999")));
    // What the gazetteers know keeps its id, and only gets another name.
    assert_eq!(node("organization:united-nations").article_count, 2);
    assert_eq!(graph.graph.node_weights().filter(|node| node.kind == Some(NodeKind::Organization)).count(), 2);
}

#[test]
fn an_article_without_what_is_listed_reads_as_before() {
    let article = Article {
        body: "The foreign minister of Kuwait met Richard Stengel in Geneva on Monday.".to_owned(),
        ..Article::default()
    };
    assert_eq!(pipeline::extract_with(&article, &supplement()), pipeline::extract(&article));
}
