//! `khabar transliterate`: names from one script into the other, a line each.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use clap::{Args, ValueEnum};

use super::Ending;
use crate::lang::transliteration::{Direction, words};

/// Write names in the other script
///
/// Reads names from the standard input, a line each, and writes the likeliest form of each; with --nbest the N
/// likeliest ones, the best first, between tabs.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar transliterate --to en < names.txt
  echo 'John Allen' | khabar transliterate --to ar --nbest 5")]
pub struct Transliterate {
    /// Script to write in.
    #[arg(long, value_enum)]
    to: Script,
    /// How many forms to write of each name.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=50))]
    nbest: u8,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Script {
    /// Arabic letters.
    Ar,
    /// Latin letters.
    En,
}

impl Transliterate {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let direction = match self.to {
            Script::Ar => Direction::ToArabic,
            Script::En => Direction::ToLatin,
        };
        let mut out = BufWriter::new(stdout().lock());
        for line in stdin().lock().lines() {
            let line = line?;
            let forms = words(line.trim(), direction, usize::from(self.nbest));
            let forms: Vec<&str> = forms.iter().map(|(form, _)| form.as_str()).collect();
            // A line stays a line, so that the output stands beside the input.
            writeln!(out, "{}", forms.join("\t"))?;
        }
        out.flush()?;
        Ok(Ending::Done)
    }
}
