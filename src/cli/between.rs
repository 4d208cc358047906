//! `khabar between`: what two nodes have in common.

use clap::Args;

use super::answer::{Row, Section, predicates};
use super::asking::Asking;
use super::{Ending, output};
use crate::model::kinds::NodeKind;
use crate::query::between::{Shared, between};

/// Tell everything that two nodes share
///
/// The facts between them, what one said of the other, the events, neighbours and articles of both.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar between Kerry Zarif
  khabar between الكويت Iraq --labels en --evidence
  khabar between Kerry Zarif --from 2015-07 --json | jq '.events[].label'")]
pub struct BetweenCommand {
    /// A name, part of one, or an id.
    a: String,
    /// Another.
    b: String,
    #[command(flatten)]
    asking: Asking,
}

impl BetweenCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let (graph, nodes) = self
            .asking
            .about(&[(&self.a, None), (&self.b, None)], |store, ids| store.dossier(ids, self.asking.told()))?;
        let (a, b) = (nodes[0], nodes[1]);
        if a == b {
            output::say(&format!("both names are of the same node: {}", graph.graph[a].id));
            return Ok(Ending::Nothing);
        }
        let shared = between(&graph, a, b, self.asking.scope());
        let sections = [
            self.asking.facts("Between the two", &shared.direct),
            self.asking.quotes("One of the other, others of both", &shared.statements),
            self.asking.events("Events of both", &shared.events),
            self.neighbors(&shared.neighbors),
            Asking::articles("Articles that name both", &shared.articles),
        ];
        self.asking.write(&shared, &[], &sections, "the two share nothing ('khabar path' looks for a chain)")
    }

    fn neighbors<'g>(&self, shared: &[Shared<'g>]) -> Section<'g> {
        let row = |shared: &Shared<'g>| {
            let kind = shared.node.kind.map_or("", NodeKind::name).to_owned();
            let cells =
                vec![self.asking.label(&shared.node), kind, predicates(&shared.with_a), predicates(&shared.with_b)];
            let facts = shared.with_a.iter().chain(shared.with_b.iter());
            Row::new(cells, facts.flat_map(|fact| fact.evidence).collect())
        };
        Section::new("Neighbours of both", NEIGHBOR, shared.iter().map(row).collect())
    }
}

const NEIGHBOR: &[&str] = &["who", "kind", "with the first", "with the second"];
