//! Broken and hostile input costs only itself: bounded, told of, nothing written.

use std::fs;

use super::*;
use khabar::ingest::{Fields, READERS, read_bytes};
use khabar::model::diagnostic::Severity;

const GOOD: &str = "قال وزير الخارجية الكويتي إن بلاده تستضيف مؤتمرا دوليا.";

/// What is said of an input that gives nothing else.
fn check_refused(folder: &Path, name: &str, bytes: &[u8], severity: Severity, message: &str) {
    let reading = read_file(folder, name, bytes);
    let said = |d: &&Diagnostic| d.severity == severity && d.message.contains(message);
    assert!(reading.diagnostics.iter().any(|d| said(&d)), "{name}: '{message}' in {:?}", reading.diagnostics);
    assert!(reading.articles.is_empty(), "{name}: {} articles", reading.articles.len());
}

#[test]
fn bombs_are_cut_off() {
    let folder = folder("bombs");
    let zeros = vec![b' '; 300 << 20];
    check_refused(&folder, "a.jsonl.gz", &gzip(&zeros), Severity::Failed, "more than 200 times its size");
    check_refused(&folder, "a.zip", &zip(&[("a.jsonl", &zeros)]), Severity::Failed, "more than 200 times its size");
    let tower = (0..10).fold(GOOD.as_bytes().to_vec(), |inner, _| gzip(&inner));
    check_refused(&folder, "tower", &tower, Severity::Failed, "six layers");
    // Two members of an archive that are one.
    let mut shared = zip(&[("a.txt", GOOD.as_bytes()), ("b.txt", GOOD.as_bytes())]);
    let second = shared.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("a list of members");
    shared[second + 42..second + 46].fill(0);
    check_refused(&folder, "shared.zip", &shared, Severity::Failed, "share bytes");
    let entities: Vec<String> = (1..40).map(|n| format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1)).collect();
    let entities = entities.concat();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 \"ha\">{entities}]><rss><channel><item><guid>1</guid><description>x &a39; &#1603; y</description></item></channel></rss>"
    );
    assert_eq!(read_one(&folder, "bomb.xml", feed).body, "x  ك y");
}

#[test]
fn what_is_deep_or_long_is_left_out() {
    let folder = folder("deep");
    let deep = "[".repeat(200_000);
    for text in [format!("{{\"text\": {deep}"), format!("{{\"x\": {deep}")] {
        check_refused(&folder, "a.jsonl", text.as_bytes(), Severity::Skipped, "broken JSON");
    }
    check_refused(
        &folder,
        "a.html",
        format!("<html>{}{GOOD}", "<div>".repeat(50_000)).as_bytes(),
        Severity::Skipped,
        "elements",
    );
    let nested = format!("<rss><item>{}", "<a>".repeat(5_000));
    check_refused(&folder, "a.xml", nested.as_bytes(), Severity::Failed, "deeper");
    let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"{GOOD}\"}}\n", "a".repeat(65 << 20));
    let reading = read_file(&folder, "long.jsonl", long);
    assert_eq!((reading.counts.read, reading.counts.skipped), (1, 1), "{:?}", reading.diagnostics);
}

#[test]
fn names_are_no_paths_and_no_commands() {
    let folder = folder("names");
    let name = "evil\n\u{1b}[31m\u{202e}.txt";
    let members: [(&str, &[u8]); 4] =
        [("../../up.txt", b"Up."), ("/tmp/khabar-absolute.txt", b"Root."), ("..\\win.txt", b"Win."), (name, b"\0")];
    for (archive, bytes) in [("a.zip", zip(&members)), ("a.tar", tar(&members))] {
        let reading = read_file(&folder, archive, bytes);
        assert_eq!((reading.counts.read, reading.counts.failed), (3, 1), "{:?}", reading.diagnostics);
        for diagnostic in &reading.diagnostics {
            let said = diagnostic.to_string();
            assert!(said.contains("\\n\\u{1b}[31m\\u{202e}"), "{said}");
            assert!(!said.contains(|c: char| c.is_control() || c == '\u{202e}'), "{said}");
        }
    }
    let written: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    assert_eq!(written.len(), 2, "{written:?}");
    assert!(!Path::new("/tmp/khabar-absolute.txt").exists());
    // A header of a tar archive that promises a name of gigabytes.
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(8 << 30);
    header.set_cksum();
    let endless = [header.as_bytes().to_vec(), vec![b'a'; 3 << 20]].concat();
    check_refused(&folder, "long.tar", &endless, Severity::Failed, "a header of more than 1 MB");
}

