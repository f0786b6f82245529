//! How an exam talks to a person: over plain lines (`plain::exam`) or on the whole
//! terminal (`screen::exam`). None of them judges or saves: each answer is
//! handed back, saved, and only then the exam goes on.

pub mod wording;

use crate::asking::exam::Act;
use crate::quiz::exam::Sitting;
use crate::ui::signals;
use std::io;
use std::time::{Duration, Instant};
use wording::Row;

/// Something to choose outside the questions: the key, or a line that chooses it,
/// and what it does.
pub type Choice = (char, &'static str);

/// A way to sit an exam.
pub trait ExamUi {
    /// Says what lies ahead; whether the person does then what `go_on` names, such
    /// as `begin`. Over lines nobody is asked, and what leaves is said.
    fn begin(&mut self, rows: &[Row], sitting: &Sitting, go_on: &str) -> io::Result<bool>;
    /// Shows the sitting until the person does something.
    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act>;
    /// Says that the time is over, where what was being typed would otherwise be
    /// taken for keys of what follows; lines are no keys.
    fn time_over(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// Says something in between.
    fn say(&mut self, text: &str) -> io::Result<()>;
    /// Lets the person choose; the number of the choice, none where the input
    /// has ended or the person left.
    fn choose(&mut self, rows: &[Row], choices: &[Choice]) -> io::Result<Option<usize>>;
    /// Shows the result until the person has read it.
    fn result(&mut self, rows: &[Row]) -> io::Result<()>;
}

/// The time of a sitting while it is open on a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Timer {
    limit: Option<Duration>,
    before: Duration,
    /// None for a clock that stands.
    since: Option<Instant>,
    /// How long the process had been stopped by then.
    stopped: Duration,
}

/// What is unsaved is saved this often, be it an answer that is being typed or,
/// with a limit, the used time: who ends the process from outside gains no more.
pub const TICK: Duration = Duration::from_secs(5);
/// Without a limit it is only told.
const TICK_WITHOUT_LIMIT: Duration = Duration::from_secs(30);

impl Timer {
    /// Runs from now on, or stands where the clock does.
    pub fn start(sitting: &Sitting, stands: bool) -> Self {
        Self {
            limit: sitting.limit,
            before: sitting.used,
            since: (!stands).then(Instant::now),
            stopped: signals::stopped(),
        }
    }

    /// The time that the sitting took so far: not while it was stopped, as it
    /// does not run while the program is closed.
    pub fn used(&self) -> Duration {
        let stopped = signals::stopped() - self.stopped;
        let open = self.since.map_or(Duration::ZERO, |since| since.elapsed());
        self.before + open.saturating_sub(stopped)
    }

    /// The used time is saved this often without any answer.
    pub fn tick(&self) -> Duration {
        if self.limit.is_some() { TICK } else { TICK_WITHOUT_LIMIT }
    }

    /// What is left of it; none without a limit.
    pub fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub(self.used()))
    }

    /// Whether nothing is left.
    pub fn is_over(&self) -> bool {
        self.left() == Some(Duration::ZERO)
    }
}
