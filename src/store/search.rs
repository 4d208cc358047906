//! Where do words stand? A question → articles and nodes that hold its words, in any of their forms.
//!
//! All words must be there; those between quotation marks one after the other. A word is looked for as it is and without
//! its article; where that finds nothing, without all that could be its proclitics.

use std::ops::Range;

use rusqlite::{Transaction, params};
use serde::Serialize;

use super::{Store, StoreError};
use crate::lang::search::{Term, terms};
use crate::model::date::Date;
use crate::model::kinds::NodeKind;

/// What holds the words of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Nodes with such a name, the most mentioned first.
    pub nodes: Vec<Named>,
    /// Articles with such words, the best first.
    pub articles: Vec<Hit>,
    /// Whether there are more articles.
    pub more: bool,
}

/// A node that bears a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its name in the language of most mentions.
    pub label: String,
    /// Its name in Arabic.
    pub label_ar: Option<String>,
    /// Its name in English.
    pub label_en: Option<String>,
    /// Mentions in all articles.
    pub mention_count: u32,
}

/// An article that holds the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Its id.
    pub article: String,
    /// Its day.
    pub published: Option<Date>,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Marked,
    /// The piece of its text that holds most of the words.
    pub snippet: Marked,
}

/// A text and the words in it that were looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The words: the first code point of each, and the one after its last.
    pub marks: Vec<(u32, u32)>,
}

/// Words of a snippet.
const SNIPPET: usize = 28;

/// Words of it before the first that was looked for.
const BEFORE: usize = 6;

/// Nodes that are given at most.
const NODES: usize = 10;

impl Store {
    /// What holds the words of a question: at most so many articles.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn search(&self, question: &str, limit: usize) -> Result<Found, StoreError> {
        let narrow = Question::new(question, |term| vec![term.whole.clone(), term.bare.clone()]);
        if narrow.groups.is_empty() {
            return Ok(Found::default());
        }
        let found = self.find(&narrow, limit)?;
        if !found.articles.is_empty() || !found.nodes.is_empty() {
            return Ok(found);
        }
        self.find(&Question::new(question, |term| term.stems.clone()), limit)
    }

    fn find(&self, question: &Question, limit: usize) -> Result<Found, StoreError> {
        let expression = question.expression();
        let find = || {
            let _snapshot = self.connection.unchecked_transaction()?;
            let mut found = Found::default();
            let mut query = self.connection.prepare_cached(
                "SELECT id, kind, label, label_ar, label_en, mention_count FROM name JOIN node ON n = name.rowid
                 WHERE name MATCH ?1 ORDER BY mention_count DESC, id LIMIT ?2",
            )?;
            let mut rows = query.query(params![expression, NODES])?;
            while let Some(row) = rows.next()? {
                found.nodes.push(Named {
                    id: row.get(0)?,
                    kind: row.get(1)?,
                    label: row.get(2)?,
                    label_ar: row.get(3)?,
                    label_en: row.get(4)?,
                    mention_count: row.get(5)?,
                });
            }
            let mut query = self.connection.prepare_cached(
                "SELECT id, published, publisher, article.title, article.body FROM word JOIN article ON a = word.rowid
                 WHERE word MATCH ?1 ORDER BY bm25(word, 4.0, 1.0), id",
            )?;
            let mut rows = query.query([&expression])?;
            while let Some(row) = rows.next()? {
                let (title, body): (String, String) = (row.get(3)?, row.get(4)?);
                let texts = [Looked::new(&title, question), Looked::new(&body, question)];
                if !texts[0].holds_phrases(question, &texts[1]) {
                    continue;
                }
                if found.articles.len() == limit {
                    found.more = true;
                    break;
                }
                found.articles.push(Hit {
                    article: row.get(0)?,
                    published: row.get(1)?,
                    publisher: row.get(2)?,
                    title: texts[0].marked(0..texts[0].terms.len()),
                    snippet: texts[1].snippet(question),
                });
            }
            Ok(found)
        };
        find().map_err(|error: rusqlite::Error| self.error(error))
    }
}

impl Store {
    /// The nodes that a name may mean: that with this id, or all (of a kind) whose names hold its words; where there are
    /// none, all whose names have words that begin so.
    pub(super) fn meant(&self, name: &str, kind: Option<NodeKind>) -> Result<Vec<i64>, StoreError> {
        let words: Vec<String> = terms(name).into_iter().map(|term| term.bare).collect();
        let expression = |ending: &str| {
            let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"{ending}")).collect();
            words.join(" AND ")
        };
        let find = || {
            let mut query =
                self.connection.prepare_cached("SELECT n FROM node WHERE id = ?1 AND kind = ifnull(?2, kind)")?;
            let mut found: Vec<i64> =
                query.query_map(params![name, kind], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut query = self.connection.prepare_cached(
                "SELECT n FROM name JOIN node ON n = name.rowid WHERE name MATCH ?1 AND kind = ifnull(?2, kind)",
            )?;
            for ending in ["", "*"] {
                if found.is_empty() && !words.is_empty() {
                    let rows = query.query_map(params![expression(ending), kind], |row| row.get(0))?;
                    found = rows.collect::<Result<_, _>>()?;
                }
            }
            Ok(found)
        };
        find().map_err(|error: rusqlite::Error| self.error(error))
    }
}

/// Keeps what an article is looked up by.
pub fn index_article(transaction: &Transaction<'_>, a: i64, title: &str, body: &str) -> rusqlite::Result<()> {
    let mut order = transaction.prepare_cached("INSERT INTO word (rowid, title, body) VALUES (?1, ?2, ?3)")?;
    order.execute(params![a, forms([title]), forms([body])]).map(|_| ())
}

