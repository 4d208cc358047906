//! The measures of one article and of many: entities, events, relations, statements, and their parts.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::annotation::{Annotation, Fact, Thing};
use super::normal::overlap;
use super::pairing::{Pairs, pair};

/// Right ones, gold ones and found ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: usize,
    /// In the gold.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

impl Tally {
    fn add(&mut self, right: usize, gold: usize, found: usize) {
        self.right += right;
        self.gold += gold;
        self.found += found;
    }

    /// Share of the found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        if self.found == 0 { 0.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Share of the gold that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

/// Something that the gold has and the program missed, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Id of the article.
    pub article: String,
    /// In the gold (true) or only found.
    pub missed: bool,
    /// Type of a thing, or `relation` or `statement`.
    pub kind: String,
    /// The name, or the fact in words.
    pub text: String,
    /// The rule that read what should not be there.
    pub rule: Option<String>,
}

/// How often a rule was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Relations or statements that are in the gold.
    pub right: usize,
    /// Those that are not.
    pub wrong: usize,
}

/// The figures of some articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Tallies by measure.
    pub measures: BTreeMap<String, Tally>,
    /// What was wrong.
    pub misses: Vec<Miss>,
    /// Tallies by rule.
    pub rules: BTreeMap<String, RuleTally>,
    /// Gold articles for which nothing was given.
    pub absent: usize,
    /// Gold articles.
    pub articles: usize,
}

/// The four measures that make the graph score.
pub const MAIN: [&str; 4] = ["entity", "event", "relation", "statement"];

impl Score {
    fn add(&mut self, measure: &str, right: usize, gold: usize, found: usize) {
        self.measures.entry(measure.to_owned()).or_default().add(right, gold, found);
    }

    /// The tally of one measure.
    #[must_use]
    pub fn tally(&self, measure: &str) -> Tally {
        self.measures.get(measure).copied().unwrap_or_default()
    }

    /// The mean of the four main F1.
    #[must_use]
    pub fn graph(&self) -> f64 {
        MAIN.iter().map(|measure| self.tally(measure).f1()).sum::<f64>() / 4.0
    }

    /// Adds the figures of other articles.
    pub fn merge(&mut self, other: Self) {
        for (measure, tally) in other.measures {
            self.add(&measure, tally.right, tally.gold, tally.found);
        }
        for (rule, tally) in other.rules {
            let sum = self.rules.entry(rule).or_default();
            sum.right += tally.right;
            sum.wrong += tally.wrong;
        }
        self.misses.extend(other.misses);
        self.absent += other.absent;
        self.articles += other.articles;
    }
}

/// Scores found annotations against gold ones, article by article in the gold's order.
#[must_use]
pub fn score(gold: &[Annotation], found: &[Annotation]) -> Vec<(String, Score)> {
    let found: FxHashMap<&str, &Annotation> = found.iter().map(|a| (a.id(), a)).collect();
    let nothing = Annotation::default();
    // Of a gold article that stands twice the last one counts, in the place of the first.
    let last: FxHashMap<&str, usize> = gold.iter().enumerate().map(|(i, a)| (a.id(), i)).collect();
    let mut seen = FxHashSet::default();
    let mut scores = Vec::new();
    for annotation in gold {
        let id = annotation.id();
        if !seen.insert(id) {
            continue;
        }
        let mut score = article(&gold[last[id]], found.get(id).copied().unwrap_or(&nothing));
        score.absent = usize::from(!found.contains_key(id));
        score.articles = 1;
        scores.push((id.to_owned(), score));
    }
    scores
}

/// The figures of one article.
#[must_use]
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
    for (j, statement) in found.statements.iter().enumerate() {
        if let Some(rule) = statement.rule.as_ref().filter(|rule| !rule.is_empty()) {
            let tally = score.rules.entry(rule.clone()).or_default();
            let is_right = taken_found.get(&j).copied().unwrap_or(false);
            tally.right += usize::from(is_right);
            tally.wrong += usize::from(!is_right);
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
