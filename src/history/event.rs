//! One event of a learner's history, and its moment.

use super::detail::Detail;
use crate::deck::CardId;
use crate::schedule::{Rating, day};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use std::fmt;
use std::str::FromStr;

/// A moment to the millisecond, with the learner's own offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The instant, cut to milliseconds.
    pub instant: Timestamp,
    /// The learner's offset at that instant.
    pub offset: Offset,
}

impl Stamp {
    /// Cuts `instant` to milliseconds.
    pub fn new(instant: Timestamp, offset: Offset) -> Self {
        let whole = Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant);
        Self { instant: whole, offset }
    }

    /// The study day to which the moment belongs.
    pub fn study_day(self, day_starts_at: Time) -> Date {
        day::study_day(self.instant, self.offset, day_starts_at)
    }

    /// Calendar days since `earlier`, each by its own clock; 0 where it is not earlier.
    pub fn days_since(self, earlier: Self) -> u32 {
        let date = |stamp: Self| stamp.offset.to_datetime(stamp.instant).date();
        let days = (date(self) - date(earlier)).get_days();
        u32::try_from(days).unwrap_or(0)
    }

    /// To the minute, by the learner's own clock: `2026-11-23 15:04`.
    pub fn moment(self) -> String {
        self.offset.to_datetime(self.instant).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// RFC 3339 with exactly three decimals and a numeric offset.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.offset.to_datetime(self.instant);
        let minutes = self.offset.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        write!(f, "{:.3}{sign}{hours:02}:{minutes:02}", local)
    }
}

/// Text is no time as the journal writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a time such as 2026-11-23T15:04:56.123+00:00, found '{0}'")]
pub struct StampError(String);

impl FromStr for Stamp {
    type Err = StampError;

    fn from_str(text: &str) -> Result<Self, StampError> {
        if let Some(stamp) = as_written(text) {
            return Ok(stamp);
        }
        let fault = || StampError(text.chars().take(40).collect());
        let instant: Timestamp = text.parse().map_err(|_| fault())?;
        let pieces = Pieces::parse(text).map_err(|_| fault())?;
        let offset = match pieces.offset().ok_or_else(fault)? {
            PiecesOffset::Numeric(numeric) => numeric.offset(),
            _ => Offset::UTC,
        };
        Ok(Self::new(instant, offset))
    }
}

/// Reads the one notation that the journal writes: a million lines take a
/// third of the time that a general parser needs.
fn as_written(text: &str) -> Option<Stamp> {
    let bytes: &[u8; 29] = text.as_bytes().try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b':')];
    if marks.iter().any(|&(at, mark)| bytes[at] != mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0_i32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0'))
        })
    };
    let small = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    let year = i16::try_from(number(0, 4)?).ok()?;
    let nanoseconds = number(20, 23)? * 1_000_000;
    let [month, day, hour, minute, second] = [5, 8, 11, 14, 17].map(small);
    let local = DateTime::new(year, month?, day?, hour?, minute?, second?, nanoseconds).ok()?;
    let seconds = number(24, 26)? * 3600 + number(27, 29)? * 60;
    let sign = match bytes[23] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let offset = Offset::from_seconds(sign * seconds).ok()?;
    Some(Stamp { instant: offset.to_timestamp(local).ok()?, offset })
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// When it happened.
    pub time: Stamp,
    /// The card that it happened to.
    pub card: CardId,
    /// What happened.
    pub kind: EventKind,
    /// How long the answer took, in milliseconds.
    pub took_ms: Option<u32>,
    /// How an answer came about, or what an undo takes back.
    pub detail: Detail,
}

impl Event {
    /// Something that happens to a card, and of which there is no more to say.
    pub fn new(card: &CardId, kind: EventKind, now: Stamp) -> Self {
        Self { time: now, card: card.clone(), kind, took_ms: None, detail: Detail::default() }
    }

    /// Says to which study day it belongs, for a learner whose days begin at `starts`, where
    /// that is not told by its time: a change of that moves nothing that happened.
    pub fn settle_day(&mut self, starts: Time) {
        let day = self.time.study_day(starts);
        if self.kind != EventKind::Undo && self.study_day() != day {
            self.detail = self.detail.on(day);
        }
    }

    /// The study day to which it belongs: the one that it names, else by the usual border.
    pub fn study_day(&self) -> Date {
        self.detail.day().unwrap_or_else(|| self.time.study_day(day::STARTS_AT))
    }

    /// The event that takes this one back, or the whole sitting that it is of.
    pub fn undo(&self, now: Stamp) -> Self {
        Self { detail: Detail::undoing(self), ..Self::new(&self.card, EventKind::Undo, now) }
    }

    /// Whether the schedule ignores it.
    pub fn is_cram(&self) -> bool {
        self.detail.manner().cram
    }
}

/// What happened to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum EventKind {
    /// It was answered and rated.
    #[strum(transparent)]
    Review(Rating),
    /// An earlier event is taken back.
    Undo,
    /// It is not asked until resumed.
    Suspend,
    /// It is asked again.
    Resume,
    /// It is not asked for the rest of the study day.
    Bury,
    /// The learner put a mark on it.
    Mark,
    /// The learner took the mark away.
    Unmark,
    /// It is new from here.
    Reset,
}

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Review(Rating::Again),
        Self::Review(Rating::Hard),
        Self::Review(Rating::Good),
        Self::Review(Rating::Easy),
        Self::Undo,
        Self::Suspend,
        Self::Resume,
        Self::Bury,
        Self::Mark,
        Self::Unmark,
        Self::Reset,
    ];

    /// The rating of an answer; none for other kinds.
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::Review(rating) => Some(rating),
            _ => None,
        }
    }

    /// The name in the journal.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl FromStr for EventKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_keep_milliseconds_and_offset() {
        for text in ["2026-11-23T15:04:56.123+00:00", "1999-01-01T00:00:00.000-09:30"] {
            assert_eq!(text.parse::<Stamp>().unwrap().to_string(), text);
        }
        let short: Stamp = "2026-11-23T15:04:56Z".parse().unwrap();
        assert_eq!(short.to_string(), "2026-11-23T15:04:56.000+00:00");
        let long: Stamp = "2026-11-23T15:04:56.123999+09:00".parse().unwrap();
        assert_eq!(long.to_string(), "2026-11-23T15:04:56.123+09:00");
    }

    #[test]
    fn the_quick_reader_agrees_with_the_general_one() {
        for text in [
            "2026-11-23T15:04:56.123+05:45",
            "2026-02-28T23:59:59.999-12:00",
            "0001-01-01T12:00:00.000+00:00",
        ] {
            let general: Timestamp = text.parse().unwrap();
            assert_eq!(as_written(text).unwrap().instant, general);
        }
        for text in [
            "2026-02-30T15:04:56.123+00:00",
            "2026-11-23T15:04:56.123Z     ",
            "2026-11-23T15:04:6a.123+00:00",
        ] {
            assert_eq!(as_written(text), None);
        }
    }

    #[test]
    fn a_time_without_offset_is_refused() {
        assert_eq!(
            "2026-11-23T15:04:56".parse::<Stamp>().unwrap_err().to_string(),
            "expected a time such as 2026-11-23T15:04:56.123+00:00, found '2026-11-23T15:04:56'"
        );
    }

    #[test]
    fn kinds_read_back_as_written() {
        for kind in EventKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("GOOD".parse::<EventKind>(), Err(()));
    }
}
