//! One event of a learner's history, and its moment.

use crate::deck::CardId;
use crate::schedule::Rating;
use jiff::Timestamp;
use jiff::tz::Offset;

/// A moment to the millisecond, with the learner's own offset from UTC.
///
/// Ordered by instant alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The instant, cut to milliseconds.
    pub instant: Timestamp,
    /// The learner's offset at that instant.
    pub offset: Offset,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub time: Stamp,
    /// The card that it happened to.
    pub card: CardId,
    /// What happened.
    pub kind: EventKind,
    /// How long the answer took, in milliseconds.
    pub took_ms: Option<u32>,
    /// `key=value` pairs, separated by blanks; for undo the undone event's
    /// time, or `exam=SITTING`.
    pub detail: String,
}

/// What happened to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// It was answered and rated.
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
