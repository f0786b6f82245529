//! `byheart.toml`: the learner's settings. Every key has a default; an
//! unknown key is an error.

use crate::quiz::exam_day::{DaysOff, Most};
use crate::quiz::format::Format;
use crate::schedule::day;
use jiff::civil::{Date, Time, Weekday};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use toml::Value;

/// What a person may set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// New cards a study day, over all decks.
    pub new_per_day: u32,
    /// Reviews a study day, over all decks.
    pub reviews_per_day: u32,
    /// Desired retention, 0.70 to 0.99.
    pub retention: f64,
    /// Longest interval, in days.
    pub maximum_interval: u32,
    /// When a study day begins, in the learner's own time.
    #[serde(deserialize_with = "day_start")]
    pub day_starts_at: Time,
    /// Forms in which cards may be asked, where the author has no wish.
    pub formats: Vec<Format>,
    /// Limits of single decks, by deck id; they tighten the ones above.
    pub decks: BTreeMap<String, DeckSettings>,
    /// The exam ahead.
    pub exam: ExamSettings,
}

/// What a person says of an exam ahead and the time for it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExamSettings {
    /// The day of the exam, for all decks that have no other in `decks`:
    /// `2026-12-15`, in quotation marks or not.
    #[serde(deserialize_with = "exam_date")]
    pub date: Option<Date>,
    /// Minutes a study day, 1 to 1440.
    #[serde(deserialize_with = "minutes")]
    pub minutes: Option<u32>,
    /// The mean recall that is wished for: neither none nor all, such as 0.9.
    #[serde(deserialize_with = "goal")]
    pub goal: f64,
    /// Days without study: names of weekdays, and dates, in an array.
    #[serde(deserialize_with = "days_off")]
    pub days_off: DaysOff,
}

const DATE: &str = "a date such as 2026-12-15";
const MINUTES: &str = "minutes a day from 1 to 1440 as a whole number";
const GOAL: &str = "a goal between 0 and 1, such as 0.9";
const DAYS: &str = "days in brackets such as [\"sunday\"]";
const DAY: &str = "a weekday such as \"sunday\" or a date such as 2026-12-24";
const DECK_EXAM: &str = "a date such as 2026-12-15 or \"none\"";

fn exam_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    one(from, DATE, date).map(Some)
}

fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let read = |value: &Value| u32::try_from(value.as_integer()?).ok();
    one(from, MINUTES, |value| read(value).filter(|minutes| (1..=1440).contains(minutes))).map(Some)
}

fn goal<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    one(from, GOAL, |value| value.as_float().filter(|goal| *goal > 0.0 && *goal < 1.0))
}

fn days_off<'de, D: Deserializer<'de>>(from: D) -> Result<DaysOff, D::Error> {
    let mut off = DaysOff::default();
    for day in one(from, DAYS, |value| value.as_array().cloned())? {
        match (date(&day), weekday(&plain(&day))) {
            (Some(date), _) => off.dates.push(date),
            (None, Some(weekday)) => off.weekdays.push(weekday),
            (None, None) => return Err(D::Error::custom(unexpected(DAY, &day))),
        }
    }
    Ok(off)
}

/// A value that `read` takes.
fn one<'de, D: Deserializer<'de>, T>(
    from: D,
    expected: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<T, D::Error> {
    let value = Value::deserialize(from)?;
    read(&value).ok_or_else(|| D::Error::custom(unexpected(expected, &value)))
}

fn unexpected(expected: &str, found: &Value) -> String {
    format!("expected {expected}, found {found}")
}

/// A date alone, written in full.
fn date(value: &Value) -> Option<Date> {
    let text = plain(value);
    text.parse().ok().filter(|_| text.len() == "2026-12-15".len())
}

/// A string's or a date's text without quotation marks.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn weekday(name: &str) -> Option<Weekday> {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let place = days.iter().position(|day| *day == name.to_lowercase())?;
    Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()
}

impl Default for ExamSettings {
    fn default() -> Self {
        Self { date: None, minutes: None, goal: 0.9, days_off: DaysOff::default() }
    }
}

/// What a person sets for one deck; what is not said is not limited further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeckSettings {
    /// New cards of this deck a study day.
    pub new_per_day: Option<u32>,
    /// Reviews of this deck a study day.
    pub reviews_per_day: Option<u32>,
    /// Its own exam.
    pub exam: Option<DeckExam>,
}

/// What a person says of the exam of one deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeckExam {
    /// It is on that day.
    On(Date),
    /// There is none, whatever there is for other decks: `"none"`.
    None,
}

