//! What a learner does with a question, in study and in an exam, and an author with
//! a card under review: the actions, the keys and words that mean them (`keymap`),
//! and the machines that follow them (`study`, `exam`, `review`). Pure: a face shows
//! what a machine holds, and turns keys or lines into actions.

pub mod editor;
pub mod exam;
pub mod input;
pub mod key;
pub mod keymap;
pub mod review;
pub mod study;

pub use key::Key;

use crate::quiz::question::Given;
use crate::schedule::Rating;
use review::Fate;
use serde::{Deserialize, Serialize};

/// Something that a learner does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Types text into the answer.
    Type(String),
    /// Changes what is typed, or takes away what was put together.
    Edit(Editing),
    /// Chooses the option of this index, or puts it beside the row at hand.
    Choose(usize),
    /// Points at another option, item or row; an item that is held goes along.
    Move(Way),
    /// Puts the next or the previous right side beside the row at hand.
    Turn {
        /// The next one, else the previous.
        on: bool,
    },
    /// Marks an option or takes the mark away; takes an item or puts it.
    Toggle,
    /// Is done with the answer as it stands; with none, wants to see the right one.
    Submit,
    /// Gives a whole answer at once.
    Give(Given),
    /// Wants to see the answer without giving one.
    Reveal,
    /// Rates.
    Rate(Rating),
    /// Takes the rating that the judge proposes.
    Accept,
    /// Says that a judged answer was right, or wrong.
    Overrule {
        /// Right, else wrong.
        right: bool,
    },
    /// Says that a typed answer was right, and that its card takes it from now on.
    Learn,
    /// Wants a little help.
    Hint,
    /// Takes back the latest answer.
    Undo,
    /// Wants another card first.
    Skip,
    /// Does not want to be asked this card today.
    Bury,
    /// Does not want to be asked this card any more.
    Suspend,
    /// Sets or takes away the mark.
    Mark,
    /// Wants to change the card's text.
    EditCard,
    /// Wants to see what happened to the card.
    History,
    /// Wants to see what the document says around the card's fact.
    Passage,
    /// Wants to see the keys.
    Help,
    /// Leaves.
    Quit,
    /// Goes to the next question.
    Next,
    /// Goes to the question before.
    Back,
    /// Goes to the question of this index.
    Go(usize),
    /// Types a digit of a question's number.
    Digit(usize),
    /// Leaves the text or the question for the page behind it, from which keys
    /// are commands: all keys in study, all questions in an exam; goes back from
    /// there.
    Out,
    /// Wants to know the time that is left.
    Time,
    /// Takes the answer away.
    Clear,
    /// Hands in; where that was asked back, confirms it.
    HandIn,
    /// Decides on a card under review.
    Decide(Fate),
    /// Decides on all cards that are left; where that was asked back, confirms it.
    DecideRest(Fate),
    /// Changes the card's text in place.
    Rework,
    /// Adds a card of one's own.
    Add,
    /// Writes the decks with what is kept so far.
    Write,
    /// Wants to see other rows.
    Scroll(Way),
    /// Ends the program from the keyboard.
    Interrupt,
    /// Stops the program from the keyboard.
    Pause,
    /// Wants the screen drawn anew.
    Redraw,
}

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Way {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl Way {
    /// The row that it leads to from `row`, in pages of `page` rows and no
    /// further than `last`.
    pub fn from(self, row: usize, page: usize, last: usize) -> usize {
        let row = match self {
            Self::Up => row.saturating_sub(1),
            Self::Down => row.saturating_add(1),
            Self::PageUp => row.saturating_sub(page),
            Self::PageDown => row.saturating_add(page),
            Self::First => 0,
            Self::Last => last,
        };
        row.min(last)
    }
}

/// A change to a typed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Editing {
    /// Deletes before the cursor, or takes away what is at hand.
    Backspace,
    /// Deletes behind the cursor, or takes away what is at hand.
    Delete,
    /// Deletes all before the cursor, or takes everything away.
    KillLine,
    /// Deletes the word before the cursor.
    KillWord,
    /// Moves the cursor to the left.
    Left,
    /// Moves the cursor to the right.
    Right,
    /// Moves the cursor to the beginning.
    Home,
    /// Moves the cursor to the end.
    End,
}
