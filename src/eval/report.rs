//! Scores → the table that the guidelines' script prints, line by line the same.

use std::fmt::Write as _;

use super::score::{MAIN, Miss, Score};

/// The table of all measures, and the graph score.
#[must_use]
pub fn table(score: &Score) -> String {
    let mut out = format!("{:34}{:>7}{:>7}{:>7}{:>7}{:>7}\n", "", "P", "R", "F1", "gold", "found");
    let mut measures: Vec<_> = score.measures.iter().collect();
    measures.sort_by_key(|(measure, _)| (measure.split(':').next(), measure.as_str()));
    for (measure, tally) in measures {
        let (p, r, f) = (tally.precision(), tally.recall(), tally.f1());
        _ = writeln!(out, "{measure:34}{p:7.3}{r:7.3}{f:7.3}{:7}{:7}", tally.gold, tally.found);
    }
    if score.absent > 0 {
        _ = writeln!(out, "{} of {} gold articles are absent from the prediction", score.absent, score.articles);
    }
    _ = writeln!(out, "graph score (mean of entity, event, relation, statement F1): {:.3}", score.graph());
    out
}

/// One line an article: the four main F1.
#[must_use]
pub fn per_article(scores: &[(String, Score)]) -> String {
    let mut out = String::new();
    for (id, score) in scores {
        out.push_str(id);
        for measure in MAIN {
            _ = write!(out, "\t{measure} {:.2}", score.tally(measure).f1());
        }
        out.push('\n');
    }
    out
}

/// One line for each thing that was missed or is too many, with the rule that read it; then the rules, the worst first.
#[must_use]
pub fn errors(score: &Score) -> String {
    let mut out = String::new();
    for Miss { article, missed, kind, text, rule } in &score.misses {
        let word = if *missed { "missed" } else { "spurious" };
        _ = write!(out, "{article}\t{word} {kind}\t{text}");
        out.push_str(&rule.as_ref().map_or("\n".to_owned(), |rule| format!("\t{rule}\n")));
    }
    let mut rules: Vec<_> = score.rules.iter().collect();
    rules.sort_by(|a, b| b.1.wrong.cmp(&a.1.wrong).then(a.0.cmp(b.0)));
    _ = writeln!(out, "\n{:44}{:>7}{:>7}{:>11}", "rule", "right", "wrong", "precision");
    for (rule, tally) in rules {
        let precision = tally.right as f64 / (tally.right + tally.wrong).max(1) as f64;
        _ = writeln!(out, "{rule:44}{:7}{:7}{precision:11.3}", tally.right, tally.wrong);
    }
    out
}
