//! What is read, and what is said of what is not.

use super::{GOOD, folder, json_lines, khabar, text};

/// Extracts what is in a folder and looks for one diagnostic, the counts and the exit code.
fn check_bad(name: &str, files: &[(&str, &[u8])], inputs: &[&str], diagnostic: &str, counts: &str, code: i32) {
    let folder = folder(name, files);
    let arguments = [&["extract"], inputs].concat();
    let output = khabar(&folder, &arguments, b"");
    let said = text(&output.stderr);
    let matching = said.lines().filter(|line| line.starts_with(diagnostic)).count();
    assert_eq!(matching, 1, "{name}: '{diagnostic}' in\n{said}");
    assert!(said.contains(counts), "{name}: '{counts}' in\n{said}");
    assert_eq!(output.status.code(), Some(code), "{name}:\n{said}");
    let strict = khabar(&folder, &[&arguments[..], &["--strict"]].concat(), b"");
    assert_eq!(strict.status.code(), Some(if code == 0 { 3 } else { code }), "{name} with --strict");
}

#[test]
fn bad_input_costs_only_itself() {
    let files: &[(&str, &[u8])] = &[GOOD];
    check_bad("missing", files, &["good.txt", "nope.txt"], "nope.txt: failed: no such file", "1 article read", 0);
    let files = &[GOOD, ("empty.txt", b"")];
    check_bad("empty", files, &["."], "./empty.txt: failed: an empty file", "1 article read", 0);
    let files = &[GOOD, ("empty.jsonl", b"\n\n")];
    check_bad("empty_lines", files, &["."], "./empty.jsonl: failed: an empty file", "1 article read", 0);
    let files = &[GOOD, ("bytes.txt", b"fine\n\xff\xfe\x00")];
    let diagnostic = "./bytes.txt: failed: bytes that are no text";
    check_bad("bytes", files, &["."], diagnostic, "1 article read, 0 duplicate, 0 skipped, 1 failed", 0);
    let files = &[("a.jsonl", &b"{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"te\n{\"id\": 3, \"text\": \"z\"}\n"[..])];
    let diagnostic = "a.jsonl:2: skipped: broken JSON";
    check_bad("broken_line", files, &["a.jsonl"], diagnostic, "2 articles read, 0 duplicate, 1 skipped", 0);
    let files = &[("a.json", &b"[{\"text\": \"x\"},\n{\"text\": \"y\"}, {\"te"[..])];
    let diagnostic = "a.json:2: skipped: broken JSON: the object is not closed";
    check_bad("broken_array", files, &["a.json"], diagnostic, "2 articles read", 0);
    let files = &[("a.jsonl", &b"{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"title\": \"t\", \"text\": null}\n"[..])];
    check_bad("textless", files, &["a.jsonl"], "a.jsonl:2: skipped: an article without text", "1 article read", 0);
    let files = &[("a.jsonl", &b"{\"id\": 1, \"text\": \"x\"}\n{\"id\": 1, \"text\": \"y\"}\n"[..])];
    let diagnostic = "a.jsonl:2: duplicate: an earlier article has the id '1'";
    check_bad("twice", files, &["a.jsonl"], diagnostic, "1 article read, 1 duplicate, 0 skipped", 0);
    let files = &[GOOD, ("picture.png", b"\x89PNG")];
    let diagnostic = "./picture.png: skipped: a file of a format that is not read";
    check_bad("picture", files, &["."], diagnostic, "1 article read, 0 duplicate, 1 skipped", 0);
    let deep = [b"{\"text\": ".to_vec(), b"[".repeat(100_000), b"\n{\"text\": \"x\"}\n".to_vec()].concat();
    check_bad("deep", &[("a.jsonl", &deep)], &["a.jsonl"], "a.jsonl:1: skipped: broken JSON", "1 article read", 0);
    let files = &[GOOD, ("a.json", &b"[[[[[["[..])];
    check_bad("brackets", files, &["."], "./a.json: failed: JSON without an object", "1 article read", 0);
}

#[test]
fn nothing_read_is_a_failure() {
    let files: &[(&str, &[u8])] = &[("empty.txt", b"")];
    check_bad("nothing", files, &["empty.txt"], "khabar: nothing could be read", "0 articles read", 1);
    check_bad("no_files", &[], &["."], ".: failed: a folder without articles", "0 articles read", 1);
}

#[test]
fn a_bad_date_is_a_note_and_the_date_is_missing() {
    let folder = folder("date", &[]);
    let input = b"{\"id\": \"a\", \"date\": \"soon\", \"text\": \"x\"}\n{\"id\": \"b\", \"date\": \"27/10/2014\", \"text\": \"y\"}";
    let output = khabar(&folder, &["extract", "-", "--strict"], input);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).starts_with("-:1: note: 'soon' is not a date"));
    let days: Vec<_> =
        json_lines(&output.stdout).iter().map(|article| article["article"]["published"].clone()).collect();
    assert_eq!(days, [serde_json::Value::Null, "2014-10-27".into()]);
}

