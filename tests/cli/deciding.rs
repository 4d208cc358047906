//! Decisions by hand: written, obeyed, undone, asked for.

use std::fs;

use super::{folder, khabar, text};

#[test]
fn decisions_are_written_obeyed_and_undone() {
    let news = concat!(
        "{\"id\": \"a1\", \"text\": \"Secretary of State John Kerry met Javad Zarif in Vienna.\"}\n",
        "{\"id\": \"a2\", \"text\": \"Foreign minister Omar Rashid met Javad Zarif in Vienna.\"}\n",
    );
    let folder = folder("decisions", &[("news.jsonl", news.as_bytes())]);
    let build = ["build", "news.jsonl", "--out", "g", "--formats", "json"];
    let decided = [&build[..], &["--decisions", "decisions.tsv"]].concat();
    let shows = |name: &str| khabar(&folder, &["show", name, "--in", "g", "--kind", "person"], b"").status.success();
    assert!(khabar(&folder, &build, b"").status.success());
    assert!(shows("person:omar-rashid"));
    let merge = ["merge", "John Kerry", "Omar Rashid", "--in", "g", "--why", "a\ttest"];
    let merged = khabar(&folder, &merge, b"");
    assert!(merged.status.success(), "{}", text(&merged.stderr));
    assert!(
        text(&merged.stderr).contains("becomes part of \u{2068}جون كيري\u{2069} · John Kerry"),
        "{}",
        text(&merged.stderr)
    );
    let table = fs::read_to_string(folder.join("decisions.tsv")).expect("a table");
    assert!(
        table.starts_with("decision\tleft\tright\twho\twhen\twhy\nsame\tperson:John Kerry\tperson:Omar Rashid\t"),
        "{table}"
    );
    assert!(table.ends_with("\ta test\n"), "{table}");
    assert!(khabar(&folder, &decided, b"").status.success());
    assert!(shows("person:john-kerry") && !shows("person:omar-rashid"));
    fs::write(folder.join("decisions.tsv"), "decision\tleft\tright\njoin\tA\tB\nsame\tJohn Kerry\tNobody\n")
        .expect("a file");
    let told = khabar(&folder, &[&decided[..], &["--strict"]].concat(), b"");
    let said = text(&told.stderr);
    assert!(said.contains("decisions.tsv:2: skipped: 'join' is no decision"), "{said}");
    assert!(said.contains("decisions.tsv:3: note: nothing here is called 'Nobody'"), "{said}");
    assert_eq!(told.status.code(), Some(3));
    assert!(shows("person:omar-rashid"));
}

#[test]
fn what_is_undecided_is_asked() {
    let news = concat!(
        "{\"id\": \"a1\", \"text\": \"Richard Stengel met John Allen in Kuwait.\"}\n",
        "{\"id\": \"a2\", \"text\": \"James Stengel met Paul Allen in Kuwait.\"}\n",
        "{\"id\": \"a3\", \"text\": \"Mr. Stengel said on Monday that the talks would go on in Kuwait.\"}\n",
    );
    let folder = folder("review", &[("news.jsonl", news.as_bytes())]);
    let listed = khabar(&folder, &["review", "news.jsonl", "--decisions", "d.tsv"], b"");
    assert!(text(&listed.stdout).contains("a name that several bear"), "{}", text(&listed.stdout));
    let asked = khabar(&folder, &["review", "news.jsonl", "--decisions", "d.tsv", "--interactive"], b"y\nq\n");
    assert!(text(&asked.stderr).contains("1 decision\nwritten to d.tsv"), "{}", text(&asked.stderr));
    let table = fs::read_to_string(folder.join("d.tsv")).expect("a table");
    assert!(table.contains("same\tperson:") && table.contains(" @ a3"), "{table}");
    let built =
        khabar(&folder, &["build", "news.jsonl", "--out", "g", "--formats", "json", "--decisions", "d.tsv"], b"");
    assert!(built.status.success() && !text(&built.stderr).contains("note"), "{}", text(&built.stderr));
}
