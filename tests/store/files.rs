//! Files that are no stores, or not of this version, and what is said about them.

use std::fs;

use khabar::store::{Store, StoreError};

use super::{ARTICLES, fresh};

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
fn damage_is_found() {
    let path = fresh("damaged");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES[..3]).expect("added");
    assert!(khabar::pipeline::draw(&mut store).expect("drawn"));
    drop(store);
    for (order, found) in [
        ("DELETE FROM extraction WHERE a = 1", "an article without its extraction"),
        ("UPDATE article SET body = 'x' || body WHERE a = 2", "a mention that is not in its article"),
        ("DELETE FROM proof WHERE e = (SELECT min(e) FROM edge)", "an edge without evidence"),
        ("UPDATE extraction SET json = '{' WHERE a = 3", "cannot be read"),
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
