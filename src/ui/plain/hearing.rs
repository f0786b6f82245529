//! An exam over lines: what lies on the desk, and the next line, which is waited
//! for no longer than the time allows. A thread of its own reads the lines, so
//! that time also passes while nobody types.

use super::read_line;
use crate::asking::exam::{Act, Desk, Place};
use crate::quiz::exam::Sitting;
use crate::ui::exam::{TICK, Timer};
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};

/// What comes next.
pub(in crate::ui) enum Next {
    /// Something is to be done outside.
    Does(Act),
    /// What lies on the desk is to be shown.
    Shows,
    /// This line is to be followed.
    Line(String),
}

/// A desk, and where lines come from.
pub struct Hearing {
    lines: Receiver<io::Result<String>>,
    pub(in crate::ui) desk: Desk,
    /// What was shown last.
    pub(in crate::ui) shown: Option<(usize, Place)>,
}

impl Hearing {
    /// Reads stdin from now on. Signals must be blocked already.
    pub fn of_stdin() -> io::Result<Self> {
        Self::of(|| io::stdin().lock())
    }

    /// Reads from now on what `input` opens. Signals must be blocked already: the
    /// reading thread would get them.
    pub(in crate::ui) fn of<R: BufRead>(
        input: impl FnOnce() -> R + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, lines) = sync_channel(0);
        std::thread::Builder::new().name("input".to_owned()).spawn(move || {
            let mut input = input();
            while let Some(line) = read_line(&mut input).transpose() {
                if sender.send(line).is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { lines, desk: Desk::default(), shown: None })
    }

    /// What comes next of `sitting`.
    pub(in crate::ui) fn next(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Next> {
        if timer.is_over() {
            return Ok(Next::Does(Act::TimeOver));
        }
        if let Some(act) = self.desk.due(sitting) {
            return Ok(Next::Does(act));
        }
        self.desk.look(sitting);
        let here = (self.desk.at, self.desk.place);
        if self.shown.replace(here) != Some(here) {
            return Ok(Next::Shows);
        }
        let heard = match timer.left() {
            Some(left) => self.lines.recv_timeout(left.min(TICK)),
            None => self.lines.recv().map_err(RecvTimeoutError::from),
        };
        Ok(match heard {
            _ if timer.is_over() => Next::Does(Act::TimeOver),
            Ok(line) => Next::Line(line?.trim().to_owned()),
            Err(RecvTimeoutError::Timeout) => Next::Does(Act::Tick),
            Err(RecvTimeoutError::Disconnected) => Next::Does(Act::Leave),
        })
    }

    /// The next line, whenever it comes; none where the input has ended.
    pub(in crate::ui) fn line(&self) -> io::Result<Option<String>> {
        let line = self.lines.recv().ok().transpose()?;
        Ok(line.map(|line| line.trim().to_owned()))
    }
}
