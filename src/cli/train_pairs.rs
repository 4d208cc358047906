//! `khabar train transliteration`: the spellings of names in the other script, from tables of pairs.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use super::Ending;
use crate::learn::transliteration;

/// The spellings of names in the other script
#[derive(Debug, Args)]
pub struct Pairs {
    /// Folder with tables of pairs, `train.tsv` in it or in its folders: Arabic, Latin, count, between tabs.
    #[arg(long, value_name = "DIR")]
    pairs: PathBuf,
    /// Folder to write to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Pairs {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let mut folders = vec![self.pairs.clone()];
        let inner = fs::read_dir(&self.pairs).with_context(|| format!("cannot read {}", self.pairs.display()))?;
        folders.extend(inner.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_dir()));
        folders.sort();
        let mut pairs = Vec::new();
        for file in folders.iter().map(|folder| folder.join("train.tsv")).filter(|file| file.is_file()) {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            pairs.extend(transliteration::pairs(&text));
        }
        if pairs.is_empty() {
            bail!("no train.tsv with pairs in {}", self.pairs.display());
        }
        let file = self.out.join("transliteration.bin");
        fs::write(&file, transliteration::train(&pairs).write())
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(Ending::Done)
    }
}
