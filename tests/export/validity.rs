//! The XML formats against their schemas, where the schemas and `xmllint` are at hand.

use std::path::{Path, PathBuf};
use std::process::Command;

use khabar::graph::selection::Selection;

use super::{check_writes, everything, graphs};

/// The schemas lie beside the repository, as they belong to others.
#[expect(clippy::print_stderr, reason = "a test left out says so")]
fn schemas() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas");
    let ready = folder.is_dir() && Command::new("xmllint").arg("--version").output().is_ok();
    if !ready {
        eprintln!("skipped: needs xmllint and the schemas in ../shared/schemas");
    }
    ready.then_some(folder)
}

fn check_valid(file: &Path, option: &str, schema: &Path) {
    let output = Command::new("xmllint").args(["--noout", "--nonet", "--huge", option]).arg(schema).arg(file).output();
    let output = output.unwrap_or_else(|error| panic!("xmllint: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn xml_is_valid() {
    let Some(schemas) = schemas() else { return };
    for (name, graph) in graphs::all() {
        for (suffix, selection) in [("", Selection::default()), ("_everything", everything())] {
            let folder = check_writes(&format!("valid_{name}{suffix}"), &graph, &selection);
            check_valid(&folder.join("graph.gexf"), "--relaxng", &schemas.join("gexf-1.3/gexf.rng"));
            check_valid(&folder.join("graph.graphml"), "--schema", &schemas.join("graphml-1.1/graphml.xsd"));
            _ = std::fs::remove_dir_all(folder);
        }
    }
}
