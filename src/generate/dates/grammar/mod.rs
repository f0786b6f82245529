//! What a date expression looks like in English prose: one grammar over the
//! pieces of a sentence, the longest reading at each place.

mod calendar;
mod now;
mod period;
mod range;
mod relative;

use crate::calendar::words::{self, Meaning};
use crate::calendar::{Date, Era, Season, Third};
use crate::generate::lexicon::Words;
use crate::generate::token::Tokens;
use jiff::civil::Weekday;
use std::ops::{Deref, Range};

/// A date as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expression {
    /// As much of it as was written.
    Date(Written),
    /// Two of these.
    Range(Written, Written),
    /// The year that names ten.
    Decade(Year, Option<Third>),
    /// The number of the century.
    Century { number: i32, era: Option<Era>, third: Option<Third> },
    /// The century last spoken of.
    ThisCentury(Option<Third>),
    /// `the sixties`: the last two digits of the first year.
    NamedDecade(u8, Option<Third>),
    /// Counted from another date.
    Shift { count: i32, unit: Unit, place: Place, from: From },
    /// `the next five years`.
    Ahead(i32, Unit),
    /// `on Tuesday`, near the document's own date.
    Weekday { day: Weekday, which: Which },
    /// `Year VIII` of the French Republic.
    RepublicanYear(u8),
    /// `on the 27th`, of the month last spoken of.
    DayOfMonth(u8),
}

/// A year as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) number: i32,
    pub(super) era: Option<Era>,
}

impl Year {
    fn before(self) -> Self {
        let step = if self.era == Some(Era::Before) { 1 } else { -1 };
        Self { number: self.number + step, ..self }
    }
}

/// A date whose year is not yet known for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Written {
    pub(super) year: Option<Year>,
    /// Without its year.
    pub(super) date: Date,
    /// Which way it lies; none where the words around it do not tell.
    pub(super) way: Option<Way>,
}

/// Whether something is to come, `by December`, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Ahead,
    Back,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Days,
    Weeks,
    Weekends,
    Months,
    Years,
}

/// What is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The date last spoken of.
    Story,
    /// The document's own date.
    Now,
}

/// Which day of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The last one, which may be today.
    Near,
    /// The one before today.
    Last,
    /// The one to come, which may be today.
    Coming,
    /// The one after today.
    Next,
}

/// Where in the counted year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A month, a day, a season; nowhere, where it is empty.
    In(Date),
    /// `the following May`, `the 12th of October last`: the nearest that way.
    Next(Date),
}

impl Expression {
    /// Whether its year was written.
    pub(super) fn has_year(&self) -> bool {
        match self {
            Self::Date(date) => date.year.is_some(),
            Self::Range(from, to) => from.year.or(to.year).is_some(),
            _ => false,
        }
    }

    /// The year, where it is nothing but one.
    pub(super) fn bare_year(&self) -> Option<i32> {
        let Self::Date(Written { year: Some(Year { number, era }), date, .. }) = self else {
            return None;
        };
        (*date == Date::default()).then(|| era.unwrap_or(Era::Common).year(*number))
    }

    /// Where a range begins.
    pub(super) fn beginning(self) -> Self {
        match self {
            Self::Range(from, to) => {
                let year =
                    to.year.map(|year| if from.turns_before(&to) { year.before() } else { year });
                Self::Date(Written { year: from.year.or(year), ..from })
            }
            other => other,
        }
    }
}

impl Written {
    fn of_year(year: Year) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    fn of_month(month: u8, day: Option<u8>, year: Option<Year>) -> Self {
        Self { year, date: Date::of_month(month, day), way: None }
    }

    /// Whether a year turns between it and what it reaches to: `December to February`.
    pub(super) fn turns_before(&self, to: &Self) -> bool {
        let [from, to] = [self, to].map(|one| (one.date.month, one.date.day));
        from.0.is_some() && to.0.is_some() && (from.0, from.1.or(to.1)) > (to.0, to.1.or(from.1))
    }

    /// Another day of its month.
    fn on(self, day: u8) -> Self {
        Self { date: Date { day: Some(day), ..self.date }, ..self }
    }
}

