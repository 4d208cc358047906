//! What a question needs of the graph: what a name may mean, and what is known of the nodes that it is about.
//!
//! Law: what a part says of what was asked the whole graph says too, and it costs what it gives, whatever the size of the
//! file.

use petgraph::graph::EdgeIndex;
use rustc_hash::FxHashMap;

use super::super::{Store, StoreError};
use super::part::{Asked, LISTED, Part, Proofs, list};
use crate::graph::KnowledgeGraph;
use crate::model::kinds::{EventType, NodeKind};

impl Store {
    /// The nodes that a name may mean, with the offices that tell them apart: that with this id, or all (of a kind, where
    /// one is given) that bear its words; where there are none, all whose names have words that begin so; where there are
    /// none either, all nodes, since one of them may be similar. What `query::find` finds in the whole graph it finds
    /// among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn named(&self, name: &str, kind: Option<NodeKind>) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let nodes = self.meant(name, kind)?;
        if nodes.is_empty() {
            let offices: Vec<i64> = self.all("SELECT e FROM edge WHERE predicate = 'holds_role'", |row| row.get(0))?;
            let edges = Some(list(&offices));
            return self.load(&Part { nodes: None, edges, evidence: Proofs::Counted, ..Part::none() });
        }
        let offices = format!("SELECT e FROM edge WHERE source IN ({LISTED}) AND predicate = 'holds_role'");
        let edges = self.column(&offices, &list(&nodes))?;
        self.told(Asked { nodes, edges, ..Asked::default() }, Proofs::Counted)
    }

    /// All nodes with their measures, without mentions and edges.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ranked(&self) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        self.load(&Part { nodes: None, ..Part::none() })
    }

    /// All nodes and edges, without mentions, evidence and statements.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outline(&self) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        self.load(&Part { nodes: None, edges: None, ..Part::none() })
    }

    /// Gives some edges of an outline their evidence.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn prove(&self, outline: &mut KnowledgeGraph, edges: &[EdgeIndex]) -> Result<(), StoreError> {
        let _snapshot = self.snapshot()?;
        let ids: Vec<&str> = edges.iter().map(|&edge| outline.graph[edge].id.as_str()).collect();
        let query = format!("SELECT e FROM edge WHERE id IN ({LISTED})");
        let numbers = self.column(&query, &serde_json::Value::from(ids).to_string())?;
        let told = self.told(Asked { edges: numbers, ..Asked::default() }, Proofs::Told)?;
        let ends = |graph: &KnowledgeGraph, edge: EdgeIndex| {
            let (source, target) = graph.graph.edge_endpoints(edge).unwrap_or_default();
            [&graph.graph[edge].id, &graph.graph[source].id, &graph.graph[target].id].map(String::clone)
        };
        let known: FxHashMap<[String; 3], EdgeIndex> =
            told.graph.edge_indices().map(|edge| (ends(&told, edge), edge)).collect();
        for &edge in edges {
            if let Some(&found) = known.get(&ends(outline, edge)) {
                outline.graph[edge].evidence.clone_from(&told.graph[found].evidence);
            }
        }
        (outline.articles, outline.stories) = (told.articles, told.stories);
        Ok(())
    }

    /// The part of the graph that is fewer than `depth` edges away from some nodes, with all that is known of it, and by
    /// name what it is tied to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn around(&self, ids: &[&str], depth: usize, evidence: Proofs) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let nodes = self.numbers(ids)?;
        let mut within = if depth == 0 { Vec::new() } else { nodes.clone() };
        for _ in 1..depth {
            let next = format!(
                "SELECT target FROM edge WHERE source IN ({LISTED}) UNION SELECT source FROM edge WHERE target IN ({LISTED})"
            );
            within.extend(self.column(&next, &list(&within))?);
            within.sort_unstable();
            within.dedup();
        }
        let (edges, statements) = (self.edges_at(&within)?, self.statements_of(&within)?);
        self.told(Asked { nodes, within, edges, statements }, evidence)
    }

    /// All that is known of some nodes, and all facts about the events that they are tied to.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dossier(&self, ids: &[&str], evidence: Proofs) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let nodes = self.numbers(ids)?;
        let mut edges = self.edges_at(&nodes)?;
        edges.extend(self.edges_at(&self.events_at(&edges)?)?);
        let statements = self.statements_of(&nodes)?;
        self.told(Asked { within: nodes.clone(), nodes, edges, statements }, evidence)
    }

    /// The statements by and about some nodes; all where there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn said(&self, ids: &[&str]) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let nodes = self.numbers(ids)?;
        let all = || self.all("SELECT u FROM statement", |row| row.get(0));
        let statements = if ids.is_empty() { all()? } else { self.statements_of(&nodes)? };
        self.told(Asked { nodes, statements, ..Asked::default() }, Proofs::Left)
    }

    /// The events of a type in which some nodes had a part and that were in a place, with all facts about them; what is not
    /// given does not matter. There are others among them, which `query::events` leaves out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happened(
        &self,
        participants: &[&str],
        place: Option<&str>,
        event_type: Option<EventType>,
        evidence: Proofs,
    ) -> Result<KnowledgeGraph, StoreError> {
        let _snapshot = self.snapshot()?;
        let mut nodes = self.numbers(&participants.iter().copied().chain(place).collect::<Vec<_>>())?;
        let mut events = if let Some(&who) = participants.first() {
            self.events_at(&self.edges_at(&self.numbers(&[who])?)?)?
        } else if place.is_some() {
            let within = format!(
                "SELECT place.n FROM node AS whole JOIN node AS place ON place.country = whole.iso2
                 WHERE whole.n IN ({LISTED}) AND place.kind = 'place'"
            );
            let mut places = self.column(&within, &list(&nodes))?;
            places.extend(&nodes);
            self.events_at(&self.edges_at(&places)?)?
        } else {
            self.all("SELECT n FROM node WHERE kind = 'event'", |row| row.get(0))?
        };
        if let Some(event_type) = event_type {
            let of_type = format!("SELECT n FROM node WHERE n IN ({LISTED}) AND event_type = '{event_type}'");
            events = self.column(&of_type, &list(&events))?;
        }
        let edges = self.edges_at(&events)?;
        nodes.extend(events);
        self.told(Asked { nodes, edges, ..Asked::default() }, evidence)
    }
}
