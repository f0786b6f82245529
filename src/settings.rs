//! `byheart.toml`: the learner's settings. Every key has a default. Each is read by itself:
//! one that is not known or has a value that does not fit is a fault, and is not in force.

use crate::base::words::nearest;
use crate::deck::fault::{Fault, Faults, Severity};
use crate::deck::parse;
use crate::quiz::exam_day::{DaysOff, Most};
use crate::quiz::format::Format;
use crate::schedule::day;
use jiff::civil::{Date, Time, Weekday};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::Path;
use toml::de::{DeString, DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// What a person may set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// New cards a study day, over all decks.
    #[serde(deserialize_with = "number")]
    pub new_per_day: u32,
    /// Reviews a study day, over all decks.
    #[serde(deserialize_with = "number")]
    pub reviews_per_day: u32,
    /// Desired retention, 0.70 to 0.99.
    #[serde(deserialize_with = "retention")]
    pub retention: f64,
    /// Longest interval, in days, 1 at least.
    #[serde(deserialize_with = "interval")]
    pub maximum_interval: u32,
    /// When a study day begins, in the learner's own time.
    #[serde(deserialize_with = "day_start")]
    pub day_starts_at: Time,
    /// Forms in which cards may be asked, where the author has no wish; one at least.
    #[serde(deserialize_with = "formats")]
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

/// Settings of all decks.
const KEYS: &[&str] = &[
    "new_per_day",
    "reviews_per_day",
    "retention",
    "maximum_interval",
    "day_starts_at",
    "formats",
    "decks",
    "exam",
];
/// Those below `[exam]`.
const EXAM_KEYS: &[&str] = &["date", "minutes", "goal", "days_off"];
/// Those below `[decks.ID]`.
const DECK_KEYS: &[&str] = &["new_per_day", "reviews_per_day", "exam"];

const NUMBER: &str = "a whole number from 0 on, such as 20";
const RETENTION: &str = "a retention of 0.70 to 0.99";
const INTERVAL: &str = "a maximum_interval of at least 1 day";
const FORMATS: &str = "at least one of choose, type, reveal, reverse, such as [\"type\"]";
const DATE: &str = "a date such as 2026-12-15";
const MINUTES: &str = "minutes a day from 1 to 1440 as a whole number";
const GOAL: &str = "a goal between 0 and 1, such as 0.9";
const DAYS: &str = "days in brackets such as [\"sunday\"]";
const DAY: &str = "a weekday such as \"sunday\" or a date such as 2026-12-24";
const DECK_EXAM: &str = "a date such as 2026-12-15 or \"none\"";

fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    one(from, NUMBER, whole)
}

fn some_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    number(from).map(Some)
}

fn retention<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    one(from, RETENTION, |value| value.as_float().filter(|wish| (0.70..=0.99).contains(wish)))
}

fn interval<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    one(from, INTERVAL, |value| whole(value).filter(|days| *days > 0))
}

fn formats<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Format>, D::Error> {
    let read = |value: &Value| value.clone().try_into::<Vec<Format>>().ok();
    one(from, FORMATS, |value| read(value).filter(|formats| !formats.is_empty()))
}

fn exam_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    one(from, DATE, date).map(Some)
}

fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    one(from, MINUTES, |value| whole(value).filter(|minutes| (1..=1440).contains(minutes)))
        .map(Some)
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

fn whole(value: &Value) -> Option<u32> {
    u32::try_from(value.as_integer()?).ok()
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
    #[serde(deserialize_with = "some_number")]
    pub new_per_day: Option<u32>,
    /// Reviews of this deck a study day.
    #[serde(deserialize_with = "some_number")]
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
    /// Reads the text of the `byheart.toml` at `path`: the settings, and a fault for each that
    /// is not in force. The error is the faults of a text that is no TOML, or cannot be read.
    pub fn read(path: &Path, text: &str) -> Result<(Self, Vec<Fault>), Vec<Fault>> {
        let faults = Faults::new(path, text);
        let settings = parse::settings(text, &faults, Self::of).filter(|_| !faults.are_fatal());
        let faults = faults.into_vec();
        match settings {
            Some(settings) => Ok((settings, faults)),
            None => Err(faults),
        }
    }

    /// The settings of a text and its table.
    fn of(placed: &Spanned<DeTable<'_>>, text: &str, faults: &Faults<'_>) -> Self {
        let unread = |error: &toml::de::Error| {
            let help = "correct it; docs/study.md has an example of each setting";
            faults.error("settings", error.span().unwrap_or(0..0), error.message(), help);
        };
        let values: Table = toml::from_str(text).inspect_err(unread).unwrap_or_default();
        let mut reader = Reader { faults, sound: Table::new() };
        reader.file(placed.get_ref(), &values);
        Value::Table(reader.sound).try_into().inspect_err(unread).unwrap_or_default()
    }
}

