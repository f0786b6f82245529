//! The terminal as screens are shown on it and keys are read from it.

use super::keys::key_of;
use super::looking::Looking;
use super::theme::Theme;
use super::view::{Canvas, Seen, View};
use crate::asking::Key;
use crate::base::sanitize::sanitize;
use crate::ui::tty::{self, Terminal};
use crate::ui::wording;
use crossterm::event::Event;
use std::io;

/// A terminal, and what is looked at on it; given back with it.
pub(super) struct Stage<T: Terminal> {
    pub(super) theme: Theme,
    pub(super) terminal: T,
    pub(super) looking: Looking,
}

impl<T: Terminal> Stage<T> {
    pub(super) fn new(terminal: T, color: bool, ascii: bool) -> Self {
        restore_on_panic();
        Self { theme: Theme { color, ascii }, terminal, looking: Looking::default() }
    }

    pub(super) fn canvas(&self) -> io::Result<Canvas> {
        let (columns, lines) = self.terminal.size()?;
        Ok(Canvas { theme: self.theme, columns, lines })
    }

    /// Paints what `view` gives.
    pub(super) fn paint(
        &mut self,
        view: impl FnOnce(Canvas, &Looking) -> View,
    ) -> io::Result<Seen> {
        let View { buffer, cursor, seen } = view(self.canvas()?, &self.looking);
        self.terminal.paint(&buffer, cursor)?;
        Ok(seen)
    }

    /// The key of an event. On a screen that is too small to show anything, nothing
    /// is done unseen.
    pub(super) fn key(&self, event: &Event) -> io::Result<Option<Key>> {
        let is_seen = !self.canvas()?.is_too_small();
        Ok(key_of(event).filter(|key| is_seen || matches!(key, Key::Ctrl('c' | 'z'))))
    }

    /// Prints lines where the screen was, each wrapped.
    pub(super) fn print(&mut self, lines: &[String]) -> io::Result<()> {
        let width = usize::from(self.terminal.size().map_or(80, |(columns, _)| columns));
        for line in lines {
            let line = sanitize(line);
            textwrap::wrap(&line, wording::whole_words(width))
                .iter()
                .try_for_each(|row| self.terminal.print(row))?;
        }
        Ok(())
    }
}

impl<T: Terminal> Drop for Stage<T> {
    fn drop(&mut self) {
        self.terminal.leave();
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
