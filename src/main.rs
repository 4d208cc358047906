//! Parses the command line, runs the command, maps its outcome to an exit code.

use std::process::ExitCode;

/// Reading an article makes many small things that do not live long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    khabar::cli::main()
}
