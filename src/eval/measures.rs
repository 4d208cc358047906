//! The measures of one article: entities, events, relations, statements, and their parts.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotation::{Annotation, Fact, Saying, Thing};
use super::normal::overlap;
use super::pairing::{Pairs, pair};
use super::score::{Miss, Score};

/// The figures of one article.
pub fn article(gold: &Annotation, found: &Annotation) -> Score {
    let mut score = Score::default();
    let pairs = things(gold, found, &mut score);
    relations(gold, found, &pairs, &mut score);
    statements(gold, found, &pairs, &mut score);
    details(gold, found, &pairs, &mut score);
    score
}

/// Entities and events: which are found, and which are too many.
fn things<'a>(gold: &'a Annotation, found: &'a Annotation, score: &mut Score) -> Pairs<'a> {
    let entities = pair(&gold.entities, &found.entities, 0.7, true);
    let events = pair(&gold.events, &found.events, 0.6, false);
    for kind in ["person", "organization", "country", "place"] {
        let ids: FxHashSet<&str> = gold.entities.iter().filter(|e| e.kind == kind).map(|e| e.id.as_str()).collect();
        let right = entities.values().filter(|id| ids.contains(*id)).count();
        let of_kind = found.entities.iter().filter(|e| e.kind == kind).count();
        score.add(&format!("entity:{kind}"), right, ids.len(), of_kind);
    }
    score.add("entity", entities.len(), gold.entities.len(), found.entities.len());
    score.add("event", events.len(), gold.events.len(), found.events.len());
    let kind_of = |things: &'a [Thing]| things.iter().map(|t| (t.id.as_str(), t.kind.as_str())).collect();
    let (gold_kinds, found_kinds): (FxHashMap<_, &str>, FxHashMap<_, &str>) =
        (kind_of(&gold.events), kind_of(&found.events));
    let same = events.iter().filter(|(f, g)| found_kinds.get(*f) == gold_kinds.get(*g)).count();
    score.add("event type (of those found)", same, events.len(), events.len());
    let mut pairs = entities;
    pairs.extend(events);
    let paired: FxHashSet<&str> = pairs.values().copied().collect();
    let mut miss = |missed, thing: &Thing| {
        let (article, kind, text) = (gold.id().to_owned(), thing.kind.clone(), thing.name.clone());
        score.misses.push(Miss { article, missed, kind, text, rule: None });
    };
    gold.entities.iter().chain(&gold.events).filter(|t| !paired.contains(t.id.as_str())).for_each(|t| miss(true, t));
    let surplus = found.entities.iter().chain(&found.events).filter(|t| !pairs.contains_key(t.id.as_str()));
    surplus.for_each(|t| miss(false, t));
    pairs
}

/// A fact over gold ids (`g…`) and ids of found things that are no gold thing (`p…`).
type Triple = (String, String, String);

/// The facts that count, strictly and as unordered pairs; with the rule that read each first.
#[derive(Default)]
struct Facts<'a> {
    strict: BTreeMap<Triple, Option<&'a str>>,
    loose: BTreeSet<(String, String)>,
}

fn facts(relations: &[Fact], name: impl Fn(&str) -> String) -> Facts<'_> {
    let mut facts = Facts::default();
    for fact in relations {
        let derived = matches!(fact.predicate.as_str(), "said_about" | "co_mentioned");
        let (subject, object) = (name(&fact.subject), name(&fact.object));
        if derived || fact.modality.as_deref() == Some("negated") || subject == object {
            continue;
        }
        let ordered = if subject <= object { (&subject, &object) } else { (&object, &subject) };
        let ordered = (ordered.0.clone(), ordered.1.clone());
        let (a, b) =
            if matches!(fact.predicate.as_str(), "met" | "family_of") { ordered.clone() } else { (subject, object) };
        facts.strict.entry((a, fact.predicate.clone(), b)).or_insert_with(|| fact.rule());
        facts.loose.insert(ordered);
    }
    facts
}

