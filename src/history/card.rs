//! One card's history: its events folded into where it stands.

use super::detail::How;
use super::event::{Event, EventKind, Stamp};
use crate::schedule::{Memory, Rating, Scheduler, State, Wait, day, fuzz};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// A card that was forgotten this often in review is a leech.
pub const LEECH_LAPSES: u32 = 8;

/// When a card is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At an instant: a learning step.
    At(Timestamp),
    /// From the start of a study day on.
    On(Date),
}

impl Due {
    /// As text, an instant by the clock of `offset`.
    pub fn at(self, offset: Offset) -> String {
        match self {
            Self::At(instant) => Stamp::new(instant, offset).to_string(),
            Self::On(date) => date.to_string(),
        }
    }
}

/// Where a card stands after its events.
#[derive(Debug, Clone, PartialEq)]
pub struct CardHistory {
    /// Its place in learning.
    pub state: State,
    /// When it is due; for a new card, always.
    pub due: Due,
    /// Not asked until resumed.
    pub suspended: bool,
    /// The study day on which it is not asked any more.
    pub buried_on: Option<Date>,
    /// Marked by the learner.
    pub marked: bool,
    /// Times forgotten in review.
    pub lapses: u32,
    /// Answers that count.
    pub answers: usize,
    /// The study day of the last answer.
    pub last_day: Option<Date>,
    /// On that day: how often it was introduced as new.
    pub introduced: u32,
    /// On that day: how often it was answered in review.
    pub reviewed: u32,
    /// The day on which its author corrected it.
    pub corrected: Option<Date>,
}

/// One answer and what followed from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// When.
    pub time: Stamp,
    /// On which study day.
    pub day: Date,
    /// The rating.
    pub rating: Rating,
    /// By what means it was given; none where nobody knows.
    pub how: Option<How>,
    /// How long the answer took, in milliseconds, where that is known.
    pub took_ms: Option<u32>,
    /// Study days since the answer before; 0 for the first.
    pub elapsed_days: u32,
    /// What the model keeps afterwards.
    pub memory: Memory,
    /// The interval given, in days; 0 for a learning step.
    pub interval_days: u32,
    /// When the card is due afterwards.
    pub due: Due,
}

/// What folding a card needs beside its events.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) scheduler: Scheduler,
    pub(super) day_starts_at: Time,
}

impl CardHistory {
    /// A card to which nothing has happened.
    pub(crate) fn new() -> Self {
        Self {
            state: State::New,
            due: Due::On(Date::MIN),
            suspended: false,
            buried_on: None,
            marked: false,
            lapses: 0,
            answers: 0,
            last_day: None,
            introduced: 0,
            reviewed: 0,
            corrected: None,
        }
    }

    /// The same of a card that its author corrected on a day.
    pub(super) fn corrected(corrected: Option<Date>) -> Self {
        Self { corrected, ..Self::new() }
    }

    /// The day on which its author corrected it since the last answer, on that day and later.
    pub fn corrected_since(&self, today: Date) -> Option<Date> {
        let last = self.last_day.filter(|_| self.state != State::New)?;
        self.corrected.filter(|day| last < *day && *day <= today)
    }

    /// Whether the card is forgotten again and again.
    pub fn is_leech(&self) -> bool {
        self.lapses >= LEECH_LAPSES
    }

    /// Study days since the last answer; 0 for a new card.
    pub fn elapsed_days(&self, today: Date) -> u32 {
        let last = self.last_day.filter(|_| self.state != State::New);
        last.map_or(0, |last| day::elapsed(last, today))
    }

    /// Whether it is not asked any more on the study day `day`.
    pub fn rests_on(&self, day: Date) -> bool {
        self.suspended || self.buried_on == Some(day)
    }

    /// Follows an event that is neither undone nor an undo.
    pub(super) fn follow(&mut self, event: &Event, rules: &Rules) -> Option<Review> {
        match event.kind {
            EventKind::Review(rating) => return Some(self.review(event, rating, rules)),
            EventKind::Undo => {}
            EventKind::Suspend => self.suspended = true,
            EventKind::Resume => (self.suspended, self.buried_on) = (false, None),
            EventKind::Bury => self.buried_on = Some(event.study_day()),
            EventKind::Mark => self.marked = true,
            EventKind::Unmark => self.marked = false,
            EventKind::Reset => self.reset(),
        }
        None
    }

    /// New from here: suspension, mark and the day's used limits stay.
    fn reset(&mut self) {
        (self.state, self.due, self.lapses) = (State::New, Due::On(Date::MIN), 0);
    }

    fn review(&mut self, event: &Event, rating: Rating, rules: &Rules) -> Review {
        let time = event.time;
        let today = event.study_day();
        let elapsed_days = self.elapsed_days(today);
        let factor = fuzz::factor(event.card.as_str(), time.instant.as_millisecond());
        let next = rules.scheduler.next(self.state, elapsed_days, rating, factor);
        self.count(today, rating);
        self.state = next.state;
        self.due = self.by_correction(due(time, today, next.wait), today);
        Review {
            time,
            day: today,
            rating,
            how: event.detail.manner().how,
            took_ms: event.took_ms.filter(|took| *took > 0),
            elapsed_days,
            memory: next.state.memory().expect("an answered card has a memory"),
            interval_days: if let Wait::Days(days) = next.wait { days } else { 0 },
            due: self.due,
        }
    }

    /// Whoever answered before the correction is asked once from its day on.
    fn by_correction(&self, due: Due, today: Date) -> Due {
        match (due, self.corrected) {
            (Due::On(day), Some(corrected)) if today < corrected => Due::On(day.min(corrected)),
            _ => due,
        }
    }

    fn count(&mut self, today: Date, rating: Rating) {
        if self.last_day != Some(today) {
            (self.last_day, self.introduced, self.reviewed) = (Some(today), 0, 0);
        }
        self.answers += 1;
        match self.state {
            State::New => self.introduced += 1,
            State::Review { .. } => {
                self.reviewed += 1;
                self.lapses += u32::from(rating == Rating::Again);
            }
            State::Learning { .. } | State::Relearning { .. } => {}
        }
    }
}

fn due(time: Stamp, today: Date, wait: Wait) -> Due {
    match wait {
        Wait::Minutes(minutes) => {
            let minutes = SignedDuration::from_mins(i64::from(minutes));
            Due::At(time.instant.saturating_add(minutes).unwrap_or(Timestamp::MAX))
        }
        Wait::Days(days) => Due::On(day::after(today, days)),
    }
}
