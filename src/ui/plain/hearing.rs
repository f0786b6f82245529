//! Lines that are waited for no longer than the time allows: a thread of its own
//! reads them, so that time also passes while nobody types.

use super::read_line;
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// What the input gave.
pub(in crate::ui) enum Heard {
    Line(String),
    Nothing,
    End,
}

/// Where lines come from.
pub(in crate::ui) struct Hearing(Receiver<io::Result<String>>);

impl Hearing {
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
        Ok(Self(lines))
    }

    /// The next line, within so long.
    pub(in crate::ui) fn hear(&self, most: Option<Duration>) -> io::Result<Heard> {
        let heard = match most {
            Some(most) => self.0.recv_timeout(most),
            None => self.0.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(line) => line.map(|line| Heard::Line(line.trim().to_owned())),
            Err(RecvTimeoutError::Timeout) => Ok(Heard::Nothing),
            Err(RecvTimeoutError::Disconnected) => Ok(Heard::End),
        }
    }
}
