//! The user's decisions as a table: tab-separated, `#` comments, a header line that names the columns.
//!
//! In goes the text of a file, out come its decisions and what is wrong with the lines that are none. Columns:
//! `decision`, `left`, `right`; `who`, `when`, `why` and any others are for people. A line that is deleted is undone.

use crate::lang::table::Table;
use crate::model::decision::{Decision, Decisions, Reference, Verb};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::kinds::NodeKind;

/// The columns of a new file.
pub const COLUMNS: [&str; 6] = ["decision", "left", "right", "who", "when", "why"];

/// Reads a file's text; `file` is its name in messages.
#[must_use]
pub fn read(text: &str, file: &str) -> (Decisions, Vec<Diagnostic>) {
    let table = Table::new(text);
    let mut decisions = Decisions { file: file.to_owned(), list: Vec::new() };
    let mut wrong = Vec::new();
    let skip = |line, message: String, remedy: &str| Diagnostic {
        severity: Severity::Skipped,
        file: file.to_owned(),
        line,
        message,
        remedy: remedy.to_owned(),
    };
    let missing: Vec<&str> = COLUMNS[..3].iter().copied().filter(|column| !table.has(column)).collect();
    if !text.trim().is_empty() && !missing.is_empty() {
        let remedy = format!("begin with a line of column names: {}", COLUMNS.join(", "));
        wrong.push(skip(None, format!("no column {}", missing.join(", ")), &remedy));
        return (decisions, wrong);
    }
    for (line, [verb, left, right]) in table.numbered(["decision", "left", "right"]) {
        let Some(verb) = Verb::ALL.into_iter().find(|known| known.name() == verb) else {
            let words = Verb::ALL.map(Verb::name).join(", ");
            wrong.push(skip(Some(line), format!("'{verb}' is no decision"), &format!("write one of {words}")));
            continue;
        };
        let decision = Decision { line, verb, left: Reference::read(left), right: Reference::read(right) };
        match fault(&decision) {
            Some((message, remedy)) => wrong.push(skip(Some(line), message.to_owned(), remedy)),
            None => decisions.list.push(decision),
        }
    }
    (decisions, wrong)
}

/// What keeps a decision from being one, and what to do about it.
fn fault(decision: &Decision) -> Option<(&'static str, &'static str)> {
    let Decision { verb, left, right, .. } = decision;
    match verb {
        _ if [left, right].iter().any(|r| r.kind == Some(NodeKind::Event) && r.articles.is_empty()) => {
            Some(("an event is named without its article", "write event:NAME @ ARTICLE"))
        }
        _ if left.name.is_empty() => Some(("the left column names nothing", "write a name there")),
        Verb::Split if left.articles.is_empty() => {
            Some(("split names no article", "write NAME @ ARTICLE|ARTICLE in the left column"))
        }
        Verb::Split if !right.name.is_empty() => {
            Some(("split takes one name", "leave the right column empty; to part two names, write different"))
        }
        Verb::Split => None,
        _ if right.name.is_empty() => Some(("the right column names nothing", "write a name there")),
        Verb::Alias if !left.articles.is_empty() || !right.articles.is_empty() => {
            Some(("an alias holds in all articles", "write same for a name in one article"))
        }
        _ if left == right => Some(("both columns name the same", "name two")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_decision_is_told_with_its_line() {
        let text =
            "# ours\ndecision\tleft\tright\twho\nsame\tA\tB\tme\n\nmerge\tA\tB\nsplit\tA\nsplit\tA @ x\nalias\tA\n";
        let (decisions, wrong) = read(text, "d.tsv");
        assert_eq!(
            decisions.list.iter().map(|d| (d.line, d.verb)).collect::<Vec<_>>(),
            [(3, Verb::Same), (7, Verb::Split)]
        );
        let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with("d.tsv:5: skipped: 'merge' is no decision"), "{told:?}");
        assert!(read("same\tA\tB\n", "d").1[0].to_string().contains("no column"));
        assert_eq!(read("", "d"), (Decisions { file: "d".to_owned(), list: Vec::new() }, Vec::new()));
    }
}