fn relations(gold: &Annotation, found: &Annotation, pairs: &Pairs, score: &mut Score) {
    let wanted = facts(&gold.relations, |id| format!("g{id}"));
    let given = facts(&found.relations, |id| match pairs.get(id) {
        Some(id) => format!("g{id}"),
        None => format!("p{id}"),
    });
    let right = |predicate: Option<&str>| {
        let of = |triple: &&Triple| predicate.is_none_or(|p| triple.1 == p);
        let hits = wanted.strict.keys().filter(of).filter(|t| given.strict.contains_key(*t)).count();
        (hits, wanted.strict.keys().filter(of).count(), given.strict.keys().filter(of).count())
    };
    let (hits, in_gold, in_found) = right(None);
    score.add("relation", hits, in_gold, in_found);
    let loose = wanted.loose.intersection(&given.loose).count();
    score.add("relation pair (any predicate)", loose, wanted.loose.len(), given.loose.len());
    let predicates: BTreeSet<&String> = wanted.strict.keys().chain(given.strict.keys()).map(|t| &t.1).collect();
    for predicate in predicates {
        let (hits, in_gold, in_found) = right(Some(predicate));
        score.add(&format!("relation:{predicate}"), hits, in_gold, in_found);
    }
    for (triple, rule) in &given.strict {
        if let Some(rule) = rule {
            let tally = score.rules.entry((*rule).to_owned()).or_default();
            let is_right = wanted.strict.contains_key(triple);
            tally.right += usize::from(is_right);
            tally.wrong += usize::from(!is_right);
        }
    }
    let gold_names = names(gold);
    let found_names = names(found);
    let show = |id: &str| match id.strip_prefix('g') {
        Some(id) => gold_names.get(id).copied().unwrap_or("?").to_owned(),
        None => format!("+{}", found_names.get(&id[1..]).copied().unwrap_or("?")),
    };
    let mut miss = |missed, (subject, predicate, object): &Triple, rule: Option<&str>| {
        let text = format!("{} —{predicate}→ {}", show(subject), show(object));
        let (article, kind) = (gold.id().to_owned(), "relation".to_owned());
        score.misses.push(Miss { article, missed, kind, text, rule: rule.map(str::to_owned) });
    };
    wanted.strict.keys().filter(|t| !given.strict.contains_key(*t)).for_each(|t| miss(true, t, None));
    given.strict.iter().filter(|(t, _)| !wanted.strict.contains_key(*t)).for_each(|(t, rule)| miss(false, t, *rule));
}

fn names(annotation: &Annotation) -> FxHashMap<&str, &str> {
    let things = annotation.entities.iter().chain(&annotation.events);
    things.map(|thing| (thing.id.as_str(), thing.name.as_str())).collect()
}

