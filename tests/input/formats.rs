//! Every format gives its articles, in every encoding and packing.

use std::fs;

use encoding_rs::{ISO_8859_6, WINDOWS_1252, WINDOWS_1256};

use super::*;

const FIRST: &str = "قال وزير الخارجية الكويتي الشيخ صباح الخالد إن بلاده تستضيف مؤتمرا دوليا.";
const SECOND: &str = "وأكد ناصر جودة أن الأردن يدعم الجهود الكويتية في المستويات كافة.";

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/input/pages").join(name);
    fs::read_to_string(path).expect("a page")
}

/// What a page must and must not give.
fn check_page(article: &Article, lines: usize, begins: &str, ends: &str, without: &[&str]) {
    let body: Vec<&str> = article.body.lines().collect();
    assert_eq!(body.len(), lines, "{body:#?}");
    assert!(body[0].starts_with(begins) && body[lines - 1].ends_with(ends), "{body:#?}");
    for word in without {
        assert!(!article.body.contains(word), "'{word}' in {body:#?}");
    }
}

#[test]
fn pages_give_their_article_and_nothing_around_it() {
    let folder = folder("pages");
    let article = read_one(&folder, "a.html", page("wordpress.html"));
    let around = ["اقرأ", "شارك هذا", "أ ف ب", "ذات صلة", "الوسوم", "تعليق", "الأكثر", "الحقوق", "الرئيسية", "سالم"];
    check_page(&article, 3, "قال وزير الخارجية", "على المستويات كافة.", &around);
    assert_eq!(article.title, "الكويت تستضيف مؤتمرا دوليا لمكافحة التطرف");
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2014-10-25"));
    assert_eq!(article.publisher.as_deref(), Some("صحيفة المثال"));
    assert_eq!(article.author.as_deref(), Some("سالم العلي"));
    assert_eq!(article.url.as_deref(), Some("https://example.org/2014/10/25/kuwait"));
    assert_eq!(article.language.as_deref(), Some("ar"));

    let article = read_one(&folder, "b.html", WINDOWS_1256.encode(&page("tables.html")).0);
    let around = ["النفط في الأسواق", "معرض", "طباعة", "صديق", "الصفحة الأولى", "محفوظة"];
    check_page(&article, 3, "أقر مجلس الوزراء", "نوفمبر المقبل.", &around);
    assert_eq!(article.title, "مجلس الوزراء يقر الميزانية");

    let article = read_one(&folder, "c.html", page("microdata.html"));
    let around =
        ["cookies", "Facebook", "Advertisement", "Photograph", "Read more", "newsletter", "Most read", "©", "Home"];
    check_page(&article, 3, "Ministers from Jordan", "welcomed the decision.", &around);
    assert_eq!(article.title, "Ministers agree on water plan");
    assert_eq!(article.author.as_deref(), Some("Jane Roe"));
    assert_eq!(article.publisher.as_deref(), Some("The Example Times"));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2016-03-04"));

    let reading = read_file(&folder, "front.html", page("front.html"));
    assert_eq!((reading.articles.len(), reading.counts.skipped), (0, 1), "a front page is no article");
}

#[test]
fn tables_are_known_by_their_columns() {
    let folder = folder("tables");
    let rows = format!(
        "id;Headline;date_published;body;colour\n1;أول;٢٧/١٠/٢٠١٤;\"{FIRST}\n{SECOND}\";red\n2;ثان;3 محرم 1436 هـ;{SECOND};\n"
    );
    let reading = read_file(&folder, "a.csv", &rows);
    let days: Vec<_> =
        reading.articles.iter().map(|a| a.published.map(|d| d.to_string()).unwrap_or_default()).collect();
    assert_eq!(days, ["2014-10-27", "2014-10-27"]);
    assert_eq!(reading.articles[0].body, format!("{FIRST}\n{SECOND}"));
    assert_eq!(reading.articles[1].origin.rsplit(':').next(), Some("4"));

    let path = folder.join("b.tsv");
    fs::write(&path, format!("رقم\tنص\n7\t{FIRST}\n")).expect("a file");
    let reading = read(&[&path], &[]);
    assert!(reading.diagnostics[0].message.contains("رقم"), "{:?}", reading.diagnostics);
    let reading = read(&[&path], &["text=نص", "id=رقم"]);
    assert_eq!((reading.articles[0].id.as_str(), reading.articles[0].body.as_str()), ("7", FIRST));

    fs::write(&path, format!("7\t{FIRST}\n8\t{SECOND}\n")).expect("a file");
    let reading = read(&[&path], &["text=2", "id=1"]);
    assert_eq!(reading.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["7", "8"]);
}

