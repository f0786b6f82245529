//! An exam on the whole terminal: joins what lies on the desk and how it is
//! looked at to the terminal and the time.

mod page;

use super::looking::Overlay;
use super::or_hang_up;
use super::stage::Stage;
use super::view::Seen;
use crate::asking::exam::{Act, Desk, Place};
use crate::asking::input::Input;
use crate::asking::keymap::EXAM;
use crate::asking::{Action, Key};
use crate::quiz::exam::Sitting;
use crate::ui::exam::wording::{Row, Tone};
use crate::ui::exam::{Choice, ExamUi, TICK, Timer};
use crate::ui::signals::{self, Hold};
use crate::ui::tty::Terminal;
use std::io;
use std::time::{Duration, Instant};

/// An exam on the whole terminal.
pub struct ExamScreen<T: Terminal> {
    stage: Stage<T>,
    desk: Desk,
    /// What was looked at last.
    looked_at: Option<(usize, Place)>,
    /// From the first question until all is written, also between two keys.
    hold: Option<Hold>,
    /// What is printed where the screen was, once it is given back.
    farewell: Vec<String>,
}

/// Who typed an answer has stopped after so long without a key.
const SILENCE: Duration = Duration::from_secs(1);

/// What is being typed is saved after so long without a key.
const DRAFT: Duration = Duration::from_secs(1);

/// Rows of a result that stay on the terminal.
const KEPT: usize = 3;

impl<T: Terminal> ExamScreen<T> {
    /// Takes the terminal at the first page.
    pub fn new(terminal: T, color: bool, ascii: bool) -> Self {
        Self {
            stage: Stage::new(terminal, color, ascii),
            desk: Desk::default(),
            looked_at: None,
            hold: None,
            farewell: Vec::new(),
        }
    }

    /// Shows a page of text until `done` takes a key. Such a key counts only
    /// after a silence of so long: one that comes before was meant for what was
    /// there before the page.
    fn page<D>(
        &mut self,
        rows: &[Row],
        keys: &[String],
        silence: Duration,
        mut done: impl FnMut(&Key) -> Option<D>,
    ) -> io::Result<D> {
        self.hold = None;
        self.stage.terminal.enter()?;
        let soon = ["Keys count in a moment.".to_owned()];
        let (mut scroll, mut was_silent) = (None, false);
        loop {
            let keys = if was_silent { keys } else { &soon };
            let seen = self.stage.paint(|canvas, _| page::text(rows, keys, scroll, canvas))?;
            let most = (!was_silent).then_some(silence);
            let Some(event) = self.stage.terminal.wait_for(most)? else {
                was_silent = true;
                continue;
            };
            let Some(key) = self.stage.key(&event)? else { continue };
            let missed = page::missed(rows, &key, seen.top, self.stage.canvas()?);
            match &key {
                Key::Ctrl('c') => signals::interrupt(),
                Key::Ctrl('z') => signals::suspend(),
                key => match seen.scrolled_by(key).or(missed) {
                    Some(row) => scroll = Some(row),
                    None => {
                        if let Some(done) = done(&key.as_command()).filter(|_| was_silent) {
                            return Ok(done);
                        }
                    }
                },
            }
        }
    }

    /// What is to be done before the next key.
    fn due(&mut self, sitting: &Sitting, timer: &Timer) -> Option<Act> {
        if let Some(act) = self.desk.due(sitting) {
            return Some(act);
        }
        let end = match (timer.is_over(), signals::is_wanted()) {
            (true, _) => Act::TimeOver,
            (_, true) => Act::Ended,
            (false, false) => return None,
        };
        Some(self.desk.write(sitting).unwrap_or(end))
    }

    fn sit_on_screen(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        self.hold.get_or_insert_with(signals::hold);
        let saved = Instant::now();
        self.desk.look(sitting);
        self.stage.terminal.enter()?;
        loop {
            if let Some(act) = self.due(sitting, timer) {
                return Ok(act);
            }
            let unsaved = self.desk.write(sitting);
            let often = if unsaved.is_some() { TICK } else { timer.tick() };
            let to_tick = often.saturating_sub(saved.elapsed());
            if to_tick.is_zero() {
                return Ok(unsaved.unwrap_or(Act::Tick));
            }
            let left = timer.left();
            let seen = self.look(sitting, left)?;
            let most = if unsaved.is_some() { to_tick.min(DRAFT) } else { to_tick };
            let act = match self.stage.terminal.wait_for(Some(wait(left, most)))? {
                None => unsaved,
                Some(event) => {
                    let key = self.stage.key(&event)?;
                    key.and_then(|key| self.key(&key, sitting, seen))
                }
            };
            if let Some(act) = act {
                return Ok(act);
            }
        }
    }