/// Takes over one setting after the other.
struct Reader<'a> {
    faults: &'a Faults<'a>,
    /// Those that are known and whose values fit.
    sound: Table,
}

impl Reader<'_> {
    fn file(&mut self, placed: &DeTable<'_>, values: &Table) {
        for (key, place) in placed {
            let name: &str = key.get_ref();
            match (name, place.get_ref(), values.get(name)) {
                ("exam", DeValue::Table(exam), Some(Value::Table(values))) => {
                    self.table(&[name], EXAM_KEYS, exam, values);
                }
                ("decks", DeValue::Table(decks), Some(Value::Table(values))) => {
                    self.decks(decks, values);
                }
                ("exam" | "decks", ..) => self.no_table(&[name], place),
                (.., value) => self.setting(&[], KEYS, key, place, value),
            }
        }
    }

    fn decks(&mut self, placed: &DeTable<'_>, values: &Table) {
        for (key, place) in placed {
            let above = ["decks", key.get_ref()];
            match (place.get_ref(), values.get(above[1])) {
                (DeValue::Table(deck), Some(Value::Table(values))) => {
                    put(&mut self.sound, &above, Value::Table(Table::new()));
                    self.table(&above, DECK_KEYS, deck, values);
                }
                _ => self.no_table(&above, place),
            }
        }
    }

    fn table(&mut self, above: &[&str], known: &[&str], placed: &DeTable<'_>, values: &Table) {
        for (key, place) in placed {
            self.setting(above, known, key, place, values.get(&**key.get_ref()));
        }
    }

    /// A setting that stands below the table `above`, which has the keys `known`.
    fn setting(
        &mut self,
        above: &[&str],
        known: &[&str],
        key: &Spanned<DeString<'_>>,
        place: &Spanned<DeValue<'_>>,
        value: Option<&Value>,
    ) {
        let name: &str = key.get_ref();
        if !known.contains(&name) {
            let message = format!("expected a setting, found '{name}', which is not in force");
            let help = instead(name, known);
            return self.faults.add(Severity::Unknown, "unknown-key", key.span(), message, help);
        }
        let (path, value) = ([above, &[name]].concat(), value.cloned());
        let mut alone = Table::new();
        value.iter().for_each(|value| put(&mut alone, &path, value.clone()));
        match (Value::Table(alone).try_into::<Settings>(), value) {
            (Err(error), _) => self.unfit(place, error.message()),
            (Ok(_), value) => {
                value.into_iter().for_each(|value| put(&mut self.sound, &path, value))
            }
        }
    }

    fn no_table(&self, path: &[&str], place: &Spanned<DeValue<'_>>) {
        let (path, found) = (path.join("."), place.get_ref().type_str());
        self.unfit(place, &format!("expected a table [{path}], found {found}"));
    }

    fn unfit(&self, place: &Spanned<DeValue<'_>>, message: &str) {
        let help = "it is not in force: the default counts until it is mended";
        self.faults.add(Severity::Unknown, "settings", place.span(), message, help);
    }
}

/// Puts `value` where `path` leads.
fn put(table: &mut Table, path: &[&str], value: Value) {
    match path {
        [] => {}
        [name] => drop(table.insert((*name).to_owned(), value)),
        [name, rest @ ..] => {
            let inner = table.entry(*name).or_insert_with(|| Value::Table(Table::new()));
            inner.as_table_mut().into_iter().for_each(|inner| put(inner, rest, value.clone()));
        }
    }
}

