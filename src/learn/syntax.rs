//! Reads `CoNLL-U` treebanks: sentences with their finite verbs, for the decision `verb`.
//!
//! A word that is written with others is found by the surface of all of them.

use rustc_hash::FxHashSet;

use super::weights::Example;
use crate::lang::weights::{Decision, Subject};

/// A sentence as written, and where its finite verbs begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The text.
    pub text: String,
    /// First bytes of the tokens that are finite verbs.
    pub verbs: FxHashSet<u32>,
}

/// The sentences of a treebank whose words stand in their text.
#[must_use]
pub fn read(treebank: &str) -> Vec<Parsed> {
    treebank.split("\n\n").filter_map(sentence).collect()
}

fn sentence(block: &str) -> Option<Parsed> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = "))?;
    let mut parsed = Parsed { text: text.to_owned(), ..Parsed::default() };
    let (mut from, mut begin, mut inside) = (0, 0, 0_u32);
    for row in block.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[id, form, _, class, _, traits, ..] = columns.as_slice() else { return None };
        if id.contains('.') {
            continue;
        }
        let last = id.split_once('-').map(|(_, last)| last.parse().ok());
        if last.is_some() || id.parse::<u32>().ok()? > inside {
            begin = from + text.get(from..)?.find(form)?;
            from = begin + form.len();
        }
        if let Some(last) = last {
            inside = last?;
            continue;
        }
        if class == "VERB" && is_finite(traits) {
            parsed.verbs.insert(u32::try_from(begin).ok()?);
        }
    }
    Some(parsed)
}

/// Whether it is no participle, gerund or verbal noun. What is not marked is finite.
fn is_finite(traits: &str) -> bool {
    let form = traits.split('|').find_map(|t| t.strip_prefix("VerbForm="));
    form.is_none_or(|form| matches!(form, "Fin" | "Inf"))
}

/// The decisions of one sentence as examples.
#[must_use]
pub fn examples(parsed: &Parsed, decisions: &[Decision]) -> Vec<Example> {
    let example = |decision: &Decision| {
        let [Subject::Token(Some(first))] = decision.about.as_slice() else { return None };
        let label = if parsed.verbs.contains(first) { "yes" } else { "none" };
        Some(Example { features: decision.features.names(), label: label.to_owned() })
    };
    decisions.iter().filter_map(example).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_finite_verbs_begin() {
        let treebank = "# text = He's seen it go.\n\
            1-2\tHe's\t_\t_\t_\t_\n1\tHe\the\tPRON\t_\t_\n2\t's\thave\tAUX\t_\tVerbForm=Fin\n\
            3\tseen\tsee\tVERB\t_\tVerbForm=Part\n4\tit\tit\tPRON\t_\t_\n5\tgo\tgo\tVERB\t_\tVerbForm=Inf\n\
            6\t.\t.\tPUNCT\t_\t_\n";
        let read = read(treebank);
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].verbs.iter().copied().collect::<Vec<_>>(), [13]);
    }
}
