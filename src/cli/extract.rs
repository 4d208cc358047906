//! `khabar extract`: one JSON object an article.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::input::{self, Input};
use super::listing::{self, COLUMNS_HELP, Listing};
use super::{Ending, interrupt, output};

/// Write what each article says, one JSON object a line
///
/// Entities, events, relations and statements with their places in the text (in Unicode code points), and the rule
/// that read them. Memory does not grow with the input. Ctrl-C stops after the articles at hand and keeps what is
/// written; --resume goes on from there.
#[derive(Debug, Args)]
#[command(after_help = format!("\
{COLUMNS_HELP}
Examples:
  khabar extract data/articles > annotations.jsonl
  zstdcat articles.jsonl.zst | khabar extract - | jq '.entities[].name'
  khabar extract pages.warc.gz dump.csv --map text=article --out said.jsonl
  khabar extract pages.warc.gz dump.csv --map text=article --out said.jsonl --resume
  khabar extract news.jsonl --lexicon watch.tsv --strict"))]
pub struct Extract {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    listing: Listing,
    /// Write to this file instead of the standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Keep the articles that the file holds already, and add the others.
    #[arg(long, requires = "out")]
    resume: bool,
}

impl Extract {
    pub fn run(&self) -> anyhow::Result<Ending> {
        interrupt::watch();
        let listed = self.listing.read()?.unwrap_or_default();
        let (supplement, understood) = listing::understand(&listed);
        let (mut out, done) = match &self.out {
            Some(file) if self.resume && file.exists() => resume(file)?,
            file => (output::writer(file.as_deref())?, FxHashSet::default()),
        };
        if self.resume {
            output::say(&format!("{} articles are done already", done.len()));
        }
        let counts = input::extract(
            &self.input,
            &supplement,
            |id| !done.contains(id),
            |extraction| {
                serde_json::to_writer(&mut out, &extraction)?;
                out.write_all(b"\n")?;
                Ok(())
            },
        );
        out.flush()?;
        let ending = self.input.ending(counts?).unless(self.input.strict && !understood);
        if let (Ending::Stopped, Some(file)) = (ending, &self.out) {
            output::say(&format!("stopped; what is done stands in {}, and --resume goes on", file.display()));
        }
        Ok(ending)
    }
}

/// What is needed of a line that was written before.
#[derive(Deserialize)]
struct Line {
    article: Id,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

/// Opens a file after its last whole line, and tells the ids of the articles in it.
fn resume(path: &Path) -> anyhow::Result<(Box<dyn Write>, FxHashSet<String>)> {
    let context = || format!("cannot go on with {}", path.display());
    let mut reader = BufReader::new(File::open(path).with_context(context)?);
    let (mut done, mut whole, mut line) = (FxHashSet::default(), 0, Vec::new());
    while reader.read_until(b'\n', &mut line).with_context(context)? > 0 {
        match serde_json::from_slice::<Line>(&line) {
            Ok(known) if line.ends_with(b"\n") => done.insert(known.article.id),
            // What a crash left of the last line.
            _ if reader.fill_buf().with_context(context)?.is_empty() => break,
            _ => anyhow::bail!("{} holds lines that khabar extract did not write; name another file", path.display()),
        };
        whole += line.len() as u64;
        line.clear();
    }
    let file = OpenOptions::new().append(true).open(path).with_context(context)?;
    file.set_len(whole).with_context(context)?;
    Ok((Box::new(BufWriter::new(file)), done))
}
