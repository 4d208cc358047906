//! PNG (<https://www.w3.org/TR/png-3/>): the picture of the SVG as dots, for readers, chats and slides that show no
//! SVG.
//!
//! Drawn by `resvg` with one font that is in the program and holds both scripts, so that Arabic is joined and runs
//! from right to left on machines without any font, and the picture is the same with any. Cannot hold: what the SVG
//! cannot; letters of other scripts.

use std::io::{self, Write};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::graph::view::View;

use super::Format;
use super::svg::Svg;

/// PNG.
pub struct Png;

/// Vazirmatn, under the SIL Open Font License; see `data/fonts`.
const FONT: &[u8] = include_bytes!("../../data/fonts/Vazirmatn-Regular.ttf");
const FAMILY: &str = "Vazirmatn";

impl Format for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn title(&self) -> &'static str {
        "picture with a legend, for what shows no SVG"
    }

    fn files(&self) -> &'static [&'static str] {
        &["graph.png"]
    }

    fn specification(&self) -> &'static str {
        "https://www.w3.org/TR/png-3/"
    }

    fn cannot_express(&self) -> &'static str {
        "columns, evidence, time; letters that are neither Arabic nor Latin"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut svg = Vec::new();
        Svg.write(view, 0, &mut svg)?;
        let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
        options.fontdb_mut().load_font_data(FONT.to_vec());
        options.fontdb_mut().set_sans_serif_family(FAMILY);
        let tree = Tree::from_data(&svg, &options).map_err(|error| {
            io::Error::other(format!(
                "{error}; 'khabar export --formats png --top 5000' draws the foremost nodes alone"
            ))
        })?;
        let size = tree.size().to_int_size();
        let mut pixmap =
            Pixmap::new(size.width(), size.height()).ok_or_else(|| io::Error::other("the picture is too large"))?;
        resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
        out.write_all(&pixmap.encode_png().map_err(io::Error::other)?)
    }
}
