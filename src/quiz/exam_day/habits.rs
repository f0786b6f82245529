//! What is known of a learner: pace, first ratings, and the time that a day
//! really has.

use super::exams::{Exams, Most, USUAL_MINUTES, Word};
use super::policy::{Costs, FIRST_RATINGS, Reckoning, USUAL_COSTS};
use super::share::Purse;
use crate::history::History;
use crate::quiz::pace::Pace;
use crate::schedule::day;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// An answer at the usual pace, in milliseconds: a review that is recalled.
const ANSWER_MS: u64 = (USUAL_COSTS.recalled * 1000.0) as u64;
/// Longer answers were a pause, in milliseconds.
const LONGEST_MS: u32 = 60_000;
/// Days looked back for the time that a day has.
const LOOK_BACK: u32 = 14;
/// Fewer days with answers than these tell nothing.
const LEAST_DAYS: usize = 3;
/// A day on which this share of the notes was answered had nothing left to ask.
const ALL_NOTES: f64 = 0.9;
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
    /// Seconds studied on a day that was not off, skipped days included.
    pub seconds_a_day: Option<f64>,
    /// Seconds studied on a day with an answer.
    pub seconds_a_studied_day: Option<f64>,
}

impl Habits {
    /// From what happened before `today`.
    pub fn of(history: &History, exams: &Exams, today: Date) -> Self {
        let pace = Pace::of(history.latest_times()).factor(ANSWER_MS);
        let days = studied(history, exams, today, pace);
        let total: f64 = days.values().sum();
        let begun = days.keys().next().copied().unwrap_or(today);
        let mean = |count: u32| (days.len() >= LEAST_DAYS).then(|| total / f64::from(count.max(1)));
        Self {
            pace,
            first: first(history.first_ratings()),
            seconds_a_day: mean(exams.off.study_days(begun, today)),
            seconds_a_studied_day: mean(days.len() as u32),
        }
    }

    /// Seconds that a study day is meant to have.
    pub fn meant(&self, exams: &Exams) -> f64 {
        let observed = self.seconds_a_studied_day.map(|seconds| seconds.max(5.0 * LEAST_SECONDS));
        declared(exams).or(observed).unwrap_or(60.0 * f64::from(USUAL_MINUTES))
    }

    /// Seconds that a coming day has: believing in more than what is observed
    /// costs recall.
    pub fn usual(&self, exams: &Exams) -> f64 {
        let meant = self.meant(exams);
        if exams.word == Word::Taken {
            return meant;
        }
        self.seconds_a_day.map_or(meant, |seconds| seconds.min(meant).max(LEAST_SECONDS))
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

fn declared(exams: &Exams) -> Option<f64> {
    exams.minutes.map(|minutes| 60.0 * f64::from(minutes))
}

/// What a day had for the exams that are ahead now.
#[derive(Default)]
struct Studied<'a> {
    seconds: f64,
    /// The notes that were answered, by deck.
    notes: BTreeMap<&'a str, HashSet<&'a str>>,
}

/// Seconds of the latest days with answers for the exams ahead. A day that had
/// nothing left to ask says nothing of the time there was: it counts as one
/// that had what was declared.
fn studied(history: &History, exams: &Exams, today: Date, pace: f64) -> BTreeMap<Date, f64> {
    let back = i64::from(LOOK_BACK) * 24;
    let first = today.saturating_sub(jiff::SignedDuration::from_hours(back));
    let mut days: BTreeMap<Date, Studied<'_>> = BTreeMap::new();
    for (card, date, ms) in history.answers_between(first, today.yesterday().unwrap_or(today)) {
        if day::elapsed(date, today) > 0 && exams.spend_on(card.deck(), today) {
            let day = days.entry(date).or_default();
            day.seconds += seconds(ms, pace);
            day.notes.entry(card.deck()).or_default().insert(card.note_part());
        }
    }
    let whole = declared(exams).unwrap_or(60.0 * f64::from(USUAL_MINUTES));
    let mut begun: BTreeSet<&str> = BTreeSet::new();
    let seconds = days.iter().map(|(&date, day)| {
        begun.extend(day.notes.keys());
        let has_all = |deck: &&str| {
            let asked = exams.of_deck(deck, today).map_or(0, |aim| aim.decks[*deck].notes);
            let answered = day.notes.get(deck).map_or(0, HashSet::len);
            answered as f64 >= ALL_NOTES * asked as f64
        };
        let nothing_left = begun.iter().all(has_all);
        (date, if nothing_left { day.seconds.max(whole) } else { day.seconds })
    });
    seconds.collect()
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
    fn the_smaller_of_declared_and_observed_counts() {
        let habits = |seconds_a_day| Habits {
            pace: 1.0,
            first: FIRST_RATINGS,
            seconds_a_day,
            seconds_a_studied_day: seconds_a_day.map(|seconds: f64| seconds * 2.0),
        };
        let exams = |minutes| Exams { minutes, ..Exams::default() };
        let usual = |seconds, minutes| habits(seconds).usual(&exams(minutes));
        assert_eq!(usual(Some(900.0), Some(20)), 900.0);
        assert_eq!(usual(Some(1500.0), Some(20)), 1200.0);
        let taken = Exams { word: Word::Taken, ..exams(Some(20)) };
        assert_eq!(habits(Some(900.0)).usual(&taken), 1200.0);
        assert_eq!(usual(None, Some(10)), 600.0);
        assert_eq!(usual(None, None), 1200.0);
        assert_eq!(usual(Some(900.0), None), 900.0);
        // A day that is studied gets what was declared.
        assert_eq!(habits(Some(900.0)).purse(&exams(Some(20)), 200.0).today, 1000.0);
        assert_eq!(habits(Some(900.0)).purse(&exams(None), 0.0).today, 1800.0);
        let given = Exams { given: Some(3), ..exams(Some(20)) };
        assert_eq!(habits(None).purse(&given, 1300.0).today, 180.0);
    }
}
