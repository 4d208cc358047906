//! Killed at any moment, without room, beside others: each article is whole or absent, and going on mends the rest.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use khabar::model::article::Article;
use khabar::model::extraction::Extraction;
use khabar::store::{Store, StoreError};

use super::{ARTICLES, Random, check_equals, fresh};

/// Names the folder of the process that is to be killed.
const VICTIM: &str = "KHABAR_VICTIM";

/// Says how often it is killed.
const KILLS: &str = "KHABAR_KILLS";

/// The sample articles, each with the text of the next one.
fn changed() -> Vec<(Article, Extraction)> {
    let next = ARTICLES.iter().cycle().skip(1);
    let changed = ARTICLES.iter().zip(next).map(|((article, _), (other, said))| {
        let mut said = said.clone();
        said.article.id.clone_from(&article.id);
        (Article { id: article.id.clone(), ..other.clone() }, said)
    });
    changed.collect()
}

/// The articles of a store with what they say.
fn all(store: &Store) -> Vec<(Article, Extraction)> {
    let said = store.extractions().expect("extractions").1;
    let article = |id: &str| store.article(id).expect("read").expect("an article of that id");
    said.into_iter().map(|said| (article(&said.article.id), said)).collect()
}

/// The process that is killed: it changes, removes and adds articles and draws the graph until it dies. What it adds it
/// takes from other stores, since reading articles would take most of its short life.
#[test]
#[ignore = "runs in a process of its own, until it is killed"]
fn victim() {
    let Some(folder) = std::env::var_os(VICTIM) else { return };
    let open = |name: &str| Store::open(&Path::new(&folder).join(name)).expect("a store");
    let (source, mut store) = (open("crash-source.khabar"), open("crash.khabar"));
    let (new, old) = (all(&source), all(&open("crash-old.khabar")));
    let mut random = Random(u64::from(std::process::id()) << 20 | 1);
    let mut out = std::io::stdout();
    out.write_all(b"ready\n").and_then(|()| out.flush()).expect("a pipe");
    loop {
        let mut some = || {
            let first = random.below(new.len() as u64) as usize;
            first..(first + 1 + random.below(4) as usize).min(new.len())
        };
        let ids: Vec<&str> = new[some()].iter().map(|(article, _)| article.id.as_str()).collect();
        store.remove(&ids).expect("removed");
        store.add(&old[some()]).expect("added");
        store.add(&new).expect("added");
        assert!(khabar::pipeline::draw(&mut store).expect("drawn").done);
    }
}

#[test]
fn a_killed_program_leaves_each_article_whole_or_absent() {
    let (source_path, old_path, path) = (fresh("crash-source"), fresh("crash-old"), fresh("crash"));
    let old = changed();
    let mut source = Store::create(&source_path).expect("a store");
    source.add(&ARTICLES).expect("added");
    assert!(khabar::pipeline::draw(&mut source).expect("drawn").done);
    Store::create(&old_path).expect("a store").add(&old).expect("added");
    Store::create(&path).expect("a store");
    let kills = std::env::var(KILLS).ok().and_then(|kills| kills.parse().ok()).unwrap_or(120);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut sizes = std::collections::BTreeSet::new();
    for kill in 0..kills {
        let mut victim = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "store::crash::victim", "--ignored", "--nocapture"])
            .env(VICTIM, path.parent().expect("a folder"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let said = BufReader::new(victim.stdout.take().expect("a pipe"));
        assert!(said.lines().map_while(Result::ok).any(|line| line == "ready"), "it works before it is killed");
        std::thread::sleep(Duration::from_micros(random.below(40_000)));
        victim.kill().expect("killed");
        victim.wait().expect("dead");
        let store = Store::open(&path).expect("it opens");
        assert_eq!(store.check().expect("checked"), Vec::<String>::new(), "after {kill} kills");
        let left = all(&store);
        sizes.insert(left.len());
        for pair in left {
            let whole = |versions: &[(Article, Extraction)]| versions.contains(&pair);
            assert!(whole(&ARTICLES) || whole(&old), "after {kill} kills: {}", pair.0.id);
        }
    }
    assert!(sizes.len() > 1, "killed at one and the same moment each time: {sizes:?}");
    let mut store = Store::open(&path).expect("it opens");
    store.add(&ARTICLES).expect("added");
    check_equals(&mut store, ARTICLES.iter().map(|(_, said)| said));
}

#[cfg(unix)]
#[test]
fn without_room_nothing_is_lost() {
    let path = fresh("full");
    let mut store = Store::create(&path).expect("a store");
    store.add(&ARTICLES[..4]).expect("added");
    assert!(khabar::pipeline::draw(&mut store).expect("drawn").done);
    drop(store);
    // No file may grow beyond so many blocks; a write that would is refused, as on a full disk.
    let add = |blocks: u32| {
        let khabar = env!("CARGO_BIN_EXE_khabar");
        let order = format!("trap '' XFSZ; ulimit -f {blocks} && exec \"$0\" add \"$1\" \"$2\"");
        let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
        Command::new("sh").args(["-c", &order, khabar]).arg(&path).arg(articles).output().expect("it runs")
    };
    let mut refused = 0;
    for blocks in [40, 300, 900, 1500] {
        let output = add(blocks);
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == Some(1) {
            assert!(said.contains("could not be written") && said.contains("make room"), "{said}");
            refused += 1;
        }
        let store = Store::open(&path).expect("it opens");
        assert_eq!(store.check().expect("checked"), Vec::<String>::new(), "{blocks} blocks: {said}");
        let left = all(&store);
        assert!(left.len() >= 4 && left.iter().all(|pair| ARTICLES.contains(pair)), "{blocks} blocks: {said}");
    }
    assert!(refused > 0, "there was always room");
    let mut store = Store::open(&path).expect("it opens");
    store.add(&ARTICLES).expect("added");
    check_equals(&mut store, ARTICLES.iter().map(|(_, said)| said));
}

#[test]
fn one_writes_and_others_read() {
    let path = fresh("beside");
    let mut store = Store::create(&path).expect("a store");
    let writer = std::thread::spawn(move || {
        for pair in ARTICLES.iter() {
            store.add(std::slice::from_ref(pair)).expect("added");
        }
        assert!(khabar::pipeline::draw(&mut store).expect("drawn").done);
    });
    let reader = Store::open(&path).expect("a second connection");
    let mut seen = 0;
    while !writer.is_finished() {
        let articles = reader.list().expect("read").len();
        assert!(articles >= seen, "{seen} articles, then {articles}");
        seen = articles;
        assert!(reader.graph().expect("a graph").articles.len() >= seen);
    }
    writer.join().expect("written");
    assert_eq!(reader.list().expect("read").len(), ARTICLES.len());
}

#[test]
fn a_second_writer_waits_or_says_so() {
    let path = fresh("second");
    let mut store = Store::create(&path).expect("a store");
    let first = rusqlite::Connection::open(&path).expect("opened");
    first.execute_batch("BEGIN IMMEDIATE").expect("locked");
    store.wait(Duration::from_millis(20)).expect("set");
    let error = store.add(&ARTICLES[..1]).expect_err("it is locked");
    assert!(matches!(error, StoreError::Busy(_)), "{error:?}");
    assert!(error.to_string().contains("another program is writing"), "{error}");
    store.wait(Duration::from_secs(20)).expect("set");
    let ending = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        first.execute_batch("COMMIT").expect("unlocked");
    });
    assert_eq!(store.add(&ARTICLES[..1]).expect("added").added, 1);
    ending.join().expect("ended");
}
