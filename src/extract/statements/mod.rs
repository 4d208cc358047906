//! Who said what: a cue of speech, its speaker, and the whole content.
//!
//! A cue without a subject of its own has the speaker before it; a speaker whom the text does not name ends that.
//! What stands within a direct quotation is content and is not searched for cues.

mod asked;
mod before;
mod behind;
mod circumstance;
mod content;
mod cue;
mod end;
mod headline;
mod holder;
mod keep;
mod pronoun;
mod speaker;
mod subject;

use std::ops::Range;

use super::cast::{Cast, Mention};
use super::context::Context;
use super::fact::{Office, Utterance};
use crate::lang::lexicon::Form;
use crate::model::kinds::EntityType;
use crate::model::span::Field;
use asked::Phrase;
use content::Content;
use cue::Cue;
use keep::{How, Known};
use speaker::Found;

/// Tokens in quotation marks that can be a name rather than speech.
const LONGEST_NAME: usize = 6;

/// Longest way from a verb of speech to the source that is inserted in its clause, in tokens.
const INSERTED: usize = 14;

/// Farthest that a person ends before the verb without a subject that he is taken for the subject of, in tokens.
const BEFORE: usize = 60;

/// Farthest that such a person can begin before it.
const FAR: usize = 2 * BEFORE;

/// Every attributed utterance in the order of the text.
pub fn find(context: &Context, cast: &Cast, offices: &[Office]) -> Vec<Utterance> {
    let quoted = context.quotes.inside(LONGEST_NAME);
    let (mentions, ranks) = (cast.by_member(), cast.ranks());
    let mut reader = Reader {
        context,
        cast,
        mentions: &mentions,
        ranks: &ranks,
        offices,
        quoted,
        speaker: None,
        silenced: 0,
        cue: None,
        unclosed: false,
        waiting: Vec::new(),
        consumed: 0,
        utterances: Vec::new(),
        spoken: Vec::new(),
    };
    for number in 0..context.document.sentences.len() {
        reader.sentence(number);
    }
    reader.attribute();
    reader.utterances
}

