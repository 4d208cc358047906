//! Who is near someone, and which sentence says so: `cargo run --release --example query -- news.khabar Kerry`.

use std::path::Path;

use khabar::query::find::{Found, Names};
use khabar::query::{Scope, neighbors::neighbors};
use khabar::store::{Proofs, Store};

#[expect(clippy::print_stdout, reason = "an example shows its answer")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, name] = arguments.as_slice() else { return Err("STORE NAME".into()) };
    let store = Store::open(Path::new(file))?;
    let named = store.named(name, None)?;
    let Found::One(node) = Names::new(&named).find(name, None) else { return Err("not one node has this name".into()) };
    let around = store.around(&[&named.graph[node].id], 1, Proofs::Told)?;
    let Found::One(node) = Names::new(&around).find(&named.graph[node].id, None) else { return Ok(()) };
    for near in neighbors(&around, node, 1, Scope::default()).iter().take(10) {
        let Some(strongest) = near.facts.iter().next() else { continue };
        println!("{}: {}", near.node.label, strongest.evidence[0].sentence);
    }
    Ok(())
}
