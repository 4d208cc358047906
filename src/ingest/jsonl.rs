//! JSON lines: one object a line; a broken line costs that line alone.

use std::io::{BufRead, Read};

use super::record::{Piece, articles};
use super::{LONGEST_ARTICLE, Origin, Reader, Stream};
use crate::model::diagnostic::{Diagnostic, Severity};

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

    fn read(&self, input: Box<dyn BufRead + Send>, origin: Origin) -> Stream {
        articles(Lines { input, origin: origin.clone(), line: 0, ended: false }, origin)
    }
}

struct Lines {
    input: Box<dyn BufRead + Send>,
    origin: Origin,
    line: usize,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Piece, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut json = Vec::new();
            let length = (&mut self.input).take(LONGEST_ARTICLE).read_until(b'\n', &mut json);
            self.line += 1;
            match length {
                Err(error) => {
                    self.ended = true;
                    let message = format!("reading stopped: {error}");
                    return Some(Err(self.origin.diagnostic(Severity::Failed, Some(self.line), &message, "")));
                }
                Ok(0) => self.ended = true,
                Ok(length) if length as u64 == LONGEST_ARTICLE => {
                    self.ended |= self.input.skip_until(b'\n').is_err();
                    let message = "a line of more than 64 MB";
                    return Some(Err(self.origin.diagnostic(Severity::Skipped, Some(self.line), message, "split it")));
                }
                Ok(_) => {
                    if json.starts_with("\u{feff}".as_bytes()) {
                        json.drain(..3);
                    }
                    if !json.trim_ascii().is_empty() {
                        return Some(Ok((json, self.line)));
                    }
                }
            }
        }
        None
    }
}
