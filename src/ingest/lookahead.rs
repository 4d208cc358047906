//! A reader whose next bytes can be looked at before they are read.

use std::io::{self, BufRead, Read};

/// A buffered reader that can hold back what was looked at.
pub struct Lookahead<'a> {
    input: Box<dyn BufRead + 'a>,
    held: Vec<u8>,
    at: usize,
}

impl<'a> Lookahead<'a> {
    pub fn new(input: Box<dyn BufRead + 'a>) -> Self {
        Self { input, held: Vec::new(), at: 0 }
    }

    /// The next bytes: so many, or fewer where the input ends before.
    pub fn peek(&mut self, length: usize) -> io::Result<&[u8]> {
        if self.at > 0 {
            self.held.drain(..self.at);
            self.at = 0;
        }
        let missing = length.saturating_sub(self.held.len()) as u64;
        (&mut self.input).take(missing).read_to_end(&mut self.held)?;
        Ok(&self.held[..length.min(self.held.len())])
    }
}

impl Read for Lookahead<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Lookahead<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.held.len() { Ok(&self.held[self.at..]) } else { self.input.fill_buf() }
    }

    fn consume(&mut self, length: usize) {
        if self.at < self.held.len() { self.at += length } else { self.input.consume(length) }
    }
}