#[test]
fn names_of_fields_differ_between_corpora() {
    let folder = folder("fields");
    for record in [
        serde_json::json!({"headline": "h", "articleBody": FIRST, "datePublished": "2014-10-27T01:00:00Z", "author": [{"name": "A"}, {"name": "B"}]}),
        serde_json::json!({"title": "h", "content": FIRST, "published": 1_414_368_000, "byline": "A, B", "language": null}),
        serde_json::json!({"title": "h", "maintext": FIRST, "date_publish": "2014-10-27 00:00:00", "authors": ["A", "B"], "x": [[{}]]}),
    ] {
        let article = read_one(&folder, "a.json", record.to_string());
        let found = (article.title.as_str(), article.body.as_str(), article.author.as_deref());
        assert_eq!(found, ("h", FIRST, Some("A, B")), "{record}");
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2014-10-27"), "{record}");
    }
    let crawled =
        serde_json::json!({"title": "h", "content": FIRST, "date_extracted": "2015-07-21 02:51:32", "source": "s"});
    let article = read_one(&folder, "a.json", crawled.to_string());
    assert_eq!(article.published, None, "the day of the crawl is no day of publication");
    assert_eq!(article.crawled.map(|date| date.to_string()).as_deref(), Some("2015-07-21"));
}

#[test]
fn feeds_mail_documents_and_markdown() {
    let folder = folder("others");
    let rss = format!(
        "<?xml version='1.0'?><rss xmlns:content='c'><channel><title>صحيفة المثال</title><link>https://e.org</link>\
         <item><title>خبر &amp; آخر</title><link>https://e.org/1</link><pubDate>Mon, 27 Oct 2014 23:30:00 -0500</pubDate>\
         <description>ملخص</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>\
         <item><title>ثان</title><guid>2</guid><description>&lt;p&gt;{SECOND}&lt;/p&gt;</description></item></channel></rss>"
    );
    let reading = read_file(&folder, "feed.xml", &rss);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let [first, second] = &reading.articles[..] else { panic!("{} articles", reading.articles.len()) };
    assert_eq!((first.title.as_str(), first.id.as_str()), ("خبر & آخر", "https://e.org/1"));
    assert_eq!(first.body, format!("{FIRST}\n{SECOND}"));
    assert_eq!(first.publisher.as_deref(), Some("صحيفة المثال"));
    assert_eq!(first.published.map(|date| date.to_string()).as_deref(), Some("2014-10-27"));
    assert_eq!((second.id.as_str(), second.body.as_str(), second.published), ("2", SECOND, None));

    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Daily</title><entry><title>Talks</title><id>tag:1</id>\
        <link rel='self' href='https://e.org/x'/><link href='https://e.org/1?a=1&amp;b=2'/><published>2014-10-27T10:00:00Z</published>\
        <author><name>Jane Roe</name></author><content type='xhtml'><div><p>Kuwait hosts talks.</p><p>John Kerry <b>came</b>.</p></div></content></entry></feed>";
    let article = read_one(&folder, "a.atom", atom);
    assert_eq!(article.url.as_deref(), Some("https://e.org/1?a=1&b=2"));
    assert_eq!(article.author.as_deref(), Some("Jane Roe"));
    assert_eq!(article.body, "Kuwait hosts talks.\nJohn Kerry came.");

    let mail = format!(
        "From: Example Daily <news@e.org>\r\nSubject: =?utf-8?B?2YbYtNix2Kk=?=\r\nDate: Mon, 27 Oct 2014 09:30:00 +0300\r\n\
         Message-ID: <m1@e.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{FIRST}</p><p>{SECOND}</p>\r\n"
    );
    for name in ["a.eml", "unnamed"] {
        let article = read_one(&folder, name, &mail);
        assert_eq!((article.title.as_str(), article.publisher.as_deref()), ("نشرة", Some("Example Daily")));
        assert_eq!(article.body, format!("{FIRST}\n{SECOND}"));
        assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2014-10-27"));
    }

    let document = format!(
        "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>عنوان</w:t></w:r></w:p><w:p><w:r><w:t>R&amp;D </w:t></w:r>\
         <w:r><w:t>{FIRST}</w:t></w:r></w:p><w:p/></w:body></w:document>"
    );
    let docx = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]);
    let article = read_one(&folder, "a.docx", docx);
    assert_eq!((article.title.as_str(), article.body), ("عنوان", format!("R&D {FIRST}")));

    let markdown = format!(
        "---\ntitle: \"مقدمة\"\ndate: 2014-10-27\n---\n\n# عنوان\n\n{FIRST}\n\n- **وأكد** [جودة](http://e.org)\n\n```\ncode\n```\n"
    );
    let article = read_one(&folder, "a.md", markdown);
    assert_eq!((article.title.as_str(), article.body), ("مقدمة", format!("{FIRST}\nوأكد جودة")));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2014-10-27"));
}

