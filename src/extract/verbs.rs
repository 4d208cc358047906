//! Which tokens are finite verbs, known to the lexicon or not: the learned decision `verb` weighs the form of a word, its
//! cluster in raw news, and its neighbours.
//!
//! Names, marks, numbers and words of the closed classes are none.

use super::context::{Context, Grain};
use crate::lang::recognizer::Found;
use crate::lang::weights::{Features, Subject};
use crate::model::span::Field;

/// The task of the learned decision.
pub const TASK: &str = "verb";

/// For each token whether it is a finite verb.
pub fn find(context: &Context) -> Vec<bool> {
    let mut verbs = vec![false; context.document.tokens.len()];
    let mut names = context.recognised.iter().flatten().peekable();
    for sentence in &context.document.sentences {
        for at in sentence.tokens.clone() {
            while names.next_if(|name: &&Found| name.tokens.end <= at).is_some() {}
            let named = names.peek().is_some_and(|name| name.tokens.contains(&at));
            if named || !context.is_word(at) || context.function(at).is_some() || context.has_article(at) {
                continue;
            }
            let first = (sentence.field == Field::Body).then(|| context.document.tokens[at].span.start);
            let choice = context.decide(TASK, &features(context, at), || vec![Subject::Token(first)]);
            verbs[at] = if context.knows(TASK) { choice.label != "none" } else { context.is_verb(at) };
        }
    }
    verbs
}

fn features(context: &Context, at: usize) -> Features {
    let mut f = Features::new();
    let Some(token) = context.token(at) else { return f };
    let language = context.language.code();
    let (norm, sentence) = (&*token.norm, context.sentence(at));
    f.flag("known verb", context.is_verb(at));
    f.add(&["word=", norm]);
    let ends: [usize; 2] = [1, 2].map(|n| norm.char_indices().nth(n).map_or(norm.len(), |(end, _)| end));
    let starts: [usize; 2] = [1, 2].map(|n| norm.char_indices().rev().nth(n - 1).map_or(0, |(start, _)| start));
    let (first, second) = (&norm[..ends[0]], &norm[..ends[1]]);
    let (last, ending) = (&norm[starts[0]..], &norm[starts[1]..]);
    f.add(&["begins=", second]);
    f.add(&["ends=", ending]);
    f.add(&["begins=", second, " ends=", last]);
    f.add(&["begins=", first, " ends=", ending]);
    for (grain, name) in [(Grain::Coarse, " coarse="), (Grain::Middle, " middle="), (Grain::Fine, " fine=")] {
        f.add(&[language, name, context.cluster(at, grain)]);
    }
    let own = context.cluster(at, Grain::Coarse);
    if at > sentence.start {
        f.add(&["before=", &context.document.tokens[at - 1].norm]);
        f.add(&[language, " before=", context.cluster(at - 1, Grain::Middle)]);
        f.add(&[language, " before=", context.cluster(at - 1, Grain::Coarse), " coarse=", own]);
    } else {
        f.add(&["begins sentence"]);
    }
    if at + 1 < sentence.end {
        f.add(&[language, " after=", context.cluster(at + 1, Grain::Middle)]);
        f.add(&[language, " after=", context.cluster(at + 1, Grain::Coarse), " coarse=", own]);
    } else {
        f.add(&["ends sentence"]);
    }
    f
}
