//! The terminal as a whole screen: entering and leaving it, painting it, and
//! waiting for what the learner does.
//!
//! Entering and leaving may happen on two threads: a signal leaves.

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::termios::{FlushArg, tcflush};
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use ratatui::crossterm::style::{
    Attribute, Color, Print, ResetColor, SetAttribute, SetForegroundColor,
};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::style::Modifier;
use signal_hook::consts::SIGWINCH;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// Whether the screen is byheart's.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Text that a terminal is told not to reorder: byheart does so itself
/// (terminal-wg.freedesktop.org/bidi, BDSM).
const EXPLICIT_ORDER: &str = "\x1b[8l";
const IMPLICIT_ORDER: &str = "\x1b[8h";

/// Takes the screen; what stood there comes back with [`leave`].
pub fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide, Print(EXPLICIT_ORDER))
}

/// Gives the screen back; does nothing where it was not taken. A terminal that
/// is gone cannot be told, which is no reason to fail.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        io::stdout(),
        Print(IMPLICIT_ORDER),
        DisableBracketedPaste,
        SetAttribute(Attribute::Reset),
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
}

/// Whether the screen is taken.
pub fn is_entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Paints every cell, whatever stood there: differences would leave ghosts of
/// wide characters, and a screen after a pause is unknown.
pub fn paint(buffer: &Buffer, cursor: Option<(u16, u16)>) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(8 * 1024);
    queue!(bytes, BeginSynchronizedUpdate, Hide)?;
    for y in 0..buffer.area.height {
        row(&mut bytes, buffer, y)?;
    }
    if let Some((x, y)) = cursor {
        queue!(bytes, MoveTo(x, y), Show)?;
    }
    queue!(bytes, EndSynchronizedUpdate)?;
    let mut out = io::stdout().lock();
    out.write_all(&bytes)?;
    out.flush()
}

fn row(out: &mut Vec<u8>, buffer: &Buffer, y: u16) -> io::Result<()> {
    let width = buffer.area.width;
    let is_blank = |x: &u16| buffer[(*x, y)].symbol() == " " && buffer[(*x, y)].modifier.is_empty();
    let end = (0..width).rev().find(|x| !is_blank(x)).map_or(0, |x| x + 1);
    queue!(out, MoveTo(0, y))?;
    let (mut x, mut style) = (0, None);
    while x < end {
        let cell = &buffer[(x, y)];
        if style != Some((cell.fg, cell.modifier)) {
            set_style(out, cell)?;
            style = Some((cell.fg, cell.modifier));
        }
        queue!(out, Print(cell.symbol()))?;
        x += u16::try_from(cell.symbol().width().max(1)).unwrap_or(1);
        // Terminals do not agree on the width of all characters.
        if !cell.symbol().is_ascii() && x < width {
            queue!(out, MoveTo(x, y))?;
        }
    }
    queue!(out, SetAttribute(Attribute::Reset), ResetColor)?;
    if end < width {
        queue!(out, Clear(ClearType::UntilNewLine))?;
    }
    Ok(())
}

fn set_style(out: &mut Vec<u8>, cell: &Cell) -> io::Result<()> {
    queue!(out, SetAttribute(Attribute::Reset))?;
    let attributes = [
        (Modifier::BOLD, Attribute::Bold),
        (Modifier::DIM, Attribute::Dim),
        (Modifier::UNDERLINED, Attribute::Underlined),
        (Modifier::REVERSED, Attribute::Reverse),
    ];
    for (modifier, attribute) in attributes {
        if cell.modifier.contains(modifier) {
            queue!(out, SetAttribute(attribute))?;
        }
    }
    // Only colours that a person's theme defines: they fit light and dark.
    match cell.fg {
        ratatui::style::Color::Green => queue!(out, SetForegroundColor(Color::DarkGreen)),
        ratatui::style::Color::Red => queue!(out, SetForegroundColor(Color::DarkRed)),
        ratatui::style::Color::Yellow => queue!(out, SetForegroundColor(Color::DarkYellow)),
        ratatui::style::Color::Cyan => queue!(out, SetForegroundColor(Color::DarkCyan)),
        _ => Ok(()),
    }
}

/// Where events come from.
#[derive(Debug)]
pub struct Events {
    /// Readable after a change of the window's size.
    resized: UnixStream,
}

impl Events {
    /// Starts to listen for changes of size.
    pub fn listen() -> io::Result<Self> {
        let (resized, sender) = UnixStream::pair()?;
        resized.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(SIGWINCH, sender)?;
        Ok(Self { resized })
    }

    /// Waits for an event without using the processor. A terminal that hung up
    /// is an error: crossterm would read from it for ever.
    pub fn wait(&mut self) -> io::Result<Event> {
        loop {
            if event::poll(Duration::ZERO)? {
                return event::read();
            }
            let stdin = io::stdin();
            let mut waiting = [
                PollFd::new(stdin.as_fd(), PollFlags::POLLIN),
                PollFd::new(self.resized.as_fd(), PollFlags::POLLIN),
            ];
            match poll(&mut waiting, PollTimeout::NONE) {
                Err(nix::errno::Errno::EINTR) => continue,
                other => other?,
            };
            let [keys, resize] = waiting.map(|fd| fd.revents().unwrap_or(PollFlags::empty()));
            if keys.intersects(PollFlags::POLLHUP | PollFlags::POLLERR | PollFlags::POLLNVAL) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if resize.contains(PollFlags::POLLIN) {
                let _ = self.resized.read(&mut [0; 64]);
                return Ok(Event::Resize(0, 0));
            }
        }
    }
}

/// Throws away what was typed before the screen was there to be read.
pub fn forget_type_ahead() -> io::Result<()> {
    let _ = tcflush(io::stdin(), FlushArg::TCIFLUSH);
    while event::poll(Duration::ZERO)? {
        event::read()?;
    }
    Ok(())
}
