//! `khabar search`: where words stand.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::answer::write_json;
use super::table::isolated;
use super::{Ending, output, storing};
use crate::store::{Marked, Named};

/// Find words in the articles and names of a store
///
/// All words must be there, those between quotation marks one after the other. Arabic words are found with and without
/// ال and proclitics, whatever their alef, ya or ta marbuta, with and without diacritics.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar search news.khabar كويت
  khabar search news.khabar '\"foreign minister\" Vienna' --limit 5
  khabar search news.khabar المفاوضات --json | jq -r '.articles[].article'")]
pub struct Search {
    /// The store.
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// The words.
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// So many articles at most.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    limit: usize,
    /// Write the answer as JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Search {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let found = storing::open(&self.store)?.search(&self.words.join(" "), self.limit)?;
        let nothing = found.nodes.is_empty() && found.articles.is_empty();
        let mut out = output::writer(None)?;
        if self.json {
            write_json(&mut out, &found)?;
            return Ok(if nothing { Ending::Nothing } else { Ending::Done });
        }
        for node in &found.nodes {
            writeln!(out, "{}  {}  {}", node.kind, isolated(&node.id), named(node))?;
        }
        if !found.nodes.is_empty() && !found.articles.is_empty() {
            writeln!(out)?;
        }
        for hit in &found.articles {
            let day = hit.published.map(|day| format!(", {day}")).unwrap_or_default();
            let title = if hit.title.text.is_empty() { String::new() } else { format!(" · {}", marked(&hit.title)) };
            writeln!(out, "{}{day}{title}", isolated(&hit.article))?;
            writeln!(out, "      {}", marked(&hit.snippet))?;
        }
        out.flush()?;
        if found.more {
            output::say("there are more; --limit shows them");
        }
        if nothing {
            output::say("no article and no name holds these words");
        }
        Ok(if nothing { Ending::Nothing } else { Ending::Done })
    }
}

/// The names of a node.
fn named(node: &Named) -> String {
    match (&node.label_ar, &node.label_en) {
        (Some(ar), Some(en)) if ar != en => format!("{} · {}", isolated(ar), isolated(en)),
        _ => isolated(&node.label),
    }
}

/// A text with the words that were looked for in brackets.
fn marked(text: &Marked) -> String {
    let mut shown = String::new();
    for (at, c) in text.text.chars().enumerate() {
        let at = at as u32;
        if text.marks.iter().any(|mark| mark.0 == at) {
            shown.push('[');
        }
        shown.push(c);
        if text.marks.iter().any(|mark| mark.1 == at + 1) {
            shown.push(']');
        }
    }
    isolated(&shown)
}
