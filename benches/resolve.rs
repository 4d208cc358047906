//! How does the cost of resolution grow? CPU seconds of each step over 1, 4, 16, 64 and 100 thousand articles.
//!
//! `cargo bench --bench resolve [-- FILE…]`: extractions (what `khabar extract` writes, also packed as .zst), or else
//! the news beside the checkout, extracted first. The last column is the exponent of growth since the line above: 1 is
//! linear.

mod said;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use khabar::lang::supplement::Supplement;
use khabar::model::decision::Decisions;
use khabar::model::extraction::Extraction;
use khabar::resolve::ruling::{Naming, Ruling};
use khabar::resolve::{Memory, block, canonical, cluster, copies, events, gist, judge, unit};
use khabar::{ingest, pipeline};

/// Articles of each measurement.
const SIZES: [usize; 5] = [1_000, 4_000, 16_000, 64_000, 100_000];

fn main() -> ExitCode {
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let most = SIZES[SIZES.len() - 1];
    let pool = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/news/ar_pool.jsonl.zst");
    let extractions = if named.is_empty() { extracted(&pool, most) } else { said::read(&named).take(most).collect() };
    if extractions.is_empty() {
        say("nothing to measure with");
        return ExitCode::FAILURE;
    }
    let steps = ["gists", "copies", "units", "block", "judge", "cluster", "events", "names"];
    let columns: Vec<String> = steps.iter().map(|step| format!("{step:>8}")).collect();
    say("CPU seconds");
    say(&format!(
        "{:>9} {:>8} {:>9} {} {:>8} {:>9} {:>7}",
        "articles",
        "units",
        "pairs",
        columns.concat(),
        "all",
        "µs/article",
        "growth"
    ));
    let mut before: Option<(usize, f64)> = None;
    // The gazetteers and models are built before the clock starts.
    steps_of(&extractions[..extractions.len().min(50)]);
    for size in SIZES {
        // Spread over the whole, so that every size sees the same time and outlets.
        let step = (extractions.len() / size).max(1);
        let part: Vec<Extraction> = extractions.iter().step_by(step).take(size).cloned().collect();
        let (units, pairs, took) = steps_of(&part);
        let all: f64 = took.iter().map(Duration::as_secs_f64).sum();
        let growth = before
            .filter(|&(count, _)| count < part.len())
            .map(|(count, seconds)| (all / seconds).ln() / (part.len() as f64 / count as f64).ln());
        let columns: Vec<String> = took.iter().map(|took| format!("{:8.2}", took.as_secs_f64())).collect();
        say(&format!(
            "{:>9} {units:>8} {pairs:>9} {} {all:8.2} {:>9.0} {:>7}",
            part.len(),
            columns.concat(),
            all * 1e6 / part.len() as f64,
            growth.map(|growth| format!("{growth:.2}")).unwrap_or_default()
        ));
        before = Some((part.len(), all));
        if part.len() < size {
            break;
        }
    }
    ExitCode::SUCCESS
}

/// The steps of `resolve::resolve`, each with its CPU time; the numbers of units and of pairs.
fn steps_of(extractions: &[Extraction]) -> (usize, usize, [Duration; 8]) {
    let (decisions, naming, ruling) = (Decisions::default(), Naming::default(), Ruling::default());
    let (gists, reading) = took(|| gist::gists(extractions, &naming));
    let (stories, copies) = took(|| copies::stories(gists.list.iter().map(|gist| &*gist.sketch)));
    let mut memory = Memory::default();
    let (units, gathering) = took(|| unit::units(&gists, &mut memory.units));
    let (meetings, blocking) = took(|| block::meetings(&units));
    let ((company, mut judged), judging) = took(|| {
        let company = judge::Company::new(gists.list.len(), &units);
        let judged = judge::judge(&units, &meetings, &company, &ruling, &mut memory.names);
        (company, judged)
    });
    let (groups, clustering) = took(|| cluster::cluster(&units, &mut judged, &company, &stories, &ruling));
    let (occurrences, happening) =
        took(|| events::events(&gists, &units, &groups.list, &decisions, &mut memory.reports));
    let list = groups.list;
    let labels = &mut memory.labels;
    let (_, naming) = took(|| canonical::names(&gists, &units, list, occurrences.groups, labels));
    let pairs: usize = meetings.blocks.iter().map(|&block| meetings.pairs(block).count()).sum();
    (units.len(), pairs, [reading, copies, gathering, blocking, judging, clustering, happening, naming])
}

/// Extracts the first articles of the news.
fn extracted(pool: &Path, most: usize) -> Vec<Extraction> {
    let mut extractions = Vec::new();
    let articles = ingest::read(&[pool]).take(most);
    let done = pipeline::extract_all(articles, Supplement::NONE, |outcome| {
        if let pipeline::Outcome::Extracted { extraction, .. } = outcome {
            extractions.push(extraction);
        }
        Ok::<(), std::convert::Infallible>(())
    });
    match done {
        Ok(()) => extractions,
    }
}

fn took<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let (start, cpu) = (Instant::now(), cpu_time());
    let result = run();
    let wall = start.elapsed();
    (result, cpu_time().zip(cpu).map_or(wall, |(end, start)| end.saturating_sub(start)))
}

/// Processor time of the whole process, where the system tells it (in hundredths of a second).
fn cpu_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

#[expect(clippy::print_stdout, reason = "a bench is there to print its figures")]
fn say(line: &str) {
    println!("{line}");
}
