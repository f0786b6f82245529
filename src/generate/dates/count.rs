//! Counting in days, weeks and months.

use super::grammar::Which;
use crate::calendar::{Date, Span};
use jiff::civil::{self, Weekday};

/// An hour later it is still the same day, and twenty hours later the next one.
pub(super) fn days_of(hours: i32) -> Option<i32> {
    (hours.abs() >= 12).then_some((hours.abs() / 24).max(1) * hours.signum())
}

pub(super) fn in_days(from: civil::Date, count: i32) -> Option<civil::Date> {
    from.checked_add(jiff::Span::new().try_days(count).ok()?).ok()
}

pub(super) fn in_months(year: i32, month: u8, count: i32) -> Date {
    let months = year * 12 + i32::from(month) - 1 + count;
    let month = months.rem_euclid(12) as u8 + 1;
    Date::of_month(month, None).in_year(months.div_euclid(12))
}

/// From a day of a week, counted from its Monday, to its Sunday.
pub(super) fn week(monday: civil::Date, first: i32) -> Option<Span> {
    let to = in_days(monday, 6)?.into();
    Some(Span { from: in_days(monday, first)?.into(), to: Some(to) })
}

/// The day of the week near a date.
pub(super) fn near(own: civil::Date, day: Weekday, which: Which) -> Option<civil::Date> {
    let days = match (which, i32::from(day.until(own.weekday()))) {
        (Which::Last, 0) => -7,
        (Which::Coming, 0) => 0,
        (Which::Near | Which::Last, since) => -since,
        (Which::Coming | Which::Next, since) => 7 - since,
    };
    in_days(own, days)
}
