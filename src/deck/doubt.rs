//! What is doubtful about a deck that can be studied, and where that stands in its file.

use super::CardId;
use super::fault::{Faults, Severity};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// What of a deck is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Deck,
    /// A card.
    Card(CardId),
    /// The weight of a tag.
    Weight(String),
    /// A code under `allow` of a note, or of the head.
    Allow(Option<String>, String),
}

/// What is doubtful, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What of the deck.
    pub place: Place,
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of doubt.
    pub code: &'static str,
    /// What is doubtful.
    pub message: String,
    /// Why that is doubtful; none where the message says it.
    pub reason: Option<&'static str>,
    /// The remedy.
    pub help: Cow<'static, str>,
}

/// Where things stand in the file.
#[derive(Debug, Default)]
pub struct Places {
    /// The id of the deck.
    pub head: Range<usize>,
    /// The id of each note.
    pub ids: HashMap<String, Range<usize>>,
    /// The weight of each tag that `[exam]` weighs.
    pub weights: HashMap<String, Range<usize>>,
    /// The codes under `allow`, by note and for the head.
    pub allowed: HashMap<(Option<String>, String), Range<usize>>,
}

impl Places {
    fn of(&self, place: &Place) -> Option<&Range<usize>> {
        match place {
            Place::Deck => Some(&self.head),
            Place::Card(id) => self.ids.get(id.note_part()),
            Place::Weight(tag) => self.weights.get(tag),
            Place::Allow(note, code) => self.allowed.get(&(note.clone(), code.clone())),
        }
    }
}

/// Adds a fault for each of `doubts`.
pub fn warn_of(doubts: Vec<Doubt>, places: &Places, faults: &Faults<'_>) {
    for Doubt { place, severity, code, message, reason, help } in doubts {
        let place = places.of(&place).cloned().unwrap_or(0..0);
        faults.add_with_reason(severity, code, place, message, reason, help);
    }
}
