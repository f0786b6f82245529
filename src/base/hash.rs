//! Hashes that are written down: ids, seeds and file names rest on them.

use sha2::{Digest, Sha256};

/// A hash that is the same on every machine and in every version: FNV-1a, then
/// the finaliser of SplitMix64.
pub fn stable_hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let fnv = bytes.into_iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The SHA-256 of `bytes` in 64 small hexadecimal digits, as `sha256sum` tells it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_never_changes() {
        assert_eq!(stable_hash("".bytes()), 0xf52a_15e9_a9b5_e89b);
        assert_ne!(stable_hash("ab".bytes()), stable_hash("ba".bytes()));
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), known);
    }
}
