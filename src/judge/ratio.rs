//! Exact fractions: long numbers are no more exact as floating-point numbers.

/// A fraction in its lowest terms, the lower one above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio(i128, i128);

impl Ratio {
    pub(super) const ONE: Self = Self(1, 1);

    /// None where the lower number is zero or either is too long.
    pub(super) fn new(upper: i128, lower: i128) -> Option<Self> {
        let divisor = gcd(upper.checked_abs()?, lower.checked_abs()?);
        let sign = lower.signum();
        (lower != 0).then(|| Self(sign * upper / divisor, sign * lower / divisor))
    }

    pub(super) fn whole(number: u64) -> Self {
        Self(number.into(), 1)
    }

    /// Digits with at most one point.
    pub(super) fn decimal(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, fraction].concat();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let lower = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Self::new(digits.parse().ok().filter(|_| is_number)?, lower)
    }

    /// A power of ten.
    pub(super) fn ten_to(power: i32) -> Option<Self> {
        let size = 10_i128.checked_pow(power.unsigned_abs())?;
        if power < 0 { Self::new(1, size) } else { Self::new(size, 1) }
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        // Across first, so that less overflows.
        let (a, b) = (Self::new(self.0, other.1)?, Self::new(other.0, self.1)?);
        Self::new(a.0.checked_mul(b.0)?, a.1.checked_mul(b.1)?)
    }

    pub(super) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.1, other.0)?)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let upper = self.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(self.1)?)?;
        Self::new(upper, self.1.checked_mul(other.1)?)
    }

    pub(super) fn negative(self) -> Self {
        Self(-self.0, self.1)
    }

    /// To a small power.
    pub(super) fn to_the(self, power: i32) -> Option<Self> {
        let whole = (0..power.unsigned_abs()).try_fold(Self::ONE, |all, _| all.times(self))?;
        if power < 0 { Self::ONE.over(whole) } else { Some(whole) }
    }

    pub(super) fn to_f64(self) -> f64 {
        self.0 as f64 / self.1 as f64
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact_and_never_overflow() {
        let ratio = |text| Ratio::decimal(text).unwrap();
        assert_eq!(ratio("1.50"), ratio("1.5"));
        assert_eq!(ratio("0.1").plus(ratio("0.2")), Some(ratio("0.3")));
        assert_eq!(
            ratio("6.022").times(Ratio::ten_to(23).unwrap()),
            Ratio::new(6022 * 10_i128.pow(20), 1)
        );
        assert_eq!(ratio("2").to_the(-2), Some(ratio("0.25")));
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::new(i128::MIN, 1), None);
        assert_eq!(Ratio::ten_to(38).unwrap().times(Ratio::ten_to(2).unwrap()), None);
        for text in ["", ".", "1.2.3", "-1", "a"] {
            assert_eq!(Ratio::decimal(text), None, "{text}");
        }
    }
}
