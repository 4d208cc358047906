//! The options of the commands that ask a graph, and the way from a name to its node.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use petgraph::graph::NodeIndex;

use super::names::{self, LabelChoice};
use super::storing::Asked;
use super::table::{has_right_to_left, isolated};
use super::{output, storing};
#[cfg(feature = "sparql")]
use crate::graph::selection::Selection;
use crate::graph::{KnowledgeGraph, Options};
use crate::model::date::Date;
#[cfg(feature = "sparql")]
use crate::model::kinds::Modality;
use crate::model::kinds::NodeKind;
use crate::query::find::{Choice, Found, Names};
use crate::query::{NodeRef, Scope};
use crate::store::{Proofs, Store, StoreError};

/// Which graph is asked, about what, and how the answer is written.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Asking {
    /// An output folder of `khabar build`, a graph.json, or a store.
    #[arg(long = "in", value_name = "DIR|FILE", default_value = DEFAULT)]
    graph: PathBuf,
    /// Write the answer as JSON, for programs.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Write the answer as CSV, for spreadsheets.
    #[arg(long)]
    pub csv: bool,
    /// Also write the sentences that say it.
    #[arg(long)]
    pub evidence: bool,
    /// At most so many rows of a list; 20 on a terminal and all in JSON and CSV when not given.
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<usize>,
    /// Nothing that was over before this date (2014, 2014-10 or 2014-10-27); what has no day is left out.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Nothing that began after this date.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    /// The language of the names: own (of most mentions), ar, en, both.
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    labels: LabelChoice,
    /// Also count entities as connected that only share a sentence.
    #[arg(long)]
    co_mentions: bool,
    /// Also tell what is negated, to come, or only possible.
    #[arg(long)]
    unasserted: bool,
}

/// The graph of the sample articles.
pub const DEFAULT: &str = "exports/sample";

impl Asking {
    /// Reads the graph.
    pub fn graph(&self) -> anyhow::Result<KnowledgeGraph> {
        storing::graph(self.path()?, self.options())
    }

    /// Reads the graph with its measures.
    pub fn measured(&self) -> anyhow::Result<KnowledgeGraph> {
        storing::measured(self.path()?, self.options())
    }

    /// Reads what ranks the nodes of the graph: within a stretch of time what is said in it counts.
    pub fn ranked(&self) -> anyhow::Result<KnowledgeGraph> {
        if self.scope().is_timeless() { storing::ranked(self.path()?, self.options()) } else { self.measured() }
    }

    /// Reads what a question about some names needs, of a store what `read` reads about the nodes with these ids, and finds
    /// their nodes in it.
    pub fn about(
        &self,
        names: &[Asked<'_>],
        read: impl FnOnce(&Store, &[&str]) -> Result<KnowledgeGraph, StoreError>,
    ) -> anyhow::Result<(KnowledgeGraph, Vec<NodeIndex>)> {
        storing::about(self.path()?, self.options(), names, pick_all, read)
    }

    /// What of evidence the answer shows.
    pub fn told(&self) -> Proofs {
        if self.json || self.evidence { Proofs::Told } else { Proofs::Counted }
    }

    /// Reads all that is known of the node of a name.
    pub fn dossier(&self, name: &str, kind: Option<NodeKind>) -> anyhow::Result<(KnowledgeGraph, NodeIndex)> {
        let (graph, nodes) = self.about(&[(name, kind)], |store, ids| store.dossier(ids, self.told()))?;
        Ok((graph, nodes[0]))
    }

    fn path(&self) -> anyhow::Result<&Path> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from.first_day().day_number() > to.last_day().day_number()
        {
            bail!("the time from {from} to {to} holds no day (swap --from and --to)");
        }
        is_there(&self.graph)
    }

    /// What of a graph is drawn anew, where it has to be.
    pub fn options(&self) -> Options {
        Options { co_mentions: self.co_mentions }
    }

    /// What is asked about.
    pub fn scope(&self) -> Scope {
        Scope { co_mentions: self.co_mentions, unasserted: self.unasserted, from: self.from, to: self.to }
    }

