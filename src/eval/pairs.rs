//! How often is resolution right? Pairs of names with what their articles also name, judged by whoever read them → articles that
//! tell of them, and precision and recall of "same".
//!
//! A table with a first row of column names: `kind left right expected`, and if one likes `left_context` and
//! `right_context` (`c: country; p: person; o: organization; l: place; d: day`); all other columns sort the pairs. Law:
//! each side is an article of its own, so that nothing but resolution brings two together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::date::Date;
use crate::model::extraction::{Entity, Event, Extraction, Relation, Source};
use crate::model::kinds::{EntityType, EventType, Modality, NodeKind, Predicate};
use crate::model::resolution::{Member, Resolution, Verdict};

/// What is named, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The name.
    pub name: String,
    /// What its article also names.
    pub others: Vec<(EntityType, String)>,
    /// The day that it is told of.
    pub day: Option<Date>,
}

/// What a pair is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An entity.
    Entity(EntityType),
    /// An event.
    Event(EventType),
}

/// Two names and whether they are one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What they name.
    pub kind: Kind,
    /// One.
    pub left: Side,
    /// The other.
    pub right: Side,
    /// The judgement.
    pub same: bool,
    /// The other columns, by name.
    pub sorts: BTreeMap<String, String>,
}

/// A line that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct BadPair {
    /// Its number.
    pub line: usize,
    /// What is wrong with it, and what is wanted.
    pub problem: String,
}

/// Reads a table of pairs; lines that begin with `#` are remarks.
///
/// # Errors
/// Gives the first line that is no pair.
pub fn read(text: &str) -> Result<Vec<Pair>, BadPair> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let mut columns: Vec<&str> = Vec::new();
    let mut pairs = Vec::new();
    for (at, line) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let wrong = |problem: String| BadPair { line: at + 1, problem };
        if columns.is_empty() {
            let lacking = ["kind", "left", "right", "expected"].into_iter().find(|wanted| !cells.contains(wanted));
            if let Some(lacking) = lacking {
                return Err(wrong(format!("the first row names the columns, and `{lacking}` is not among them")));
            }
            columns = cells;
            continue;
        }
        if cells.len() != columns.len() {
            return Err(wrong(format!("{} cells, where the first row has {}", cells.len(), columns.len())));
        }
        let mut row: BTreeMap<&str, &str> = columns.iter().copied().zip(cells).collect();
        let mut take = |column: &str| row.remove(column).unwrap_or_default();
        let (kind, expected) = (take("kind"), take("expected"));
        let mut side = |name: &str, context: &str| side(take(name), take(context));
        let (left, right) = (side("left", "left_context"), side("right", "right_context"));
        let kind = match kind.strip_prefix("event:") {
            Some(event) => EventType::named(event).map(Kind::Event),
            None => EntityType::named(kind).map(Kind::Entity),
        }
        .ok_or_else(|| wrong(format!("`{kind}` is no kind of node (person, event:meeting, …)")))?;
        let same = match expected {
            "same" => true,
            "different" => false,
            other => return Err(wrong(format!("`{other}` is neither `same` nor `different`"))),
        };
        let sorts = row.into_iter().map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect();
        pairs.push(Pair { kind, left, right, same, sorts });
    }
    Ok(pairs)
}

fn side(name: &str, context: &str) -> Side {
    let mut side = Side { name: name.to_owned(), others: Vec::new(), day: None };
    for (class, item) in context.split("; ").filter_map(|item| item.split_once(':')) {
        let kind = match class {
            "c" => EntityType::Country,
            "p" => EntityType::Person,
            "o" => EntityType::Organization,
            "l" => EntityType::Place,
            _ => {
                side.day = item.parse().ok().or(side.day);
                continue;
            }
        };
        side.others.push((kind, item.to_owned()));
    }
    side
}

/// The articles that the pairs stand in, two for each.
#[must_use]
pub fn articles(pairs: &[Pair]) -> Vec<Extraction> {
    let sides = pairs.iter().flat_map(|pair| [(pair.kind, &pair.left), (pair.kind, &pair.right)]);
    sides.enumerate().map(|(n, (kind, side))| article(&format!("side-{n}"), kind, side)).collect()
}

fn article(id: &str, kind: Kind, side: &Side) -> Extraction {
    let source = Source { id: id.to_owned(), published: side.day, ..Source::default() };
    let mut told = Extraction { article: source, ..Extraction::default() };
    let own = if let Kind::Entity(kind) = kind { Some((kind, &side.name)) } else { None };
    let named = own.into_iter().chain(side.others.iter().map(|(kind, name)| (*kind, name)));
    told.entities = named.enumerate().map(|(n, (kind, name))| Entity::named(&format!("e{n}"), kind, name)).collect();
    if let Kind::Event(kind) = kind {
        let (name, event_start) = (side.name.clone(), side.day);
        let (id, aliases, mentions) = ("v1".to_owned(), Vec::new(), Vec::new());
        told.events.push(Event { id, kind, name, aliases, event_start, event_end: None, time_text: None, mentions });
        told.relations = told.entities.iter().map(part).collect();
    }
    told
}

