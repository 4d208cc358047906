//! Extractions from files, for benches that begin where `khabar extract` ends.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use khabar::model::extraction::Extraction;

/// What `khabar extract` wrote, one after the other; a file that ends in `.zst` is unpacked.
pub fn read(files: &[PathBuf]) -> impl Iterator<Item = Extraction> {
    files.iter().filter_map(|file| File::open(file).ok().map(|open| (file, open))).flat_map(|(file, open)| {
        let packed = file.extension().is_some_and(|extension| extension == "zst");
        let plain = BufReader::new(open);
        let reader: Box<dyn BufRead> = if packed {
            Box::new(BufReader::new(zstd::Decoder::with_buffer(plain).expect("zstd")))
        } else {
            Box::new(plain)
        };
        reader.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok())
    })
}