struct Reader<'a, 'd> {
    context: &'a Context<'d>,
    cast: &'a Cast,
    mentions: &'a [Vec<&'a Mention>],
    ranks: &'a [usize],
    offices: &'a [Office],
    /// Which tokens stand within a quotation: words of speech there are content.
    quoted: Vec<bool>,
    /// Who spoke last; nobody after a speaker whom the text does not name.
    speaker: Option<usize>,
    /// The token after the one who spoke last without a name in the text.
    silenced: usize,
    /// The cue of the last utterance: it governs quotations that follow without one.
    cue: Option<Range<usize>>,
    /// Whether the last quotation goes on in the next paragraph.
    unclosed: bool,
    /// Quotations whose speaker is named in a later paragraph.
    waiting: Vec<Range<usize>>,
    /// Tokens before this one are content already.
    consumed: usize,
    utterances: Vec<Utterance>,
    /// Who spoke so far and how often, the latest first.
    spoken: Vec<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, number: usize) {
        let sentence = &self.context.document.sentences[number];
        let tokens = sentence.tokens.clone();
        if tokens.start == self.context.document.tokens.len() || self.consumed >= tokens.end {
            return;
        }
        if (self.utterances.is_empty() || sentence.field == Field::Title || is_short(sentence.tokens.len()))
            && let Some(utterance) = headline::find(self.context, self.cast, self.offices, &tokens)
        {
            self.speaker = Some(utterance.speaker).filter(|_| sentence.field == Field::Body);
            self.take(utterance, How::Named);
            return;
        }
        let mut cues = cue::find(self.context, tokens.start.max(self.consumed)..tokens.end);
        cues.retain(|cue| !self.quoted[cue.tokens.start]);
        if cues.is_empty() {
            self.bare_quotation(&tokens);
        }
        let verb_first = self.context.language.grammar().verb_first;
        self.closing(&cues, &tokens);
        for (i, cue) in cues.iter().enumerate() {
            // He said in a statement: part of the clause of the verb.
            let inserted = !verb_first
                && cue.form == Form::Source
                && i.checked_sub(1)
                    .is_some_and(|i| cue.tokens.start < cues[i].tokens.end + INSERTED && cues[i].is_finite());
            if cue.tokens.start >= self.consumed && !inserted {
                self.cue(cue, cues.get(i + 1), &tokens);
            }
        }
        if sentence.field == Field::Title {
            self.speaker = None;
        }
    }

    /// Whoever is named at the end of a sentence says all of it, words of speech too: X expects to agree, Y said.
    fn closing(&mut self, cues: &[Cue], sentence: &Range<usize>) {
        let [_, .., last] = cues else { return };
        let Self { context, cast, offices, speaker, consumed, .. } = *self;
        let Some(content) = before::closed(context, cast, last, sentence, consumed) else { return };
        let found = speaker::find(context, cast, offices, last, &content, sentence, speaker);
        let known = self.utterances.len();
        if content.tokens.start <= cues[0].tokens.start && matches!(found, Found::Named(_) | Found::Pronoun(_)) {
            self.cue(last, None, sentence);
        }
        if self.utterances.len() > known {
            self.consumed = sentence.end;
        } else {
            self.speaker = speaker;
        }
    }

    fn cue(&mut self, cue: &Cue, next: Option<&Cue>, sentence: &Range<usize>) {
        let Some(content) = content::find(self.context, self.cast, cue, next, sentence, self.consumed) else { return };
        let found = speaker::find(self.context, self.cast, self.offices, cue, &content, sentence, self.speaker);
        let reference = if let Found::Pronoun(reference) = found { Some(reference) } else { None };
        let (how, pick) = match found {
            Found::Named(member) => (How::Named, Some(member)),
            Found::Pronoun(reference) => {
                // Who is named in what was said is not who says it.
                let at = cue.tokens.start.min(content.tokens.start);
                let meant = pronoun::resolve(self.context, self.cast, reference, at, self.speaker, self.silenced);
                (How::Pronoun, meant)
            }
            Found::Before => (How::Before, self.speaker.or_else(|| self.person_before(cue.tokens.start))),
            Found::Unnamed => (How::Nobody, None),
        };
        let Content { tokens, cut, direct, rule } = content.clone();
        let phrase = Phrase::find(self.context, self.cast, &cue.tokens, &tokens);
        let passed = cue.source().is_some();
        let known = Known { how, pick, phrase: phrase.as_ref(), passed, reference, ..self.known() };
        let said = |speaker| Utterance {
            speaker,
            cue: cue.tokens.clone(),
            direct,
            content: tokens.clone(),
            cut,
            confidence: how.confidence(),
            rule,
        };
        let candidates = keep::candidates(self.context, self.cast, cue.tokens.start, &tokens, &known);
        let features =
            candidates.first().map(|&speaker| keep::features(self.context, self.cast, &said(speaker), known.phrase));
        let weighed = candidates.into_iter().map(said).filter_map(|utterance| {
            let features = features.clone().unwrap_or_default();
            keep::weigh(self.context, self.cast, features, &utterance, &known).map(|worth| (worth, utterance))
        });
        // Of equals the first: whom the rule found.
        let best = weighed.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, u)| u);
        let Some(speaker) = best.as_ref().map(|u| u.speaker).or(pick) else {
            if how == How::Nobody {
                self.speaker = None;
                self.silenced = cue.tokens.end;
                self.waiting.clear();
                self.consume(&cue.tokens, direct, &tokens);
            }
            return;
        };
        if !(direct && tokens.start < cue.tokens.start) {
            self.attribute();
        }
        self.speaker = Some(speaker);
        self.cue = Some(cue.tokens.clone());
        self.attribute();
        self.unclosed = direct && self.context.quotes.is_unclosed(tokens.start);
        if best.is_some() {
            self.consume(&cue.tokens, direct, &tokens);
        }
        let companion = speaker::companion(self.context, self.cast, self.offices, cue, &content, sentence);
        if let Some(other) = companion.filter(|&other| other != speaker) {
            self.take(said(other), How::Named);
        }
        if let Some(utterance) = best.filter(|u| u.content.len() > 1) {
            self.keep(utterance);
        }
    }

    /// Where nobody spoke yet, a verb without a subject belongs to the person named last, not far before it.
    fn person_before(&self, token: usize) -> Option<usize> {
        let near = self.cast.within(token.saturating_sub(FAR)..token).filter(|m| m.tokens.end + BEFORE > token);
        near.filter(|m| self.cast.kind(m) == EntityType::Person).last().map(|m| m.member).filter(|_| self.silenced == 0)
    }

    /// A sentence that begins with a quotation and has no cue goes on with what was said before it; one that goes on
    /// itself in the next paragraph may belong to who is named there.
    fn bare_quotation(&mut self, tokens: &Range<usize>) {
        let start = tokens.start.max(self.consumed);
        if start >= tokens.end || !self.context.opens_quote(start) {
            return;
        }
        let end = self.context.quotes.end(start);
        // A clause after the quotation says who speaks.
        if end + 1 < self.context.sentence(end - 1).end || before::is_attributed(self.context, end) {
            return;
        }
        let goes_on = self.context.quotes.is_unclosed(start);
        self.waiting.push(start..end);
        self.consumed = self.consumed.max(end);
        if !goes_on || self.unclosed {
            self.attribute();
        }
        self.unclosed = goes_on;
    }

    /// Gives the quotations that wait for their speaker to the one who spoke last.
    fn attribute(&mut self) {
        for content in std::mem::take(&mut self.waiting) {
            let (Some(speaker), Some(cue)) = (self.speaker, self.cue.clone()) else { continue };
            let rule = "statement.quote-continued";
            self.take(Utterance { speaker, cue, direct: true, content, cut: 0, confidence: 65, rule }, How::Before);
        }
    }

    /// Keeps an utterance whose speaker a rule found, if the decision agrees.
    fn take(&mut self, utterance: Utterance, how: How) {
        if utterance.content.len() < 2 {
            return;
        }
        self.consume(&utterance.cue, utterance.direct, &utterance.content);
        let phrase = Phrase::find(self.context, self.cast, &utterance.cue, &utterance.content);
        let features = keep::features(self.context, self.cast, &utterance, phrase.as_ref());
        let pick = Some(utterance.speaker);
        let known = Known { how, pick, phrase: phrase.as_ref(), ..self.known() };
        if keep::weigh(self.context, self.cast, features, &utterance, &known).is_some() {
            self.keep(utterance);
        }
    }

    /// What is known before a cue is looked at.
    fn known(&self) -> Known<'_> {
        Known {
            mentions: self.mentions,
            ranks: self.ranks,
            how: How::Nobody,
            pick: None,
            phrase: None,
            passed: false,
            reference: None,
            last: self.speaker,
            silenced: self.silenced,
            spoken: &self.spoken,
        }
    }

    fn keep(&mut self, utterance: Utterance) {
        let known = self.spoken.iter().position(|&(member, _)| member == utterance.speaker);
        let often = known.map_or(0, |at| self.spoken.remove(at).1);
        self.spoken.insert(0, (utterance.speaker, often + 1));
        self.utterances.push(utterance);
    }

    /// What was said is not searched for cues.
    fn consume(&mut self, cue: &Range<usize>, direct: bool, content: &Range<usize>) {
        if direct || content.start > cue.start {
            self.consumed = self.consumed.max(content.end);
        }
    }
}

/// Headlines and bullets are short.
const fn is_short(tokens: usize) -> bool {
    tokens < 25
}
