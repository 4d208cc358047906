//! What a person has to look at: undecided pairs with what is told of both, in the order of what they would change.
//!
//! Law: the order rests on what the articles say, never on the order they came in.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::model::decision::Reference;
use crate::model::extraction::{Extraction, Mention};
use crate::model::kinds::{Level, NodeKind, Predicate};
use crate::model::resolution::{Cluster, Member, Resolution, Verdict};

/// Sentences that are shown of each side.
const SENTENCES: usize = 2;

/// Two nodes that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The more mentioned one.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// How alike they are, from 0 to 1.
    pub score: f64,
    /// Why nothing was decided.
    pub reason: Cow<'static, str>,
}

/// One of two nodes that may be one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The node's id.
    pub id: String,
    /// The node's name.
    pub label: String,
    /// How a decision names it.
    pub reference: Reference,
    /// Articles that mention the node.
    pub articles: usize,
    /// Offices it is said to hold.
    pub roles: Vec<String>,
    /// Sentences that name it, each with its article and day.
    pub sentences: Vec<(String, String)>,
}

/// All doubts, those first that touch most articles on both sides.
#[must_use]
pub fn doubts(extractions: &[Extraction], resolution: &Resolution) -> Vec<Doubt> {
    let mut homes: FxHashMap<(bool, Member), usize> = FxHashMap::default();
    for (c, cluster) in resolution.clusters.iter().enumerate() {
        homes.extend(cluster.members.iter().map(|&member| ((cluster.kind == NodeKind::Event, member), c)));
    }
    let mut best: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (j, judgement) in resolution.judgements.iter().enumerate().filter(|(_, j)| j.verdict == Verdict::Undecided) {
        let home = |member| homes.get(&(judgement.kind == NodeKind::Event, member)).copied();
        let (Some(left), Some(right)) = (home(judgement.left), home(judgement.right)) else { continue };
        if left != right {
            let kept = best.entry((left.min(right), left.max(right))).or_insert(j);
            if resolution.judgements[*kept].score < judgement.score {
                *kept = j;
            }
        }
    }
    let mut order: Vec<((usize, usize), usize)> = best.into_iter().collect();
    let size = |c: usize| resolution.clusters[c].members.len();
    order.sort_by(|((l, r), j), ((other_l, other_r), other_j)| {
        let score = |j: usize| resolution.judgements[j].score;
        let weight = |l: usize, r: usize| Reverse((size(l).min(size(r)), size(l).max(size(r))));
        weight(*l, *r)
            .cmp(&weight(*other_l, *other_r))
            .then(score(*other_j).total_cmp(&score(*j)))
            .then((l, r).cmp(&(other_l, other_r)))
    });
    let doubt = |((l, r), j): ((usize, usize), usize)| {
        let judgement = &resolution.judgements[j];
        let turned = homes.get(&(judgement.kind == NodeKind::Event, judgement.left)) != Some(&l);
        let ends = if turned { (judgement.right, judgement.left) } else { (judgement.left, judgement.right) };
        let mut left = side(extractions, &resolution.clusters[l], ends.0);
        let mut right = side(extractions, &resolution.clusters[r], ends.1);
        // One name on both sides says nothing: the articles must.
        if left.reference == right.reference {
            left.reference.articles = articles(extractions, &resolution.clusters[l]);
            right.reference.articles = articles(extractions, &resolution.clusters[r]);
        }
        if left.articles < right.articles {
            std::mem::swap(&mut left, &mut right);
        }
        Doubt { left, right, score: judgement.score, reason: judgement.reason.clone() }
    };
    order.into_iter().map(doubt).collect()
}

fn articles(extractions: &[Extraction], cluster: &Cluster) -> Vec<String> {
    let mut ids: Vec<String> =
        cluster.members.iter().map(|member| extractions[member.extraction as usize].article.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn side(extractions: &[Extraction], cluster: &Cluster, member: Member) -> Side {
    let mut side = Side { id: cluster.id.clone(), label: cluster.label.clone(), ..Side::default() };
    side.articles = articles(extractions, cluster).len();
    let event = cluster.kind == NodeKind::Event;
    let first = &extractions[member.extraction as usize];
    let name = if event {
        first.events.get(member.item as usize).map(|event| event.name.clone())
    } else {
        first.entities.get(member.item as usize).map(|entity| entity.name.clone())
    };
    let name = name.unwrap_or_default();
    // What several could bear means someone in these articles only.
    let alone = event || (cluster.kind == NodeKind::Person && name.split_whitespace().nth(1).is_none());
    let articles = if alone { articles(extractions, cluster) } else { Vec::new() };
    side.reference = Reference { kind: Some(cluster.kind), name, articles };
    let mut members = cluster.members.clone();
    members.sort_by_key(|member| {
        let source = &extractions[member.extraction as usize].article;
        (source.published, source.id.clone(), member.item)
    });
    for member in members {
        let extraction = &extractions[member.extraction as usize];
        let (id, mentions) = match (event, member.item as usize) {
            (true, item) => extraction.events.get(item).map(|event| (&event.id, &event.mentions)),
            (false, item) => extraction.entities.get(item).map(|entity| (&entity.id, &entity.mentions)),
        }
        .unzip();
        let held = extraction.relations.iter().filter(|r| r.predicate == Predicate::HoldsRole);
        for role in held.filter(|r| Some(&r.subject) == id).filter_map(|r| r.role.as_ref()) {
            if !side.roles.contains(role) {
                side.roles.push(role.clone());
            }
        }
        if side.sentences.len() < SENTENCES
            && let Some(sentence) = sentence(extraction, mentions.map_or(&[], Vec::as_slice))
        {
            let day = extraction.article.published.map(|day| format!(", {day}")).unwrap_or_default();
            side.sentences.push((sentence, format!("{}{day}", extraction.article.id)));
        }
    }
    side
}

/// The sentence of the first mention by name, or of the first.
fn sentence(extraction: &Extraction, mentions: &[Mention]) -> Option<String> {
    let named = mentions.iter().find(|mention| mention.level == Level::Name);
    let mention = named.or(mentions.first())?;
    Some(extraction.sentences.get(mention.sentence? as usize)?.text.clone())
}
