//! The option `--lexicon`: names that the user lists, read from a table.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::output;
use crate::lang::supplement::Supplement;
use crate::store::GivenFile;

/// What the table holds, for the help of the commands that read articles.
pub const COLUMNS_HELP: &str = "\
Lexicon:
  A table (--lexicon) of names to be found in articles of both languages, tab-separated, its first line the columns:
    kind      person, organization, country or place
    name      the name by which it shall be known; or that of what khabar knows already, or its id
    aliases   its other names in either script, joined by |
    country   ISO 3166-1 alpha-2 code; may be empty, like wikidata (Q42)
  Other columns are for people.
";

/// Names that articles are read with.
#[derive(Debug, Default, Args)]
pub struct Listing {
    /// A table of names to be found besides those that khabar knows (see below).
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

impl Listing {
    /// Reads the file, where one is named.
    pub fn read(&self) -> anyhow::Result<Option<GivenFile>> {
        self.lexicon.as_deref().map(read_file).transpose()
    }
}

/// Understands a lexicon and says what is wrong with it; tells also whether nothing is.
pub fn understand(given: &GivenFile) -> (Supplement<'_>, bool) {
    let (supplement, wrong) = Supplement::read(&given.text, &given.file);
    output::say_all(&wrong);
    (supplement, wrong.is_empty())
}

/// Reads a table that the user names.
pub fn read_file(path: &Path) -> anyhow::Result<GivenFile> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8(bytes).ok().with_context(|| format!("{} is not UTF-8; save it so", path.display()))?;
    Ok(GivenFile { file: path.display().to_string(), text })
}
