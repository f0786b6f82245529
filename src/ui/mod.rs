//! How a session talks to a learner: on the whole terminal (`screen`), line by
//! line (`line`) or through plain lines (`plain`). None of them knows the
//! schedule or the store.

pub mod bar;
pub mod command;
pub mod edit;
pub mod exam;
pub mod line;
pub mod plain;
pub mod prompt;
pub mod review;
pub mod screen;
pub mod signals;
pub mod tty;
pub mod wording;

use crate::quiz::question::{Answer, Question};
use crate::quiz::session::{Opening, Summary};
use std::io;

/// What the learner did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Answered it.
    Answer(Answer),
    /// Takes back the latest event.
    Undo,
    /// Does not want to be asked this card any more.
    Suspend,
    /// Does not want to be asked this card today.
    Bury,
    /// Sets or takes away the mark.
    Mark,
    /// Wants to change the card's text.
    Edit,
    /// Wants to be asked another card first.
    Skip,
    /// Says that the latest judged answer was right after all, or wrong.
    Overrule {
        /// Right, else wrong.
        right: bool,
    },
    /// Leaves.
    Leave {
        /// An answer that was judged and not yet rated: it counts as judged.
        answer: Option<Answer>,
        /// By Ctrl-C.
        interrupted: bool,
    },
}

impl Response {
    /// Leaves a question that was not answered.
    pub const QUIT: Self = Self::Leave { answer: None, interrupted: false };
}

/// What the learner does when nothing is left to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Leaves.
    Leave,
    /// Takes back the latest event, and so goes on.
    Undo,
}

/// A way to hold a session.
pub trait Ui {
    /// Says what lies ahead.
    fn begin(&mut self, opening: &Opening) -> io::Result<()>;
    /// Shows a question and returns what the learner did with it.
    fn ask(&mut self, question: &Question) -> io::Result<Response>;
    /// Says something between two questions.
    fn say(&mut self, text: &str) -> io::Result<()>;
    /// Gives the terminal to another program until the next question.
    fn lend(&mut self) -> io::Result<()>;
    /// Says how the session went and what comes next; `by_choice` where the
    /// learner left before the end.
    fn end(&mut self, summary: &Summary, by_choice: bool) -> io::Result<Ending>;
}
