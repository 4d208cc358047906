//! One HTML page (<https://html.spec.whatwg.org/>) that needs nothing else: the graph to look at and search,
//! with a dossier for each node and the sentences of each edge.
//!
//! The page holds the whole `graph.json` and draws it with the scripts beside this file; it fetches nothing.
//! Cannot hold: time but as text.

use std::io::{self, Write};

use crate::graph::view::View;

use super::Format;
use super::json::Json;

/// The page.
pub struct Html;

/// The page's own script, in the order of its parts.
const SCRIPTS: [&str; 7] = [
    include_str!("html/words.js"),
    include_str!("html/graph.js"),
    include_str!("html/picture.js"),
    include_str!("html/hand.js"),
    include_str!("html/dossier.js"),
    include_str!("html/time.js"),
    include_str!("html/panel.js"),
];

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn title(&self) -> &'static str {
        "one page to explore the graph in any browser, without a network"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.html"]
    }

    fn specification(&self) -> &'static str {
        "https://html.spec.whatwg.org/"
    }

    fn cannot_express(&self) -> &'static str {
        "time but as text"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
              <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
              <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'\">\n\
              <title>khabar</title>\n<style>\n",
        )?;
        out.write_all(include_bytes!("html/page.css"))?;
        out.write_all(b"</style>\n")?;
        out.write_all(include_bytes!("html/page.html"))?;
        out.write_all(b"<script type=\"application/json\" id=\"graph\">\n")?;
        Json.write(view, 0, &mut NoMarkup(out))?;
        out.write_all(b"</script>\n<script>\n'use strict';\n")?;
        for script in SCRIPTS {
            out.write_all(script.as_bytes())?;
        }
        out.write_all(b"</script>\n</html>\n")
    }
}

/// Writes `<` by its code, so that no text ends the script that it stands in; in JSON it stands in texts only.
struct NoMarkup<'o>(&'o mut dyn Write);

impl Write for NoMarkup<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (number, part) in bytes.split(|byte| *byte == b'<').enumerate() {
            if number > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
