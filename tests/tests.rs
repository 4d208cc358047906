//! One binary: the list below is the table of contents.

/// What leaves the program, and whether it comes back.
mod export;
