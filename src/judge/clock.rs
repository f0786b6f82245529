//! Times of day: `10:30`, `3 pm`, `15:00`, `noon`.

use super::Part;
use super::answer::Match;
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
        let pattern = r"(?i)^(?:at )?(\d{1,2})(?:([:.h])(\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o'?clock|o’clock|uhr|h)?$";
        Regex::new(pattern).expect("the pattern is a constant")
    });
    match text.trim().to_lowercase().as_str() {
        "noon" | "12 noon" | "midday" => return Some(Time { minutes: 720, is_whole: true }),
        "midnight" | "12 midnight" => return Some(Time { minutes: 0, is_whole: true }),
        _ => {}
    }
    let found = TIME.captures(text.trim())?;
    let hours: u32 = found[1].parse().ok()?;
    let minutes: u32 = found.get(3).map_or(Some(0), |minutes| minutes.as_str().parse().ok())?;
    let half = found.get(4).map(|half| half.as_str().to_lowercase().replace('.', ""));
    let is_clock = found.get(2).is_some_and(|mark| mark.as_str() != ".") || half.is_some();
    let hours = match half.as_deref() {
        Some("am") => hours % 12,
        Some("pm") => hours % 12 + 12,
        _ => hours,
    };
    let is_whole = matches!(half.as_deref(), Some("am" | "pm")) || hours > 12 || hours == 0;
    let is_time = is_clock || found.get(2).is_some() && found.get(3).is_some();
    (is_time && hours < 24 && minutes < 60)
        .then_some(Time { minutes: hours * 60 + minutes, is_whole })
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
            Some(Match::lacks(Part::Unit))
        }
        false => None,
    }
}
