//! Dates in any usual notation: `June 25, 1950`, `25 June 1950`, `25.6.1950`,
//! `1950-06-25`, `6/25/1950` are one date.

use super::normalize::fold;
use super::number;

/// How a given date stands to the expected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// The same.
    Same,
    /// The same, said more exactly.
    Finer,
    /// The same, said less exactly.
    Coarser,
    /// Another.
    Other,
}

/// A date to the precision that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Date {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    /// Decade, century, season, `early`: must be equal.
    other: Vec<String>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The parts that a date has: year, month, day, other; none where it is no date.
pub(super) fn parts(text: &str) -> Option<[bool; 4]> {
    let date = readings(text).into_iter().next()?;
    Some([date.year.is_some(), date.month.is_some(), date.day.is_some(), !date.other.is_empty()])
}

/// None where one of the two is no date.
pub(super) fn compare(given: &str, expected: &str) -> Option<Comparison> {
    let expected = readings(expected);
    let given = readings(given);
    let pairs = given.iter().flat_map(|given| expected.iter().map(move |e| compare_one(given, e)));
    pairs.min_by_key(|comparison| *comparison as u8)
}

fn compare_one(given: &Date, expected: &Date) -> Comparison {
    let agree = |a: Option<i32>, b: Option<i32>| a.is_none() || b.is_none() || a == b;
    let same_parts = agree(given.year, expected.year)
        && agree(given.month.map(i32::from), expected.month.map(i32::from))
        && agree(given.day.map(i32::from), expected.day.map(i32::from));
    if !same_parts {
        return Comparison::Other;
    }
    let parts =
        |d: &Date| [d.year.is_some(), d.month.is_some(), d.day.is_some(), !d.other.is_empty()];
    let (has, wants) = (parts(given), parts(expected));
    if !given.other.is_empty() && !expected.other.is_empty() && given.other != expected.other {
        return Comparison::Other;
    }
    // A day in "early 1950" cannot be told to fit from the words alone.
    if has[3] && !wants[3] {
        return Comparison::Other;
    }
    let lacks = (0..4).any(|part| wants[part] && !has[part]);
    let exceeds = (0..4).any(|part| has[part] && !wants[part]);
    match (lacks, exceeds) {
        (false, false) => Comparison::Same,
        (false, true) => Comparison::Finer,
        (true, false) => Comparison::Coarser,
        (true, true) => Comparison::Other,
    }
}

/// All that a text may mean as a date: `5/6/1950` means two.
fn readings(text: &str) -> Vec<Date> {
    if let Some(dates) = numeric(text.trim()) {
        return dates;
    }
    let folded = fold(text);
    words(&folded).into_iter().collect()
}

/// `1950-06-25`, `1950/6`, `25.6.1950`, `6/25/1950`, `1949-1950` is none.
fn numeric(text: &str) -> Option<Vec<Date>> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let date = |year: u32, month: u32, day: Option<u32>| {
        let fits = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
        fits.then(|| Date {
            year: i32::try_from(year).ok(),
            month: Some(month as u8),
            day: day.map(|day| day as u8),
            other: Vec::new(),
        })
    };
    let dates: Vec<Date> = match numbers.as_slice() {
        [year, month] if parts[0].len() == 4 && *month <= 12 => {
            date(*year, *month, None).into_iter().collect()
        }
        [year, month, day] if parts[0].len() == 4 => {
            date(*year, *month, Some(*day)).into_iter().collect()
        }
        [a, b, year] if parts[2].len() == 4 => {
            let both = [date(*year, *b, Some(*a)), date(*year, *a, Some(*b))];
            both.into_iter().flatten().collect()
        }
        _ => return None,
    };
    (!dates.is_empty()).then_some(dates)
}

/// Words in any order; every word must belong to a date.
fn words(text: &str) -> Option<Date> {
    let mut date = Date { year: None, month: None, day: None, other: Vec::new() };
    let mut before_common_era = false;
    let mut numbers = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match word {
            "the" | "of" | "in" | "on" | "year" | "ad" | "ce" | "about" | "around" => continue,
            "bc" | "bce" => before_common_era = true,
            "early" | "mid" | "late" | "spring" | "summer" | "autumn" | "winter" | "century" => {
                date.other.push(word.to_owned());
            }
            "fall" => date.other.push("autumn".to_owned()),
            _ if month(word).is_some() && date.month.is_none() => date.month = month(word),
            _ => {
                number_or_more(word, &mut date)?;
                numbers += 1;
            }
        }
    }
    if before_common_era {
        // A short number is a year here, not a day.
        date.year = date.year.or_else(|| date.day.take().map(i32::from)).map(|year| 1 - year);
    }
    date.other.sort();
    let is_date = date.year.is_some() || date.month.is_some() || !date.other.is_empty();
    (is_date && numbers + usize::from(date.month.is_some()) > 0).then_some(date)
}

fn month(word: &str) -> Option<u8> {
    let word = if word == "sept" { "sep" } else { word };
    let place =
        MONTHS.iter().position(|name| *name == word || word.len() == 3 && name.starts_with(word));
    place.map(|at| at as u8 + 1)
}

/// A year, a day, a decade or the number of a century; none for other words.
fn number_or_more(word: &str, date: &mut Date) -> Option<()> {
    if let Some(decade) =
        word.strip_suffix('s').filter(|d| d.len() == 4 && d.parse::<u32>().is_ok())
    {
        date.other.push(decade.to_owned());
        return Some(());
    }
    let digits = number::digits(word);
    let value: u32 = digits.parse().ok()?;
    match digits.len() {
        1 | 2 if date.day.is_none() && (1..=31).contains(&value) => date.day = Some(value as u8),
        1 | 2 if date.year.is_none() => date.year = i32::try_from(value).ok(),
        3 | 4 if date.year.is_none() => date.year = i32::try_from(value).ok(),
        3 | 4 => date.other.push(digits),
        _ => return None,
    }
    Some(())
}
