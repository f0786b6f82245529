//! How a session talks to a learner: on a terminal (`line`) or through plain
//! lines (`plain`). Neither knows the schedule or the store.

pub mod bar;
pub mod edit;
pub mod line;
pub mod plain;
pub mod prompt;
pub mod review;
pub mod signals;
pub mod wording;

use crate::quiz::question::{How, Question};
use crate::quiz::session::{Opening, Summary};
use crate::schedule::Rating;
use std::io;

/// What the learner did with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Answered it; the rating follows from the judge or the learner.
    Rate(Rating, How),
    /// Says that this judged answer was right: counts as good, and is logged.
    Overrule(How),
    /// Takes back the latest event of this session.
    Undo,
    /// Does not want to be asked this card any more.
    Suspend,
    /// Says that the latest judged answer was right after all.
    Right,
    /// Leaves; all is saved.
    Quit,
    /// Pressed Ctrl-C at a prompt.
    Interrupted,
}

/// A way to hold a session.
pub trait Ui {
    /// Says what lies ahead.
    fn begin(&mut self, opening: &Opening) -> io::Result<()>;
    /// Shows a question and returns what the learner did with it.
    fn ask(&mut self, question: &Question) -> io::Result<Response>;
    /// Says something between two questions.
    fn say(&mut self, text: &str) -> io::Result<()>;
    /// Says how the session went and what comes next.
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
}
