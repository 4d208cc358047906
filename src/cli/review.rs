//! `khabar review`: what nobody could decide, with the evidence of both sides.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use clap::Args;
use serde_json::json;

use super::answer::{quoted, write_json};
use super::asking::count;
use super::deciding::Deciding;
use super::input::{self, Input};
use super::listing::{self, Listing};
use super::table::isolated;
use super::{Ending, output, storing};
use crate::model::decision::{Decisions, Reference, Verb};
use crate::model::extraction::Extraction;
use crate::resolve::doubts::{Doubt, Side, doubts};
use crate::resolve::resolve_with;
use crate::store::Store;
use std::path::Path;

/// List pairs that may be one thing, with what the articles say of both
///
/// Pairs come in the order of what they would change: first those that many articles mention. Answers are lines of a
/// table (--decisions) that build obeys, and the store that was asked; a line that is deleted is undone.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar review news.jsonl
  khabar review news.khabar
  khabar review news.jsonl --interactive --who Aya
  khabar build news.jsonl --out news --decisions decisions.tsv")]
pub struct Review {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    listing: Listing,
    #[command(flatten)]
    deciding: Deciding,
    /// Ask about each pair and write the answers: y (same), n (different), Enter (skip), q (quit).
    #[arg(long, short)]
    interactive: bool,
    /// Pairs to list.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Write the list as JSON, for programs.
    #[arg(long, conflicts_with = "interactive")]
    json: bool,
}

impl Review {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let store = self.store();
        if let Some(store) = store {
            self.deciding.begin(store)?;
        }
        let decisions = self.deciding.read()?;
        let (extractions, ending) = match store {
            Some(store) => (storing::open(store)?.extractions()?.1, Ending::Done),
            None => self.extractions()?,
        };
        let resolution = resolve_with(&extractions, &decisions);
        output::say_all(&resolution.remarks);
        let known = decided(&decisions);
        let mut doubts = doubts(&extractions, &resolution);
        doubts.retain(|doubt| !known.contains(&pair(&doubt.left.reference, &doubt.right.reference)));
        output::say(&format!("{} undecided", count(doubts.len() as u32, "pair")));
        doubts.truncate(self.limit);
        let mut out = output::writer(None)?;
        if self.json {
            write_json(&mut out, &doubts.iter().map(as_json).collect::<Vec<_>>())?;
        } else if self.interactive {
            self.ask(&mut out, &doubts)?;
        } else {
            doubts.iter().enumerate().try_for_each(|(n, doubt)| tell(&mut out, n, doubt))?;
            out.flush()?;
        }
        Ok(ending)
    }

    /// The store that is reviewed, where it is one and not articles.
    fn store(&self) -> Option<&Path> {
        match self.input.inputs.as_slice() {
            [path] if Store::is_at(path) => Some(path),
            _ => None,
        }
    }

    fn extractions(&self) -> anyhow::Result<(Vec<Extraction>, Ending)> {
        let listed = self.listing.read()?.unwrap_or_default();
        let (supplement, understood) = listing::understand(&listed);
        let (extractions, counts) = input::collect(&self.input, &supplement)?;
        Ok((extractions, self.input.ending(counts).unless(self.input.strict && !understood)))
    }

    fn ask(&self, out: &mut dyn Write, doubts: &[Doubt]) -> anyhow::Result<()> {
        let mut written = 0;
        let mut answers = io::stdin().lock().lines();
        for (n, doubt) in doubts.iter().enumerate() {
            tell(out, n, doubt)?;
            write!(out, "   one thing? [y/n/Enter/q] ")?;
            out.flush()?;
            let Some(answer) = answers.next().transpose()? else { break };
            let verb = match answer.trim().to_lowercase().as_str() {
                "y" | "yes" => Verb::Same,
                "n" | "no" => Verb::Different,
                "q" | "quit" => break,
                _ => continue,
            };
            self.deciding.write(verb, &doubt.left.reference, &doubt.right.reference)?;
            written += 1;
        }
        writeln!(out)?;
        out.flush()?;
        output::say(&count(written, "decision"));
        if written > 0 { self.deciding.end(self.store()) } else { Ok(()) }
    }
}

/// The pairs that a file decides.
fn decided(decisions: &Decisions) -> BTreeSet<(Reference, Reference)> {
    decisions.list.iter().map(|decision| pair(&decision.left, &decision.right)).collect()
}

fn pair(left: &Reference, right: &Reference) -> (Reference, Reference) {
    (left.min(right).clone(), left.max(right).clone())
}

fn tell(out: &mut dyn Write, number: usize, doubt: &Doubt) -> io::Result<()> {
    writeln!(out, "{}. {:.2}, {}", number + 1, doubt.score, doubt.reason)?;
    for side in [&doubt.left, &doubt.right] {
        let articles = count(side.articles as u32, "article");
        writeln!(out, "   {} · {} · {articles}", isolated(&side.label), isolated(&side.id))?;
        for role in side.roles.iter().take(3) {
            writeln!(out, "      {}", isolated(role))?;
        }
        for (sentence, source) in &side.sentences {
            writeln!(out, "      {}", quoted(sentence))?;
            writeln!(out, "      {}", isolated(source))?;
        }
    }
    Ok(())
}

fn as_json(doubt: &Doubt) -> serde_json::Value {
    let side = |side: &Side| {
        let sentences: Vec<_> =
            side.sentences.iter().map(|(text, source)| json!({"text": text, "source": source})).collect();
        json!({
            "id": side.id, "label": side.label, "reference": side.reference.to_string(),
            "articles": side.articles, "roles": side.roles, "sentences": sentences,
        })
    };
    json!({"left": side(&doubt.left), "right": side(&doubt.right), "score": doubt.score, "reason": doubt.reason})
}
