//! What leaves the program: every format × graphs that break what is careless, and what a view shows.

mod cells;
pub mod graphs;
mod json;
mod projections;
mod validity;
mod views;

use std::path::PathBuf;

use khabar::export::{FORMATS, write};
use khabar::graph::selection::Selection;
use khabar::graph::{KnowledgeGraph, Projection};

/// All that can be shown.
fn everything() -> Selection {
    Selection {
        modalities: khabar::model::kinds::Modality::ALL.to_vec(),
        with_co_mentions: true,
        with_statements: true,
        with_articles: true,
        ..Selection::default()
    }
}

/// A folder for a test's files; the consumers of `.ci` read them too.
fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("grid").join(name)
}

/// Writes a graph in all formats.
fn check_writes(name: &str, graph: &KnowledgeGraph, selection: &Selection) -> PathBuf {
    let folder = folder(name);
    let files = write(graph, selection, FORMATS, &folder).unwrap_or_else(|error| panic!("{name}: {error}"));
    let expected: usize = FORMATS.iter().map(|format| format.files().len()).sum();
    assert_eq!(files.len(), expected);
    for file in &files {
        let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        if file.extension().is_some_and(|extension| extension == "png") {
            assert!(bytes.starts_with(b"\x89PNG"), "{} is no picture", file.display());
            continue;
        }
        assert!(std::str::from_utf8(&bytes).is_ok(), "{} is not UTF-8", file.display());
        assert!(!bytes.starts_with(b"\xef\xbb\xbf"), "{} begins with a mark of byte order", file.display());
    }
    folder
}

#[test]
fn files_that_cannot_be_written_are_told_and_keep_no_other_back() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("one_in_the_way");
    _ = std::fs::remove_dir_all(&folder);
    for file in ["graph.gexf", "graph.dot"] {
        std::fs::create_dir_all(folder.join(file).join("in-the-way")).expect("a folder where a file should be");
    }
    let (_, graph) = graphs::all().swap_remove(0);
    let error = write(&graph, &Selection::default(), FORMATS, &folder).expect_err("folders are in the way").to_string();
    assert!(error.contains("graph.gexf") && error.contains("graph.dot"), "{error}");
    for format in FORMATS.iter().filter(|format| !["gexf", "dot"].contains(&format.name())) {
        assert!(format.files().iter().all(|file| folder.join(file).is_file()), "{} is missing", format.name());
    }
}

#[test]
fn every_format_takes_every_graph() {
    for (name, graph) in graphs::all() {
        check_writes(name, &graph, &Selection::default());
        check_writes(&format!("{name}_everything"), &graph, &everything());
        for projection in Projection::ALL {
            let selection = Selection { projection: Some(*projection), ..Selection::default() };
            check_writes(&format!("{name}_{}", projection.name()), &graph, &selection);
        }
    }
}

#[test]
fn equal_graphs_give_equal_bytes() {
    let read = |name: &str| {
        let folder = check_writes(name, &graphs::hostile(), &everything());
        let files = FORMATS.iter().flat_map(|format| format.files());
        files.map(|file| std::fs::read(folder.join(file)).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(read("once"), read("twice"));
    for name in ["once", "twice"] {
        _ = std::fs::remove_dir_all(folder(name));
    }
}

#[test]
fn formats_have_names_and_files_of_their_own() {
    let mut names = std::collections::BTreeSet::new();
    for format in FORMATS {
        assert!(names.insert(format.name()));
        assert!(format.files().iter().all(|file| names.insert(file)));
        assert!(format.specification().starts_with("http"));
        assert!(!format.title().is_empty());
        assert_eq!(khabar::export::format(format.name()).map(khabar::export::Format::name), Some(format.name()));
    }
}
