//! The people and bodies of a store, for Gephi: `cargo run --release --example export -- news.khabar people`.

use std::path::Path;

use khabar::graph::selection::Selection;
use khabar::model::kinds::NodeKind;
use khabar::store::Store;
use khabar::{export, pipeline};

#[expect(clippy::print_stdout, reason = "an example shows its answer")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, folder] = arguments.as_slice() else { return Err("STORE FOLDER".into()) };
    let graph = pipeline::measured(&mut Store::open(Path::new(file))?)?;
    let selection = Selection { kinds: vec![NodeKind::Person, NodeKind::Organization], ..Selection::default() };
    let formats: Vec<_> = export::format("gexf").into_iter().collect();
    for path in export::write(&graph, &selection, &formats, Path::new(folder))? {
        println!("wrote {}", path.display());
    }
    Ok(())
}
