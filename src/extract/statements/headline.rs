//! Headlines and bullets of the form `speaker: content`.

use std::ops::Range;

use crate::extract::cast::Cast;
use crate::extract::context::Context;
use crate::extract::fact::{Office, Utterance, around};
use crate::model::document::TokenKind;
use crate::model::kinds::EntityType;

/// Longest speaker before the colon, in tokens.
const LONGEST: usize = 12;

/// The statement of a headline, if it is one.
pub fn find(context: &Context, cast: &Cast, offices: &[Office], tokens: &Range<usize>) -> Option<Utterance> {
    let colon = tokens.clone().take(LONGEST).find(|&t| context.is(t, ":"))?;
    let first = tokens.clone().find(|&t| context.token(t).is_some_and(|t| t.kind != TokenKind::Mark))?;
    // Before the colon stands only the speaker, with his title.
    if !super::cue::find(context, first..colon).is_empty() {
        return None;
    }
    let speaker = cast.within(first..colon).filter(|m| cast.kind(m) != EntityType::Place).last()?;
    let title = around(offices, first).iter().any(|o| o.evidence.contains(&first));
    if speaker.tokens.start > first + 1 && !title || speaker.tokens.end + 2 < colon {
        return None;
    }
    let mut end = tokens.end;
    while end > colon + 1 && context.is_mark(end - 1) && !context.closes_quote(end - 1) {
        end -= 1;
    }
    (end > colon + 2).then(|| Utterance {
        speaker: speaker.member,
        cue: colon..colon + 1,
        direct: context.opens_quote(colon + 1),
        content: colon + 1..end,
        cut: 0,
        confidence: 85,
        rule: "statement.headline",
    })
}
