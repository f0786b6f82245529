//! How far a typed number or date may be off: the deck key `tolerance`.

use crate::base::words::count;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// How far an answer may be off and still be right; the borders belong to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// So much, in the unit of the answer.
    Number(f64),
    /// So many hundredths of the right number.
    Percent(f64),
    /// So many days.
    Days(u32),
    /// So many calendar months.
    Months(u32),
    /// So many calendar years.
    Years(u32),
}

/// Longer times tolerate everything, in their unit.
const MOST_TIME: u32 = 9999;

impl Tolerance {
    /// A number may be off by `most`; none where that is negative or no number.
    pub fn number(most: f64) -> Option<Self> {
        (most.is_finite() && most >= 0.0).then_some(Self::Number(most))
    }

    /// Whether it is about a date, and not about a number.
    pub fn is_for_dates(self) -> bool {
        matches!(self, Self::Days(_) | Self::Months(_) | Self::Years(_))
    }

    /// The same for an answer that is written in so many ones, such as millions.
    #[must_use]
    pub fn times(self, size: u64) -> Self {
        match self {
            Self::Number(most) => Self::Number(most * size as f64),
            other => other,
        }
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut time = |number: u32, noun: &str| f.write_str(&count(number as usize, noun));
        match *self {
            Self::Days(days) => time(days, "day"),
            Self::Months(months) => time(months, "month"),
            Self::Years(years) => time(years, "year"),
            Self::Number(most) => write!(f, "{most}"),
            Self::Percent(share) => write!(f, "{share}%"),
        }
    }
}

impl Serialize for Tolerance {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(most) => to.serialize_f64(*most),
            other => to.collect_str(other),
        }
    }
}

impl FromStr for Tolerance {
    type Err = ();

    /// Reads `5%`, `3 days`, `2 months`, `1 year`; a number alone is no text.
    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(share) = text.trim().strip_suffix('%') {
            let share: f64 = share.trim().parse().map_err(|_| ())?;
            return (0.0..=100.0).contains(&share).then_some(Self::Percent(share)).ok_or(());
        }
        let (count, unit) = text.trim().split_once(' ').ok_or(())?;
        let count: u32 = count.parse().map_err(|_| ())?;
        match unit.trim() {
            _ if count > MOST_TIME => Err(()),
            "day" | "days" => Ok(Self::Days(count)),
            "month" | "months" => Ok(Self::Months(count)),
            "year" | "years" => Ok(Self::Years(count)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse::tests::{cards, deck};

    #[test]
    fn numbers_shares_and_times_are_read() {
        for (text, expected) in [
            ("2", Tolerance::Number(2.0)),
            ("0.5", Tolerance::Number(0.5)),
            ("\"5%\"", Tolerance::Percent(5.0)),
            ("\"2.5 %\"", Tolerance::Percent(2.5)),
            ("\"1 year\"", Tolerance::Years(1)),
            ("\"2 months\"", Tolerance::Months(2)),
            ("\"3 days\"", Tolerance::Days(3)),
        ] {
            let deck = deck(&cards([format!("front = \"q\"\nback = \"b\"\ntolerance = {text}")]));
            assert_eq!(deck.cards[0].tolerance(), Some(expected), "{text}");
        }
    }
}
