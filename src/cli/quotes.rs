//! `khabar quotes`: who said what.

use clap::Args;

use super::Ending;
use super::asking::Asking;
use super::storing::Asked;
use crate::query::quotes::{Filter, quotes};
use crate::store::Store;

/// List statements by speaker, by whom they are about, and by their words
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar quotes --speaker Stengel
  khabar quotes --about داعش --words الإنترنت
  khabar quotes --direct --from 2015 --json")]
pub struct Quotes {
    /// Only statements of this one.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only statements that name this one; given again, those that name both.
    #[arg(long, value_name = "NAME")]
    about: Vec<String>,
    /// Only statements with these words, in any order, with or without article, conjunction, preposition and diacritics.
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
        let names: Vec<Asked<'_>> = self.speaker.iter().chain(&self.about).map(|name| (name.as_str(), None)).collect();
        let (graph, mut nodes) = self.asking.about(&names, Store::said)?;
        let about = nodes.split_off(usize::from(self.speaker.is_some()));
        let filter =
            Filter { speaker: nodes.pop(), about, words: self.words.clone(), direct: self.direct.then_some(true) };
        let found = quotes(&graph, &filter, self.asking.scope());
        self.asking.write(&found, &[], &[self.asking.quotes("", &found)], "no statement fits")
    }
}
