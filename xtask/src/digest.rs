//! SHA-256 in hexadecimal.

use sha2::{Digest as _, Sha256};

/// The digest of bytes, 64 digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut digest = String::new();
    for byte in Sha256::digest(bytes) {
        digest.extend(
            [byte >> 4, byte & 15].map(|half| char::from(b"0123456789abcdef"[usize::from(half)])),
        );
    }
    digest
}
