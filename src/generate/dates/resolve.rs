//! Gives dates their values: EDTF level 1, the year from what stands before
//! where it was not written.

use super::grammar::{Expression, Part};
use crate::generate::edtf;
use crate::generate::fact::Modifier;
use jiff::civil::Date;

/// What was last spoken of.
#[derive(Debug, Default)]
pub(super) struct Context {
    year: Option<i32>,
    day: Option<Date>,
}

type Value = (String, Option<Modifier>, bool);

impl Context {
    /// A new section begins: days are not counted across it.
    pub(super) fn enter_section(&mut self) {
        self.day = None;
    }

    /// The value, the modifier, and whether the year came from the context;
    /// none where there is nothing to take it from.
    pub(super) fn resolve(&mut self, expression: &Expression) -> Option<Value> {
        match *expression {
            Expression::Date { year, month, day, modifier } => {
                self.date(year, month, day, modifier)
            }
            Expression::Range { from, to } => self.range(from, to),
            Expression::Season { year, season } => {
                let resolved = year.is_none();
                let year = year.or(self.year)?;
                self.year = Some(year);
                Some((format!("{}-{season}", edtf::year(year)), None, resolved))
            }
            Expression::Decade { year, modifier } => Some((edtf::decade(year), modifier, false)),
            Expression::Century { number, modifier } => {
                Some((edtf::century(number), modifier, false))
            }
            Expression::YearFrom { years, month } => {
                let year = self.year? + years;
                self.date(Some(year), month, None, None).map(|(value, _, _)| (value, None, true))
            }
            Expression::DayFrom { days } => {
                let day = self.day?.checked_add(jiff::Span::new().days(days)).ok()?;
                self.day = Some(day);
                Some((day.to_string(), None, true))
            }
        }
    }

    fn date(
        &mut self,
        year: Option<i32>,
        month: Option<u8>,
        day: Option<u8>,
        modifier: Option<Modifier>,
    ) -> Option<Value> {
        let resolved = year.is_none();
        let year = year.or(self.year)?;
        self.year = Some(year);
        if let (Some(month), Some(day)) = (month, day) {
            self.day = Some(civil(year, month, day)?);
        }
        Some((edtf::date(year, month, day), modifier, resolved))
    }

    fn range(&mut self, from: Part, to: Part) -> Option<Value> {
        let (start, end) = (from.year.or(self.year)?, to.year.or(self.year)?);
        self.year = Some(end);
        let [a, b] = [edtf::date(start, from.month, from.day), edtf::date(end, to.month, to.day)];
        Some((format!("{a}/{b}"), None, false))
    }
}

fn civil(year: i32, month: u8, day: u8) -> Option<Date> {
    let [month, day] = [i8::try_from(month).ok()?, i8::try_from(day).ok()?];
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}
