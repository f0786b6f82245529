//! Which exams lie ahead, for which decks, and what a day has for them.

use crate::deck::Card;
use crate::schedule::day;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// Minutes a day where nothing is declared and nothing was observed.
pub const USUAL_MINUTES: u32 = 20;

/// The exams of all decks, and the time that the learner has for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exams {
    /// Of the decks that were read, by date; each deck belongs to one at most.
    pub aims: Vec<Aim>,
    /// What is said of single decks, be they read or not, by id: none for a deck
    /// that has no exam. All share the day's time.
    pub single: BTreeMap<String, Option<Date>>,
    /// Of all decks of which nothing is said.
    pub common: Option<Date>,
    /// Minutes a study day that the learner declared.
    pub minutes: Option<u32>,
    /// Whether days that had less are held against these minutes.
    pub word: Word,
    /// Minutes that the learner gives from now on, whatever today has seen.
    pub given: Option<u32>,
    /// Days on which the learner does not study.
    pub off: DaysOff,
    /// What the learner allows today, whatever the exams need.
    pub most: Most,
}

/// How the minutes that a learner declared are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Word {
    /// What the last days had counts where it is less.
    #[default]
    Checked,
    /// As they stand: the learner asks what they would bring.
    Taken,
}

/// An exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// The day of the exam.
    pub date: Date,
    /// The decks that it asks, each with the weights of its tags.
    pub decks: BTreeMap<String, Vec<(String, f64)>>,
}

/// Days on which the learner does not study.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysOff {
    /// Every week.
    pub weekdays: Vec<Weekday>,
    /// Once.
    pub dates: Vec<Date>,
}

/// The most cards that a study day may bring, where the learner said so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Most {
    /// New cards.
    pub new: Option<u32>,
    /// Reviews.
    pub reviews: Option<u32>,
}

impl DaysOff {
    /// Whether the learner does not study on `date`.
    pub fn has(&self, date: Date) -> bool {
        self.weekdays.contains(&date.weekday()) || self.dates.contains(&date)
    }

    /// Days from `first` up to but without `end` on which the learner studies.
    pub fn study_days(&self, first: Date, end: Date) -> u32 {
        let all = day::elapsed(first, end);
        if self.weekdays.is_empty() && self.dates.is_empty() {
            return all;
        }
        let is_study = |ahead: &u32| !self.has(day::after(first, *ahead));
        // Nobody plans further; it bounds the work for a mistyped year.
        (0..all.min(3660)).filter(is_study).count() as u32
    }
}

impl Exams {
    /// The exams that are not over on `today`.
    pub fn ahead(&self, today: Date) -> impl Iterator<Item = &Aim> {
        self.aims.iter().filter(move |aim| aim.date >= today)
    }

    /// Whether no exam lies ahead.
    pub fn is_over(&self, today: Date) -> bool {
        self.ahead(today).next().is_none()
    }

    /// Whether the time that an answer to a card of `deck` takes is time for an
    /// exam ahead.
    pub fn spend_on(&self, deck: &str, today: Date) -> bool {
        let is_ahead = |date: Option<Date>| date.is_some_and(|date| date >= today);
        let said = match self.single.get(deck) {
            Some(None) => false,
            // After its own exam a deck follows that of all.
            Some(own) => is_ahead(*own) || is_ahead(self.common),
            None => is_ahead(self.common),
        };
        said || self.of_deck(deck, today).is_some()
    }

    /// The exam ahead that asks the cards of `deck`.
    pub fn of_deck(&self, deck: &str, today: Date) -> Option<&Aim> {
        self.ahead(today).find(|aim| aim.decks.contains_key(deck))
    }
}

impl Aim {
    /// Whole days from `today` to the exam; 1 on the evening before and on the
    /// day itself.
    pub fn days(&self, today: Date) -> u32 {
        day::elapsed(today, self.date).max(1)
    }

    /// How important a card is: the greatest weight of its tags; a tag without
    /// a weight, and a card without tags, weighs 1.
    pub fn weight(&self, card: &Card) -> f64 {
        let weights = self.decks.get(card.id.deck()).into_iter().flatten();
        let of_tag = |tag: &String| {
            weights.clone().find(|(name, _)| name == tag).map_or(1.0, |&(_, weight)| weight)
        };
        card.tags().iter().map(of_tag).reduce(f64::max).unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_off_are_no_study_days() {
        let off = DaysOff { weekdays: vec![Weekday::Sunday], dates: vec![date(2026, 12, 1)] };
        // 23 November 2026 is a Monday.
        assert_eq!(off.study_days(date(2026, 11, 23), date(2026, 12, 7)), 11);
        assert_eq!(off.study_days(date(2026, 11, 29), date(2026, 11, 30)), 0);
        assert_eq!(DaysOff::default().study_days(date(2026, 11, 23), date(2026, 12, 7)), 14);
    }

    #[test]
    fn an_exam_is_ahead_until_its_day_is_over() {
        let aim = |day, deck: &str| Aim {
            date: date(2026, 11, day),
            decks: BTreeMap::from([(deck.to_owned(), Vec::new())]),
        };
        let exams = Exams { aims: vec![aim(20, "a"), aim(23, "b")], ..Exams::default() };
        assert_eq!(exams.of_deck("a", date(2026, 11, 20)), Some(&exams.aims[0]));
        assert_eq!(exams.of_deck("a", date(2026, 11, 21)), None);
        assert_eq!(exams.of_deck("b", date(2026, 11, 21)), Some(&exams.aims[1]));
        assert!(exams.is_over(date(2026, 11, 24)));
        assert_eq!(exams.aims[1].days(date(2026, 11, 23)), 1);
        assert_eq!(exams.aims[1].days(date(2026, 11, 22)), 1);
        assert_eq!(exams.aims[1].days(date(2026, 11, 20)), 3);
    }

    #[test]
    fn decks_that_were_not_read_share_the_time() {
        let said = [("b".to_owned(), Some(date(2026, 11, 20))), ("c".to_owned(), None)];
        let mut exams = Exams { single: BTreeMap::from(said), ..Exams::default() };
        let spends = |exams: &Exams, deck, day| exams.spend_on(deck, date(2026, 11, day));
        assert!(spends(&exams, "b", 20) && !spends(&exams, "b", 21) && !spends(&exams, "a", 20));
        exams.common = Some(date(2026, 12, 1));
        // A deck without an exam takes no time from one.
        assert!(spends(&exams, "a", 21) && !spends(&exams, "c", 21));
    }
}