/// What to write in the place of a key that is not known where it stands.
fn instead(name: &str, known: &[&str]) -> String {
    let elsewhere = [(KEYS, "above all tables"), (EXAM_KEYS, "below [exam]")];
    let elsewhere = elsewhere.iter().find(|(keys, _)| keys.contains(&name));
    match (nearest(&name.to_lowercase(), known), elsewhere) {
        (Some(key), _) => format!("did you mean '{key}'?"),
        (None, Some((_, place))) => format!("it belongs {place}"),
        (None, None) => format!("settings here are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Settings, Vec<Fault>), Vec<Fault>> {
        Settings::read(Path::new("byheart.toml"), text)
    }

    fn sound(text: &str) -> Settings {
        let (settings, faults) = read(text).unwrap();
        assert_eq!(faults, []);
        settings
    }

    /// The one fault of a text.
    fn told(text: &str) -> String {
        let (_, faults) = read(text).unwrap();
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        fault.in_a_line()
    }

    #[test]
    fn every_key_has_a_default() {
        assert_eq!(sound(""), Settings::default());
    }

    #[test]
    fn what_is_no_toml_is_told_with_the_line_as_it_should_be() {
        let told = |text: &str| -> Vec<String> {
            let told = |fault: Fault| {
                format!("{}:{}: {} → {}", fault.line, fault.column, fault.message, fault.help)
            };
            read(text).unwrap_err().into_iter().map(told).collect()
        };
        let one = |line: &str| {
            let told = told(&format!("retention = 0.9\n\n[exam]\n{line}\n"));
            assert_eq!(told.len(), 1, "{told:?}");
            told.concat()
        };
        for (line, expected) in [
            (
                "date = 2026-13-01",
                "4:8: expected a day of the calendar, found 2026-13-01 → write a day that there is",
            ),
            (
                "date = 15.12.2026",
                "4:8: expected a date such as 2026-12-15, found 15.12.2026 → write date = 2026-12-15",
            ),
            (
                "date = 15 December 2026",
                "4:8: expected a date such as 2026-12-15, found 15 December 2026 → write date = 2026-12-15",
            ),
            (
                "date = Dec 15, 2026",
                "4:8: expected a date such as 2026-12-15, found Dec 15, 2026 → write date = 2026-12-15",
            ),
            ("minutes: 20", "4:8: expected = behind minutes, found : → write minutes = 20"),
            (
                "minutes = 20 minutes",
                "4:11: expected a number alone, found 20 minutes → write minutes = 20",
            ),
            ("minutes = “20”", "4:11: expected a number alone, found “20” → write minutes = 20"),
            ("goal = 90%", "4:8: expected a number alone, found 90% → write goal = 0.90"),
            ("goal = 0,9", "4:8: expected a number alone, found 0,9 → write goal = 0.9"),
            (
                "days_off = [sunday, monday]",
                "4:12: expected quotation marks around each item of a list, found none → write days_off = [\"sunday\", \"monday\"]",
            ),
            ("[decks.rome", "4:1: expected ] behind [decks.rome, found none → write [decks.rome]"),
            (
                "goal = 0.8\ngoal = 0.9",
                "5:1: expected each key once, found 'goal' again → delete one",
            ),
            (
                "<<<<<<< a\n=======\n>>>>>>> b",
                "4:1: expected settings, found the marks of a merge that was not finished → between <<<<<<< and >>>>>>> keep the lines that are wanted and delete the marks",
            ),
        ] {
            assert_eq!(one(line), expected);
        }
        // What else is mistyped is told beside it, once.
        assert_eq!(
            told("new_per_dya = 5\nnew_per_day: 20\nretention = 2\n"),
            [
                "1:1: expected a setting, found 'new_per_dya', which is not in force → did you mean 'new_per_day'?",
                "2:12: expected = behind new_per_day, found : → write new_per_day = 20",
                "3:13: expected a retention of 0.70 to 0.99, found 2 → it is not in force: the default counts until it is mended",
            ]
        );
    }

    #[test]
    fn keys_are_read() {
        let settings =
            sound("new_per_day = 5\nday_starts_at = \"03:30\"\n[decks.history]\nnew_per_day = 2\n");
        assert_eq!(settings.new_per_day, 5);
        assert_eq!(settings.day_starts_at, jiff::civil::time(3, 30, 0, 0));
        assert_eq!(settings.decks["history"].new_per_day, Some(2));
    }

    #[test]
    fn exams_are_read() {
        let settings = sound(
            "[exam]\ndate = 2026-12-15\nminutes = 20\ndays_off = [\"Sunday\", 2026-12-24, \"2026-12-25\"]\n[decks.d]\nexam = \"2026-12-01\"\n",
        );
        assert_eq!(settings.exam.date, Some(jiff::civil::date(2026, 12, 15)));
        assert_eq!((settings.exam.minutes, settings.exam.goal), (Some(20), 0.9));
        let off = settings.exam.days_off;
        assert_eq!(off.weekdays, [Weekday::Sunday]);
        assert_eq!(off.dates, [24, 25].map(|day| jiff::civil::date(2026, 12, day)));
        assert_eq!(settings.decks["d"].exam, Some(DeckExam::On(jiff::civil::date(2026, 12, 1))));
        let none = sound("[decks.d]\nexam = \"none\"");
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
            let fault = told(&format!("[exam]\n{line}"));
            assert!(fault.contains(said) && fault.starts_with("byheart.toml:2:"), "{fault}");
        }
    }

    #[test]
    fn a_setting_that_is_wrong_is_named_and_all_others_are_in_force() {
        let cases = [
            (
                "new_per_dya = 5",
                "1:1 Unknown unknown-key «new_per_dya»: expected a setting, found 'new_per_dya', which is not in force → did you mean 'new_per_day'?",
            ),
            (
                "minutes = 5",
                "1:1 Unknown unknown-key «minutes»: expected a setting, found 'minutes', which is not in force → it belongs below [exam]",
            ),
            (
                "[exam]\nretention = 0.8",
                "2:1 Unknown unknown-key «retention»: expected a setting, found 'retention', which is not in force → it belongs above all tables",
            ),
            (
                "[decks.d]\ncolour = 1",
                "2:1 Unknown unknown-key «colour»: expected a setting, found 'colour', which is not in force → settings here are new_per_day, reviews_per_day, exam",
            ),
        ];
        for (text, expected) in cases {
            let (settings, faults) = read(&format!("{text}\n")).unwrap();
            assert_eq!(settings.new_per_day, Settings::default().new_per_day);
            let told: Vec<String> = faults.iter().map(|fault| fault.told(text)).collect();
            assert_eq!(told, [format!("byheart.toml:{expected}")]);
        }
        for (text, expected) in [
            ("retention = 1.5", "expected a retention of 0.70 to 0.99, found 1.5"),
            ("retention = nan", "expected a retention of 0.70 to 0.99, found nan"),
            ("maximum_interval = 0", "expected a maximum_interval of at least 1 day, found 0"),
            ("new_per_day = \"20\"", "expected a whole number from 0 on, such as 20, found \"20\""),
            ("new_per_day = -1", "expected a whole number from 0 on, such as 20, found -1"),
            ("formats = []", "expected at least one of choose, type, reveal, reverse, such as"),
            ("formats = [\"read\"]", "expected at least one of choose, type, reveal, reverse"),
            ("day_starts_at = \"dawn\"", "expected a time such as \"04:00\", found \"dawn\""),
            ("exam = 2026-12-01", "expected a table [exam], found datetime"),
            ("decks = 1", "expected a table [decks], found integer"),
            ("decks.d = 1", "expected a table [decks.d], found integer"),
            ("decks.d.exam = 1", "expected a date such as 2026-12-15 or \"none\", found 1"),
        ] {
            let text = format!("reviews_per_day = 7\n{text}\n");
            let (settings, _) = read(&text).unwrap();
            assert_eq!(
                Settings { reviews_per_day: 200, decks: BTreeMap::new(), ..settings.clone() },
                Settings::default()
            );
            assert_eq!(settings.reviews_per_day, 7);
            assert!(
                told(&text).starts_with(&format!("byheart.toml:2: {expected}")),
                "{}",
                told(&text)
            );
        }
    }

    #[test]
    fn each_wrong_setting_is_told_and_a_text_that_is_no_toml_is_an_error() {
        let text = "new_per_day = 5\nretention = 2\n[exam]\ndate = 2026-12-15\ngaol = 0.8\n";
        let (settings, faults) = read(text).unwrap();
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 5]);
        assert_eq!((settings.new_per_day, settings.retention, settings.exam.goal), (5, 0.9, 0.9));
        assert_eq!(settings.exam.date, Some(jiff::civil::date(2026, 12, 15)));
        assert_eq!(read("new_per_day = \n").unwrap_err()[0].line, 1);
        assert_eq!(read("a = 1\na = 1\n").unwrap_err()[1].line, 2);
    }

    #[test]
    fn all_keys_that_are_listed_are_read() {
        for (table, keys) in [("", KEYS), ("[exam]\n", EXAM_KEYS), ("[decks.d]\n", DECK_KEYS)] {
            for key in keys {
                let (_, faults) = read(&format!("{table}{key} = false\n")).unwrap();
                assert_eq!(faults[0].code, "settings", "{key}: {}", faults[0].message);
            }
        }
    }
}
