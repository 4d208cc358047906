//! 100 thousand nodes and a million edges, written in the formats that are named (`gexf graphml` where none is).
//!
//! `cargo bench --bench export`; the goal is a CPU second a format, in memory that does not grow.

mod made;

use std::io::{self, Write};
use std::time::Instant;

use khabar::export::{FORMATS, format};
use khabar::graph::selection::Selection;
use khabar::graph::view::View;

/// Counts what is written.
#[derive(Default)]
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() -> io::Result<()> {
    let graph = made::graph();
    let start = Instant::now();
    let view = View::new(&graph, &Selection::default());
    println!("view: {:.2} s, {} nodes, {} edges", start.elapsed().as_secs_f64(), view.nodes.len(), view.edges.len());
    let mut names: Vec<String> = std::env::args().skip(1).filter(|a| format(a).is_some()).collect();
    if names.is_empty() {
        names = vec!["gexf".into(), "graphml".into()];
    }
    for chosen in FORMATS.iter().filter(|f| names.iter().any(|n| n == f.name())) {
        for (number, file) in chosen.files().iter().enumerate() {
            let (cpu, start) = (cpu_seconds(), Instant::now());
            let mut out = io::BufWriter::with_capacity(1 << 16, Count::default());
            chosen.write(&view, number, &mut out)?;
            out.flush()?;
            let (cpu, wall) = (cpu_seconds() - cpu, start.elapsed().as_secs_f64());
            println!("{file}: {cpu:.2} CPU s, {wall:.2} s, {} MB", out.get_ref().0 / 1_000_000);
        }
    }
    Ok(())
}

/// CPU time of this process so far, in the kernel's hundredths; 0 where there is no `/proc`.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |n: usize| after.split_whitespace().nth(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}
