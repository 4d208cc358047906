//! tar archives, POSIX pax and GNU:
//! <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06>.

use std::cell::Cell;
use std::io::{self, BufReader, Read};

use tar::{Archive, EntryType};

use super::super::Flow;
use super::super::sink::Sink;
use super::{Members, Packed, Packing};

/// Bytes that stand before a member at most: its header, and its long name.
const HEADER: u64 = 1 << 20;

/// Reads `.tar`.
pub struct Tar;

impl Packing for Tar {
    fn endings(&self) -> &'static [(&'static str, &'static str)] {
        &[(".tar", "")]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        // The sum of the header's bytes, with spaces in place of the sum itself.
        let Some((header, stated)) = start.get(..512).zip(start.get(148..156)) else { return false };
        let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
        let own: u32 = stated.iter().map(|&byte| u32::from(byte)).sum();
        let stated = String::from_utf8_lossy(stated);
        u32::from_str_radix(stated.trim_matches(['\0', ' ']), 8) == Ok(sum - own + 8 * u32::from(b' '))
    }

    fn read(&self, packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow {
        let left = Cell::new(None);
        let members = Members { depth: packed.depth, fields: packed.fields, meter: packed.meter };
        let mut archive = Archive::new(Limited { inner: packed.bytes, left: &left });
        let mut entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return sink.stopped(None, &error),
        };
        loop {
            left.set(Some(HEADER));
            let Some(entry) = entries.next() else { return Flow::Continue(()) };
            left.set(None);
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => return sink.stopped(None, &error),
            };
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            match entry.header().entry_type() {
                EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                    members.read(&name, Box::new(BufReader::with_capacity(1 << 16, &mut entry)), sink)?;
                }
                EntryType::Link | EntryType::Symlink => Members::link(&name, sink)?,
                _ => {}
            }
            if let Err(error) = io::copy(&mut entry, &mut io::sink()) {
                return sink.stopped(None, &error);
            }
        }
    }
}

/// An input that gives no more bytes than are left, where that is limited.
struct Limited<'l, R> {
    inner: R,
    left: &'l Cell<Option<u64>>,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        if let Some(left) = self.left.get() {
            let left = left.checked_sub(length as u64);
            self.left.set(Some(left.ok_or_else(|| io::Error::other("a header of more than 1 MB within an archive"))?));
        }
        Ok(length)
    }
}
