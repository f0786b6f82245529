//! `byheart.toml`: the learner's settings. Every key has a default; an
//! unknown key is an error.

use crate::quiz::format::Format;
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
    pub decks: BTreeMap<String, DeckLimits>,
}

/// Limits of one deck; what is not said is not limited further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeckLimits {
    /// New cards of this deck a study day.
    pub new_per_day: Option<u32>,
    /// Reviews of this deck a study day.
    pub reviews_per_day: Option<u32>,
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
    fn faults_are_named() {
        let fault = |text: &str| Settings::parse(text).unwrap_err();
        assert!(fault("new_per_dya = 5").contains("unknown field `new_per_dya`"));
        assert!(fault("day_starts_at = \"dawn\"").contains("expected a time such as \"04:00\""));
        assert_eq!(fault("retention = 1.5"), "expected a retention of 0.70 to 0.99, found 1.5");
    }
}
