//! `khabar compare`: what changed between two days, or two graphs.

use std::path::Path;

use clap::Args;

use super::answer::{FACT, Row, Section};
use super::asking::Asking;
use super::{Ending, storing};
use crate::graph::{KnowledgeGraph, Options};
use crate::model::date::Date;
use crate::model::kinds::NodeKind;
use crate::query::Fact;
use crate::query::compare::{Changes, Counted, RoleChange, State, Tie, compare};

/// Tell what changed between two days, or between two graphs
///
/// A day stands for what the articles until then say. Articles without a day count always.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar compare 2014-10-27 2015-07-31
  khabar compare 2014 2015 --evidence --limit 5
  khabar compare last-week/graph.json this-week/graph.json --csv")]
pub struct CompareCommand {
    /// A date (2014, 2014-10, 2014-10-27: until its end), or a folder, file or store with a graph.
    before: String,
    /// A later one.
    after: String,
    #[command(flatten)]
    asking: Asking,
}

/// The cell of a fact's row that tells what it says.
const WHAT: usize = 2;

/// A day of the graph that is asked, or another graph.
enum Side {
    Until(Date),
    Graph(KnowledgeGraph),
}

impl CompareCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let options = self.asking.options();
        let (before, after) = (side(&self.before, options)?, side(&self.after, options)?);
        if let (Side::Until(before), Side::Until(after)) = (&before, &after)
            && before.last_day().day_number() >= after.last_day().day_number()
        {
            anyhow::bail!("{before} is not before {after} (name the earlier date first)");
        }
        let whole = match (&before, &after) {
            (Side::Graph(_), Side::Graph(_)) => None,
            _ => Some(self.asking.graph()?),
        };
        let state = |side| state(side, whole.as_ref());
        let (Some(old), Some(new)) = (state(&before), state(&after)) else { return Ok(Ending::Nothing) };
        let changes = compare(old, new, self.asking.scope());
        self.asking.write(&changes, &[], &self.sections(&changes), "nothing changed")
    }

    fn sections<'g>(&self, changes: &Changes<'g>) -> [Section<'g>; 6] {
        [
            self.nodes("New nodes", &changes.new_nodes),
            self.nodes("Gone nodes", &changes.gone_nodes),
            self.roles(&changes.roles),
            self.asking.facts("New facts", &changes.new_facts),
            self.asking.facts("Gone facts", &changes.gone_facts),
            self.ties(&changes.stronger),
        ]
    }

    fn nodes(&self, title: &str, nodes: &[Counted<'_>]) -> Section<'static> {
        let row = |counted: &Counted| {
            let kind = counted.node.kind.map_or("", NodeKind::name).to_owned();
            Row::new(vec![self.asking.label(&counted.node), kind, counted.mention_count.to_string()], Vec::new())
        };
        Section::new(title, &["who", "kind", "mentions"], nodes.iter().map(row).collect())
    }

    /// The roles of each that changed: those held before, then those that are new.
    fn roles<'g>(&self, changes: &[RoleChange<'g>]) -> Section<'g> {
        let row = |(what, fact): (&str, &Fact<'g>)| self.asking.fact_row(fact).with(WHAT, what);
        let of = |change: &RoleChange<'g>| {
            let before = change.before.iter().map(|fact| ("known", fact));
            before.chain(change.after.iter().map(|fact| ("new", fact))).map(row).collect::<Vec<Row>>()
        };
        Section::new("Roles", FACT, changes.iter().flat_map(of).collect())
    }

    fn ties(&self, ties: &[Tie<'_>]) -> Section<'static> {
        let row = |tie: &Tie| {
            let (a, b) = (self.asking.label(&tie.a), self.asking.label(&tie.b));
            Row::new(vec![a, b, tie.before.to_string(), tie.after.to_string()], Vec::new())
        };
        Section::new("Stronger", &["who", "whom", "before", "after"], ties.iter().map(row).collect())
    }
}

fn side(text: &str, options: Options) -> anyhow::Result<Side> {
    match text.parse() {
        Ok(date) => Ok(Side::Until(date)),
        Err(_) if Path::new(text).exists() => Ok(Side::Graph(storing::graph(Path::new(text), options)?)),
        Err(error) => anyhow::bail!("{error}, nor is there a graph of that name"),
    }
}

fn state<'g>(side: &'g Side, whole: Option<&'g KnowledgeGraph>) -> Option<State<'g>> {
    match side {
        Side::Until(date) => Some(State { graph: whole?, until: Some(*date) }),
        Side::Graph(graph) => Some(State { graph, until: None }),
    }
}
