//! `khabar top`: who matters most.

use std::io::Write;

use clap::Args;

use super::asking::{self, Asking, write_table};
use super::{Ending, names, output};
use crate::graph::selection::Measure;
use crate::model::kinds::NodeKind;
use crate::query::top::{Ranked, top};

/// List the first nodes by a measure
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar top
  khabar top --by betweenness --kind person --count 10
  khabar top --by article_count --json")]
pub struct TopCommand {
    /// The measure.
    #[arg(long, value_parser = names::measure(), default_value = Measure::PageRank.name(), value_name = "MEASURE")]
    by: Measure,
    /// Only nodes of this kind.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    /// So many.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    count: usize,
    #[command(flatten)]
    asking: Asking,
}

impl TopCommand {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let graph = self.asking.measured()?;
        let rows = top(&graph, self.by, self.kind, self.count);
        let mut out = output::writer(None)?;
        if self.asking.json {
            asking::write_json(&mut out, &rows)?;
        } else {
            let row = |row: &Ranked| {
                let kind = row.node.kind.map_or("", NodeKind::name).to_owned();
                let counts = [row.mention_count, row.article_count, row.degree_total].map(|n| n.to_string());
                let [mentions, articles, edges] = counts;
                let score = if row.score.fract() == 0.0 { row.score.to_string() } else { format!("{:.4}", row.score) };
                vec![row.rank.to_string(), self.asking.label(&row.node), kind, score, mentions, articles, edges]
            };
            let header = ["", "name", "kind", self.by.name(), "mentions", "articles", "edges"];
            write_table(&mut out, &header, &rows.iter().map(row).collect::<Vec<_>>())?;
        }
        out.flush()?;
        Ok(if rows.is_empty() { Ending::Nothing } else { Ending::Done })
    }
}
