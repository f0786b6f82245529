//! Dates as text for programs: Extended Date/Time Format, level 1 (Library of
//! Congress, 2019): `1950-06-25`, `1950-06`, `194X`, `18XX`, `1951-21`,
//! `1949/1950`, `-0043` for 44 BCE. Early, mid and late have no place in it,
//! nor have decades before the common era: the 50s BCE are `-0058/-0049`.

use super::{Date, Season, Span, Years};
use std::fmt;
use std::str::FromStr;

const SEASONS: [(Season, u8); 4] =
    [(Season::Spring, 21), (Season::Summer, 22), (Season::Autumn, 23), (Season::Winter, 24)];

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}/{to}", self.from),
            None => self.from.fmt(f),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.years {
            Some(years) => years.fmt(f)?,
            None => f.write_str("XXXX")?,
        }
        let season = SEASONS.iter().find(|(season, _)| Some(*season) == self.season);
        if let Some(part) = self.month.or(season.map(|(_, number)| *number)) {
            write!(f, "-{part:02}")?;
        }
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => year_of_four_digits(year.into(), f),
            Self::Decade(first) if first >= 0 => write!(f, "{:03}X", first / 10),
            Self::Decade(_) => {
                let [first, last] = self.bounds();
                year_of_four_digits(first, f)?;
                f.write_str("/")?;
                year_of_four_digits(last, f)
            }
            Self::Century(number) => {
                let sign = if number < 0 { "-" } else { "" };
                write!(f, "{sign}{:02}XX", number.unsigned_abs().saturating_sub(1))
            }
        }
    }
}

fn year_of_four_digits(year: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if year < 0 { "-" } else { "" };
    write!(f, "{sign}{:04}", year.unsigned_abs())
}

impl FromStr for Span {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('/') {
            Some((from, to)) => Ok(Self { from: from.parse()?, to: Some(to.parse()?) }),
            None => Ok(Self::from(text.parse::<Date>()?)),
        }
    }
}

impl FromStr for Date {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (is_before, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut parts = text.split('-');
        let date = Self::from(years(parts.next().ok_or(())?, is_before)?);
        let mut part = || parts.next().map(|part| digits(part, 2)).transpose();
        match (part()?, part()?, part()?) {
            (None, None, None) => Ok(date),
            (Some(month @ 1..=12), day, None) if day.is_none_or(|day| (1..=31).contains(&day)) => {
                let small = |number: i32| u8::try_from(number).ok();
                Ok(Self { month: small(month), day: day.and_then(small), ..date })
            }
            (Some(part), None, None) => {
                let season = SEASONS.iter().find(|(_, number)| i32::from(*number) == part);
                Ok(Self { season: Some(season.ok_or(())?.0), ..date })
            }
            _ => Err(()),
        }
    }
}

fn years(text: &str, is_before: bool) -> Result<Years, ()> {
    let sign = if is_before { -1 } else { 1 };
    if let Some(century) = text.strip_suffix("XX") {
        return Ok(Years::Century(sign * (digits(century, 2)? + 1)));
    }
    match text.strip_suffix('X') {
        Some(_) if is_before => Err(()),
        Some(decade) => Ok(Years::Decade(digits(decade, 3)? * 10)),
        None => Ok(Years::Year(sign * digits(text, 4)?)),
    }
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Result<i32, ()> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().map_err(|_| ()) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_date_is_not_read() {
        let texts = "|-|nonsense|195|19500|1950-6|1950-13|1950-25|1950-06-32|1950-21-01|\
            1950-06-25-01|-005X|X|XX|1950/|1949/1950/1951|+950";
        for text in texts.split('|') {
            assert_eq!(text.parse::<Span>(), Err(()), "{text}");
        }
    }

    #[test]
    fn a_decade_before_the_common_era_is_a_range() {
        let decade = Date::from(Years::decade(-49));
        assert_eq!(decade.to_string(), "-0058/-0049");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            text in "-?[0-9]{4}|[0-9]{3}X|-?[0-9]{2}XX|[0-9]{4}-(0[1-9]|1[0-2]|2[1-4])|-?[0-9]{4}-0[1-9]-[12][0-9]",
            to in prop::option::of("[0-9]{4}"),
        ) {
            prop_assume!(text != "-0000");
            let text = to.map_or(text.clone(), |to| format!("{text}/{to}"));
            prop_assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}|[-/X0-9]{0,20}") {
            let _ = text.parse::<Span>().map(|span| (span.to_string(), span.in_english(), span.bounds()));
        }
    }
}
