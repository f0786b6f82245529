//! Dates that are off by no more than the author allows.

use crate::calendar::{Date, Precision, Span};
use crate::deck::Tolerance;
use jiff::civil;

impl Span {
    /// Whether the date is near enough to `expected`, and as precise as that
    /// or as the tolerance.
    pub(in super::super) fn is_within(&self, expected: &Self, most: Tolerance) -> bool {
        let ends = match (&self.to, &expected.to) {
            (None, None) => true,
            (Some(given), Some(expected)) => is_within(given, expected, most),
            _ => false,
        };
        ends && is_within(&self.from, &expected.from, most)
    }
}

fn is_within(given: &Date, expected: &Date, most: Tolerance) -> bool {
    let is_part = |date: &Date| date.season.is_some() || date.third.is_some();
    if is_part(given) || is_part(expected) {
        return false;
    }
    let needed = expected.precision().min(precision_of(most));
    if given.precision() < needed {
        return false;
    }
    // At the lesser precision: 1951 is a year after June 1950.
    let level = given.precision().min(expected.precision());
    let near = || {
        let (given, expected) = (cut(given, level).civil()?, cut(expected, level).civil()?);
        let (least, most) = bounds(expected, most)?;
        Some((least..=most).contains(&given))
    };
    near().unwrap_or(false)
}

/// A date without what is more precise.
fn cut(date: &Date, level: Precision) -> Date {
    Date {
        month: date.month.filter(|_| level >= Precision::Month),
        day: date.day.filter(|_| level >= Precision::Day),
        ..*date
    }
}

fn precision_of(most: Tolerance) -> Precision {
    match most {
        Tolerance::Years(_) => Precision::Year,
        Tolerance::Months(_) => Precision::Month,
        _ => Precision::Day,
    }
}

fn bounds(around: civil::Date, most: Tolerance) -> Option<(civil::Date, civil::Date)> {
    let span = jiff::Span::new();
    let span = match most {
        Tolerance::Days(days) => span.try_days(days),
        Tolerance::Months(months) => span.try_months(months),
        Tolerance::Years(years) => span.try_years(years),
        Tolerance::Number(_) | Tolerance::Percent(_) => return None,
    };
    let span = span.ok()?;
    Some((around.saturating_sub(span), around.saturating_add(span)))
}
