//! WARC, as Common Crawl News has it: <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>.
//!
//! Responses with a web page give its article, `conversion` records (WET) their text; other records are no articles.

use std::io::{self, BufRead, Read};

use encoding_rs::Encoding;

use super::decode::{Decoder, repaired};
use super::fields::Field;
use super::lookahead::Lookahead;
use super::record::Record;
use super::sink::Sink;
use super::{Flow, Input, LONGEST_ARTICLE, Reader, html};

/// Reads `.warc`; packed ones are unpacked before.
pub struct Warc;

/// Bytes of the header of a record or of a response at most.
const HEADER: u64 = 1 << 16;

impl Reader for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        start.starts_with(b"WARC/1.")
    }

    fn is_text(&self) -> bool {
        false
    }

    fn read(&self, mut input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        for number in 1.. {
            let header = match head(&mut input.bytes) {
                Ok(Some(header)) => header,
                Ok(None) => break,
                Err(error) => return sink.stopped(Some(number), &error),
            };
            let length = value(&header, "content-length").and_then(|length| length.parse::<u64>().ok());
            let Some(length) = length.filter(|_| header.starts_with("WARC/")) else {
                return sink.failed(Some(number), "a record of WARC without a length", "look for a whole copy of it");
            };
            let mut content = (&mut input.bytes).take(length);
            if length > LONGEST_ARTICLE {
                sink.skipped(Some(number), "a record of more than 64 MB", "leave it out")?;
            } else {
                record(&header, &mut content, number, sink)?;
            }
            let rest = content.limit();
            match io::copy(&mut content, &mut io::sink()) {
                Err(error) => return sink.stopped(Some(number), &error),
                Ok(read) if read < rest => {
                    return sink.failed(
                        Some(number),
                        "a record of WARC that breaks off",
                        "look for a whole copy of it",
                    );
                }
                Ok(_) => {}
            }
        }
        Flow::Continue(())
    }
}

/// Reads one record; the lines of diagnostics are the numbers of records.
fn record(header: &str, content: &mut dyn BufRead, number: usize, sink: &mut Sink<'_>) -> Flow {
    let mut record = Record::default();
    for (name, field) in [("warc-target-uri", Field::Url), ("warc-date", Field::Crawled)] {
        if let Some(value) = value(header, name) {
            let value = value.trim_matches(['<', '>']).to_owned();
            record.offer((field, if field == Field::Url { 100 } else { 0 }), value.clone());
            if field == Field::Url {
                record.offer((Field::Id, 100), value);
            }
        }
    }
    match value(header, "warc-type").as_deref() {
        Some("response") => response(record, content, number, sink),
        Some("conversion") => {
            let mut text = Vec::new();
            if let Err(error) = content.read_to_end(&mut text) {
                return sink.stopped(Some(number), &error);
            }
            let text = repaired(text).0;
            let (title, body) = text.split_once('\n').unwrap_or(("", &text));
            record.offer((Field::Title, 0), title.to_owned());
            record.offer((Field::Text, 0), body.to_owned());
            record.finish(number, sink)
        }
        _ => Flow::Continue(()),
    }
}

/// Reads what a server answered.
fn response(record: Record, content: &mut dyn BufRead, number: usize, sink: &mut Sink<'_>) -> Flow {
    let skipped = |sink: &mut Sink<'_>, why: &str| sink.skipped(Some(number), why, "leave it out");
    let header = match head(content) {
        Ok(Some(header)) => header,
        Ok(None) => return skipped(sink, "an empty response"),
        Err(error) => return sink.stopped(Some(number), &error),
    };
    let status = header.split_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return skipped(sink, &format!("a response of status {status}"));
    }
    let kind = value(&header, "content-type").unwrap_or_default().to_lowercase();
    if !kind.is_empty() && !kind.contains("html") {
        return skipped(sink, &format!("a response of type {kind}"));
    }
    let declared = kind
        .split_once("charset=")
        .and_then(|(_, label)| Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes()));
    let mut body = Vec::new();
    let chunked = value(&header, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let read = if chunked { unchunk(content, &mut body) } else { content.read_to_end(&mut body).map(drop) };
    if let Err(error) = read {
        return sink.stopped(Some(number), &error);
    }
    let mut page = Vec::new();
    let coding = value(&header, "content-encoding").unwrap_or_default();
    if let Err(error) = decoded(&body, &coding, declared, &mut page) {
        return skipped(sink, &format!("a response that cannot be decoded: {error}"));
    }
    html::read(&repaired(page).0, record, number, sink)
}

/// Takes the packing and the encoding off a page.
fn decoded(body: &[u8], coding: &str, declared: Option<&'static Encoding>, page: &mut Vec<u8>) -> io::Result<()> {
    // Crawlers often store the page unpacked and leave the header as it was.
    let packed: Box<dyn BufRead + '_> = match coding {
        #[cfg(feature = "archives")]
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            Box::new(io::BufReader::new(flate2::bufread::MultiGzDecoder::new(body)))
        }
        _ => Box::new(body),
    };
    let most = LONGEST_ARTICLE.min(200 * body.len() as u64 + (1 << 20));
    Decoder::new(Lookahead::new(packed), declared).take(most + 1).read_to_end(page)?;
    if page.len() as u64 > most { Err(io::Error::other("it unpacks to many times its size")) } else { Ok(()) }
}

/// Puts the chunks of RFC 9112 together; what is not chunked after all is taken as it is.
fn unchunk(mut content: &mut dyn BufRead, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = Vec::new();
        (&mut content).take(1024).read_until(b'\n', &mut line)?;
        let size = String::from_utf8_lossy(&line);
        let size = u64::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
        match size {
            Ok(0) => return Ok(()),
            Ok(size) => {
                (&mut content).take(size).read_to_end(body)?;
                (&mut content).take(2).read_until(b'\n', &mut Vec::new())?;
            }
            Err(_) => {
                body.extend_from_slice(&line);
                return content.read_to_end(body).map(drop);
            }
        }
    }
}

/// The lines up to an empty one, blank lines before them left out; `None` at the end of the input.
fn head(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut header = Vec::new();
    loop {
        let before = header.len();
        let read = (&mut *input).take(HEADER + 1 - before as u64).read_until(b'\n', &mut header)?;
        if header.len() as u64 > HEADER {
            return Err(io::Error::other("a header of more than 64 KB"));
        }
        let blank = header[before..].trim_ascii().is_empty();
        if blank && before == 0 && read > 0 {
            header.clear();
        } else if blank || read == 0 {
            break;
        }
    }
    Ok((!header.is_empty()).then(|| String::from_utf8_lossy(&header).into_owned()))
}

/// The value of a line of a header.
fn value(header: &str, name: &str) -> Option<String> {
    header.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}
