//! 100 thousand nodes and a million edges, written in the formats that are named (`gexf graphml` where none is).
//!
//! `cargo bench --bench export -- [FORMAT …] [--keep DIR] [--nodes N]`; the goal is a CPU second a format, in memory that does not
//! grow. Beside each stands a floor: the first megabyte of the same file, line by line, until as much is written.
//! `--keep` leaves the files for other programs to read and write again: `.ci/peers/exports` does so.

mod made;

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

use khabar::export::{FORMATS, Format, format};
use khabar::graph::selection::Selection;
use khabar::graph::view::View;

/// The machine is not ours alone: the best of so many.
const TRIES: usize = 5;

/// Counts what is written, and keeps the beginning.
#[derive(Default)]
struct Count {
    bytes: usize,
    beginning: Vec<u8>,
}

/// What is kept of the beginning.
const BEGINNING: usize = 1 << 20;

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len();
        let room = BEGINNING - self.beginning.len();
        self.beginning.extend_from_slice(&bytes[..room.min(bytes.len())]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let folder = option("--keep", &mut arguments).map(PathBuf::from);
    let nodes = option("--nodes", &mut arguments).and_then(|number| number.parse().ok()).unwrap_or(made::NODES);
    if arguments.is_empty() {
        arguments = vec!["gexf".into(), "graphml".into()];
    }
    let graph = made::graph(nodes);
    let (cpu, start) = (cpu_seconds(), Instant::now());
    let view = View::new(&graph, &Selection::default());
    let (cpu, wall) = (cpu_seconds() - cpu, start.elapsed().as_secs_f64());
    println!("view: {cpu:.2} CPU s, {wall:.2} s, {} nodes, {} edges", view.nodes.len(), view.edges.len());
    for chosen in FORMATS.iter().filter(|f| arguments.iter().any(|name| name == f.name())) {
        for number in 0..chosen.files().len() {
            compare(*chosen, number, &view)?;
        }
        if let Some(folder) = &folder {
            keep(*chosen, &view, folder)?;
        }
    }
    for name in arguments.iter().filter(|name| format(name).is_none()) {
        println!("no format is called {name}");
    }
    Ok(())
}

/// Takes an option and what follows it out of the arguments.
fn option(name: &str, arguments: &mut Vec<String>) -> Option<String> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.drain(at..arguments.len().min(at + 2)).nth(1)
}

/// Writes a file and its floor in turns, and tells the best of each.
#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn compare(format: &dyn Format, number: usize, view: &View<'_>) -> io::Result<()> {
    let (mut best, mut least, mut grown, mut count) = (f64::MAX, f64::MAX, 0.0_f64, Count::default());
    let (mut to_file, mut least_to_file) = (f64::MAX, f64::MAX);
    let path = std::env::temp_dir().join(format!("khabar-bench-{}", std::process::id()));
    for _ in 0..TRIES {
        count = Count::default();
        let before = resident();
        best = best.min(timed(|| format.write(view, number, &mut count))?);
        grown = grown.max(peak() - before);
        least = least.min(timed(|| floor(&count, &mut BufWriter::with_capacity(1 << 14, Count::default())))?);
        let file = || Ok::<_, io::Error>(BufWriter::with_capacity(1 << 18, File::create(&path)?));
        to_file = to_file.min(timed(|| file().and_then(|mut file| format.write(view, number, &mut file)))?);
        least_to_file = least_to_file.min(timed(|| floor(&count, &mut file()?))?);
        fs::remove_file(&path)?;
    }
    println!(
        "{}: {} MB, best of {TRIES}: made in {best:.2} CPU s ({:.1} times the floor of {least:.2}), written to a file in \
         {to_file:.2} CPU s ({:.1} times {least_to_file:.2}); {grown:.1} MB beside the graph",
        format.files()[number],
        count.bytes / 1_000_000,
        best / least,
        to_file / least_to_file,
    );
    Ok(())
}

/// Writes as many bytes as were counted, from their beginning, line by line.
fn floor(count: &Count, out: &mut impl Write) -> io::Result<()> {
    let mut left = count.bytes;
    while left > 0 {
        for line in black_box(&count.beginning).split_inclusive(|byte| *byte == b'\n') {
            let line = &line[..line.len().min(left)];
            out.write_all(line)?;
            left -= line.len();
        }
    }
    out.flush()
}

/// Writes all files of a format into a folder.
fn keep(format: &dyn Format, view: &View<'_>, folder: &std::path::Path) -> io::Result<()> {
    for (number, name) in format.files().iter().enumerate() {
        let path = folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        format.write(view, number, &mut File::create(path)?)?;
    }
    Ok(())
}

/// The CPU time that it takes.
fn timed(run: impl FnOnce() -> io::Result<()>) -> io::Result<f64> {
    // The peak is counted from here on, where the kernel lets us.
    _ = fs::write("/proc/self/clear_refs", "5");
    let start = cpu_seconds();
    run()?;
    Ok(cpu_seconds() - start)
}

/// CPU time of this process so far, in the kernel's hundredths; 0 where there is no `/proc`.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |n: usize| after.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// Memory of this process now, in MB.
fn resident() -> f64 {
    status("VmRSS:")
}

/// The most memory since it was last begun to count, in MB.
fn peak() -> f64 {
    status("VmHWM:")
}

/// A line of the kernel's report, in MB; 0 where there is none.
fn status(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
