//! Gives dates their values: what was not written from what stands before.

use super::grammar::{Expression, Place, Unit, Written, Year};
use crate::calendar::{Date, Era, Precision, Span, Years};
use jiff::civil;
use std::ops::RangeInclusive;

/// A year by itself that leads so far ahead of the story belongs to its
/// literature: it is followed only when it comes twice.
const LEAP: i32 = 60;
/// A month so far ahead within a year was rather that of the year before.
const MONTHS_AHEAD: i8 = 8;
/// Years of fewer than four digits are read only near such years.
const NEAR: i32 = 500;
/// No counting goes beyond them.
const YEARS: RangeInclusive<i32> = -9999..=9999;

/// What was last spoken of.
#[derive(Debug, Default)]
pub(super) struct Context {
    year: Option<i32>,
    month: Option<u8>,
    /// A year far ahead, seen once.
    ahead: Option<i32>,
    /// The last full date.
    full: Option<civil::Date>,
    /// The last year with an era, and the era that short years have.
    short: Option<(i32, Era)>,
    /// The era of most such years.
    main: Option<Era>,
}

/// The value, and whether its year came from the context.
type Value = (Span, bool);

impl Context {
    /// Learns from the whole document whether it speaks of short years, and
    /// of which era.
    pub(super) fn prepare<'e>(&mut self, all: impl Iterator<Item = &'e Expression>) {
        let mut seen: Vec<(i32, Era)> = Vec::new();
        for expression in all {
            let years = match expression {
                Expression::Date(written) => [written.year, None],
                Expression::Range(from, to) => [from.year, to.year],
                Expression::Decade(year, _) => [Some(*year), None],
                _ => [None, None],
            };
            for year in years.into_iter().flatten() {
                if let Some(era) = year.era {
                    seen.push((year.number, era));
                }
            }
        }
        let short = seen.iter().filter(|(number, _)| *number < 1000);
        if short.count() >= 2 {
            let before = seen.iter().filter(|(_, era)| *era == Era::Before).count();
            let era = if before * 2 >= seen.len() { Era::Before } else { Era::Common };
            let first = seen.iter().find(|(number, one)| *one == era && *number < 1000);
            self.short = first.copied();
            self.main = Some(era);
        }
    }

    /// None where there is nothing to take the year from.
    pub(super) fn resolve(&mut self, expression: &Expression) -> Option<Value> {
        match *expression {
            Expression::Date(written) => self.date(written),
            Expression::Range(from, to) => self.range(from, to),
            Expression::Decade(year, third) => {
                let years = Years::decade(self.known(year)?);
                Some((Date { third, ..Date::from(years) }.into(), false))
            }
            Expression::Century { number, era, third } => {
                let era = era.or(self.main.filter(|_| number <= 9)).unwrap_or(Era::Common);
                Some((Date { third, ..Date::from(era.century(number)) }.into(), false))
            }
            Expression::ThisCentury(third) => {
                let year = self.year.filter(|&year| year > 0)?;
                let century = Years::Century((year - 1) / 100 + 1);
                Some((Date { third, ..Date::from(century) }.into(), true))
            }
            Expression::Shift { count, unit, place } => self.shift(count, unit, place),
            Expression::DayOfMonth(day) => {
                let date = Date::of_month(self.month?, Some(day)).in_year(self.year?);
                self.tell(&date);
                date.civil()?;
                Some((date.into(), true))
            }
        }
    }

    /// As astronomers count; none where the era is not known.
    fn known(&mut self, year: Year) -> Option<i32> {
        let Some(era) = year.era else {
            if year.number >= 1000 {
                return Some(year.number);
            }
            let (last, era) = self.short?;
            let near = (last - year.number).abs() <= NEAR;
            if near {
                self.short = Some((year.number, era));
            }
            return near.then(|| era.year(year.number));
        };
        if year.number < 1000 && self.short.is_some() {
            self.short = Some((year.number, era));
        }
        Some(era.year(year.number))
    }

    fn tell(&mut self, date: &Date) {
        self.year = date.year();
        self.month = date.month;
        self.ahead = None;
        self.full = date.day.and_then(|_| date.civil()).or(self.full);
    }

    fn date(&mut self, written: Written) -> Option<Value> {
        let resolved = written.year.is_none();
        let year = match (written.year, written.date.month) {
            (Some(year), _) => self.known(year)?,
            (None, Some(month)) => self.year_of_month(month)?,
            (None, None) => self.year?,
        };
        let date = written.date.in_year(year);
        if date.day.is_some() {
            date.civil()?;
        }
        let alone = date.precision() == Precision::Year && !resolved;
        let leaps = |from: i32| year - from > LEAP;
        if alone
            && self.year.is_some_and(leaps)
            && self.ahead.is_none_or(|ahead| (ahead - year).abs() > LEAP)
        {
            self.ahead = Some(year);
        } else {
            self.tell(&date);
        }
        Some((date.into(), resolved))
    }

    /// The year of a month that was named without one.
    fn year_of_month(&self, month: u8) -> Option<i32> {
        let year = self.year?;
        let Some(last) = self.month else { return Some(year) };
        let ahead = month as i8 - last as i8;
        let year = match ahead {
            MONTHS_AHEAD.. => year - 1,
            _ if ahead <= -MONTHS_AHEAD => year + 1,
            _ => year,
        };
        Some(year).filter(|year| YEARS.contains(year))
    }

    fn range(&mut self, from: Written, to: Written) -> Option<Value> {
        let end = match to.year.or(from.year) {
            Some(year) => self.known(year)?,
            None => self.year?,
        };
        let start = match from.year {
            Some(year) => self.known(year)?,
            None => end,
        };
        let (start, end) = (from.date.in_year(start), to.date.in_year(end));
        self.tell(&end);
        let span = Span { from: start, to: Some(end) };
        (start.bounds()? < end.bounds()?).then_some((span, to.year.is_none()))
    }

    fn shift(&mut self, count: i32, unit: Unit, place: Place) -> Option<Value> {
        let year = self.year.or(self.full.map(|full| full.year().into()))?;
        let date = match (unit, place) {
            (Unit::Years, Place::In(date)) => date.in_year(year + count),
            (Unit::Years, Place::Next(month)) => {
                // `the following May` is the next one to come.
                let ahead = count == 1 && self.month.is_some_and(|last| last < month);
                Date::of_month(month, None).in_year(if ahead { year } else { year + count })
            }
            (Unit::Months, _) => {
                let months = year * 12 + i32::from(self.month?) - 1 + count;
                let month = months.rem_euclid(12) as u8 + 1;
                Date::of_month(month, None).in_year(months.div_euclid(12))
            }
            (Unit::Hours | Unit::Days | Unit::Weeks, _) => {
                let days = match unit {
                    Unit::Hours => (count + 12) / 24,
                    Unit::Weeks => count * 7,
                    _ => count,
                };
                let span = jiff::Span::new().try_days(days).ok()?;
                self.full?.checked_add(span).ok()?.into()
            }
        };
        date.year().filter(|year| YEARS.contains(year))?;
        self.tell(&date);
        Some((date.into(), true))
    }
}
