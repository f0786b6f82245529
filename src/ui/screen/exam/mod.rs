//! An exam on the whole terminal. What keys do (`desk`) and what is seen
//! (`page`) are pure; this file joins them to the terminal and the time.

mod desk;
mod page;

use super::keys::Key;
use super::theme::Theme;
use super::view::{Seen, View};
use super::{or_hang_up, print, restore_on_panic};
use crate::quiz::exam::Sitting;
use crate::ui::exam::wording::Row;
use crate::ui::exam::{Act, Choice, ExamUi, TICK, Timer};
use crate::ui::signals;
use crate::ui::tty::{self, Events};
use desk::Desk;
use ratatui::crossterm::event::Event;
use std::io;
use std::time::{Duration, Instant};

/// An exam on the whole terminal.
pub struct ExamScreen {
    theme: Theme,
    events: Events,
    desk: Desk,
    /// What is printed where the screen was, once it is given back.
    farewell: Vec<String>,
}

/// Rows of a result that stay on the terminal.
const KEPT: usize = 3;

impl ExamScreen {
    /// Takes the terminal at the first page; stdin and stdout must be one.
    pub fn new(color: bool, ascii: bool) -> io::Result<Self> {
        restore_on_panic();
        Ok(Self {
            theme: Theme { color, ascii },
            events: Events::listen()?,
            desk: Desk::default(),
            farewell: Vec::new(),
        })
    }

    fn paint(&self, view: impl Fn(Theme, u16, u16) -> View) -> io::Result<Seen> {
        let (columns, lines) = tty::size()?;
        let View { buffer, cursor, seen } = view(self.theme, columns, lines);
        tty::paint(&buffer, cursor)?;
        Ok(seen)
    }

    /// What was typed before a page is seen does not count on it.
    fn show_anew(&self, view: impl Fn(Theme, u16, u16) -> View) -> io::Result<()> {
        if !tty::is_entered() {
            tty::enter()?;
        }
        self.paint(view)?;
        match tty::forget_type_ahead()? {
            true => signals::interrupt(),
            false => Ok(()),
        }
    }

    /// Shows a page of text until `done` takes a key.
    fn page<T>(
        &mut self,
        rows: &[Row],
        keys: &[String],
        mut done: impl FnMut(&Key) -> Option<T>,
    ) -> io::Result<T> {
        let mut scroll = None;
        self.show_anew(|theme, columns, lines| {
            page::text(rows, keys, None, theme, columns, lines)
        })?;
        loop {
            let seen = self.paint(|theme, columns, lines| {
                page::text(rows, keys, scroll, theme, columns, lines)
            })?;
            let Some(key) = Key::of(&self.events.wait()?) else { continue };
            match &key {
                Key::Ctrl('c') => signals::interrupt(),
                Key::Ctrl('z') => signals::suspend(),
                key => match seen.scrolled(key).or(self.missed(rows, key, seen)?) {
                    Some(row) => scroll = Some(row),
                    None => match done(&key.as_command()) {
                        Some(done) => return Ok(done),
                        None => {}
                    },
                },
            }
        }
    }

    fn missed(&self, rows: &[Row], key: &Key, seen: Seen) -> io::Result<Option<usize>> {
        let (columns, _) = tty::size()?;
        Ok(page::missed(rows, key, seen.top, self.theme, columns))
    }

    fn sit_on_screen(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        let began = Instant::now();
        self.desk.look(sitting);
        if !tty::is_entered() {
            tty::enter()?;
        }
        loop {
            if let Some(act) = self.desk.due(sitting) {
                return Ok(act);
            }
            if timer.is_over() {
                return Ok(self.desk.write(sitting).unwrap_or(Act::TimeOver));
            }
            let (desk, left) = (&self.desk, timer.left());
            let seen = self.paint(|theme, columns, lines| {
                page::desk(desk, sitting, left, theme, columns, lines)
            })?;
            match self.events.wait_for(Some(wait(left)))? {
                None if began.elapsed() >= TICK => return Ok(Act::Tick),
                None | Some(Event::Resize(..)) => {}
                Some(event) => {
                    let Some(key) = Key::of(&event) else { continue };
                    if key == Key::Ctrl('z') {
                        signals::suspend();
                    } else if let Some(act) = self.desk.key(&key, sitting, seen) {
                        return Ok(act);
                    }
                }
            }
        }
    }
}

/// Until the shown time is another.
fn wait(left: Option<Duration>) -> Duration {
    let Some(left) = left else { return TICK };
    match left.as_millis() % 1000 {
        0 => Duration::from_secs(1).min(left),
        milliseconds => Duration::from_millis(u64::try_from(milliseconds).unwrap_or(1000)),
    }
}

impl ExamUi for ExamScreen {
    fn begin(&mut self, rows: &[Row], sitting: &Sitting) -> io::Result<()> {
        self.desk = Desk::at(sitting.next_open());
        let keys = ["Enter begin".to_owned(), "↑↓ scroll".to_owned()];
        let enter = |key: &Key| matches!(key, Key::Enter | Key::Char(' ')).then_some(());
        or_hang_up(self.page(rows, &keys, enter))
    }

    fn sit(&mut self, sitting: &Sitting, timer: &Timer) -> io::Result<Act> {
        or_hang_up(self.sit_on_screen(sitting, timer))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.farewell.push(text.to_owned());
        Ok(())
    }

    fn choose(&mut self, rows: &[Row], choices: &[Choice]) -> io::Result<Option<usize>> {
        let keys: Vec<String> =
            choices.iter().map(|choice| format!("{} {}", choice.key, choice.text)).collect();
        let chosen = |key: &Key| match key {
            Key::Char(c) => choices.iter().position(|choice| choice.key == *c).map(Some),
            Key::Esc => Some(None),
            _ => None,
        };
        or_hang_up(self.page(rows, &keys, chosen))
    }

    fn result(&mut self, rows: &[Row]) -> io::Result<()> {
        let kept = rows.iter().take(KEPT).map(|row| self.theme.marks(&row.text));
        self.farewell.extend(kept.collect::<Vec<_>>());
        let mut keys = vec!["Enter done", "↑↓ PgUp PgDn scroll"];
        if page::has_missed(rows) {
            keys.push("n p missed questions");
        }
        let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        let done = |key: &Key| matches!(key, Key::Enter | Key::Esc | Key::Char('q')).then_some(());
        or_hang_up(self.page(rows, &keys, done))
    }
}

impl Drop for ExamScreen {
    fn drop(&mut self) {
        tty::leave();
        // A terminal that is gone cannot be written to.
        let _ = print(&self.farewell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_waits_until_the_shown_second_changes() {
        let wait = |ms| wait(Some(Duration::from_millis(ms))).as_millis();
        assert_eq!([wait(1500), wait(1000), wait(1), wait(0)], [500, 1000, 1, 0]);
        assert_eq!(super::wait(None), TICK);
    }
}