#[test]
fn standard_input_is_recognised() {
    let folder = folder("stdin", &[]);
    let inputs: [(&[u8], &[&str]); 5] = [
        (b"{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"y\"}\n", &["a", "b"]),
        (b"[{\"id\": \"a\", \"text\": \"x\"},\n {\"id\": \"b\", \"text\": \"y\"}]", &["a", "b"]),
        (b"{\n  \"id\": \"a\",\n  \"text\": \"x\"\n}", &["a"]),
        (b"\xef\xbb\xbf{\"id\": \"a\", \"text\": \"x\"}", &["a"]),
        (b"Kuwait\n\nThe minister said so.\n", &["stdin"]),
    ];
    for (input, expected) in inputs {
        let output = khabar(&folder, &["extract", "-"], input);
        let ids: Vec<_> = json_lines(&output.stdout).iter().map(|article| article["article"]["id"].clone()).collect();
        assert_eq!(ids, expected, "{}", text(input));
    }
}

#[test]
fn what_extract_wrote_is_told_from_articles() {
    let folder = folder("said", &[("a.txt", b"The minister said so.")]);
    let output = khabar(&folder, &["extract", "a.txt", "--out", "said.jsonl"], b"");
    assert_eq!(output.status.code(), Some(0));
    let output = khabar(&folder, &["build", "said.jsonl"], b"");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("said.jsonl:1: failed: what khabar extract wrote"), "{told}");
    assert!(told.contains("0 articles read, 0 duplicate, 0 skipped, 1 failed"), "{told}");
}

#[test]
fn what_would_be_read_is_listed() {
    let files: &[(&str, &[u8])] = &[(
        "a.jsonl",
        b"{\"id\": \"a\", \"kopf\": \"Talks\", \"inhalt\": \"The minister said so.\", \"tag\": \"2014-10-27\"}\n",
    )];
    let folder = folder("listed", files);
    let output = khabar(&folder, &["ingest", "a.jsonl", "--map", "title=kopf,text=inhalt", "--map", "date=tag"], b"");
    let shown = text(&output.stdout);
    let row = shown.lines().find(|line| line.contains("Talks")).unwrap_or_default();
    assert!(row.contains("2014-10-27") && row.contains('4') && row.contains("a.jsonl"), "{shown}");
    assert!(shown.contains("4 words, 0 near copies"), "{shown}");
}

#[test]
fn a_headline_is_parted_from_the_text() {
    let files: &[(&str, &[u8])] = &[
        ("a.txt", b"Headline\n\nText."),
        ("b.txt", b"Text.\nMore text."),
        ("c.txt", "• teaser\n\nText.".as_bytes()),
        ("sub/d.txt", b"\xef\xbb\xbfHeadline\r\n\r\nOther text."),
    ];
    let folder = folder("headline", files);
    let output = khabar(&folder, &["extract", "."], b"");
    let heads: Vec<(String, String)> = json_lines(&output.stdout)
        .iter()
        .map(|line| (line["article"]["id"].to_string(), line["article"]["title"].to_string()))
        .collect();
    let expected = [("a", "Headline"), ("b", ""), ("c", ""), ("sub/d", "Headline")];
    assert_eq!(heads, expected.map(|(id, title)| (format!("\"{id}\""), format!("\"{title}\""))));
}
