//! The real binary in temporary folders: bad input, exit codes, standard input, answers as JSON.

mod deciding;
mod input;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A new folder with some files.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// Runs khabar in a folder.
fn khabar(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_khabar"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("khabar runs");
    // A program that ends before it reads everything closes the pipe.
    _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("khabar ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

const GOOD: (&str, &[u8]) = ("good.txt", "زار وزير الخارجية الأميركي جون كيري الكويت أمس.".as_bytes());

#[test]
fn a_sampled_measure_tells_its_error() {
    let folder = folder("sampled", &[GOOD]);
    assert!(khabar(&folder, &["build", "good.txt", "--out", "g", "--formats", "json"], b"").status.success());
    let file = folder.join("g/graph.json");
    let graph = fs::read_to_string(&file).expect("a graph");
    assert!(graph.contains("\"betweenness_error\":0.0"), "{graph}");
    let said = |by: &str| text(&khabar(&folder, &["top", "--in", "g", "--by", by], b"").stderr);
    assert_eq!(said("betweenness"), "");
    fs::write(&file, graph.replace("\"betweenness_error\":0.0", "\"betweenness_error\":0.05")).expect("a graph");
    assert!(said("betweenness").contains("off by at most 0.050 with 95 % confidence"));
    assert_eq!(said("degree_total"), "");
}

#[test]
fn a_graph_is_built_and_answers() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let folder = folder("graph", &[]);
    let articles = articles.to_str().expect("UTF-8");
    let output = khabar(&folder, &["build", articles, "--out", "g", "--formats", "json,gexf"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.join("g/graph.gexf").exists() && !folder.join("g/graph.graphml").exists());
    let questions: &[&[&str]] = &[
        &["show", "Stengel"],
        &["show", "ستينغل", "--from", "2014-10", "--to", "2014-12"],
        &["neighbors", "Kuwait", "--co-mentions"],
        &["path", "Stengel", "Allen", "-k", "3"],
        &["path", "Stengel", "Allen", "--by", "steps"],
        &["path", "Stengel", "Allen", "--by", "time"],
        &["between", "Kerry", "Zarif"],
        &["events"],
        &["events", "--from", "1815"],
        &["events", "--to", "1815"],
        &["quotes"],
        &["quotes", "--words", "انترنت"],
        &["timeline", "Zarif"],
        &["top", "--by", "degree_total", "--kind", "person"],
        &["top", "--from", "2014-10", "--to", "2014-12", "--limit", "3"],
        &["compare", "2014-10-27", "2015"],
        &["compare", "g", "g/graph.json"],
        &["sparql", "SELECT ?who { ?who kh:met ?whom }"],
        &["sparql", "SELECT ?who { ?who kh:flew_to ?whom }"],
        &["sparql", "ASK { ?who kh:met ?whom }"],
    ];
    for &question in questions {
        let ask = |more: &[&str]| khabar(&folder, &[question, &["--in", "g"], more].concat(), b"");
        let output = ask(&["--json"]);
        let answer: Result<serde_json::Value, _> = serde_json::from_slice(&output.stdout);
        let answer = answer.unwrap_or_else(|error| panic!("{question:?}: {error}: {}", text(&output.stderr)));
        // An empty answer is one, and the exit code says so.
        let code = i32::from(is_empty(&answer));
        assert_eq!(output.status.code(), Some(code), "{question:?}: {}", text(&output.stderr));
        for more in [&[][..], &["--evidence", "--labels", "both"]] {
            let output = ask(more);
            assert_eq!(output.status.code(), Some(code), "{question:?} {more:?}: {}", text(&output.stderr));
            assert_eq!(output.stdout.is_empty(), code == 1, "{question:?} {more:?}");
        }
        for more in [&["--csv"][..], &["--csv", "--evidence"]] {
            let output = ask(more);
            assert_eq!(output.status.code(), Some(code), "{question:?} {more:?}: {}", text(&output.stderr));
            // A table of rows of one length, or the one word of an ASK.
            let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
            let rows = reader.records().map(|row| row.expect("a row")).filter(|row| row.iter().any(|c| !c.is_empty()));
            assert!(
                question.contains(&"ASK { ?who kh:met ?whom }") || (rows.count() == 0) == (code == 1),
                "{question:?}"
            );
        }
    }
    for (name, said) in [("Stengle", "Similar names are:"), ("zzzzzz", "nothing is called 'zzzzzz'")] {
        let output = khabar(&folder, &["show", name, "--in", "g"], b"");
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
    let output = khabar(&folder, &["path", "Stengel", "ستينغل", "--in", "g"], b"");
    assert!(text(&output.stderr).contains("the same node"), "{}", text(&output.stderr));
    for name in ["Stengel", "Kuwait", "Islamic State", "United States"] {
        let output = khabar(&folder, &["events", "--participant", name, "--json", "--in", "g"], b"");
        let events: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("a list of events");
        for event in events {
            let there: Vec<_> =
                ["hosts", "participants"].iter().filter_map(|w| event[*w].as_array()).flatten().collect();
            let named = |node: &&serde_json::Value| node["label_en"].as_str().is_some_and(|label| label.contains(name));
            assert!(there.iter().any(named), "{name}: {event}");
        }
    }
    for (name, code, said) in [("ستينغل", 0, "wrote"), ("Stengle", 1, "Similar names are:"), ("a", 1, "with an id:")]
    {
        let export = ["export", "--in", "g", "--format", "graphml", "--out", "e", "--ego", name];
        let output = khabar(&folder, &export, b"");
        assert_eq!(output.status.code(), Some(code), "{name}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(said), "{name}: {}", text(&output.stderr));
    }
    let wrong: [(&[&str], i32, &str); 9] = [
        (&["--from", "2015", "--to", "2014-06"], 1, "--from 2015 is after --to 2014-06"),
        (&["--min-sources", "1000"], 1, "no node fits"),
        (&["--modalities", "negated", "--predicates", "aid"], 1, "no node fits"),
        (&["--co-mentions"], 1, "built without co-mentions"),
        (&["--project", "co-mentions"], 1, "built without co-mentions"),
        (&["--min-confidence", "80"], 2, "a number from 0 to 1"),
        (&["--top", "0"], 2, "--top"),
        (&["--by", "betweenness"], 2, "--top"),
        (&["--out", "g/graph.json"], 1, "cannot write g/graph.json/graph.svg"),
    ];
    for (arguments, code, said) in wrong {
        let output = khabar(&folder, &[&["export", "--in", "g", "--format", "svg"], arguments].concat(), b"");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(said), "{arguments:?}: {}", text(&output.stderr));
        assert!(!folder.join("graph/graph.svg").exists(), "{arguments:?}");
    }
    let exported = khabar(&folder, &["export", "--in", "g", "--format", "graphml", "--out", "e"], b"");
    assert_eq!(exported.status.code(), Some(0), "{}", text(&exported.stderr));
    assert!(folder.join("e/graph.graphml").exists());
}

/// Whether an answer in JSON holds nothing: no item, no solution, no path.
fn is_empty(answer: &serde_json::Value) -> bool {
    let list = answer.as_array().or(answer["results"]["bindings"].as_array()).or(answer["paths"].as_array());
    let lists = |fields: &serde_json::Map<_, serde_json::Value>| {
        fields.values().all(|f| f.as_array().is_some_and(Vec::is_empty))
    };
    list.map_or_else(|| answer.as_object().is_some_and(lists), Vec::is_empty)
}

#[test]
fn wrong_questions_are_answered_kindly() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/sample");
    let folder = folder("wrong", &[]);
    for (question, said) in [
        (&["show", "stingel"][..], "Richard Stengel"),
        (&["show", "Zareef"], "Mohammad Javad Zarif"),
        (&["show", "كيرى جون"], ""),
        (&["show", "Kery", "--kind", "person"], "John Kerry"),
        (&["show", "Nobody Whatsoever"], "nothing similar"),
        (&["between", "Kerry", "Kerry"], "the same node"),
        (&["compare", "2016", "2015"], "name the earlier date first"),
        (&["compare", "yesterday", "2015"], "'yesterday' is not a date"),
        (&["events", "--from", "2016", "--to", "2015"], "swap --from and --to"),
        (&["sparql", "SELECT ?x {\n ?x kh:met }"], "line 2, column"),
        (&["sparql", "SELECT ?x { ?x foaf:name ?y }"], "no such prefix (known are schema:"),
        (&["sparql", "DELETE WHERE { ?s ?p ?o }"], "only asked"),
        (&["sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"], "not supported"),
        (&["sparql", "--file", "none.rq"], "cannot read none.rq"),
        (&["events", "--to", "1815"], "no event fits"),
        (&["path", "Kerry", "Zarif", "--from", "1815", "--to", "1816"], "no path connects"),
    ] {
        let output = khabar(&folder, &[question, &["--in", sample.to_str().expect("UTF-8")]].concat(), b"");
        let code = i32::from(!said.is_empty());
        assert_eq!(output.status.code(), Some(code), "{question:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(said), "{question:?}: {}", text(&output.stderr));
    }
}

#[test]
fn articles_do_not_command_the_terminal() {
    let kuwait = "Foreign Minister \u{1b}[31mJohn Kerry\u{1b}[0m visited Kuwait on Monday. \
        \"The \u{9b}31m talks\u{7f} with \u{1b}[31mJohn Allen went well,\" John Kerry said in Kuwait. \
        John Kerry met General John Allen\u{1b}]0;x\u{7} in Kuwait City.";
    let article = serde_json::json!({"id": "a\u{1b}[31m", "title": "Kerry\u{1b}[2J in Kuwait", "text": kuwait});
    let folder = folder("escapes", &[]);
    let output = khabar(&folder, &["build", "-", "--out", "g", "--formats", "json"], article.to_string().as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let questions: [&[&str]; 8] = [
        &["show", "John Kerry"],
        &["neighbors", "Kerry"],
        &["path", "Kerry", "Allen"],
        &["between", "Kerry", "Allen"],
        &["timeline", "Kerry"],
        &["events"],
        &["quotes"],
        &["top"],
    ];
    let mut seen = 0;
    for question in questions {
        for more in [&[][..], &["--evidence", "--labels", "both"], &["--json"], &["--csv", "--evidence"]] {
            let output = khabar(&folder, &[question, &["--in", "g", "--co-mentions"], more].concat(), b"");
            let answer = text(&output.stdout) + &text(&output.stderr);
            assert!(!answer.contains(|c: char| c.is_control() && c != '\n'), "{question:?} {more:?}: {answer:?}");
            seen += usize::from(answer.contains('\u{fffd}'));
        }
    }
    assert!(seen > 3, "the answers show too little of the article: {seen}");
}

#[test]
fn an_empty_graph_is_told_of() {
    let output = khabar(&folder("void", &[]), &["build", "-", "--out", "g", "--formats", "json"], b"Nothing here.");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("the graph is empty"), "{}", text(&output.stderr));
}

#[test]
fn threads_do_not_matter() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let articles = articles.to_str().expect("UTF-8");
    let folder = folder("threads", &[]);
    let run = |threads| khabar(&folder, &["extract", articles, "--threads", threads], b"").stdout;
    assert_eq!(run("1"), run("4"));
}

#[test]
fn wrong_words_are_usage_errors() {
    let folder = folder("usage", &[]);
    let wrong: [&[&str]; 6] = [
        &[],
        &["extract"],
        &["build", "-", "--formats", "rhyme"],
        &["top", "--by", "beauty"],
        &["export", "--format", "json", "--depth", "2"],
        &["fly"],
    ];
    for arguments in wrong {
        assert_eq!(khabar(&folder, arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/pairs.tsv");
    let judged = khabar(&folder, &["eval", "--pairs", pairs.to_str().expect("UTF-8"), "--where", "colour=red"], b"");
    assert_eq!(judged.status.code(), Some(1));
    assert!(text(&judged.stderr).contains("no column 'colour' to choose by"), "{}", text(&judged.stderr));
    let formats = text(&khabar(&folder, &["export", "--help"], b"").stdout);
    for format in khabar::export::FORMATS {
        assert!(formats.contains(format.name()), "{}", format.name());
    }
}

#[test]
fn a_store_is_made_asked_and_changed() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let folder = folder("store", &[GOOD]);
    let articles = articles.to_str().expect("UTF-8");
    let run = |code: i32, arguments: &[&str]| {
        let output = khabar(&folder, arguments, b"");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    };
    let (_, said) = run(0, &["build", articles, "--store", "s.khabar", "--out", "g", "--formats", "json"]);
    assert!(said.contains("18 added, 0 replaced, 0 there already"), "{said}");
    // The same questions to the store and to the folder; what is read in another order is told in another order.
    for question in
        [&["path", "Stengel", "Allen"][..], &["top", "--limit", "50"], &["neighbors", "Zarif", "--labels", "en"]]
    {
        let ask = |graph: &str| run(0, &[question, &["--in", graph]].concat()).0;
        assert_eq!(ask("s.khabar"), ask("g"), "{question:?}");
    }
    run(0, &["show", "ستينغل", "--in", "s.khabar", "--json"]);
    run(0, &["neighbors", "Kuwait", "--in", "s.khabar", "--co-mentions"]);
    let (_, said) = run(1, &["show", "Stengle", "--in", "s.khabar"]);
    assert!(said.contains("Similar names are:"), "{said}");
    run(0, &["export", "--in", "s.khabar", "--format", "gexf", "--out", "e", "--ego", "Stengel"]);
    assert!(folder.join("e/graph.gexf").exists());
    let list = "kind\tname\taliases\nperson\tRichard Stengel\t\norganization\tNobody & Sons\t\ncountry\tState\tالكويت\npersn\tAllen\t\n";
    std::fs::write(folder.join("watch.tsv"), list).expect("a watch-list");
    let watched = ["export", "--in", "s.khabar", "--format", "gephi-csv", "--out", "w", "--watch", "watch.tsv"];
    let (_, said) = run(0, &watched);
    assert!(said.contains("watch.tsv:3: nothing in the graph is called 'Nobody & Sons'"), "{said}");
    assert!(said.contains("watch.tsv:5: 'persn' is no kind of node"), "{said}");
    let nodes = std::fs::read_to_string(folder.join("w/gephi/nodes.csv")).expect("the nodes");
    let mut rows = csv::Reader::from_reader(nodes.as_bytes());
    let place = rows.headers().expect("a header").iter().position(|name| name == "distance").expect("the column");
    let rows: Vec<_> = rows.records().map(|row| row.expect("a row")).collect();
    let own: Vec<&str> = rows.iter().filter(|row| &row[place] == "0").map(|row| &row[0]).collect();
    assert_eq!(own, ["country:kw", "person:richard-stengel"]);
    assert!(rows.len() > 2 && rows.iter().all(|row| ["0", "1"].contains(&&row[place])));
    let (found, _) = run(0, &["search", "s.khabar", "كويت"]);
    assert!(found.contains("[الكويت]") && found.contains("country:kw"), "{found}");
    let (rows, _) = run(0, &["sql", "s.khabar", "SELECT count(*) AS n FROM articles", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&rows).expect("JSON"), serde_json::json!([{"n": 18}]));
    assert_eq!(run(0, &["sql", "s.khabar", "SELECT 1 AS a, 'x,y' AS b", "--csv"]).0, "a,b\n1,\"x,y\"\n");
    run(0, &["add", "s.khabar", "good.txt"]);
    let (list, _) = run(0, &["list", "s.khabar"]);
    assert!(list.contains("good") && list.contains("sample-en-01"), "{list}");
    run(0, &["remove", "s.khabar", "good"]);
    let (_, said) = run(1, &["remove", "s.khabar", "good"]);
    assert!(said.contains("no article has the id 'good'"), "{said}");
    run(0, &["check", "s.khabar", "--graph"]);
    run(0, &["compact", "s.khabar"]);
    let (info, _) = run(0, &["info", "s.khabar"]);
    assert!(info.starts_with("18 articles, ") && !info.contains("came or went"), "{info}");
    let (_, said) = run(1, &["show", "x", "--in", "good.txt"]);
    assert!(said.contains("is not a graph"), "{said}");
    let (_, said) = run(1, &["info", "nowhere.khabar"]);
    assert!(said.contains("no store at nowhere.khabar"), "{said}");
}

#[test]
fn every_command_has_examples() {
    let folder = folder("help", &[]);
    let help = text(&khabar(&folder, &["help"], b"").stdout);
    assert!(help.contains("Exit codes:"));
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let help = text(&khabar(&folder, &[command, "--help"], b"").stdout);
        assert!(help.contains(&format!("Examples:\n  khabar {command}")), "{command}: {help}");
    }
}

fn json_lines(bytes: &[u8]) -> Vec<serde_json::Value> {
    let lines = text(bytes);
    lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}
