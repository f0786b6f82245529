//! Counts, days and durations as a person would say them, and what somebody meant to type.

use std::time::Duration;

/// A number and its noun: `1 card`, `2 cards`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// The word of `known` that somebody who typed `name` most likely meant: one or two slips of
/// the keys away, by its length.
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let most = match name.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let near = known.iter().map(|word| (strsim::osa_distance(name, word), *word));
    near.filter(|(distance, _)| *distance <= most).min().map(|(_, word)| word)
}

/// A number of days in the unit that a person would choose.
pub fn interval(days: u32) -> String {
    match days {
        0..=30 => count(days as usize, "day"),
        31..=364 => tenths(f64::from(days) / 30.44, "month"),
        _ => tenths(f64::from(days) / 365.25, "year"),
    }
}

/// A number with a tenth where it is not whole: `2 hours`, `2.5 hours`.
pub fn tenths(number: f64, noun: &str) -> String {
    let text = format!("{number:.1}");
    match text.strip_suffix(".0") {
        Some("1") => format!("1 {noun}"),
        Some(whole) => format!("{whole} {noun}s"),
        None => format!("{text} {noun}s"),
    }
}

/// A time in seconds as one would guess it: `40 s`, `6 min`, `2.5 hours`.
pub fn about(seconds: u32) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds.div_ceil(60)),
        _ => tenths(f64::from(seconds) / 3600.0, "hour"),
    }
}

/// `today`, `tomorrow`, `in 12 days`.
pub fn in_days(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {days} days"),
    }
}

/// `today`, `yesterday`, `12 days ago`.
pub fn days_ago(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => format!("{} ago", interval(days)),
    }
}

/// `29:59`, `1:05:00`; begun seconds count, so that 0:00 is the end.
pub fn clock(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// `40 s`, `12 min`, `1 h 30 min`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_the_unit_a_person_would_choose() {
        let days =
            [(1, "1 day"), (30, "30 days"), (61, "2 months"), (365, "1 year"), (498, "1.4 years")];
        for (number, text) in days {
            assert_eq!(interval(number), text);
        }
        assert_eq!([40, 61, 3600, 9000].map(about), ["40 s", "2 min", "1 hour", "2.5 hours"]);
        let seconds =
            [40, 60, 61, 3600, 5400].map(|seconds| duration(Duration::from_secs(seconds)));
        assert_eq!(seconds, ["40 s", "1 min", "1 min 1 s", "1 h", "1 h 30 min"]);
        let left = [0, 1, 59_001, 3_600_000].map(|ms| clock(Duration::from_millis(ms)));
        assert_eq!(left, ["0:00", "0:01", "1:00", "1:00:00"]);
    }
}
