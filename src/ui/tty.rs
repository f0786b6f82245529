//! The terminal as a whole screen: entering and leaving it, painting it, and
//! waiting for what the learner does.
//!
//! Entering and leaving may happen on two threads: a signal leaves. Whoever
//! holds the lock of stdout does so alone, and nothing is painted meanwhile.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::style::{Attribute, Color, Print, ResetColor, SetAttribute, SetForegroundColor};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::termios::{SetArg, tcgetattr, tcsetattr};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use signal_hook::consts::SIGWINCH;
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

/// Whether the screen is byheart's.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Text that a terminal is told not to reorder: byheart does so itself
/// (terminal-wg.freedesktop.org/bidi, BDSM).
const EXPLICIT_ORDER: &str = "\x1b[8l";
const IMPLICIT_ORDER: &str = "\x1b[8h";

/// Nobody reads a verdict in less.
pub(super) const UNREAD: Duration = Duration::from_millis(300);
/// A key that is held comes again in less, on a slow keyboard over a slow line.
pub(super) const BETWEEN_REPEATS: Duration = Duration::from_millis(80);

/// Who types a word presses the next letter in less.
pub(super) const BETWEEN_LETTERS: Duration = Duration::from_millis(250);

/// Takes the screen; what stood there comes back with [`leave`].
pub fn enter() -> io::Result<()> {
    let mut out = io::stdout().lock();
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(out, EnterAlternateScreen, EnableBracketedPaste, Hide, Print(EXPLICIT_ORDER))
}

