//! Zstandard, RFC 8878: <https://www.rfc-editor.org/rfc/rfc8878>. Windows of more than 128 MB are not unpacked.

use zstd::Decoder;

use super::super::Flow;
use super::super::lookahead::Lookahead;
use super::super::sink::Sink;
use super::{Metered, Packed, Packing};

/// Unpacks `.zst` and `.tzst`.
pub struct Zstd;

impl Packing for Zstd {
    fn endings(&self) -> &'static [(&'static str, &'static str)] {
        &[(".zst", ""), (".zstd", ""), (".tzst", ".tar")]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
    }

    fn read(&self, mut packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow {
        let bytes = std::mem::replace(&mut packed.bytes, Lookahead::new(Box::new(std::io::empty())));
        match Decoder::with_buffer(bytes) {
            Ok(decoder) => packed.inner(Metered::buffered(decoder, packed.meter), sink),
            Err(error) => sink.stopped(None, &error),
        }
    }
}