#[test]
fn web_archives_give_the_articles_of_their_pages() {
    let record = |uri: &str, status: &str, kind: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n");
        let length = head.len() + body.len();
        let mut record = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2016-09-01T10:00:00Z\r\nContent-Length: {length}\r\n\r\n{head}").into_bytes();
        record.extend_from_slice(body);
        record.extend_from_slice(b"\r\n\r\n");
        gzip(&record)
    };
    let page = page("tables.html");
    let archive = [
        gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"),
        record("https://e.org/1", "200 OK", "text/html; charset=windows-1256", &WINDOWS_1256.encode(&page).0),
        record("https://e.org/2", "404 Not Found", "text/html", b"<html></html>"),
        record("https://e.org/3", "200 OK", "image/png", b"x"),
    ];
    let reading = read_file(&folder("warc"), "cc.warc.gz", archive.concat());
    assert_eq!((reading.articles.len(), reading.counts.skipped), (1, 2), "{:?}", reading.diagnostics);
    let article = &reading.articles[0];
    assert_eq!(article.url.as_deref(), Some("https://e.org/1"));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2014-10-26"));
    assert_eq!(article.crawled.map(|date| date.to_string()).as_deref(), Some("2016-09-01"));
    assert!(article.body.starts_with("أقر مجلس الوزراء"), "{}", article.body);
}

#[test]
fn packings_of_packings_are_read() {
    let folder = folder("packed");
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"{id} {FIRST}\"}}\n");
    let packed = gzip(line("gz").as_bytes());
    let inner = gzip(&tar(&[("x/y.jsonl.gz", &packed), (&format!("{}a.txt", "long/".repeat(60)), b"Long name.")]));
    let whole =
        zip(&[("2014/a.txt", b"Head\n\nText."), ("b.tgz", &inner), ("README.md", b"# no"), ("c.png", b"\x89PNG")]);
    let reading = read_file(&folder, "all.zip", &whole);
    let ids: Vec<&str> = reading.articles.iter().map(|article| article.id.as_str()).collect();
    let long = format!("all/b/{}a", "long/".repeat(60));
    assert_eq!(ids, ["all/2014/a", "gz", &long[..]]);
    assert_eq!(reading.counts.skipped, 1, "{:?}", reading.diagnostics);
    assert!(reading.articles[1].origin.ends_with("all.zip/b.tgz/x/y.jsonl.gz"), "{}", reading.articles[1].origin);
    // A name that promises something else, and none at all.
    assert_eq!(read_one(&folder, "wrong.jsonl", &packed).id, "gz");
    assert_eq!(read_one(&folder, "nameless", &packed).id, "gz");
}

#[test]
fn encodings_are_told_apart_and_spans_are_those_of_the_text() {
    let folder = folder("encodings");
    let text = format!("{FIRST}\n\n{SECOND} 2014");
    let french = "Le président a été reçu à l’Élysée, où il a déclaré que la coopération était étroite.";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, expected) in [
        ("utf8.txt", text.as_bytes().to_vec(), &text[..]),
        ("bom.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat(), &text),
        ("utf16.txt", [b"\xff\xfe", &wide[..]].concat(), &text),
        ("bare16.txt", wide, &text),
        ("1256.txt", WINDOWS_1256.encode(&text).0.into_owned(), &text),
        ("8859.txt", ISO_8859_6.encode(&text).0.into_owned(), &text),
        ("1252.txt", WINDOWS_1252.encode(french).0.into_owned(), french),
    ] {
        let article = read_one(&folder, name, bytes);
        let whole = if article.title.is_empty() {
            article.body.clone()
        } else {
            format!("{}\n\n{}", article.title, article.body)
        };
        assert_eq!(whole, expected, "{name}");
        let extraction = khabar::pipeline::extract(&article);
        for mention in extraction.entities.iter().flat_map(|entity| &entity.mentions) {
            let passage = &mention.passage;
            let length = (passage.end - passage.start) as usize;
            let there: String =
                article.field(passage.field).chars().skip(passage.start as usize).take(length).collect();
            assert_eq!(there, passage.text, "{name}");
        }
    }
    for declared in ["utf-8", "iso-8859-1", "windows-1256"] {
        let page = page("tables.html").replace("windows-1256", declared);
        let article = read_one(&folder, "wrong.html", WINDOWS_1256.encode(&page).0);
        assert_eq!(article.title, "مجلس الوزراء يقر الميزانية", "declared as {declared}");
    }
}

#[test]
fn presentation_forms_are_read_as_the_letters_they_show() {
    let forms =
        Article { body: "ﻗﺎﻝ ﺟﻮﻥ ﻛﻴﺮﻱ ﻓﻲ ﺍﻟﻜﻮﻳﺖ".to_owned(), ..Article::default() };
    let extraction = khabar::pipeline::extract(&forms);
    let kuwait = extraction.entities.iter().find(|entity| entity.name_en.as_deref() == Some("Kuwait")).expect("Kuwait");
    assert_eq!(kuwait.mentions[0].passage.text, "ﺍﻟﻜﻮﻳﺖ");
}

#[test]
fn copies_are_left_out_and_named() {
    let lines: String = [("a", FIRST), ("b", SECOND), ("c", FIRST), ("a", SECOND)]
        .map(|(id, text)| serde_json::json!({"id": id, "text": text}).to_string() + "\n")
        .concat();
    let reading = read_file(&folder("copies"), "a.jsonl", lines);
    assert_eq!((reading.counts.read, reading.counts.duplicate), (2, 2));
    assert_eq!(reading.diagnostics[0].message, "the text of 'a' once more");
    assert_eq!(reading.diagnostics[1].message, "an earlier article has the id 'a'");
}
