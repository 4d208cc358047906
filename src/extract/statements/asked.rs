//! The noun phrase where the subject of a cue stands, named or not, and what it tells of who spoke.

use std::ops::Range;

use super::subject;
use crate::extract::cast::{Cast, Mention};
use crate::extract::context::{Context, Grain};
use crate::lang::lexicon::Function;
use crate::lang::weights::Features;

/// Most words of a subject that are looked at beside a verb that comes first.
const LONGEST: usize = 6;

/// Where a subject stands, and its words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its side of the cue.
    side: &'static str,
    /// All its words, without what is inserted.
    tokens: Range<usize>,
    /// The word that says who it is: where adjectives follow, the first.
    head: usize,
}

impl Phrase {
    /// The phrase next to a cue in which a subject can stand; none where the cue has nothing beside it.
    pub fn find(context: &Context, cast: &Cast, cue: &Range<usize>, content: &Range<usize>) -> Option<Self> {
        if context.language.grammar().verb_first {
            return Self::around_verb(context, cast, cue, content);
        }
        let follows = content.start >= cue.end;
        let floor = if follows { context.sentence(cue.start).start } else { content.end.min(cue.start) };
        let before = subject::before(context, cast, cue.start, floor).phrase;
        let (side, tokens) = if !before.is_empty() || follows {
            ("before", before)
        } else {
            ("behind", subject::after(context, cast, cue.end, context.sentence(cue.start).end))
        };
        let nucleus =
            tokens.clone().find(|&t| context.function(t) == Some(Function::Preposition) && cast.covering(t).is_none());
        let head = nucleus.unwrap_or(tokens.end).checked_sub(1).filter(|t| tokens.contains(t))?;
        Some(Self { side, tokens, head })
    }

    /// Behind a verb that comes first; before it where no noun follows.
    fn around_verb(context: &Context, cast: &Cast, cue: &Range<usize>, content: &Range<usize>) -> Option<Self> {
        let noun = |t: usize| cast.covering(t).is_some() || context.is_word(t) && context.function(t).is_none();
        let limit = if content.start >= cue.end { content.start } else { context.sentence(cue.start).end };
        if cue.end < limit && noun(cue.end) {
            let end = (cue.end..limit.min(cue.end + LONGEST)).find(|&t| !noun(t));
            let tokens = cue.end..end.unwrap_or(limit.min(cue.end + LONGEST));
            return Some(Self { side: "behind", head: tokens.start, tokens });
        }
        let last = cue.start.checked_sub(1).filter(|&t| t >= context.sentence(cue.start).start && noun(t))?;
        let lowest = context.sentence(cue.start).start.max((last + 1).saturating_sub(LONGEST));
        let start = (lowest..last).rev().find(|&t| !noun(t)).map_or(lowest, |t| t + 1);
        Some(Self { side: "before", head: start, tokens: start..last + 1 })
    }

    /// What speaks for a subject that the text does not name.
    pub fn features(&self, context: &Context, cast: &Cast, f: &mut Features) {
        let shape = self.shape(context, cast);
        f.add(&["subject ", self.side, " ", &shape]);
        if cast.covering(self.head).is_none() {
            f.add(&["subject=", context.cluster(self.head, Grain::Fine)]);
            f.add(&["subject=", context.token(self.head).map_or("", |t| &t.norm)]);
        }
    }

    /// What speaks for a speaker with these mentions, in the order of the text.
    pub fn speaker(&self, context: &Context, cast: &Cast, who: &str, own: &[&Mention], f: &mut Features) {
        let shape = self.shape(context, cast);
        let first = own.partition_point(|m| m.tokens.start < self.tokens.start);
        let inside = own.get(first).filter(|m| m.tokens.start < self.tokens.end);
        let place = match inside {
            Some(mention) if mention.tokens.contains(&self.head) => "is",
            Some(mention) if mention.tokens.start < self.head => "before head of",
            Some(_) => "behind head of",
            None => "outside",
        };
        f.add(&[who, " ", place, " subject ", self.side, " ", &shape]);
        if cast.covering(self.head).is_none() {
            f.add(&[who, " ", place, " subject=", context.cluster(self.head, Grain::Fine)]);
        }
    }

    /// Whether it is named, and how its head is determined.
    fn shape(&self, context: &Context, cast: &Cast) -> String {
        if let Some(mention) = cast.covering(self.head) {
            return mention.level.name().to_owned();
        }
        let first = self.tokens.start;
        let class = match context.function(first) {
            Some(Function::Determiner) if context.is_definite(first) => "the",
            Some(Function::Determiner) => "a",
            Some(Function::Possessive) => "own",
            Some(Function::Demonstrative) => "this",
            Some(Function::Pronoun) => "pronoun",
            Some(_) => "function",
            None if context.has_article(self.head) => "definite",
            None if cast.covering(first).is_some() => "of a name",
            None => "bare",
        };
        // Words of several have ends of their own: officials, مسؤولون.
        let norm = context.token(self.head).map_or("", |t| &t.norm);
        let end = norm.char_indices().rev().nth(1).map_or(norm, |(at, _)| &norm[at..]);
        [class, " ", end].concat()
    }
}
