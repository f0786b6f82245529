//! A session on the whole terminal, drawn with ratatui: the default on a
//! capable one.
//!
//! What a key means (`looking`) and what is seen (`view`) are pure; this file
//! joins them to the terminal. Type-ahead is thrown away whenever more is shown,
//! so that it never rates a card.

mod body;
mod ending;
pub mod exam;
mod keys;
mod looking;
mod pairs;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod view;

use super::tty::{self, Terminal};
use super::{Ending, Face, signals, wording};
use crate::asking::keymap::STUDY;
use crate::asking::study::{Asking, News};
use crate::asking::{Action, Key};
use crate::base::sanitize::sanitize;
use crate::quiz::session::{Opening, Summary};
use crossterm::event::Event;
use keys::key_of;
use looking::{Looking, Overlay};
use std::io;
use theme::Theme;
use view::{Seen, View};

/// A session on the whole terminal.
pub struct Screen<T: Terminal> {
    theme: Theme,
    terminal: T,
    looking: Looking,
    /// What is to be said with the next question.
    message: Vec<String>,
}

/// The screen of the moment.
enum Shown<'a> {
    Question(&'a Asking),
    Summary(&'a Summary),
}

impl<T: Terminal> Screen<T> {
    /// Takes the terminal at the first question.
    pub fn new(terminal: T, color: bool, ascii: bool) -> Self {
        restore_on_panic();
        let theme = Theme { color, ascii };
        Self { theme, terminal, looking: Looking::default(), message: Vec::new() }
    }

    fn draw(&mut self, shown: &Shown<'_>) -> io::Result<Seen> {
        let (columns, lines) = self.terminal.size()?;
        let View { buffer, cursor, seen } = match shown {
            Shown::Question(asking) => {
                view::question(asking, &self.looking, self.theme, columns, lines)
            }
            Shown::Summary(summary) => {
                ending::summary(summary, self.looking.scroll, self.theme, columns, lines)
            }
        };
        self.terminal.paint(&buffer, cursor)?;
        Ok(seen)
    }

    /// The next key; the screen is drawn before it, and again where the
    /// terminal changed meanwhile.
    fn key(&mut self, shown: &Shown<'_>) -> io::Result<(Key, Seen)> {
        let mut seen = self.draw(shown)?;
        loop {
            let Some(event) = self.terminal.wait_for(None)? else { continue };
            if let Event::Resize(..) = event {
                seen = self.draw(shown)?;
            }
            let (columns, lines) = self.terminal.size()?;
            // What is not seen is neither revealed nor rated.
            let counts =
                |key: &Key| !view::is_too_small(columns, lines) || matches!(key, Key::Ctrl(_));
            if let Some(key) = key_of(&event).filter(counts) {
                return Ok((key, seen));
            }
        }
    }

    /// Draws first: what is typed before something is seen does not count.
    fn show_anew(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        self.terminal.enter()?;
        self.draw(shown)?;
        match self.terminal.forget_type_ahead()? {
            true => signals::interrupt(),
            false => Ok(()),
        }
    }

    fn action(&mut self, asking: &Asking) -> io::Result<Action> {
        loop {
            let (key, seen) = self.key(&Shown::Question(asking))?;
            let (mode, options) = (asking.mode(), asking.input.options());
            if let Some(action) = self.looking.action(STUDY, mode, options, &key, seen) {
                return Ok(action);
            }
        }
    }

    fn summary_on_screen(&mut self, summary: &Summary) -> io::Result<Ending> {
        self.looking = Looking::default();
        self.show_anew(&Shown::Summary(summary))?;
        loop {
            let (key, seen) = self.key(&Shown::Summary(summary))?;
            match key.as_command() {
                Key::Char('u') => return Ok(Ending::Undo),
                Key::Enter | Key::Esc | Key::Char('q') => return Ok(Ending::Leave),
                Key::Ctrl('c') => signals::interrupt(),
                Key::Ctrl('z') => signals::suspend(),
                key => self.looking.scroll = seen.scrolled_by(&key).or(self.looking.scroll),
            }
        }
    }
}

/// A terminal that is gone ends the process, as the signal for that does.
fn or_hang_up<T>(result: io::Result<T>) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => signals::hang_up(),
        other => other,
    }
}

/// A panic's message would vanish with the screen that it is written to.
fn restore_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            tty::leave();
            before(panic);
        }));
    });
}

/// Prints lines where the screen was, each wrapped.
fn print(terminal: &mut impl Terminal, lines: &[String]) -> io::Result<()> {
    let width = usize::from(terminal.size().map_or(80, |(columns, _)| columns));
    for line in lines {
        let line = sanitize(line);
        textwrap::wrap(&line, wording::whole_words(width))
            .iter()
            .try_for_each(|row| terminal.print(row))?;
    }
    Ok(())
}

impl<T: Terminal> Face for Screen<T> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        let lines = wording::opening(opening);
        if opening.left.total() == 0 {
            return print(&mut self.terminal, &lines);
        }
        self.message = lines;
        Ok(())
    }

    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()> {
        match news {
            News::Question => {
                let message = std::mem::take(&mut self.message);
                self.looking = Looking { message, ..Looking::default() };
            }
            News::Answer => self.looking = Looking::default(),
            News::Input => self.looking.scroll = None,
            News::Keys => self.looking.cover(Overlay::Keys),
            News::History => self.looking.cover(Overlay::History),
            News::Said(text) => self.looking.message = vec![(*text).to_owned()],
            News::Hint => {}
        }
        match news {
            News::Question | News::Answer => or_hang_up(self.show_anew(&Shown::Question(asking))),
            _ => Ok(()),
        }
    }

    fn read(&mut self, asking: &Asking) -> io::Result<Action> {
        or_hang_up(self.action(asking))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.message.push(text.to_owned());
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        self.terminal.leave();
        Ok(())
    }

    fn end(&mut self, summary: &Summary, by_choice: bool) -> io::Result<Ending> {
        if summary.answered > 0 && !by_choice {
            let ending = or_hang_up(self.summary_on_screen(summary))?;
            if ending == Ending::Undo {
                return Ok(ending);
            }
        }
        self.terminal.leave();
        let message = std::mem::take(&mut self.message);
        print(&mut self.terminal, &message)?;
        let lines = wording::summary(summary);
        let lines: Vec<String> = lines.iter().map(|line| self.theme.marks(line)).collect();
        print(&mut self.terminal, &lines)?;
        Ok(Ending::Leave)
    }
}

impl<T: Terminal> Drop for Screen<T> {
    fn drop(&mut self) {
        self.terminal.leave();
    }
}
