//! How a session talks to a learner: on the whole terminal (`screen`), line by
//! line (`line`), through plain lines (`plain`) or JSON lines (`json`). A face
//! shows what a machine of `asking` holds and reads the next action; none of
//! them knows the schedule or the store.

pub mod bar;
pub mod exam;
#[cfg(test)]
pub(crate) mod fake;
pub mod json;
pub mod line;
pub mod plain;
pub mod prompt;
pub mod review;
pub mod screen;
pub mod signals;
pub mod tty;
pub mod wording;

use crate::asking::Action;
use crate::asking::study::{Asking, News, Opened, Response, Step};
use crate::deck::Card;
use crate::quiz::question::{Answer, Question};
use crate::quiz::session::{Opening, Summary};
use std::io;

/// What the learner does when nothing is left to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Leaves.
    Leave,
    /// Takes back the latest event, and so goes on.
    Undo,
}

/// A way to hold a session.
pub trait Face {
    /// Says what lies ahead.
    fn begin(&mut self, opening: &Opening) -> io::Result<()>;
    /// Shows what is new of a question.
    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()>;
    /// What the learner does next.
    fn read(&mut self, asking: &Asking) -> io::Result<Action>;
    /// Says that an answer is on disk, where that is not plain to see.
    fn saved(&mut self, _: &Question, _: Answer) -> io::Result<()> {
        Ok(())
    }
    /// Says something between two questions.
    fn say(&mut self, text: &str) -> io::Result<()>;
    /// Gives the terminal to another program until the next question.
    fn lend(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// Says how the session went and what comes next. Where it `asks`, the learner
    /// may go on; else has left before the end, or answered nothing.
    fn end(&mut self, summary: &Summary, asks: bool) -> io::Result<Ending>;
}

/// Asks a question until the learner is done with it; `open` finds the passage of a card.
pub fn ask(
    face: &mut dyn Face,
    asking: &mut Asking,
    mut open: impl FnMut(&Card) -> Opened,
) -> io::Result<Response> {
    let mut news = News::Question;
    loop {
        face.show(asking, &news)?;
        news = match asking.act(face.read(asking)?) {
            Step::Shows(news) => news,
            Step::Done(response) => return Ok(response),
            Step::Opens => {
                asking.opened = Some(open(&asking.question.card));
                News::Passage
            }
            Step::Pause => {
                signals::suspend();
                News::Input
            }
        };
    }
}
