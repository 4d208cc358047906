//! `khabar top`: who matters most.

use clap::Args;

use super::answer::{Row, Section};
use super::asking::Asking;
use super::{Ending, names, output};
use crate::graph::selection::Measure;
use crate::model::kinds::NodeKind;
use crate::query::top::{Ranked, top};

/// List nodes by a measure, the greatest first
///
/// With --from and --to, mentions, articles and edges are counted within that time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar top
  khabar top --by betweenness --kind person --limit 10
  khabar top --by article_count --from 2014-10 --to 2014-12 --csv")]
pub struct TopCommand {
    /// The measure.
    #[arg(long, value_parser = names::measure(), default_value = Measure::PageRank.name(), value_name = "MEASURE")]
    by: Measure,
    /// Only nodes of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    #[command(flatten)]
    asking: Asking,
}

impl TopCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.ranked()?;
        let rows = top(&graph, self.by, self.kind, self.asking.scope());
        let row = |row: &Ranked| {
            let kind = row.node.kind.map_or("", NodeKind::name).to_owned();
            let counts = [row.mention_count, row.article_count, row.degree_total].map(|n| n.to_string());
            let [mentions, articles, edges] = counts;
            let score = if row.score.fract() == 0.0 { row.score.to_string() } else { format!("{:.4}", row.score) };
            let cells =
                vec![row.rank.to_string(), self.asking.label(&row.node), kind, score, mentions, articles, edges];
            Row::new(cells, Vec::new())
        };
        let section = Section::new("", HEADER, rows.iter().map(row).collect());
        // What was counted from a part of the nodes says how far it may be off.
        let sampled = graph.overview.filter(|overview| overview.betweenness_error > 0.0);
        if let (Measure::Betweenness, Some(overview)) = (self.by, sampled) {
            output::say(&overview.to_string());
        }
        self.asking.write(&rows, &[], &[section], "nothing is there to rank")
    }
}

const HEADER: &[&str] = &["rank", "who", "kind", "score", "mentions", "articles", "edges"];
