//! Leaving on a signal: Ctrl-C, hang-up and termination take one path.
//!
//! An answer is saved before the next question is shown, so at any moment
//! outside [`saving`] there is nothing left to write, but for what [`hold`]
//! holds: the signal thread waits for that and for a save under way, restores
//! the terminal and ends the process. It does so itself because a prompt that
//! blocks on a dead terminal never returns.

mod unsaved;

pub use unsaved::{Hold, hold, is_wanted};

use super::tty;
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::termios::{self, SetArg, Termios};
use nix::unistd::{Pid, getpgrp, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

static SAVED: Mutex<u32> = Mutex::new(0);
/// How long the process was stopped so far.
static STOPPED: Mutex<Duration> = Mutex::new(Duration::ZERO);
/// Whether another program has the terminal: Ctrl-C is meant for that one.
static LENT: AtomicBool = AtomicBool::new(false);
/// Whether Ctrl-C came while another program had the terminal last.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

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

/// Where a file may not grow further, writing fails and says so, instead of a signal that
/// ends the process with the terminal as it is. Programs that are started are not touched.
pub fn outlive_size_limits() -> std::io::Result<()> {
    let seen = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(Signal::SIGXFSZ as i32, seen).map(|_| ())
}

/// Starts to listen; from here on a signal ends the process as described.
///
/// The calling thread no longer receives these signals, nor a resize: a read
/// that a signal interrupts looks like Ctrl-C to a prompt. `farewell` says in
/// a line what is kept, from the number of saves.
pub fn listen(farewell: fn(u32) -> String) -> std::io::Result<()> {
    let mut signals =
        signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT])?;
    let stdin = std::io::stdin();
    let terminal = stdin.is_terminal().then(|| termios::tcgetattr(&stdin).ok()).flatten();
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => pause(),
                // Another program may have written here meanwhile.
                SIGCONT => repaint(),
                SIGINT if LENT.load(Ordering::Relaxed) => {
                    INTERRUPTED.store(true, Ordering::Relaxed)
                }
                _ => leave(signal, terminal.as_ref(), farewell),
            }
        }
    })?;
    ours().thread_block()?;
    Ok(())
}

fn ours() -> SigSet {
    use Signal::*;
    [SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH].into_iter().collect()
}

/// Ctrl-Z: gives the terminal back, stops, and takes it again on `fg`.
fn pause() {
    if nobody_could_continue() {
        return;
    }
    // Nothing is painted between giving back and stopping.
    let _out = std::io::stdout().lock();
    let on_screen = tty::is_entered();
    tty::leave();
    // Nobody asks how long a stop was before it is over.
    let mut stopped = STOPPED.lock().unwrap_or_else(PoisonError::into_inner);
    let since = Instant::now();
    // Returns when the process was continued.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    *stopped += since.elapsed();
    drop(stopped);
    if on_screen && tty::enter().is_ok() {
        repaint();
    }
}

/// How long the process was stopped so far; a stop that cannot be caught does
/// not count.
pub fn stopped() -> Duration {
    *STOPPED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether no shell watches this process, as where a terminal runs byheart
/// itself: stopped, it would stay so for ever.
fn nobody_could_continue() -> bool {
    getsid(None) == Ok(getpgrp())
}

/// The screen is repainted as after a change of its size.
fn repaint() {
    let _ = kill(Pid::this(), Signal::SIGWINCH);
}

/// Ctrl-Z reached a prompt as a key.
pub fn suspend() {
    let _ = kill(Pid::this(), Signal::SIGTSTP);
    // The signal thread stops the process within this time.
    std::thread::sleep(Duration::from_millis(50));
}

/// Lends the terminal to another program that `run` starts and waits for: it
/// receives all signals, Ctrl-C is its own, and the terminal's settings are
/// as before when it has ended.
pub fn lending<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let settings = termios::tcgetattr(std::io::stdin()).ok();
    INTERRUPTED.store(false, Ordering::Relaxed);
    LENT.store(true, Ordering::Relaxed);
    // A program inherits what the thread that starts it blocks.
    let unblocked = || {
        let _ = ours().thread_unblock();
        run()
    };
    let result = std::thread::scope(|scope| scope.spawn(unblocked).join());
    // The Ctrl-C that ended it came here too; it is still that program's.
    std::thread::sleep(Duration::from_millis(100));
    LENT.store(false, Ordering::Relaxed);
    if let Some(settings) = settings {
        let _ = termios::tcsetattr(std::io::stdin(), SetArg::TCSANOW, &settings);
    }
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Whether Ctrl-C came while the terminal was lent last: whoever pressed it wants no more of
/// that program.
pub fn was_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

fn leave(signal: i32, terminal: Option<&Termios>, farewell: fn(u32) -> String) -> ! {
    unsaved::ask(repaint);
    let count = saved();
    leave_in_time(128 + signal);
    // Nothing is painted any more.
    let _out = std::io::stdout().lock();
    tty::leave();
    if let Some(settings) = terminal {
        let _ = termios::tcsetattr(std::io::stdin(), SetArg::TCSANOW, settings);
    }
    say(&farewell(*count), terminal.is_some());
    std::process::exit(128 + signal)
}

/// A terminal that takes no bytes must not keep the process.
fn leave_in_time(code: i32) {
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1500));
        std::process::exit(code)
    });
}

/// A closed terminal cannot be written to; that is no reason to fail.
fn say(farewell: &str, on_terminal: bool) {
    let mut stderr = std::io::stderr();
    if on_terminal && stderr.is_terminal() {
        let _ = write!(stderr, "\r\x1b[0m\x1b[?25h\n");
    }
    let _ = writeln!(stderr, "{farewell}");
}

/// Ctrl-C reached a prompt as a key: hands it to the signal thread, which
/// ends the process.
pub fn interrupt() -> ! {
    end(Signal::SIGINT)
}

/// The terminal is gone: ends the process as the signal for that would. Where a
/// signal waits for what is unsaved, that one ends the process.
pub fn hang_up() -> ! {
    end(Signal::SIGHUP)
}

fn end(signal: Signal) -> ! {
    unsaved::give_way();
    let _ = kill(Pid::this(), signal);
    std::thread::sleep(Duration::from_millis(1500));
    std::process::exit(128 + signal as i32)
}
