//! ARCHITECTURE.md says which module may import which; this reads its table and every `crate::` path in `src`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// For each module what it may import; `None` where it may import all.
type Table = BTreeMap<String, Option<BTreeSet<String>>>;

fn table() -> Table {
    let text = read(&root().join("ARCHITECTURE.md"));
    let section = text.split("## Import table").nth(1).expect("ARCHITECTURE.md has an import table");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut table = Table::new();
    for line in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let [modules, allowed] = cells[..] else { panic!("a row of two cells: {line}") };
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
        let allowed = if allowed.trim() == "all" { None } else { Some(names(allowed)) };
        for module in names(modules) {
            assert!(table.insert(module.clone(), allowed.clone()).is_none(), "{module} stands twice in the table");
        }
    }
    table
}

#[test]
fn modules_import_what_the_table_allows() {
    let table = table();
    let src = root().join("src");
    let mut files = Vec::new();
    walk(&src, &mut files);
    let mut problems = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).expect("below src");
        let module = path.components().next().map(|c| c.as_os_str().to_string_lossy().replace(".rs", ""));
        let module = module.unwrap_or_default();
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(allowed) = table.get(&module) else {
            problems.push(format!("{module} is not in the import table of ARCHITECTURE.md"));
            continue;
        };
        for import in imports(&read(&file)) {
            let known = import == module || allowed.as_ref().is_none_or(|allowed| allowed.contains(&import));
            if !known {
                problems.push(format!("src/{}: `{module}` may not import `{import}`", path.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Rules ask what a word means; the words themselves stand in `lang` and `data/lang`.
#[test]
fn rules_hold_no_word_of_a_language() {
    let mut files = Vec::new();
    for stage in ["text", "extract"] {
        walk(&root().join("src").join(stage), &mut files);
    }
    let mut problems = Vec::new();
    for file in files {
        for (number, line) in read(&file).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let arabic = code.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c));
            let compared = code
                .split(".is(")
                .skip(1)
                .any(|call| call.split('"').nth(1).is_some_and(|word| word.chars().any(char::is_alphabetic)));
            if arabic || compared {
                problems.push(format!("{}:{}: {}", file.display(), number + 1, code.trim()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn imports_are_found_in_every_form() {
    let found = imports(
        "use crate::a::B;\nuse crate::{b, c::{D, e}, f as g};\nlet x = crate::h::i();\n// crate::not::this\nuse crate::{\n    j,\n    k::L,\n};",
    );
    assert_eq!(found, ["a", "b", "c", "f", "h", "j", "k"].map(str::to_owned).into());
}

/// The modules of ours that a file names.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, true);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && depth == 0 && !c.is_whitespace() => {
                    found.insert(word(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
