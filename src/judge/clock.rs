//! Times of day: `10:30`, `3 pm`, `15:00`, `noon`.

use super::Part;
use super::answer::Match;
use crate::calendar::numeral;
use regex::Regex;
use std::sync::LazyLock;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    minutes: u32,
    /// Whether the half of the day is said, or plain.
    is_whole: bool,
}

/// Reads a time of day; none where the text is none.
pub(super) fn read(text: &str) -> Option<Time> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"\s*(o['’]?clock|uhr|(?-i:h))?";
        let pattern =
            format!(r"(?i)^(?:at )?(\d{{1,2}})(?:([:.h])(\d{{2}}))?{word}\s*(a\.?m\.?|p\.?m\.?)?$");
        Regex::new(&pattern).expect("the pattern is a constant")
    });
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "noon" | "12 noon" | "midday" => return Some(Time { minutes: 720, is_whole: true }),
        "midnight" | "12 midnight" | "24:00" => return Some(Time { minutes: 0, is_whole: true }),
        _ => {}
    }
    if let Some(minutes) = spoken(text) {
        return Some(Time { minutes, is_whole: false });
    }
    let found = TIME.captures(text)?;
    let hours: u32 = found[1].parse().ok()?;
    let minutes: u32 = found.get(3).map_or(Some(0), |minutes| minutes.as_str().parse().ok())?;
    let half = found.get(5).map(|half| half.as_str().to_lowercase().replace('.', ""));
    let is_time = [2, 4, 5].iter().any(|group| found.get(*group).is_some());
    let is_whole = half.is_some() || hours > 12 || hours == 0;
    let hours = match half.as_deref() {
        Some("am") => hours % 12,
        Some(_) => hours % 12 + 12,
        None => hours,
    };
    (is_time && hours < 24 && minutes < 60)
        .then_some(Time { minutes: hours * 60 + minutes, is_whole })
}

/// `half past ten`, `quarter to 3`, in minutes of the day's first half.
fn spoken(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "a").collect();
    let &[part, way, hour] = words.as_slice() else { return None };
    let hour = hour.parse().ok().or_else(|| numeral::cardinal(hour, "en"))?;
    let hour = u32::try_from(hour).ok().filter(|hour| (1..=12).contains(hour))?;
    match (part, way) {
        ("half", "past") => Some(hour * 60 + 30),
        ("quarter", "past" | "after") => Some(hour * 60 + 15),
        ("quarter", "to" | "before") => Some(hour * 60 - 15),
        _ => None,
    }
}

/// How a given time stands to an expected one; none where they differ.
pub(super) fn compare(given: Time, expected: Time) -> Option<Match> {
    match given.minutes == expected.minutes {
        true if given.is_whole || !expected.is_whole => Some(Match::Exact),
        // Half past ten in the morning, as far as the figures tell.
        true => Some(Match::Loose),
        false
            if !given.is_whole
                && expected.is_whole
                && given.minutes % 720 == expected.minutes % 720 =>
        {
            Some(Match::lacks(Part::HalfOfDay))
        }
        false => None,
    }
}
