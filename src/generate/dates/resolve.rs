//! Gives dates their values: EDTF level 1, what was not written from what
//! stands before.

use super::grammar::{Era, Expression, Part, Place, Unit, Year};
use crate::generate::edtf;
use crate::generate::fact::Modifier;
use jiff::civil::Date;

/// A year by itself that leads so far ahead of the story belongs to its
/// literature: it is followed only when it comes twice.
const LEAP: i32 = 60;
/// A month so far ahead within a year was rather that of the year before.
const MONTHS_AHEAD: i8 = 8;
/// Years of fewer than four digits are read only near such years.
const NEAR: i32 = 500;

/// What was last spoken of.
#[derive(Debug, Default)]
pub(super) struct Context {
    year: Option<i32>,
    month: Option<u8>,
    /// A year far ahead, seen once.
    ahead: Option<i32>,
    /// The last full date.
    full: Option<(i32, u8, u8)>,
    /// The last year with an era, and the era that short years have.
    short: Option<(i32, Era)>,
    /// The era of most such years.
    main: Option<Era>,
}

type Value = (String, Option<Modifier>, bool);

impl Context {
    /// Learns from the whole document whether it speaks of short years, and
    /// of which era.
    pub(super) fn prepare<'e>(&mut self, all: impl Iterator<Item = &'e Expression>) {
        let mut seen: Vec<(i32, Era)> = Vec::new();
        for expression in all {
            let years = match expression {
                Expression::Date(part, _) => [part.year, None],
                Expression::Range(from, to) => [from.year, to.year],
                Expression::Season { year, .. } => [*year, None],
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

    /// The value, the modifier, and whether the year came from the context;
    /// none where there is nothing to take it from.
    pub(super) fn resolve(&mut self, expression: &Expression) -> Option<Value> {
        match *expression {
            Expression::Date(part, modifier) => self.date(part, modifier),
            Expression::Range(from, to) => self.range(from, to),
            Expression::Season { year, season, modifier } => {
                let resolved = year.is_none();
                let year = match year {
                    Some(year) => self.known(year)?,
                    None => self.year?,
                };
                self.tell(year, None, None);
                Some((format!("{}-{season}", edtf::year(year)), modifier, resolved))
            }
            Expression::Decade(year, modifier) => self.decade(year, modifier),
            Expression::Century { number, era, modifier } => {
                let before = era.or(self.main.filter(|_| number <= 9)) == Some(Era::Before);
                let number = if before { -number } else { number };
                Some((edtf::century(number), modifier, false))
            }
            Expression::ThisCentury(modifier) => {
                let year = self.year.filter(|&year| year > 0)?;
                Some((edtf::century((year - 1) / 100 + 1), modifier, true))
            }
            Expression::Shift { count, unit, place } => self.shift(count, unit, place),
            Expression::DayOfMonth(day) => {
                let (year, month) = (self.year?, self.month?);
                self.tell(year, Some(month), Some(day));
                civil(year, month, day)?;
                Some((edtf::date(year, Some(month), Some(day)), None, true))
            }
        }
    }

    /// The astronomers' count, which has a year 0: 44 BCE is -43.
    fn known(&mut self, year: Year) -> Option<i32> {
        let value = |era: Era| match era {
            Era::Before => 1 - year.number,
            Era::Common => year.number,
        };
        let Some(era) = year.era else {
            if year.number >= 1000 {
                return Some(year.number);
            }
            let (last, era) = self.short?;
            let near = (last - year.number).abs() <= NEAR;
            if near {
                self.short = Some((year.number, era));
            }
            return near.then(|| value(era));
        };
        if year.number < 1000 && self.short.is_some() {
            self.short = Some((year.number, era));
        }
        Some(value(era))
    }

    fn tell(&mut self, year: i32, month: Option<u8>, day: Option<u8>) {
        self.year = Some(year);
        self.month = month;
        self.ahead = None;
        if let (Some(month), Some(day)) = (month, day) {
            self.full = Some((year, month, day));
        }
    }

    fn date(&mut self, part: Part, modifier: Option<Modifier>) -> Option<Value> {
        let Part { year, month, day } = part;
        let resolved = year.is_none();
        let year = match year {
            Some(year) => self.known(year)?,
            None => self.year_of_month(month?)?,
        };
        if let (Some(month), Some(day)) = (month, day) {
            civil(year, month, day)?;
        }
        let alone = month.is_none() && !resolved;
        let leaps = |from: i32| year - from > LEAP;
        if alone
            && self.year.is_some_and(leaps)
            && self.ahead.is_none_or(|ahead| (ahead - year).abs() > LEAP)
        {
            self.ahead = Some(year);
        } else {
            self.tell(year, month, day);
        }
        Some((edtf::date(year, month, day), modifier, resolved))
    }

    /// The year of a month that was named without one.
    fn year_of_month(&self, month: u8) -> Option<i32> {
        let year = self.year?;
        let Some(last) = self.month else { return Some(year) };
        let ahead = month as i8 - last as i8;
        Some(match ahead {
            MONTHS_AHEAD.. => year - 1,
            _ if ahead <= -MONTHS_AHEAD => year + 1,
            _ => year,
        })
    }

    fn range(&mut self, from: Part, to: Part) -> Option<Value> {
        let end = match to.year.or(from.year) {
            Some(year) => self.known(year)?,
            None => self.year?,
        };
        let start = match from.year {
            Some(year) => self.known(year)?,
            None => end,
        };
        self.tell(end, to.month, to.day);
        let [a, b] = [edtf::date(start, from.month, from.day), edtf::date(end, to.month, to.day)];
        (edtf::bounds(&a)? < edtf::bounds(&b)?)
            .then(|| (format!("{a}/{b}"), None, to.year.is_none()))
    }

    fn decade(&mut self, year: Year, modifier: Option<Modifier>) -> Option<Value> {
        let first = self.known(year)?;
        if first > 0 {
            return Some((edtf::decade(first), modifier, false));
        }
        // The 50s BCE are 59 to 50: no mask of digits.
        let [a, b] = [first - 9, first].map(edtf::year);
        Some((format!("{a}/{b}"), modifier, false))
    }

    fn shift(&mut self, count: i32, unit: Unit, place: Place) -> Option<Value> {
        let year = self.year.or(self.full.map(|(year, _, _)| year))?;
        let text = match (unit, place) {
            (Unit::Years, Place::Whole) => {
                self.tell(year + count, None, None);
                edtf::year(year + count)
            }
            (Unit::Years, Place::Month(month, day)) => {
                self.tell(year + count, Some(month), day);
                edtf::date(year + count, Some(month), day)
            }
            (Unit::Years, Place::NextMonth(month)) => {
                // `the following May` is the next one to come.
                let ahead = count == 1 && self.month.is_some_and(|last| last < month);
                let year = if ahead { year } else { year + count };
                self.tell(year, Some(month), None);
                edtf::date(year, Some(month), None)
            }
            (Unit::Years, Place::Season(season)) => {
                self.tell(year + count, None, None);
                format!("{}-{season}", edtf::year(year + count))
            }
            (Unit::Months, _) => {
                let months = year * 12 + i32::from(self.month?) - 1 + count;
                let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
                self.tell(year, Some(month), None);
                edtf::date(year, Some(month), None)
            }
            (Unit::Hours | Unit::Days | Unit::Weeks, _) => {
                let (year, month, day) = self.full?;
                let days = match unit {
                    Unit::Hours => (count + 12) / 24,
                    Unit::Weeks => count * 7,
                    _ => count,
                };
                let span = jiff::Span::new().try_days(days).ok()?;
                let date = civil(year, month, day)?.checked_add(span).ok()?;
                let [month, day] = [date.month() as u8, date.day() as u8];
                let year = i32::from(date.year());
                self.tell(year, Some(month), Some(day));
                edtf::date(year, Some(month), Some(day))
            }
        };
        Some((text, None, true))
    }
}

fn civil(year: i32, month: u8, day: u8) -> Option<Date> {
    let [month, day] = [i8::try_from(month).ok()?, i8::try_from(day).ok()?];
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}
