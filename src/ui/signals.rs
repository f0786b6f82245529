//! Leaving on a signal: Ctrl-C, hang-up and termination take one path.
//!
//! An answer is saved before the next question is shown, so at any moment
//! outside [`saving`] there is nothing left to write: the signal thread waits
//! for a save under way, restores the terminal and ends the process. It does
//! so itself because a prompt that blocks on a dead terminal never returns.

use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::termios::{self, SetArg, Termios};
use nix::unistd::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

static SAVED: Mutex<u32> = Mutex::new(0);

fn saved() -> MutexGuard<'static, u32> {
    SAVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `save` so that no signal ends the process in its middle, and counts it.
pub fn saving<T, E>(save: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let mut count = saved();
    let result = save();
    if result.is_ok() {
        *count += 1;
    }
    result
}

/// Starts to listen; from here on a signal ends the process as described.
///
/// The calling thread no longer receives these signals, nor a resize: a read
/// that a signal interrupts looks like Ctrl-C to a prompt.
pub fn listen() -> std::io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let stdin = std::io::stdin();
    let terminal = stdin.is_terminal().then(|| termios::tcgetattr(&stdin).ok()).flatten();
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            leave(signal, terminal.as_ref());
        }
    })?;
    let ours = [Signal::SIGHUP, Signal::SIGINT, Signal::SIGTERM, Signal::SIGWINCH];
    ours.into_iter().collect::<SigSet>().thread_block()?;
    Ok(())
}

fn leave(signal: i32, terminal: Option<&Termios>) -> ! {
    let count = saved();
    if let Some(settings) = terminal {
        let _ = termios::tcsetattr(std::io::stdin(), SetArg::TCSANOW, settings);
    }
    farewell(*count, terminal.is_some());
    std::process::exit(128 + signal)
}

/// A closed terminal cannot be written to; that is no reason to fail.
fn farewell(count: u32, on_terminal: bool) {
    let mut stderr = std::io::stderr();
    if on_terminal && stderr.is_terminal() {
        let _ = write!(stderr, "\r\x1b[0m\x1b[?25h\n");
    }
    let _ = writeln!(stderr, "Interrupted; everything is saved ({count} new).");
}

/// Ctrl-C reached a prompt as a key: hands it to the signal thread, which
/// ends the process.
pub fn interrupt() -> ! {
    let _ = kill(Pid::this(), Signal::SIGINT);
    std::thread::sleep(Duration::from_millis(1500));
    std::process::exit(128 + SIGINT)
}
