//! `khabar show`: the dossier of a node.

use clap::Args;

use super::answer::{Row, Section, predicates};
use super::asking::{Asking, count};
use super::table::isolated;
use super::{Ending, names};
use crate::model::kinds::NodeKind;
use crate::query::neighbors::Neighbor;
use crate::query::show::{Dossier, Meeting, show};

/// Tell what is known of a person, organization, country, place or event
///
/// Names are found in either script, in part, without diacritics; an id is always understood.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar show Stengel
  khabar show ستينغل --evidence --labels both
  khabar show country:kw --from 2014-10 --to 2014-12
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
        let (graph, node) = self.asking.dossier(&self.name, self.kind)?;
        let dossier = show(&graph, node, self.asking.scope());
        let asking = &self.asking;
        let sections = [
            asking.facts("Roles", &dossier.roles),
            asking.facts("Held by", &dossier.officers),
            asking.facts("Belongs", &dossier.belongs),
            asking.facts("Who and where", &dossier.parts),
            asking.events("Events", &dossier.events),
            self.met(&dossier.met),
            asking.facts("Acts", &dossier.acts),
            asking.quotes("Said", &dossier.said),
            asking.quotes("Said about it", &dossier.said_about),
            neighbors(asking, "Neighbours", &dossier.neighbors),
            Asking::articles("Articles", &dossier.articles),
        ];
        asking.write(&dossier, &head(&dossier), &sections, "")
    }

    fn met<'g>(&self, met: &[Meeting<'g>]) -> Section<'g> {
        let row = |meeting: &Meeting<'g>| {
            let cells = vec![
                self.asking.label(&meeting.who),
                meeting.facts.len().to_string(),
                self.asking.list(&meeting.events),
            ];
            Row::new(cells, meeting.facts.iter().flat_map(|fact| fact.evidence.clone()).collect())
        };
        Section::new("Met", &["who", "times", "event"], met.iter().map(row).collect())
    }
}

/// A section of neighbours.
pub fn neighbors<'g>(asking: &Asking, title: &str, near: &[Neighbor<'g>]) -> Section<'g> {
    let row = |neighbor: &Neighbor<'g>| {
        let kind = neighbor.node.kind.map_or("", NodeKind::name).to_owned();
        let steps = if neighbor.steps > 1 { neighbor.steps.to_string() } else { String::new() };
        let cells =
            vec![asking.label(&neighbor.node), kind, steps, predicates(&neighbor.facts), neighbor.strength.to_string()];
        Row::new(cells, neighbor.facts.iter().flat_map(|fact| fact.evidence).collect())
    };
    Section::new(title, &["who", "kind", "steps", "what", "strength"], near.iter().map(row).collect())
}

/// Who it is.
fn head(dossier: &Dossier<'_>) -> Vec<String> {
    let kind = dossier.node.kind.map_or("", NodeKind::name);
    let fine = dossier.event_type.map(|t| t.name().to_owned()).or_else(|| dossier.subtype.map(str::to_owned));
    let fine = fine.map(|fine| format!(" ({fine})")).unwrap_or_default();
    let country = dossier.country.as_ref().map(|code| format!(" · {}", code.to_uppercase())).unwrap_or_default();
    let mut head = vec![names::both(&dossier.node), format!("{kind}{fine}{country} · {}", isolated(dossier.node.id))];
    if !dossier.aliases.is_empty() {
        let aliases: Vec<String> = dossier.aliases.iter().map(|alias| isolated(alias)).collect();
        head.push(format!("also {}", aliases.join(", ")));
    }
    if let Some(start) = dossier.event_start {
        let end = dossier.event_end.filter(|end| *end != start).map(|end| format!(" to {end}")).unwrap_or_default();
        head.push(format!("{start}{end}"));
    }
    let (mentions, articles) = (count(dossier.mention_count, "mention"), count(dossier.article_count, "article"));
    let seen = dossier.first_seen.zip(dossier.last_seen);
    let seen = seen.map_or_else(String::new, |(first, last)| {
        if first == last { format!(", {first}") } else { format!(", {first} to {last}") }
    });
    head.push(format!("{mentions} in {articles}{seen}"));
    head
}
