//! What speaks for and against an occurrence and a mention being one: the features of the decision `same event`.

use super::{Group, Names, common};
use crate::extract::context::{Context, Grain};
use crate::extract::events::candidates::Candidate;
use crate::lang::weights::Features;
use crate::model::span::Field;

impl Group {
    /// What speaks for and against the two being one.
    pub(super) fn compare(&self, context: &Context, candidate: &Candidate, words: &[String], back: usize) -> Features {
        let mut f = Features::new();
        let last = &self.mentions[self.mentions.len() - 1];
        let exact = self.mentions.iter().any(|m| m.stem == candidate.stem);
        let head = if exact {
            "head same "
        } else if self.head_is_like(candidate) {
            "head alike "
        } else {
            "head other "
        };
        let kind = if last.kind == candidate.kind { "kind same " } else { "kind other " };
        let form = match (candidate.verbal, candidate.is_bare(), candidate.shown || candidate.definite) {
            (true, ..) => "verb",
            (_, true, true) => "bare definite",
            (_, true, false) => "bare",
            (_, false, true) => "full definite",
            (_, false, false) => "full",
        };
        let told = if last.verbal { " verb told" } else { " noun told" };
        let shared = self.shared(words);
        let fewest = words.len().min(self.words.len());
        let overlap = match (fewest, 4 * shared / fewest.max(1)) {
            (0, _) => "nothing to share",
            (_, 0) => "shared few",
            (_, 1) => "shared a quarter",
            (_, 2) => "shared half",
            (_, 3) => "shared most",
            _ => "shared all",
        };
        f.add(&[head]);
        f.add(&[kind]);
        f.add(&[head, kind, form]);
        f.add(&[head, form, told]);
        f.add(&[head, overlap]);
        f.add(&[head, overlap, " ", form]);
        f.add(&[kind, overlap, told]);
        f.count("shared=", shared, 4);
        f.count("words=", words.len(), 5);
        f.count("back=", back, 8);
        f.add(&["kind=", candidate.kind.name()]);
        f.add(&[head, "kind=", candidate.kind.name()]);
        let document = context.document;
        let apart = document.sentence_of(candidate.head)
            - document.sentence_of(last.head).min(document.sentence_of(candidate.head));
        f.count("sentences apart=", apart, 6);
        f.add(&[head, if apart == 0 { "one sentence" } else { "two sentences" }]);
        f.flag("from title", document.tokens[self.mentions[0].head].field == Field::Title);
        f.flag("first of the text", document.tokens[last.head].field == Field::Title && back <= 2);
        f.count("mentions=", self.mentions.len(), 4);
        f
    }

    /// How the noun phrases themselves are alike, whatever follows them.
    pub(super) fn phrases(&self, candidate: &Candidate, narrow: &[String], f: &mut Features) {
        let degree = |own: &Vec<String>| {
            let shared = common(own, narrow);
            match (own.len().min(narrow.len()), own.len().max(narrow.len())) {
                (0, _) => 0,
                (_, longest) if shared == longest => 4,
                (shortest, _) if shared == shortest => 3,
                (shortest, _) if 2 * shared >= shortest => 2,
                _ => usize::from(shared > 0),
            }
        };
        let best = self.narrow.iter().map(degree).max().unwrap_or(0);
        let told = if candidate.verbal { "verb phrases alike=" } else { "noun phrases alike=" };
        f.count(told, best, 4);
        let size = if narrow.len() > 1 { "long phrases alike=" } else { "short phrases alike=" };
        f.count(size, best, 4);
    }

    /// Whether the same people, places and times stand around the two, and whether their heads stand for each other.
    pub(super) fn scenery(
        &self,
        context: &Context,
        candidate: &Candidate,
        names: &Names,
        time: Option<&String>,
        f: &mut Features,
    ) {
        let last = &self.mentions[self.mentions.len() - 1];
        let head = if self.mentions.iter().any(|m| m.stem == candidate.stem) { "head same " } else { "head other " };
        let inside = match (names.inside.len().min(self.names.inside.len()), common(&names.inside, &self.names.inside))
        {
            (0, _) => "no names",
            (_, 0) => "other names",
            (_, 1) => "a name shared",
            _ => "names shared",
        };
        f.add(&[inside]);
        f.add(&[head, inside]);
        let form = if candidate.is_bare() { "bare " } else { "full " };
        f.add(&[head, form, inside]);
        let around = common(&names.around, &self.names.around);
        f.count("names shared around=", around, 4);
        f.count_of(&[head, "names shared around="], around, 3);
        let when = match time {
            None if self.times.is_empty() => "no times",
            None => "one has a time",
            Some(_) if self.times.is_empty() => "one has a time",
            Some(time) if self.times.contains(time) => "times same",
            Some(_) => "times other",
        };
        f.add(&[when]);
        f.add(&[head, when]);
        let alike = |grain| {
            let own = context.cluster(candidate.head, grain);
            own != "none" && self.mentions.iter().any(|m| context.cluster(m.head, grain) == own)
        };
        let like = if alike(Grain::Fine) {
            "fine"
        } else if alike(Grain::Middle) {
            "middle"
        } else {
            "no"
        };
        f.add(&[head, "cluster shared=", like]);
        f.add(&[
            head,
            if last.kind == candidate.kind { "kind same " } else { "kind other " },
            form,
            "cluster shared=",
            like,
        ]);
        f.add(&["kind of last=", last.kind.name(), " kind=", candidate.kind.name()]);
        let nested = self.nests(candidate);
        f.flag("one holds the other", nested);
        f.add(&[head, if nested { "nested" } else { "apart" }]);
        if nested {
            let (outer, inner) = if last.head < candidate.head { (last, candidate) } else { (candidate, last) };
            let told = |m: &Candidate| if m.verbal { "verb " } else { "noun " };
            f.add(&["nested ", told(outer), told(inner)]);
            f.add(&["nested in ", &outer.stem, " ", told(inner)]);
            f.add(&["nested ", outer.kind.name(), " ", inner.kind.name()]);
            f.count("nested at=", inner.head.abs_diff(outer.head), 6);
            let language = context.language.code();
            f.add(&[language, " nested in middle=", context.cluster(outer.head, Grain::Middle)]);
        }
    }
}
