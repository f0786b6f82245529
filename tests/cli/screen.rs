//! A real terminal around one command: a pty and a screen.

use crate::harness::{PROGRAM, World, wait};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Rows and columns.
pub(crate) type Size = (u16, u16);
pub(crate) const USUAL: Size = (24, 80);
pub(crate) const SMALL: Size = (15, 40);
pub(crate) const SIZES: [Size; 2] = [USUAL, SMALL];

/// What a program is told of its surroundings beside the usual.
type More<'a> = &'a [(&'a str, &'a str)];

pub(crate) struct Screen {
    shown: Arc<Mutex<Shown>>,
    /// What a terminal that is closed has no more.
    line: Option<(Box<dyn Write + Send>, Box<dyn MasterPty + Send>)>,
    reader: Option<std::thread::JoinHandle<()>>,
    child: Box<dyn Child + Send + Sync>,
    /// When keys were pressed last, in which program, and what it had read.
    pressed: Option<(Instant, i32, Option<String>)>,
}

/// What the terminal received.
struct Shown {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Whether the terminal goes away with the next byte.
    closing: bool,
    /// Whether the terminal takes no bytes for now.
    stalled: bool,
}

impl Shown {
    /// Whether a synchronized update has begun and not ended.
    fn is_half_painted(&self) -> bool {
        let mut marks = self.raw.windows(8).rev();
        marks.find_map(|bytes| bytes.strip_prefix(b"\x1b[?2026")) == Some(b"h")
    }
}

fn pty_size((rows, cols): Size) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn columns(count: u16) -> std::num::NonZeroU16 {
    count.try_into().unwrap()
}

/// Keys as scripts write them, and their bytes.
const NAMES: [&str; 7] = ["⏎", "⎋", "⌫", "↑", "↓", "⇞", "⇟"];
const BYTES: [&str; 7] =
    ["\r", "\u{1b}", "\u{7f}", "\u{1b}[A", "\u{1b}[B", "\u{1b}[5~", "\u{1b}[6~"];

/// The bytes of keys: of those with names, of a letter behind `^` with Ctrl, and
/// all else as it is.
fn bytes(keys: &str) -> String {
    let named = NAMES.iter().zip(BYTES);
    let keys = named.fold(keys.to_owned(), |keys, (name, bytes)| keys.replace(name, bytes));
    ('a'..='z').fold(keys, |keys, letter| {
        let control = char::from(letter as u8 & 0x1f).to_string();
        keys.replace(&format!("^{letter}"), &control)
    })
}

impl Screen {
    /// `byheart` itself, which studies. With no rows, as on serial lines, the
    /// terminal does not know its size.
    pub(crate) fn start(world: &World, size: Size) -> Self {
        Self::run(world, size, &["--seed", "1"], &[])
    }

    /// Any command, with further variables.
    pub(crate) fn run(world: &World, size: Size, arguments: &[&str], more: More<'_>) -> Self {
        Self::spawn(world, size, PROGRAM, arguments, more)
    }

    /// A shell, where `$PROGRAM` is the program: `-c` and a script, or `-i` and
    /// people type commands into it.
    pub(crate) fn shell(world: &World, arguments: &[&str]) -> Self {
        let more = [("PROGRAM", PROGRAM), ("PS1", "shell> "), ("ENV", "")];
        Self::spawn(world, USUAL, "/bin/sh", arguments, &more)
    }

    fn spawn(world: &World, size: Size, program: &str, arguments: &[&str], more: More<'_>) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        world.variables().iter().for_each(|(key, value)| command.env(key, value));
        let usual = [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin")];
        usual.iter().chain(more).for_each(|(key, value)| command.env(key, value));
        command.cwd(world.home());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, cols) = if size.0 == 0 { USUAL } else { size };
        let parser = vt100::Parser::new(columns(rows), columns(cols), 1000);
        let shown =
            Arc::new(Mutex::new(Shown { parser, raw: Vec::new(), closing: false, stalled: false }));
        let reader = feed(pair.master.try_clone_reader().unwrap(), Arc::clone(&shown));
        let writer = pair.master.take_writer().unwrap();
        let line = Some((writer, pair.master));
        Self { shown, line, reader: Some(reader), child, pressed: None }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap()
    }

    pub(crate) fn contents(&self) -> String {
        self.shown().parser.screen().contents()
    }