impl<'de> Deserialize<'de> for DeckExam {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        one(from, DECK_EXAM, |value| match value.as_str() {
            Some("none") => Some(Self::None),
            _ => date(value).map(Self::On),
        })
    }
}

impl DeckSettings {
    /// How much of the deck a study day may bring.
    pub fn limits(self) -> Most {
        Most { new: self.new_per_day, reviews: self.reviews_per_day }
    }
}

fn day_start<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    let text = String::deserialize(from)?;
    let fault = || format!("expected a time such as \"04:00\", found {text:?}");
    text.parse().map_err(|_| D::Error::custom(fault()))
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            new_per_day: 20,
            reviews_per_day: 200,
            retention: 0.90,
            maximum_interval: 36_500,
            day_starts_at: day::STARTS_AT,
            formats: Format::ALL.to_vec(),
            decks: BTreeMap::new(),
            exam: ExamSettings::default(),
        }
    }
}

impl Settings {
    /// Reads the text of a `byheart.toml`; the error shows line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let Self { retention, .. } = settings;
        if !(0.70..=0.99).contains(&retention) {
            return Err(format!("expected a retention of 0.70 to 0.99, found {retention}"));
        }
        if settings.formats.is_empty() {
            let all = "choose, type, reveal, reverse";
            return Err(format!("expected formats to name at least one of {all}, found none"));
        }
        if settings.maximum_interval == 0 {
            return Err("expected a maximum_interval of at least 1 day, found 0".to_owned());
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_default() {
        assert_eq!(Settings::parse("").unwrap(), Settings::default());
    }

    #[test]
    fn keys_are_read() {
        let settings = Settings::parse(
            "new_per_day = 5\nday_starts_at = \"03:30\"\n[decks.history]\nnew_per_day = 2\n",
        )
        .unwrap();
        assert_eq!(settings.new_per_day, 5);
        assert_eq!(settings.day_starts_at, jiff::civil::time(3, 30, 0, 0));
        assert_eq!(settings.decks["history"].new_per_day, Some(2));
    }

    #[test]
    fn exams_are_read() {
        let settings = Settings::parse(
            "[exam]\ndate = 2026-12-15\nminutes = 20\ndays_off = [\"Sunday\", 2026-12-24, \"2026-12-25\"]\n[decks.d]\nexam = \"2026-12-01\"\n",
        )
        .unwrap();
        assert_eq!(settings.exam.date, Some(jiff::civil::date(2026, 12, 15)));
        assert_eq!((settings.exam.minutes, settings.exam.goal), (Some(20), 0.9));
        let off = settings.exam.days_off;
        assert_eq!(off.weekdays, [Weekday::Sunday]);
        assert_eq!(off.dates, [24, 25].map(|day| jiff::civil::date(2026, 12, day)));
        assert_eq!(settings.decks["d"].exam, Some(DeckExam::On(jiff::civil::date(2026, 12, 1))));
        let none = Settings::parse("[decks.d]\nexam = \"none\"").unwrap();
        assert_eq!(none.decks["d"].exam, Some(DeckExam::None));
        let faults = [
            ("date = \"soon\"", "expected a date such as 2026-12-15"),
            ("days_off = [\"sun\"]", "expected a weekday such as"),
            ("goal = 90", "expected a goal between 0 and 1, such as 0.9, found 90"),
            ("goal = nan", "expected a goal between 0 and 1"),
            ("minutes = 0", "expected minutes a day from 1 to 1440 as a whole number, found 0"),
            ("minutes = 2.5", "expected minutes a day from 1 to 1440"),
            ("minutes = 100000", "expected minutes a day from 1 to 1440"),
            ("days_off = \"sunday\"", "expected days in brackets such as [\"sunday\"]"),
            ("date = \"20261207\"", "expected a date such as 2026-12-15"),
            ("date = 2026-12-07T10:00:00", "expected a date such as 2026-12-15"),
        ];
        for (line, said) in faults {
            let fault = Settings::parse(&format!("[exam]\n{line}")).unwrap_err();
            assert!(fault.contains(said) && fault.contains("line 2"), "{fault}");
        }
    }

    #[test]
    fn faults_are_named() {
        let fault = |text: &str| Settings::parse(text).unwrap_err();
        assert!(fault("new_per_dya = 5").contains("unknown field `new_per_dya`"));
        assert!(fault("day_starts_at = \"dawn\"").contains("expected a time such as \"04:00\""));
        assert_eq!(fault("retention = 1.5"), "expected a retention of 0.70 to 0.99, found 1.5");
    }
}
