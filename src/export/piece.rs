//! Short texts that are written a million times over, and how they are copied: a fixed number of bytes is a few
//! instructions, any number of them a call. Half of the time that XML takes is spent on such.

/// A text that stays the same, with room behind it.
pub(super) struct Piece<const ROOM: usize> {
    bytes: [u8; ROOM],
    length: usize,
    /// What has no room.
    rest: Vec<u8>,
}

impl<const ROOM: usize> Piece<ROOM> {
    /// Makes room for a text.
    pub(super) fn new(text: &str) -> Self {
        let length = text.len().min(ROOM);
        let (begin, rest) = text.as_bytes().split_at(length);
        let mut bytes = [0; ROOM];
        bytes[..length].copy_from_slice(begin);
        Self { bytes, length, rest: rest.to_vec() }
    }

    /// Appends it.
    #[inline]
    pub(super) fn write_to(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.length;
        out.extend_from_slice(&self.bytes);
        out.truncate(end);
        if !self.rest.is_empty() {
            out.extend_from_slice(&self.rest);
        }
    }
}

/// Appends a text that is mostly short: its first bytes and its last ones, which may be the same.
#[inline]
pub(super) fn short_to(text: &str, out: &mut Vec<u8>) {
    match text.len() {
        16..=32 => halves_to::<16>(text, out),
        8..16 => halves_to::<8>(text, out),
        _ => out.extend_from_slice(text.as_bytes()),
    }
}

/// Appends a text of at least `HALF` bytes and at most twice as many.
#[inline]
fn halves_to<const HALF: usize>(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first_chunk::<HALF>(), bytes.last_chunk::<HALF>()) {
        let start = out.len();
        out.extend_from_slice(first);
        out.truncate(start + bytes.len() - HALF);
        out.extend_from_slice(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_written_whole() {
        let text: String = ('!'..='~').chain('!'..='~').collect();
        for length in 0..text.len() {
            let (mut out, text) = (b"=".to_vec(), &text[..length]);
            Piece::<64>::new(text).write_to(&mut out);
            Piece::<8>::new(text).write_to(&mut out);
            short_to(text, &mut out);
            assert_eq!(String::from_utf8_lossy(&out), format!("={text}{text}{text}"));
        }
    }
}
