//! What khabar wrote and reads again: a store and a `graph.json`, whole or broken; a graph that is read can be exported.

#![no_main]

use std::{env, fs, process};

use khabar::export::{FORMATS, json_read};
use khabar::graph::KnowledgeGraph;
use khabar::graph::selection::Selection;
use khabar::graph::view::View;
use khabar::store::{Proofs, Store};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if !data.starts_with(b"SQLite") {
        if let Ok(graph) = json_read::from_reader(data) {
            write(&graph);
        }
        return;
    }
    let path = env::temp_dir().join(format!("khabar-fuzz-{}.khabar", process::id()));
    fs::write(&path, data).expect("room for a store");
    if let Ok(store) = Store::open(&path) {
        drop((store.check(), store.list(), store.info(), store.judgements(), store.extractions()));
        drop((store.search("الكويت", 9), store.around(&["country:kw"], 2, Proofs::Told)));
        if let Ok(graph) = store.graph() {
            write(&graph);
        }
    }
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        drop(fs::remove_file(name));
    }
});

/// Writes a graph in every format.
fn write(graph: &KnowledgeGraph) {
    let view = View::new(graph, &Selection::default());
    for format in FORMATS {
        for file in 0..format.files().len() {
            format.write(&view, file, &mut std::io::sink()).expect("a sink takes all");
        }
    }
}
