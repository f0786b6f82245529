//! A hash that is written down: ids, seeds and file names rest on it.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_never_changes() {
        assert_eq!(stable_hash("".bytes()), 0xf52a_15e9_a9b5_e89b);
        assert_ne!(stable_hash("ab".bytes()), stable_hash("ba".bytes()));
    }
}
