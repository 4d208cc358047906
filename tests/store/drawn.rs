//! Drawn again and again: whatever came and went in between, the graph is that of one build.

use std::collections::BTreeMap;
use std::fmt::Write;

use khabar::model::article::Article;
use khabar::model::extraction::Extraction;
use khabar::pipeline;
use khabar::store::{Given, GivenFile, Store};

use super::{ARTICLES, Random, check_equals, fresh};

/// Names of a few people, spelled and shortened in many ways, so that every article may change who another's means.
const PEOPLE: &[&str] = &[
    "Omar Haddad",
    "Haddad",
    "Omar al-Haddad",
    "O. Haddad",
    "Salim Haddad",
    "Omar",
    "عمر حداد",
    "حداد",
    "سليم حداد",
    "Richard Stengel",
    "Stengel",
    "ريتشارد ستنغل",
    "John Smith",
    "Smith",
    "Mohammed Ali",
    "Muhammad Ali",
    "محمد علي",
    "Foreign Minister Khalid Rashid",
    "Khaled Rashid",
    "خالد راشد",
    "Rashid",
];

const PLACES: &[&str] = &["Kuwait", "Cairo", "Baghdad", "France", "الكويت", "القاهرة", "Paris", "Iraq"];

const BODIES: &[&str] =
    &["the Foreign Ministry", "the Justice Party", "the Arab League", "حزب العدالة", "the National Bank", "NATO"];

/// What articles are made of: `P` a person, `B` a body, `L` a place, `D` a day.
const SENTENCES: &[&str] = &[
    "P met P in L on D October 2014 for talks on trade.",
    "P, the foreign minister of L, said that P would attend the conference in L on D October.",
    "B signed an agreement with B in L on D October 2014.",
    "P said: \"L will not wait for B any longer.\"",
    "The attack in L on D October 2014 killed ten people, P said.",
    "التقى P مع P في L يوم D أكتوبر 2014.",
    "وقال وزير خارجية L P إن المؤتمر في L سيعقد يوم D أكتوبر 2014.",
    "P, head of B, visited L.",
];

/// An article of this number, in one of its versions; every seventh is a copy of the one before.
fn made(number: u64, version: u64) -> (Article, Extraction) {
    let origin = if number % 7 == 6 { number - 1 } else { number };
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (origin + 1) << 8 ^ version);
    for _ in 0..8 {
        random.below(2);
    }
    let mut body = String::new();
    for _ in 0..2 + random.below(4) {
        let sentence = SENTENCES[random.below(SENTENCES.len() as u64) as usize];
        for c in sentence.chars() {
            let mut of = |list: &[&str]| body.push_str(list[random.below(list.len() as u64) as usize]);
            match c {
                'P' => of(PEOPLE),
                'B' => of(BODIES),
                'L' => of(PLACES),
                'D' => _ = write!(body, "{}", 1 + random.below(5)),
                _ => body.push(c),
            }
        }
        body.push(' ');
    }
    let published = format!("2014-10-{:02}", 1 + random.below(9)).parse().ok();
    let article = Article { id: format!("made-{number:03}"), published, body, ..Article::default() };
    let said = pipeline::extract(&article);
    (article, said)
}

#[test]
fn whatever_comes_and_goes_the_graph_is_that_of_one_build() {
    let mut store = Store::create(&fresh("drawn")).expect("a store");
    let mut here: BTreeMap<String, Extraction> = BTreeMap::new();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut again = 0;
    for step in 0..40 {
        let some = random.below(6);
        let batch: Vec<(Article, Extraction)> = (0..some)
            .map(|_| match random.below(4) {
                0 => ARTICLES[random.below(ARTICLES.len() as u64) as usize].clone(),
                _ => made(random.below(60), random.below(2)),
            })
            .collect();
        for (article, said) in batch {
            again += usize::from(here.insert(article.id.clone(), said.clone()).is_some());
            store.add(&[(article, said)]).expect("added");
        }
        let gone: Vec<String> = here.keys().filter(|_| random.below(12) == 0 && step % 2 == 1).cloned().collect();
        let ids: Vec<&str> = gone.iter().map(String::as_str).collect();
        store.remove(&ids).expect("removed");
        here.retain(|id, _| !gone.contains(id));
        if step % 3 != 1 || step % 10 == 9 {
            check_equals(&mut store, here.values());
        }
        if step % 10 == 9 {
            assert!(pipeline::is_drawn_right(&store).expect("compared"), "after {step} steps");
        }
    }
    assert!(here.len() > 30 && again > 10, "{} articles, {again} replaced", here.len());
}

#[test]
fn what_was_kept_under_other_decisions_is_made_again() {
    let mut store = Store::create(&fresh("redecided")).expect("a store");
    let all: Vec<_> = (0..30).map(|number| made(number, 0)).collect();
    store.add(&all).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    for text in ["decision\tleft\tright\nalias\tHaddad\tOmar Haddad\ndifferent\tperson:John Smith\tSmith\n", ""] {
        let file = GivenFile { file: "d.tsv".to_owned(), text: text.to_owned() };
        store.give(Given::Decisions, &file).expect("given");
        assert!(pipeline::draw(&mut store).expect("drawn").done);
        assert!(pipeline::is_drawn_right(&store).expect("compared"), "{text}");
    }
    check_equals(&mut store, all.iter().map(|(_, said)| said));
}