    /// What of the graph is told as triples: all of what is asked about, with its statements and articles.
    #[cfg(feature = "sparql")]
    pub fn selection(&self) -> Selection {
        Selection {
            modalities: if self.unasserted { Modality::ALL.to_vec() } else { Vec::new() },
            with_co_mentions: self.co_mentions,
            with_statements: true,
            with_articles: true,
            from: self.from,
            to: self.to,
            labels: self.labels.labels(),
            ..Selection::default()
        }
    }

    /// A node's name in the chosen language, for a cell of a table.
    pub fn label(&self, node: &NodeRef<'_>) -> String {
        self.labels.of(node)
    }

    /// A node's name in the chosen language, for a line of text.
    pub fn named(&self, node: &NodeRef<'_>) -> String {
        isolated(&self.label(node))
    }

    /// Several names in a row, for a cell of a table.
    pub fn list(&self, nodes: &[NodeRef<'_>]) -> String {
        let labels: Vec<String> = nodes.iter().map(|node| self.label(node)).collect();
        let arabic = labels.iter().all(|label| has_right_to_left(label));
        labels.join(if arabic { "، " } else { ", " })
    }
}

/// Reads the graph that `--in` names.
pub fn read(path: &Path) -> anyhow::Result<KnowledgeGraph> {
    storing::graph(is_there(path)?, Options::default())
}

/// The path, if there is anything.
fn is_there(path: &Path) -> anyhow::Result<&Path> {
    if !path.exists() {
        bail!("no graph at {} (build one with 'khabar build INPUT --out DIR', name it with --in)", path.display());
    }
    Ok(path)
}

/// `1 article`, `2 articles`.
pub fn count(number: u32, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// The nodes that some names mean.
fn pick_all(graph: &KnowledgeGraph, names: &[Asked<'_>]) -> anyhow::Result<Vec<NodeIndex>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let known = Names::new(graph);
    names.iter().map(|&(name, kind)| pick(&known, name, kind)).collect()
}

/// The node that a name means.
///
/// # Errors
/// When there is none, or a choice; the message lists the names and ids to choose from.
pub fn pick(names: &Names<'_>, name: &str, kind: Option<NodeKind>) -> anyhow::Result<NodeIndex> {
    let (nodes, message) = match names.find(name, kind) {
        Found::One(node) => return Ok(node),
        Found::Likely(node, others) => {
            let taken = line(&names.choices(&[node])[0]);
            let others = lines(&names.choices(&others[..others.len().min(OTHERS)]));
            output::say(&format!("'{name}' is taken for{taken}\nnot for{others}"));
            return Ok(node);
        }
        Found::Several(nodes) => (nodes, format!("'{name}' may be one of several; ask again with an id:")),
        Found::None(nodes) if nodes.is_empty() => {
            let kind = kind.map(|kind| format!(" of kind {kind}")).unwrap_or_default();
            bail!("nothing{kind} is called '{name}', and nothing similar ('khabar top' lists who is there)")
        }
        Found::None(nodes) => (nodes, format!("nothing is called '{name}'. Similar names are:")),
    };
    let most = nodes.len().min(CHOICES);
    let more = if nodes.len() > most { format!("\n  … and {} more", nodes.len() - most) } else { String::new() };
    bail!("{message}{}{more}", lines(&names.choices(&nodes[..most])))
}

/// Choices that are listed.
const CHOICES: usize = 12;

/// Others that are told of beside the likely one.
const OTHERS: usize = 3;

fn lines(choices: &[Choice<'_>]) -> String {
    choices.iter().map(line).collect()
}

/// A node with what tells it from others of its name.
fn line(choice: &Choice<'_>) -> String {
    let kind = choice.node.kind.map_or("", NodeKind::name).to_owned();
    let country = choice.country.iter().map(|code| code.to_uppercase());
    let roles = choice.roles.iter().map(|role| isolated(role));
    let days = match (choice.first_seen, choice.last_seen) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(first), _) => format!(", {first}"),
        _ => String::new(),
    };
    let mentions = count(choice.mention_count, "mention") + &days;
    let told: Vec<String> = std::iter::once(kind).chain(country).chain(roles).chain([mentions]).collect();
    format!("\n  {}  {} ({})", isolated(choice.node.id), names::both(&choice.node), told.join("; "))
}
