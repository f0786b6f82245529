//! A date to the precision that is known, and the time from one to another.

use jiff::civil;

/// The side of year 1 on which a written year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    /// Before the common era.
    Before,
    /// The common era.
    Common,
}

/// A year or a longer time. Years are counted as astronomers do, with a year
/// 0: 44 BCE is -43.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Years {
    /// One year.
    Year(i32),
    /// Ten, by the first.
    Decade(i32),
    /// A century by its number, which is never 0; negative before the common era.
    Century(i32),
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// From February.
    Spring,
    /// From May.
    Summer,
    /// From August.
    Autumn,
    /// From November.
    Winter,
}

/// A part of a longer or shorter time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Third {
    /// Its beginning.
    Early,
    /// Its middle.
    Mid,
    /// Its end.
    Late,
}

/// As much of a date as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Date {
    /// The year, or what is longer.
    pub years: Option<Years>,
    /// The season of the year.
    pub season: Option<Season>,
    /// From 1 to 12.
    pub month: Option<u8>,
    /// From 1 to 31.
    pub day: Option<u8>,
    /// Which part of the time that the rest names.
    pub third: Option<Third>,
}

/// A date, or the time from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The date, or the beginning.
    pub from: Date,
    /// The end.
    pub to: Option<Date>,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// From one date to another.
    Range,
    /// A year.
    Year,
    /// A season of a year.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// The first and the last day that a date may mean. Days are numbered as if
/// every month had 31: exact in their order, and one year as long as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounds {
    /// The first day.
    pub first: i64,
    /// The last day.
    pub last: i64,
}

impl Era {
    /// The year that is written as `number`.
    pub fn year(self, number: i32) -> i32 {
        match self {
            Self::Before => 1 - number,
            Self::Common => number,
        }
    }

    /// The century that is written as `number`.
    pub fn century(self, number: i32) -> Years {
        match self {
            Self::Before => Years::Century(-number),
            Self::Common => Years::Century(number),
        }
    }
}

impl Years {
    /// The decade that a year names: the 1940s by 1940, the 50s BCE by 50 BCE,
    /// which is their last.
    pub fn decade(named: i32) -> Self {
        Self::Decade(if named > 0 { named } else { named - 9 })
    }

    /// The first and the last year.
    pub fn bounds(self) -> [i64; 2] {
        match self {
            Self::Year(year) => [year, year].map(i64::from),
            Self::Decade(first) => [i64::from(first), i64::from(first) + 9],
            Self::Century(number) if number < 0 => {
                [i64::from(number) * 100 + 1, i64::from(number) * 100 + 100]
            }
            Self::Century(number) => [i64::from(number) * 100 - 100, i64::from(number) * 100 - 1],
        }
    }

    /// Whether a year lies in them.
    pub fn contains(self, year: i32) -> bool {
        let [first, last] = self.bounds();
        (first..=last).contains(&year.into())
    }
}

impl Season {
    /// Its first and its last month.
    fn months(self) -> [u8; 2] {
        match self {
            Self::Spring => [2, 5],
            Self::Summer => [5, 8],
            Self::Autumn => [8, 11],
            Self::Winter => [11, 12],
        }
    }

    /// Whether it lies before a month of the same year.
    pub fn is_over_in(self, month: u8) -> bool {
        self.months()[1] < month
    }
}

impl Date {
    /// A year and nothing more.
    pub fn of_year(year: i32) -> Self {
        Self::from(Years::Year(year))
    }

    /// The same date of another year.
    #[must_use]
    pub fn in_year(self, year: i32) -> Self {
        Self { years: Some(Years::Year(year)), ..self }
    }

    /// A month without its year, or a day of it.
    pub fn of_month(month: u8, day: Option<u8>) -> Self {
        Self { month: Some(month), day, ..Self::default() }
    }

    /// The year, where it is known.
    pub fn year(&self) -> Option<i32> {
        match self.years? {
            Years::Year(year) => Some(year),
            Years::Decade(_) | Years::Century(_) => None,
        }
    }

    /// How exactly it is known, whatever part of that it names.
    pub fn precision(&self) -> Precision {
        match (self.month, self.season, self.years) {
            (Some(_), ..) if self.day.is_some() => Precision::Day,
            (Some(_), ..) => Precision::Month,
            (None, Some(_), _) => Precision::Season,
            (None, None, Some(Years::Decade(_))) => Precision::Decade,
            (None, None, Some(Years::Century(_))) => Precision::Century,
            (None, None, _) => Precision::Year,
        }
    }

