//! Files that are no stores, or not of this version, and what is said about them.

use std::fs;

use khabar::store::{Store, StoreError};

use super::{ARTICLES, check_equals, check_same, fresh, full};

#[test]
fn files_that_are_no_stores_are_left_alone() {
    let path = fresh("foreign");
    assert!(matches!(Store::open(&path), Err(StoreError::Missing(_))));
    for bytes in [&b"news of the day"[..], b"SQLite format 3\0 but not really"] {
        fs::write(&path, bytes).expect("written");
        for opened in [Store::open(&path), Store::create(&path)] {
            assert!(matches!(opened, Err(StoreError::Foreign(_))), "{opened:?}");
        }
        assert_eq!(fs::read(&path).expect("a file"), bytes);
    }
    let path = fresh("another");
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").expect("a table");
    drop(other);
    let before = fs::read(&path).expect("a file");
    assert!(matches!(Store::create(&path), Err(StoreError::Foreign(_))));
    assert!(before == fs::read(&path).expect("a file"));
}

#[test]
fn a_store_that_was_about_to_be_made_is_made() {
    let path = fresh("blank");
    for begun in ["", "PRAGMA journal_mode = WAL; PRAGMA user_version = 0;"] {
        _ = fs::remove_file(&path);
        let other = rusqlite::Connection::open(&path).expect("opened");
        other.execute_batch(begun).expect("begun");
        drop(other);
        let mut store = Store::create(&path).expect("a store");
        store.add(&ARTICLES[..1]).expect("added");
    }
}

#[test]
fn a_newer_file_says_so() {
    let path = fresh("newer");
    drop(Store::create(&path).expect("a store"));
    let other = rusqlite::Connection::open(&path).expect("opened");
    other.pragma_update(None, "user_version", 1000).expect("set");
    drop(other);
    let error = Store::open(&path).expect_err("too new").to_string();
    assert!(error.contains("newer khabar") && error.contains("1000"), "{error}");
}

#[test]
fn an_older_file_is_brought_up_to_date() {
    let path = fresh("older");
    let present = full("present");
    let old = rusqlite::Connection::open(&path).expect("opened");
    old.execute_batch(include_str!("../../src/store/schema/1.sql")).expect("the first schema");
    old.execute_batch("PRAGMA application_id = 0x6b686272; PRAGMA user_version = 1; PRAGMA foreign_keys = OFF;")
        .expect("set");
    old.execute("ATTACH ?1 AS present", [present.path().to_str()]).expect("attached");
    let tables: Vec<String> = old
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
        .expect("tables");
    for table in tables {
        let columns: Vec<String> = old
            .prepare(&format!("SELECT '\"' || name || '\"' FROM pragma_table_info('{table}', 'main')"))
            .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect())
            .expect("columns");
        let columns = columns.join(", ");
        old.execute(
            &format!("INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}"),
            [],
        )
        .expect("copied");
    }
    // What later versions keep in a table of the first.
    old.execute("DELETE FROM main.state WHERE name = 'lexicon'", []).expect("deleted");
    drop(old);
    let mut store = Store::open(&path).expect("it is brought up to date");
    assert_eq!(store.search("Kuwait", 9).expect("searched"), present.search("Kuwait", 9).expect("searched"));
    check_same(&store.graph().expect("a graph"), &present.graph().expect("a graph"));
    store.set_stale().expect("stale");
    check_equals(&mut store, ARTICLES.iter().map(|(_, said)| said));
    let version = |path| {
        let file = rusqlite::Connection::open(path).expect("opened");
        file.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).expect("a version")
    };
    assert_eq!(version(&path), version(&present.path().to_owned()));
}

#[test]
fn sql_asks_and_changes_nothing() {
    let store = full("asked");
    let rows = store.sql("SELECT id, 1.5 AS half, NULL AS none FROM articles ORDER BY id LIMIT 1").expect("rows");
    assert_eq!(rows.columns, ["id", "half", "none"]);
    assert_eq!(rows.rows, [vec![ARTICLES[0].0.id.clone().into(), 1.5.into(), serde_json::Value::Null]]);
    let elsewhere = fresh("elsewhere");
    let orders = ["DELETE FROM article", "DROP VIEW nodes", "PRAGMA user_version = 7", "CREATE TABLE t (x)"];
    let copy = format!("VACUUM INTO '{}'", elsewhere.display());
    for order in orders.into_iter().chain([copy.as_str()]) {
        assert!(store.sql(order).is_err(), "{order}");
    }
    assert!(!elsewhere.exists());
    assert!(store.sql("SELECT nothing").expect_err("no column").to_string().contains("nothing"));
    assert_eq!(store.list().expect("articles").len(), ARTICLES.len());
}