/// That it took part in the event, or that the event was there.
fn part(entity: &Entity) -> Relation {
    let (own, event) = (entity.id.clone(), "v1".to_owned());
    let (subject, predicate, object) = match entity.kind {
        EntityType::Place => (event, Predicate::LocatedIn, own),
        _ => (own, Predicate::ParticipatedIn, event),
    };
    let (role, modality, evidence) = (None, Modality::Asserted, Vec::new());
    Relation { subject, predicate, object, role, modality, confidence: 0.9, evidence }
}

/// A pair that was decided wrongly.
#[derive(Clone, Debug)]
pub struct Wrong<'p> {
    /// The pair.
    pub pair: &'p Pair,
    /// Why the program joined the two, or did not.
    pub reason: String,
}

/// How pairs were decided.
#[derive(Clone, Debug, Default)]
pub struct Tally<'p> {
    /// Joined rightly.
    pub right: usize,
    /// Kept apart rightly.
    pub apart: usize,
    /// Joined wrongly.
    pub merged: Vec<Wrong<'p>>,
    /// Kept apart wrongly.
    pub missed: Vec<Wrong<'p>>,
}

impl Tally<'_> {
    /// The part of the joined pairs that are one thing.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.merged.len())
    }

    /// The part of the pairs that are one thing that were joined.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.missed.len())
    }
}

fn share(right: usize, wrong: usize) -> f64 {
    right as f64 / (right + wrong).max(1) as f64
}

/// How the resolution of [`articles`] decided the pairs.
#[must_use]
pub fn tally<'p>(pairs: &'p [Pair], resolution: &Resolution) -> Tally<'p> {
    let mut homes = BTreeMap::new();
    for cluster in &resolution.clusters {
        for member in cluster.members.iter().filter(|member| member.item == 0) {
            homes.insert((cluster.kind == NodeKind::Event, member.extraction), cluster.id.as_str());
        }
    }
    let mut tally = Tally::default();
    for (n, pair) in (0..).zip(pairs) {
        let event = matches!(pair.kind, Kind::Event(_));
        let same = homes.get(&(event, 2 * n)) == homes.get(&(event, 2 * n + 1));
        let wrong = || Wrong { pair, reason: reason(resolution, event, n, same) };
        match (same, pair.same) {
            (true, true) => tally.right += 1,
            (false, false) => tally.apart += 1,
            (true, false) => tally.merged.push(wrong()),
            (false, true) => tally.missed.push(wrong()),
        }
    }
    tally
}

/// Why the two of a pair were joined, or not.
fn reason(resolution: &Resolution, event: bool, pair: u32, same: bool) -> String {
    let side = |extraction| Member { extraction, item: 0 };
    let (left, right) = (side(2 * pair), side(2 * pair + 1));
    let own = |judgement: &&crate::model::resolution::Judgement| {
        (judgement.kind == NodeKind::Event) == event
            && [(left, right), (right, left)].contains(&(judgement.left, judgement.right))
    };
    match resolution.judgements.iter().find(own) {
        Some(judgement) if !same || judgement.verdict == Verdict::Same => {
            format!("{} {:.2}: {}", judgement.verdict, judgement.score, judgement.reason)
        }
        _ if same => "equal names, or by way of others".to_owned(),
        _ => "nothing in common that was looked at".to_owned(),
    }
}

/// A table of precision and recall for all pairs and each sort of them, then each false merge and each miss.
#[must_use]
pub fn report(tally: &Tally<'_>, pairs: &[Pair]) -> String {
    let label = |pair: &Pair| pair.sorts.iter().map(|(c, v)| format!("{c} {v}")).collect::<Vec<_>>().join(", ");
    let mut sorts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.same) {
        sorts.entry(label(pair)).or_default()[0] += 1;
    }
    for (list, column) in [(&tally.merged, 1), (&tally.missed, 2)] {
        for wrong in list {
            sorts.entry(label(wrong.pair)).or_default()[column] += 1;
        }
    }
    let mut out = format!("{:34}{:>7}{:>7}{:>7}{:>7}{:>7}\n", "", "P", "R", "same", "merged", "missed");
    let all = (tally.right + tally.missed.len(), tally.merged.len(), tally.missed.len());
    let rows =
        sorts.into_iter().filter(|(label, _)| !label.is_empty()).map(|(l, [one, two, three])| (l, one, two, three));
    for (label, same, merged, missed) in rows.chain([("all".to_owned(), all.0, all.1, all.2)]) {
        let (p, r) = (share(same - missed, merged), share(same - missed, missed));
        _ = writeln!(out, "{label:34}{p:7.3}{r:7.3}{same:7}{merged:7}{missed:7}");
    }
    for (word, list) in [("false merge", &tally.merged), ("missed", &tally.missed)] {
        for Wrong { pair, reason } in list {
            _ = writeln!(out, "{word}\t{}\t{}\t{}\t{reason}", label(pair), pair.left.name, pair.right.name);
        }
    }
    out
}
