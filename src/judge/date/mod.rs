//! Dates in any usual notation: `June 25, 1950`, `25 June 1950`, `25.6.1950`,
//! `1950-06-25`, `6/25/1950`, `1950年6月25日` are one date; ranges, decades
//! and centuries too.

mod misspelt;
mod parse;
mod tolerance;
mod words;

pub(super) use misspelt::corrected;
pub(super) use parse::{readings, short_readings};

use super::{Part, Whole};

/// How a given date stands to the expected one; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparison {
    /// The same.
    Same,
    /// The same, said more exactly.
    Finer,
    /// The same, said less exactly: this part is missing.
    Coarser(Part),
    /// Another.
    Other,
}

/// A part of a year or of a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Season {
    Early,
    Mid,
    Late,
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Times longer than a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Age {
    /// By its first year.
    Decade(i32),
    /// By its number; negative before the common era.
    Century(i32),
}

/// A date to the precision that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Date {
    age: Option<Age>,
    year: Option<i32>,
    season: Option<Season>,
    month: Option<u8>,
    day: Option<u8>,
}

/// A date, or the time from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    from: Date,
    to: Option<Date>,
}

/// Which parts one end of a date tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    whole: Whole,
    part: Option<PartOfTime>,
    has_year: bool,
    has_month: bool,
    has_day: bool,
}

/// A kind of part: `early` and `late` can be mistaken for each other, `early`
/// and `spring` cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartOfTime {
    Third,
    Season,
}

impl Season {
    fn part(self) -> PartOfTime {
        match self {
            Self::Early | Self::Mid | Self::Late => PartOfTime::Third,
            Self::Spring | Self::Summer | Self::Autumn | Self::Winter => PartOfTime::Season,
        }
    }
}

impl Span {
    /// The number of a century, where it is one and nothing more.
    pub(super) fn century(&self) -> Option<i32> {
        match (self.from.age, self.from.season, self.to) {
            (Some(Age::Century(century)), None, None) => Some(century),
            _ => None,
        }
    }

    /// The shape of one end, or of both.
    pub(super) fn shape(&self) -> Vec<Shape> {
        let shape = |date: &Date| Shape {
            whole: date.whole(),
            part: date.season.map(Season::part),
            has_year: date.year.is_some(),
            has_month: date.month.is_some(),
            has_day: date.day.is_some(),
        };
        std::iter::once(&self.from).chain(&self.to).map(shape).collect()
    }
}

/// Compares all that both texts may mean; none where one is no date. Where
/// both may mean as much, one way of reading is kept: `5/6/1950` is not
/// `6/5/1950`.
pub(super) fn compare(given: &[Span], expected: &[Span]) -> Option<Comparison> {
    if given.len() > 1 && given.len() == expected.len() {
        return given.iter().zip(expected).map(|(given, expected)| spans(given, expected)).min();
    }
    let pairs = given.iter().flat_map(|given| expected.iter().map(move |e| spans(given, e)));
    pairs.min()
}

fn spans(given: &Span, expected: &Span) -> Comparison {
    let from = dates(&given.from, &expected.from);
    match (&given.to, &expected.to) {
        (None, None) => from,
        (Some(given), Some(expected)) => both(from, dates(given, expected)),
        // The end alone does not say when something began.
        (None, Some(_)) if from == Comparison::Same => Comparison::Coarser(Part::Span),
        (None, Some(to)) => match both(from, dates(&given.from, to)) {
            Comparison::Coarser(part) => Comparison::Coarser(part),
            _ => Comparison::Other,
        },
        _ => Comparison::Other,
    }
}

fn both(a: Comparison, b: Comparison) -> Comparison {
    use Comparison::{Coarser, Finer, Other, Same};
    match (a, b) {
        (Same, other) | (other, Same) => other,
        (Finer, Finer) => Finer,
        (Coarser(part), Coarser(_)) => Coarser(part),
        _ => Other,
    }
}

fn dates(given: &Date, expected: &Date) -> Comparison {
    let given = &given.in_the_age_of(expected);
    if let Some(comparison) = ages(given, expected) {
        return comparison;
    }
    let parts = [
        (Part::Day, part(given.day, expected.day)),
        (Part::Month, part(given.month, expected.month)),
        (Part::Of(expected.whole()), part(given.season, expected.season)),
        (Part::Year, part(given.year, expected.year)),
    ];
    let is = |fit: Fit| parts.iter().find(|(_, found)| *found == fit);
    // A day in "early 1950" cannot be told to fit from the words alone.
    if is(Fit::Differs).is_some() || given.season.is_some() && expected.season.is_none() {
        return Comparison::Other;
    }
    match (is(Fit::Lacks), is(Fit::Exceeds)) {
        (None, None) => Comparison::Same,
        (None, Some(_)) => Comparison::Finer,
        (Some((part, _)), None) => Comparison::Coarser(*part),
        (Some(_), Some(_)) => Comparison::Other,
    }
}

/// Decades and centuries; none where both dates are of single years.
fn ages(given: &Date, expected: &Date) -> Option<Comparison> {
    match (given.age, expected.age) {
        (None, None) => None,
        (Some(a), Some(b)) if a == b => match (given.season, expected.season) {
            (a, b) if a == b => Some(Comparison::Same),
            (None, Some(_)) => Some(Comparison::Coarser(Part::Of(expected.whole()))),
            _ => Some(Comparison::Other),
        },
        (Some(Age::Decade(decade)), None)
            if given.season.is_none() && *expected == Date::of_year(expected.year) =>
        {
            let fits = expected.year.is_some_and(|year| (decade..decade + 10).contains(&year));
            Some(if fits { Comparison::Coarser(Part::Year) } else { Comparison::Other })
        }
        _ => Some(Comparison::Other),
    }
}

#[derive(PartialEq, Eq)]
enum Fit {
    Agrees,
    Differs,
    Lacks,
    Exceeds,
}

fn part<T: PartialEq>(given: Option<T>, expected: Option<T>) -> Fit {
    match (given, expected) {
        (None, None) => Fit::Agrees,
        (Some(a), Some(b)) if a == b => Fit::Agrees,
        (Some(_), Some(_)) => Fit::Differs,
        (None, Some(_)) => Fit::Lacks,
        (Some(_), None) => Fit::Exceeds,
    }
}

impl Date {
    fn of_year(year: Option<i32>) -> Self {
        Self { year, ..Self::default() }
    }

    /// `August 45` beside 1945.
    fn in_the_age_of(&self, expected: &Date) -> Self {
        let tells_more = self.month.is_some() || self.season.is_some();
        let is_short = |year: i32| (0..100).contains(&year);
        let years = self.year.zip(expected.year).filter(|(given, expected)| {
            tells_more
                && is_short(*given)
                && (1900..2100).contains(expected)
                && expected % 100 == *given
        });
        Self { year: years.map_or(self.year, |(_, year)| Some(year)), ..*self }
    }

    /// What it may tell a part of.
    fn whole(&self) -> Whole {
        match self.age {
            Some(Age::Decade(_)) => Whole::Decade,
            Some(Age::Century(_)) => Whole::Century,
            None if self.month.is_some() => Whole::Month,
            None => Whole::Year,
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
