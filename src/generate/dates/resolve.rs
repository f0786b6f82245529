//! Gives dates their values: what was not written from what stands before, or from the
//! document's own date.

use super::count::{days_of, in_days, in_months, near, week};
use super::grammar::{Expression, From, Place, Unit, Way, Written, Year};
use crate::calendar::{Date, Era, Precision, Span, Years};
use crate::generate::fact::Dating;
use jiff::civil;
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// A year by itself that leads so far ahead of the story belongs to its
/// literature: it is followed only when it comes twice.
const LEAP: i32 = 60;
/// A month so far back or ahead within a year was rather that of the next year, or of the
/// year before.
const MONTHS: i8 = 8;
/// Years of fewer than four digits are read only near such years.
const NEAR: i32 = 500;
/// For so many paragraphs one knows which day, which year the story has come to.
const DAYS_KEPT: usize = 6;
const YEARS_KEPT: usize = 12;
/// So many sentences on a year is still that of the story.
const NEAR_SENTENCES: usize = 2;
/// In a report one in so many dates at least is near its own.
const FEW: usize = 10;
/// No counting goes beyond them.
const YEARS: RangeInclusive<i32> = -9999..=9999;
/// When France counted its own years, of which the first began in September 1792.
const REPUBLIC: RangeInclusive<i32> = 1789..=1815;

/// How much a date moves the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens its sentence.
    Leads,
    /// It stands somewhere in its sentence.
    Told,
    /// It is mentioned in passing: `(1783)`, `which had begun in 1618`.
    Passing,
    /// Something lasted until then.
    Until,
}

/// What was last spoken of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// The document's own date.
    own: Option<civil::Date>,
    /// Whether it tells of days near its own.
    is_report: bool,
    year: Option<i32>,
    month: Option<u8>,
    /// The last year named, be it in passing: what `that year` means.
    named: Option<i32>,
    /// A year far ahead, seen once.
    ahead: Option<i32>,
    /// The last full date, be it in passing, and the paragraphs since then.
    full: Option<(civil::Date, usize)>,
    /// The year that the section is headed by, among others that are headed so.
    headed: Option<i32>,
    /// Whether the story goes by months and days.
    is_close: bool,
    /// Paragraphs since the story's date was told.
    since: usize,
    /// Sentences since then.
    sentences: usize,
    /// The last year with an era, and the era that short years have.
    short: Option<(i32, Era)>,
    /// The era of most such years.
    main: Option<Era>,
}

/// The value, and how it is known.
type Value = (Span, Dating);