    /// All that was ever written to the terminal.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.shown().raw.clone()
    }

    /// Waits until the screen shows `text` and the program waits for a key: no
    /// test depends on how long it takes.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Follows a script: waits for each text in turn, ` | ` between them, and
    /// presses the `{keys}` behind it. A text must be one that the keys before it
    /// lead to.
    #[track_caller]
    pub(crate) fn follow(&mut self, script: &str) -> &mut Self {
        for step in script.split('}') {
            let (seen, keys) = step.split_once('{').unwrap_or((step, ""));
            for text in seen.split(" | ").map(str::trim).filter(|text| !text.is_empty()) {
                self.wait_for(text);
            }
            if !keys.is_empty() {
                self.press(keys);
            }
        }
        self
    }

    #[track_caller]
    pub(crate) fn lacks(&self, text: &str) {
        assert!(!self.contents().contains(text), "{text} on\n{}", self.contents());
    }

    /// Waits until the screen no longer shows `text`.
    #[track_caller]
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("end of {text:?}"), |screen| !screen.contents().contains(text));
    }

    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        // What is typed while more is being shown is thrown away.
        let is_so = || is_so(self) && self.is_waiting() && is_so(self);
        wait(is_so, || format!("no {what} on\n{}", self.contents()));
    }

    /// The screen once the program waits for a key: nothing more is drawn.
    pub(crate) fn settled(&self) -> String {
        self.wait_until("rest", |_| true);
        self.contents()
    }

    /// Whether the program in the foreground waits for something, or ended.
    fn is_waiting(&self) -> bool {
        let id = self.foreground();
        let before = self.shown().raw.len();
        self.has_heard(id) && sleeps(id) && {
            std::thread::sleep(Duration::from_millis(2));
            let shown = self.shown();
            sleeps(id) && shown.raw.len() == before && !shown.is_half_painted()
        }
    }

    /// Whether the program that slept when keys were pressed has read since: on a
    /// busy machine they are on their way for a while. Who does not read, such as
    /// a program that is stopped, is waited for no longer than that.
    fn has_heard(&self, id: i32) -> bool {
        let Some((since, program, read)) = &self.pressed else { return true };
        *program != id || *read != bytes_read(id) || since.elapsed() > Duration::from_millis(500)
    }

    /// Presses keys, written as in scripts.
    pub(crate) fn press(&mut self, keys: &str) {
        let id = self.foreground();
        self.pressed = Some((Instant::now(), id, bytes_read(id)));
        let (writer, _) = self.line.as_mut().unwrap();
        writer.write_all(bytes(keys).as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn resize(&self, (rows, cols): Size) {
        let (_, master) = self.line.as_ref().unwrap();
        // What comes from now on is meant for the new size.
        let mut shown = self.shown();
        master.resize(pty_size((rows, cols))).unwrap();
        shown.parser.set_size(columns(rows), columns(cols));
    }

    pub(crate) fn shows_cursor(&self) -> bool {
        !self.shown().parser.screen().hide_cursor()
    }

    /// Row and column, from 0 on.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        self.shown().parser.screen().cursor_position()
    }

    /// Whether a program has the whole screen.
    pub(crate) fn is_taken(&self) -> bool {
        self.shown().parser.screen().alternate_screen()
    }

    /// Whether the terminal is as a shell needs it.
    #[track_caller]
    pub(crate) fn assert_given_back(&self) {
        assert!(!self.is_taken(), "the screen is still taken");
        assert!(self.shows_cursor(), "the cursor is hidden");
        assert!(!self.shown().parser.screen().bracketed_paste(), "pastes are still bracketed");
    }

    pub(crate) fn id(&self) -> i32 {
        self.child.process_id().unwrap().try_into().unwrap()
    }

    /// The process that reads keys now.
    pub(crate) fn foreground(&self) -> i32 {
        let line = self.line.as_ref();
        line.and_then(|(_, master)| master.process_group_leader()).unwrap_or_else(|| self.id())
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.id()), signal).unwrap();
    }

    /// Closes the terminal: the kernel tells the program, which repaints for
    /// Ctrl-L and so wakes the thread that reads.
    pub(crate) fn close(&mut self) {
        self.shown().closing = true;
        self.press("^l");
        self.reader.take().unwrap().join().unwrap();
        self.line = None;
    }

    /// Does something while the terminal takes no bytes.
    pub(crate) fn stall(&mut self, meanwhile: impl FnOnce(&mut Self)) {
        self.shown().stalled = true;
        meanwhile(self);
        self.shown().stalled = false;
    }

    /// Processor time of the program so far, in ticks of 10 ms; of one that
    /// ended, until it is waited for.
    pub(crate) fn ticks(&self) -> u64 {
        stat(self.id()).unwrap().1
    }

    /// Whether the process has ended, be it waited for or not.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(stat(self.id()), None | Some(('Z', _)))
    }

    /// Waits until the process has ended, without asking for its exit code.
    pub(crate) fn wait_for_end(&self) {
        wait(|| self.has_ended(), || format!("still runs\n{}", self.contents()));
    }

    /// Waits for the end, with this exit code and the terminal, if it is still
    /// there, as it was.
    #[track_caller]
    pub(crate) fn ended(&mut self, code: u32) {
        assert_eq!(self.exit_code(), code, "{}", self.contents());
        if self.line.is_some() {
            self.assert_given_back();
        }
    }

    pub(crate) fn exit_code(&mut self) -> u32 {
        self.wait_for_end();
        let code = self.child.wait().unwrap().exit_code();
        // All that it wrote is on the screen once the terminal has no more.
        if let Some(reader) = self.reader.take_if(|_| self.line.is_some()) {
            reader.join().unwrap();
        }
        code
    }
}

fn feed(
    mut reader: Box<dyn Read + Send>,
    feeding: Arc<Mutex<Shown>>,
) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            let mut shown = feeding.lock().unwrap();
            shown.parser.process(&bytes[..count]);
            shown.raw.extend(&bytes[..count]);
            if shown.closing {
                return;
            }
            drop(shown);
            while feeding.lock().unwrap().stalled {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    })
}

/// Whether neither the process nor a child of it has anything to do.
fn sleeps(id: i32) -> bool {
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
    !matches!(stat(id), Some(('R' | 'D', _)))
        && children.unwrap_or_default().split_whitespace().all(|id| sleeps(id.parse().unwrap()))
}

/// Bytes that a process has read so far; none where it is gone.
fn bytes_read(id: i32) -> Option<String> {
    let text = std::fs::read_to_string(format!("/proc/{id}/io")).ok()?;
    text.lines().find(|line| line.starts_with("rchar")).map(str::to_owned)
}

/// State and processor time of a process; none where it is gone.
fn stat(id: i32) -> Option<(char, u64)> {
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    let times = fields.skip(10).take(2);
    Some((state, times.map(|time| time.parse::<u64>().unwrap()).sum()))
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
