//! How much was read of an input, and how much came out of it: a bomb is what unpacks to many times its size.

use std::cell::Cell;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicU64, Ordering};

/// How many times its size an input may unpack to, all layers together; text shrinks to a fifth, a tenth at best,
/// and the same article over and over to a hundredth.
const RATIO: u64 = 200;

/// Bytes that any input may unpack to.
const FREE: u64 = 256 << 20;

/// The account of one input.
pub struct Meter<'p> {
    /// Bytes read of it.
    read: Cell<u64>,
    /// Bytes that came out of its packings.
    unpacked: Cell<u64>,
    /// The account of all inputs, for whoever shows how far they are.
    all: &'p AtomicU64,
    /// The length of the input, where it is known: what is read twice counts once.
    length: Option<u64>,
}

impl<'p> Meter<'p> {
    /// An account in which nothing was read yet.
    pub fn new(length: Option<u64>, all: &'p AtomicU64) -> Self {
        Self { read: Cell::new(0), unpacked: Cell::new(0), all, length }
    }

    fn read(&self, length: usize) {
        let before = self.read.get();
        let after = (before + length as u64).min(self.length.unwrap_or(u64::MAX));
        self.read.set(after);
        self.all.fetch_add(after.saturating_sub(before), Ordering::Relaxed);
    }

    fn unpack(&self, length: usize) -> io::Result<()> {
        let unpacked = self.unpacked.get() + length as u64;
        self.unpacked.set(unpacked);
        if unpacked > FREE && unpacked > RATIO * self.read.get() {
            return Err(io::Error::other(format!("it unpacks to more than {RATIO} times its size")));
        }
        Ok(())
    }
}

/// An input whose bytes are counted.
pub struct Counted<'m, R> {
    inner: R,
    meter: &'m Meter<'m>,
}

impl<'m, R> Counted<'m, R> {
    pub fn new(inner: R, meter: &'m Meter<'m>) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.meter.read(length);
        Ok(length)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// What comes out of a packing, counted and cut off where there is too much of it.
pub struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter<'m>,
}

impl<'m, R: Read + 'm> Metered<'m, R> {
    /// What an unpacker gives, buffered.
    pub fn buffered(inner: R, meter: &'m Meter<'m>) -> Box<dyn BufRead + 'm> {
        Box::new(io::BufReader::with_capacity(1 << 16, Self { inner, meter }))
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.meter.unpack(length)?;
        Ok(length)
    }
}
