//! Study days: a day begins at a set time of the learner's own clock.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// When study days begin where nobody says otherwise.
pub const STARTS_AT: Time = jiff::civil::time(4, 0, 0, 0);

/// The study day to which a moment belongs: its local date after subtracting
/// the time at which days begin.
pub fn study_day(instant: Timestamp, offset: Offset, day_starts_at: Time) -> Date {
    let earlier = instant.saturating_sub(day_starts_at.duration_since(Time::midnight()));
    offset.to_datetime(earlier.unwrap_or(instant)).date()
}

/// The instant at which the study day `date` ends and the next begins.
pub fn end_of(date: Date, offset: Offset, day_starts_at: Time) -> Timestamp {
    let next = date.saturating_add(jiff::Span::new().days(1));
    offset.to_timestamp(next.to_datetime(day_starts_at)).unwrap_or(Timestamp::MAX)
}

/// Whole days from `earlier` to `later`; 0 where `later` is not later.
pub fn elapsed(earlier: Date, later: Date) -> u32 {
    let days = later.duration_since(earlier).as_hours() / 24;
    u32::try_from(days.max(0)).unwrap_or(u32::MAX)
}

/// `date` and `days` more; the last possible date where that is too much.
pub fn after(date: Date, days: u32) -> Date {
    date.saturating_add(SignedDuration::from_hours(24 * i64::from(days)))
}

/// `date` and `days` less; the first possible date where that is too much.
pub fn before(date: Date, days: u32) -> Date {
    date.saturating_sub(SignedDuration::from_hours(24 * i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn day_of(text: &str, hours: i8) -> Date {
        study_day(text.parse().unwrap(), jiff::tz::offset(hours), time(4, 0, 0, 0))
    }

    #[test]
    fn the_day_begins_at_four_by_the_learners_own_clock() {
        assert_eq!(day_of("2026-11-23T03:59:59Z", 0), date(2026, 11, 22));
        assert_eq!(day_of("2026-11-23T04:00:00Z", 0), date(2026, 11, 23));
        assert_eq!(day_of("2026-11-22T19:00:00Z", 9), date(2026, 11, 23));
        assert_eq!(day_of("2026-11-23T08:00:00Z", -5), date(2026, 11, 22));
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let four = time(4, 0, 0, 0);
        let end = end_of(date(2026, 11, 23), jiff::tz::offset(9), four);
        assert_eq!(end.to_string(), "2026-11-23T19:00:00Z");
        let last = end - SignedDuration::from_millis(1);
        assert_eq!(study_day(last, jiff::tz::offset(9), four), date(2026, 11, 23));
    }

    #[test]
    fn elapsed_days_are_never_negative() {
        assert_eq!(elapsed(date(2026, 2, 27), date(2026, 3, 1)), 2);
        assert_eq!(elapsed(date(2026, 3, 1), date(2026, 2, 27)), 0);
        assert_eq!(after(date(2026, 2, 27), 2), date(2026, 3, 1));
        assert_eq!(after(date(9999, 12, 1), 36_500), Date::MAX);
    }
}
