//! Ctrl-C: the first asks a command to stop and keep what is done, the second ends it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::output;

static ASKED: AtomicBool = AtomicBool::new(false);

/// The exit code of a command that was stopped, as shells count: 128 and the number of the signal.
pub const STOPPED: u8 = 130;

/// Watches for the wish to stop from now on.
pub fn watch() {
    // Without a handler Ctrl-C ends the program as it always did.
    _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(STOPPED));
        }
        output::say("stopping when the articles at hand are done; once more stops at once");
    });
}

/// Whether somebody asked to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
