//! What one article adds to the graph: an extraction, and the node of each of its entities and events → `Piece`.
//!
//! Law: a piece depends on its article and on which nodes its entities and events became, on no other article.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::build::{Options, hash};
use super::{EdgeEvidence, NodeMention, Utterance};
use crate::model::extraction::{Extraction, Passage};
use crate::model::kinds::{Level, Modality, NodeKind, Predicate};
use crate::model::resolution::Member;
use crate::model::span::Field;

/// What one article adds to the graph.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Mentions, each with its node.
    pub mentions: Vec<(u32, NodeMention)>,
    /// Evidence of edges.
    pub facts: BTreeMap<Fact, Vec<EdgeEvidence>>,
    /// Attributed utterances.
    pub statements: Vec<Utterance>,
    /// Relations left out because their two ends became one node.
    pub folded: u32,
}

/// What makes an edge one edge, in the order that edges are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    /// Number of the node that it begins at.
    pub subject: u32,
    /// Number of the node that it ends at.
    pub object: u32,
    /// What is said.
    pub predicate: Predicate,
    /// How it is put.
    pub modality: Modality,
    /// The office as written, for `holds_role`.
    pub role: Option<String>,
}

impl Fact {
    /// A symmetric edge runs from the smaller node to the larger one; nodes are sorted by id.
    fn new(subject: u32, predicate: Predicate, object: u32, modality: Modality, role: Option<String>) -> Self {
        let turned = predicate.is_symmetric() && subject > object;
        let (subject, object) = if turned { (object, subject) } else { (subject, object) };
        let role = role.filter(|_| predicate == Predicate::HoldsRole);
        Self { subject, object, predicate, modality, role }
    }
}

/// Which node every entity and event became.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// Where each article's entities begin, where its events, and where the next article does.
    bounds: Vec<[usize; 3]>,
    nodes: Vec<u32>,
}

/// No node.
const NONE: u32 = u32::MAX;

impl Homes {
    /// Reads them off the members of nodes; of articles with so many entities and events each.
    #[must_use]
    pub fn new<'m>(
        articles: impl Iterator<Item = (usize, usize)>,
        nodes: impl Iterator<Item = (NodeKind, &'m [Member])>,
    ) -> Self {
        let mut end = 0;
        let mut bounds = Vec::new();
        for (entities, events) in articles {
            bounds.push([end, end + entities, end + entities + events]);
            end += entities + events;
        }
        let mut homes = vec![NONE; end];
        for (n, (kind, members)) in (0..).zip(nodes) {
            let event = usize::from(kind == NodeKind::Event);
            for member in members {
                if let Some(bounds) = bounds.get(member.extraction as usize) {
                    let place = bounds[event] + member.item as usize;
                    if place < bounds[event + 1] {
                        homes[place] = n;
                    }
                }
            }
        }
        Self { bounds, nodes: homes }
    }

    /// The nodes of an article's entities, then of its events.
    #[must_use]
    pub fn of(&self, article: usize) -> &[u32] {
        self.bounds.get(article).map_or(&[], |&[start, _, end]| &self.nodes[start..end])
    }
}

