//! `khabar extract`: one JSON object an article.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::input::{self, Input};
use super::{Ending, output};

/// Write what each article says, one JSON object a line
///
/// Entities, events, relations and statements with their places in the text (in Unicode code points), and the rule
/// that read them. Memory does not grow with the input.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar extract data/articles > annotations.jsonl
  zstdcat articles.jsonl.zst | khabar extract - | jq '.entities[].name'
  khabar extract article.txt --out article.jsonl")]
pub struct Extract {
    #[command(flatten)]
    input: Input,
    /// Write to this file instead of the standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Extract {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let mut out = output::writer(self.out.as_deref())?;
        let counts = input::extract(&self.input.inputs, |extraction| {
            serde_json::to_writer(&mut out, &extraction)?;
            out.write_all(b"\n")?;
            Ok(())
        })?;
        out.flush()?;
        Ok(self.input.ending(counts))
    }
}
