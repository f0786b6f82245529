//! What is known of a learner: pace, first ratings, and the time that a day
//! really has.

use super::exams::{Exams, Most, USUAL_MINUTES, Word};
use super::policy::{Costs, FIRST_RATINGS, Reckoning, USUAL_COSTS};
use super::share::Purse;
use crate::deck::CardId;
use crate::history::{Answer, History};
use crate::schedule::{Rating, day};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Longer answers were a pause, in milliseconds.
const LONGEST_MS: u32 = 60_000;
/// Seconds of work at the usual pace that are assumed before there is data.
const ASSUMED_SECONDS: f64 = 300.0;
/// Days looked back for the pace, and the time that a day has.
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
    /// What a card takes of a day with all its steps, as a multiple of the usual.
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
        let first_day = day::before(today, LOOK_BACK);
        let yesterday = today.yesterday().unwrap_or(today);
        let done = card_days(history.answers_between(first_day, yesterday));
        let pace = pace(&done, history);
        let mut days: BTreeMap<Date, f64> = BTreeMap::new();
        for one in done.iter().filter(|one| exams.spend_on(one.card.deck(), today)) {
            *days.entry(one.date).or_default() += one.seconds(pace);
        }
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
        // Days that ran out of cards were short: they tell of no time that there is not.
        let usual = 60.0 * f64::from(USUAL_MINUTES);
        let observed = self.seconds_a_day.map(|seconds| seconds.max(usual));
        let declared = exams.minutes.map(|minutes| 60.0 * f64::from(minutes));
        declared.or(observed).unwrap_or(usual)
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
        let done = card_days(history.answers_between(today, today));
        let done = done.iter().filter(|one| exams.spend_on(one.card.deck(), today));
        done.map(|one| one.seconds(self.pace)).sum()
    }
}

/// What was done with one card on one day.
struct CardDay<'a> {
    card: &'a CardId,
    date: Date,
    /// Of the answers whose time is known, in milliseconds.
    ms: u64,
    /// Answers whose time is not known.
    untimed: u32,
    /// The day's first rating.
    first: Rating,
}

impl CardDay<'_> {
    /// An answer without a time is reckoned as a usual one.
    fn seconds(&self, pace: f64) -> f64 {
        self.ms as f64 / 1000.0 + f64::from(self.untimed) * USUAL_COSTS.recalled * pace
    }

    /// What it takes at the usual pace, in seconds.
    fn usual(&self, history: &History) -> f64 {
        match self.first {
            _ if history.first_day(self.card) == Some(self.date) => USUAL_COSTS.new,
            Rating::Again => USUAL_COSTS.forgotten,
            _ => USUAL_COSTS.recalled,
        }
    }
}

/// Of a card and day the latest answer comes first.
fn card_days<'a>(answers: impl Iterator<Item = Answer<'a>>) -> Vec<CardDay<'a>> {
    let mut days: Vec<CardDay<'a>> = Vec::new();
    for Answer { card, date, rating, took_ms } in answers {
        let ms = u64::from(took_ms.min(LONGEST_MS));
        let untimed = u32::from(took_ms == 0);
        match days.last_mut().filter(|day| day.card == card && day.date == date) {
            Some(day) => {
                (day.ms, day.untimed) = (day.ms + ms, day.untimed + untimed);
                day.first = rating;
            }
            None => days.push(CardDay { card, date, ms, untimed, first: rating }),
        }
    }
    days
}

/// The time that cards took with all their steps, as a multiple of what they
/// take at the usual pace.
fn pace(done: &[CardDay<'_>], history: &History) -> f64 {
    let timed = done.iter().filter(|one| one.untimed == 0);
    let (took, usual) = timed.fold((0.0, 0.0), |(took, usual), one| {
        (took + one.seconds(1.0), usual + one.usual(history))
    });
    (ASSUMED_SECONDS + took) / (ASSUMED_SECONDS + usual)
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
    fn a_cards_day_is_all_its_answers_and_its_first_rating() {
        let (a, b): (CardId, CardId) = ("d/a".parse().unwrap(), "d/b".parse().unwrap());
        let date = jiff::civil::date(2026, 11, 23);
        let answer = |card, rating, took_ms| Answer { card, date, rating, took_ms };
        // The latest first.
        let answers = [
            answer(&a, Rating::Good, 10_000),
            answer(&a, Rating::Again, 3_600_000),
            answer(&b, Rating::Good, 0),
        ];
        let days = card_days(answers.into_iter());
        assert_eq!(days.len(), 2);
        assert_eq!((days[0].ms, days[0].untimed, days[0].first), (70_000, 0, Rating::Again));
        assert_eq!(days[1].seconds(2.0), 26.0);
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
        // 15 minutes a day may be what there was to ask.
        assert_eq!(often.usual(&exams(None)), 600.0);
        let taken = Exams { word: Word::Taken, ..exams(Some(20)) };
        assert_eq!(often.usual(&taken), 1200.0);
        let unknown = habits(None, 1.0);
        assert_eq!((unknown.usual(&exams(Some(10))), unknown.usual(&exams(None))), (600.0, 1200.0));
        // A day that is studied gets what was declared, else what days had.
        assert_eq!(often.purse(&exams(Some(20)), 200.0).today, 1000.0);
        assert_eq!(often.purse(&exams(None), 0.0).today, 1200.0);
        let long = habits(Some(2400.0), 1.0);
        assert_eq!(long.purse(&exams(None), 0.0).today, 2400.0);
        let given = Exams { given: Some(3), ..exams(Some(20)) };
        assert_eq!(unknown.purse(&given, 1300.0).today, 180.0);
    }
}
