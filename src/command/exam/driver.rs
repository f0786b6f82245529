//! The loop between a sitting, the terminal and its file: every answer is saved
//! before the exam goes on.

use super::begin::{Begun, Origin};
use super::{Desk, report};
use crate::asking::exam::Act;
use crate::command::output::Output;
use crate::error::{Error, Result};
use crate::progress::exams::Claim;
use crate::quiz::exam::{Earlier, Ended, Score, Sitting};
use crate::ui::exam::wording::{self, Row};
use crate::ui::exam::{ExamUi, Timer};
use crate::ui::signals;
use std::io;

pub(super) struct Driver<'a> {
    desk: Desk<'a>,
    ui: Box<dyn ExamUi>,
    sitting: Sitting,
    opening: Vec<Row>,
    origin: Origin,
    _claim: Claim,
}

impl<'a> Driver<'a> {
    pub(super) fn new(desk: Desk<'a>, ui: Box<dyn ExamUi>, begun: Begun) -> Self {
        let Begun { sitting, origin, rows, claim } = begun;
        Self { desk, ui, sitting, opening: rows, origin, _claim: claim }
    }

    /// The exam from its first word to its result.
    pub(super) fn run(mut self, out: &mut Output) -> Result {
        let go_on = match self.origin {
            Origin::New { .. } => "begin",
            Origin::TakenUp => "go on",
        };
        if !self.ui.begin(&self.opening, &self.sitting, go_on).map_err(broken)? {
            return self.ui.say("You left before the exam; nothing was changed.").map_err(broken);
        }
        self.keep()?;
        if !self.sit()? {
            self.ui.say(&wording::left(&self.sitting)).map_err(broken)?;
            return match self.desk.global.json {
                true => out.json(&report::open(&self.sitting)),
                false => Ok(()),
            };
        }
        let earlier = Earlier::find(&self.sitting, &self.desk.sittings);
        self.ui.result(&wording::result(&self.sitting, &earlier)).map_err(broken)?;
        let may_ask = !self.desk.global.no_input;
        let fed = self.desk.offer(&mut *self.ui, &mut self.sitting, may_ask)?;
        let again = format!("byheart exam --show {} shows this again.", self.sitting.id);
        self.ui.say(&again).map_err(broken)?;
        drop(self.ui);
        if self.desk.global.json {
            out.json(&report::result(&self.sitting, &earlier, &fed))?;
        }
        out.flush()?;
        match Score::of(&self.sitting).is_some_and(|score| score.passed()) {
            true => Ok(()),
            false => Err(Error::Findings),
        }
    }

    /// A sitting is kept once it begins, and only then the one before given up.
    fn keep(&mut self) -> Result {
        let Origin::New { instead_of } = &self.origin else { return Ok(()) };
        self.save("the exam")?;
        instead_of.iter().try_for_each(|id| self.desk.give_up(id))
    }

    /// Whether it came to its end; else it was left.
    fn sit(&mut self) -> Result<bool> {
        let timer = Timer::start(&self.sitting, self.desk.env.clock.stands());
        loop {
            let act = self.ui.sit(&self.sitting, &timer).map_err(broken)?;
            self.sitting.used = timer.used();
            match act {
                Act::Write { index, given } => {
                    self.sitting.entries[index].given = given;
                    self.save(&format!("the answer to question {}", index + 1))?;
                }
                Act::Mark { index } => {
                    let review = &mut self.sitting.entries[index].review;
                    *review = !*review;
                    self.save(&format!("the mark on question {}", index + 1))?;
                }
                Act::Tick => self.save("the time")?,
                Act::HandIn => return self.close(Ended::HandedIn).map(|()| true),
                Act::TimeOver => {
                    self.close(Ended::TimeOver)?;
                    return self.ui.time_over().map(|()| true).map_err(broken);
                }
                Act::Leave => return self.save("the time").map(|()| false),
                Act::Interrupted => self.save("the time").map(|()| signals::interrupt())?,
                Act::Suspended => self.save("the time").map(|()| signals::suspend())?,
                Act::Ended => self.save("the time").map(|()| signals::hang_up())?,
            }
        }
    }

    fn close(&mut self, how: Ended) -> Result {
        if let Some(limit) = self.sitting.limit {
            self.sitting.used = self.sitting.used.min(limit);
        }
        self.sitting.close(how, self.desk.env.clock.now());
        self.save("the end of the exam")
    }

    fn save(&self, what: &str) -> Result {
        self.desk.save(&self.sitting, what)
    }
}

pub(super) fn broken(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::ClosedPipe,
        _ => Error::because("cannot talk to the terminal; every answer is saved", &cause)
            .hint("byheart exam --resume takes an open exam up"),
    }
}