#[cfg(unix)]
#[test]
fn every_piece_of_a_hostile_folder_is_counted_once() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = folder("hostile");
    let json = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"{id} {GOOD}\"}}\n");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("a file");
    put("good.txt", GOOD.as_bytes()); // read
    put("copy.txt", GOOD.as_bytes()); // is before it by name: one of both is a duplicate
    put("empty.txt", b""); // failed
    put("binary.txt", b"a\0b"); // failed
    put("lines.jsonl", (json("1") + "{broken\n" + &json("1") + "{\"id\": 2}\n" + &json("3")).as_bytes()); // 2 read, 1 duplicate, 2 skipped
    put("cut.jsonl.gz", &gzip(json("4").as_bytes())[..30]); // failed
    put("picture.png", b"\x89PNG"); // skipped
    put("no.zip", b"PK\x03\x04 and nothing else"); // failed
    put("mixed.zip", &zip(&[("a.txt", b"One."), ("b.exe", b"MZ"), ("c.txt", b"")])); // 1 read, 1 skipped, 1 failed
    put("nothing.xml", b"<a/>"); // failed
    put("line\nbreak.md", "# Head\n\nText.".as_bytes()); // read
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"not-\xff-utf8.txt")), b"Bytes in a name.").expect("a file"); // read
    symlink(&folder, folder.join("loop")).expect("a link"); // skipped
    symlink(folder.join("gone"), folder.join("gone.txt")).expect("a link"); // failed
    symlink(folder.join("loop2.txt"), folder.join("loop2.txt")).expect("a link"); // failed
    let pipe = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status().expect("mkfifo");
    assert!(pipe.success()); // skipped
    put("README.md", b"not an article"); // ignored
    let reading = read(&[&folder, &folder.join("nowhere.txt")], &[]); // and one that is not there: failed
    let Counts { read, duplicate, skipped, failed, .. } = reading.counts;
    let problems: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!((read, duplicate, skipped, failed), (6, 2, 6, 9), "{problems:#?}");
    assert_eq!(reading.counts.inputs(), 23);
    assert!(reading.diagnostics.iter().all(|d| !d.message.is_empty() && !d.file.is_empty()));
}

/// Seeds of every format, for what mutates them.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let page = include_str!("pages/wordpress.html");
    let feed = format!(
        "<?xml version='1.0'?><rss><channel><title>t</title><item><title>a &amp; b</title><pubDate>Mon, 27 Oct 2014 09:30:00 +0300</pubDate><description><![CDATA[<p>{GOOD}</p>]]></description></item></channel></rss>"
    );
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: u\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let mail = format!(
        "From: a@b\r\nSubject: =?utf-8?B?2YbYtNix2Kk=?=\r\nDate: Mon, 27 Oct 2014 09:30:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>{GOOD}</p>\r\n--b--\r\n"
    );
    let document = format!("<w:document><w:p><w:r><w:t>{GOOD} &amp; &#x627;</w:t></w:r></w:p></w:document>");
    let json = format!(
        "{{\"id\": 1, \"title\": \"t\", \"date\": \"27 أكتوبر 2014\", \"authors\": [\"a\"], \"text\": \"{GOOD}\"}}\n"
    );
    let table = format!("id,title,date,text\n1,t,27/10/2014,\"{GOOD}\"\n");
    let text = GOOD.as_bytes().to_vec();
    vec![
        ("a.html", page.into()),
        ("a.xml", feed.into()),
        ("a.warc", warc.into()),
        ("a.eml", mail.into()),
        ("a.docx", zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])),
        ("a.md", format!("---\ntitle: t\n---\n# h\n\n*{GOOD}*\n").into()),
        ("a.csv", table.into()),
        ("a.json", json.clone().into()),
        ("a.jsonl", json.clone().into()),
        ("a.txt", text.clone()),
        ("a.gz", gzip(json.as_bytes())),
        ("a.zst", zstd::encode_all(json.as_bytes(), 1).expect("packed")),
        ("a.zip", zip(&[("a.txt", &text), ("b.jsonl", json.as_bytes())])),
        ("a.tar", tar(&[("a.txt", &text), ("b.jsonl", json.as_bytes())])),
        ("b.txt", encoding_rs::WINDOWS_1256.encode(GOOD).0.into_owned()),
        ("c.txt", GOOD.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ]
}

#[test]
fn mutated_seeds_of_every_reader_are_read_to_their_end() {
    let seeds = seeds();
    for reader in READERS {
        let named = |(name, _): &(&str, Vec<u8>)| reader.extensions().iter().any(|e| name.ends_with(&format!(".{e}")));
        assert!(seeds.iter().any(named), "no seed for {}", reader.name());
    }
    // A linear congruential generator (Knuth, MMIX): the same mutations every time.
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for round in 0..60 {
        for (name, seed) in &seeds {
            let mut bytes = seed.clone();
            for _ in 0..=round % 7 {
                let (at, other) = (next(bytes.len()), next(bytes.len()));
                match next(6) {
                    0 => bytes[at] = next(256) as u8,
                    1 => bytes.truncate(at.max(1)),
                    2 => drop(bytes.drain(at.min(other)..at.max(other))),
                    3 => bytes.extend_from_within(at.min(other)..at.max(other)),
                    4 => bytes[at] ^= 1 << next(8),
                    _ => drop(bytes.splice(at..at, *b"<\"\n{\0\xff")),
                }
                if bytes.is_empty() {
                    bytes.push(b'x');
                }
            }
            let name = if round % 5 == 0 { "nameless" } else { name };
            let mut items = 0;
            for item in read_bytes(name, &bytes, &Fields::default()) {
                items += 1;
                if let Ok(article) = item {
                    drop(khabar::pipeline::sketch(&article));
                }
            }
            assert!(items > 0, "{name}: nothing was said of {bytes:?}");
        }
    }
}