    /// The days that it may mean; none without a year.
    pub fn bounds(&self) -> Option<Bounds> {
        let [first, last] = self.years?.bounds();
        let [from, to] = match (self.month, self.season) {
            (Some(month), _) => [month, month],
            (None, Some(season)) => season.months(),
            (None, None) => [1, 12],
        };
        let number = |year: i64, month: u8, day: u8| {
            year * Bounds::YEAR + i64::from(month) * 31 + i64::from(day)
        };
        let first = number(first, from, self.day.unwrap_or(1));
        Some(Bounds { first, last: number(last, to, self.day.unwrap_or(31)) })
    }

    /// Its first day in the calendar; none where there is no such day.
    pub fn civil(&self) -> Option<civil::Date> {
        let small = |number: Option<u8>| i8::try_from(number.unwrap_or(1)).ok();
        let year = i16::try_from(self.year()?).ok()?;
        civil::Date::new(year, small(self.month)?, small(self.day)?).ok()
    }
}

impl From<Years> for Date {
    fn from(years: Years) -> Self {
        Self { years: Some(years), ..Self::default() }
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        Self::of_month(month, Some(day)).in_year(date.year().into())
    }
}

impl From<Date> for Span {
    fn from(date: Date) -> Self {
        Self { from: date, to: None }
    }
}

impl Span {
    /// How exactly it is known.
    pub fn precision(&self) -> Precision {
        if self.to.is_some() { Precision::Range } else { self.from.precision() }
    }

    /// The days that it may mean; none where an end has no year.
    pub fn bounds(&self) -> Option<Bounds> {
        let from = self.from.bounds()?;
        let to = self.to.map_or(Some(from), |to| to.bounds())?;
        Some(Bounds { first: from.first, last: to.last })
    }

    /// Whether both have years and no day in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.bounds().zip(other.bounds()).is_some_and(|(a, b)| a.is_apart(&b))
    }
}

impl Bounds {
    /// So many days are a year.
    pub const YEAR: i64 = 372;

    /// Whether they have no day in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.last < other.first || other.last < self.first
    }

    /// Days between the first ones.
    pub fn distance(&self, other: &Self) -> i64 {
        (self.first - other.first).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> Bounds {
        text.parse::<Span>().unwrap().bounds().unwrap()
    }

    #[test]
    fn bounds_order_dates() {
        assert_eq!(bounds("194X"), bounds("1940/1949"));
        assert_eq!(bounds("1951-21"), bounds("1951-02/1951-05"));
        assert_eq!(bounds("1951-24"), bounds("1951-11/1951-12"));
        assert_eq!(bounds("18XX"), bounds("1800/1899"));
        assert_eq!(bounds("-04XX"), bounds("-0499/-0400"));
        assert_eq!(bounds("-00XX"), bounds("-0099/0000"));
        assert!(bounds("1950-06-25") < bounds("1950-07"));
        assert!(bounds("-0043") < bounds("0001"));
        assert_eq!(Date::of_month(6, Some(25)).bounds(), None);
    }

    #[test]
    fn what_has_a_common_day_is_not_apart() {
        let is_apart =
            |a: &str, b: &str| a.parse::<Span>().unwrap().is_apart(&b.parse::<Span>().unwrap());
        assert!(!is_apart("1950-06-25", "1950-06"));
        assert!(!is_apart("195X", "1949/1950"));
        assert!(is_apart("1950-06-30", "1950-07-01"));
        assert!(is_apart("-0043", "0043"));
    }

    #[test]
    fn a_decade_is_named_by_one_of_its_years() {
        assert_eq!(Years::decade(1940).bounds(), [1940, 1949]);
        // 59 to 50 BCE.
        assert_eq!(Years::decade(Era::Before.year(50)).bounds(), [-58, -49]);
    }

    #[test]
    fn precision_is_that_of_the_least_part() {
        let texts =
            ["1950-06-25", "1950-06", "1951-21", "1950", "194X", "18XX", "1949/1950", "-0043"];
        let found = texts.map(|text| text.parse::<Span>().unwrap().precision());
        use Precision::{Century, Day, Decade, Month, Range, Season, Year};
        assert_eq!(found, [Day, Month, Season, Year, Decade, Century, Range, Year]);
    }
}