impl Piece {
    /// What an article of this number adds; `homes` are the nodes of its entities and events, `id` gives a node's id.
    pub fn new<'i>(
        article: u32,
        extraction: &Extraction,
        homes: &[u32],
        id: impl Fn(u32) -> &'i str,
        options: Options,
    ) -> Self {
        let mut piece = Self::default();
        let sentences = Sentences::new(extraction);
        let entities = extraction.entities.iter().map(|entity| (entity.id.as_str(), &entity.mentions));
        let events = extraction.events.iter().map(|event| (event.id.as_str(), &event.mentions));
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        for ((id, mentions), &node) in entities.chain(events).zip(homes).filter(|&(_, &node)| node != NONE) {
            ids.insert(id, node);
            let of_node = |mention: &crate::model::extraction::Mention| NodeMention {
                article,
                passage: mention.passage.clone(),
                level: mention.level,
            };
            piece.mentions.extend(mentions.iter().map(|mention| (node, of_node(mention))));
        }
        piece.relations(article, extraction, &sentences, &ids);
        piece.statements(article, extraction, &sentences, &ids, id);
        if options.co_mentions {
            piece.co_mentions(article, extraction, &sentences, &ids);
        }
        piece.facts.values_mut().for_each(Vec::shrink_to_fit);
        piece
    }

    fn relations(&mut self, article: u32, extraction: &Extraction, sentences: &Sentences, ids: &FxHashMap<&str, u32>) {
        for relation in &extraction.relations {
            let (Some(&subject), Some(&object)) =
                (ids.get(relation.subject.as_str()), ids.get(relation.object.as_str()))
            else {
                continue;
            };
            if relation.evidence.is_empty() {
                continue;
            }
            // Two names that became one node say nothing of each other.
            if subject == object {
                self.folded += 1;
                continue;
            }
            let key = Fact::new(subject, relation.predicate, object, relation.modality, relation.role.clone());
            let list = self.facts.entry(key).or_default();
            for evidence in &relation.evidence {
                list.push(EdgeEvidence {
                    article,
                    sentence: sentences.of(evidence.sentence, &evidence.passage),
                    passage: evidence.passage.clone(),
                    rule: evidence.rule.clone(),
                    confidence: relation.confidence,
                });
            }
        }
    }

    fn statements<'i>(
        &mut self,
        article: u32,
        extraction: &Extraction,
        sentences: &Sentences,
        ids: &FxHashMap<&str, u32>,
        node_id: impl Fn(u32) -> &'i str,
    ) {
        for statement in &extraction.statements {
            let Some(&speaker) = ids.get(statement.speaker.as_str()) else { continue };
            let mut about: Vec<u32> = statement
                .about
                .iter()
                .filter_map(|id| ids.get(id.as_str()))
                .copied()
                .filter(|&n| n != speaker)
                .collect();
            about.sort_unstable();
            about.dedup();
            let sentence = sentences.of(statement.sentence, &statement.content);
            for &object in &about {
                let key = Fact::new(speaker, Predicate::SaidAbout, object, Modality::Asserted, None);
                self.facts.entry(key).or_default().push(EdgeEvidence {
                    article,
                    passage: statement.content.clone(),
                    sentence: sentence.clone(),
                    rule: statement.rule.clone(),
                    confidence: statement.confidence,
                });
            }
            let content = &statement.content;
            let article_id = &extraction.article.id;
            let id = statement_id(article_id, content.field, content.start, &content.text, node_id(speaker));
            self.statements.push(Utterance {
                id,
                speaker,
                about,
                cue: statement.cue.clone(),
                direct: statement.direct,
                article,
                content: content.clone(),
                sentence,
                rule: statement.rule.clone(),
                confidence: statement.confidence,
            });
        }
    }

    /// One evidence a sentence for each two named things that stand in it.
    fn co_mentions(
        &mut self,
        article: u32,
        extraction: &Extraction,
        sentences: &Sentences,
        ids: &FxHashMap<&str, u32>,
    ) {
        let mut standing: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for entity in &extraction.entities {
            let Some(&node) = ids.get(entity.id.as_str()) else { continue };
            for mention in entity.mentions.iter().filter(|mention| mention.level != Level::Pronoun) {
                if let Some(sentence) = mention.sentence {
                    standing.entry(sentence).or_default().push(node);
                }
            }
        }
        for (number, mut named) in standing {
            let Some(sentence) = extraction.sentences.get(number as usize) else { continue };
            named.sort_unstable();
            named.dedup();
            for (i, &one) in named.iter().enumerate() {
                for &other in &named[i + 1..] {
                    let key = Fact::new(one, Predicate::CoMentioned, other, Modality::Asserted, None);
                    self.facts.entry(key).or_default().push(EdgeEvidence {
                        article,
                        passage: sentence.clone(),
                        sentence: sentences.of(Some(number), sentence),
                        rule: "graph.co-mention".to_owned(),
                        confidence: 1.0,
                    });
                }
            }
        }
    }
}

/// The id of what somebody is said to have said, from where it begins in its article.
#[must_use]
pub fn statement_id(article: &str, field: Field, start: u32, text: &str, speaker: &str) -> String {
    let place = format!("{article}\n{}\n{start}", field.name());
    format!("s{:012x}", hash(&[&place, text, speaker]))
}

/// The sentences of an article, each held once by all that stands in it.
struct Sentences<'x> {
    list: &'x [Passage],
    held: Vec<OnceCell<Arc<str>>>,
}

impl<'x> Sentences<'x> {
    fn new(extraction: &'x Extraction) -> Self {
        Self { list: &extraction.sentences, held: vec![OnceCell::new(); extraction.sentences.len()] }
    }

    /// The sentence that evidence stands in: the one it names, or the shortest that holds its passage, or its own words.
    fn of(&self, number: Option<u32>, passage: &Passage) -> Arc<str> {
        let named = number.map(|number| number as usize).filter(|&number| number < self.list.len());
        let holds = |s: &Passage| s.field == passage.field && s.start <= passage.start && passage.end <= s.end;
        let around = || {
            let holding = self.list.iter().enumerate().filter(|(_, sentence)| holds(sentence));
            holding.min_by_key(|(_, sentence)| sentence.end - sentence.start).map(|(number, _)| number)
        };
        match named.or_else(around) {
            Some(number) => Arc::clone(self.held[number].get_or_init(|| self.list[number].text.as_str().into())),
            None => passage.text.as_str().into(),
        }
    }
}
