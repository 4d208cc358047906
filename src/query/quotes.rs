//! Who said what? Statements by speaker, by whom they are about, and by their words.

use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::find::words;
use super::{NodeRef, node_ref};
use crate::graph::{KnowledgeGraph, Utterance};
use crate::model::date::Date;

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// Its id.
    pub id: String,
    /// Who said it.
    pub speaker: NodeRef,
    /// What was said.
    pub text: String,
    /// The verb or noun as written.
    pub cue: String,
    /// Quoted (true) or reported.
    pub direct: bool,
    /// Whom and what it names.
    pub about: Vec<NodeRef>,
    /// Id of the article.
    pub article: String,
    /// Its headline.
    pub title: String,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Its day.
    pub published: Option<Date>,
    /// The whole sentence.
    pub sentence: String,
    /// The rule that read it.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Which statements are asked for; what is not given does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who said it.
    pub speaker: Option<NodeIndex>,
    /// Whom or what it names.
    pub about: Option<NodeIndex>,
    /// Words that it holds, in any form that folds the same.
    pub words: Option<String>,
    /// Only quoted (true) or reported ones.
    pub direct: Option<bool>,
}

/// The statements that a filter lets through, in the order that they were read.
#[must_use]
pub fn quotes(graph: &KnowledgeGraph, filter: &Filter) -> Vec<Quote> {
    let wanted = filter.words.as_deref().map(words).unwrap_or_default();
    let is = |number: u32, node: NodeIndex| number as usize == node.index();
    graph
        .statements
        .iter()
        .filter(|u| filter.speaker.is_none_or(|node| is(u.speaker, node)))
        .filter(|u| filter.about.is_none_or(|node| u.about.iter().any(|&n| is(n, node))))
        .filter(|u| filter.direct.is_none_or(|direct| u.direct == direct))
        .filter(|u| wanted.is_empty() || holds(&words(&u.content.text), &wanted))
        .map(|u| quote(graph, u))
        .collect()
}

fn holds(text: &[String], wanted: &[String]) -> bool {
    wanted.iter().all(|word| text.contains(word))
}

fn quote(graph: &KnowledgeGraph, utterance: &Utterance) -> Quote {
    let source = graph.articles.get(utterance.article as usize).cloned().unwrap_or_default();
    let name = |number: &u32| node_ref(graph, NodeIndex::new(*number as usize));
    Quote {
        id: utterance.id.clone(),
        speaker: name(&utterance.speaker),
        text: utterance.content.text.clone(),
        cue: utterance.cue.clone(),
        direct: utterance.direct,
        about: utterance.about.iter().map(name).collect(),
        article: source.id,
        title: source.title,
        publisher: source.publisher,
        published: source.published,
        sentence: utterance.sentence.clone(),
        rule: utterance.rule.clone(),
        confidence: utterance.confidence,
    }
}
