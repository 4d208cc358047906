//! JSON lines: one object a line; a broken line costs that line alone. What `khabar extract` wrote is known by its first
//! line, and is no input: the text that it was read in is not in it.

use std::io::{BufRead, Read};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::sink::Sink;
use super::{Flow, Input, LONGEST_ARTICLE, Reader, record};
use crate::model::extraction::Source;

/// Reads `.jsonl` and `.ndjson`.
pub struct Jsonl;

/// What every line of `khabar extract` has.
#[derive(Deserialize)]
struct Extracted {
    #[serde(rename = "article")]
    _article: Source,
    #[serde(rename = "entities")]
    _entities: Vec<IgnoredAny>,
    #[serde(rename = "relations")]
    _relations: Vec<IgnoredAny>,
    #[serde(rename = "statements")]
    _statements: Vec<IgnoredAny>,
}

impl Reader for Jsonl {
    fn name(&self) -> &'static str {
        "JSON lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        // A broken first line must not turn the whole input into one JSON value: the second line may show the format.
        let mut lines = start.trim_ascii_start().split(|&b| b == b'\n').map(<[u8]>::trim_ascii);
        let first = lines.next().unwrap_or_default();
        let next = lines.next();
        first.starts_with(b"{")
            && first.len() > 1
            && (first.ends_with(b"}") || next.is_none_or(|line| line.starts_with(b"{")))
    }

    fn read(&self, mut input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        for line in 1.. {
            let mut json = Vec::new();
            match (&mut input.bytes).take(LONGEST_ARTICLE).read_until(b'\n', &mut json) {
                Err(error) => return sink.stopped(Some(line), &error),
                Ok(0) => break,
                Ok(length) if length as u64 == LONGEST_ARTICLE => {
                    sink.skipped(Some(line), "a line of more than 64 MB", "split it")?;
                    if let Err(error) = input.bytes.skip_until(b'\n') {
                        return sink.stopped(Some(line), &error);
                    }
                }
                Ok(_) if json.trim_ascii().is_empty() => {}
                Ok(_) if line == 1 && serde_json::from_slice::<Extracted>(&json).is_ok() => {
                    let remedy = "give the articles that it was made of; a graph quotes them";
                    return sink.failed(Some(line), "what khabar extract wrote, and no articles", remedy);
                }
                Ok(_) => record::object(json, line, input.fields, sink)?,
            }
        }
        Flow::Continue(())
    }
}
