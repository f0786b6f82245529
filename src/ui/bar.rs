//! A progress bar for work that takes long. Short work shows none.
//!
//! The bar is gone before a result is printed: dropping it clears it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on stderr that appears after half a second.
pub struct Bar {
    bar: ProgressBar,
    appearing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// Over `total` steps; never seen unless `shown`.
    pub fn start(total: usize, shown: bool, ascii: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:12} {pos}/{len} {elapsed} {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars(if ascii { "#>-" } else { "━╸─" }));
        let appearing = shown.then(|| appear_later(bar.clone())).flatten();
        Self { bar, appearing }
    }

    /// Names the step that begins.
    pub fn begin(&self, name: &str) {
        let name: String = crate::base::sanitize::sanitize(name).chars().take(30).collect();
        self.bar.set_message(name);
    }

    /// A step is done.
    pub fn advance(&self) {
        self.bar.inc(1);
    }
}

/// A second thread draws, because the first is at work.
fn appear_later(bar: ProgressBar) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (done, waiting) = channel();
    let thread = std::thread::Builder::new().name("bar".to_owned()).spawn(move || {
        if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            while waiting.recv_timeout(Duration::from_millis(100)) == Err(RecvTimeoutError::Timeout)
            {
                bar.tick();
            }
        }
    });
    // Without a second thread there is no bar, which is no reason to fail.
    thread.ok().map(|thread| (done, thread))
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.appearing.take() {
            drop(done);
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