/// Keeps what a node is looked up by.
pub fn index_names<'t>(
    transaction: &Transaction<'_>,
    n: i64,
    names: impl IntoIterator<Item = &'t str>,
) -> rusqlite::Result<()> {
    let mut order = transaction.prepare_cached("INSERT INTO name (rowid, names) VALUES (?1, ?2)")?;
    order.execute(params![n, forms(names)]).map(|_| ())
}

/// Every form of every word.
fn forms<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let forms: Vec<String> = texts.into_iter().flat_map(terms).flat_map(|term| term.stems).collect();
    forms.join(" ")
}

/// The words that are looked for, each with the forms that will do.
struct Question {
    /// Words that stand one after the other: a phrase, or one alone.
    groups: Vec<Vec<Vec<String>>>,
}

impl Question {
    fn new(question: &str, forms: impl Fn(&Term) -> Vec<String>) -> Self {
        let mut groups = Vec::new();
        for (part, text) in question.split(['"', '“', '”', '«', '»']).enumerate() {
            let words: Vec<Vec<String>> = terms(text).iter().map(&forms).collect();
            if part % 2 == 1 {
                groups.push(words);
            } else {
                groups.extend(words.into_iter().map(|word| vec![word]));
            }
        }
        groups.retain(|group| !group.is_empty());
        Self { groups }
    }

    fn words(&self) -> impl Iterator<Item = &Vec<String>> {
        self.groups.iter().flatten()
    }

    /// As FTS5 reads it. Forms are letters and digits, so quotation marks hold them.
    fn expression(&self) -> String {
        let any = |forms: &Vec<String>| {
            let forms: Vec<String> = forms.iter().map(|form| format!("\"{form}\"")).collect();
            format!("({})", forms.join(" OR "))
        };
        self.words().map(any).collect::<Vec<_>>().join(" AND ")
    }
}

/// A text with the words that were looked for in it.
struct Looked<'t> {
    text: &'t str,
    terms: Vec<Term>,
    /// For each word of the text the number of the word in the question that it is.
    found: Vec<Option<usize>>,
}

impl<'t> Looked<'t> {
    fn new(text: &'t str, question: &Question) -> Self {
        let terms = terms(text);
        let is = |term: &Term, forms: &Vec<String>| forms.iter().any(|form| term.stems.contains(form));
        let found = terms.iter().map(|term| question.words().position(|forms| is(term, forms))).collect();
        Self { text, terms, found }
    }

    /// Whether each phrase stands in one of two texts.
    fn holds_phrases(&self, question: &Question, other: &Looked<'_>) -> bool {
        let holds = |text: &Looked<'_>, phrase: &[Vec<String>]| {
            text.terms.windows(phrase.len()).any(|terms| {
                terms.iter().zip(phrase).all(|(term, forms)| forms.iter().any(|form| term.stems.contains(form)))
            })
        };
        let mut phrases = question.groups.iter().filter(|group| group.len() > 1);
        phrases.all(|phrase| holds(self, phrase) || holds(other, phrase))
    }

    /// The piece with the most different words of the question; the first of equals.
    fn snippet(&self, question: &Question) -> Marked {
        let words = question.words().count();
        let different = |from: usize| {
            let window = &self.found[from..(from + SNIPPET - BEFORE).min(self.found.len())];
            (0..words).filter(|word| window.contains(&Some(*word))).count()
        };
        let starts = (0..self.found.len()).filter(|&at| self.found[at].is_some());
        let best = starts.map(|at| (different(at), at)).max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)));
        let from = best.map_or(0, |(_, at)| at.saturating_sub(BEFORE));
        self.marked(from..(from + SNIPPET).min(self.terms.len()))
    }

    /// Some words as one line, with those that were looked for marked; dots where the text goes on.
    fn marked(&self, words: Range<usize>) -> Marked {
        let (Some(first), Some(last)) = (self.terms.get(words.start), self.terms.get(words.end.wrapping_sub(1))) else {
            return Marked { text: self.text.split_whitespace().collect::<Vec<_>>().join(" "), marks: Vec::new() };
        };
        // Marks before the first word and after the last belong to them where the text begins and ends there.
        let from = if words.start == 0 { 0 } else { first.span.start as usize };
        let to = if words.end == self.terms.len() { self.text.len() } else { last.span.end as usize };
        let mut marked = Marked::default();
        let mut length = 0;
        let mut gap = false;
        let mut open = None;
        let mut push = |marked: &mut Marked, c: char| {
            marked.text.push(c);
            length += 1;
            length
        };
        if from > 0 {
            push(&mut marked, '…');
        }
        let mut at = words.start;
        for (offset, c) in self.text[from..to].char_indices().map(|(offset, c)| (from + offset, c)) {
            while at < words.end && self.terms[at].span.end as usize <= offset {
                at += 1;
            }
            let within = at < words.end && self.terms[at].span.start as usize <= offset && self.found[at].is_some();
            if c.is_whitespace() {
                gap = !marked.text.is_empty();
                continue;
            }
            if gap {
                push(&mut marked, ' ');
                gap = false;
            }
            let end = push(&mut marked, c);
            match (&mut open, within) {
                (Some((word, _)), true) if *word == at => {
                    if let Some(mark) = marked.marks.last_mut() {
                        mark.1 = end;
                    }
                }
                (_, true) => {
                    open = Some((at, end));
                    marked.marks.push((end - 1, end));
                }
                (_, false) => open = None,
            }
        }
        if to < self.text.len() {
            push(&mut marked, '…');
        }
        marked
    }
}
