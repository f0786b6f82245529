//! Dates that are off by no more than the author allows.

use super::{Date, Span};
use crate::deck::Tolerance;
use jiff::civil;

impl Span {
    /// Whether the date is near enough to `expected`, and as precise as that
    /// or as the tolerance.
    pub(in super::super) fn is_within(&self, expected: &Self, most: Tolerance) -> bool {
        match (&self.to, &expected.to) {
            (None, None) => self.from.is_within(&expected.from, most),
            (Some(to), Some(end)) => {
                self.from.is_within(&expected.from, most) && to.is_within(end, most)
            }
            _ => false,
        }
    }
}

impl Date {
    fn is_within(&self, expected: &Self, most: Tolerance) -> bool {
        if self.age.or(expected.age).is_some() || self.season.or(expected.season).is_some() {
            return false;
        }
        let needed = expected.precision().min(precision_of(most));
        if self.precision() < needed || self.year.is_none() || expected.year.is_none() {
            return false;
        }
        // At the lesser precision: 1951 is a year after June 1950.
        let level = self.precision().min(expected.precision());
        let (given, expected) = (self.cut(level), expected.cut(level));
        let near = || {
            let (given, expected) = (given.first_day()?, expected.first_day()?);
            let (least, most) = bounds(expected, most)?;
            Some((least..=most).contains(&given))
        };
        near().unwrap_or(false)
    }

    /// 1 for a year, 2 for a month, 3 for a day.
    fn precision(&self) -> u8 {
        1 + u8::from(self.month.is_some()) + u8::from(self.month.and(self.day).is_some())
    }

    fn cut(&self, level: u8) -> Self {
        Self {
            month: self.month.filter(|_| level > 1),
            day: self.day.filter(|_| level > 2),
            ..*self
        }
    }

    fn first_day(&self) -> Option<civil::Date> {
        let small = |number: Option<u8>| i8::try_from(number.unwrap_or(1)).ok();
        let year = i16::try_from(self.year?).ok()?;
        civil::Date::new(year, small(self.month)?, small(self.day)?).ok()
    }
}

fn precision_of(most: Tolerance) -> u8 {
    match most {
        Tolerance::Years(_) => 1,
        Tolerance::Months(_) => 2,
        _ => 3,
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
