//! `byheart.toml`: the learner's settings. Every key has a default; an
//! unknown key is an error.

use crate::quiz::exam_day::DaysOff;
use crate::quiz::format::Format;
use crate::quiz::queue::DeckLimits;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

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
    pub day_starts_at: DayStart,
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
    /// The day of the exam, for all decks that have no other in `decks`.
    pub date: Option<ExamDate>,
    /// Minutes a study day.
    pub minutes: Option<Minutes>,
    /// The mean recall that is wished for.
    pub goal: Goal,
    /// Days without study: names of weekdays, and dates.
    pub days_off: DaysWithout,
}

/// Minutes a day, 1 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub struct Minutes(pub u32);

/// A share that is neither none nor all, such as 0.9.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub struct Goal(pub f64);

/// Days without study, in an array.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub struct DaysWithout(pub Vec<DayOff>);

/// A date: `2026-12-15`, in quotation marks or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub struct ExamDate(pub Date);

/// A day without study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub enum DayOff {
    /// Every week.
    Weekly(Weekday),
    /// Once.
    Once(Date),
}

impl TryFrom<toml::Value> for ExamDate {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let text = plain(&value);
        date(&text)
            .map(Self)
            .ok_or_else(|| format!("expected a date such as 2026-12-15, found {value}"))
    }
}

impl TryFrom<toml::Value> for Minutes {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let minutes = value.as_integer().and_then(|minutes| u32::try_from(minutes).ok());
        minutes.filter(|minutes| (1..=1440).contains(minutes)).map(Self).ok_or_else(|| {
            format!("expected minutes a day from 1 to 1440 as a whole number, found {value}")
        })
    }
}

impl TryFrom<toml::Value> for Goal {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let goal = value.as_float().filter(|goal| *goal > 0.0 && *goal < 1.0);
        goal.map(Self)
            .ok_or_else(|| format!("expected a goal between 0 and 1, such as 0.9, found {value}"))
    }
}

impl TryFrom<toml::Value> for DaysWithout {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        match value {
            toml::Value::Array(days) => {
                days.into_iter().map(DayOff::try_from).collect::<Result<_, _>>().map(Self)
            }
            other => Err(format!("expected days in brackets such as [\"sunday\"], found {other}")),
        }
    }
}

impl TryFrom<toml::Value> for DayOff {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        let text = plain(&value);
        let once = date(&text).map(Self::Once);
        once.or_else(|| weekday(&text).map(Self::Weekly)).ok_or_else(|| {
            format!(
                "expected a weekday such as \"sunday\" or a date such as 2026-12-24, found {value}"
            )
        })
    }
}

/// A date alone, written in full.
fn date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == "2026-12-15".len())
}

/// A string's or a date's text without quotation marks.
fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn weekday(name: &str) -> Option<Weekday> {
    let days = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let name = name.to_lowercase();
    days.into_iter().find(|(day, _)| *day == name).map(|(_, weekday)| weekday)
}

impl Default for ExamSettings {
    fn default() -> Self {
        Self { date: None, minutes: None, goal: Goal(0.9), days_off: DaysWithout::default() }
    }
}

impl ExamSettings {
    /// The days without study.
    pub fn off(&self) -> DaysOff {
        let mut off = DaysOff::default();
        for day in &self.days_off.0 {
            match *day {
                DayOff::Weekly(weekday) => off.weekdays.push(weekday),
                DayOff::Once(date) => off.dates.push(date),
            }
        }
        off
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "toml::Value")]
pub enum DeckExam {
    /// It is on that day.
    On(Date),
    /// There is none, whatever there is for other decks: `"none"`.
    None,
}

impl TryFrom<toml::Value> for DeckExam {
    type Error = String;

    fn try_from(value: toml::Value) -> Result<Self, String> {
        match value.as_str() {
            Some("none") => Ok(Self::None),
            _ => ExamDate::try_from(value)
                .map(|date| Self::On(date.0))
                .map_err(|fault| fault.replace("2026-12-15", "2026-12-15 or \"none\"")),
        }
    }
}

impl DeckSettings {
    /// How much of the deck a study day may bring.
    pub fn limits(self) -> DeckLimits {
        DeckLimits { new: self.new_per_day, reviews: self.reviews_per_day }
    }
}

/// The time of day at which a study day begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DayStart(pub jiff::civil::Time);

impl TryFrom<String> for DayStart {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|_| format!("expected a time such as \"04:00\", found {text:?}"))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            new_per_day: 20,
            reviews_per_day: 200,
            retention: 0.90,
            maximum_interval: 36_500,
            day_starts_at: DayStart(jiff::civil::time(4, 0, 0, 0)),
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
        if !(0.70..=0.99).contains(&settings.retention) {
            return Err(format!(
                "expected a retention of 0.70 to 0.99, found {}",
                settings.retention
            ));
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
        assert_eq!(settings.day_starts_at.0, jiff::civil::time(3, 30, 0, 0));
        assert_eq!(settings.decks["history"].new_per_day, Some(2));
    }

    #[test]
    fn exams_are_read() {
        let settings = Settings::parse(
            "[exam]\ndate = 2026-12-15\nminutes = 20\ndays_off = [\"Sunday\", 2026-12-24, \"2026-12-25\"]\n[decks.d]\nexam = \"2026-12-01\"\n",
        )
        .unwrap();
        assert_eq!(settings.exam.date, Some(ExamDate(jiff::civil::date(2026, 12, 15))));
        assert_eq!((settings.exam.minutes, settings.exam.goal), (Some(Minutes(20)), Goal(0.9)));
        let off = settings.exam.off();
        assert_eq!(off.weekdays, [Weekday::Sunday]);
        assert_eq!(off.dates, [24, 25].map(|day| jiff::civil::date(2026, 12, day)));
        assert_eq!(settings.decks["d"].exam, Some(DeckExam::On(jiff::civil::date(2026, 12, 1))));
        let none = Settings::parse("[decks.d]\nexam = \"none\"").unwrap();
        assert_eq!(none.decks["d"].exam, Some(DeckExam::None));
        let fault = |text: &str| Settings::parse(text).unwrap_err();
        assert!(fault("[exam]\ndate = \"soon\"").contains("expected a date such as 2026-12-15"));
        assert!(fault("[exam]\ndays_off = [\"sun\"]").contains("expected a weekday such as"));
        let faults = [
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
            let fault = fault(&format!("[exam]\n{line}"));
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
