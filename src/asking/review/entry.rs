//! A card under review: what became of it, whose words it has, where it comes from.

use crate::deck::Note;
use crate::document::Passage;
use serde::{Deserialize, Serialize};

/// One card under review.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which deck takes it, a number of the caller's.
    pub group: usize,
    /// The card, as it was edited.
    pub note: Note,
    /// What becomes of it.
    pub fate: Fate,
    /// The decision that was taken back.
    pub before: Option<Fate>,
    /// Whose words it has.
    pub words: Words,
    /// Whether it has been written into its deck.
    pub written: bool,
    /// What it is and which document it is from.
    pub label: String,
    /// Where it comes from; empty where nothing tells.
    pub passage: Passage,
    /// Why it is a draft; nothing where it is sure.
    pub doubts: Vec<&'static str>,
}

/// What becomes of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::AsRefStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Fate {
    /// Not decided, or taken back.
    Open,
    /// It goes into the deck.
    Kept,
    /// It does not.
    Dropped,
}

/// Whose words a card has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// As it was made.
    Made,
    /// A person changed it.
    Edited,
    /// A person wrote it at the passage of another card.
    Own {
        /// That card's id.
        beside: String,
    },
}

impl Entry {
    /// Whether a person wrote it, and no document makes it.
    pub fn is_own(&self) -> bool {
        matches!(self.words, Words::Own { .. })
    }
}
