//! How fast is each stage? Megabytes of text per CPU second, short and long articles of each language, and F1 beside.
//!
//! Of the stages within `extract`, the words, the lexicon and the recogniser are measured alone; the rules are the rest.
//!
//! `cargo bench --bench speed [-- FILE…]`: the files named, or else every 50th article of the news beside the checkout,
//! or else `data/articles` over and over. With gold graphs beside the checkout the quality of the same rules is
//! printed too: speed alone is no merit.

use std::convert::Infallible;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use khabar::eval::annotation::{Annotation, read as read_gold};
use khabar::eval::score::{MAIN, Score, score};
use khabar::export::{FORMATS, write};
use khabar::graph::selection::Selection;
use khabar::graph::{self, measures};
use khabar::lang::Language;
use khabar::lang::recognizer::recognizer;
use khabar::lang::supplement::Supplement;
use khabar::model::article::Article;
use khabar::model::document::Document;
use khabar::model::extraction::Extraction;
use khabar::pipeline::{self, Outcome};
use khabar::{extract, ingest, lang, resolve, text};

/// As in the program.
#[cfg(feature = "program")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles of more bytes are long: a dispatch has one screen, a feature several.
const LONG: usize = 4000;

/// Text that a measurement reads at least, in bytes, so that no figure rests on less than some tenths of a second.
const LEAST: usize = 4 << 20;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let pools = ["ar", "en"].map(|code| root.join(format!("../shared/news/{code}_pool.jsonl.zst")));
    let (files, every) = if !named.is_empty() {
        (named, 1)
    } else if pools.iter().all(|pool| pool.exists()) {
        (pools.to_vec(), 50)
    } else {
        (vec![root.join("data/articles")], 1)
    };
    let mut all = 0;
    let (articles, reading) = Took::measure(|| read(&files, every, &mut all));
    if articles.is_empty() {
        say("nothing to measure with");
        return ExitCode::FAILURE;
    }
    let bytes: usize = articles.iter().map(size).sum();
    say(&format!("{} articles, {:.1} MB of text; MB per CPU second", articles.len(), bytes as f64 / 1e6));
    say(&format!("ingest     {:9.1}\n", reading.rate(all)));
    let columns = ["articles", "analyze", "lexicon", "names", "rules", "extract", "json", "whole"];
    say(&format!("{:10}{}", "one thread", columns.map(|column| format!(" {column:>9}")).concat()));
    for language in lang::LANGUAGES {
        for (name, long) in [("short", false), ("long", true)] {
            let code = language.code();
            let of = |a: &&Article| (a.body.len() > LONG) == long && lang::detect::detect(&a.body).code() == code;
            let chosen: Vec<&Article> = articles.iter().filter(of).collect();
            if !chosen.is_empty() {
                one_thread(&format!("{code} {name}"), &chosen, *language);
            }
        }
    }
    all_threads(&articles, bytes);
    for code in ["ar", "en"] {
        quality(&root.join("../shared/eval"), code);
    }
    ExitCode::SUCCESS
}

/// The stages that see one article at a time; `extract` holds those before it, and `whole` is with the writing.
fn one_thread(name: &str, articles: &[&Article], language: &'static dyn Language) {
    let bytes: usize = articles.iter().map(|a| size(a)).sum();
    let rounds = LEAST.div_ceil(bytes.max(1)).min(50);
    let texts = || articles.iter().cycle().take(rounds * articles.len());
    // The lexicons are built before the clock starts.
    black_box(extract::extract(&text::analyze(articles[0], language), language));
    let each = |work: &dyn Fn(&Document)| {
        Took::measure(|| texts().for_each(|article| work(&text::analyze(article, language)))).1
    };
    let analyze = each(&|document| _ = black_box(document));
    let lexicon = each(&|document| _ = black_box(language.lexicon().scan(document, language)));
    let names = each(&|document| _ = black_box(recognizer(language.code()).map(|r| r.tag(document))));
    let extract = each(&|document| _ = black_box(extract::extract(document, language)));
    let whole = each(&|document| _ = black_box(serde_json::to_vec(&extract::extract(document, language))));
    let (lexicon, names) = (lexicon.without(analyze), names.without(analyze));
    let rules = extract.without(analyze).without(lexicon).without(names);
    let stages = [analyze, lexicon, names, rules, extract, whole.without(extract), whole];
    let rates = stages.map(|took| format!(" {:9.2}", took.rate(bytes * rounds))).concat();
    say(&format!("{name:10} {:9}{rates}", articles.len()));
}

