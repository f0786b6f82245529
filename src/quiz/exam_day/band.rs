//! How sure a forecast is, by how much of the way to the exam has passed.
//!
//! The widths were measured on learners whose memory has parameters fitted to
//! other people (see `docs/exam-day.md`): 80 of 100 exams fall inside.

/// A share with the band in which it lies four times of five, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lower end.
    pub low: f64,
    /// What is expected.
    pub expected: f64,
    /// The upper end.
    pub high: f64,
}

/// How much of the way has passed, and how far the ends are, in logits.
const WIDTHS: [(f64, f64, f64); 4] =
    [(0.0, 1.9, 1.6), (1.0 / 3.0, 1.1, 1.0), (2.0 / 3.0, 0.8, 0.7), (1.0, 0.5, 0.35)];

/// The band around `expected` when the share `passed` of the way has passed.
pub fn around(expected: f64, passed: f64) -> Band {
    let (below, above) = width(passed.clamp(0.0, 1.0));
    // Neither certainty has a finite logit.
    let middle = logit(expected.clamp(1e-6, 1.0 - 1e-6));
    Band { low: share(middle - below), expected, high: share(middle + above) }
}

fn width(passed: f64) -> (f64, f64) {
    let after = WIDTHS.iter().position(|(at, ..)| *at >= passed).unwrap_or(3).max(1);
    let ((from, below, above), (to, later_below, later_above)) = (WIDTHS[after - 1], WIDTHS[after]);
    let part = (passed - from) / (to - from);
    (below + part * (later_below - below), above + part * (later_above - above))
}

fn logit(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

fn share(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_narrow_on_the_way() {
        let ends = |passed| {
            let Band { low, high, .. } = around(0.8, passed);
            [low, high].map(|share| (100.0 * share).round())
        };
        assert_eq!(ends(0.0), [37.0, 95.0]);
        assert_eq!(ends(1.0 / 3.0), [57.0, 92.0]);
        assert_eq!(ends(0.5), [61.0, 90.0]);
        assert_eq!(ends(2.0 / 3.0), [64.0, 89.0]);
        assert_eq!(ends(1.0), [71.0, 85.0]);
        assert_eq!(ends(7.0), ends(1.0));
    }

    #[test]
    fn a_band_stays_within_0_and_1() {
        for expected in [0.0, 1.0] {
            let band = around(expected, 0.0);
            assert!(band.low >= 0.0 && band.high <= 1.0 && band.expected == expected);
        }
    }
}
