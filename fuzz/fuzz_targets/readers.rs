//! Every reader and packing. The length chooses whether the content or which ending shows the format, so that any file
//! is a seed.

#![no_main]

use khabar::ingest::{Fields, READERS, read_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let endings: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions()).copied().collect();
    let named = bytes.len() % 2 == 1;
    let name = if named { format!("a.{}", endings[bytes.len() / 2 % endings.len()]) } else { "a".to_owned() };
    assert!(!read_bytes(&name, bytes, &Fields::default()).is_empty(), "every input ends as something");
});
