//! `khabar alias`: a name that is another name of something.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::deciding::Deciding;
use super::{Ending, names, output};
use crate::model::decision::{Reference, Verb};
use crate::model::kinds::NodeKind;

/// Decide that a name is another name of something, wherever it stands
///
/// The decision is a line of a table that build obeys (--decisions); delete the line to undo it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  khabar alias 'الإخوان' = 'جماعة الإخوان المسلمين' --kind organization
  khabar alias 'Bibi' = 'Benjamin Netanyahu' --kind person")]
pub struct Alias {
    /// The other name, an equals sign, and the name it stands for.
    #[arg(required = true, num_args = 2..=3, value_name = "NAME")]
    names: Vec<String>,
    /// What it is; a name of that kind only.
    #[arg(long, value_parser = names::kind(), value_name = "KIND")]
    kind: Option<NodeKind>,
    /// A store that shall obey it.
    #[arg(long = "in", value_name = "STORE")]
    store: Option<PathBuf>,
    #[command(flatten)]
    deciding: Deciding,
}

impl Alias {
    pub fn run(&self) -> anyhow::Result<Ending> {
        let (alias, name) = match self.names.as_slice() {
            [alias, name] => (alias, name),
            [alias, sign, name] if sign == "=" => (alias, name),
            _ => bail!("write NAME = NAME, each name in quotation marks"),
        };
        let reference = |text: &str| {
            let read = Reference::read(text);
            Reference { kind: self.kind.or(read.kind), ..read }
        };
        if let Some(store) = &self.store {
            self.deciding.begin(store)?;
        }
        self.deciding.write(Verb::Alias, &reference(alias), &reference(name))?;
        output::say(&format!("{alias} will be read as {name}"));
        self.deciding.end(self.store.as_deref())?;
        Ok(Ending::Done)
    }
}
