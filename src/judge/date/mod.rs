//! Dates in any usual notation: `June 25, 1950`, `25 June 1950`, `25.6.1950`,
//! `1950-06-25`, `6/25/1950`, `1950年6月25日` are one date; ranges, decades
//! and centuries too.

mod inside;
mod misspelt;
mod parse;
mod tolerance;

pub(super) use misspelt::corrected;
pub(super) use parse::{days, readings, short_readings};

use super::answer::Match;
use super::{Part, Whole};
pub(super) use crate::calendar::Span;
use crate::calendar::{Date, Season, Third, Years};
use inside::Count;
use std::cmp::Ordering;

impl Span {
    /// The number of a century, where it is one and nothing more.
    pub(super) fn century(&self) -> Option<i32> {
        match self.from.years? {
            years @ Years::Century(number) if *self == Date::from(years).into() => Some(number),
            _ => None,
        }
    }

    /// The same for all dates that tell the same parts: `early` and `late` can be
    /// mistaken for each other, `early` and `spring` cannot.
    pub(super) fn shape(&self) -> Self {
        let years = |years| match years {
            Years::Year(_) => Years::Year(1),
            Years::Decade(_) => Years::Decade(10),
            Years::Century(_) => Years::Century(1),
        };
        let shape = |date: Date| Date {
            years: date.years.map(years),
            season: date.season.map(|_| Season::Spring),
            month: date.month.map(|_| 1),
            day: date.day.map(|_| 1),
            third: date.third.map(|_| Third::Early),
        };
        Self { from: shape(self.from), to: self.to.map(shape) }
    }
}

/// Compares all that both texts may mean; none where one is no date. The same
/// date is exact, a finer one inside the asked time loose, a coarser one close. Where both may mean as
/// much, one way of reading is kept: `5/6/1950` is not `6/5/1950`.
pub(super) fn compare(given: &[Span], expected: &[Span]) -> Option<Match> {
    // What may be a decade as well, or is written as years, counts by hundreds.
    let count = if expected.len() > 1 { Count::Hundreds } else { Count::FromOne };
    if given.len() > 1 && given.len() == expected.len() {
        let pairs = given.iter().zip(expected);
        return pairs.map(|(given, expected)| spans(given, expected, count)).min();
    }
    let pairs = given.iter().flat_map(|given| expected.iter().map(move |e| spans(given, e, count)));
    pairs.min()
}

fn spans(given: &Span, expected: &Span, count: Count) -> Match {
    let from = dates(&given.from, &expected.from);
    match (&given.to, &expected.to) {
        (None, None)
            if from == Match::Wrong && inside::is_inside(&given.from, &expected.from, count) =>
        {
            Match::Loose
        }
        (None, None) => from,
        (Some(given), Some(expected)) => both(from, dates(given, expected)),
        // The end alone does not say when something began.
        (None, Some(_)) if from == Match::Exact => Match::lacks(Part::Span),
        (None, Some(to)) => match both(from, dates(&given.from, to)) {
            Match::Close(why) => Match::Close(why),
            _ => Match::Wrong,
        },
        _ => Match::Wrong,
    }
}

fn both(a: Match, b: Match) -> Match {
    match (a, b) {
        (Match::Exact, other) | (other, Match::Exact) => other,
        (Match::Loose, Match::Loose) => Match::Loose,
        (Match::Close(why), Match::Close(_)) => Match::Close(why),
        _ => Match::Wrong,
    }
}

fn dates(given: &Date, expected: &Date) -> Match {
    let given = &in_the_age_of(given, expected);
    if let Some(comparison) = ages(given, expected) {
        return comparison;
    }
    let parts = [
        (Part::Day, part(given.day, expected.day)),
        (Part::Month, part(given.month, expected.month)),
        (Part::Of(whole(expected)), part(given.third, expected.third)),
        (Part::Of(whole(expected)), part(given.season, expected.season)),
        (Part::Year, part(given.year(), expected.year())),
    ];
    let is = |fit: Ordering| parts.iter().find(|(_, found)| *found == Some(fit));
    // A day in "early 1950" cannot be told to fit from the words alone.
    let is_other = |(part, fit): &(Part, Option<Ordering>)| match fit {
        Some(fit) => fit.is_gt() && matches!(part, Part::Of(_)),
        None => true,
    };
    if parts.iter().any(is_other) {
        return Match::Wrong;
    }
    match (is(Ordering::Less), is(Ordering::Greater)) {
        (None, None) => Match::Exact,
        (None, Some(_)) => Match::Loose,
        (Some((part, _)), None) => Match::lacks(*part),
        (Some(_), Some(_)) => Match::Wrong,
    }
}

/// Decades and centuries; none where both dates are of single years.
fn ages(given: &Date, expected: &Date) -> Option<Match> {
    match (age(given), age(expected)) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => Some(match (part_of(given), part_of(expected)) {
            (a, b) if a == b => Match::Exact,
            ((None, None), _) => Match::lacks(Part::Of(whole(expected))),
            _ => Match::Wrong,
        }),
        (Some(decade @ Years::Decade(_)), None)
            if part_of(given) == (None, None) && is_year(expected) =>
        {
            let fits = expected.year().is_some_and(|year| decade.contains(year));
            Some(if fits { Match::lacks(Part::Year) } else { Match::Wrong })
        }
        _ => Some(Match::Wrong),
    }
}

/// Whether it is a year and nothing more.
pub(super) fn is_year(date: &Date) -> bool {
    date.year().map(Date::of_year) == Some(*date)
}

/// The part of its whole that a date tells.
fn part_of(date: &Date) -> (Option<Third>, Option<Season>) {
    (date.third, date.season)
}

/// A decade or a century.
fn age(date: &Date) -> Option<Years> {
    date.years.filter(|years| !matches!(years, Years::Year(_)))
}

/// Whether a part says less than is expected, as much or more; none where it says
/// another thing.
fn part<T: PartialEq>(given: Option<T>, expected: Option<T>) -> Option<Ordering> {
    let differs = given.is_some() && expected.is_some() && given != expected;
    (!differs).then(|| given.is_some().cmp(&expected.is_some()))
}

/// `August 45` beside 1945.
fn in_the_age_of(given: &Date, expected: &Date) -> Date {
    let tells_more = given.month.is_some() || part_of(given) != (None, None);
    let is_short = |year: i32| (0..100).contains(&year);
    let years = given.year().zip(expected.year()).filter(|(given, expected)| {
        tells_more
            && is_short(*given)
            && (1900..2100).contains(expected)
            && expected % 100 == *given
    });
    years.map_or(*given, |(_, year)| given.in_year(year))
}

/// What a date may tell a part of.
fn whole(date: &Date) -> Whole {
    match date.years {
        Some(Years::Decade(_)) => Whole::Decade,
        Some(Years::Century(_)) => Whole::Century,
        _ if date.month.is_some() => Whole::Month,
        _ => Whole::Year,
    }
}
