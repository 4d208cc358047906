//! What does a graph hold, and how much more is held while it is made? Megabytes over 1, 4, 16, 64 and 100 thousand
//! articles.
//!
//! `cargo bench --bench memory [-- FILE…]`: extractions (what `khabar extract` writes, also packed as .zst), or else the
//! news beside the checkout, extracted as they come. Counted are the bytes that the program asks for, those of the
//! gazetteers and models apart.

#![expect(unsafe_code, reason = "an allocator that counts")]

mod said;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use khabar::graph::Options;
use khabar::lang::supplement::Supplement;
use khabar::model::decision::Decisions;
use khabar::pipeline::{self, Gathering, Outcome};
use khabar::{graph::KnowledgeGraph, ingest};

/// Articles of each measurement.
const SIZES: [usize; 5] = [1_000, 4_000, 16_000, 64_000, 100_000];

/// The system's allocator, which counts what is held and the most that was.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn came(bytes: usize) {
    MOST.fetch_max(HELD.fetch_add(bytes, Ordering::Relaxed) + bytes, Ordering::Relaxed);
}

// SAFETY: all is done by the system's allocator; what is counted beside it allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        came(layout.size());
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        came(size);
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() -> ExitCode {
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from).collect();
    let done = measure(&named);
    done.map_or_else(
        |error| {
            say(&error.to_string());
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn measure(files: &[PathBuf]) -> io::Result<()> {
    // The gazetteers and models are built before anything is counted.
    made(files, 50)?;
    say("MB held: articles gathered, at most while a graph was made, by the graph; beside it; kB an article beside it");
    for size in SIZES {
        let before = HELD.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        let (gathered, graph) = made(files, size)?;
        let mb = |bytes: usize| bytes.saturating_sub(before) as f64 / 1e6;
        let (held, most) = (mb(HELD.load(Ordering::Relaxed)), mb(MOST.load(Ordering::Relaxed)));
        let (count, beside) = (graph.articles.len(), most - held);
        let each = beside * 1e3 / count.max(1) as f64;
        say(&format!("{count:>7} {:8.1} {most:8.1} {held:8.1} {beside:8.1} {each:8.2}", mb(gathered)));
        if count < size {
            break;
        }
    }
    Ok(())
}

/// What was held when so many articles were gathered, and the graph of them.
fn made(files: &[PathBuf], size: usize) -> io::Result<(usize, KnowledgeGraph)> {
    let decisions = Decisions::default();
    let mut gathering = Gathering::new(&decisions, &std::env::temp_dir())?;
    if files.is_empty() {
        let pool = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/news/ar_pool.jsonl.zst");
        pipeline::extract_all(ingest::read(&[pool]).take(size), Supplement::NONE, |outcome| match outcome {
            Outcome::Extracted { extraction, .. } => gathering.add(&extraction),
            Outcome::Remark(_) => Ok(()),
        })?;
    } else {
        said::read(files).take(size).try_for_each(|extraction| gathering.add(&extraction))?;
    }
    let gathered = HELD.load(Ordering::Relaxed);
    Ok((gathered, gathering.build(Options::default())?.0))
}

#[expect(clippy::print_stdout, reason = "a bench is there to print its figures")]
fn say(line: &str) {
    println!("{line}");
}