#[test]
fn what_is_kept_wrongly_is_found_and_forgotten() {
    let path = fresh("forgotten");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let other = rusqlite::Connection::open(&path).expect("opened");
    let order = "UPDATE gist SET bytes = (SELECT bytes FROM gist WHERE a = 2) WHERE a = 1";
    other.execute(order, []).expect("damaged");
    assert!(!pipeline::is_drawn_right(&store).expect("compared"));
    store.add(&[made(1, 0)]).expect("added");
    for (table, damaged) in [
        ("gist", "x'ff'"),
        ("gist", "CAST(replace(bytes, 'Stengel', 'Stangel') AS BLOB)"),
        ("memory", "CAST(bytes || x'00' AS BLOB)"),
    ] {
        store.set_stale().expect("forgotten");
        assert!(pipeline::draw(&mut store).expect("drawn").done);
        store.remove(&[made(1, 0).0.id.as_str()]).expect("removed");
        let which = if table == "gist" { "instr(bytes, CAST('Stengel' AS BLOB))" } else { "true" };
        let order = format!("UPDATE {table} SET bytes = {damaged} WHERE {which}");
        assert_ne!(other.execute(&order, []).expect("damaged"), 0);
        let error = pipeline::draw(&mut store).expect_err("it cannot be read").to_string();
        assert!(error.contains("khabar compact"), "{error}");
        store.add(&[made(1, 0)]).expect("added");
    }
    store.remove(&[made(1, 0).0.id.as_str()]).expect("removed");
    store.set_stale().expect("forgotten");
    check_equals(&mut store, ARTICLES.iter().map(|(_, said)| said));
}

/// An article of this id and text, of one day.
fn told(id: &str, body: &str) -> (Article, Extraction) {
    let published = "2015-05-04".parse().ok();
    let article = Article { id: id.to_owned(), published, body: body.to_owned(), ..Article::default() };
    let said = pipeline::extract(&article);
    (article, said)
}

#[test]
fn what_another_article_does_not_touch_is_not_written_again() {
    let path = fresh("untouched");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let other = rusqlite::Connection::open(&path).expect("opened");
    let of_the_article = [
        ("node", "n", "SELECT n FROM mention WHERE a = new.a"),
        ("edge", "e", "SELECT e FROM proof WHERE a = new.a"),
        ("mention", "a", "SELECT new.a"),
        ("sentence", "a", "SELECT new.a"),
        ("proof", "a", "SELECT new.a"),
        ("statement", "a", "SELECT new.a"),
        ("gist", "a", "SELECT new.a"),
    ];
    for (table, row, _) in of_the_article {
        let order = format!(
            "CREATE TABLE {table}_written (row INTEGER);
             CREATE TRIGGER {table}_new_watched AFTER INSERT ON {table} BEGIN INSERT INTO {table}_written VALUES (new.{row}); END;
             CREATE TRIGGER {table}_other_watched AFTER UPDATE ON {table} BEGIN INSERT INTO {table}_written VALUES (new.{row}); END;
             CREATE TRIGGER {table}_gone_watched AFTER DELETE ON {table} BEGIN INSERT INTO {table}_written VALUES (old.{row}); END;"
        );
        other.execute_batch(&order).expect("watched");
    }
    let text = "Zoltan Varga met Ilona Szabo in Budapest on 3 May 2015. \"Fish will be dear,\" Zoltan Varga said.";
    store.add(&[told("fish", text)]).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    for (table, _, own) in of_the_article {
        let query = format!(
            "SELECT count(*), count(*) FILTER (WHERE row NOT IN ({own}))
             FROM {table}_written, (SELECT a FROM article WHERE id = 'fish') AS new"
        );
        let counts = other.query_row(&query, [], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)));
        let (written, of_others) = counts.expect("counted");
        assert!(written > 0, "nothing of the article's in {table}");
        assert_eq!(of_others, 0, "of {written} rows written in {table}");
    }
}

#[test]
fn a_node_that_gets_another_id_keeps_its_row() {
    let path = fresh("renamed");
    let mut store = Store::create(&path).expect("a store");
    let short = told("short", "Zoltan Varga met Ilona Szabo in Budapest on 3 May 2015.");
    let long = told("long", "Zoltan Imre Varga, the fisherman, met Ilona Szabo in Budapest. Zoltan Varga was late.");
    let other = || rusqlite::Connection::open(&path).expect("opened");
    let varga = || {
        let query = "SELECT n, node.id FROM mention JOIN node USING (n) JOIN article USING (a)
                     WHERE article.id = 'short' AND label LIKE 'Zoltan%'";
        let row = other().query_row(query, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
        row.expect("a row")
    };
    store.add(std::slice::from_ref(&short)).expect("added");
    assert!(pipeline::draw(&mut store).expect("drawn").done);
    let (row, id) = varga();
    store.add(std::slice::from_ref(&long)).expect("added");
    check_equals(&mut store, [&long.1, &short.1].into_iter());
    let (row_now, id_now) = varga();
    assert_ne!(id_now, id);
    assert_eq!(row_now, row);
}
