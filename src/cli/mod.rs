//! The command line: one file per command.
//!
//! Law: results go to the standard output, everything said about them to the standard error.

mod add;
mod alias;
mod answer;
mod asking;
mod between;
mod build;
mod check;
mod compact;
mod compare;
mod deciding;
mod draw;
mod eval;
mod events;
mod export;
mod extract;
mod info;
mod ingest;
mod input;
mod interrupt;
mod list;
mod listing;
mod merge;
mod names;
mod neighbors;
mod output;
mod path;
mod quotes;
mod remove;
mod report;
mod review;
mod search;
mod selecting;
mod show;
#[cfg(feature = "sparql")]
mod sparql;
mod split;
mod sql;
mod storing;
mod table;
mod timeline;
mod top;
mod train;
mod train_pairs;
mod train_weights;
mod transliterate;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// News articles, Arabic and English, into a knowledge graph with evidence for every edge.
#[derive(Parser)]
#[command(name = "khabar", version, max_term_width = 110, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Threads to work with; all cores when not given. The result is the same for any number.
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,
}

/// What the numbers mean that a command ends with.
const EXIT_CODES: &str = "\
Exit codes:
  0  done; also when a piece of the input was left out, which the standard error reports
  1  nothing could be read, nothing was found, or something failed
  2  the command line is wrong
  3  with --strict: done, but a piece of the input was left out
  130  stopped by Ctrl-C; what was done is kept

Examples:
  khabar build data/articles --out exports/sample
  khabar path Stengel Allen
  khabar show الكويت --in exports/sample
  khabar add news.khabar today.jsonl";

#[derive(Subcommand)]
enum Command {
    Build(Box<build::Build>),
    Ingest(ingest::Ingest),
    Extract(extract::Extract),
    Export(Box<export::Export>),
    Add(add::Add),
    Remove(remove::Remove),
    List(list::List),
    Info(info::Info),
    Check(check::Check),
    Draw(draw::Draw),
    Compact(compact::Compact),
    Search(search::Search),
    Sql(sql::Sql),
    Show(show::Show),
    Neighbors(neighbors::Neighbors),
    Path(path::PathCommand),
    Between(between::BetweenCommand),
    Events(events::Events),
    Quotes(quotes::Quotes),
    Timeline(timeline::TimelineCommand),
    Top(top::TopCommand),
    Review(review::Review),
    Merge(merge::Merge),
    Split(split::Split),
    Alias(alias::Alias),
    Compare(compare::CompareCommand),
    #[cfg(feature = "sparql")]
    Sparql(sparql::SparqlCommand),
    Eval(eval::Eval),
    Train(train::Train),
    Transliterate(transliterate::Transliterate),
}

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// As asked.
    Done,
    /// Nothing was there to answer with.
    Nothing,
    /// A piece of the input was left out, and `--strict` was given.
    Incomplete,
    /// Somebody asked to stop; what was done is kept.
    Stopped,
}

impl Ending {
    /// The same, unless a piece of what it was given was left out.
    const fn unless(self, incomplete: bool) -> Self {
        if incomplete && matches!(self, Self::Done) { Self::Incomplete } else { self }
    }
}

/// Runs the program on the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Nothing) => ExitCode::FAILURE,
        Ok(Ending::Incomplete) => ExitCode::from(3),
        Ok(Ending::Stopped) => ExitCode::from(interrupt::STOPPED),
        // Whoever reads our output (`khabar top | head -3`) has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> anyhow::Result<Ending> {
    if let Some(threads) = cli.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    match &cli.command {
        Command::Build(command) => command.run(),
        Command::Ingest(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Add(command) => command.run(),
        Command::Remove(command) => command.run(),
        Command::List(command) => command.run(),
        Command::Info(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Draw(command) => command.run(),
        Command::Compact(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Sql(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::Neighbors(command) => command.run(),
        Command::Path(command) => command.run(),
        Command::Between(command) => command.run(),
        Command::Events(command) => command.run(),
        Command::Quotes(command) => command.run(),
        Command::Timeline(command) => command.run(),
        Command::Top(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Merge(command) => command.run(),
        Command::Split(command) => command.run(),
        Command::Alias(command) => command.run(),
        Command::Compare(command) => command.run(),
        #[cfg(feature = "sparql")]
        Command::Sparql(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Train(command) => command.run(),
        Command::Transliterate(command) => command.run(),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
