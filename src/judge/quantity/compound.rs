//! Amounts in several parts.

use super::super::number;
use super::super::ratio::Ratio;
use super::super::unit::{self, Unit};
use super::{Quantity, plain};
use crate::base::fold::fold;
use regex::Regex;
use std::sync::LazyLock;

/// `1 h 30 min`, `6'2"`, `5 ft 11`, `2:15`: units of one kind, the larger first.
pub(super) fn compound(text: &str, language: &str) -> Vec<Quantity> {
    let parts = match clock(text) {
        Some(parts) => Some(parts),
        None => parts(&with_digits(text, language)),
    };
    let Some(parts) = parts.filter(|parts| parts.len() > 1 || text.ends_with(QUOTES)) else {
        return Vec::new();
    };
    let firsts = parts.first().into_iter().flat_map(|(_, units)| units);
    firsts.filter_map(|first| total(&parts, first)).collect()
}

const QUOTES: [char; 6] = ['\'', '’', '′', '"', '”', '″'];

/// Numbers with all that the units behind them may be.
type Parts = Vec<(Ratio, Vec<Unit>)>;

fn parts(text: &str) -> Option<Parts> {
    let part = pattern!(
        r#"^\s*(?:,|and\b|&)?\s*(\d+(?:\.\d+)?)[\s-]*(\p{L}{1,12}\.?|°|''|["'’′”″]{1,2})?\s*"#
    );
    let (mut rest, mut parts): (&str, Parts) = (text, Vec::new());
    while !rest.is_empty() {
        let found = part.captures(rest)?;
        let units = match found.get(2) {
            Some(unit) => in_parts(unit.as_str(), parts.is_empty()),
            None => next_below(&parts.last()?.1),
        };
        let is_quote = found.get(2).is_some_and(|unit| ["'", "’"].contains(&unit.as_str()));
        rest = &rest[found[0].len()..];
        // `12'345` is one number.
        if is_quote && rest.bytes().take_while(u8::is_ascii_digit).count() > 2 {
            return None;
        }
        parts.push((Ratio::decimal(&found[1])?, units));
    }
    Some(parts)
}

/// The sum in the unit of the last part; none where the parts are no parts of `first`.
fn total(parts: &Parts, first: &Unit) -> Option<Quantity> {
    let (mut total, mut last) = (Ratio::whole(0), None::<&Unit>);
    for (value, units) in parts {
        let fits = |unit: &&Unit| {
            unit.measures_as(first)
                && last.is_none_or(|last| last.size.to_f64() > unit.size.to_f64())
        };
        let unit = if last.is_none() { first } else { units.iter().find(fits)? };
        total = total.plus(value.times(unit.size)?)?;
        last = Some(unit);
    }
    let last = last?;
    Some(Quantity { unit: Some(last.clone()), ..plain(total.over(last.size)?) })
}

/// `three years and six months` with digits.
fn with_digits(text: &str, language: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word).trim().to_owned()).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let number = match words[at].contains(|c: char| c.is_ascii_digit()) {
            true => None,
            false => number::front(&folded[at..], language)
                .filter(|(text, _)| text.bytes().all(|byte| byte.is_ascii_digit())),
        };
        let used = number.as_ref().map_or(1, |(_, used)| *used);
        found.push(number.map_or_else(|| words[at].to_owned(), |(text, _)| text));
        at += used;
    }
    found.join(" ")
}

/// `2:15`, `1:30 h` and `23:56:04` as times that pass; the unit is that of the first number.
fn clock(text: &str) -> Option<Parts> {
    const NAMES: [&str; 3] = ["h", "min", "s"];
    let clock = pattern!(r"^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*(\p{L}{1,8}\.?)?$");
    let found = clock.captures(text)?;
    let first = match found.get(4) {
        Some(unit) => {
            let unit = unit::name(unit.as_str())?;
            NAMES.iter().position(|name| *name == unit)?
        }
        None => 0,
    };
    let numbers: Vec<_> = [1, 2, 3].iter().filter_map(|group| found.get(*group)).collect();
    let names = NAMES.get(first..first + numbers.len())?;
    let parts = numbers.iter().zip(names);
    parts.map(|(part, name)| Some((Ratio::decimal(part.as_str())?, unit::simple(name)))).collect()
}

/// All that a unit of a compound amount may be.
fn in_parts(text: &str, is_first: bool) -> Vec<Unit> {
    let names: &[&str] = match text {
        "'" | "’" | "′" => &["ft", "′"],
        "\"" | "”" | "″" | "''" | "′′" => &["in", "″"],
        // `5 m3` are no minutes, but `1h 30m`.
        "m" if !is_first => &["m", "min"],
        "min" | "minutes" | "minute" => &["min", "′"],
        "s" | "seconds" | "second" => &["s", "″"],
        other => &[other],
    };
    names.iter().flat_map(|name| unit::simple(name)).collect()
}

/// The unit of a last number that has none: `1h30`, `5 ft 11`.
fn next_below(units: &[Unit]) -> Vec<Unit> {
    let below = units.iter().filter_map(|unit| match unit.name.as_str() {
        "h" => Some("min"),
        "min" => Some("s"),
        "ft" => Some("in"),
        _ => None,
    });
    below.flat_map(unit::simple).collect()
}
