//! Who said what? Statements by speaker, by whom they are about, and by their words.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::words::{holds, words};
use super::{NodeRef, Proof, Scope, node_ref, proof};
use crate::graph::{KnowledgeGraph, Utterance};
use crate::model::date::Date;

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote<'g> {
    /// Its id.
    pub id: &'g str,
    /// Who said it.
    pub speaker: NodeRef<'g>,
    /// What was said.
    pub text: &'g str,
    /// The verb or noun as written.
    pub cue: &'g str,
    /// Quoted (true) or reported.
    pub direct: bool,
    /// Whom and what it names.
    pub about: Vec<NodeRef<'g>>,
    /// The sentence that says so.
    #[serde(flatten)]
    pub proof: Proof<'g>,
}

/// Which statements are asked for; what is not given does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who said it.
    pub speaker: Option<NodeIndex>,
    /// All that it names.
    pub about: Vec<NodeIndex>,
    /// Words that it holds, with or without article, conjunction, preposition and diacritics.
    pub words: Option<String>,
    /// Only quoted (true) or reported ones.
    pub direct: Option<bool>,
}

/// The statements that a filter lets through, in the order of their days; those without one at the end.
#[must_use]
pub fn quotes<'g>(graph: &'g KnowledgeGraph, filter: &Filter, scope: Scope) -> Vec<Quote<'g>> {
    let wanted = filter.words.as_deref().map(words).unwrap_or_default();
    let is = |number: u32, node: NodeIndex| number as usize == node.index();
    let published = |u: &Utterance| graph.articles.get(u.article as usize).and_then(|article| article.published);
    let mut found: Vec<Quote<'_>> = graph
        .statements
        .iter()
        .filter(|u| filter.speaker.is_none_or(|node| is(u.speaker, node)))
        .filter(|u| filter.about.iter().all(|&node| u.about.iter().any(|&n| is(n, node))))
        .filter(|u| filter.direct.is_none_or(|direct| u.direct == direct))
        .filter(|u| scope.reports(published(u)))
        .filter(|u| wanted.is_empty() || holds(&u.content.text, &wanted))
        .map(|u| quote(graph, u))
        .collect();
    found.sort_by_key(|quote| (quote.proof.published.is_none(), quote.proof.published.map(Date::day_number)));
    found
}

fn quote<'g>(graph: &'g KnowledgeGraph, utterance: &'g Utterance) -> Quote<'g> {
    let name = |number: &u32| node_ref(graph, NodeIndex::new(*number as usize));
    Quote {
        id: &utterance.id,
        speaker: name(&utterance.speaker),
        text: &utterance.content.text,
        cue: &utterance.cue,
        direct: utterance.direct,
        about: utterance.about.iter().map(name).collect(),
        proof: Proof {
            surface: &utterance.content.text,
            sentence: &utterance.sentence,
            rule: &utterance.rule,
            confidence: utterance.confidence,
            ..proof(graph, utterance.article)
        },
    }
}