impl Context {
    /// Learns from the whole document whether it speaks of short years, and of which
    /// era, and whether it tells of days near its own date.
    pub(super) fn new<'e>(
        own: Option<civil::Date>,
        all: impl Iterator<Item = &'e Expression>,
    ) -> Self {
        let mut context = Self { own, ..Self::default() };
        let (mut seen, mut short, mut written, mut near) = (Vec::new(), Vec::new(), 0, 0);
        for expression in all {
            let years = match expression {
                Expression::Date(Written {
                    year: Some(Year { number, era: None }), date, ..
                }) if *number < 1000 && date.month.is_some() => {
                    // `30 September 420`
                    short.push(*number);
                    [None; 2]
                }
                Expression::Date(written) => [written.year, None],
                Expression::Range(from, to) => [from.year, to.year],
                Expression::Decade(year, _) => [Some(*year), None],
                // `today` alone makes no report.
                Expression::Shift { from: From::Now, unit: Unit::Days, count: 0, .. } => [None; 2],
                Expression::Weekday { .. } | Expression::Shift { from: From::Now, .. } => {
                    near += 1;
                    [None; 2]
                }
                _ => [None; 2],
            };
            for year in years.into_iter().flatten() {
                written += 1;
                seen.extend(year.era.map(|era| (year.number, era)));
            }
        }
        context.is_report = own.is_some() && near > 0 && near * FEW >= written;
        let is_short = |number: i32| number < 1000;
        if short.len() >= 2 && seen.iter().all(|(_, era)| *era == Era::Common) {
            seen.extend(short.iter().map(|year| (*year, Era::Common)));
        }
        if seen.iter().filter(|(number, _)| is_short(*number)).count() >= 2 {
            let before = seen.iter().filter(|(_, era)| *era == Era::Before).count();
            let era = if before * 2 >= seen.len() { Era::Before } else { Era::Common };
            let first = seen.iter().find(|(number, one)| *one == era && is_short(*number));
            context.short = first.copied();
            context.main = Some(era);
        }
        context
    }

    /// A paragraph of a report speaks of its own days until it names others, and one below
    /// the heading of a year of that year; in others dates are forgotten, days first.
    pub(super) fn begin_paragraph(&mut self, headed: Option<i32>) {
        self.since += 1;
        self.named = self.ahead();
        self.headed = headed;
        let full = self.full.map(|(full, since)| (full, since + 1));
        self.full = full.filter(|(_, since)| *since <= DAYS_KEPT);
        if self.since > YEARS_KEPT {
            self.year = None;
        }
        self.year = self.year.or(headed);
        if let Some(own) = self.own.filter(|_| self.is_report) {
            // Its day is none that `the next day` would follow.
            let full = self.full;
            self.tell(&own.into(), Role::Leads);
            self.full = full;
        }
    }

    /// A sentence of dates behind another, so many sentences on.
    pub(super) fn begin_sentence(&mut self, on: usize) {
        self.sentences += on;
    }

    /// The year that was named last, unless in passing of the time before.
    fn ahead(&self) -> Option<i32> {
        self.named.filter(|named| self.year.is_none_or(|year| *named > year))
    }

    /// None where there is nothing to take the year from.
    pub(super) fn resolve(&mut self, expression: &Expression, role: Role) -> Option<Value> {
        match *expression {
            Expression::Date(written) => self.date(written, role),
            Expression::Range(from, to) => self.range(from, to, role),
            Expression::Decade(year, third) => {
                let years = Years::decade(self.known(year)?);
                Some((Date { third, ..Date::from(years) }.into(), Dating::Written))
            }
            Expression::NamedDecade(decade, third) => {
                let first = self.named_decade(i32::from(decade))?;
                Some((Date { third, ..Date::from(Years::decade(first)) }.into(), self.told()))
            }
            Expression::Century { number, era, third } => {
                let era = era.or(self.main.filter(|_| number <= 9)).unwrap_or(Era::Common);
                Some((Date { third, ..Date::from(era.century(number)) }.into(), Dating::Written))
            }
            Expression::ThisCentury(third) => {
                let year = self.year.filter(|&year| year > 0)?;
                let century = Years::Century((year - 1) / 100 + 1);
                Some((Date { third, ..Date::from(century) }.into(), self.told()))
            }
            Expression::Shift { count, unit, place, from: From::Story } => {
                self.shift(count, unit, place, role)
            }
            Expression::Ahead(count, unit) => {
                let from = match unit {
                    Unit::Years => Date::from(Years::Year(self.year?)),
                    Unit::Months => Date::of_month(self.month?, None).in_year(self.year?),
                    _ => self.full?.0.into(),
                };
                let mut ahead = Self { year: from.year(), named: None, ..*self };
                let (to, _) = ahead.shift(count, unit, Place::In(Date::default()), role)?;
                Some((Span { from, to: Some(to.from) }, self.told()))
            }
            Expression::Shift { count, unit, place, from: From::Now } => {
                Some((self.counted_from_own(count, unit, place)?, Dating::Own))
            }
            Expression::Weekday { day, which } => {
                let day = near(self.own.filter(|_| self.is_report)?, day, which)?;
                self.full = Some((day, 0));
                Some((Date::from(day).into(), Dating::Own))
            }
            Expression::DayOfMonth(day) => {
                let date = Date::of_month(self.month?, Some(day)).in_year(self.year?);
                date.civil()?;
                let evidence = self.told();
                self.tell(&date, role);
                Some((date.into(), evidence))
            }
            Expression::RepublicanYear(number) => {
                self.year.filter(|year| REPUBLIC.contains(year))?;
                let from = Date::of_month(9, None).in_year(1791 + i32::from(number));
                let to = from.in_year(1792 + i32::from(number));
                Some((Span { from, to: Some(to) }, self.told()))
            }
        }
    }

    /// How a year is known that the story gives.
    fn told(&self) -> Dating {
        if self.sentences <= NEAR_SENTENCES { Dating::Near } else { Dating::Far }
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

    /// Whether a date inside its sentence lies off a story that goes by months: another year
    /// by itself, or a month of a year before.
    fn passes(&self, date: &Date) -> bool {
        let is_off = match date.precision() {
            Precision::Year => self.year != date.year(),
            _ => date.year() < self.year,
        };
        is_off && self.is_close && self.since <= 1
    }

    /// Whether a month lies ahead in the year of the story, or a day in the next.
    fn is_ahead(&self, date: &Date) -> bool {
        let Some((year, now)) = date.year().zip(self.year) else { return false };
        year == now && date.month > self.month || year == now + 1 && date.day.is_some()
    }

    /// The story goes on from a date.
    fn tell(&mut self, date: &Date, role: Role) {
        self.named = date.year();
        let full = date.day.and_then(|_| date.civil());
        self.full = full.map(|full| (full, 0)).or(self.full);
        let passes = match (role, self.headed) {
            (Role::Passing, _) => true,
            (_, Some(year)) if date.year() == Some(year) => false,
            // The last days of a headed year go over into the next.
            (_, Some(year)) => role != Role::Leads || date.year() != Some(year + 1),
            (Role::Leads, None) => false,
            (Role::Told, None) => self.passes(date),
            (Role::Until, None) => !self.is_ahead(date),
        };
        if passes && self.year.is_some() {
            return;
        }
        // A year by itself leaves the month, where it is that of the story.
        if date.precision() > Precision::Year || self.year != date.year() {
            self.month = date.month;
        }
        self.year = date.year();
        (self.since, self.sentences) = (0, 0);
        self.is_close = date.precision() > Precision::Year;
        self.ahead = None;
    }

    fn date(&mut self, written: Written, role: Role) -> Option<Value> {
        let evidence = if written.year.is_some() { Dating::Written } else { self.told() };
        let year = match (written.year, written.date.month) {
            (Some(year), _) => self.known(year)?,
            (None, Some(month)) => self.year_of_month(month, written.way)?,
            (None, None) => self.year?,
        };
        let date = written.date.in_year(year);
        if date.day.is_some() {
            date.civil()?;
        }
        let alone = date.precision() == Precision::Year && evidence == Dating::Written;
        let leaps = |from: i32| year - from > LEAP;
        if alone
            && self.year.is_some_and(leaps)
            && self.ahead.is_none_or(|ahead| (ahead - year).abs() > LEAP)
        {
            self.ahead = Some(year);
        } else if !(alone && self.is_report) {
            self.tell(&date, role);
        }
        Some((date.into(), evidence))
    }

    /// The first year of `the sixties`: those before a report's day, or the nearest to the
    /// story.
    fn named_decade(&self, decade: i32) -> Option<i32> {
        let own = self.own.map(|own| i32::from(own.year()));
        let year = own.filter(|_| self.is_report).or(self.year).or(own)?;
        let named = year - year.rem_euclid(100) + decade;
        // What is yet to come is not spoken of.
        let is_past = |first: &i32| own.is_none_or(|own| *first <= own);
        let near = [named - 100, named, named + 100].into_iter().filter(is_past);
        // More is told of what was than of what was to come.
        let far = |first: &i32| if *first > year { (first - year) * 2 } else { year - first };
        near.min_by_key(far).filter(|first| YEARS.contains(first))
    }

    /// The year of a month that was named without one.
    fn year_of_month(&self, month: u8, way: Option<Way>) -> Option<i32> {
        let year = self.year?;
        // What a report tells to have been in a month yet to come was a year before.
        let own = self.own.filter(|own| self.is_report && i32::from(own.year()) == year);
        if own.is_some_and(|own| own.month().unsigned_abs() < month) && way == Some(Way::Back) {
            return Some(year - 1);
        }
        let Some(last) = self.month else { return Some(year) };
        let ahead = month as i8 - last as i8;
        let year = match ahead {
            MONTHS.. if way != Some(Way::Ahead) && self.headed.is_none() => year - 1,
            _ if ahead <= -MONTHS => year + 1,
            _ => year,
        };
        Some(year).filter(|year| YEARS.contains(year))
    }

    fn range(&mut self, from: Written, to: Written, role: Role) -> Option<Value> {
        let (mut from, mut to) = (from, to);
        if let (Some(first), Some(last)) = (&mut from.year, &mut to.year)
            && first.era.is_none()
            && last.number < 1000
        {
            // Among themselves the numbers tell the era.
            self.short?;
            let era = if first.number > last.number { Era::Before } else { Era::Common };
            (first.era, last.era) = (Some(era), Some(era));
        }
        let end = match (to.year.or(from.year), to.date.month) {
            (Some(year), _) => self.known(year)?,
            (None, Some(month)) => self.year_of_month(month, Some(Way::Ahead))?,
            (None, None) => self.year?,
        };
        let start = match from.year {
            Some(year) => self.known(year)?,
            None => end,
        };
        // `from December to February 1951`: the year turns between.
        let turns = i32::from(from.turns_before(&to));
        let (start, end) = match (from.year, to.year) {
            (None, _) => (start - turns, end),
            (Some(_), None) => (start, end + turns),
            _ => (start, end),
        };
        let (start, end) = (from.date.in_year(start), to.date.in_year(end));
        let is_ordered = start.bounds()? < end.bounds()?;
        let year = to.year.or(from.year);
        let evidence = if year.is_some() { Dating::Written } else { self.told() };
        self.tell(&end, role);
        is_ordered.then_some((Span { from: start, to: Some(end) }, evidence))
    }

    fn shift(&mut self, count: i32, unit: Unit, place: Place, role: Role) -> Option<Value> {
        // `that year` is the last named, `the next year` that of the story.
        let named = if count == 0 { self.named } else { self.ahead() };
        let year = if unit == Unit::Years { named.or(self.year) } else { self.year };
        let year = year.or(self.full.map(|(full, _)| full.year().into()))?;
        let date = match (unit, place) {
            (Unit::Years, Place::In(date)) => date.in_year(year + count),
            (Unit::Years, Place::Next(date)) => {
                let lies_ahead = self.month.zip(date.month).map(|(last, month)| last.cmp(&month));
                let is_this_year = match lies_ahead {
                    Some(Ordering::Less) => count == 1,
                    Some(Ordering::Greater) => count == -1,
                    _ => false,
                };
                date.in_year(if is_this_year { year } else { year + count })
            }
            (Unit::Months, place) => {
                let third = if let Place::In(date) = place { date.third } else { None };
                Date { third, ..in_months(year, self.month?, count) }
            }
            (Unit::Hours | Unit::Days | Unit::Weeks | Unit::Weekends, _) => {
                let days = match unit {
                    Unit::Hours => days_of(count)?,
                    Unit::Weeks => count * 7,
                    Unit::Weekends => return None,
                    _ => count,
                };
                let day = in_days(self.full?.0, days)?;
                // A report tells of no day behind its own that `the next day` would be.
                let is_told = self.own.is_none_or(|own| !self.is_report || day <= own);
                is_told.then_some(day)?.into()
            }
        };
        date.year().filter(|year| YEARS.contains(year))?;
        let evidence = self.told();
        // What was earlier is told by the way.
        self.tell(&date, if count < 0 { Role::Passing } else { role });
        Some((date.into(), evidence))
    }

    /// Counted from the document's own date.
    fn counted_from_own(&self, count: i32, unit: Unit, place: Place) -> Option<Span> {
        let own = self.own.filter(|_| self.is_report)?;
        let (year, now) = (i32::from(own.year()), own.month().unsigned_abs());
        let monday = in_days(own, -i32::from(own.weekday().to_monday_zero_offset()))?;
        let date = match (unit, place) {
            (Unit::Years, Place::In(date)) => {
                // `last summer` may have been this year's.
                let over = date.season.is_some_and(|season| season.is_over_in(now));
                date.in_year(if over && count < 0 { year + count + 1 } else { year + count })
            }
            (Unit::Years, Place::Next(date)) => {
                let month = date.month?;
                let this = count < 0 && month < now || count > 0 && month > now || count == 0;
                date.in_year(if this { year } else { year + count })
            }
            (Unit::Months, _) => in_months(year, now, count),
            (Unit::Hours, _) => in_days(own, days_of(count)?)?.into(),
            (Unit::Days, _) => in_days(own, count)?.into(),
            (Unit::Weeks, _) => return week(in_days(monday, count * 7)?, 0),
            (Unit::Weekends, _) => {
                let begun = i32::from(own.weekday().to_monday_zero_offset() >= 4);
                let weeks = match count {
                    ..0 => -1,
                    0 => begun - 1,
                    _ => begun,
                };
                return week(in_days(monday, weeks * 7)?, 5);
            }
        };
        date.year().filter(|year| YEARS.contains(year))?;
        Some(date.into())
    }
}
