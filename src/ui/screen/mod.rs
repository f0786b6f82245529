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
pub mod review;
mod stage;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod view;

use super::tty::Terminal;
use super::{Ending, Face, signals, wording};
use crate::asking::keymap::STUDY;
use crate::asking::study::{Asking, News};
use crate::asking::{Action, Key};
use crate::markup;
use crate::quiz::session::{Opening, Summary};
use crossterm::event::KeyCode;
use looking::{Looking, Overlay};
use stage::Stage;
use std::io;
use view::{Canvas, Seen, View};

/// A session on the whole terminal.
pub struct Screen<T: Terminal> {
    stage: Stage<T>,
    /// What is to be said with the next question.
    message: Vec<String>,
}

impl<T: Terminal> Screen<T> {
    /// Takes the terminal at the first question.
    pub fn new(terminal: T, color: bool, ascii: bool) -> Self {
        Self { stage: Stage::new(terminal, color, ascii), message: Vec::new() }
    }

    /// The next key; the screen is drawn before it, and again after whatever else
    /// happens to the terminal.
    fn key(&mut self, shown: impl Fn(Canvas, &Looking) -> View) -> io::Result<(Key, Seen)> {
        loop {
            let seen = self.stage.paint(&shown)?;
            let Some(event) = self.stage.terminal.wait_for(None)? else { continue };
            if let Some(key) = self.stage.key(&event)? {
                return Ok((key, seen));
            }
        }
    }

    /// Draws first: what is typed before something is seen does not count.
    fn show_anew(&mut self, shown: impl Fn(Canvas, &Looking) -> View) -> io::Result<()> {
        self.stage.terminal.enter()?;
        self.stage.paint(shown)?;
        match self.stage.terminal.forget_type_ahead()? {
            true => signals::interrupt(),
            false => Ok(()),
        }
    }

    fn action(&mut self, asking: &Asking) -> io::Result<Action> {
        loop {
            let (key, seen) =
                self.key(|canvas, looking| view::question(asking, looking, canvas))?;
            if let Some(action) = asking.truth(&key).filter(|_| self.stage.looking.page.is_none()) {
                return Ok(action);
            }
            if asking.may_be_typed_on(&key) && self.stage.terminal.types_on()? {
                self.stage.looking.message = vec![wording::typed_on(asking).to_owned()];
                continue;
            }
            let (mode, options) = (asking.mode(), asking.input.options());
            match self.stage.looking.action(STUDY, mode, options, &key, seen) {
                // The Enter that gave the answer must not rate it.
                Some(Action::Accept) if key == Key::Enter && self.is_enter_held()? => {}
                Some(action) => return Ok(action),
                None => {}
            }
        }
    }

    fn is_enter_held(&mut self) -> io::Result<bool> {
        self.stage.terminal.is_held(&KeyCode::Enter.into())
    }

    fn summary_on_screen(&mut self, summary: &Summary) -> io::Result<Ending> {
        let shown =
            |canvas: Canvas, looking: &Looking| ending::summary(summary, looking.scroll, canvas);
        self.stage.looking = Looking::default();
        self.show_anew(shown)?;
        loop {
            let (key, seen) = self.key(shown)?;
            match key.as_command() {
                Key::Char('u') => return Ok(Ending::Undo),
                Key::Enter | Key::Esc | Key::Char('q') => return Ok(Ending::Leave),
                Key::Ctrl('c') => signals::interrupt(),
                Key::Ctrl('z') => signals::suspend(),
                key => {
                    let scroll = &mut self.stage.looking.scroll;
                    *scroll = seen.scrolled_by(&key).or(*scroll);
                }
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

impl<T: Terminal> Face for Screen<T> {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        let lines = wording::opening(opening);
        if opening.left.total() == 0 {
            return self.stage.print(&lines);
        }
        self.message.splice(0..0, lines);
        Ok(())
    }

    fn show(&mut self, asking: &Asking, news: &News) -> io::Result<()> {
        let looking = &mut self.stage.looking;
        match news {
            News::Question => {
                let message = std::mem::take(&mut self.message);
                *looking = Looking { message, ..Looking::default() };
            }
            News::Answer => *looking = Looking::default(),
            News::Input => looking.scroll = None,
            News::Keys => looking.cover(Overlay::Keys),
            News::History => looking.cover(Overlay::History),
            News::Passage => looking.cover(Overlay::Passage),
            News::Said(text) => looking.message = vec![(*text).to_owned()],
            News::Hint => {}
        }
        if let News::Question | News::Answer = news {
            let shown = |canvas: Canvas, looking: &Looking| view::question(asking, looking, canvas);
            or_hang_up(self.show_anew(shown))?;
        }
        Ok(())
    }

    fn read(&mut self, asking: &Asking) -> io::Result<Action> {
        or_hang_up(self.action(asking))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.message.push(text.to_owned());
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        self.stage.terminal.leave();
        Ok(())
    }

    fn end(&mut self, summary: &Summary, asks: bool) -> io::Result<Ending> {
        if asks && or_hang_up(self.summary_on_screen(summary))? == Ending::Undo {
            return Ok(Ending::Undo);
        }
        self.stage.terminal.leave();
        let lines = wording::summary(summary);
        let lines = lines.iter().map(|line| self.stage.theme.marks(&markup::plain(line)));
        let lines: Vec<String> = self.message.drain(..).chain(lines).collect();
        self.stage.print(&lines)?;
        Ok(Ending::Leave)
    }
}
