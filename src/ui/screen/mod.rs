//! A session on the whole terminal, drawn with ratatui: the default on a
//! capable one.
//!
//! What keys do and what is seen are pure (`asking`, `view`); this file joins
//! them to the terminal. Type-ahead is thrown away whenever more is shown, so
//! that it never rates a card.

mod asking;
mod body;
mod ending;
pub mod exam;
mod input;
mod keys;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod view;

use super::{Ending, Response, Ui, signals, tty, wording};
use crate::quiz::question::Question;
use crate::quiz::session::{Opening, Summary};
use asking::{Asking, Step};
use crossterm::event::Event;
use keys::Key;
use std::io::{self, Write};
use theme::Theme;
use tty::Events;
use view::View;

/// A session on the whole terminal.
pub struct Screen {
    theme: Theme,
    events: Events,
    /// What is to be said with the next question.
    message: Vec<String>,
    /// A question that was left to be marked or edited: it goes on where it was.
    kept: Option<Asking>,
}

/// The screen of the moment.
enum Shown<'a> {
    Question(&'a Asking),
    Summary(&'a Summary, Option<usize>),
}

impl Screen {
    /// Takes the terminal at the first question; stdin and stdout must be one.
    pub fn new(color: bool, ascii: bool) -> io::Result<Self> {
        restore_on_panic();
        let theme = Theme { color, ascii };
        Ok(Self { theme, events: Events::listen()?, message: Vec::new(), kept: None })
    }

    fn draw(&self, shown: &Shown<'_>) -> io::Result<usize> {
        let (columns, lines) = tty::size()?;
        let View { buffer, cursor, seen } = match shown {
            Shown::Question(asking) => view::question(asking, self.theme, columns, lines),
            Shown::Summary(summary, scroll) => {
                ending::summary(summary, *scroll, self.theme, columns, lines)
            }
        };
        tty::paint(&buffer, cursor)?;
        Ok(seen.top)
    }

    /// The next key; the screen is drawn before it, and again where the
    /// terminal changed meanwhile. Also gives the row at which it begins.
    fn key(&mut self, shown: &Shown<'_>) -> io::Result<(Key, usize)> {
        let mut top = self.draw(shown)?;
        loop {
            let event = self.events.wait()?;
            if let Event::Resize(..) = event {
                top = self.draw(shown)?;
            }
            let (columns, lines) = tty::size()?;
            // What is not seen is neither revealed nor rated.
            let counts =
                |key: &Key| !view::is_too_small(columns, lines) || matches!(key, Key::Ctrl(_));
            if let Some(key) = Key::of(&event).filter(counts) {
                return Ok((key, top));
            }
        }
    }

    /// Draws first: what is typed before something is seen does not count.
    fn show_anew(&mut self, shown: &Shown<'_>) -> io::Result<()> {
        if !tty::is_entered() {
            tty::enter()?;
        }
        self.draw(shown)?;
        match tty::forget_type_ahead()? {
            true => signals::interrupt(),
            false => Ok(()),
        }
    }

    fn ask_on_screen(&mut self, asking: &mut Asking) -> io::Result<Response> {
        self.show_anew(&Shown::Question(asking))?;
        loop {
            let (key, top) = self.key(&Shown::Question(asking))?;
            match asking.key(&key, top) {
                Step::Stay => {}
                Step::Shown => self.show_anew(&Shown::Question(asking))?,
                Step::Suspend => signals::suspend(),
                Step::Leave(response) => return Ok(response),
            }
        }
    }

    fn summary_on_screen(&mut self, summary: &Summary) -> io::Result<Ending> {
        let mut scroll = None;
        self.show_anew(&Shown::Summary(summary, scroll))?;
        loop {
            let (key, top) = self.key(&Shown::Summary(summary, scroll))?;
            match key.as_command() {
                Key::Char('u') => return Ok(Ending::Undo),
                Key::Enter | Key::Esc | Key::Char('q') => return Ok(Ending::Leave),
                Key::Ctrl('c') => signals::interrupt(),
                Key::Ctrl('z') => signals::suspend(),
                Key::Up => scroll = Some(top.saturating_sub(1)),
                Key::Down => scroll = Some(top + 1),
                _ => {}
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

fn print(lines: &[String]) -> io::Result<()> {
    let width = usize::from(tty::size().map_or(80, |(columns, _)| columns));
    let mut out = io::stdout().lock();
    for line in lines {
        let line = crate::base::sanitize::sanitize(line);
        textwrap::wrap(&line, wording::whole_words(width))
            .iter()
            .try_for_each(|row| writeln!(out, "{row}"))?;
    }
    Ok(())
}

impl Ui for Screen {
    fn begin(&mut self, opening: &Opening) -> io::Result<()> {
        let lines = wording::opening(opening);
        if opening.left.total() == 0 {
            return print(&lines);
        }
        self.message = lines;
        Ok(())
    }

    fn ask(&mut self, question: &Question) -> io::Result<Response> {
        let message = std::mem::take(&mut self.message);
        let mut asking = match self.kept.take() {
            Some(kept) => kept.again(question.clone(), message),
            None => Asking::new(question.clone(), message),
        };
        let response = or_hang_up(self.ask_on_screen(&mut asking))?;
        if let Response::Mark | Response::Edit = response {
            self.kept = Some(asking);
        }
        Ok(response)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        self.message.push(text.to_owned());
        Ok(())
    }

    fn lend(&mut self) -> io::Result<()> {
        tty::leave();
        Ok(())
    }

    fn end(&mut self, summary: &Summary, by_choice: bool) -> io::Result<Ending> {
        if summary.answered > 0 && !by_choice {
            let ending = or_hang_up(self.summary_on_screen(summary))?;
            if ending == Ending::Undo {
                return Ok(ending);
            }
        }
        tty::leave();
        print(&std::mem::take(&mut self.message))?;
        let lines = wording::summary(summary);
        print(&lines.iter().map(|line| self.theme.marks(line)).collect::<Vec<_>>())?;
        Ok(Ending::Leave)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        tty::leave();
    }
}
