//! Writes down what was read as an `Extraction`: ids, code points, evidence, and only entities that play a part.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cast::{self, Cast, Member};
use super::context::Context;
use super::entities::known_name;
use super::events;
use super::fact::{Fact, Happening, Participant, Phrase, Utterance};
use crate::lang::sketch;
use crate::model::extraction::{Entity, Event, Evidence, Extraction, Mention, Passage, Relation, Source, Statement};
use crate::model::kinds::Level;

/// The extraction of a document from all that the rules found.
pub fn assemble(
    context: &Context,
    cast: &Cast,
    happenings: &[Happening],
    facts: &[Fact],
    utterances: &[Utterance],
) -> Extraction {
    let mut writer =
        Writer { context, starts: code_points(context), sentences: FxHashMap::default(), passages: Vec::new() };
    let keep = parts(cast, facts, utterances);
    let mut entity_ids = vec![String::new(); cast.members.len()];
    let mut entities = Vec::new();
    let mut mentions_of: Vec<Vec<&cast::Mention>> = vec![Vec::new(); cast.members.len()];
    for mention in &cast.mentions {
        mentions_of[mention.member].push(mention);
    }
    for (i, member) in cast.members.iter().enumerate().filter(|&(i, _)| keep[i]) {
        entity_ids[i] = format!("e{}", entities.len() + 1);
        let mentions = mentions_of[i].iter().map(|m| writer.mention(m.tokens.clone(), m.cut, m.level)).collect();
        entities.push(entity(context, entity_ids[i].clone(), member, mentions));
    }
    let events: Vec<Event> = happenings.iter().enumerate().map(|(i, h)| writer.event(i, h)).collect();
    let id = |participant: Participant| match participant {
        Participant::Member(i) => entity_ids[i].clone(),
        Participant::Happening(i) => format!("v{}", i + 1),
    };
    let relations = writer.relations(facts, &id);
    let mut phrases: Vec<(&Phrase, usize)> =
        happenings.iter().enumerate().flat_map(|(i, h)| h.mentions.iter().map(move |p| (p, i))).collect();
    phrases.sort_by_key(|(p, i)| (p.tokens.start, *i));
    let statements = utterances.iter().map(|u| writer.statement(u, cast, &phrases, &id)).collect();
    let article = context.document.article;
    Extraction {
        article: Source {
            id: article.id.clone(),
            title: article.title.clone(),
            published: article.published,
            publisher: article.publisher.clone(),
            language: context.language.code().to_owned(),
            url: article.url.clone(),
        },
        entities,
        events,
        relations,
        statements,
        sentences: writer.passages,
        sketch: sketch::of(context.document),
    }
}

/// Which entities are written: all that are named, and countries known by a demonym only where they play a part.
fn parts(cast: &Cast, facts: &[Fact], utterances: &[Utterance]) -> Vec<bool> {
    let mut keep = vec![false; cast.members.len()];
    for mention in cast.mentions.iter().filter(|m| m.level == Level::Name) {
        keep[mention.member] = true;
    }
    let ends = facts.iter().flat_map(|f| [f.subject, f.object]);
    for participant in ends.chain(utterances.iter().map(|u| Participant::Member(u.speaker))) {
        if let Participant::Member(i) = participant {
            keep[i] = true;
        }
    }
    keep
}

fn entity(context: &Context, id: String, member: &Member, mentions: Vec<Mention>) -> Entity {
    let entry = member.key.and_then(|key| context.entry(key));
    let text = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let country =
        member.country.and_then(|i| context.gazetteer.countries.get(usize::from(i))).map(|c| c.country.to_owned());
    let name = if member.name.is_empty() { known_name(context, member.key).unwrap_or_default() } else { &member.name };
    Entity {
        id,
        kind: member.kind,
        name: name.to_owned(),
        name_en: entry.and_then(|e| text(e.name_en)),
        name_ar: entry.and_then(|e| text(e.name_ar)),
        aliases: member.aliases.clone(),
        gazetteer: entry.map(|e| e.key.clone()),
        wikidata: entry.and_then(|e| text(e.wikidata)),
        subtype: member.subtype.map(str::to_owned).or_else(|| entry.and_then(|e| text(e.subtype))),
        country: country.or_else(|| entry.and_then(|e| text(e.country))),
        gender: member.gender.map(str::to_owned).or_else(|| entry.and_then(|e| text(e.gender))),
        mentions,
    }
}

/// For each token the code points of its field before it.
fn code_points(context: &Context) -> Vec<u32> {
    let document = context.document;
    let mut starts = Vec::with_capacity(document.tokens.len());
    let (mut field, mut at, mut count) = (None, 0, 0);
    for token in &document.tokens {
        if field != Some(token.field) {
            (field, at, count) = (Some(token.field), 0, 0);
        }
        let text = document.article.field(token.field);
        let start = token.span.start as usize;
        count += text.get(at..start).map_or(0, |gap| gap.chars().count()) as u32;
        at = start;
        starts.push(count);
    }
    starts
}

