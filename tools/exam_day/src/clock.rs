//! The time of a simulated day.

use byheart::history::Stamp;
use byheart::schedule::day;
use jiff::SignedDuration;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::Offset;

/// A Monday.
pub(crate) const FIRST_DAY: Date = date(2026, 1, 5);
pub(crate) const STARTS: Time = time(4, 0, 0, 0);

/// How far a sitting is.
pub(crate) struct Clock {
    pub(crate) day: u32,
    /// Since the sitting began.
    pub(crate) seconds: f64,
    /// Of the day's time.
    pub(crate) paid: f64,
    end: f64,
}

impl Clock {
    /// At the beginning of a sitting of so many minutes.
    pub(crate) fn new(day: u32, minutes: u32) -> Self {
        Self { day, seconds: 0.0, paid: 0.0, end: 60.0 * f64::from(minutes) }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.paid >= self.end
    }

    pub(crate) fn minutes_left(&self) -> u32 {
        ((self.end - self.paid) / 60.0).ceil().max(0.0) as u32
    }

    pub(crate) fn date(&self) -> Date {
        day::after(FIRST_DAY, self.day)
    }

    /// Noon, and the seconds that answers took.
    pub(crate) fn now(&self) -> Stamp {
        let noon = self.date().to_datetime(time(12, 0, 0, 0));
        let instant = Offset::UTC.to_timestamp(noon).expect("a day of this century");
        Stamp::new(instant + SignedDuration::from_secs_f64(self.seconds), Offset::UTC)
    }
}
