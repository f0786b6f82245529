//! What a review hands out: changes to be saved, and all else that is done outside.

use super::Entry;

/// What becomes of some cards once it is saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Places of cards and what they become; none takes the last card away.
    pub entries: Vec<(usize, Option<Entry>)>,
    pub(super) what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Decided,
    Edited,
    Added,
    Undone,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Saves a change, which then counts.
    Save(Change),
    /// Saves what is being typed.
    Draft,
    /// Opens the text of the form in the person's editor.
    Outside,
    /// Writes the decks with what is kept so far.
    Write,
    /// Writes the decks: every card is decided.
    Finish,
    /// The person leaves, maybe with a form open.
    Leave,
    /// Ctrl-C was pressed as a key.
    Interrupted,
    /// Ctrl-Z was pressed as a key.
    Suspended,
    /// A signal ends the process, or the terminal is gone.
    Ended,
}