#[test]
fn damage_is_found() {
    let path = fresh("damaged");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES[..3]).expect("added");
    assert!(khabar::pipeline::draw(&mut store).expect("drawn").done);
    drop(store);
    for (order, found) in [
        ("DELETE FROM extraction WHERE a = 1", "an article without its extraction"),
        ("UPDATE article SET body = 'x' || body WHERE a = 2", "a mention that is not in its article"),
        ("DELETE FROM proof WHERE e = (SELECT min(e) FROM edge)", "an edge without evidence"),
        ("UPDATE extraction SET json = '{' WHERE a = 3", "cannot be read"),
        (
            "UPDATE extraction SET json = (SELECT json FROM extraction WHERE a = 1) WHERE a = 2",
            "an extraction of another article",
        ),
        ("UPDATE proof SET surface = 'nowhere' WHERE p = 1", "evidence that is not in its article"),
        ("UPDATE statement SET \"end\" = 1000000 WHERE u = 1", "a statement that is not in its article"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM sentence WHERE s = 1", "refers to a missing row of sentence"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM node WHERE n = 1", "a row of mention refers to a missing row of node"),
    ] {
        let copy = fresh("damaged-copy");
        fs::copy(&path, &copy).expect("a copy");
        rusqlite::Connection::open(&copy).and_then(|other| other.execute_batch(order)).expect("damaged");
        let store = Store::open(&copy).expect("a store");
        let problems = match store.check() {
            Ok(problems) => problems.join("\n"),
            Err(error) => error.to_string(),
        };
        assert!(problems.contains(found), "{order}: {problems}");
    }
}

/// What leads back from a version of the schema to the one before, the tables for search apart, which had come by then.
const BACK: &[(u32, &str)] = &[
    (6, "DROP INDEX node_of_mark; DROP INDEX judgement_of_mark; ALTER TABLE node DROP COLUMN kin;"),
    (
        5,
        "DROP TABLE gist; DROP TABLE memory; ALTER TABLE piece DROP COLUMN folded; DROP INDEX edge_of_id;
         DROP INDEX edge_due; ALTER TABLE edge DROP COLUMN due;
         ALTER TABLE edge ADD COLUMN mark INTEGER NOT NULL DEFAULT 7;",
    ),
    (
        4,
        "DROP TABLE given; DROP INDEX read_with; ALTER TABLE extraction DROP COLUMN lexicon;
         DELETE FROM state WHERE name = 'lexicon';",
    ),
    (
        3,
        "DROP VIEW articles; ALTER TABLE article DROP COLUMN author; ALTER TABLE article DROP COLUMN crawled;
         ALTER TABLE article DROP COLUMN origin;
         CREATE VIEW articles AS SELECT id, title, published, publisher, language, url, body, read_at, read_by FROM article;",
    ),
];

#[test]
fn a_file_of_each_version_is_brought_up_to_date() {
    let path = fresh("stepwise");
    let present = full("stepwise-present");
    drop(full("stepwise"));
    for (version, back) in BACK {
        let old = rusqlite::Connection::open(&path).expect("opened");
        // Another program wrote all of it.
        old.execute_batch("UPDATE piece SET mark = 7; UPDATE node SET mark = n; UPDATE judgement SET mark = j;")
            .expect("marked");
        if *version == 6 {
            old.execute_batch("UPDATE gist SET print = 7; UPDATE memory SET print = 7;").expect("printed");
        }
        old.execute_batch(back).expect("led back");
        old.pragma_update(None, "user_version", version - 1).expect("set");
        drop(old);
        let older = fresh("stepwise-older");
        fs::copy(&path, &older).expect("a copy");
        let mut store = Store::open(&older).expect("it is brought up to date");
        check_same(&store.graph().expect("a graph"), &present.graph().expect("a graph"));
        assert_eq!(store.search("Kuwait", 9).expect("searched"), present.search("Kuwait", 9).expect("searched"));
        store.remove(&[ARTICLES[0].0.id.as_str()]).expect("removed");
        check_equals(&mut store, ARTICLES[1..].iter().map(|(_, said)| said));
    }
}
