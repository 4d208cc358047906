//! `khabar show`: the dossier of a node.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, count, quoted, write_evidence};
use super::table::isolated;
use super::{Ending, names, output};
use crate::model::kinds::NodeKind;
use crate::query::show::{Dossier, show};
use crate::query::{Fact, NodeRef};

/// Tell what is known of a person, organization, country, place or event
///
/// Names are found in either script, in part, without diacritics; an id is always understood.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar show Stengel
  khabar show ستينغل --evidence --labels both
  khabar show country:kw --json | jq '.neighbors[].node.label'")]
pub struct Show {
    /// A name, part of one, or an id.
    name: String,
    /// Only a node of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    #[command(flatten)]
    asking: Asking,
}

impl Show {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.around(&self.name, self.kind)?;
        let node = asking::pick(&graph, &self.name, self.kind)?;
        let dossier = show(&graph, node, self.asking.scope());
        let mut out = output::writer(None)?;
        if self.asking.json {
            asking::write_json(&mut out, &dossier)?;
            return Ok(Ending::Done);
        }
        head(&mut out, &dossier)?;
        let sections = [
            ("Roles", &dossier.roles),
            ("Held by", &dossier.officers),
            ("Events", &dossier.events),
            ("Belongs", &dossier.belongs),
            ("Acts", &dossier.acts),
        ];
        for (title, facts) in sections {
            self.facts(&mut out, title, facts, &dossier.node)?;
        }
        for (title, quotes) in [("Said", &dossier.said), ("Said about it", &dossier.said_about)] {
            if !quotes.is_empty() {
                writeln!(out, "\n{title}")?;
            }
            for quote in quotes {
                let day = quote.published.map(|day| format!("{day}: ")).unwrap_or_default();
                let who = if quote.speaker == dossier.node { String::new() } else { self.asking.named(&quote.speaker) };
                let who = if who.is_empty() { who } else { format!("{who}: ") };
                writeln!(out, "  {day}{who}{}", quoted(&quote.text))?;
            }
        }
        if !dossier.neighbors.is_empty() {
            writeln!(out, "\nNeighbours")?;
            let near = dossier.neighbors.iter().take(10);
            let near: Vec<_> = near.map(|n| format!("{} ({})", self.asking.named(&n.node), n.strength)).collect();
            writeln!(out, "  {}", near.join(", "))?;
        }
        out.flush()?;
        Ok(Ending::Done)
    }

    fn facts(&self, out: &mut dyn Write, title: &str, facts: &[Fact], node: &NodeRef) -> std::io::Result<()> {
        if !facts.is_empty() {
            writeln!(out, "\n{title}")?;
        }
        for fact in facts {
            let days = fact.valid_from.map(|from| format!(", from {from}")).unwrap_or_default();
            let days = days + &fact.valid_to.map(|to| format!(", to {to}")).unwrap_or_default();
            let (said, weight) = (self.asking.fact_of(fact, node), fact.weight);
            writeln!(out, "  {said} ({weight} ×, {:.2}{days})", fact.confidence)?;
            if self.asking.evidence {
                write_evidence(out, fact, usize::MAX)?;
            }
        }
        Ok(())
    }
}

/// Who it is.
fn head(out: &mut dyn Write, dossier: &Dossier) -> std::io::Result<()> {
    let kind = dossier.node.kind.map_or("", NodeKind::name);
    writeln!(out, "{}", names::both(&dossier.node))?;
    let fine = dossier.event_type.map(|t| t.name().to_owned()).or_else(|| dossier.subtype.clone());
    let fine = fine.map(|fine| format!(" ({fine})")).unwrap_or_default();
    writeln!(out, "{kind}{fine} · {}", isolated(&dossier.node.id))?;
    if !dossier.aliases.is_empty() {
        let aliases: Vec<String> = dossier.aliases.iter().map(|alias| isolated(alias)).collect();
        writeln!(out, "also {}", aliases.join(", "))?;
    }
    if let Some(start) = dossier.event_start {
        let end = dossier.event_end.map(|end| format!(" to {end}")).unwrap_or_default();
        writeln!(out, "{start}{end}")?;
    }
    let (mentions, articles) = (count(dossier.mention_count, "mention"), count(dossier.article_count, "article"));
    let seen = dossier.first_seen.zip(dossier.last_seen);
    let seen = seen.map_or_else(String::new, |(first, last)| {
        if first == last { format!(", {first}") } else { format!(", {first} to {last}") }
    });
    writeln!(out, "{mentions} in {articles}{seen}")
}
