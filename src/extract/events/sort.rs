//! Of which sort an event is: the learned decision `type of event`, as one word tells of many things. Ministers meet,
//! and so do teams.

use super::candidates::Candidate;
use super::coreference::{Group, stems};
use super::naming::{forms, naming};
use crate::extract::cast::{Cast, Member};
use crate::extract::context::{Context, Grain};
use crate::extract::fact::Happening;
use crate::lang::weights::{Features, Subject};
use crate::model::kinds::EventType;

/// The task of the learned decision.
const TASK: &str = "type of event";

/// Words behind the head that are looked at.
const BEHIND: usize = 4;

/// What the whole article speaks of.
pub struct Topics {
    /// Each sort that its words may mean and how many of them, the most frequent first.
    sorts: Vec<(EventType, usize)>,
    /// How many tenths of its names are those of teams.
    teams: usize,
}

impl Topics {
    /// Of the names and groups of an article.
    pub fn new(cast: &Cast, groups: &[Group]) -> Self {
        let mut sorts: Vec<(EventType, usize)> = Vec::new();
        for kind in groups.iter().map(|group| group.mentions[0].kind) {
            match sorts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => sorts.push((kind, 1)),
            }
        }
        sorts.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        let is_team = |member: &&Member| matches!(member.subtype, Some("club" | "national_team" | "team"));
        let teams = cast.members.iter().filter(is_team).count() * 10 / cast.members.len().max(1);
        Self { sorts, teams }
    }
}

/// The sort of a happening that the mentions of a group tell of; as the lexicon has it where nothing was learned.
pub fn decide(context: &Context, cast: &Cast, group: &Group, topics: &Topics, happening: &Happening) -> EventType {
    let features = features(context, cast, group, topics, happening.kind);
    let choice = context.decide(TASK, &features, || vec![Subject::Event(forms(context, happening))]);
    EventType::named(choice.label).unwrap_or(happening.kind)
}

fn features(context: &Context, cast: &Cast, group: &Group, topics: &Topics, kind: EventType) -> Features {
    let mut f = Features::new();
    let naming = naming(context, group);
    let form = if naming.verbal { "verb:" } else { "noun:" };
    f.add(&["lexicon=", kind.name()]);
    f.add(&["lexicon=", kind.name(), if naming.strong { " strong" } else { " weak" }]);
    f.add(&["language=", context.language.code()]);
    f.add(&[form, &naming.stem]);
    for mention in group.mentions.iter().filter(|m| m.stem != naming.stem) {
        f.add(&["also ", &mention.stem]);
    }
    surroundings(context, naming, &mut f);
    for stem in stems(context, naming.extent.upto(1)) {
        f.add(&["holds ", &stem]);
    }
    let sentence = context.sentence(naming.head);
    for mention in cast.within(sentence) {
        let member = &cast.members[mention.member];
        let inside = if naming.extent.whole().contains(&mention.tokens.start) { "inside " } else { "beside " };
        f.add(&[inside, member.kind.name()]);
        f.add(&[inside, member.subtype.unwrap_or("-")]);
    }
    for &(topic, count) in topics.sorts.iter().take(3) {
        f.add(&["topic=", topic.name()]);
        f.count_of(&["topic=", topic.name(), " "], count, 4);
    }
    f.count("clubs, of ten=", topics.teams, 5);
    f
}

/// The words of the head and beside it, and words like them.
fn surroundings(context: &Context, naming: &Candidate, f: &mut Features) {
    let language = context.language.code();
    let form = if naming.verbal { " verb" } else { " noun" };
    f.add(&[language, form, " like ", context.cluster(naming.head, Grain::Fine)]);
    f.add(&[language, form, " about like ", context.cluster(naming.head, Grain::Middle)]);
    let sentence = context.sentence(naming.head);
    for at in (naming.head_end..sentence.end).take(BEHIND) {
        let side = if at == naming.head_end { " next " } else { " behind " };
        f.add(&[&naming.stem, side, context.token(at).map_or("", |t| &t.norm)]);
        f.add(&[language, form, side, context.cluster(at, Grain::Fine)]);
        f.add(&[language, form, side, "about ", context.cluster(at, Grain::Middle)]);
    }
    for at in (sentence.start..naming.extent.first).rev().take(2) {
        f.add(&[language, form, " before ", context.token(at).map_or("", |t| &t.norm)]);
        f.add(&[language, form, " before about ", context.cluster(at, Grain::Middle)]);
    }
}
