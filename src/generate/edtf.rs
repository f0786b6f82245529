//! Values of dates: Extended Date/Time Format, level 1 (Library of Congress,
//! 2019): `1950-06-25`, `1950-06`, `194X`, `18XX`, `1951-21`, `1949/1950`,
//! `-0043` for 44 BCE.

use super::fact::Modifier;

/// The months' names in English.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// A year of four digits, with a sign before year 0.
pub fn year(year: i32) -> String {
    match year < 0 {
        true => format!("-{:04}", -year),
        false => format!("{year:04}"),
    }
}

/// A date to the precision that is known.
pub fn date(y: i32, month: Option<u8>, day: Option<u8>) -> String {
    match (month, day) {
        (Some(month), Some(day)) => format!("{}-{month:02}-{day:02}", year(y)),
        (Some(month), None) => format!("{}-{month:02}", year(y)),
        _ => year(y),
    }
}

/// The decade that begins with `first`.
pub fn decade(first: i32) -> String {
    let text = year(first);
    format!("{}X", &text[..text.len() - 1])
}

/// A century by its number; before the common era where negative.
pub fn century(number: i32) -> String {
    match number < 0 {
        true => format!("-{:02}XX", -number - 1),
        false => format!("{:02}XX", number - 1),
    }
}

/// How exactly a value is known.
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

/// How exactly `value` is known; none where it is no such value.
pub fn precision(value: &str) -> Option<Precision> {
    if value.contains('/') {
        return Some(Precision::Range);
    }
    let bare = value.strip_prefix('-').unwrap_or(value);
    let parts: Vec<&str> = bare.split('-').collect();
    Some(match parts.as_slice() {
        [_, _, _] => Precision::Day,
        [_, part] if part.parse::<u8>().ok()? > 12 => Precision::Season,
        [_, _] => Precision::Month,
        [year] if year.ends_with("XX") => Precision::Century,
        [year] if year.ends_with('X') => Precision::Decade,
        [_] => Precision::Year,
        _ => return None,
    })
}

/// The first and the last day that a value may mean, as (year, month, day).
pub fn bounds(value: &str) -> Option<[(i32, u8, u8); 2]> {
    if let Some((from, to)) = value.split_once('/') {
        return Some([bounds(from)?[0], bounds(to)?[1]]);
    }
    let (sign, bare) = match value.strip_prefix('-') {
        Some(bare) => (-1, bare),
        None => (1, value),
    };
    let mut parts = bare.split('-');
    let years = parts.next()?;
    let first: i32 = sign * years.replace('X', "0").parse::<i32>().ok()?;
    let last: i32 = sign * years.replace('X', "9").parse::<i32>().ok()?;
    let (first, last) = (first.min(last), first.max(last));
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let (month, day) = (number(parts.next()), number(parts.next()));
    let (from, to) = match month {
        None => (1, 12),
        Some(season @ 21..=24) => ((season - 21) * 3 + 2, (season - 21) * 3 + 5),
        Some(month) => (month, month),
    };
    Some([(first, from.min(12), day.unwrap_or(1)), (last, to.min(12), day.unwrap_or(31))])
}

/// The value as one writes it in English: `25 June 1950`, `the 1970s`.
pub fn display(value: &str, modifier: Option<Modifier>) -> String {
    let text = plain(value);
    let part = match modifier {
        None => return text,
        Some(Modifier::Early) => "early",
        Some(Modifier::Mid) => "mid",
        Some(Modifier::Late) => "late",
    };
    match text.strip_prefix("the ") {
        Some(rest) => format!("the {part} {rest}"),
        None if part == "mid" => format!("mid-{text}"),
        None => format!("{part} {text}"),
    }
}

fn plain(value: &str) -> String {
    if let Some((from, to)) = value.split_once('/') {
        return format!("{} to {}", plain(from), plain(to));
    }
    let (before, bare) = match value.strip_prefix('-') {
        Some(bare) => (true, bare),
        None => (false, value),
    };
    let parts: Vec<&str> = bare.split('-').collect();
    let year = plain_year(parts[0], before);
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<usize>().ok());
    match (number(1), number(2)) {
        (Some(month @ 1..=12), Some(day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        (Some(month @ 1..=12), None) => format!("{} {year}", MONTHS[month - 1]),
        (Some(season @ 21..=24), _) => format!("{} {year}", SEASONS[season - 21]),
        _ => year,
    }
}

fn plain_year(year: &str, before: bool) -> String {
    if let Some(century) = year.strip_suffix("XX") {
        let number = century.parse::<u32>().map_or(0, |number| number + 1);
        return format!(
            "the {number}{} century{}",
            ordinal(number),
            if before { " BCE" } else { "" }
        );
    }
    if let Some(decade) = year.strip_suffix('X') {
        return format!("the {decade}0s");
    }
    let number: i32 = year.parse().unwrap_or(0);
    match (before, number) {
        (true, _) => format!("{} BCE", number + 1),
        (false, 0) => "1 BCE".to_owned(),
        (false, 1..=999) => format!("{number} CE"),
        (false, _) => number.to_string(),
    }
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_in_english() {
        let cases = [
            ("1950-06-25", None, "25 June 1950"),
            ("1948-09", None, "September 1948"),
            ("197X", None, "the 1970s"),
            ("197X", Some(Modifier::Late), "the late 1970s"),
            ("18XX", None, "the 19th century"),
            ("-04XX", None, "the 5th century BCE"),
            ("1951-21", None, "spring 1951"),
            ("1949/1950", None, "1949 to 1950"),
            ("-0043", None, "44 BCE"),
            ("0622", None, "622 CE"),
            ("1946", Some(Modifier::Mid), "mid-1946"),
        ];
        for (value, modifier, text) in cases {
            assert_eq!(display(value, modifier), text);
        }
    }

    #[test]
    fn bounds_order_values() {
        assert_eq!(bounds("194X"), Some([(1940, 1, 1), (1949, 12, 31)]));
        assert_eq!(bounds("-0043"), Some([(-43, 1, 1), (-43, 12, 31)]));
        assert_eq!(bounds("1951-21"), Some([(1951, 2, 1), (1951, 5, 31)]));
        assert!(bounds("1950-06-25") < bounds("1950-07"));
        assert_eq!(bounds("nonsense"), None);
    }

    #[test]
    fn precision_is_read_off_the_value() {
        let found =
            ["1950-06-25", "1950-06", "1951-21", "1950", "194X", "18XX", "1949/1950", "-0043"]
                .map(precision);
        use Precision::{Century, Day, Decade, Month, Range, Season, Year};
        assert_eq!(found, [Day, Month, Season, Year, Decade, Century, Range, Year].map(Some));
    }
}
