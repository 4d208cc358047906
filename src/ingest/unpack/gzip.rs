//! gzip, RFC 1952, also of several members one after the other: <https://www.rfc-editor.org/rfc/rfc1952>.

use flate2::bufread::MultiGzDecoder;

use super::super::Flow;
use super::super::lookahead::Lookahead;
use super::super::sink::Sink;
use super::{Metered, Packed, Packing};

/// Unpacks `.gz` and `.tgz`.
pub struct Gzip;

impl Packing for Gzip {
    fn endings(&self) -> &'static [(&'static str, &'static str)] {
        &[(".gz", ""), (".tgz", ".tar")]
    }

    fn recognises(&self, start: &[u8]) -> bool {
        start.starts_with(&[0x1f, 0x8b, 8])
    }

    fn read(&self, mut packed: Packed<'_>, sink: &mut Sink<'_>) -> Flow {
        let bytes = std::mem::replace(&mut packed.bytes, Lookahead::new(Box::new(std::io::empty())));
        packed.inner(Metered::buffered(MultiGzDecoder::new(bytes), packed.meter), sink)
    }
}
