//! The options that choose what of a graph is exported.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::{ArgGroup, Args};
use petgraph::graph::NodeIndex;

use super::names::{self, LabelChoice};
use super::{asking, listing, output};
use crate::export::FORMATS;
use crate::graph::selection::{Ego, Measure, Selection, Top};
use crate::graph::{KnowledgeGraph, Options, Projection};
use crate::lang::table::{Table, items};
use crate::model::date::Date;
use crate::model::kinds::{Modality, NodeKind, Predicate};
use crate::query::find::Names;

/// What of the graph is shown, in every format the same.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is shown", group = ArgGroup::new("around").multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Selecting {
    /// Only nodes of these kinds.
    #[arg(long, value_delimiter = ',', value_parser = names::kind(), value_name = "KIND,…")]
    kinds: Vec<NodeKind>,
    /// Only edges that say this: met, accuse, `holds_role`, … (an unknown one lists them all).
    #[arg(long, value_delimiter = ',', value_parser = names::predicate(), value_name = "PREDICATE,…", hide_possible_values = true)]
    predicates: Vec<Predicate>,
    /// Only edges that are put so; asserted ones when not given.
    #[arg(long, value_delimiter = ',', value_parser = names::modality_word(), value_name = "MODALITY,…")]
    modalities: Vec<Modality>,
    /// Also edges between entities that only share a sentence.
    #[arg(long)]
    co_mentions: bool,
    /// Also a node for each statement.
    #[arg(long)]
    statements: bool,
    /// Also a node for each article.
    #[arg(long)]
    articles: bool,
    /// Only edges of at least this confidence, from 0 to 1.
    #[arg(long, default_value_t, value_parser = confidence, allow_negative_numbers = true, value_name = "NUMBER")]
    min_confidence: f64,
    /// Only edges with at least so many evidences.
    #[arg(long, default_value_t, value_name = "NUMBER")]
    min_weight: f64,
    /// Only edges that at least so many independent articles say.
    #[arg(long, default_value_t, value_name = "NUMBER")]
    min_sources: u32,
    /// Nothing that ended before this date: 2014, 2014-10 or 2014-10-27.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Nothing that began after this date.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// Only this node and what is near it; a name, part of one, or an id; several are given one after the other.
    #[arg(long, value_name = "NAME", group = "around")]
    ego: Vec<String>,
    /// Only the nodes of a watch-list and what is near them: a table with a column `name`, such as a lexicon.
    #[arg(long, value_name = "FILE", group = "around")]
    watch: Option<PathBuf>,
    /// How many edges away from them.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", requires = "around")]
    depth: usize,
    /// Only the largest part that hangs together.
    #[arg(long)]
    largest_component: bool,
    /// Only the first so many nodes by a measure.
    #[arg(long, value_parser = names::positive(), value_name = "NUMBER")]
    top: Option<usize>,
    /// The measure.
    #[arg(long, value_parser = names::measure(), default_value = Measure::PageRank.name(), value_name = "MEASURE", requires = "top")]
    by: Measure,
    /// The language of the labels: own (of most mentions), ar, en, both.
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    labels: LabelChoice,
    /// People, organizations and countries alone, tied by the events they shared, by who spoke of whom, or by the
    /// sentences that name both.
    #[arg(long, value_parser = names::projection(), value_name = "BY")]
    project: Option<Projection>,
    /// An edge of its own for each fact, where Gephi would merge those of a kind.
    #[arg(long)]
    multi_edges: bool,
}

impl Selecting {
    /// What the graph must hold for it.
    ///
    /// # Errors
    /// When the time ends before it begins.
    pub fn options(&self) -> anyhow::Result<Options> {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            ensure!(from.first_day() <= to.last_day(), "--from {from} is after --to {to}");
        }
        Ok(Options { co_mentions: self.co_mentions || self.project == Some(Projection::CoMentions) })
    }

    /// That a graph made before holds what is asked for.
    ///
    /// # Errors
    /// When co-mentions are asked for and it was built without them.
    pub fn check(&self, graph: &KnowledgeGraph) -> anyhow::Result<()> {
        let co_mentioned = || graph.graph.edge_weights().any(|edge| edge.predicate == Predicate::CoMentioned);
        ensure!(
            !self.options()?.co_mentions || graph.graph.edge_count() == 0 || co_mentioned(),
            "the graph was built without co-mentions: build it with 'khabar build … --co-mentions'"
        );
        Ok(())
    }

    /// The selection of a graph, as the exports know it.
    ///
    /// # Errors
    /// When a name of `--ego` means no node, or more than one, or the watch-list cannot be read or means none.
    pub fn selection(&self, graph: &KnowledgeGraph) -> anyhow::Result<Selection> {
        Ok(Selection {
            kinds: self.kinds.clone(),
            predicates: self.predicates.clone(),
            modalities: self.modalities.clone(),
            with_co_mentions: self.co_mentions,
            with_statements: self.statements,
            with_articles: self.articles,
            min_confidence: self.min_confidence,
            min_weight: self.min_weight,
            min_sources: self.min_sources,
            from: self.from,
            to: self.to,
            ego: self.around(graph)?,
            largest_component: self.largest_component,
            top: self.top.map(|count| Top { count, measure: self.by }),
            labels: self.labels.labels(),
            projection: self.project,
            multi_edges: self.multi_edges,
        })
    }

    /// The nodes whose surroundings are asked for.
    fn around(&self, graph: &KnowledgeGraph) -> anyhow::Result<Option<Ego>> {
        if self.ego.is_empty() && self.watch.is_none() {
            return Ok(None);
        }
        let names = Names::new(graph);
        let mut nodes = Vec::new();
        for name in &self.ego {
            nodes.push(asking::pick(&names, name, None)?);
        }
        if let Some(file) = &self.watch {
            nodes.extend(watched(file, &names)?);
        }
        Ok(Some(Ego { nodes: nodes.into_iter().map(|node| graph.graph[node].id.clone()).collect(), depth: self.depth }))
    }
}

/// The nodes that a watch-list names; a line that names none is told.
fn watched(path: &Path, names: &Names<'_>) -> anyhow::Result<Vec<NodeIndex>> {
    let list = listing::read_file(path)?;
    let table = Table::new(&list.text);
    ensure!(table.has("name"), "{}: no column name; begin with a line of column names", list.file);
    let mut nodes = Vec::new();
    for (line, [kind, name, aliases]) in table.numbered(["kind", "name", "aliases"]) {
        let of = NodeKind::named(kind);
        if of.is_none() && !kind.is_empty() {
            output::say(&format!("{}:{line}: '{kind}' is no kind of node; '{name}' is left out", list.file));
            continue;
        }
        let before = nodes.len();
        nodes.extend(std::iter::once(name).chain(items(aliases)).flat_map(|form| names.called(form, of)));
        if nodes.len() == before {
            output::say(&format!("{}:{line}: nothing in the graph is called '{name}'", list.file));
        }
    }
    ensure!(!nodes.is_empty(), "{}: none of its names is in the graph", list.file);
    Ok(nodes)
}

/// Reads a share of one.
fn confidence(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "a number from 0 to 1, such as 0.8".into())
}

/// The formats, a line each, from the registry.
pub fn formats_help() -> String {
    let mut help = "Formats:\n".to_owned();
    for format in FORMATS {
        _ = writeln!(help, "  {:10} {} ({})", format.name(), format.title(), format.files().join(", "));
    }
    help
}