struct Writer<'a, 'd> {
    context: &'a Context<'d>,
    starts: Vec<u32>,
    /// Numbers of the sentences that were written, by their number in the document.
    sentences: FxHashMap<usize, u32>,
    passages: Vec<Passage>,
}

impl Writer<'_, '_> {
    fn passage(&self, tokens: Range<usize>, cut: u8) -> Passage {
        let document = self.context.document;
        let text = document.text_after(tokens.clone(), cut);
        let before = document.surface(tokens.start).get(..usize::from(cut)).map_or(0, |s| s.chars().count()) as u32;
        let start = self.starts[tokens.start] + before;
        let end = start + text.chars().count() as u32;
        Passage { field: document.tokens[tokens.start].field, start, end, text: text.to_owned() }
    }

    fn sentence(&mut self, token: usize) -> u32 {
        let number = self.context.document.sentence_of(token);
        if let Some(&written) = self.sentences.get(&number) {
            return written;
        }
        let passage = self.passage(self.context.document.sentences[number].tokens.clone(), 0);
        self.passages.push(passage);
        let written = self.passages.len() as u32 - 1;
        self.sentences.insert(number, written);
        written
    }

    fn mention(&mut self, tokens: Range<usize>, cut: u8, level: Level) -> Mention {
        let sentence = Some(self.sentence(tokens.start));
        Mention { passage: self.passage(tokens, cut), level, sentence }
    }

    fn event(&mut self, number: usize, happening: &Happening) -> Event {
        let mut phrases: Vec<&Phrase> = happening.mentions.iter().collect();
        phrases.sort_by_key(|p| p.tokens.start);
        let mentions = phrases.into_iter().map(|p| self.mention(p.tokens.clone(), p.cut, Level::Nominal)).collect();
        let mut forms = events::forms(self.context, happening).into_iter();
        Event {
            id: format!("v{}", number + 1),
            kind: happening.kind,
            name: forms.next().unwrap_or_default(),
            aliases: forms.collect(),
            event_start: happening.start,
            event_end: happening.end,
            time_text: happening.time_text.clone(),
            mentions,
        }
    }

    fn relations(&mut self, facts: &[Fact], id: &dyn Fn(Participant) -> String) -> Vec<Relation> {
        let mut relations: Vec<Relation> = Vec::new();
        let mut known: FxHashMap<_, usize> = FxHashMap::default();
        for fact in facts {
            let (mut subject, mut object) = (fact.subject, fact.object);
            if fact.predicate.is_symmetric() && object < subject {
                std::mem::swap(&mut subject, &mut object);
            }
            let key = (subject, fact.predicate, object, fact.modality, fact.role.as_deref());
            let (subject, object) = (id(subject), id(object));
            let evidence = Evidence {
                passage: self.passage(fact.evidence.clone(), 0),
                rule: format!("{}.{}", self.context.language.code(), fact.rule),
                sentence: Some(self.sentence(fact.evidence.start)),
            };
            let confidence = f64::from(fact.confidence) / 100.0;
            if let Some(relation) = known.get(&key).and_then(|&i| relations.get_mut(i)) {
                relation.confidence = relation.confidence.max(confidence);
                if !relation.evidence.iter().any(|e| e.passage == evidence.passage) {
                    relation.evidence.push(evidence);
                }
                continue;
            }
            known.insert(key, relations.len());
            relations.push(Relation {
                subject,
                predicate: fact.predicate,
                object,
                role: fact.role.clone(),
                modality: fact.modality,
                confidence,
                evidence: vec![evidence],
            });
        }
        relations
    }

    fn statement(
        &mut self,
        utterance: &Utterance,
        cast: &Cast,
        phrases: &[(&Phrase, usize)],
        id: &dyn Fn(Participant) -> String,
    ) -> Statement {
        let content = utterance.content.clone();
        let members = cast.within(content.clone()).map(|m| (m.tokens.start, Participant::Member(m.member)));
        let first = phrases.partition_point(|(p, _)| p.tokens.start < content.start);
        let events = phrases[first..]
            .iter()
            .take_while(|(p, _)| p.tokens.start < content.end)
            .filter(|(p, _)| p.tokens.end <= content.end)
            .map(|&(p, i)| (p.tokens.start, Participant::Happening(i)));
        let mut places: Vec<(usize, Participant)> = members.chain(events).collect();
        places.sort_unstable();
        let mut about: Vec<String> = Vec::new();
        for (_, participant) in places {
            let id = id(participant);
            if !id.is_empty() && !about.contains(&id) {
                about.push(id);
            }
        }
        Statement {
            speaker: id(Participant::Member(utterance.speaker)),
            cue: self.context.document.text(utterance.cue.clone()).to_owned(),
            direct: utterance.direct,
            sentence: Some(self.sentence(content.start)),
            content: self.passage(content, utterance.cut),
            about,
            confidence: f64::from(utterance.confidence) / 100.0,
            rule: format!("{}.{}", self.context.language.code(), utterance.rule),
        }
    }
}
