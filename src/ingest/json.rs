//! JSON files: one object, an array of objects, or objects one after the other, over any number of lines.
//!
//! Objects are cut out by their brackets and read one at a time, so that an array of any length needs no more memory
//! than its longest article.

use std::io::BufRead;

use super::sink::Sink;
use super::{Flow, Input, LONGEST_ARTICLE, Reader, record};

/// Reads `.json`.
pub struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        let start = start.trim_ascii_start();
        start.starts_with(b"{") || start.strip_prefix(b"[").is_some_and(|s| s.trim_ascii_start().starts_with(b"{"))
    }

    fn read(&self, input: Input<'_>, sink: &mut Sink<'_>) -> Flow {
        let mut objects = Objects { bytes: input.bytes, line: 1, brackets: false };
        let mut found = false;
        let (line, message, remedy) = loop {
            match objects.cut() {
                Ok(Cut::Object { json, line }) => {
                    found = true;
                    record::object(json, line, input.fields, sink)?;
                }
                Ok(Cut::End) if objects.brackets && !found => {
                    return sink.failed(None, "JSON without an object", "write an object for each article");
                }
                Ok(Cut::End) => return Flow::Continue(()),
                Ok(Cut::Stray { line }) => break (line, "broken JSON: text outside of any object", "correct the file"),
                Ok(Cut::Open { line }) => break (line, "broken JSON: the object is not closed", "correct the object"),
                Ok(Cut::TooLong { line }) => break (line, "an object of more than 64 MB", "split it"),
                Err(error) => return sink.stopped(Some(objects.line), &error),
            }
        };
        sink.skipped(Some(line), message, remedy)
    }
}

/// The objects of a file.
struct Objects<'a> {
    bytes: Box<dyn BufRead + 'a>,
    line: usize,
    /// Whether there is anything of an array.
    brackets: bool,
}

/// What the next stretch of input holds.
enum Cut {
    Object { json: Vec<u8>, line: usize },
    Stray { line: usize },
    Open { line: usize },
    TooLong { line: usize },
    End,
}

impl Objects<'_> {
    /// Reads up to the end of the next object of the top level.
    fn cut(&mut self) -> std::io::Result<Cut> {
        let (mut json, mut first, mut depth) = (Vec::new(), self.line, 0_usize);
        let (mut quoted, mut escaped, mut stray) = (false, false, None);
        loop {
            let chunk = self.bytes.fill_buf()?;
            if chunk.is_empty() {
                return Ok(match (depth, stray) {
                    (0, None) => Cut::End,
                    (0, Some(line)) => Cut::Stray { line },
                    _ => Cut::Open { line: first },
                });
            }
            let (mut used, mut done, mut from) = (0, false, 0);
            for &byte in chunk {
                used += 1;
                self.line += usize::from(byte == b'\n');
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' if depth > 0 => quoted = !quoted,
                    _ if quoted => {}
                    b'{' => {
                        if depth == 0 {
                            (first, from) = (self.line, used - 1);
                        }
                        depth += 1;
                    }
                    b'}' if depth > 0 => {
                        depth -= 1;
                        done = depth == 0;
                    }
                    b'[' | b']' | b',' => self.brackets = true,
                    b' ' | b'\n' | b'\r' | b'\t' => {}
                    _ if depth == 0 => stray = stray.or(Some(self.line)),
                    _ => {}
                }
                if done {
                    break;
                }
            }
            if depth > 0 || done {
                json.extend_from_slice(&chunk[from..used]);
            }
            self.bytes.consume(used);
            if done {
                return Ok(Cut::Object { json, line: first });
            }
            if json.len() as u64 > LONGEST_ARTICLE {
                return Ok(Cut::TooLong { line: first });
            }
        }
    }
}
