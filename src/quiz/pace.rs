//! How long what is left will take, by the learner's own pace. Pure.

use super::question::Left;

/// Longer answers were a pause, in milliseconds.
const LONGEST: u32 = 60_000;
/// What is assumed before there is data, and how many answers that weighs.
const ASSUMED: (u64, u64) = (10_000, 10);

/// Answers that a card still needs today, in tenths: a new card goes through
/// the learning steps, some reviews lapse.
const NEEDED: (usize, usize, usize) = (15, 12, 25);

/// The mean time of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    total_ms: u64,
    answers: u64,
}

impl Pace {
    /// From the times of earlier answers, in milliseconds.
    pub fn of(times: impl Iterator<Item = u32>) -> Self {
        let mut pace = Self { total_ms: ASSUMED.0 * ASSUMED.1, answers: ASSUMED.1 };
        times.for_each(|took| pace.add(took));
        pace
    }

    /// One more answer; a time of 0 tells nothing.
    pub fn add(&mut self, took_ms: u32) {
        if took_ms > 0 {
            self.total_ms += u64::from(took_ms.min(LONGEST));
            self.answers += 1;
        }
    }

    /// How long `left` will take, in seconds.
    pub fn seconds(self, left: Left) -> u32 {
        let ms = self.total_ms / self.answers * tenths(left) as u64 / 10;
        u32::try_from(ms / 1000).unwrap_or(u32::MAX)
    }
}

/// How many answers `left` will take.
pub fn answers(left: Left) -> usize {
    tenths(left).div_ceil(10)
}

fn tenths(left: Left) -> usize {
    let (learning, reviews, new) = NEEDED;
    left.learning * learning + left.reviews * reviews + left.new * new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learners_own_pace_replaces_the_assumed_one() {
        let left = Left { learning: 0, reviews: 10, new: 0 };
        assert_eq!(Pace::of(std::iter::empty()).seconds(left), 120);
        let quick = Pace::of(std::iter::repeat_n(4_000, 990)).seconds(left);
        assert_eq!(quick, 48);
        // A pause of an hour counts as a minute, a clock that stands not at all.
        let mut pace = Pace::of(std::iter::empty());
        pace.add(3_600_000);
        pace.add(0);
        assert_eq!(pace.seconds(left), 174);
    }
}
