//! For whom a mention, a title or a document speaks.

use std::ops::Range;

use crate::extract::cast::{Cast, Mention};
use crate::extract::context::Context;
use crate::extract::fact::{Office, around};
use crate::lang::lexicon::{Form, Meaning, TitleClass};
use crate::model::kinds::{EntityType, EventType};

/// Whom a mention makes speak: a person; whoever holds the title that it is part of; a body or state.
pub fn speaks(context: &Context, cast: &Cast, offices: &[Office], mention: &Mention) -> Option<usize> {
    let holds = |o: &&Office| o.title.start <= mention.tokens.start && mention.tokens.end <= o.title.end;
    let holder = around(offices, mention.tokens.start).iter().find(holds);
    if let Some(office) = holder.filter(|_| cast.kind(mention) != EntityType::Person) {
        return Some(office.person);
    }
    match cast.kind(mention) {
        EntityType::Place => government(context, cast, mention),
        _ => Some(mention.member),
    }
}

/// The state for which a capital stands, where the cast has it.
fn government(context: &Context, cast: &Cast, mention: &Mention) -> Option<usize> {
    let (_, country) = context.matches.find(mention.tokens.start, |m| match m {
        Meaning::Capital(country) => Some(country),
        _ => None,
    })?;
    cast.members.iter().position(|m| m.kind == EntityType::Country && m.country == Some(country))
}

/// Who holds the title that stands in some tokens without a name: the article names him with the same head and the same
/// body or state.
pub fn holder(context: &Context, cast: &Cast, offices: &[Office], title: &Range<usize>) -> Option<usize> {
    let head_first = context.language.grammar().adjective_follows;
    let head = title.clone().find(|&t| context.title(t).is_some())?;
    let stems = |t: usize| context.title(t).and_then(|(m, _)| context.token(t).map(|k| k.stem(m.reading).to_owned()));
    let stem = stems(head)?;
    let members = |tokens: Range<usize>| -> Vec<usize> {
        cast.within(tokens).filter(|m| cast.kind(m) != EntityType::Person).map(|m| m.member).collect()
    };
    let own = members(if head_first { head..title.end } else { title.clone() });
    let heads = |o: &Office| if head_first { o.title.start..o.title.start + 1 } else { o.title.clone() };
    let same = |o: &&Office| {
        heads(o).any(|t| stems(t).as_ref() == Some(&stem)) && {
            let theirs = members(o.title.clone());
            own.iter().any(|m| theirs.contains(m))
        }
    };
    // الرئيس الأميركي is the only president of whom the article does not say that he is another's.
    let only = || {
        let bears = |o: &&Office| heads(o).any(|t| stems(t).as_ref() == Some(&stem));
        let others = |person: usize| {
            offices.iter().filter(bears).filter(|o| o.person == person).any(|o| !members(o.title.clone()).is_empty())
        };
        let mut bearers = offices.iter().filter(bears).filter(|o| own.is_empty() || !others(o.person));
        let first = bearers.next()?;
        let definite = context.is_definite(title.start) || context.has_article(head);
        (bearers.all(|o| o.person == first.person) && definite).then_some(first)
    };
    offices.iter().find(same).or_else(only).map(|o| o.person)
}

/// A statement or report that speaks for whoever issued it.
pub fn is_document(context: &Context, at: usize) -> bool {
    (context.has_article(at) || at > 0 && context.is_definite(at - 1)) && is_issued(context, at)
}

/// A noun of what somebody issues: a statement, a report.
pub fn is_issued(context: &Context, at: usize) -> bool {
    let issued = |m| {
        matches!(m, Meaning::Speech { form: Form::Noun, .. } | Meaning::Event { kind: EventType::StatementIssued, .. })
            .then_some(())
    };
    context.matches.find(at, issued).is_some()
}

/// A source that stays without a name.
pub fn is_anonymous(context: &Context, at: usize) -> bool {
    context.matches.find(at, |m| matches!(m, Meaning::Title(TitleClass::Anonymous)).then_some(())).is_some()
}
