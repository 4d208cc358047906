//! JSON lines: one object a line; a broken line costs that line alone.

use std::io::{BufRead, Read};

use super::sink::Sink;
use super::{Flow, Input, LONGEST_ARTICLE, Reader, record};

/// Reads `.jsonl` and `.ndjson`.
pub struct Jsonl;

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
                Ok(_) => record::object(json, line, input.fields, sink)?,
            }
        }
        Flow::Continue(())
    }
}
