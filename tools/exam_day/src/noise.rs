//! Chance that is the same on every machine: SplitMix64, and a hash for what
//! must not depend on the order in which a policy asks.

/// A stream of chance. Source: Steele, Lea and Flood 2014 (SplitMix64).
pub(crate) struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A standard normal number (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Around 1, with the logarithm's standard deviation `spread`.
    pub(crate) fn factor(&mut self, spread: f64) -> f64 {
        (spread * self.normal()).exp()
    }
}

/// Chance that belongs to `keys` and to nothing else.
pub(crate) fn of(keys: [u64; 4]) -> Noise {
    Noise(keys.into_iter().fold(0x243f_6a88_85a3_08d3, |hash, key| mix(hash ^ key)))
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
