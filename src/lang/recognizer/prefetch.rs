//! Fetches a value ahead of its use: rows that lie far apart in memory come while others are reckoned.
//!
//! Law: it changes no result. The only unsafe code of the crate: an instruction that reads nothing and never fails.

/// Asks the processor, where it can be asked, to bring a value into its cache.
#[inline]
pub fn prefetch<T>(value: &T) {
    #[cfg(target_arch = "x86_64")]
    for line in (0..size_of::<T>()).step_by(LINE) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let address = std::ptr::from_ref(value).cast::<i8>().wrapping_add(line);
        // SAFETY: a prefetch may be given any address.
        #[expect(unsafe_code, reason = "no safe function asks for it, and the names are read a tenth faster")]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(address);
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = value;
}

/// Bytes that are fetched together.
#[cfg(target_arch = "x86_64")]
const LINE: usize = 64;
