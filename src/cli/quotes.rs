//! `khabar quotes`: who said what.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, quoted, write_table};
use super::table::isolated;
use super::{Ending, output};
use crate::query::quotes::{Filter, Quote, quotes};

/// List statements by speaker, by whom they are about, and by their words
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar quotes --speaker Stengel
  khabar quotes --about داعش --words الإنترنت
  khabar quotes --direct --json")]
pub struct Quotes {
    /// Only statements of this one.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only statements that name this one.
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Only statements with these words, with or without article and diacritics.
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Only those in quotation marks.
    #[arg(long)]
    direct: bool,
    #[command(flatten)]
    asking: Asking,
}

impl Quotes {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.graph()?;
        let pick = |name: &Option<String>| name.as_ref().map(|name| asking::pick(&graph, name, None)).transpose();
        let (speaker, about) = (pick(&self.speaker)?, pick(&self.about)?);
        let filter = Filter { speaker, about, words: self.words.clone(), direct: self.direct.then_some(true) };
        let found = quotes(&graph, &filter);
        let mut out = output::writer(None)?;
        if self.asking.json {
            asking::write_json(&mut out, &found)?;
        } else if self.asking.evidence {
            for quote in &found {
                writeln!(out, "{}: {}", self.asking.named(&quote.speaker), quoted(&quote.text))?;
                writeln!(out, "      {}", quoted(&quote.sentence))?;
                writeln!(out, "      {} · {} · {:.2}", isolated(&quote.article), quote.rule, quote.confidence)?;
            }
        } else {
            let row = |quote: &Quote| {
                let day = quote.published.map(|day| day.to_string()).unwrap_or_default();
                let (speaker, text) = (self.asking.label(&quote.speaker), quote.text.trim().to_owned());
                vec![day, speaker, quote.cue.clone(), text, self.asking.list(&quote.about)]
            };
            write_table(
                &mut out,
                &["day", "speaker", "cue", "said", "about"],
                &found.iter().map(row).collect::<Vec<_>>(),
            )?;
        }
        out.flush()?;
        if found.is_empty() {
            output::say("no statement fits");
        }
        Ok(if found.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}