/// Statements are paired by their words, those with the right speaker first.
fn statements(gold: &Annotation, found: &Annotation, pairs: &Pairs, score: &mut Score) {
    let mut candidates = Vec::new();
    for (i, g) in gold.statements.iter().enumerate() {
        for (j, f) in found.statements.iter().enumerate() {
            let near = overlap(g.words(), f.words());
            if near >= 0.5 {
                let speaker = f.speaker.as_deref().and_then(|id| pairs.get(id)).copied();
                candidates.push((speaker != g.speaker.as_deref(), near, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let (mut taken_gold, mut taken_found, mut right) = (FxHashSet::default(), FxHashMap::default(), 0);
    for (wrong, _, i, j) in candidates {
        if taken_gold.contains(&i) || taken_found.contains_key(&j) {
            continue;
        }
        taken_gold.insert(i);
        taken_found.insert(j, !wrong);
        right += usize::from(!wrong);
        let about = |ids: &'_ Option<Vec<String>>| ids.clone().unwrap_or_default();
        let wanted: FxHashSet<String> = about(&gold.statements[i].about).into_iter().collect();
        let given: FxHashSet<String> = about(&found.statements[j].about)
            .into_iter()
            .map(|id| pairs.get(id.as_str()).map_or_else(|| format!("+{id}"), |id| (*id).to_owned()))
            .collect();
        score.add("about (of statements found)", wanted.intersection(&given).count(), wanted.len(), given.len());
    }
    score.add("statement", right, gold.statements.len(), found.statements.len());
    score.add("statement span (any speaker)", taken_gold.len(), gold.statements.len(), found.statements.len());
    statement_misses(gold, found, &taken_gold, &taken_found, score);
    for (j, statement) in found.statements.iter().enumerate() {
        if let Some(rule) = statement.rule.as_ref().filter(|rule| !rule.is_empty()) {
            let tally = score.rules.entry(rule.clone()).or_default();
            let is_right = taken_found.get(&j).copied().unwrap_or(false);
            tally.right += usize::from(is_right);
            tally.wrong += usize::from(!is_right);
        }
    }
}

/// Which statements were missed, are too many, or have the wrong speaker.
fn statement_misses(
    gold: &Annotation,
    found: &Annotation,
    taken_gold: &FxHashSet<usize>,
    taken_found: &FxHashMap<usize, bool>,
    score: &mut Score,
) {
    let (gold_names, found_names) = (names(gold), names(found));
    let mut miss = |missed, kind: &str, statement: &Saying, names: &FxHashMap<&str, &str>| {
        let speaker = statement.speaker.as_deref().and_then(|id| names.get(id)).copied().unwrap_or("?");
        let text = format!("{speaker}: {}", statement.words().split_whitespace().collect::<Vec<_>>().join(" "));
        let (article, kind, rule) = (gold.id().to_owned(), kind.to_owned(), statement.rule.clone());
        score.misses.push(Miss { article, missed, kind, text, rule });
    };
    for (_, statement) in gold.statements.iter().enumerate().filter(|(i, _)| !taken_gold.contains(i)) {
        miss(true, "statement", statement, &gold_names);
    }
    for (j, statement) in found.statements.iter().enumerate() {
        match taken_found.get(&j) {
            None => miss(false, "statement", statement, &found_names),
            Some(false) => miss(false, "speaker", statement, &found_names),
            Some(true) => {}
        }
    }
}

/// The wording of roles and times, of those that were found at all.
fn details(gold: &Annotation, found: &Annotation, pairs: &Pairs, score: &mut Score) {
    let mut roles: FxHashMap<(&str, &str), Vec<&str>> = FxHashMap::default();
    for fact in found.relations.iter().filter(|fact| fact.predicate == "holds_role") {
        if let (Some(subject), Some(object)) = (pairs.get(fact.subject.as_str()), pairs.get(fact.object.as_str())) {
            roles.entry((subject, object)).or_default().push(fact.role.as_deref().unwrap_or_default());
        }
    }
    for fact in gold.relations.iter().filter(|fact| fact.predicate == "holds_role") {
        let Some(role) = fact.role.as_deref().filter(|role| !role.is_empty()) else { continue };
        if let Some(given) = roles.get(&(fact.subject.as_str(), fact.object.as_str())) {
            let right = given.iter().any(|other| overlap(role, other) >= 0.6);
            score.add("role text (of roles found)", usize::from(right), 1, 1);
        }
    }
    let gold_events: FxHashMap<&str, &Thing> = gold.events.iter().map(|e| (e.id.as_str(), e)).collect();
    for event in &found.events {
        let Some(wanted) = pairs.get(event.id.as_str()).and_then(|id| gold_events.get(id)) else { continue };
        let (wanted, given) = (wanted.time_words(), event.time_words());
        if !wanted.is_empty() {
            let right = overlap(wanted, given) >= 0.5;
            score.add("time text (of events found)", usize::from(right), 1, usize::from(!given.is_empty()));
        }
    }
}
