//! What is known of a learner: pace, first ratings, and the time that a day
//! really has.

use super::exams::{Exams, Most, USUAL_MINUTES, Word};
use super::policy::{Costs, FIRST_RATINGS, Reckoning, USUAL_COSTS};
use super::share::Purse;
use crate::history::History;
use crate::quiz::pace::Pace;
use crate::schedule::day;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An answer at the usual pace, in milliseconds: a review that is recalled.
const ANSWER_MS: u64 = (USUAL_COSTS.recalled * 1000.0) as u64;
/// Longer answers were a pause, in milliseconds.
const LONGEST_MS: u32 = 60_000;
/// Days looked back for the time that a day has.
const LOOK_BACK: u32 = 14;
/// Fewer days with answers than these tell nothing.
const LEAST_DAYS: usize = 3;
/// Cards that the assumed first ratings weigh.
const ASSUMED_CARDS: f64 = 40.0;
/// No day is reckoned with less, in seconds.
const LEAST_SECONDS: f64 = 60.0;

/// What is known of a learner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Habits {
    /// Time an answer, as a multiple of the usual.
    pub pace: f64,
    /// How first ratings fall, from Again to Easy; sums to 1.
    pub first: [f64; 4],
    /// Seconds studied on a day with an answer.
    pub seconds_a_day: Option<f64>,
    /// The share of days with an answer among those that were not off, 0 to 1.
    pub studied: f64,
}

impl Habits {
    /// From what happened before `today`.
    pub fn of(history: &History, exams: &Exams, today: Date) -> Self {
        let pace = Pace::of(history.latest_times()).factor(ANSWER_MS);
        let days = seconds_by_day(history, exams, today, pace);
        let begun = days.keys().next().copied().unwrap_or(today);
        let possible = exams.off.study_days(begun, today).max(1);
        let (total, studied): (f64, f64) = (days.values().sum(), days.len() as f64);
        let is_known = days.len() >= LEAST_DAYS;
        Self {
            pace,
            first: first(history.first_ratings()),
            seconds_a_day: is_known.then(|| total / studied),
            studied: if is_known { (studied / f64::from(possible)).min(1.0) } else { 1.0 },
        }
    }

    /// Seconds that a study day is meant to have.
    pub fn meant(&self, exams: &Exams) -> f64 {
        let observed = self.seconds_a_day.map(|seconds| seconds.max(5.0 * LEAST_SECONDS));
        let declared = exams.minutes.map(|minutes| 60.0 * f64::from(minutes));
        declared.or(observed).unwrap_or(60.0 * f64::from(USUAL_MINUTES))
    }

    /// Seconds that a coming day has: days that were skipped will be skipped
    /// again, and believing in more than there is costs recall. A short day is
    /// not held against what was declared: it may have had nothing left to ask.
    pub fn usual(&self, exams: &Exams) -> f64 {
        let meant = self.meant(exams);
        if exams.word == Word::Taken {
            return meant;
        }
        (meant * self.studied).max(LEAST_SECONDS)
    }

    /// What a day has when `spent` seconds of it are gone.
    pub fn purse(&self, exams: &Exams, spent: f64) -> Purse {
        let given = exams.given.map(|minutes| 60.0 * f64::from(minutes));
        let today = given.unwrap_or((self.meant(exams) - spent).max(0.0));
        Purse { today, usual: self.usual(exams), most: exams.most }
    }

    /// What a coming day is reckoned to have.
    pub fn coming(&self, exams: &Exams) -> Purse {
        let usual = self.usual(exams);
        Purse { today: usual, usual, most: Most::default() }
    }

    /// What the policy reckons with.
    pub fn reckoning<'a>(&self, history: &'a History) -> Reckoning<'a> {
        let costs = Costs::at_pace(self.pace);
        Reckoning { costs, first: self.first, scheduler: history.scheduler() }
    }

    /// Seconds that today's answers for exams ahead took.
    pub fn spent(&self, history: &History, exams: &Exams, today: Date) -> f64 {
        let answers = history.answers_between(today, today);
        let answers = answers.filter(|(card, ..)| exams.spend_on(card.deck(), today));
        answers.map(|(_, _, ms)| seconds(ms, self.pace)).sum()
    }
}

/// Seconds of the latest days with answers for the exams ahead.
fn seconds_by_day(history: &History, exams: &Exams, today: Date, pace: f64) -> BTreeMap<Date, f64> {
    let back = i64::from(LOOK_BACK) * 24;
    let first = today.saturating_sub(jiff::SignedDuration::from_hours(back));
    let mut days = BTreeMap::new();
    for (card, date, ms) in history.answers_between(first, today.yesterday().unwrap_or(today)) {
        if day::elapsed(date, today) > 0 && exams.spend_on(card.deck(), today) {
            *days.entry(date).or_default() += seconds(ms, pace);
        }
    }
    days
}

/// An answer without a time is reckoned as a usual one.
fn seconds(ms: u32, pace: f64) -> f64 {
    match ms {
        0 => USUAL_COSTS.recalled * pace,
        ms => f64::from(ms.min(LONGEST_MS)) / 1000.0,
    }
}

/// The learner's own first ratings, mixed with the usual ones.
fn first(counts: [usize; 4]) -> [f64; 4] {
    let total = counts.iter().sum::<usize>() as f64 + ASSUMED_CARDS;
    let usual: f64 = FIRST_RATINGS.iter().sum();
    let mut shares = FIRST_RATINGS;
    for (share, count) in shares.iter_mut().zip(counts) {
        *share = (*share / usual * ASSUMED_CARDS + count as f64) / total;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_first_ratings_outweigh_the_usual_ones() {
        assert_eq!(first([0; 4]), FIRST_RATINGS);
        let [again, .., easy] = first([0, 0, 0, 360]);
        assert!((again - 0.024).abs() < 1e-9 && (easy - 0.9171).abs() < 1e-9, "{again} {easy}");
    }

    #[test]
    fn skipped_days_count_against_what_was_declared() {
        let habits = |seconds_a_day, studied| Habits {
            pace: 1.0,
            first: FIRST_RATINGS,
            seconds_a_day,
            studied,
        };
        let exams = |minutes| Exams { minutes, ..Exams::default() };
        let often = habits(Some(900.0), 0.5);
        assert_eq!(often.usual(&exams(Some(20))), 600.0);
        assert_eq!(often.usual(&exams(None)), 450.0);
        let taken = Exams { word: Word::Taken, ..exams(Some(20)) };
        assert_eq!(often.usual(&taken), 1200.0);
        let unknown = habits(None, 1.0);
        assert_eq!((unknown.usual(&exams(Some(10))), unknown.usual(&exams(None))), (600.0, 1200.0));
        // A day that is studied gets what was declared, else what days had.
        assert_eq!(often.purse(&exams(Some(20)), 200.0).today, 1000.0);
        assert_eq!(often.purse(&exams(None), 0.0).today, 900.0);
        let given = Exams { given: Some(3), ..exams(Some(20)) };
        assert_eq!(unknown.purse(&given, 1300.0).today, 180.0);
    }
}