/// All articles through all stages.
fn all_threads(articles: &[Article], bytes: usize) {
    let mut extractions: Vec<Extraction> = Vec::new();
    let (_, extracting) = Took::measure(|| {
        pipeline::extract_all(articles.iter().cloned().map(Ok), Supplement::NONE, |outcome| {
            if let Outcome::Extracted { extraction, .. } = outcome {
                extractions.push(extraction);
            }
            Ok::<(), Infallible>(())
        })
    });
    let (resolution, resolving) = Took::measure(|| resolve::resolve(&extractions));
    let (mut graph, building) = Took::measure(|| graph::build(&extractions, &resolution));
    let (_, measuring) = Took::measure(|| measures::measure(&mut graph));
    let folder = std::env::temp_dir().join(format!("khabar-bench-{}", std::process::id()));
    let (written, exporting) = Took::measure(|| write(&graph, &Selection::default(), FORMATS, &folder));
    if let Err(error) = written {
        say(&format!("export: {error}"));
    }
    _ = std::fs::remove_dir_all(&folder);
    let (nodes, edges) = (graph.graph.node_count(), graph.graph.edge_count());
    say(&format!("\n{:10} {:>9} {:>9} {:>9}  ({nodes} nodes, {edges} edges)", "all", "MB/CPU s", "CPU s", "wall s"));
    let stages = [
        ("extract", extracting),
        ("resolve", resolving),
        ("build", building),
        ("measure", measuring),
        ("export", exporting),
    ];
    for (name, took) in stages {
        let (cpu, wall) = (took.cpu.as_secs_f64(), took.wall.as_secs_f64());
        say(&format!("{name:10} {:9.2} {cpu:9.2} {wall:9.2}", took.rate(bytes)));
    }
}

/// The F1 of the same rules on the gold graphs of a language, where they are.
fn quality(folder: &Path, code: &str) {
    let name = format!("dev_{code}.jsonl");
    let Ok(gold) = std::fs::File::open(folder.join("gold").join(&name)) else { return };
    let Ok(gold) = read_gold(std::io::BufReader::new(gold)) else { return };
    let articles = read(&[folder.join("articles").join(&name)], 1, &mut 0);
    let found: Vec<Annotation> = articles.iter().filter_map(|a| Annotation::of(&pipeline::extract(a)).ok()).collect();
    let mut total = Score::default();
    for (_, one) in score(&gold, &found) {
        total.merge(one);
    }
    let figures = MAIN.map(|measure| format!("{measure} {:.3}", total.tally(measure).f1()));
    say(&format!("\n{code} F1: {}, graph score {:.3}", figures.join(", "), total.graph()));
}

/// Every so manieth article, and the bytes of all.
fn read(files: &[PathBuf], every: usize, all: &mut usize) -> Vec<Article> {
    let articles = ingest::read(files).filter_map(Result::ok);
    articles.inspect(|article| *all += size(article)).step_by(every).collect()
}

fn size(article: &Article) -> usize {
    article.title.len() + article.body.len()
}

/// What a piece of work took.
#[derive(Clone, Copy)]
struct Took {
    cpu: Duration,
    wall: Duration,
}

impl Took {
    fn measure<T>(run: impl FnOnce() -> T) -> (T, Self) {
        let (start, cpu) = (Instant::now(), cpu_time());
        let result = run();
        let wall = start.elapsed();
        let cpu = cpu_time().zip(cpu).map_or(wall, |(end, start)| end.saturating_sub(start));
        (result, Self { cpu, wall })
    }

    /// What is left of it without a part.
    fn without(self, part: Self) -> Self {
        Self { cpu: self.cpu.saturating_sub(part.cpu), wall: self.wall.saturating_sub(part.wall) }
    }

    /// MB of text per CPU second; no better than the clock can tell.
    fn rate(self, bytes: usize) -> f64 {
        bytes as f64 / 1e6 / self.cpu.as_secs_f64().max(0.01)
    }
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
