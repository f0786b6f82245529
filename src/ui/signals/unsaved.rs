//! What the thread that reads keys has not saved yet: a signal that ends the
//! process wakes that thread and waits, for a moment, until it is saved.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

static STATE: Mutex<State> = Mutex::new(State::Nothing);
static CHANGED: Condvar = Condvar::new();

/// A terminal that takes no bytes must not keep the process.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing is unsaved.
    Nothing,
    /// Something may be.
    Held,
    /// A signal waits for it.
    Wanted,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While it lives something may be unsaved, and a signal waits.
#[derive(Debug)]
pub struct Hold(());

/// From here on a signal asks first, which [`is_wanted`] tells: with a change of
/// size it wakes who waits for a key.
pub fn hold() -> Hold {
    *state() = State::Held;
    Hold(())
}

impl Drop for Hold {
    fn drop(&mut self) {
        give_way();
    }
}

/// Whether a signal waits until all is saved.
pub fn is_wanted() -> bool {
    *state() == State::Wanted
}

/// All is saved: a signal that waits goes on.
pub(super) fn give_way() {
    *state() = State::Nothing;
    CHANGED.notify_all();
}

/// Lets the thread save that has something unsaved; `wake` wakes it.
pub(super) fn ask(wake: impl FnOnce()) {
    let mut state = state();
    if *state == State::Nothing {
        return;
    }
    *state = State::Wanted;
    wake();
    let waited = CHANGED.wait_timeout_while(state, PATIENCE, |state| *state == State::Wanted);
    drop(waited);
}
