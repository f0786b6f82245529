//! Fuzz: spreads intervals a little, so that cards learnt together do not
//! return together. A function of card and review, so that replaying a
//! history never changes a due date.

use crate::base::hash::stable_hash;

/// How far an interval may be moved: (from days, to days, share of that part).
/// Source: Anki, rslib/src/scheduler/states/fuzz.rs (the figures alone).
const RANGES: [(f64, f64, f64); 3] =
    [(2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, f64::INFINITY, 0.05)];

/// A whole number of days near `interval`, chosen by `factor` (0 to below 1),
/// within `minimum..=maximum`. Below 2.5 days nothing is moved.
pub fn fuzzed(interval: f64, factor: f64, minimum: u32, maximum: u32) -> u32 {
    let (lower, upper) = bounds(interval, minimum, maximum);
    let width = f64::from(upper - lower) + 1.0;
    let chosen = f64::from(lower) + (factor * width).floor();
    (chosen as u32).clamp(lower, upper)
}

/// The least and the greatest number of days that fuzz may give.
pub fn bounds(interval: f64, minimum: u32, maximum: u32) -> (u32, u32) {
    let maximum = maximum.max(1);
    let minimum = minimum.clamp(1, maximum);
    let interval = interval.clamp(f64::from(minimum), f64::from(maximum));
    let delta = delta(interval);
    let lower = ((interval - delta).round() as u32).clamp(minimum, maximum);
    let mut upper = ((interval + delta).round() as u32).clamp(minimum, maximum);
    // A card that may come back after 3 days should not always come after 3.
    if upper == lower && upper > 2 && upper < maximum {
        upper = lower + 1;
    }
    (lower, upper)
}

fn delta(interval: f64) -> f64 {
    if interval < 2.5 {
        return 0.0;
    }
    RANGES
        .iter()
        .fold(1.0, |delta, &(from, to, share)| delta + share * (interval.min(to) - from).max(0.0))
}

/// A factor of 0 to below 1 from the card's id and the day (UTC) of the
/// review, so that the interval shown before an answer is the one that the
/// answer gives. Never to be changed, or due dates would move.
pub fn factor(card: &str, instant_ms: i64) -> f64 {
    let day = instant_ms.div_euclid(86_400_000);
    let hash = stable_hash(card.bytes().chain(day.to_le_bytes()));
    // 53 bits fill a double's mantissa.
    (hash >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from ankitects/anki, rslib/src/scheduler/states/fuzz.rs,
    /// test `with_review_fuzz`: interval, minimum, maximum, then the result
    /// for the factors 0, 0.5 and 0.99.
    #[test]
    fn bounds_are_those_of_anki() {
        let rows: [(f64, u32, u32, [u32; 3]); 18] = [
            (1.0, 1, 1000, [1, 1, 1]),
            (2.49, 1, 1000, [2, 2, 2]),
            (2.5, 1, 1000, [2, 3, 4]),
            (7.0, 1, 1000, [5, 7, 9]),
            (17.0, 1, 1000, [14, 17, 20]),
            (37.0, 1, 1000, [33, 37, 41]),
            (2.0, 2, 1000, [2, 2, 2]),
            (2.0, 3, 1000, [3, 4, 4]),
            (2.0, 3, 3, [3, 3, 3]),
            (6.9, 3, 1000, [5, 7, 9]),
            (7.0, 3, 1000, [5, 7, 9]),
            (7.1, 3, 1000, [5, 7, 9]),
            (19.9, 3, 1000, [17, 20, 23]),
            (20.0, 3, 1000, [17, 20, 23]),
            (20.1, 3, 1000, [17, 20, 23]),
            (100.0, 101, 1000, [101, 105, 108]),
            (100.0, 1, 99, [92, 96, 99]),
            (100.0, 97, 103, [97, 100, 103]),
        ];
        for (interval, minimum, maximum, expected) in rows {
            let found = [0.0, 0.5, 0.99].map(|factor| fuzzed(interval, factor, minimum, maximum));
            assert_eq!(found, expected, "interval {interval}, {minimum} to {maximum}");
        }
    }

    #[test]
    fn factor_depends_on_card_and_day_and_never_changes() {
        let noon = 1_700_000_000_000;
        assert_eq!(factor("a/b", noon), factor("a/b", noon + 60_000));
        assert_ne!(factor("a/b", noon), factor("a/c", noon));
        assert_ne!(factor("a/b", noon), factor("a/b", noon + 86_400_000));
        assert!((0.0..1.0).contains(&factor("a/b", i64::MIN)));
    }
}