/// Gives the screen back; does nothing where it was not taken. A terminal that
/// is gone cannot be told, which is no reason to fail.
pub fn leave() {
    let mut out = io::stdout().lock();
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        out,
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

/// A terminal that is gone says so as an error of input and output.
fn or_gone<T>(result: io::Result<T>) -> io::Result<T> {
    result.map_err(|error| match error.raw_os_error() {
        Some(code) if code == Errno::EIO as i32 => io::ErrorKind::UnexpectedEof.into(),
        _ => error,
    })
}

fn row(out: &mut Vec<u8>, buffer: &Buffer, y: u16) -> io::Result<()> {
    let width = buffer.area.width;
    let is_blank = |x: &u16| buffer[(*x, y)].symbol() == " " && buffer[(*x, y)].modifier.is_empty();
    let end = (0..width).rev().find(|x| !is_blank(x)).map_or(0, |x| x + 1);
    queue!(out, MoveTo(0, y))?;
    // A character that a terminal does not show must not leave what was there.
    if !(0..end).all(|x| buffer[(x, y)].symbol().is_ascii()) {
        queue!(out, Clear(ClearType::UntilNewLine))?;
    }
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

/// A terminal that shows screens and gives events.
pub trait Terminal {
    /// Columns and lines.
    fn size(&self) -> io::Result<(u16, u16)>;
    /// Takes the screen, where it is not taken yet.
    fn enter(&mut self) -> io::Result<()>;
    /// Gives it back.
    fn leave(&mut self);
    /// Paints a whole screen.
    fn paint(&mut self, buffer: &Buffer, cursor: Option<(u16, u16)>) -> io::Result<()>;
    /// Waits for an event, for so long at most; none where nothing came.
    fn wait_for(&mut self, most: Option<Duration>) -> io::Result<Option<Event>>;
    /// Throws away what was typed ahead; whether Ctrl-C was among it.
    fn forget_type_ahead(&mut self) -> io::Result<bool>;
    /// Whether a key that was just read is one that is held down, or was pressed before
    /// anybody could have read what was shown last.
    fn is_held(&mut self, key: &KeyEvent) -> io::Result<bool>;
    /// Whether a letter that was just read begins a word, which then is thrown away.
    fn types_on(&mut self) -> io::Result<bool>;
    /// Prints a line where the screen was.
    fn print(&mut self, line: &str) -> io::Result<()>;
}

/// The process's own terminal, and where its events come from.
#[derive(Debug)]
pub struct Events {
    /// Readable after a change of the window's size.
    resized: UnixStream,
    /// What was read to see whether a key is held, and is none.
    read: VecDeque<Event>,
    /// When what was typed ahead was last thrown away, as something new was shown.
    shown: Instant,
}

impl Events {
    /// Starts to listen for changes of size; stdin and stdout must be a terminal.
    pub fn listen() -> io::Result<Self> {
        let (resized, sender) = UnixStream::pair()?;
        resized.set_nonblocking(true)?;
        signal_hook::low_level::pipe::register(SIGWINCH, sender)?;
        Ok(Self { resized, read: VecDeque::new(), shown: Instant::now() })
    }
}

impl Terminal for Events {
    /// Columns and lines; of a terminal that does not know them, the usual ones.
    fn size(&self) -> io::Result<(u16, u16)> {
        let (columns, lines) = crossterm::terminal::size()?;
        let or = |given, usual| if given == 0 { usual } else { given };
        Ok((or(columns, 80), or(lines, 24)))
    }

    fn enter(&mut self) -> io::Result<()> {
        if is_entered() { Ok(()) } else { enter() }
    }

    fn leave(&mut self) {
        leave();
    }

    /// Paints every cell, whatever stood there: differences would leave ghosts of
    /// wide characters, and a screen after a pause is unknown.
    fn paint(&mut self, buffer: &Buffer, cursor: Option<(u16, u16)>) -> io::Result<()> {
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
        or_gone(out.write_all(&bytes).and_then(|()| out.flush()))
    }

    /// Waits for an event without using the processor, for so long at most; none
    /// where nothing came. A terminal that hung up is an error: crossterm would
    /// read from it for ever.
    fn wait_for(&mut self, most: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(event) = self.read.pop_front() {
            return Ok(Some(event));
        }
        let deadline = most.map(|most| Instant::now() + most);
        loop {
            if is_ready()? {
                return event::read().map(Some);
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Ok(None);
            }
            let stdin = io::stdin();
            let mut waiting = [
                PollFd::new(stdin.as_fd(), PollFlags::POLLIN),
                PollFd::new(self.resized.as_fd(), PollFlags::POLLIN),
            ];
            match poll(&mut waiting, timeout(left)) {
                Err(Errno::EINTR) => continue,
                other => other?,
            };
            let [keys, resize] = waiting.map(|fd| fd.revents().unwrap_or(PollFlags::empty()));
            if is_gone(keys) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if resize.contains(PollFlags::POLLIN) {
                let _ = self.resized.read(&mut [0; 64]);
                return Ok(Some(Event::Resize(0, 0)));
            }
        }
    }

    /// Throws away whole keys and pastes. A flush would cut those that are still on
    /// their way, and their rest would be taken for keys.
    fn forget_type_ahead(&mut self) -> io::Result<bool> {
        let mut interrupted = self.read.drain(..).any(|event| is_interrupt(&event));
        while is_ready()? {
            interrupted |= is_interrupt(&event::read()?);
        }
        self.shown = Instant::now();
        Ok(interrupted)
    }

    /// A key that is held comes again faster than fingers press it.
    fn is_held(&mut self, key: &KeyEvent) -> io::Result<bool> {
        let mut is_held = key.kind == KeyEventKind::Repeat || self.shown.elapsed() < UNREAD;
        while let Some(event) = self.wait_for(Some(BETWEEN_REPEATS))? {
            match event {
                Event::Key(next) if next.code == key.code => is_held = true,
                other => {
                    self.read.push_back(other);
                    break;
                }
            }
        }
        Ok(is_held)
    }

    fn types_on(&mut self) -> io::Result<bool> {
        let mut types_on = false;
        while let Some(event) = self.wait_for(Some(BETWEEN_LETTERS))? {
            let is_text = |key: &KeyEvent| {
                let is_command = key.modifiers.contains(KeyModifiers::CONTROL);
                matches!(key.code, KeyCode::Char(_) | KeyCode::Backspace) && !is_command
            };
            match event {
                Event::Key(key) if is_text(&key) => types_on = true,
                // What ends the word belongs to it.
                Event::Key(key) if types_on && key.code == KeyCode::Enter => {}
                other => {
                    self.read.push_back(other);
                    break;
                }
            }
        }
        Ok(types_on)
    }

    fn print(&mut self, line: &str) -> io::Result<()> {
        writeln!(io::stdout(), "{line}")
    }
}

fn is_interrupt(event: &Event) -> bool {
    matches!(event, Event::Key(key)
        if key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL))
}

/// Rounded up: a wait must not end before its time, over and over.
fn timeout(left: Option<Duration>) -> PollTimeout {
    let milliseconds = left.map(|left| left.as_micros().div_ceil(1000).min(60_000));
    milliseconds.and_then(|ms| PollTimeout::try_from(ms).ok()).unwrap_or(PollTimeout::NONE)
}

/// Whether an event can be read without waiting.
///
/// crossterm is told of new bytes once. Where they come together with a change
/// of size, or are more than it reads at once, it forgets the rest until the
/// next key; so the terminal is made to tell it again.
fn is_ready() -> io::Result<bool> {
    // From a terminal that is gone crossterm would read for ever.
    if is_gone(keys()) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if event::poll(Duration::ZERO)? {
        return Ok(true);
    }
    // Bytes that wait in a terminal that is still there.
    if keys() != PollFlags::POLLIN {
        return Ok(false);
    }
    tell_again();
    event::poll(Duration::ZERO)
}

/// Whether something is typed within such a time.
pub(super) fn comes_within(most: Duration) -> bool {
    let stdin = io::stdin();
    let mut keys = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
    // What hangs up is none that is held.
    poll(&mut keys, timeout(Some(most))).is_ok()
        && keys[0].revents().is_some_and(|seen| seen == PollFlags::POLLIN)
}

/// What is to be said of stdin now.
fn keys() -> PollFlags {
    let stdin = io::stdin();
    let mut keys = [PollFd::new(stdin.as_fd(), PollFlags::POLLIN)];
    match poll(&mut keys, PollTimeout::ZERO) {
        Ok(_) => keys[0].revents().unwrap_or(PollFlags::empty()),
        Err(_) => PollFlags::empty(),
    }
}

fn is_gone(keys: PollFlags) -> bool {
    keys.intersects(PollFlags::POLLHUP | PollFlags::POLLERR | PollFlags::POLLNVAL)
}

/// Setting its attributes, also to what they are, wakes all who wait for a
/// terminal. Where that fails it is gone, which waiting for a key finds.
fn tell_again() {
    let _out = io::stdout().lock();
    if is_entered()
        && let Ok(settings) = tcgetattr(io::stdin())
    {
        let _ = tcsetattr(io::stdin(), SetArg::TCSANOW, &settings);
    }
}