    /// Paints what lies on the desk; another question is read from its beginning.
    fn look(&mut self, sitting: &Sitting, left: Option<Duration>) -> io::Result<Seen> {
        let here = (self.desk.at, self.desk.place);
        if self.looked_at.replace(here) != Some(here) {
            self.stage.looking.scroll = (here.1 == Place::Question).then_some(0);
        }
        let Self { stage, desk, .. } = self;
        let seen =
            stage.paint(|canvas, looking| page::desk(desk, looking, sitting, left, canvas))?;
        self.desk.page = seen.page();
        Ok(seen)
    }

    fn key(&mut self, key: &Key, sitting: &Sitting, seen: Seen) -> Option<Act> {
        let Self { stage: Stage { looking, .. }, desk, .. } = self;
        let options = desk.input.as_ref().map_or(0, Input::options);
        let action = looking.action(EXAM, desk.mode(), options, key, seen)?;
        if action == Action::Help {
            looking.cover(Overlay::Keys);
            return None;
        }
        let act = desk.act(&action, sitting);
        match action {
            Action::Mark => {}
            Action::Next | Action::Back | Action::Go(_) => self.looked_at = None,
            _ => looking.scroll = None,
        }
        looking.message.extend(desk.message.take());
        act
    }
}

/// Until the shown time is another, and so long at most.
fn wait(left: Option<Duration>, most: Duration) -> Duration {
    let Some(left) = left else { return most };
    let second = match left.as_millis() % 1000 {
        0 => Duration::from_secs(1).min(left),
        milliseconds => Duration::from_millis(u64::try_from(milliseconds).unwrap_or(1000)),
    };
    second.min(most)
}

impl<T: Terminal> ExamUi for ExamScreen<T> {
    fn begin(&mut self, rows: &[Row], sitting: &Sitting, go_on: &str) -> io::Result<bool> {
        self.desk = Desk::at(sitting.next_open());
        let keys = [format!("Enter {go_on}"), "q leave".to_owned(), "↑↓ scroll".to_owned()];
        let goes_on = |key: &Key| match key {
            Key::Enter | Key::Char(' ') => Some(true),
            Key::Esc | Key::Char('q') => Some(false),
            _ => None,
        };
        or_hang_up(self.page(rows, &keys, Duration::ZERO, goes_on))
    }

    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        self.sit_on_screen(sitting, timer).or_else(|error| {
            // Whatever became of the terminal, what was typed is still here; the
            // fault is met again once that is written.
            match self.desk.write(sitting) {
                Some(write) => Ok(write),
                None if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Act::Ended),
                None => Err(error),
            }
        })
    }

    fn time_over(&mut self) -> io::Result<()> {
        let rows = [
            Row::new(Tone::Heading, "The time is over."),
            Row::plain("What you typed was handed in."),
        ];
        let keys = ["Enter see the result".to_owned()];
        or_hang_up(self.page(&rows, &keys, SILENCE, entered))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.farewell.push(text.to_owned());
        Ok(())
    }

    fn choose(&mut self, rows: &[Row], choices: &[Choice]) -> io::Result<Option<usize>> {
        let keys: Vec<String> = choices.iter().map(|(key, text)| format!("{key} {text}")).collect();
        let chosen = |key: &Key| {
            let place = choices.iter().position(|(own, _)| *key == Key::Char(*own));
            let leaves = matches!(key, Key::Esc | Key::Char('q'));
            (place.is_some() || leaves).then_some(place)
        };
        or_hang_up(self.page(rows, &keys, SILENCE, chosen))
    }

    fn result(&mut self, rows: &[Row]) -> io::Result<()> {
        let kept = rows.iter().take(KEPT).map(|row| self.stage.theme.marks(&row.text));
        self.farewell.extend(kept.collect::<Vec<_>>());
        let mut keys = vec!["Enter done", "↑↓ PgUp PgDn scroll"];
        if page::has_missed(rows) {
            keys.push("Ctrl-N Ctrl-P missed questions");
        }
        let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        or_hang_up(self.page(rows, &keys, SILENCE, entered))
    }
}

/// Enter alone ends what must have been read.
fn entered(key: &Key) -> Option<()> {
    (*key == Key::Enter).then_some(())
}

impl<T: Terminal> Drop for ExamScreen<T> {
    fn drop(&mut self) {
        self.stage.terminal.leave();
        // A terminal that is gone cannot be written to.
        let _ = self.stage.print(&self.farewell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_waits_until_the_shown_second_changes() {
        let most = Duration::from_millis(900);
        let wait = |ms| wait(Some(Duration::from_millis(ms)), most).as_millis();
        assert_eq!([wait(1500), wait(1000), wait(1), wait(0)], [500, 900, 1, 0]);
        assert_eq!(super::wait(None, most), most);
    }
}