/// Before a month without day and year, and before a short year.
static TRIGGERS: Words = Words::named("before a date");

/// All expressions of a sentence with their places, in order.
pub(super) fn expressions(sentence: &str) -> Vec<(Range<usize>, Expression)> {
    let reader = Reader { pieces: Tokens::runs(sentence) };
    let mut found: Vec<(Range<usize>, Expression)> = Vec::new();
    let mut at = 0;
    while at < reader.pieces.len() {
        match reader.expression(at) {
            Some((end, expression)) if end > at => {
                // `the 14th of July`, `the winter of 1780`: the article is none of theirs.
                let plain = match expression {
                    Expression::Date(written) => written.date.third.is_none(),
                    Expression::Range(..) => true,
                    _ => false,
                };
                let first = at + usize::from(plain && reader.word(at) == "the");
                let span = reader.pieces[first].span.start..reader.pieces[end - 1].span.end;
                found.push((span, expression));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    pieces: Tokens<'a>,
}

type Read<T> = Option<(usize, T)>;

impl<'a> Deref for Reader<'a> {
    type Target = Tokens<'a>;

    fn deref(&self) -> &Self::Target {
        &self.pieces
    }
}

impl Reader<'_> {
    fn digits(&self, at: usize) -> usize {
        self.text(at).len()
    }

    fn expression(&self, at: usize) -> Read<Expression> {
        if !self.may_begin(at) {
            return None;
        }
        let (inner, third) = self.third(at);
        let led = inner > at;
        self.iso(at)
            .or_else(|| self.numeric(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.part_of(inner, third))
            .or_else(|| self.century(inner, third))
            .or_else(|| self.decade(inner, third))
            .or_else(|| self.republican_year(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.range(at))
            .or_else(|| self.season(inner, third))
            .or_else(|| self.date(inner, third))
            .or_else(|| self.year(inner, third, led))
    }

    /// Not inside a number, a code or a price: `$1900`, `NR-1776`, `1,848`.
    fn may_begin(&self, at: usize) -> bool {
        if self.number(at).is_none() || !self.glued(at) {
            return true;
        }
        match self.before(at) {
            "," => at < 2 || self.number(at - 2).is_none() || !self.glued(at - 1),
            "-" => {
                at < 2
                    || self.word(at - 2) == "mid"
                    || self.glued(at - 1) && self.text(at - 2).chars().all(char::is_lowercase)
            }
            // `c.1640`
            "." => matches!(self.word(at.wrapping_sub(2)), "c" | "ca" | "b" | "d" | "r" | "fl"),
            before => matches!(before, "–" | "—" | "(" | "[" | "“" | "\"" | "‘"),
        }
    }

    /// Whether the ending of an ordinal number stands there: `14th`.
    fn is_suffix(&self, at: usize) -> bool {
        matches!(self.word(at), "st" | "nd" | "rd" | "th")
    }

    /// `the late`, `early in`, `mid-`, `the end of the`.
    fn third(&self, at: usize) -> (usize, Option<Third>) {
        let from = at + usize::from(self.word(at) == "the");
        let third = match words::meaning(self.word(from), "en") {
            Some(Meaning::Third(third)) => third,
            _ if self.word(from) == "close" => Third::Late,
            _ => return (from, None),
        };
        let joint = match self.word(from) {
            "early" | "mid" | "late" => matches!(self.word(from + 1), "in" | "-"),
            _ if self.word(from + 1) == "of" => true,
            _ => return (from, None),
        };
        let end = from + 1 + usize::from(joint);
        (end + usize::from(self.word(end) == "the"), Some(third))
    }
}

/// What may stand at `at`, and where it ends.
fn optional<T>(at: usize, read: Read<T>) -> (usize, Option<T>) {
    read.map_or((at, None), |(end, found)| (end, Some(found)))
}

fn season(word: &str) -> Option<Season> {
    match words::meaning(word, "en") {
        Some(Meaning::Season(season)) => Some(season),
        _ => None,
    }
}
