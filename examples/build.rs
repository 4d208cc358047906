//! Articles in, a store out: `cargo run --release --example build -- data/articles news.khabar`.

use std::path::Path;

use khabar::store::Store;
use khabar::{ingest, pipeline};

#[expect(clippy::print_stdout, reason = "an example shows its answer")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, file] = arguments.as_slice() else { return Err("INPUT STORE".into()) };
    let mut store = Store::create(Path::new(file))?;
    let added = pipeline::add(&mut store, ingest::read(&[input]), |_| ())?;
    pipeline::draw(&mut store)?;
    println!("{} added, {} there already", added.added, added.unchanged);
    Ok(())
}
